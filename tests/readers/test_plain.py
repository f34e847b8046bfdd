import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.model import MASK
from mtaudit.readers._mask import is_prose, mask

LONG = "The council met on Tuesday to hear what the mayor had to say about the bridge, and then it went home."
OTHER = "Nobody had come who knew how much the works had cost, so that the vote had to be put off until June."


def blocks(raw):
    document = read_text(raw, "a.txt")
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


HEADLINES = [
    "Mayor opens the new bridge",
    "US can reduce emissions: Pentagon",
    "‘We will not leave’, says Kirby",
    "The Bridge, the Mayor and 16 Others",
    "CHAPTER I. THE BRIDGE.",
]


@pytest.mark.parametrize("line", HEADLINES)
def test_headlines_by_their_shape(line):
    assert blocks(f"{line}\n\n{LONG}") == [("headline", line), ("paragraph", LONG)]
    assert blocks(f"{LONG}\n\n\n{line}\n\n\n{OTHER}")[1] == ("headline", line)
    assert blocks(f"{LONG}\n{line}\n{OTHER}")[1] == ("headline", line)


NO_HEADLINES = [
    "The mayor has gone home.",
    "He said:",
    "and then they left",
    "Will he come back?",
    "By John Smith and Mary Jones",
    "Photo: AFP",
    "Updated on Tuesday: 10.30",
    "June 22, 2021",
    "22 June 2021 10:30",
    LONG,
]


@pytest.mark.parametrize("line", NO_HEADLINES)
def test_what_is_no_headline(line):
    assert blocks(f"Title of it\n\n{line}\n\n{OTHER}")[1] == ("paragraph", line)


def test_a_question_may_be_a_title():
    assert blocks(f"Will he come back?\n\n{LONG}")[0] == ("headline", "Will he come back?")


def test_a_title_printed_thrice_is_three_headlines():
    assert blocks(f"A title\n\nA title\nA title\n\n\n{LONG}") == [("headline", "A title")] * 3 + [("paragraph", LONG)]


ITEMS = ["- one", "* one", "• one", "– one", "1. one", "12) one", "(3) one", "a) one", "B) one", "a. one"]


@pytest.mark.parametrize("line", ITEMS)
def test_items(line):
    assert blocks(f"{LONG}\n{line} of them\n{line} of these") == [
        ("paragraph", LONG),
        ("item", f"{line} of them"),
        ("item", f"{line} of these"),
    ]


@pytest.mark.parametrize(
    "line", ["2021. That was it", "U. S. troops left", "J. Smith left", "-5 degrees", "*one* more"]
)
def test_what_is_no_item(line):
    assert blocks(f"{LONG}\n\n{line}, he said.")[1][0] == "paragraph"


def test_an_item_hangs():
    assert blocks("- One of the\n  Many things\n- Two") == [("item", "- One of the\n  Many things"), ("item", "- Two")]


PARAGRAPHS = [LONG, f"{OTHER} {LONG}", f"{LONG} {LONG} Much more was said. {OTHER}", "A short one.", OTHER]


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_paragraphs(width, end):
    wrapped = [textwrap.fill(each, width) for each in PARAGRAPHS]
    found = blocks("\n\n".join(wrapped).replace("\n", end))
    assert found == [("paragraph", each) for each in wrapped]


def test_paragraphs_that_are_only_set_in():
    wrapped = [textwrap.fill(each, 72, initial_indent="    ") for each in PARAGRAPHS if len(each) > 72]
    assert [text for _, text in blocks("\n".join(wrapped))] == [each.strip() for each in wrapped]


def test_a_paragraph_on_each_line():
    assert blocks("\n".join(["A title", *PARAGRAPHS])) == [("headline", "A title")] + [
        ("paragraph", each) for each in PARAGRAPHS
    ]


def test_a_sentence_on_each_line_is_not_wrapped():
    lines = ["The mayor of the town came in by the door.", "He sat down and looked at us all for a while."] * 3
    assert [text for _, text in blocks("\n".join(lines))] == lines


def test_verse_is_no_headlines():
    verse = ["The Bridge of Sighs", "And all who walked on it", "Have gone to the sea", "With a song"]
    assert blocks(f"{LONG}\n\n" + "\n".join(verse))[1:] == [("paragraph", line) for line in verse]
    assert blocks("\n".join(["The Song", *verse]))[0] == ("headline", "The Song")


def test_lines_without_a_word_are_no_blocks():
    assert blocks(f"Title\n=====\n\n{LONG}\n\n* * *\n\nhttp://a.b/c\n\n—\n") == [
        ("headline", "Title"),
        ("paragraph", LONG),
    ]


MASKED = [
    "http://a.b/c?d=e#f",
    "https://en.wikipedia.org/wiki/Bridge_(card_game)",
    "www.example.org",
    "example.com/path",
    "ftp://a.b",
    "first.last@example.co.uk",
    "/usr/local/bin",
    "../a/b.c",
    "~/a/b",
    "C:\\Program\\x",
    "com.example.job.Main.java",
    "read-me.md",
]
NOT_MASKED = [
    "and/or",
    "9/11",
    "the U.S. and N.A.T.O.",
    "km/h",
    "a.m.",
    "Amazon.com",
    "either/or/both",
    "he said.She left",
    "10.30",
    "@home",
    "$5/day",
]


@pytest.mark.parametrize("text", MASKED)
@pytest.mark.parametrize(("before", "after"), [("See ", " now"), ("(", ")."), ("", ", he said"), ("[x](", ").The end")])
def test_masked(text, before, after):
    assert mask(before + text + after) == before + MASK * len(text) + after


@pytest.mark.parametrize("text", NOT_MASKED)
def test_not_masked(text):
    assert mask(f"It was {text} then.") == f"It was {text} then."


@given(st.text(alphabet="a1./:@-_~ \\()[]wcomhtp\n"))
def test_masking_changes_no_length(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, masked, strict=True))


@pytest.mark.parametrize("value", ["Mind the gap", "It's here", "The 2021 floods", "über allem", "Go & see it"])
def test_prose_strings(value):
    assert is_prose(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "gap",
        "mind-the-gap",
        "2024-07-30 10:00:00",
        "Tue, 30 Jul 2024",
        "a, b, c",
        "[a b, c]",
        "/a/b c",
        "{{ x }} y",
    ],
)
def test_strings_that_are_data(value):
    assert not is_prose(value)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Set `name`,,`title` now", f"Set {MASK * 6},,{MASK * 7} now"),
        ("Run ``a b`` and `x y`.", f"Run {MASK * 7} and {MASK * 5}."),
        ("Type ```ls -l``` now", f"Type {MASK * 11} now"),
        ("``quoted'' and ``again''", "``quoted'' and ``again''"),
        ("`a' and `b'", "`a' and `b'"),
    ],
)
def test_code_in_backticks_is_no_prose(text, prose):
    assert read_text(text, "article.txt").text == prose

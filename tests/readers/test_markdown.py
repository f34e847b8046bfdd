import pytest

from mtaudit.audit import read_text
from mtaudit.model import MASK, Span
from mtaudit.readers import markdown

M = MASK


def blocks(raw, name="a.md"):
    document = read_text(raw, name)
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


KINDS = [
    ("# Head *ing* one", [("headline", "Head ing one")]),
    ("## Closed ##", [("headline", "Closed")]),
    ("Head\nwrapped\n======", [("headline", "Head\nwrapped")]),
    ("Head\n---", [("headline", "Head")]),
    ("One\n  two\nthree.", [("paragraph", "One\ntwo\nthree.")]),
    ("One.\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
    (
        "- One\n- Two\n  goes on\n\n  Still two\n  - Inner",
        [("item", "One"), ("item", "Two\ngoes on"), ("item", "Still two"), ("item", "Inner")],
    ),
    ("1. One\n2) Two", [("item", "One"), ("item", "Two")]),
    ("- [ ] To do\n- [x] Done", [("item", "To do"), ("item", "Done")]),
    ("> One\n> two\nlazy\n>\n> > Three", [("quote", "One\ntwo\nlazy"), ("quote", "Three")]),
    ("- > In\n  > both", [("quote", "In\nboth")]),
    ("> - In\n>   both", [("item", "In\nboth")]),
    ("> # Head\n> text", [("headline", "Head"), ("quote", "text")]),
    ("| A b | C |\n|---|:-:|\n| d | e\\|f |", [("cell", "A b"), ("cell", "C"), ("cell", "d"), ("cell", "e|f")]),
    ("Text.[^1]\n\n[^1]: The note.", [("paragraph", f"Text.{M * 4}"), ("paragraph", "The note.")]),
    ("Term\n: What it means", [("paragraph", "Term"), ("item", "What it means")]),
    ("One\n\n* * *\n\nTwo", [("paragraph", "One"), ("paragraph", "Two")]),
]


@pytest.mark.parametrize(("raw", "expected"), KINDS)
def test_blocks_and_their_kinds(raw, expected):
    assert blocks(raw) == expected


INLINE = [
    ("**Bo**ld, *it*alic and ~~gone~~.", "Bold, italic and gone."),
    ("2 * 3 and snake_case_name * 4", "2 * 3 and snake_case_name * 4"),
    ("Not \\*this\\* and \\\\", "Not *this* and \\"),
    ("A &amp; B &lt;c&gt; &#x41;&#66; &bogus; AT&T", "A & B <c> AB &bogus; AT&T"),
    ("Run `x = 1` now", f"Run {M * 7} now"),
    ("See [the *text*](http://a.b 'title') and [this][ref].\n\n[ref]: http://a.b", "See the text and this."),
    ("A [note] of [no][link].", "A [note] of [no][link]."),
    ("See <http://a.b> or <me@a.org>.", f"See {M * 12} or {M * 10}."),
    ("See https://a.b/c_d_e, please.", f"See {M * 17}, please."),
    ("A ![x](y.png) B", f"A {M} B"),
    ("One  \ntwo\\\nthree<br>four", "One\ntwo\nthree\nfour"),
    ("A <b>c</b>d <!-- no --> e", "A cd e"),
    ("Press <kbd>Ctrl</kbd>+C", f"Press {M * 4}+C"),
    ("He said <i lang='de'>guten Tag</i>.", f"He said {M * 9}."),
    ("It costs $5 or $6.", "It costs $5 or $6."),
    ("Paid US$5 or EUR 4 to US$6 each", "Paid US$5 or EUR 4 to US$6 each"),
    ("Let $a_1 * b_2$ be $$x * y$$", f"Let {M * 11} be {M * 9}"),
    ("Hello {{ user.name }} and {% if x %}", f"Hello {M * 15} and {M * 10}"),
    ("Put `{{` and `}}` around", f"Put {M * 4} and {M * 4} around"),
    ('See {{< ref "a*b.md" >}} and *this*', f"See {M * 20} and this"),
    ("No such note[^9] here", f"No such note{M * 4} here"),
]


@pytest.mark.parametrize(("raw", "expected"), INLINE)
def test_inline_markup(raw, expected):
    assert blocks(raw) == [("paragraph", expected)]


NO_PROSE = [
    "```\nThe the code\n```",
    "~~~ text\nThe the code",
    "    The the code",
    "`The the code`",
    "[ref]: http://a.b 'The the title'",
    "![](the/the.png)",
    "[![one](a.svg)](b)",
    "<!-- The the comment -->",
    "<!-- The the\n\ncomment -->",
    "<script>\nThe the script\n</script>",
    "<pre>\nThe the\n\ncode</pre>",
    "<div translate='no'>\n\nThe the text\n\n</div>",
    "[TOC]",
    "[[_TOC_]]",
    ":::note\n:::",
    "> [!NOTE]",
    "{{< figure src='the the.png' >}}",
    "{% include the the.html %}",
    "{/* The the comment */}",
    "import The from './the'",
    "$$\nthe the x\n$$",
    "* * *",
    "https://example.org/the/the",
    "---\ntags: [the the, a]\ndate: 2024-07-30 10:00:00\nslug: the-the\npath: /the/the page\n---",
]


@pytest.mark.parametrize("raw", NO_PROSE)
def test_what_is_no_prose(raw):
    assert blocks(raw) == []
    assert blocks(f"Before.\n\n{raw}\n\nAfter.")[:1] == [("paragraph", "Before.")]


ADMONITIONS = [
    ("> [!WARNING] \n> Mind the gap", [("quote", "Mind the gap")]),
    ("> [!my-own]- \n> Mind the gap", [("quote", "Mind the gap")]),
    (":::tip A title\nMind the gap\n:::", [("paragraph", "Mind the gap")]),
    ('!!! note "A title"\n    Mind the\n    gap', [("item", "Mind the\ngap")]),
    ("{{< note >}}\nMind the gap\n{{< /note >}}", [("paragraph", "Mind the gap")]),
    ("## Gap {#mind-the-gap}", [("headline", "Gap")]),
]


@pytest.mark.parametrize(("raw", "expected"), ADMONITIONS)
def test_dialects(raw, expected):
    assert blocks(raw) == expected


FRONT_MATTER = [
    ("---\ntitle: Mind the gap\n---\n", ["Mind the gap"]),
    ('---\ntitle: "Mind the \\"gap\\""  # a comment\n---\n', ['Mind the "gap"']),
    ("---\ntitle: 'It''s the gap'\n---\n", ["It's the gap"]),
    ("---\ntitle: Mind the gap # a comment\n---\n", ["Mind the gap"]),
    ("---\nabout: >\n  One line: and\n  another\nslug: x\n---\n", ["One line: and\nanother"]),
    ("---\nabout: One line\n  and another\n---\n", ["One line\nand another"]),
    ("---\nitems:\n  - First of all\n  - name: Second of all\n---\n", ["First of all", "Second of all"]),
    ("---\ntitle: Broken: by the engine\n\tx\n---\n", ["Broken: by the engine\nx"]),
    ('+++\ntitle = "Mind the gap"\n[extra]\nabout="And more"\n+++\n', ["Mind the gap", "And more"]),
    ("---\ntitle: Mind the gap\ndescription: Mind the gap\n---\n", ["Mind the gap"]),
    ("---\ndate: Tue, 30 Jul 2024\ntags: one, two\nid: a-b\nurl: http://a.b/c d\n---\n", []),
]


@pytest.mark.parametrize(("raw", "expected"), FRONT_MATTER)
def test_front_matter(raw, expected):
    assert blocks(f"{raw}\nBody.") == [*(("meta", each) for each in expected), ("paragraph", "Body.")]


def test_a_thematic_break_begins_no_front_matter():
    assert blocks("---\nOnly some prose\n---\nMore") == [("headline", "Only some prose"), ("paragraph", "More")]


def test_the_description_of_an_image_follows_its_paragraph():
    assert blocks("See ![a *fat* cat](c.png) here.") == [("paragraph", f"See {M} here."), ("meta", "a fat cat")]


def test_html_inside():
    raw = '<div align="center">\n<h1>Head</h1>\n  One\n  two <b>th</b>ree\n</div>\n\nFour *five*\n'
    assert blocks(raw) == [("headline", "Head"), ("paragraph", "One\ntwo three"), ("paragraph", "Four five")]


def test_markdown_inside_html_inside_a_quote():
    raw = "> <details>\n> <summary>More of it</summary>\n>\n> One *two*\n> three\n> </details>\n\nAfter."
    assert blocks(raw) == [("quote", "More of it"), ("quote", "One two\nthree"), ("paragraph", "After.")]


def test_an_open_tag_ends_with_its_paragraph():
    assert blocks("One <kbd>two\n\nThree") == [("paragraph", f"One {M * 3}"), ("paragraph", "Three")]


def test_places_of_what_is_written_in_another_way():
    document = read_text("😀 \\*a &amp; b", "a.md")
    star, ampersand = document.text.index("*"), document.text.index("&")
    assert document.raw_slice(Span(star, star + 1)) == "\\*"
    assert document.raw_slice(Span(ampersand, ampersand + 1)) == "&amp;"
    assert document.raw_slice(Span(star + 1, star + 2)) == "a"


def test_the_marks_of_a_quotation_stay_in_the_file():
    document = read_text("> one\n> two", "a.md")
    assert document.raw_slice(document.blocks[0].span) == "one\n> two"
    assert document.raw_slice(Span(4, 7)) == "two"


@pytest.mark.parametrize("nest", ["> ", "- ", "<div>", "[", "*", "![", "<b>"])
def test_deep_nests_end(nest):
    document = markdown.read(nest * 10_000 + "the words", "a.md")
    assert document.text.endswith("the words")

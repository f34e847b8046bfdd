"""What holds for every reader and any text."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.errors import ReadError
from mtaudit.model import MASK, Span

READERS = registry.names("readers")
#: What makes a file of a format of the pieces: around them, and between them.
FRAMES: dict[str, tuple[str, str]] = {
    "android": ("<resources><string name='a'>", "</string></resources>"),
    "json": ('{"a": "', '"}'),
    "po": ('msgid "a"\nmsgstr "', '"\n'),
    "properties": ("a = ", "\n"),
    "strings": ('"a" = "', '";\n'),
    "subtitles": ("00:01.000 --> 00:02.000\n", "\n"),
    "table": ('source,target\n"a","', '"\n'),
    "tmx": ("<tmx><tu><tuv xml:lang='en'><seg>", "</seg></tuv></tu></tmx>"),
    "xliff": ("<xliff><trans-unit><source>a</source><target>", "</target></trans-unit></xliff>"),
}
MARKUP = ["html", "markdown"]

PIECES = [
    *"*_`~#>|$[](){}<&!\\-+=:.;/\"'",
    *["\n", "\n\n", "\r", "\r\n", " ", "    ", "\t", "\u00a0", "\u2028", "\x0c", "\x0b", "\x1c", "\ufeff", MASK],
    *["word", "two words", "é", "e\u0301", "😀", "\u200f", "ß", "中", "И", "1,5"],
    *["> ", "- ", "1. ", "# ", "```\n", "~~~", "***", "---\n", "+++\n", "===\n", "|-|\n", "| a ", "![", "](", "[a]: b"],
    *["[^1]", "[^1]: ", "[TOC]", "[!NOTE]", ":::", "!!! note", "{{ x }}", "{{", "}}", "{% a %}", "{#id}", "$$", "\\*"],
    *["<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<br>", "<li>", "<td>", "<pre>", "</pre>", "<code>", "</code>"],
    *["<script>", "</script>", "<title>", "<!--", "-->", "<?", "?>", "</", "<p lang=de>", "<img alt='a b c'>"],
    *["<a title='x y &amp; z'>", "<b translate=no>", "&amp;", "&nbsp", "&#65;", "&#0;", "&NotEqualTilde;", "&notit;"],
    *["<!-- mtaudit: off -->", "{/* mtaudit: on */}", "# mtaudit: x\n"],
    *["http://x.y", "<http://x.y>", "a@b.cd", "key: some words\n", 'key = "some words"\n'],
]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)


@pytest.mark.parametrize("reader", READERS)
@given(raw=SOUP)
def test_any_text_is_read_and_every_character_has_its_place(reader, raw):
    suffix = registry.plugin("readers", reader).SUFFIXES[0]
    raw = raw.join(FRAMES.get(reader, ("", "")))
    try:
        document = read_text(raw, f"a{suffix}")
    except ReadError:
        reject()  # no file of the format
    assert document.raw == raw
    assert len(document.origin) == len(document.text)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        text = document.slice(block.span)
        assert text == text.strip()
        is_comment = block.span in {comment.span for comment in document.comments}
        assert any(map(str.isalnum, text)) != is_comment or block.source
        _check_places(document, block.span)
        end = block.span.end


@pytest.mark.parametrize("reader", MARKUP)
@given(raw=SOUP)
def test_blocks_are_two_line_ends_apart(reader, raw):
    document = registry.plugin("readers", reader).read(raw, "a")
    end = 0
    for number, block in enumerate(document.blocks):
        assert document.text[end : block.span.start] == "\n\n" * bool(number)
        assert {document.origin[at] for at in range(end, block.span.start)} <= {_raw_end(document, end - 1)}
        end = block.span.end
    assert end == len(document.text)


@given(raw=SOUP)
def test_plain_text_stands_where_it_stood(raw):
    document = registry.plugin("readers", "plain").read(raw, "a")
    assert list(document.origin) == list(range(len(raw)))
    assert not document.widths


def _check_places(document, span):
    before = 0
    for at in range(span.start, span.end):
        place = document.origin[at]
        assert before <= place < _raw_end(document, at) <= len(document.raw)
        before = place
        char, there = document.text[at], document.raw[place]
        if char not in (there, MASK) and at not in document.widths:
            assert (char, there) == ("\n", "\r")


def _raw_end(document, at):
    return document.origin[at] + document.widths.get(at, 1)


# Words of which none is a part of another, beyond ASCII and beyond the first plane too.
WORDS = st.integers(0, 3).flatmap(lambda kind: st.just(("word", "mot\u00e9e", "слово", "😀x")[kind]))
INLINE_TAGS = ["b", "i", "span class=x", "a href='http://a.b/c' data-y='<b>'", "unknown-tag"]
BLOCK_TAGS = ["p", "div", "h2", "ul", "li", "blockquote", "section", "table", "td", "figcaption"]


def _element(tag, children):
    return f"<{tag}>{''.join(children)}</{tag.split()[0]}>"


def _trees(tags, leaves):
    return st.recursive(
        leaves, lambda inner: st.builds(_element, st.sampled_from(tags), st.lists(inner, max_size=4)), max_leaves=12
    )


LEAVES = st.sampled_from(
    [" @ ", " @&nbsp;@ ", " @<br/>@ ", "\n   @\n", " @ <!-- no --> ", " <img src=x> @ ", " &lt;@&gt; "]
)
HTML = st.lists(_trees(BLOCK_TAGS, _trees(INLINE_TAGS, LEAVES)), max_size=6).map("".join)

SPANS = st.sampled_from(
    ["@", "*@*", "**@ @**", "~~@~~", "[@](http://a.b)", "[@ *@*](<a b> 't')", "<b>@</b>", "`c` @", "\\* @", "&amp; @"]
)
PROSE = st.lists(SPANS, min_size=1, max_size=5).map(" ".join)
LINES = st.lists(PROSE, min_size=1, max_size=3).map("\n".join)
QUOTED = LINES.map(lambda text: "> " + text.replace("\n", "\n> "))
LISTED = LINES.map(lambda text: "- " + text.replace("\n", "\n  "))
BLOCKS = [
    PROSE.map("# {}".format),
    PROSE.map("{}\n===".format),
    LINES,
    QUOTED,
    LISTED,
    LISTED.map(lambda text: "> " + text.replace("\n", "\n> ")),
    QUOTED.map(lambda text: "1. " + text.replace("\n", "\n   ")),
    st.builds("| {} | {} |\n|---|---|\n| {} | @ |".format, PROSE, PROSE, PROSE),
    st.builds("<div class='x'>\n{}\n</div>".format, HTML.map(lambda text: text.replace("\n", " "))),
    st.just("```\nno\n```"),
    st.just("[no]: http://a.b 'No'"),
]
MARKDOWN = st.lists(st.one_of(BLOCKS), max_size=6).map("\n\n".join)


def _numbered(template, word):
    """The template with a word of its own for each "@"."""
    first, *rest = template.split("@")
    words = [f"{word}{number}q" for number in range(len(rest))]
    return first + "".join(map("".join, zip(words, rest, strict=True))), words


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(template=MARKDOWN, word=WORDS)
def test_no_word_of_markdown_is_lost(end, template, word):
    raw, words = _numbered(template, word)
    _check_words(read_text(raw.replace("\n", end), "a.md"), words)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(template=HTML, word=WORDS)
def test_no_word_of_html_is_lost(end, template, word):
    raw, words = _numbered(template, word)
    _check_words(read_text(raw.replace("\n", end), "a.html"), words)


@given(template=HTML, word=WORDS, lost=st.sets(st.integers(0, 40)))
def test_no_word_is_lost_where_tags_are(template, word, lost):
    raw, words = _numbered(template, word)
    pieces = raw.split("<")
    broken = pieces[0] + "".join(
        piece.partition(">")[2] if number in lost and not piece.startswith("!") else f"<{piece}"
        for number, piece in enumerate(pieces[1:])
    )
    _check_words(read_text(broken, "a.html"), words)


def _check_words(document, words):
    for word in words:
        assert document.text.count(word) == 1
        start = document.text.index(word)
        span = Span(start, start + len(word))
        assert document.raw_slice(span) == word
        assert any(block.span.start <= start and span.end <= block.span.end for block in document.blocks)

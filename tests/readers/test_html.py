import pytest

from mtaudit.audit import read_text
from mtaudit.model import MASK, Span
from mtaudit.readers import html

M = MASK


def blocks(raw, name="a.html"):
    document = read_text(raw, name)
    return [(block.kind, document.slice(block.span)) for block in document.blocks]


KINDS = [
    ("<h1>He<em>ad</em></h1><p>Text</p>", [("headline", "Head"), ("paragraph", "Text")]),
    ("<ul><li>One<li>Two<ul><li><p>Inner</ul></ul>", [("item", "One"), ("item", "Two"), ("item", "Inner")]),
    ("<dl><dt>Term<dd>Meaning</dl>", [("paragraph", "Term"), ("item", "Meaning")]),
    ("<table><caption>Of</caption><tr><th>A<td>B</table>", [("caption", "Of"), ("cell", "A"), ("cell", "B")]),
    ("<figure><img><figcaption>A cat</figcaption></figure>", [("caption", "A cat")]),
    ("<blockquote>One<p>Two</blockquote>Three", [("quote", "One"), ("quote", "Two"), ("paragraph", "Three")]),
    ("<title>A page</title><div>Text<div>More", [("meta", "A page"), ("paragraph", "Text"), ("paragraph", "More")]),
    ("<meta name='description' content='A page of it'>", [("meta", "A page of it")]),
    ("<meta property=og:title content='A page of it'>", [("meta", "A page of it")]),
    ("<p>A<img alt='a fat cat'>b</p>", [("paragraph", f"A{M}b"), ("meta", "a fat cat")]),
    ("<a title='go &amp; see' aria-label='go &amp; see'>x</a>", [("paragraph", "x"), ("meta", "go & see")]),
    ("<input placeholder='Your name here'>", [("meta", "Your name here")]),
    ("No tags at all", [("paragraph", "No tags at all")]),
    ("One<br>two<br><br>three<hr>four", [("paragraph", "One\ntwo"), ("paragraph", "three"), ("paragraph", "four")]),
]


@pytest.mark.parametrize(("raw", "expected"), KINDS)
def test_blocks_and_their_kinds(raw, expected):
    assert blocks(raw) == expected


INLINE = [
    ("w<b>or</b>d <i> and </i> more", "word and more"),
    ("one\n    two\t three", "one\ntwo\tthree"),
    ("one <!-- two --> three", "one three"),
    ("A&nbsp;b &lt;c&gt; &notit; &copy 2020 AT&T &amp;lt; &#8217;&#x41;", "A\u00a0b <c> ¬it; © 2020 AT&T &lt; ’A"),
    ("one &#0; &#x110000; two", "one \ufffd \ufffd two"),
    ("run <code>x&lt;1</code> now", f"run {M * 6} now"),
    ("one <span lang=de>zwei</span> three", f"one {M * 4} three"),
    ("one <span lang='en-GB'>two</span> three", "one two three"),
    ("<span lang=de>ein <q lang=en>two</q> drei</span>", f"{M * 4}two{M * 5}"),
    ("one <b class='x notranslate'>Two</b> three", f"one {M * 3} three"),
    ("one <b translate=no>Two <i translate=yes>three</i></b>", f"one {M * 4}three"),
    ("word<script>if (a < b) { '<p>' }</script>word", "wordword"),
    ("an <svg><title>An icon here</title><path/></svg> icon", "an icon"),
    ("a < b and c > d <3", "a < b and c > d <3"),
    ("one </ b>two</> three", "one two three"),
    ("one <b class='x'two three", "one <b class='x'two three"),
    ("one <a href='x>two</a> three", "one two three"),
    ("one <a title='a > b'>two</a>", "one two"),
    ("{{ user }} has {% if n %}one{% endif %}", f"{M * 10} has {M * 10}one{M * 11}"),
    ("see http://a.b/c for <b>x</b>", f"see {M * 12} for x"),
    ("one <!-- two", "one <!-- two"),
    ("one <!-- two > three", "one three"),
    ("one <unknown-thing/>two<br/>three", "one two\nthree"),
]


@pytest.mark.parametrize(("raw", "expected"), INLINE)
def test_inline_markup(raw, expected):
    (kind, text), *asides = blocks(raw)
    assert (kind, text) == ("paragraph", expected)
    assert all(kind == "meta" for kind, _ in asides)


NO_PROSE = [
    "<!DOCTYPE html>",
    "<!-- The the comment -->",
    "<?php echo 'the the'; if ($a->b) ?>",
    "<script>The the script</script>",
    "<style>the the</style>",
    "<pre>The the code <b>x</b></pre>",
    "<code>The the code</code>",
    "<textarea>The the text</textarea>",
    "<template><p>The the text</p></template>",
    "<svg><text>The the text</text></svg>",
    "<math><mi>the the</mi></math>",
    "<div translate=no><p>The the text</p></div>",
    "<div lang=fr><p>Le texte</p></div>",
    "<meta name=keywords content='the the word'>",
    "<a href='the the' class='the the' data-x='the the'></a>",
    "<img alt=the-the title=the>",
    "<p> &nbsp; </p>",
    "<SCRIPT>The the</Script >",
]


@pytest.mark.parametrize("raw", NO_PROSE)
def test_what_is_no_prose(raw):
    assert blocks(raw) == []
    assert blocks(f"<p>Before</p>{raw}<p>After</p>") == [("paragraph", "Before"), ("paragraph", "After")]


def test_the_language_of_the_page_is_no_sign():
    assert blocks("<html lang=ru><body lang=ru><p>The text") == [("paragraph", "The text")]


@pytest.mark.parametrize("tag", ["code", "kbd", "script", "style", "textarea", "svg"])
def test_code_left_open_ends_with_its_block(tag):
    assert blocks(f"<p>One <{tag}>two</p><p>Three</p>")[-1] == ("paragraph", "Three")
    assert blocks(f"One <{tag}>two<p>Three")[-1] == ("paragraph", "Three")


def test_an_inline_end_tag_ends_no_block():
    assert blocks("<b><blockquote>One</b> two</blockquote>") == [("quote", "One two")]


def test_an_entity_stands_for_its_whole_length():
    document = read_text("<p>😀 a &amp; b</p>", "a.html")
    at = document.text.index("&")
    assert document.raw_slice(Span(at, at + 1)) == "&amp;"
    assert document.raw_slice(Span(at + 2, at + 3)) == "b"


def test_tags_stay_in_the_file():
    document = read_text("<p>on <b>the</b> the", "a.html")
    assert document.raw_slice(Span(3, 10)) == "the</b> the"


@pytest.mark.parametrize("nest", ["<div>", "<b>", "<!--", "<p", "<a b='", "<ul><li>", "</i>", "&amp", "<i><p>"])
def test_deep_nests_end(nest):
    document = html.read(nest * (100_000 if nest == "<div>" else 20_000) + "<p>the words", "a.html")
    assert document.text.endswith("the words")


def test_tags_and_link_targets_are_not_counted_as_checked():
    assert read_text("<p>one <a href='http://a.b/c'>two</a> <code>x</code></p>", "a.html").checked_characters == 8

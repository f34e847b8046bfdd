from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.model import Position, Span

TEXTS = st.text(alphabet=st.sampled_from("ab. \n\r🙂é\u0301\u200fא"), min_size=1, max_size=60)


@given(TEXTS)
def test_positions_are_lines_and_columns_of_the_file(raw):
    document = read_text(f"x{raw}", "a.txt")
    lines = document.raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset in range(len(document.raw)):
        if document.raw[offset] in "\r\n":
            continue
        line, column = document.position(offset)
        assert lines[line - 1][column - 1] == document.raw[offset]
        assert document.line(line) == lines[line - 1]


def test_the_end_of_the_text_has_a_position():
    document = read_text("one\ntwo", "a.txt")
    assert document.position(7) == Position(2, 4)


@given(TEXTS)
def test_sentences_lie_inside_one_block_and_blocks_are_disjoint(raw):
    document = read_text(f"One. Two {raw}", "a.txt")
    ends = [(block.span.start, block.span.end) for block in document.blocks]
    assert ends == sorted(ends)
    assert all(one[1] <= two[0] for one, two in zip(ends, ends[1:], strict=False))
    for sentence in document.sentences:
        assert sum(start <= sentence.span.start and sentence.span.end <= end for start, end in ends) == 1
        assert document.slice(sentence.span) == document.slice(sentence.span).strip() != ""


@given(TEXTS)
def test_flat_keeps_every_character_in_its_place(raw):
    document = read_text(f"x{raw}", "a.txt")
    assert len(document.flat) == len(document.text)
    assert all(a == b or (a == " " and b.isspace()) for a, b in zip(document.flat, document.text, strict=True))


def test_raw_span_takes_in_the_markup_inside():
    document = read_text("<p>They <b>ate</b> &amp; left.</p>", "a.html")
    start = document.text.index("ate")
    assert document.raw_slice(Span(start, start + 5)) == "ate</b> &amp;"


def test_words_and_characters_of_code_do_not_count():
    document = read_text("Use `the the` now, see http://example.org/the/the.", "a.md")
    assert document.words == 3
    assert document.checked_characters < len(document.raw)

from itertools import chain
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mtaudit.align import Sentence, align

PAIRS = [line.split("\t") for line in (Path(__file__).parent / "data/post_edits.tsv").read_text("utf-8").splitlines()]


def sides(pairs, paragraph=5):
    return [
        [Sentence(text, number // paragraph) for number, text in enumerate(side)] for side in zip(*pairs, strict=True)
    ]


@given(*[st.lists(st.builds(Sentence, st.text(max_size=30), st.integers(0, 3)), max_size=12)] * 2)
def test_the_pairs_cover_both_sides_once_and_in_order(left, right):
    pairs = align(left, right)
    assert [*chain.from_iterable(pair.left for pair in pairs)] == [*range(len(left))]
    assert [*chain.from_iterable(pair.right for pair in pairs)] == [*range(len(right))]
    assert all(pair.left or pair.right for pair in pairs)


@given(
    st.lists(st.text(st.characters(categories=["Ll"]), min_size=20, max_size=80), min_size=1, max_size=20, unique=True)
)
def test_a_text_aligns_with_itself_sentence_by_sentence(texts):
    side = [Sentence(text) for text in texts]
    assert all(pair.left == pair.right and len(pair.left) == 1 for pair in align(side, side))


def test_sentences_that_were_left_out_are_found():
    left, right = sides(PAIRS)
    gone = set(range(7, 200, 23))
    pairs = align(left, [each for number, each in enumerate(right) if number not in gone])
    unmatched = {number for pair in pairs if not pair.right for number in pair.left}
    assert len(unmatched & gone) >= 0.75 * len(gone)
    assert len(unmatched - gone) <= 2


def test_two_sentences_that_were_joined_are_found():
    left, right = sides(PAIRS)
    joined = [*right[:50], Sentence(f"{right[50].text} {right[51].text}", right[50].paragraph), *right[52:]]
    assert (range(50, 52), range(50, 51)) in align(left, joined)


def test_numbers_and_names_align_texts_of_two_languages():
    left = [
        "Anna has 3 cats.",
        "It rained the whole night long, and the river rose over its banks.",
        "In 1999 Borat left.",
        "Peter paid 45 euros.",
    ]
    right = ["Anna hat 3 Katzen.", "1999 ging Borat.", "Peter zahlte 45 Euro."]
    more = [f"Nummer {number} war {number * 7}." for number in range(50, 90)]
    pairs = align([*map(Sentence, [*left, *more])], [*map(Sentence, [*right, *more])])
    assert {(0, 0), (2, 1), (3, 2), (4, 3)} <= {(pair.left.start, pair.right.start) for pair in pairs if pair.right}
    assert [*chain.from_iterable(pair.left for pair in pairs if not pair.right)] == [1]

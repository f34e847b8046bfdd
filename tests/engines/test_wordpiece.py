from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.engines._wordpiece import WordPiece
from mtaudit.engines.sense import FOLDER

CUTTER = WordPiece(Path(FOLDER) / "vocabulary.txt.gz")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("base", 1),
        ("Base", 1),
        ("bases.", 2),
        ("siloviki", 3),  # si ##lovik ##i
        ("a_b", 3),
        ("x" * 41, 1),  # longer than any word: unknown
        ("樋", 1),
    ],
)
def test_a_text_has_so_many_pieces_between_its_marks(text, count):
    numbers = CUTTER.pieces(text).numbers
    assert (numbers[0], numbers[-1]) == (CUTTER.open, CUTTER.close)
    assert len(numbers) == count + 2


def test_capitals_and_accents_do_not_count():
    assert CUTTER.pieces("Café NOIR").numbers == CUTTER.pieces("cafe noir").numbers


def test_a_hidden_word_is_one_piece_with_its_apostrophe():
    text = "It wasn't the foundations."
    for word in ("wasn't", "foundations"):
        pieces = CUTTER.pieces(text, text.index(word))
        assert pieces.numbers.count(CUTTER.hidden) == 1
        assert pieces.numbers[pieces.first[text.index(word)]] == CUTTER.hidden
    assert len(CUTTER.pieces(text, text.index("wasn't")).numbers) < len(CUTTER.pieces(text).numbers)


@given(st.text(max_size=60))
def test_each_token_begins_with_a_piece_of_its_own(text):
    pieces = CUTTER.pieces(text)
    places = list(pieces.first.values())
    assert places == sorted(set(places))
    assert all(0 <= start < len(text) and not text[start].isspace() for start in pieces.first)
    assert all(0 < place < len(pieces.numbers) for place in places)

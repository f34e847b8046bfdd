import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text


def found(text):
    return [(name.text, name.sort, name.sex) for name in read_text(text, "a.txt").names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then President Joe Biden spoke.", [("Joe Biden", "person", "man")]),
        ("They met Mrs. Merkel there.", [("Merkel", "person", "woman")]),
        ("She saw Prime Minister Suga.", [("Suga", "person", "")]),
        ("UN envoy for Afghanistan Deborah Lyons left.", [("UN", "thing", ""), ("Deborah Lyons", "person", "woman")]),
        ("He works for the Security Council.", [("Security Council", "thing", "")]),
        ("We met in Kandahar, near Kandahar.", [("Kandahar", "thing", ""), ("Kandahar", "thing", "")]),
        ("So Xia Weili raised sheep.", [("Xia Weili", "person", "")]),
        ("So Andrea Bocelli sang.", [("Andrea Bocelli", "person", "")]),
        ("They say Ursula von der Leyen won.", [("Ursula von der Leyen", "person", "woman")]),
        ("John Kirby spoke. Later Kirby left.", [("John Kirby", "person", "man"), ("Kirby", "person", "man")]),
        ("We saw Biden’s plan.", [("Biden", "unknown", "")]),
    ],
)
def test_names(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The war goes on. It is cold. Nobody came.",
        "I said I’d go.",
        "Tensions rose. Officials said so.",
        "Don’t go. It’s late.",
    ],
)
def test_what_only_starts_a_sentence_is_no_name(text):
    assert found(text) == []


def test_headlines_in_title_case_have_no_names():
    assert found("Minister Opens New Bridge Over Quiet River\n\nIt rained.") == []


@given(st.lists(st.sampled_from("Mrs. John Kirby’s de la The U.S. war , . “ President of Élodie A\n\n".split(" "))))
def test_a_name_lies_in_its_block_and_reads_as_it_stands(words):
    document = read_text(" ".join(["Start", *words]), "a.txt")
    for name in document.names:
        block = document.blocks[name.block].span
        assert block.start <= name.span.start < name.span.end <= block.end
        assert document.flat[name.span.start : name.span.end].startswith(name.words[0])
        assert name.words

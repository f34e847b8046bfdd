import pytest

from mtaudit.audit import read_text


@pytest.mark.parametrize(
    "sentences",
    [
        ["About 2,500 U.S. troops left.", "They went home."],
        ["Gen. Miller said so on Sept. 11.", "Nobody answered."],
        ["He met Dr. Smith at 5 a.m. Kabul time.", "It was done."],
        ["“We leave,” he said.", "“Now.”"],
        ["He waited ... and some left.", "The pace (e.g. the speed) counts."],
        ["Is it so?", "Yes!", "It is."],
        ["Version 2.5 is out.", "Mr. J. R. R. Tolkien wrote it."],
    ],
)
def test_abbreviations_do_not_end_a_sentence(sentences):
    document = read_text(" ".join(sentences), "a.txt")
    assert [document.slice(each.span) for each in document.sentences] == sentences


def test_a_sentence_may_run_over_a_wrapped_line():
    text = """\
There were at that time in the whole of the country about 2,500 U.S.
troops and a few other men. Most of them had come only in the spring
of the year before. They did not know the country well, and nobody who
did was asked for his advice. The maps that were sent to them had been
drawn for another war.
"""
    document = read_text(text, "a.txt")
    assert [document.slice(each.span)[:12] for each in document.sentences] == [
        "There were a",
        "Most of them",
        "They did not",
        "The maps tha",
    ]

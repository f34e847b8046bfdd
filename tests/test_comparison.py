import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.comparison import compare
from mtaudit.model import Span
from mtaudit.settings import Settings

PAIRS = [line.split("\t") for line in (Path(__file__).parent / "data/post_edits.tsv").read_text("utf-8").splitlines()]


def compared(text, reference, name="mt.txt"):
    document = read_text(text, name)
    return document, compare(document, read_text(reference, "human.txt"), audit(document, Settings()).findings)


def shown(document, comparison):
    return [(each.kind, document.text[slice(*each.span)], each.text, each.evidence) for each in comparison.differences]


@pytest.mark.parametrize(
    ("text", "reference", "difference"),
    [
        ("They left the foundations.", "They left the bases.", ("replace", "foundations", "bases", ())),
        ("They left at at dawn.", "They left at dawn.", ("delete", "at", "", ("repetition/word",))),
        ("About 250 men left.", "About 2,500 men left.", ("replace", "250", "2,500", ("number",))),
        ("We met Borat in May.", "We met Anna in May.", ("replace", "Borat", "Anna", ("name",))),
        ("He said it was true.", "He said it was not true.", ("insert", "", "not", ("negation",))),
        ("He couldn't leave.", "He could not leave.", ("replace", "couldn't", "could not", ())),
        ("He is the head of staff.", "He is head of staff.", ("delete", "the", "", ())),
    ],
)
def test_a_fault_is_told_from_a_paraphrase(text, reference, difference):
    document, comparison = compared(text, reference)
    assert shown(document, comparison) == [difference]
    assert comparison.faults == bool(difference[-1])


def test_what_stands_elsewhere_is_moved():
    document, comparison = compared("Today they left the town.", "They left the town today.")
    assert {(kind, text.casefold()) for kind, _, text, _ in shown(document, comparison) if kind == "insert"} == set()
    assert [kind for kind, *_ in shown(document, comparison)] == ["move", "move"]


def test_a_sentence_with_nothing_opposite_is_counted_and_not_taken_apart():
    reference = "".join(f"{edited}\n\n" for _, edited in PAIRS[:20])
    text = "".join(f"{edited}\n\n" for _, edited in [*PAIRS[:9], *PAIRS[10:20]])
    _, comparison = compared(text, reference)
    assert comparison.unmatched == 1
    assert comparison.differences == ()


def test_positions_are_those_of_the_text_in_markup():
    text = "# News\n\nThey **left** the [foundations](http://x.y) of *Kabul* &amp; Herat.\n"
    document, comparison = compared(text, "News\n\nThey left the bases of Kabul & Herat.\n", "mt.md")
    (difference,) = comparison.differences
    assert document.raw_slice(difference.span) == "foundations"


def test_the_rate_is_sacrebleus_over_the_aligned_sentences():
    text, reference = ("".join(f"{side}\n\n" for side in sides) for sides in zip(*PAIRS[:60], strict=True))
    _, comparison = compared(text, reference)
    assert 30 < comparison.ter < 80
    assert comparison.signature.startswith("nrefs:1|case:lc|tok:tercom")


words = st.lists(st.sampled_from("the a cat cats sat on 12 mat, not Anna . — 😀 é".split()), min_size=1, max_size=12)


@given(words, words)
def test_the_edits_of_a_sentence_make_it_the_reference(left, right):
    """Applied from the end, but for white space and case; a move away removes, a move here inserts."""
    document, comparison = compared(" ".join(left), " ".join(right))
    for segment in comparison.segments:
        if segment.span is None or not segment.reference:
            continue
        text = document.text
        for each in sorted(segment.differences, key=lambda each: each.span, reverse=True):
            text = f"{text[: each.span.start]} {each.text} {text[each.span.end :]}"
        end = segment.span.end + len(text) - len(document.text)
        made = text[segment.span.start : end]
        assert re.sub(r"\s", "", made).casefold() == re.sub(r"\s", "", segment.reference).casefold()


@given(words, words)
def test_spans_lie_in_their_segments_and_do_not_overlap(left, right):
    _, comparison = compared(" ".join(left), " ".join(right))
    for segment in comparison.segments:
        end = segment.span.start if segment.span else 0
        for each in segment.differences:
            assert end <= each.span.start <= each.span.end <= segment.span.end
            end = each.span.end
            assert each.kind == "insert" or each.span.start < each.span.end or each.kind == "move"
            assert isinstance(each.span, Span)

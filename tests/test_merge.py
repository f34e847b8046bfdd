from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mtaudit import merge as merging
from mtaudit.model import SEVERITIES, Finding, Rule, Span, Suggestion

#: Of the suggestions below only the one in quotation marks repeats words of it.
TEXT = "a kept word stands among the others here"
CATEGORIES = ("accuracy/number", "accuracy/addition", "style/awkward")


def finding(start, end, *, id_="a/b", category="accuracy/number", severity="minor", suggestions=()):
    return Finding(Rule(id_, category, severity, "x"), Span(start, end), "x", suggestions)


def merge(findings):
    return merging.merge(findings, lambda start, end: TEXT[start:end])


def preview(each):
    return replace(each, rule=replace(each.rule, status="preview"))


STABLE = st.builds(
    lambda start, size, id_, category, severity, safe: finding(
        start, start + size, id_=id_, category=category, severity=severity, suggestions=safe
    ),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["a/b", "a/c", "d/e"]),
    st.sampled_from(CATEGORIES),
    st.sampled_from(SEVERITIES),
    st.sampled_from([(), (Suggestion("y"),), (Suggestion("z", safe=True),), (Suggestion(f"“{TEXT[:20]}”"),)]),
)
FINDINGS = st.lists(STABLE | STABLE.map(preview), max_size=25)


def overlap(one, two):
    return one.span.start < two.span.end and two.span.start < one.span.end


def dimension(each):
    return each.rule.category.split("/")[0]


@given(FINDINGS)
def test_what_stays_is_ordered_and_tells_no_complaint_twice(findings):
    kept = merge(findings)
    assert list(kept) == sorted(kept, key=lambda each: (each.span, each.rule.id))
    assert not any(
        overlap(one, two) and dimension(one) == dimension(two) for i, one in enumerate(kept) for two in kept[:i]
    )


def is_explained(lost, findings):
    certain = [each for each in findings if each.rule.status == "stable" and each.suggestions]
    words = TEXT[lost.span.start : lost.span.end]
    return lost.rule.status == "preview" and any(
        each.span.start <= lost.span.start
        and lost.span.end <= each.span.end
        and not any(words in suggestion.text for suggestion in each.suggestions)
        for each in certain
    )


@given(FINDINGS)
def test_what_goes_has_a_better_one_of_its_kind_in_its_place_or_is_corrected_by_a_stable_one(findings):
    kept = merge(findings)
    for lost in findings:
        assert not (lost in kept and is_explained(lost, findings))
        if lost not in kept and not is_explained(lost, findings):
            rivals = [each for each in kept if overlap(each, lost) and dimension(each) == dimension(lost)]
            assert any(SEVERITIES.index(each.rule.severity) >= SEVERITIES.index(lost.rule.severity) for each in rivals)


@given(FINDINGS, st.randoms())
def test_the_order_of_detectors_does_not_matter(findings, chance):
    shuffled = list(findings)
    chance.shuffle(shuffled)
    assert [each.span for each in merge(findings)] == [each.span for each in merge(shuffled)]


def test_severity_then_a_safe_suggestion_then_length_decide():
    minor = finding(0, 9)
    major = finding(2, 4, severity="major")
    assert merge([minor, major]) == (major,)
    safe = finding(2, 4, suggestions=(Suggestion("x", safe=True),))
    assert merge([minor, safe]) == (safe,)
    assert merge([minor, finding(2, 4)]) == (minor,)


def test_different_complaints_about_the_same_words_stay():
    assert len(merge([finding(0, 4), finding(0, 4, category="style/awkward")])) == 2


def test_what_a_correction_replaces_is_not_suspected_besides():
    garbled = finding(0, 12, suggestions=(Suggestion("2,500", safe=True),))
    inside = preview(finding(4, 12, category="style/awkward"))
    beyond = preview(finding(4, 14, category="style/awkward"))
    assert merge([garbled, inside]) == (garbled,)
    assert merge([garbled, beyond]) == (garbled, beyond)
    uncorrected = finding(0, 12)
    assert merge([uncorrected, inside]) == (uncorrected, inside)


def test_what_a_correction_leaves_as_it_is_may_be_suspected():
    unquoted = finding(0, 20, suggestions=(Suggestion(f"“{TEXT[:20]}”"),))
    inside = preview(finding(2, 6, category="style/awkward"))
    assert merge([unquoted, inside]) == (unquoted, inside)

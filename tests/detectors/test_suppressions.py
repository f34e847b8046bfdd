import pytest

from mtaudit.audit import audit, read_text
from mtaudit.settings import Settings


def found(raw, **settings):
    report = audit(read_text(raw, "a.md"), Settings(**settings))
    return [(each.rule.id, each.message) for each in report.findings]


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("of numbers", "and not “of”, did you mean 'off'?"),
        ("", "and not “”"),
        ("ignore-nxt", "did you mean 'ignore-next'?"),
        ("off numbres", "No rule is called 'numbres', did you mean 'numbers'?"),
        ("ignore-next numbers/scale-wrd", "did you mean 'numbers/scale-word'?"),
        ("off numbers numbres", "'numbres'"),
        ("disable", "off, on, ignore-next, ignore-file"),
    ],
)
def test_a_comment_with_a_slip_is_reported(comment, says):
    raw = f"<!-- mtaudit: {comment} -->\n\nAbout 16 Thousands men came.\n"
    faults = [message for rule, message in found(raw) if rule == "suppressions/unknown"]
    assert len(faults) == 1
    assert says in faults[0]


@pytest.mark.parametrize(
    "comment", ["off numbers", "off numbers/ -- cited", "off numbers,repetition", "ignore-file", "ignore-next numbers"]
)
def test_a_comment_that_is_right_is_silent(comment):
    assert found(f"<!-- mtaudit: {comment} -->\n\nAbout 16 Thousands men came.\n") == []


@pytest.mark.parametrize(
    "raw", ["<!-- about mtaudit: x -->\n\nText.\n", "Write `<!-- mtaudit: x -->`.\n", "mtaudit: x\n"]
)
def test_what_is_no_comment_to_mtaudit_is_left_alone(raw):
    assert found(raw) == []


def test_a_comment_cannot_hide_that_comments_are_wrong():
    raw = "<!-- mtaudit: ignore-file -->\n\n<!-- mtaudit: of -->\n\nAbout 16 Thousands men came.\n"
    assert [rule for rule, _ in found(raw)] == ["suppressions/unknown"]
    assert found(raw, ignore=("suppressions",)) == []


def test_a_missing_reason_is_a_fault_only_where_reasons_are_required():
    raw = "<!-- mtaudit: ignore-next numbers -->\n\nAbout 16 Thousands men came.\n"
    assert found(raw) == []
    assert found(raw, strict_suppressions=True)[0][0] == "suppressions/no-reason"

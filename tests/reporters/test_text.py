import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from mtaudit.audit import audit, read_text
from mtaudit.model import Hidden, Origin, Report, Run, Skipped, Span, Trace
from mtaudit.reporters import text as reporter
from mtaudit.settings import Settings

SETTINGS = Settings(select=("repetition", "numbers"))


def rendered(raw, name="a.txt", colour=False):
    return reporter.render(Run((audit(read_text(raw, name), SETTINGS),), colour=colour))


def test_a_finding_reads_well():
    assert rendered("So they ate the the food.\n").splitlines()[:-1] == [
        "a.txt:1:13: minor repetition/word [linguistic-conventions/duplication]",
        "  1 | So they ate the the food.",
        "    |             ^^^^^^^",
        "    “the” stands twice running.",
        "    => write: the (safe)",
        "",
        "a.txt: 6 words, 1 finding (1 minor), checked 26 of 26 characters",
        "  MQM score 83.33 (under 300 words: says little)",
    ]


@pytest.mark.parametrize(
    "before", ["", "日本語の文 ", "🙂🙂 ", "e\u0301e\u0301 ", "\tx\t", "\u200fאב\u200f ", "👩‍👩‍👧 ", "x" * 500 + " "]
)
def test_carets_stand_under_the_marked_words(before):
    lines = rendered(f"{before}they ate the the food, {'and then the rest ' * 30}.").splitlines()
    shown, carets = next((one, two) for one, two in zip(lines, lines[1:], strict=False) if "^" in two)
    left = shown.index("the the")
    assert wcswidth(shown[:left]) == carets.index("^")
    assert carets.count("^") == len("the the")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_no_control_character_reaches_the_terminal(text):
    output = rendered(f"{text} they ate the the food \x1b[31m\x07 16 Thousands men\u202e {text}")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)


def test_colour_changes_nothing_but_colour():
    raw = "They ate the the food and 16 Thousands men left.\n"
    assert re.sub(r"\x1b\[[\d;]*m", "", rendered(raw, colour=True)) == rendered(raw)
    assert rendered(raw, colour=True) != rendered(raw)


def test_what_is_hidden_is_said():
    report = audit(read_text("They left.", "a.txt"), SETTINGS)
    output = rendered_report(replace(report, hidden=Hidden(suppressed=2, baseline=1)))
    assert "a.txt: 2 words, no findings, 2 suppressed, 1 in the baseline, checked" in output
    assert "suppressed" not in rendered_report(report)


def rendered_report(report):
    return reporter.render(Run((report,)))


def test_what_did_not_run_is_said():
    report = audit(read_text("They left.", "a.txt"), SETTINGS)
    skipped = type(report)(report.document, (), (Skipped("grammar", "LanguageTool is not installed."),), "sig")
    assert "a.txt: grammar did not run: LanguageTool is not installed." in reporter.render(Run((skipped,)))


def test_what_did_not_run_on_any_file_is_said_once():
    everywhere, once = Skipped("grammar", "it is not installed"), Skipped("patterns", "it broke")
    reports = tuple(
        Report(read_text("They left.", name), (), skipped, "sig")
        for name, skipped in (("a.txt", (everywhere,)), ("b.txt", (once, everywhere)))
    )
    lines = reporter.render(Run(reports)).splitlines()
    assert [line for line in lines if "did not run" in line] == [
        "b.txt: patterns did not run: it broke",
        "grammar did not run: it is not installed",
    ]


def test_several_files_have_a_total_and_one_signature():
    reports = tuple(audit(read_text("They ate the the food.", name), SETTINGS) for name in ("a.txt", "b.txt"))
    output = reporter.render(Run(reports))
    assert "2 files: 10 words, 2 findings (2 minor)" in output
    assert output.count(reports[0].signature) == 1


ORIGIN = Origin(
    (("zh", 0.7), ("ja", 0.2), ("ko", 0.1)),
    (
        Trace("name", Span(0, 4), "They", ("zh",), "a name"),
        Trace("wording", Span(0, 4), "my country\x1b", ("zh", "ja"), "a calque"),
    ),
)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (ORIGIN, "  Likely translated from Chinese or Japanese or Korean: “my country·”, “They”\n"),
        (replace(ORIGIN, ranking=(("en", 0.95), ("zh", 0.05))), "  Likely translated from a synonym spinner: "),
        (replace(ORIGIN, stated=True), ""),
        (Origin(), ""),
    ],
)
def test_a_guessed_source_language_is_shown_with_its_evidence(origin, line):
    report = audit(read_text("They left.", "a.txt"), SETTINGS)
    output = rendered_report(replace(report, origin=origin))
    assert ("Likely translated" in output) == bool(line)
    assert line in output


@pytest.mark.parametrize(
    ("likelihood", "text", "said"),
    [(0.97, "They left. " * 80, True), (0.97, "They left.", False), (0.2, "They left. " * 80, False)],
)
def test_how_a_text_reads_is_said_where_it_is_likely_a_translation(likelihood, text, said):
    report = replace(audit(read_text(text, "a.txt"), SETTINGS), translated=likelihood)
    output = rendered_report(report)
    assert ("  Reads as poor machine translation: 97% likely\n" in output) == said
    assert ("Reads as" in output) == said


def test_nothing_is_said_of_how_an_unread_text_reads():
    assert "Reads as" not in rendered_report(audit(read_text("They left. " * 80, "a.txt"), SETTINGS))

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.history.comparison import by_file, by_rule, compare
from mtaudit.history.saved import load
from mtaudit.model import Run, Skipped
from mtaudit.reporters import json as reporter
from mtaudit.settings import Settings

SETTINGS = Settings(select=("repetition", "numbers"))
FAULTS = [
    "They ate the the food.",
    "About 16 Thousands men left.",
    "We drank the the wine.",
    "All is well here, friend.",
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """``saved({"a.txt": "They ate the the food."})`` -> the run as read back from its report."""
    folder = tmp_path_factory.mktemp("reports")

    def build(texts, skipped=()):
        reports = [audit(read_text(text, name), SETTINGS) for name, text in texts.items()]
        run = Run(tuple(replace(each, skipped=tuple(Skipped(name, "no") for name in skipped)) for each in reports))
        (folder / "run.json").write_text(reporter.render(run), encoding="utf-8")
        return load(folder / "run.json")

    return build


def texts(findings):
    return [finding.text for finding in findings]


def test_new_fixed_and_unchanged(saved):
    old = saved({"a.txt": "They ate the the food.\n\nAbout 16 Thousands men left.\n"})
    new = saved({"a.txt": "A line more.\n\nThey ate the the food.\n\nIt left on on Monday.\n"})
    found = compare(old, new)
    assert texts(found.appeared) == ["on on"]
    assert texts(found.fixed) == ["16 Thousands"]
    assert [(each.text, each.line) for each in found.unchanged] == [("the the", 3)]
    assert (found.uncompared, found.remarks) == ((), ())
    assert by_rule(found) == [("repetition/word", 1, 0, 1), ("numbers/scale-word", 0, 1, 0)]
    assert by_file(found) == [("a.txt", 1, 1, 1)]


@given(st.lists(st.sampled_from(FAULTS), max_size=6), st.lists(st.sampled_from(FAULTS), max_size=6), st.integers(0, 4))
def test_every_finding_is_in_one_group_and_lines_move_nothing(saved, before, after, moved):
    old = saved({"a.txt": "\n\n".join(["Start.", *before])})
    new = saved({"a.txt": "\n\n".join(["Start.", *after])})
    found = compare(old, new)
    assert len(found.appeared) + len(found.unchanged) == len(list(new.findings))
    assert len(found.fixed) + len(found.unchanged) == len(list(old.findings))
    again = compare(old, saved({"./a.txt": "\n" * moved + "\n\n".join(["Start.", *before])}))
    assert (again.appeared, again.fixed) == ((), ())


def test_of_equal_findings_the_number_counts(saved):
    found = compare(
        saved({"a.txt": "They ate the the food."}), saved({"a.txt": "They ate the the food at the the inn."})
    )
    assert (len(found.appeared), len(found.unchanged), len(found.fixed)) == (1, 1, 0)


def test_what_the_other_run_could_not_find_is_neither_new_nor_fixed(saved):
    both = {"a.txt": "They ate the the food of 16 Thousands men."}
    found = compare(saved(both), saved(both, skipped=["numbers"]))
    assert len(found.unchanged) == 2
    without = {"a.txt": "They ate the the food."}
    lost = compare(saved(both), saved(without, skipped=["numbers"]))
    gained = compare(saved(without, skipped=["numbers"]), saved(both))
    assert texts(lost.uncompared) == texts(gained.uncompared) == ["16 Thousands"]
    assert lost.fixed == gained.appeared == ()
    assert "numbers did not run on every file" in lost.remarks[0]


def test_a_file_that_was_not_checked_again_is_not_fixed_and_a_new_one_is_new(saved):
    old = saved({"a.txt": "They ate the the food."})
    new = saved({"b.txt": "They ate the the food."})
    found = compare(old, new)
    assert ([each.path for each in found.appeared], found.fixed) == (["b.txt"], ())
    assert [each.path for each in found.uncompared] == ["a.txt"]
    assert found.remarks == ("a.txt is not in the new run; its findings are not compared",)


def test_other_rules_and_hidden_findings_are_remarked(saved, tmp_path):
    old = saved({"a.txt": "They ate the the food."})
    data = json.loads(reporter.render(Run((audit(read_text("They left.", "a.txt"), Settings(select=("numbers",))),))))
    data["files"][0]["hidden"]["baseline"] = 2
    (tmp_path / "new.json").write_text(json.dumps(data), encoding="utf-8")
    first, second = compare(old, load(tmp_path / "new.json")).remarks
    assert first.startswith("the runs are not alike")
    assert second.endswith("keeps 2 findings to itself: suppressed or in a baseline")

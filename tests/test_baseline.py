import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.baseline import Baseline, load, save
from mtaudit.errors import SettingsError
from mtaudit.fingerprint import identity
from mtaudit.settings import Settings

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "baseline.schema.json").read_text(encoding="utf-8"))
SETTINGS = Settings(select=("repetition", "numbers"))
PARTS = ["They ate the the food.", "About 16 Thousands men came.", "Fine words.", "They left left."]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=6).map("\n\n".join)
IDENTITIES = st.builds(
    identity, st.sampled_from(["a.md", "b/c.md"]), st.sampled_from(["x/y", "z"]), st.text(max_size=9)
)


def report(raw, folder):
    return audit(read_text(raw, str(folder / "a.md")), SETTINGS)


@given(known=st.dictionaries(IDENTITIES, st.integers(1, 9), max_size=6))
def test_a_baseline_is_read_as_it_was_written_an_entry_a_line(tmp_path_factory, known):
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    save(Baseline(path.parent, known), path)
    assert load(path) == Baseline(path.parent, known)
    text = path.read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text), SCHEMA)
    entries = [line for line in text.split("\n") if '"rule"' in line]
    assert len(entries) == len(known)
    save(load(path), path)
    assert path.read_text(encoding="utf-8") == text


@given(before=TEXTS, after=TEXTS)
def test_known_and_new_are_all_there_is(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("b")
    empty = Baseline(folder)
    baseline = Baseline(folder, empty.counted([report(before, folder)]))
    now = report(after, folder)
    shown = baseline.without_known(now)
    assert len(shown.findings) + shown.hidden.baseline == len(now.findings)
    assert set(shown.findings) <= set(now.findings)
    assert empty.counted([shown]) == empty.counted([now]) - baseline.known
    assert baseline.stale([(now, SETTINGS)]) == baseline.known - empty.counted([now])
    assert baseline.without_known(report(before, folder)).findings == ()
    updated = baseline.updated([(now, SETTINGS)])
    assert updated.without_known(now).findings == ()
    assert not updated.stale([(now, SETTINGS)])
    pruned = baseline.pruned(baseline.stale([(now, SETTINGS)]))
    assert pruned.without_known(now).findings == shown.findings


def test_edits_above_wake_nothing(tmp_path):
    before, after = PARTS[0], f"# New\n\n{PARTS[2]}\n\n{PARTS[0].replace(' the the', chr(10) + 'the  the')}\n"
    baseline = Baseline(tmp_path, Baseline(tmp_path).counted([report(before, tmp_path)]))
    assert baseline.without_known(report(after, tmp_path)).findings == ()


def test_a_rule_that_is_no_more_is_stale(tmp_path):
    listed = identity("a.md", "gone/rule", "x")
    assert Baseline(tmp_path, {listed: 1}).stale([(report("Fine.", tmp_path), SETTINGS)]) == {listed: 1}


def test_a_file_outside_has_a_path_too(tmp_path):
    assert Baseline(tmp_path / "a").path(str(tmp_path / "b" / "c.md")) == "../b/c.md"


@pytest.mark.parametrize("entry", [{"path": 1, "rule": "r", "text": "t", "count": 1}, {"path": "p"}, None])
def test_a_wrong_entry_is_named(tmp_path, entry):
    path = tmp_path / "b.json"
    good = {"path": "p", "rule": "r", "text": "t", "count": 1}
    path.write_text(json.dumps({"version": 1, "findings": [good, entry]}))
    with pytest.raises(SettingsError, match="entry 2"):
        load(path)

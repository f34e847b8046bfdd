"""The reports on many texts are the same however they come about."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.engines import languagetool
from mtaudit.errors import EngineError, EngineMissingError, ReadError
from mtaudit.gate import Progress, Source, audit_all
from mtaudit.gate.cache import Cache
from mtaudit.model import Run, Unread
from mtaudit.settings import Settings

PLAIN = Settings(grammar="off")
PARTS = ["They ate the the food.", "About 16 Thousands men came.", "Fine words.", "# Head", "<!-- mtaudit: off -->"]
TEXTS = st.lists(st.lists(st.sampled_from(PARTS), max_size=4).map("\n\n".join), max_size=6)


def sources(texts, **given):
    return [Source(f"{number}.md", text, replace(PLAIN, **given)) for number, text in enumerate(texts)]


def rendered(reports):
    return registry.plugin("reporters", "json").render(Run(tuple(reports)))


def one_by_one(given):
    return rendered(audit(read_text(each.text, each.name), each.settings) for each in given)


@given(texts=TEXTS, again=TEXTS)
def test_a_cache_changes_nothing(tmp_path_factory, texts, again):
    cache = Cache(tmp_path_factory.mktemp("cache"))
    for each in (texts, again, texts):
        given = sources(each)
        assert rendered(audit_all(given, cache=cache)) == one_by_one(given)


@given(texts=TEXTS)
@settings(max_examples=5)
def test_workers_change_nothing(tmp_path_factory, texts):
    cache = Cache(tmp_path_factory.mktemp("cache"))
    given = sources([*texts, *PARTS])
    expected = one_by_one(given)
    for workers in (2, 3):
        assert rendered(audit_all(given, workers=workers)) == expected
        assert rendered(audit_all(given, workers=workers, cache=cache)) == expected


def test_nothing_is_audited_twice(tmp_path, monkeypatch):
    audited = []
    monkeypatch.setattr("mtaudit.gate.audit", lambda *given: audited.append(given[0].name) or audit(*given))
    cache = Cache(tmp_path)
    given = sources(PARTS)
    audit_all(given, cache=cache)
    assert sorted(audited) == [each.name for each in given]
    audited.clear()
    audit_all(given, cache=cache)
    assert audited == []
    changed = [*given[:2], given[2]._replace(text="Other words."), *given[3:]]
    audit_all(changed, cache=cache)
    assert audited == ["2.md"]
    audit_all(sources(PARTS, preview=True), cache=cache)
    assert len(audited) == 1 + len(PARTS)
    audit_all(given)
    assert len(audited) == 1 + 2 * len(PARTS)


@pytest.mark.parametrize(("error", "remembered"), [(EngineError("died"), False), (EngineMissingError("none"), True)])
def test_what_an_engine_could_not_do_just_now_is_tried_again(tmp_path, monkeypatch, error, remembered):
    def fail(*_):
        raise error

    monkeypatch.setattr("mtaudit.detectors.repetition.detect", fail)
    cache = Cache(tmp_path)
    given = sources(PARTS[:1])
    (report,) = audit_all(given, cache=cache)
    assert [each.detector for each in report.skipped] == ["repetition"]
    monkeypatch.undo()
    (report,) = audit_all(given, cache=cache)
    assert [each.detector for each in report.skipped] == ["repetition"] * remembered


def test_a_text_that_cannot_be_read_stops_no_other(monkeypatch):
    def refuse(raw, name):
        if name == "1.md":
            raise ReadError("is no Markdown")
        return read_text(raw, name)

    monkeypatch.setattr("mtaudit.gate.read_text", refuse)
    results = audit_all(sources(PARTS[:3]))
    assert results[1] == Unread("1.md", "is no Markdown")
    assert [each.document.name for each in (results[0], results[2])] == ["0.md", "2.md"]


def test_whoever_watches_sees_the_whole_way(tmp_path):
    seen = []
    audit_all(sources(PARTS), workers=2, cache=Cache(tmp_path), watch=seen.append)
    words = sum(audit(read_text(each, "a.md"), PLAIN).document.words for each in PARTS)
    assert seen[-1] == Progress(len(PARTS), len(PARTS), words)
    assert [each.done for each in seen] == sorted(each.done for each in seen)
    warm = []
    audit_all(sources(PARTS), cache=Cache(tmp_path), watch=warm.append)
    assert warm[-1] == seen[-1]


def test_all_workers_ask_one_languagetool(tmp_path, monkeypatch, languagetool_home):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path))
    started = []
    monkeypatch.setattr("mtaudit.gate.start_server", lambda: started.append(1) or languagetool.start_server())
    texts = [f"He have {number} dogs." for number in range(2, 10)]
    reports = audit_all(sources(texts, grammar="languagetool", select=("grammar",)), workers=2)
    assert all(each.findings for each in reports)
    assert {each.skipped for each in reports} == {()}
    assert len(started) == 1


#: Audits texts with what the arguments select, and says on which lines of its own each engine was loaded.
LOADS = """
import os, sys
from mtaudit.engines import harper, sense
from mtaudit.gate import Source, audit_all
from mtaudit.settings import Settings

def counted(name, load):
    def loaded():
        os.write(1, f"{name}\\n".encode())
        return load()
    return loaded

harper._linter = counted("Harper", harper._linter)
sense._load = counted("network", sense._load)
settings = Settings(grammar="harper", preview=True, select=tuple(sys.argv[1:]))
for report in audit_all([Source(f"{n}.md", f"He have {n} dogs.", settings) for n in range(2, 12)], workers=3):
    assert report.skipped == (), report.skipped
"""


@pytest.mark.skipif(sys.platform != "linux", reason="each worker loads its own")
@pytest.mark.parametrize(
    ("select", "loaded"),
    [(["repetition"], ""), (["grammar"], "Harper\n"), (["fluency"], "network\n"), ([], "Harper\nnetwork\n")],
)
def test_what_the_rules_need_is_loaded_once_for_all_workers(tmp_path, select, loaded):
    environment = {**os.environ, "MTAUDIT_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOADS, *select], capture_output=True, text=True, check=True, env=environment
    )
    assert "".join(sorted(done.stdout.splitlines(keepends=True))) == loaded


def test_copies_of_the_engines_say_what_the_engines_say(tmp_path, monkeypatch):
    texts = [f"He could of had {n} dogs.\n\nThe army left its {n} foundations near the village." for n in range(2, 8)]
    given = sources(texts, grammar="harper", preview=True)
    for workers in (1, 3):
        monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / str(workers)))
        reports = audit_all(given, workers=workers)
        assert {each.skipped for each in reports} == {()}
        assert all(any(found.rule.id.startswith("grammar/") for found in each.findings) for each in reports)
        assert rendered(reports) == one_by_one(given)


def test_a_few_short_texts_need_no_process(monkeypatch):
    monkeypatch.setattr("mtaudit.gate.pool.Pool", None)
    assert len(audit_all(sources(PARTS), workers=0)) == len(PARTS)


def test_a_bug_in_a_worker_is_raised_with_its_place():
    """In a process of its own: workers are copies of it, bug and all, only while it has no threads."""
    if not os.path.isdir("/proc/self/task"):  # noqa: PTH112
        pytest.skip("a worker here knows nothing of what the test changed")
    code = (
        "from mtaudit.detectors import repetition\nfrom mtaudit.gate import Source, audit_all\n"
        "from mtaudit.settings import Settings\n"
        "def fail(*_): raise ValueError('a bug')\n"
        "repetition.detect = fail\n"
        "sources = [Source(f'{n}.md', text, Settings(grammar='off')) for n, text in enumerate(PARTS)]\n"
        "audit_all(sources, workers=2)"
    ).replace("PARTS", repr(PARTS))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "ValueError: a bug" in done.stderr
    assert "in the detector 'repetition'" in done.stderr
    assert "in a worker process" in done.stderr

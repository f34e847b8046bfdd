import sqlite3
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtaudit import paths
from mtaudit.engines import Hit, _answers
from mtaudit.engines._answers import Answers

HITS = (Hit("RULE", "CATEGORY", 0, 4, "A “message” 😀.", ("one", "two")), Hit("OTHER", "", 1, 2, "", ()))


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "deep" / "cache"))


def test_an_answer_is_known_afterwards():
    Answers("engine 1").keep({"text": HITS, "clean": ()})
    assert Answers("engine 1").known(["text", "clean", "new"]) == {"text": HITS, "clean": ()}


@pytest.mark.parametrize("identity", ["engine 2", "engine", "engine 1 ", ""])
def test_an_answer_belongs_to_its_engine(identity):
    Answers("engine 1").keep({"text": HITS})
    assert Answers(identity).known(["text"]) == {}


def test_nothing_is_remembered_without_an_identity():
    Answers("").keep({"text": HITS})
    assert Answers("").known(["text"]) == {}
    assert not paths.cache().exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=20), st.just(HITS), max_size=5))
def test_any_text_is_a_key(answers):
    Answers("any").keep(answers)
    assert Answers("any").known(answers) == answers


def test_the_oldest_answers_go(monkeypatch):
    monkeypatch.setattr(_answers, "_MOST", 10)
    for number in range(25):
        Answers("engine").keep({str(number): ()})
    known = Answers("engine").known(map(str, range(25)))
    assert 5 <= len(known) <= 10
    assert "24" in known
    assert "0" not in known


@pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_cache_is_no_cache(content):
    paths.cache().mkdir(parents=True)
    (paths.cache() / "grammar.sqlite").write_bytes(content)
    Answers("engine").keep({"text": HITS})
    assert Answers("engine").known(["text"]) in ({}, {"text": HITS})


def test_a_cache_that_cannot_be_made_is_no_cache(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "file"))
    Answers("engine").keep({"text": HITS})
    assert Answers("engine").known(["text"]) == {}


def test_a_row_of_another_version_is_no_answer():
    Answers("engine").keep({"text": HITS})
    with sqlite3.connect(paths.cache() / "grammar.sqlite") as database:
        database.execute("UPDATE answers SET hits = '[[1]]'")
    database.close()
    assert Answers("engine").known(["text"]) == {}


def test_runs_side_by_side_lose_nothing():
    code = (
        "import sys\nfrom mtaudit.engines._answers import Answers\n"
        "for number in range(30): Answers('engine').keep({f'{sys.argv[1]} {number}': ()})"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(each)]) for each in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    texts = [f"{each} {number}" for each in range(4) for number in range(30)]
    assert len(Answers("engine").known(texts)) == len(texts)

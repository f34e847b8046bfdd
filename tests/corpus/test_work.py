import json

import pytest

from mtaudit.audit import audit
from mtaudit.corpus import tables
from mtaudit.corpus.records import Chunk, Columns
from mtaudit.corpus.work import Plan, failed, work
from mtaudit.engines import languagetool
from mtaudit.errors import EngineError
from mtaudit.score import score
from mtaudit.settings import Settings

COLUMNS = Columns("text", "source", "id", "lang")
FAULT = "He denied the attacks and attacks of Friday."


def chunk(*objects):
    lines = [json.dumps(each).encode() for each in objects]
    return Chunk(3, 100, len(lines), "jsonl", "in.jsonl", (b"", lines))


def audited(*objects, settings=None):
    return tables.unpacked(work((Plan(settings or Settings(grammar="off"), COLUMNS), chunk(*objects)))).to_pylist()


def test_a_row_says_what_an_audit_says():
    text = "It cost 2 5 Hundreds dollars. They left left the base."
    report = audit(text, Settings(grammar="off"))
    (row,) = audited({"text": text, "id": 5})
    assert (row["row"], row["file"], row["id"], row["error"]) == (100, "in.jsonl", "5", None)
    assert row["score"] == score(report)
    assert row["penalty"] == 26
    assert row["machine_translated"] is None
    assert [each["rule"] for each in row["findings"]] == [each.rule.id for each in report.findings]
    assert [text[each["start"] : each["end"]] for each in row["findings"]] == ["2 5 Hundreds", "left left"]
    assert row["findings"][0]["suggestions"] == ["2,500"]


def test_a_row_says_how_its_text_reads_where_the_network_read_it():
    settings = Settings(grammar="off", select=("fluency",), preview=True)
    text = "The matches was play of the team, and on the of be the leader."
    (row,) = audited({"text": text}, settings=settings)
    assert row["machine_translated"] == audit(text, settings).translated > 0.5


def test_a_row_beside_its_source():
    text, source = "On 3 May 2100 people came.", "Am 3. Mai kamen 1200 Menschen."
    alone, beside = audited({"text": text}, {"text": text, "source": source})
    assert alone["findings"] == []
    assert any(each["text"] == "2100" for each in beside["findings"])


def test_the_language_of_a_row():
    text = "The actual president had a good fabric in the eventual case, and he is a chef in this firm."
    known, unknown, wrong = audited({"text": text, "lang": "de-en"}, {"text": text}, {"text": text, "lang": "xx"})
    assert len(known["findings"]) >= len(unknown["findings"])
    assert wrong["error"] == "'xx' is no language that mtaudit knows"


def test_bad_rows_cost_no_others():
    good, empty, half, large = audited(
        {"text": FAULT}, {"text": " \n", "id": "e"}, {"text": "a \ud800 b", "id": "\ud800"}, {"text": "x" * 6_000_000}
    )
    assert good["major"] == 1
    assert (empty["error"], empty["id"], empty["record"]) == ("is empty", "e", b" \n")
    assert half["error"].startswith("is no Unicode text")
    assert large["error"].startswith("is too large")
    assert [row["row"] for row in (good, empty, half, large)] == [100, 101, 102, 103]


def test_a_bug_costs_only_its_row(monkeypatch):
    from mtaudit.corpus import work as module

    def broken(document, settings):
        if "attacks" in document.text:
            raise ZeroDivisionError("none")
        return audit(document, settings)

    monkeypatch.setattr(module, "audit", broken)
    bad, good = audited({"text": FAULT, "id": "a"}, {"text": "Fine."})
    assert (bad["error"], bad["record"]) == ("a bug in mtaudit: ZeroDivisionError: none", FAULT.encode())
    assert good["error"] is None


def test_an_engine_that_is_required_ends_the_run(monkeypatch):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", "/nowhere")
    with pytest.raises(EngineError):
        audited({"text": FAULT}, settings=Settings(grammar="languagetool", require=("grammar",)))


WRONG = [
    "The talks has begun.",
    "He could of gone home.",
    "The talks has begun.",
    "The number of them has grew.",
    "All is well.",
    "He have a dog.",
]


def test_harper_says_of_rows_what_it_says_of_each():
    pytest.importorskip("harper")
    check_grammar(Settings(grammar="harper"))


def test_languagetool_says_of_rows_what_it_says_of_each(languagetool_home, monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path))
    try:
        check_grammar(Settings(grammar="languagetool"))
    finally:
        languagetool.end("")


def check_grammar(settings):
    rows = audited(*({"text": text} for text in WRONG), settings=settings)
    for text, row in zip(WRONG, rows, strict=True):
        report = audit(text, settings)
        assert not report.skipped
        assert [each["rule"] for each in row["findings"]] == [each.rule.id for each in report.findings]
    assert any(each["rule"].startswith("grammar/") for row in rows for each in row["findings"])


def test_what_no_worker_survived():
    table = failed(Plan(Settings(), COLUMNS), chunk({"text": FAULT, "id": "a"}), "ended it").to_pylist()
    keys = ("row", "id", "error", "record")
    assert [tuple(row[key] for key in keys) for row in table] == [(100, "a", "ended it", FAULT.encode())]


def test_rows_alike_have_the_same_hashes():
    one, two, other = audited({"text": "Ça va, Ana?"}, {"text": "ÇA VA ANA"}, {"text": "Ça va, Ana?", "source": "x"})
    assert one["normalised"] == two["normalised"] != other["normalised"]
    assert len({one["exact"], two["exact"], other["exact"]}) == 3

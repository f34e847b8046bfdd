"""What stays and what goes, for each format, by the command; and that nothing is lost between the two."""

import gzip
import json

import pyarrow as pa
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from mtaudit.cli import group

FAULT = "He denied the attacks and attacks of Friday."
CLEAN = "The talks went on until the minister left."
TEXTS = [CLEAN, FAULT, "the TALKS went on, until the minister left!", CLEAN, "The minister left the base on Friday."]


def corpus(source, out, *more):
    arguments = ["corpus", str(source), str(out), *more, "--grammar", "off"]
    done = CliRunner().invoke(group, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def jsonl(path, texts):
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": each}) + "\n" for n, each in enumerate(texts)))
    return path


def dropped(out):
    return [
        (row["row"], row["reason"], row["detail"]) for row in parquet.read_table(out / "dropped.parquet").to_pylist()
    ]


@pytest.mark.parametrize(
    ("more", "kept", "gone"),
    [
        (("--deduplicate", "exact"), [0, 1, 2, 4], [(3, "duplicate", "of row 0")]),
        (("--deduplicate", "normalised"), [0, 1, 4], [(2, "duplicate", "of row 0"), (3, "duplicate", "of row 0")]),
        (("--drop", "repetition"), [0, 2, 3, 4], [(1, "rule", "repetition/conjoined")]),
        (("--only", "repetition,en"), [1], [(n, "without", "none of the rules wanted") for n in (0, 2, 3, 4)]),
        (("--drop-severity", "major"), [0, 2, 3, 4], [(1, "severity", "major")]),
        (("--min-score", "90"), [0, 2, 3, 4], [(1, "score", "37.5")]),
        (("--max-score", "90"), [1], [(n, "score", "100") for n in (0, 2, 3, 4)]),
    ],
)
def test_what_stays_and_what_goes(tmp_path, more, kept, gone):
    source = jsonl(tmp_path / "in.jsonl", TEXTS)
    said = corpus(source, tmp_path / "out", *more)
    lines = source.read_text().splitlines()
    assert (tmp_path / "out" / "kept" / "in.jsonl").read_text().splitlines() == [lines[number] for number in kept]
    assert dropped(tmp_path / "out") == gone
    assert f"{len(kept)} row{'s' if len(kept) > 1 else ''} kept, {len(gone)} dropped" in said


def test_of_rows_alike_one_stays_that_nothing_else_is_against(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", ["They left left it.", "They left, left it.", "They left - left it."])
    corpus(source, tmp_path / "out", "--deduplicate", "normalised", "--drop", "repetition")
    assert dropped(tmp_path / "out") == [(0, "rule", "repetition/word"), (2, "duplicate", "of row 1")]


def test_another_sieve_needs_no_second_audit(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", TEXTS)
    out = tmp_path / "out"
    corpus(source, out, "--drop", "repetition")
    before = (out / "scores" / "part-000000.parquet").stat().st_mtime_ns
    corpus(source, out, "--deduplicate", "exact")
    assert (out / "scores" / "part-000000.parquet").stat().st_mtime_ns == before
    assert dropped(out) == [(3, "duplicate", "of row 0")]
    assert not (out / "work").exists()


def test_every_format_is_written_as_it_was_read(tmp_path):
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    lines = [json.dumps({"text": FAULT}).encode(), b"{}", b'{"text": "Fine."}']
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines)))
    (folder / "b.tsv").write_text(f"n\ttext\n1\t{CLEAN}\n2\t{FAULT}\n")
    parquet.write_table(pa.table({"text": [FAULT, CLEAN], "n": [1, 2]}), folder / "below" / "c.parquet")
    (folder / "d.md").write_text(f"# A title\n\n{FAULT}\n")
    (folder / "below" / "e.txt").write_text(CLEAN)
    corpus(folder, tmp_path / "out", "--drop", "repetition")
    kept = tmp_path / "out" / "kept"
    assert gzip.decompress((kept / "a.jsonl.gz").read_bytes()) == b'{"text": "Fine."}'
    assert (kept / "b.tsv").read_text() == f"n\ttext\n1\t{CLEAN}\n"
    assert parquet.read_table(kept / "below" / "c.parquet").to_pylist() == [{"text": CLEAN, "n": 2}]
    assert (kept / "below" / "e.txt").read_text() == CLEAN
    assert not (kept / "d.md").exists()
    assert [reason for _, reason, _ in dropped(tmp_path / "out")] == ["rule", "error", "rule", "rule", "rule"]


def test_the_report(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", [*(f"{FAULT} It was day {number}." for number in range(20)), "", "A | b."])
    corpus(source, tmp_path / "out", "--drop", "repetition", "--samples", "3", "--id", "id")
    found = json.loads((tmp_path / "out" / "dropped.json").read_text())
    assert (found["rows"], found["kept"], found["dropped"]) == (22, 1, 21)
    reasons = [(each["reason"], each["rows"], len(each["samples"])) for each in found["reasons"]]
    assert reasons == [("rule", 20, 3), ("error", 1, 1)]
    assert found["rules"] == {"repetition/conjoined": 20}
    assert found["asked"] == {"drop": ["repetition"]}
    page = (tmp_path / "out" / "dropped.md").read_text()
    assert page.startswith("# Dropped: 21 of 22 rows\n")
    assert "| repetition/conjoined | 20 |" in page
    assert "- row 20 (r20), is empty: " in page
    assert page.count("- row ") == 4
    before = page
    corpus(source, tmp_path / "again", "--drop", "repetition", "--samples", "3", "--id", "id", "--workers", "2")
    assert (tmp_path / "again" / "dropped.md").read_text() == before


def test_a_rule_that_is_none_is_refused(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", TEXTS)
    done = CliRunner().invoke(group, ["corpus", str(source), str(tmp_path / "out"), "--drop", "repetitions"])
    assert done.exit_code == 2
    assert "no rule is called 'repetitions', did you mean 'repetition'?" in done.output


@given(st.lists(st.sampled_from([*TEXTS, "", " ", "é\u0301 🙂", "x" * 50]), min_size=1, max_size=12))
@settings(max_examples=15)
def test_every_row_stays_or_goes_and_none_does_both(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("sift")
    source = jsonl(folder / "in.jsonl", texts)
    corpus(source, folder / "out", "--deduplicate", "normalised", "--min-score", "60")
    kept = [int(json.loads(line)["id"][1:]) for line in (folder / "out" / "kept" / "in.jsonl").read_text().splitlines()]
    assert sorted([*kept, *(row for row, _, _ in dropped(folder / "out"))]) == list(range(len(texts)))

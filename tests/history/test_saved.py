import json

import pytest

from mtaudit.errors import ReadError
from mtaudit.history.saved import load

FINDING = {
    "rule": "numbers/scale-word",
    "severity": "critical",
    "line": 2,
    "column": 3,
    "text": "16 Thousands",
    "message": "A broken number.",
}
FILE = {
    "path": "a.txt",
    "words": 5,
    "skipped": [{"detector": "grammar"}],
    "hidden": {"baseline": 1},
    "findings": [FINDING],
}
REPORT = {"version": 1, "signature": "s", "files": [FILE], "errors": []}


def saved(tmp_path, data):
    (tmp_path / "r.json").write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return load(tmp_path / "r.json")


def test_what_a_comparison_needs_is_read_and_the_rest_passed_over(tmp_path):
    run = saved(tmp_path, REPORT | {"more": 1})
    (file,) = run.files
    (finding,) = run.findings
    assert (run.signature, file.words, file.skipped, file.hidden) == ("s", 5, {"grammar"}, 1)
    assert (finding.path, finding.line, finding.column, finding.severity) == ("a.txt", 2, 3, "critical")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("{", "is no report: it is not JSON"),
        ("[" * 100_000, "is no report: it is not JSON"),
        ([], "is no report of"),
        ({"version": 1, "files": [], "decisions": []}, "is no report of"),
        (REPORT | {"version": 2}, "is of version 2, and this mtaudit reads 1"),
        (REPORT | {"files": [{}]}, "there is no 'path'"),
        (REPORT | {"files": [FILE | {"words": "many"}]}, "'many' is no count"),
        (REPORT | {"files": [FILE | {"findings": [FINDING | {"severity": "bad"}]}]}, "'bad' is no severity"),
        (REPORT | {"files": [FILE | {"findings": [FINDING | {"text": None}]}]}, "'None' is no text"),
        (REPORT | {"files": [FILE | {"findings": 3}]}, "that does not hold"),
        (REPORT | {"files": ["x"]}, "that does not hold"),
    ],
)
def test_what_is_no_report_is_refused_in_a_sentence(tmp_path, data, reason):
    with pytest.raises(ReadError, match=r"r\.json") as error:
        saved(tmp_path, data)
    assert reason in str(error.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReadError, match="cannot be read: No such file"):
        load(tmp_path / "none.json")

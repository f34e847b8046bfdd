"""mtaudit as a library: from a string, a file, many threads, and in a notebook."""

import html
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mtaudit
from mtaudit.engines import harper

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "python.md"
BAD = "They ate the the food.\n"


def test_a_text_and_a_file_are_audited_alike(tmp_path):
    (tmp_path / "a.md").write_text(f"# Heading\n\n`the the` {BAD}", encoding="utf-8")
    report = mtaudit.audit_file(tmp_path / "a.md")
    assert [report.document.raw_slice(each.span) for each in report.findings] == ["the the"]
    same = mtaudit.audit(f"# Heading\n\n`the the` {BAD}", name="a.md")
    assert same.findings == report.findings
    as_text = mtaudit.audit(f"{BAD}# the the {BAD}").findings
    assert len(as_text) == 3


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\ufeffa", "\r\r\n"])
def test_a_text_without_prose_has_no_findings(text):
    assert mtaudit.audit(text).findings == ()


def test_the_closest_settings_hold_for_a_file_unless_some_are_given(tmp_path):
    (tmp_path / "mtaudit.toml").write_text('ignore = ["repetition"]\n')
    (tmp_path / "a.txt").write_text(BAD)
    assert mtaudit.audit_file(tmp_path / "a.txt").findings == ()
    assert len(mtaudit.audit_file(str(tmp_path / "a.txt"), mtaudit.Settings()).findings) == 1
    (tmp_path / "mtaudit.toml").write_text('ignore = ["repetitions"]\n')
    with pytest.raises(mtaudit.MtauditError, match="did you mean 'repetition'"):
        mtaudit.audit_file(tmp_path / "a.txt")


def test_half_a_character_is_one_error():
    with pytest.raises(mtaudit.MtauditError, match="is no Unicode text: a half of a character stands at offset 2"):
        mtaudit.audit("a \ud800")


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"\0\0"])
def test_a_file_that_cannot_be_read_is_one_error(tmp_path, content):
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(mtaudit.MtauditError):
        mtaudit.audit_file(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "first", ["import mtaudit.audit", "from mtaudit.audit import audit", "import mtaudit.cli.check"]
)
def test_the_name_is_the_function_whatever_was_imported(first):
    code = f"{first}\nimport mtaudit\nmtaudit.audit('x')\nimport mtaudit.audit\nprint(mtaudit.audit('y').findings)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "()\n"


def test_a_notebook_shows_the_page_in_a_frame():
    shown = mtaudit.audit("The <b> & the the men.")._repr_html_()
    page = html.unescape(re.fullmatch(r'<iframe [^>]*srcdoc="([^"]*)"></iframe>', shown)[1])
    assert page.startswith("<!doctype html>")
    assert "repetition/word" in page


THREADS = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
import mtaudit
texts, grammar, threads = json.load(sys.stdin)
def found(text):
    report = mtaudit.audit(text, mtaudit.Settings(preview=True, grammar=grammar))
    return [[each.rule.id, *each.span, each.message] for each in report.findings], len(report.skipped)
with ThreadPoolExecutor(threads) as pool:
    print(json.dumps(list(pool.map(found, texts))))
"""


@pytest.mark.parametrize(
    "grammar",
    ["off", pytest.param("harper", marks=pytest.mark.skipif(not harper.installed(), reason="Harper is not installed"))],
)
def test_many_threads_find_what_one_finds(grammar, tmp_path, monkeypatch):
    """Each run is a process of its own, so that the threads meet while everything is loaded for the first time."""
    seed = (ROOT / "seeds" / "taliban-border" / "article.txt").read_text(encoding="utf-8")
    parts = [part for part in seed.split("\n") if part.strip()]
    texts = ["\n\n".join([*parts[number::16], f"It is an bad {BAD}"]) for number in range(16)]
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path))
    runs = []
    for threads in (8, 1):
        done = subprocess.run(
            [sys.executable, "-c", THREADS], input=json.dumps([texts, grammar, threads]), capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        runs.append(json.loads(done.stdout))
    assert runs[0] == runs[1]
    assert all(found for found, _ in runs[0])


def test_settings_of_one_thread_are_not_those_of_another():
    def found(number):
        settings = mtaudit.Settings(ignore=("repetition",) if number % 2 else ())
        return len(mtaudit.audit(BAD, settings).findings)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(found, range(40))) == [1, 0] * 20


def test_the_examples_of_the_documentation_run(tmp_path):
    (tmp_path / "article.md").write_text(BAD)
    blocks = re.findall(r"^```python\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("article.md:1:10: repetition/word: “the” stands twice running.\n")

import stat
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.edit import applied
from mtaudit.fix import corrections, edits, fix
from mtaudit.model import Finding, Report, Rule, Span, Suggestion
from mtaudit.settings import Settings

PIECES = st.lists(
    st.sampled_from(
        [
            *("the ", "the ", "They ", "left. ", "16 Thousands men ", "9.392 soldiers ", "\n\n", "\n", "\r\n"),
            *("In 1647th ", "99,6% ", "🙂 ", "e\u0301 ", "&amp; ", "<b>", "</b>", "`the the` ", "**", "# ", "> ", "- "),
            *("attacks and attacks ", "Read also: more\n\n", "\u200f", "\u00a0", " ,", "“", "”", "http://a.b/the/the "),
        ]
    ),
    max_size=30,
)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html"])


@given(PIECES, NAMES, st.booleans())
def test_a_round_changes_nothing_outside_the_spans_of_findings(pieces, name, unsafe):
    document = read_text("Start here. " + "".join(pieces), name)
    settings = Settings(preview=unsafe)
    spans = {document.raw_span(each.span): each for each in audit(document, settings).findings}
    edits = corrections(document, settings, unsafe=unsafe)
    at = after = 0
    changed = applied(document.raw, edits)
    for edit in edits:
        assert edit.span in spans
        assert edit.span.start >= at
        kept = document.raw[at : edit.span.start]
        assert changed[after : after + len(kept)] == kept
        at, after = edit.span.end, after + len(kept) + len(edit.text)
    assert changed[after:] == document.raw[at:]


@given(PIECES, NAMES, st.booleans())
def test_fixing_again_changes_nothing(pieces, name, unsafe):
    settings = Settings(preview=unsafe)
    fixed = fix(read_text("Start here. " + "".join(pieces), name), settings, unsafe=unsafe).document
    again = fix(fixed, settings, unsafe=unsafe)
    assert (again.applied, again.document.raw) == (0, fixed.raw)


@given(PIECES, NAMES)
def test_tags_entities_code_and_addresses_stay(pieces, name):
    raw = "Start here. " + "".join(pieces)
    fixed = fix(read_text(raw, name), Settings()).document.raw
    # In plain text an entity is no markup but a fault.
    kept_pieces = ("<b>", "</b>", "http://a.b/the/the", "🙂", "**") + ("&amp;",) * (name != "a.txt")
    for kept in kept_pieces:
        assert fixed.count(kept) == raw.count(kept)
    if name == "a.md":
        assert fixed.count("`the the`") == raw.count("`the the`")


def test_only_a_single_safe_suggestion_is_applied_unasked():
    document = read_text("They made attacks and attacks on 16 Thousands men.", "a.txt")
    assert fix(document, Settings()).document.raw == "They made attacks and attacks on 16,000 men."
    assert fix(document, Settings(), unsafe=True).document.raw == "They made attacks on 16,000 men."


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("19 Millionen Fässer", "19 billion barrels", "19 million barrels"),
        ("Im Jahr 1669", "In 2009", "In 1669"),
        ("Wirklich löschen?", "Really delete", "Really delete?"),
        ("Die Lage in Gorbatschowka", "The situation in Gorbatschwka", "The situation in Gorbatschowka"),
    ],
)
def test_what_the_source_at_hand_proves_is_applied_on_request_alone(source, before, after):
    document = read_text(f"source\ttarget\n{source}\t{before}\n", "a.tsv")
    assert fix(document, Settings()).document.raw == document.raw
    assert fix(document, Settings(), unsafe=True).document.raw == f"source\ttarget\n{source}\t{after}\n"


@pytest.mark.parametrize("id_", ["sense/wrong-word", "en/military/bases", "polarity/lost"])
def test_what_a_source_that_is_not_at_hand_could_prove_is_never_applied(id_):
    document = read_text("US troops left the foundations.", "a.txt")
    rule = Rule(id_, "accuracy/mistranslation", "major", "A suspicion", status="preview", evidence="source")
    found = Finding(rule, Span(19, 30), "Suspected.", (Suggestion("bases"),))
    assert edits(Report(document, (found,), (), ""), unsafe=True) == ()
    seen = replace(found, rule=replace(rule, evidence="text"))
    assert len(edits(Report(document, (seen,), (), ""), unsafe=True)) == 1


def test_a_correction_never_swallows_a_tag():
    raw = "<p>They ate <i>the</i> the food.</p>"
    document = read_text(raw, "a.html")
    assert audit(document, Settings()).findings
    assert fix(document, Settings(), unsafe=True).document.raw == raw


def test_no_empty_heading_is_left_behind():
    title = "Rebels take the northern road to the border"
    raw = f"# {title}\n\n# {title}\n\nNothing else.\n"
    assert fix(read_text(raw, "a.md"), Settings(), unsafe=True).document.raw == raw


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_file_keeps_encoding_mark_line_ends_and_mode(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("They ate the the café.\r\n".encode(encoding))
    path.chmod(0o640)
    options = ["--encoding", "cp1252"] if encoding == "cp1252" else []
    done = subprocess.run([sys.executable, "-m", "mtaudit", "fix", str(path), *options], capture_output=True)
    assert done.returncode == 0
    assert path.read_bytes() == "They ate the café.\r\n".encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "a.txt").write_text("They ate the the food.\n")
    (tmp_path / "link.txt").symlink_to("a.txt")
    subprocess.run([sys.executable, "-m", "mtaudit", "fix", str(tmp_path / "link.txt")], check=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_text() == "They ate the food.\n"


def test_a_clean_file_is_not_written(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("They ate the food.\n")
    before = path.stat()
    subprocess.run([sys.executable, "-m", "mtaudit", "fix", str(path)], check=True)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)

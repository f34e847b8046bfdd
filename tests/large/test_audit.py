import csv
import io
import tracemalloc
from html import escape
from itertools import islice

import pytest

from mtaudit import registry
from mtaudit.audit import audit, read
from mtaudit.errors import ReadError
from mtaudit.fix import compares
from mtaudit.large.audit import audit_large
from mtaudit.large.file import opened
from mtaudit.live import local
from mtaudit.model import Run
from mtaudit.settings import Settings

PAIRS = [
    ("Es waren 19 Millionen Fässer.", "There were 19 billion barrels & more."),
    ("Die Datei %s wurde gelöscht.", "The file was was deleted."),
    ("Öffnen", "Open"),
    ("Öffnen", "Unlock"),
    ("Wirklich löschen?", "Really delete"),
    ("Die Lage in Gorbatschowka.", "The situation in Gorbatschwka."),
    ("Speichern", "Open"),
    ("Ein Satz ohne Fehler, der nichts tut.", "A sentence without faults \U0001f600 that does nothing."),
]
COMPARING = tuple(each for each in registry.names("detectors") if compares(each) and each != "meanings")


def rows(count):
    for number in range(count):
        source, target = PAIRS[number % len(PAIRS)]
        yield f"{source} ({number // 16})", f"{target} ({number // 16})"


def xliff(pairs, notes=()):
    units = (
        f"<trans-unit id='{number}'><source>{escape(a)}</source><target>{escape(b)}</target>"
        f"{dict(notes).get(number, '')}</trans-unit>\n"
        for number, (a, b) in enumerate(pairs)
    )
    return f"<xliff version='1.2'><file target-language='en'><body>\n{''.join(units)}</body></file></xliff>"


def po(pairs):
    return "".join(f'msgid "{a}"\nmsgstr "{b}"\n\n' for a, b in pairs)


def table(pairs):
    target = io.StringIO(newline="")
    csv.writer(target).writerows([("source", "target"), *pairs])
    return target.getvalue()


def tmx(pairs):
    form = "<tu><tuv lang='de'><seg>{}</seg></tuv><tuv lang='en'><seg>{}</seg></tuv></tu>\n"
    return f"<tmx><body>{''.join(form.format(escape(a), escape(b)) for a, b in pairs)}</body></tmx>"


def both(path, settings):
    """The report in windows, and that on the whole."""
    return audit_large(opened(path, settings), str(path), settings), audit(read(path, settings), settings)


def settings(**more):
    return Settings(grammar="off", preview=True, from_="de", **more)


def looks_at_units():
    """The rules that look at one block, and those that compare with the source, but for a typical proportion."""
    local_rules = {rule for each in registry.names("detectors") for rule in local(each, Settings())}
    return (*COMPARING, *sorted({rule.split("/")[0] for rule in local_rules} - {"patterns"}))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("name", "form"), [("a.xlf", xliff), ("a.po", po), ("a.csv", table), ("a.tmx", tmx)])
def test_what_looks_at_units_finds_the_same_in_windows(tmp_path, name, form):
    path = tmp_path / name
    path.write_text(form(rows(80)), newline="")
    windows, whole = both(path, settings(select=looks_at_units(), ignore=("coverage/length",)))
    assert len(whole.findings) >= 60
    assert windows.findings == whole.findings
    for each in ("json", "text", "jsonl", "sarif", "gitlab", "csv"):
        render = registry.plugin("reporters", each).render
        assert render(Run((windows,))) == render(Run((whole,)))
    assert "raw" not in vars(windows.document)


NOTE = "<note>mtaudit: {} amounts</note>"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "notes", [[(5, "off"), (60, "on")], [(70, "ignore-file")], [(16, "ignore-next"), (1, "ignore-next")], [(3, "on")]]
)
def test_comments_hide_what_they_hide_in_the_whole_file(tmp_path, notes):
    path = tmp_path / "a.xlf"
    path.write_text(xliff(rows(80), [(number, NOTE.format(verb)) for number, verb in notes]))
    windows, whole = both(path, settings(select=("amounts", "suppressions")))
    assert windows.findings == whole.findings
    assert windows.hidden == whole.hidden


@pytest.mark.usefixtures("small")
def test_allowed_phrases_hide_in_every_window(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(po(rows(80)))
    windows, whole = both(path, settings(select=("repetition",), allow=("file was was",)))
    assert (windows.findings, windows.hidden) == (whole.findings, whole.hidden)
    assert windows.hidden.suppressed == 10


@pytest.mark.usefixtures("small")
def test_a_fault_of_the_file_far_behind_is_an_error_and_no_half_report(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(xliff(rows(80)).replace("</body>", "<b>"))
    with pytest.raises(ReadError, match="is no well-formed XML: mismatched tag at line 82"):
        audit_large(opened(path, settings()), path.name, settings(select=("amounts",)))


@pytest.mark.usefixtures("small")
def test_one_unit_may_not_be_larger_than_a_file(tmp_path):
    path = tmp_path / "a.po"
    path.write_text('msgid "a"\nmsgstr "' + 1_200_000 * "a" + '"\n')
    small = settings(select=("amounts",), max_file_size=1)
    with pytest.raises(ReadError, match="over 1 MB of it hold no end of a unit"):
        audit_large(opened(path, small), path.name, small)


def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr("mtaudit.large.file.LARGE", 0)
    monkeypatch.setattr("mtaudit.large.windows.SIZE", 15_000)
    clean = [PAIRS[2], PAIRS[7]]
    on = settings(select=COMPARING)

    def peak(count):
        path = tmp_path / f"{count}.xlf"
        path.write_text(xliff(islice((pair for _ in range(count) for pair in clean), count)))
        file = opened(path, on)
        tracemalloc.start()
        assert not audit_large(file, path.name, on).findings
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(100)  # what is loaded once
    assert peak(2_400) < 1.5 * peak(600)


@pytest.mark.usefixtures("small")
def test_how_a_file_reads_its_first_window_says(tmp_path, monkeypatch):
    monkeypatch.setattr("mtaudit.large.file._BLOCK", 400)
    path = tmp_path / "a.po"
    poor, good = "The matches was play of the team, and on the of be the leader.", "She closed the door and sat down."
    path.write_text(po([("Eins", poor)] * 12 + [("Zwei", good)] * 40), encoding="utf-8")
    large, whole = both(path, settings(select=("fluency",)))
    assert large.translated > whole.translated
    assert both(path, settings(select=("spacing",)))[0].translated is None

import pytest

from mtaudit.audit import audit, read
from mtaudit.fix import fix
from mtaudit.large.file import opened
from mtaudit.large.rewrite import fix_large, note_large
from mtaudit.notes import noted, without_notes
from mtaudit.settings import Settings

SETTINGS = Settings(grammar="off", select=("repetition", "amounts"), from_="de")
ENTRY = '# c\nmsgid "Fehler & {0}"\nmsgstr "They ate the the food & {0}."\n\n'
UNIT = "<trans-unit id='{0}'><source>Es {0}</source><target>It was was {0} &amp; so</target></trans-unit>\n"
BODY = "".join(UNIT.format(number) for number in range(40))
FILES = {
    "a.po": "".join(ENTRY.format(number) for number in range(40)),
    "a.xlf": f"<xliff version='1.2'><file><body>{BODY}</body></file></xliff>",
}

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture(params=[(name, encoding) for name in FILES for encoding in ("utf-8", "utf-8-sig", "utf-16")])
def path(request, tmp_path):
    name, encoding = request.param
    target = tmp_path / name
    target.write_bytes(FILES[name].replace("\n", "\r\n").encode(encoding))
    return target


def test_a_large_file_is_corrected_like_a_small_one(path):
    before = path.read_bytes()
    expected = fix(read(path, SETTINGS), SETTINGS)
    assert fix_large(opened(path, SETTINGS), str(path), SETTINGS) == expected.applied == 40
    assert read(path, SETTINGS).raw == expected.document.raw
    assert path.read_bytes()[:3] == before[:3]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_without_corrections_is_not_touched(path):
    clean = Settings(grammar="off", select=("glue",))
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    assert fix_large(opened(path, clean), str(path), clean) == 0
    assert note_large(opened(path, clean), str(path), clean) == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)


def test_notes_come_and_go(path):
    before = path.read_bytes()
    document = read(path, SETTINGS)
    expected = noted(document, audit(document, SETTINGS).findings)
    for _ in range(2):
        assert note_large(opened(path, SETTINGS), str(path), SETTINGS) == 40
        assert read(path, SETTINGS).raw == expected
    assert without_notes(expected, document.format) == document.raw
    note_large(opened(path, SETTINGS), str(path), SETTINGS, remove=True)
    assert path.read_bytes() == before

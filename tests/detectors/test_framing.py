import pytest

from mtaudit.audit import read_text
from mtaudit.detectors import framing
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def check(translated):
    return translated("framing")


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Wirklich löschen?", "Really delete", ("end", "delete", "delete?")),
        ("本当に削除しますか？", "Really delete.", ("end", "delete.", "delete?")),
        ("Name:", "Name", ("end", "Name", "Name:")),
        ("Fertig", "Done.", ("stop", "Done.", "Done")),
        ("Datei (neu)", "File new", ("brackets", "File new")),
        ("Das „Wort“ hier", "The word here", ("quotes", "The word here")),
        ("Datei löschen", "delete file", ("capital", "delete", "Delete")),
    ],
)
def test_an_edge_that_is_not_as_in_the_source(check, source, target, found):
    assert check((source, target)) == [found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("削除しました。", "It was deleted."),
        ("Er ging …", "He went..."),
        ("„Ja!“", "“Yes!”"),
        ("ファイル（新）", "File (new)"),
        ("iPhone kaufen", "iPhone to buy"),
        ("Wer?", "Who?"),
        ('<a href="x">Da</a>', "<a>There</a>"),
    ],
)
def test_the_same_edges_in_other_forms(check, source, target):
    assert check((source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [(r"Ja: ", "Yes:", "space"), (r"Ja\nNein", "Yes or no", "breaks"), ("Ja", "Yes ", "space")],
)
def test_white_space_of_strings(source, target, rule):
    document = read_text(f'msgid "{source}"\nmsgstr "{target}"\n', "a.po")
    assert [each.rule.id for each in framing.detect(document, Settings())] == [f"framing/{rule}"]

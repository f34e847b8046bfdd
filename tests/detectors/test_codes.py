import pytest

from mtaudit.audit import read_text
from mtaudit.detectors import codes
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def check(translated):
    return translated("codes")


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("Hallo %s", "Hello s%", "lost"),
        ("Hallo {name}", "Hello {nome}", "lost"),
        ("Hallo du", "Hello %s", "extra"),
        ("Ein <b>Wort</b>", "One word", "tag"),
        ("Mehr auf https://a.de/x", "More on https://a.de/y", "address"),
        ("An max@a.de", "To max at a.de", "address"),
        ("Mit --dry-run prüfen", "Check with --dry run", "option"),
        ("&Datei", "File", "accelerator"),
        ("Drücken Sie auf “?”", "Press on “?\\”", "escape"),
    ],
)
def test_what_only_one_side_has(check, source, target, rule):
    assert [each for each, *_ in check((source, target))] == [rule]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Hallo %1$s und %2$s", "%2$s and %1$s, hello"),
        ("%d Datei", "one file"),
        ("Ein <b class='x'>Wort</b>", "One <b>word</b>"),
        ("{n, plural, one {# Datei} other {# Dateien}}", "{n, plural, one {# file} other {# files}}"),
        ("A &amp; B", "A and B"),
        ("&Datei", "&File"),
        ("Haus &amp; Hof und alles", "House &amp; home and all"),
        ("100 % davon", "100% of it"),
        ("Mit --all und --dry-run", "With --dry-run and --all"),
        ("Er ging -- und kam", "He went, and came"),
        ("ohne a--b oder ---", "without any of it"),
    ],
)
def test_what_both_sides_have(check, source, target):
    assert check((source, target)) == []


def test_a_code_that_was_made_up_is_marked_where_it_stands():
    document = read_text('msgid "Hallo du"\nmsgstr "Hello \\"%s\\" you"\n', "a.po")
    (found,) = codes.detect(document, Settings())
    assert document.raw_slice(found.span) == "%s"

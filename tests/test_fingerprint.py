from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.fingerprint import fingerprints, identity, numbered
from mtaudit.settings import Settings

BAD = "They ate the the food.\n"


def prints(raw, name="a.md", path=""):
    return fingerprints(audit(read_text(raw, name), Settings()), path)


def test_a_finding_keeps_its_fingerprint_wherever_it_moves_and_however_its_line_wraps():
    before = prints(f"Intro.\n\n{BAD}")
    assert [each.identity for each in before] == [("a.md", "repetition/word", "the the")]
    assert prints(f"# Other\n\nMore above.\n\n{BAD}\n\nMore below.\n") == before
    assert prints("They ate the\nthe food.\n") == before
    assert prints("They ate the\r\nthe food.\r\n") == before


def test_path_rule_and_text_tell_findings_apart():
    (the,) = prints(BAD)
    assert prints(BAD, "b.md") != (the,)
    assert prints(BAD, path="docs/a.md")[0].identity.path == "docs/a.md"
    assert prints("They ate of of the food.\n") != (the,)
    assert identity("a", "b", "c") != identity("a", "c", "b")


def test_equal_findings_are_numbered():
    first, second = prints(f"{BAD}\n{BAD}")
    assert first.identity == second.identity
    assert (first.occurrence, second.occurrence) == (1, 2)
    assert first.digest != second.digest


def test_a_long_text_is_cut_and_still_tells_two_apart():
    long = "word " * 100
    one, two = identity("a", "r", long), identity("a", "r", f"{long} more")
    assert len(one.text) < 130
    assert one != two


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.text())))
def test_no_two_fingerprints_of_a_file_are_the_same(rows):
    found = list(numbered(identity(*row) for row in rows))
    assert len(set(found)) == len({each.digest for each in found}) == len(rows)

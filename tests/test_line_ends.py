from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.fix import fix
from mtaudit.line_ends import line_feeds
from mtaudit.settings import Settings

PIECES = st.lists(st.sampled_from(["\r\n", "\r", "\n", "the ", "16 Thousands men ", "&amp; ", "🙂", "é"]), max_size=40)


@given(PIECES)
def test_each_character_stands_where_it_stood(pieces):
    raw = "".join(pieces)
    text, origin = line_feeds(raw)
    assert "\r" not in text
    assert len(origin) == len(text) + 1
    assert origin[len(text)] == len(raw)
    assert all(raw[at] == char or (raw[at] == "\r" and char == "\n") for char, at in zip(text, origin, strict=False))


@given(PIECES, st.sampled_from(["a.txt", "a.md", "a.html"]), st.sampled_from(["\r\n", "\r"]))
def test_findings_do_not_depend_on_line_ends(pieces, name, end):
    unix = "They left. " + "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
    other = unix.replace("\n", end)
    found, again = (
        [
            (
                each.rule.id,
                line_feeds(document.raw_slice(each.span))[0],
                document.position(document.raw_span(each.span)[0]),
            )
            for each in audit(document, Settings(preview=True)).findings
        ]
        for document in (read_text(unix, name), read_text(other, name))
    )
    assert found == again


def test_a_fix_keeps_the_other_line_ends():
    raw = "They ate the\r\nthe food.\r\rMore than 16 Thousands men.\r\n"
    fixed = fix(read_text(raw, "a.txt"), Settings(select=("repetition", "numbers"))).document.raw
    assert fixed == "They ate the food.\r\rMore than 16,000 men.\r\n"

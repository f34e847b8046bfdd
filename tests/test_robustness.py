"""Any bytes give findings or a clean error, never a traceback."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.cli import group
from mtaudit.decode import decode
from mtaudit.errors import ReadError
from mtaudit.fix import fix
from mtaudit.settings import Settings

NAMES = st.sampled_from(["a.txt", "a.md", "a.html"])
MARKUP = st.lists(
    st.sampled_from(
        [
            *("<", ">", "</", "<b>", "<!--", "-->", "&", "&amp", "&#x1F600;", "<script>", "<p lang=fr>", "<td>"),
            *("# ", "> ", "- ", "1. ", "| a | b |\n|--|--|\n", "```\n", "`", "**", "_", "[a](", "](b)", "![", "---\n"),
            *("+++\n", "{{<", ">}}", "{%", "\\", "\n", "\r\n", "\r", "\t", " ", "\u00a0", "\u2028", "\x0c", "\x1b"),
            *(
                "2 5 Hundreds",
                "16.000",
                "In 1647th",
                "the the",
                "“",
                "”",
                "«",
                "U S.",
                "â€œ",
                "%s",
                "▁x",
                "Привет",
                "中文",
            ),
            *(
                "word ",
                "Word. ",
                "and ",
                ",",
                ".",
                "🙂",
                "e\u0301",
                "\u200f",
                "31.02.2019",
                "Friday, 1 May 2020 ",
                "et ",
            ),
        ]
    ),
    max_size=60,
)


@given(st.binary(max_size=400), NAMES)
def test_any_bytes(data, name):
    try:
        document = read_text(decode(data).text, name)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        check(document)


@given(st.binary(max_size=400), NAMES, st.sampled_from(["text", "json", "html"]))
@settings(max_examples=50)
def test_any_bytes_through_the_commands(tmp_path_factory, data, name, output_format):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        status = group.main(["check", "--output-format", output_format, str(path)], standalone_mode=False)
        assert group.main(["check", "--diff", str(path)], standalone_mode=False) == status or status == 1
        assert group.main(["fix", str(path)], standalone_mode=False) == 2 * (status == 2)
    assert out.getvalue() or status == 2
    assert (status == 2) == ("Error: " in err.getvalue())


@given(MARKUP, NAMES)
def test_any_markup(pieces, name):
    raw = "".join(pieces)
    if raw.strip():
        check(read_text(raw, name))


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=300), NAMES)
def test_any_text(raw, name):
    if raw.strip():
        check(read_text(raw, name))


def check(document):
    report = audit(document, Settings(preview=True))
    for finding in report.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(document.text)
        start, end = document.raw_span(finding.span)
        assert 0 <= start < end <= len(document.raw)
        texts = [suggestion.text for suggestion in finding.suggestions]
        assert len(set(texts)) == len(texts)
        assert document.slice(finding.span) not in texts
        assert any(
            block.span.start <= finding.span.start and finding.span.end <= block.span.end for block in document.blocks
        )
    fix(document, Settings())


@pytest.mark.parametrize(
    "unit", ["a ", "1 ", "12,", "(", "“", "<b>", "> ", "[", "`", "- ", "and the ", "Read also: ", "&", "\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_long_repetitive_files_end(unit, name):
    audit(read_text(f"x {unit * (20_000 // len(unit))}", name), Settings(preview=True))

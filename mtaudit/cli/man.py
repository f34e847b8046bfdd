"""``mtaudit man``: the manual page, made of what ``--help`` says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from mtaudit import __version__

_WIDTH = 1000
_END = (
    '.SH "EXIT STATUS"',
    "0 nothing found, 1 something found, 2 wrong usage, an input that cannot be read, or a failure.",
    ".SH FILES",
    ".TP\nmtaudit.toml, .mtaudit.toml, pyproject.toml\nThe settings: the closest, in the folder of a file or above.",
    ".TP\n.mtaudit-baseline.json\nThe findings that are known, for --baseline.",
    ".SH ENVIRONMENT",
    ".TP\nMTAUDIT_CACHE_DIR\nWhere findings, answers of engines and compiled rules are remembered.",
    ".TP\nMTAUDIT_GRAMMAR\nThe grammar checker where nothing else says: auto, languagetool, harper or off.",
    ".TP\nMTAUDIT_LANGUAGETOOL_DIR\nWhere LanguageTool is installed.",
    ".TP\nNO_COLOR, FORCE_COLOR\nWhether reports on a terminal are in colour.",
)


@click.command(name="man")
def command() -> None:
    """Print the manual page: 'mtaudit man | man -l -', or into man1/mtaudit.1 of a folder that man knows."""
    from mtaudit.cli import group

    context = click.Context(group, info_name="mtaudit", max_content_width=_WIDTH, terminal_width=_WIDTH)
    click.echo("\n".join(_page(group, context)))


def _page(group: click.Group, context: click.Context) -> Iterator[str]:
    yield f'.TH MTAUDIT 1 "" "mtaudit {__version__}"'
    yield from (".SH NAME", "mtaudit \\- find what machine translation broke in an English text")
    yield from (".SH SYNOPSIS", ".B mtaudit", "\\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...")
    yield from (".SH DESCRIPTION", _roff(group.help or ""))
    yield ".SH COMMANDS"
    yield from _commands(group, context)
    yield from map(_plain_end, _END)


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        each = group.get_command(context, name)
        assert each is not None
        inner = click.Context(each, info_name=name, parent=context)
        yield f'.SS "{_roff(" ".join([inner.command_path, *each.collect_usage_pieces(inner)]))}"'
        yield _roff(each.help or "")
        for parameter in each.get_params(inner):
            record = parameter.get_help_record(inner)
            if record:
                yield f".TP\n.B {_roff(record[0])}\n{_roff(record[1])}"
        if isinstance(each, click.Group):
            yield from _commands(each, inner)


def _plain_end(line: str) -> str:
    parts = line.split("\n")
    return "\n".join(part if part.startswith((".TP", ".SH")) else _roff(part) for part in parts)


def _roff(text: str) -> str:
    """Text as roff reads it: nothing in it is a request, a hyphen is one, and a paragraph a paragraph."""
    text = re.sub(r"\n", " ", inspect.cleandoc(text).replace("\n\n", "\0")).replace("\0", "\n.PP\n")
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^(?=[.'](?!PP$))", r"\\&", escaped, flags=re.MULTILINE)

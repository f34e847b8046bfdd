"""``mtaudit lsp``: the language server, for editors."""

from __future__ import annotations

import os
import sys

import click


@click.command(name="lsp")
@click.option("--stdio", is_flag=True, help="Over standard input and output: the only way, which editors like to name.")
def command(*, stdio: bool) -> None:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    Needs 'pip install mtaudit[lsp]'. The settings are those of the workspace.
    """
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        raise click.ClickException("the language server needs pygls; run 'pip install mtaudit[lsp]'")
    from mtaudit.lsp.server import Server

    with os.fdopen(os.dup(1), "wb") as editor:
        os.dup2(2, 1)  # whatever an engine may print must not come between the messages
        Server().start_io(sys.stdin.buffer, editor)

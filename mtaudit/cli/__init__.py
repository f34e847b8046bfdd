"""The command line: one file a command, found by its name; the only place that prints or exits."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import threading
import traceback
from typing import Any

import click

from mtaudit import __version__, registry
from mtaudit.errors import MtauditError
from mtaudit.printable import printable_lines

#: So many new objects before Python looks for cycles among them: tables are read in the meantime, and make none.
_GARBAGE = 100_000


class _Commands(click.Group):
    """Imports a command's file only when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(registry.names("cli"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in registry.names("cli"):
            return None
        command: click.Command = registry.plugin("cli", cmd_name).command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mtaudit", message="%(prog)s %(version)s")
def group() -> None:
    """Find what machine translation broke in an English text, and say what the writer meant.

    Exit status: 0 nothing found, 1 something found, 2 wrong usage, an input that cannot be read, or a failure.
    """


def main(prog_name: str = "mtaudit") -> None:
    """Run the command line and exit: 2 for any failure, so that it never looks like findings."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a file name may be no UTF-8
    _end_in_order()
    gc.set_threshold(_GARBAGE)
    atexit.register(gc.freeze)  # or Python looks for cycles among all that is left, a fifth of a short run
    try:
        sys.exit(group.main(prog_name=prog_name, standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except MtauditError as error:
        click.echo(printable_lines(f"Error: {error}"), err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
    except Exception:  # a bug: exit 1 would say "findings"
        traceback.print_exc()
        click.echo("This is a bug in mtaudit; please report it with the lines above.", err=True)
        sys.exit(2)


def _end_in_order() -> None:
    """Let what ends this process from outside end it as an error does: with what was begun taken back."""

    def end(number: int, _: Any) -> None:
        sys.exit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    for number in numbers if threading.current_thread() is threading.main_thread() else ():
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)

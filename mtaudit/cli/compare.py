"""``mtaudit compare``: what changed from one report to another."""

from __future__ import annotations

from pathlib import Path

import click

from mtaudit.cli._output import write
from mtaudit.model import SEVERITIES


@click.command(name="compare")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the comparison there.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="minor", help="Exit 1 for new findings from this on.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of new findings.")
def command(
    *, old: Path, new: Path, output_format: str, output_file: Path | None, fail_on: str, exit_zero: bool
) -> int:
    """Say what is new, fixed and unchanged from report OLD to report NEW, both of --output-format json.

    Findings are the same by path, rule and text, wherever their lines moved.
    """
    from mtaudit.history import output
    from mtaudit.history.comparison import compare
    from mtaudit.history.saved import load

    comparison = compare(load(old), load(new))
    render = {"text": output.text, "json": output.json, "html": output.html}[output_format]
    write(render(comparison), output_file)
    worst = SEVERITIES[SEVERITIES.index(fail_on) :]
    return int(any(finding.severity in worst for finding in comparison.appeared) and not exit_zero)

"""``mtaudit trend``: how many findings there were, from report to report."""

from __future__ import annotations

from pathlib import Path

import click

from mtaudit.cli._output import write
from mtaudit.errors import ReadError
from mtaudit.printable import printable


@click.command(name="trend")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--output-format", type=click.Choice(("text", "json", "html")), default="text", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the figures there.")
def command(*, folder: Path, output_format: str, output_file: Path | None) -> int:
    """Show the rates of a FOLDER of reports (*.json of --output-format json), in the order of their names."""
    from mtaudit.history import trend
    from mtaudit.history.saved import SavedRun, load

    runs: list[SavedRun] = []
    faults = []
    for path in sorted(folder.glob("*.json")):
        try:
            runs.append(load(path))
        except ReadError as error:
            faults.append(str(error))
    if not runs and not faults:
        raise click.UsageError(f"there is no report (*.json) in {folder}")
    render = {"text": trend.text, "json": trend.json, "html": trend.html}[output_format]
    write(render(list(map(trend.point, runs))), output_file)
    for fault in faults:
        click.echo(printable(f"Error: {fault}"), err=True)
    return 2 if faults else 0

"""A comparison for a terminal, for programs, and as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mtaudit import paths
from mtaudit.history.comparison import Comparison, Tally, by_file, by_rule
from mtaudit.history.saved import SavedFinding, SavedRun
from mtaudit.reporters._json import dumps
from mtaudit.reporters._sentences import one_line

#: The version of the JSON; a change that breaks a reader raises it.
VERSION = 1


def text(comparison: Comparison) -> str:
    """What appeared, what was fixed, the counts by rule and by file, and what makes the runs unlike."""
    lines = [line for finding in comparison.appeared for line in _finding("new", finding)]
    lines += [line for finding in comparison.fixed for line in _finding("fixed", finding)]
    lines += [*_table("rule", by_rule(comparison)), *_table("file", by_file(comparison))]
    lines += [f"Note: {one_line(remark)}" for remark in comparison.remarks]
    return "\n".join([*lines, summary(comparison)]) + "\n"


def summary(comparison: Comparison) -> str:
    """The counts in one line."""
    parts = [f"{len(comparison.appeared)} new", f"{len(comparison.fixed)} fixed"]
    parts += [f"{len(comparison.unchanged)} unchanged"]
    parts += [f"{len(comparison.uncompared)} not compared"] * bool(comparison.uncompared)
    return ", ".join(parts)


def json(comparison: Comparison) -> str:
    """All of it as one JSON object."""
    groups = ("appeared", "fixed", "unchanged", "uncompared")
    data = {
        "version": VERSION,
        "old": _run(comparison.old),
        "new": _run(comparison.new),
        "totals": {group: len(getattr(comparison, group)) for group in groups},
        "rules": [tally._asdict() for tally in by_rule(comparison)],
        "files": [tally._asdict() for tally in by_file(comparison)],
        **{group: [asdict(finding) for finding in getattr(comparison, group)] for group in groups},
        "remarks": comparison.remarks,
    }
    return dumps(data, indent=2) + "\n"


def html(comparison: Comparison) -> str:
    """A page of its own: no script, no network."""
    groups = [("New", comparison.appeared), ("Fixed", comparison.fixed), ("Not compared", comparison.uncompared)]
    tables = [("Rule", by_rule(comparison)), ("File", by_file(comparison))]
    return page("compare.html.j2", comparison=comparison, summary=summary(comparison), groups=groups, tables=tables)


def page(template: str, **values: Any) -> str:
    """A template filled in; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(paths.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values) + "\n"


def _finding(state: str, finding: SavedFinding) -> Iterator[str]:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    yield one_line(f"{place}: {state} {finding.severity} {finding.rule} “{finding.text}”")
    yield f"    {one_line(finding.message)}"


def _table(head: str, rows: list[Tally]) -> Iterator[str]:
    if not rows:
        return
    width = max(len(head), *(len(one_line(row.name)) for row in rows))
    yield f"\n{head:{width}}  new  fixed  unchanged"
    for row in rows:
        yield f"{one_line(row.name):{width}}  {row.appeared:3}  {row.fixed:5}  {row.unchanged:9}"
    yield ""


def _run(run: SavedRun) -> dict[str, Any]:
    return {"report": run.name, "signature": run.signature, "words": sum(file.words for file in run.files)}

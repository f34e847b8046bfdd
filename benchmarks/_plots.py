"""The plots of docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _peer_quality import Quality
    from _peer_speed import Timed


def growth(rows: list[list[Timed]], file: Path) -> None:
    """Seconds by words, a line a program."""
    figure, axes = _figure()
    for row in rows:
        done = [each for each in row if each.run]
        label = row[0].peer
        axes.plot([each.words for each in done], [each.run.wall for each in done if each.run], **_style(label))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("words in one file")
    axes.set_ylabel("seconds by the clock")
    _save(figure, axes, file)


def quality(results: dict[str, dict[str, Quality]], file: Path) -> None:
    """What is found of the faults in real machine translations, by the alarms in clean prose."""
    figure, axes = _figure()
    for peer, clean in results["clean_prose"].items():
        real = [results[name][peer] for name in ("real_cases", "real_pages", "seed")]
        share = sum(each.found for each in real) / sum(each.marks for each in real)
        axes.plot([1000 * clean.hits / clean.words], [share], **_style(peer))
    axes.set_xscale("symlog", linthresh=0.1)
    axes.set_xlabel("findings in 1,000 words of clean prose")
    axes.set_ylabel("share of the marked faults found (real_cases, real_pages, seed)")
    _save(figure, axes, file)


def _figure() -> tuple[Any, Any]:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "mtaudit"
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(8, 5))


def _style(label: str) -> dict[str, Any]:
    ours = label.startswith("mtaudit")
    return {"label": label, "marker": "o" if ours else "s", "linestyle": "-" if ours else "--"}


def _save(figure: Any, axes: Any, file: Path) -> None:
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small", bbox_to_anchor=(1.01, 1), loc="upper left")
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})

"""The report as one HTML page for a reviewer: it loads nothing, runs from disk, and reads well without its script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit import paths
from mtaudit.model import Report, Run

if TYPE_CHECKING:
    from markupsafe import Markup

#: Runs before the text is laid out, so that it is laid out once.
_FIRST = 'document.documentElement.classList.add("js");'


def render(run: Run) -> str:
    """The whole run as one page; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from mtaudit.reporters._html_data import embedded
    from mtaudit.reporters._html_page import page

    folder = paths.folder("templates")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _joined(folder / "report", ".css")
    script = _joined(folder / "report", ".js")
    return environment.get_template("report.html.j2").render(
        page=page(run),
        style=style,
        script=script,
        data=embedded(run),
        first=Markup(_FIRST),
        policy=_policy(style, _FIRST, script),
    )


def framed(report: Report) -> str:
    """The page of one report in a frame, which keeps its style and its script apart from a notebook's."""
    from markupsafe import escape

    page = escape(render(Run((report,))))
    return (
        f'<iframe title="mtaudit: {escape(report.document.name)}" sandbox="allow-scripts allow-downloads allow-modals" '
        f'style="width: 100%; height: 40em; border: 1px solid" srcdoc="{page}"></iframe>'
    )


def _joined(folder: Path, suffix: str) -> Markup:
    """All files of a kind as one, in the order of their names; none of them comes from a user."""
    from markupsafe import Markup

    files = sorted(path for path in folder.iterdir() if path.suffix == suffix)
    return Markup("\n".join(path.read_text(encoding="utf-8") for path in files))


def _policy(style: str, *scripts: str) -> str:
    """Nothing is loaded, sent or run but the style and the scripts of this page, known by their hashes."""
    run = " ".join(map(_hash, scripts))
    return f"default-src 'none'; script-src {run}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

"""``mtaudit languagetool``: put the grammar checker LanguageTool on this machine, and see how it stands."""

from __future__ import annotations

import click


@click.group(name="languagetool")
def command() -> None:
    """Install LanguageTool (100 MB; needs Java 17), or see whether it is there. Nothing is fetched unasked."""


@command.command()
def install() -> None:
    """Fetch LanguageTool for English from Maven Central; a broken installation is mended."""
    from mtaudit.engines import _install, _installation, _java
    from mtaudit.errors import EngineError

    done = _install.install(lambda line: click.echo(line, err=True))
    click.echo(f"LanguageTool {_installation.VERSION} {'is in' if done else 'was already in'} {_installation.folder()}")
    try:
        _java.find()
    except EngineError as error:
        click.echo(f"but {error}", err=True)


@command.command()
def status() -> int:
    """Say whether LanguageTool can run, and what is missing; exit status 2 if something is."""
    from mtaudit.engines import _installation

    found = facts()
    click.echo(f"LanguageTool {_installation.VERSION}")
    for name, value, good in found:
        click.echo(f"  {'ok ' if good else 'NO '} {name}: {value}")
    return 0 if all(good for _, _, good in found) else 2


@command.command()
def path() -> None:
    """Print the folder of the installation."""
    from mtaudit.engines import _installation

    click.echo(_installation.folder())


def facts() -> list[tuple[str, str, bool]]:
    """What LanguageTool needs: the name, what there is or is missing, and which of the two."""
    return [("jars", *_jars()), ("Java", *_java_found()), ("client", *_client())]


def _jars() -> tuple[str, bool]:
    from mtaudit.engines import _installation
    from mtaudit.errors import EngineError

    try:
        _installation.check(_installation.folder())
    except EngineError as error:
        return str(error), False
    return str(_installation.folder()), True


def _java_found() -> tuple[str, bool]:
    from mtaudit.engines import _java
    from mtaudit.errors import EngineError

    try:
        java = _java.find()
    except EngineError as error:
        return str(error), False
    version = _java.version(java)
    return f"version {version}, {java}", version >= _java.OLDEST


def _client() -> tuple[str, bool]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"language-tool-python {version('language-tool-python')}", True
    except PackageNotFoundError:
        return "language-tool-python is missing; run 'pip install mtaudit[languagetool]'", False

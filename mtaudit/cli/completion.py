"""``mtaudit completion``: what makes a shell complete the command line."""

from __future__ import annotations

import click

_SHELLS = ("bash", "fish", "zsh")


@click.command(name="completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    bash, in ~/.bashrc: eval "$(mtaudit completion bash)". zsh, in ~/.zshrc: eval "$(mtaudit completion zsh)". fish:
    mtaudit completion fish > ~/.config/fish/completions/mtaudit.fish
    """
    from click.shell_completion import get_completion_class

    from mtaudit.cli import group

    source = get_completion_class(shell)
    assert source is not None
    click.echo(source(group, {}, "mtaudit", "_MTAUDIT_COMPLETE").source())

"""``python -m mtaudit``."""

from mtaudit.cli import main

main(prog_name="mtaudit")

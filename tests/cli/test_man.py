import re
import shutil
import subprocess
import sys

import click
import pytest

from mtaudit.cli import group


@pytest.fixture(scope="module")
def page():
    done = subprocess.run([sys.executable, "-m", "mtaudit", "man"], capture_output=True, text=True, check=True)
    return done.stdout


def commands(command, path=("mtaudit",)):
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from commands(command.get_command(context, name), (*path, name))


def test_it_names_every_command_and_option(page):
    plain = page.replace("\\-", "-")
    for path, command in commands(group):
        if len(path) > 1:
            assert f'.SS "{" ".join(path)} ' in plain
            for parameter in command.params:
                assert all(option in plain for option in parameter.opts if option.startswith("-"))


def test_nothing_but_requests_begins_with_a_point(page):
    assert {line.split(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))} <= {
        ".TH", ".SH", ".SS", ".B", ".TP", ".PP"
    }  # fmt: skip


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_groff_has_nothing_to_complain_of(page):
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8"], input=page, capture_output=True, text=True)
    assert done.stderr == ""
    shown = re.sub("\x1b\\[[0-9;]*m|.\b", "", done.stdout)
    assert "--changed-since REV" in shown
    assert "SYNOPSIS" in shown

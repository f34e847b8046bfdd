"""Hostile text in every field of every format: it stays text."""

import re

import pytest

from mtaudit import registry

#: What a terminal obeys; the diff has to hold the text as it is, and ``mtaudit check`` cleans it for a terminal.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
TEXTS = [
    name for name in registry.names("reporters") if not getattr(registry.plugin("reporters", name), "BINARY", False)
]


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("diff", "html")])
def test_no_control_reaches_the_terminal(name, hostile):
    output = registry.plugin("reporters", name).render(hostile.run)
    assert output.endswith("\n")
    assert not CONTROLS.search(output)


@pytest.mark.parametrize("name", TEXTS)
def test_names_that_are_no_utf8_and_half_characters_do_no_harm(name, run_of):
    run = run_of("They ate the the food.", name="bad\udcff.txt")
    output = registry.plugin("reporters", name).render(run)
    assert output.encode("utf-8", "backslashreplace").decode()
    assert "the" in output


@pytest.mark.parametrize("name", TEXTS)
def test_a_run_without_files_and_a_clean_file_are_rendered(name, run_of):
    render = registry.plugin("reporters", name).render
    assert isinstance(render(run_of("They left.")), str)
    assert isinstance(render(type(run_of("They left."))(())), str)

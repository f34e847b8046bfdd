import pytest
from click.testing import CliRunner

from mtaudit.audit import catalogue
from mtaudit.cli import group
from mtaudit.settings import Settings

BUILT_IN = [rule for name, rules in catalogue(Settings()).items() if name != "patterns" for rule in rules]


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_a_rule_is_explained_with_its_facts_and_its_limits(rule):
    done = CliRunner().invoke(group, ["explain", rule.id])
    assert done.exit_code == 0
    for part in (rule.id, rule.summary, rule.category, rule.severity, rule.status, "Limits"):
        assert part in done.output


def test_a_detector_is_explained_with_all_its_rules():
    output = CliRunner().invoke(group, ["explain", "numbers"]).output
    assert all(rule.id in output for rule in BUILT_IN if rule.id.startswith("numbers/"))


def test_an_unknown_rule_is_an_error_with_a_proposal():
    done = CliRunner().invoke(group, ["explain", "numbers/lahk"])
    assert done.exit_code == 2
    assert "did you mean 'numbers/lakh'" in done.output

"""Every rule of every shipped pack keeps its own examples, and each of its phrases is found and cured."""

import pytest

from mtaudit.packs.examples import faults
from mtaudit.packs.library import find_rule, rule_files, stray_tables
from mtaudit.paths import folder

RULES = sorted(rule_files(folder("rules")))


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_keeps_its_examples(id_):
    assert [str(fault) for fault in faults(find_rule(id_, ()))] == []


@pytest.mark.parametrize("id_", RULES)
def test_a_rule_says_where_its_wording_is_attested(id_):
    rule = find_rule(id_, ())
    assert len(rule.source) > 15
    assert rule.licence or not rule.table


def test_every_table_belongs_to_a_rule():
    assert [str(fault) for fault in stray_tables(folder("rules"))] == []

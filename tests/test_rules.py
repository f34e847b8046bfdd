"""Every rule of every shipped pack keeps its own examples, and each of its phrases is found and cured."""

from pathlib import Path

import pytest

from mtaudit.packs.attestation import kind, table
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


#: The sections of the packs, each of which must rest on translations that were met.
SECTIONS = (
    ("military", "diplomacy"),
    ("economy",),
    ("law", "institutions"),
    ("health",),
    ("sport",),
    ("software",),
    ("news",),
    ("calques", "friends"),
)


@pytest.mark.parametrize("packs", SECTIONS)
def test_a_section_has_rules_from_real_cases(packs):
    ids = [id_ for id_ in RULES if id_.split("/")[1] in packs]
    assert sum(kind(find_rule(id_, ()).source) == "real case" for id_ in ids) >= 25


def test_the_page_on_rules_counts_the_sources_of_today():
    page = Path(__file__).parents[1] / "docs" / "rules.md"
    assert "\n".join(table(find_rule(id_, ()) for id_ in RULES)) in page.read_text(encoding="utf-8")

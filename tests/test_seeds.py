"""Every seed: positions, floors against its gold, and what fixing makes of it."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from _measures import Hit, is_right, overlap
from _records import Mark

from mtaudit.audit import audit, read
from mtaudit.fix import corrections, fix
from mtaudit.model import Document
from mtaudit.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = sorted(path.parent.name for path in SEEDS.glob("*/gold.yaml"))
HEADLINE = "Taliban take Afghanistan highway ‘crosses Tajik border’"


@cache
def gold(seed: str) -> dict:
    return yaml.safe_load((SEEDS / seed / "gold.yaml").read_text(encoding="utf-8"))


@cache
def article(seed: str) -> Document:
    return read(SEEDS / seed / "article.txt")


@cache
def marks(seed: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(each["start"], each["end"], each["category"], None if each["needs_source"] else each["correction"])
        for each in gold(seed)["spans"]
    )


def hits(seed: str, settings: Settings) -> list[Hit]:
    document = article(seed)
    return [
        Hit(
            each.rule.id,
            each.rule.status,
            *document.raw_span(each.span),
            tuple(suggestion.text for suggestion in each.suggestions),
        )
        for each in audit(document, settings).findings
    ]


def settings_of(floor: dict) -> Settings:
    # What a grammar checker finds depends on the machine.
    return Settings(select=tuple(floor.get("select", ())), ignore=("grammar",), preview=floor.get("preview", False))


@pytest.mark.parametrize("seed", NAMES)
def test_the_gold_fits_the_article(seed):
    raw = article(seed).raw
    for each in (*gold(seed)["spans"], *gold(seed)["passages"]):
        assert raw[each["start"] : each["end"]] == each["text"]
    assert gold(seed)["floors"]


@pytest.mark.parametrize(("seed", "name"), [(seed, name) for seed in NAMES for name in gold(seed)["floors"]])
def test_the_floors_hold(seed, name):
    floor = gold(seed)["floors"][name]
    found = hits(seed, settings_of(floor))
    over = [[hit for hit in found if overlap(hit, mark)] for mark in marks(seed)]
    right = [
        any(is_right(article(seed).raw, mark, hit, 3) for hit in there)
        for mark, there in zip(marks(seed), over, strict=True)
        if mark.right is not None
    ]
    assert sum(map(bool, over)) / len(over) >= floor["recall"]
    assert sum(any(overlap(hit, mark) for mark in marks(seed)) for hit in found) / len(found) >= floor["precision"]
    assert sum(right) / len(right) >= floor["right"]


@pytest.mark.parametrize("seed", NAMES)
def test_the_corrected_text_is_what_fix_makes_of_the_article(seed):
    corrected = (SEEDS / seed / "corrected.txt").read_bytes().decode()
    assert fix(article(seed), Settings(ignore=("grammar",))).document.raw == corrected, "made as its origin.md says"


@pytest.mark.parametrize("seed", NAMES)
def test_safe_corrections_touch_marked_words_only(seed):
    edits = corrections(article(seed), Settings(preview=True, ignore=("grammar",)))
    assert edits
    for edit in edits:
        assert any(edit.span.start < mark.end and mark.start < edit.span.end for mark in marks(seed)), edit


@pytest.mark.parametrize(
    ("rule", "places", "suggestion"),
    [
        ("repetition/headline", [(57, 112), (113, 168)], ""),
        ("numbers/scale-word", [(3439, 3451)], "2,500"),
        ("numbers/scale-word", [(3468, 3480)], "16,000"),
        ("abbreviations/broken", [(3452, 3456), (3507, 3511)], "U.S."),
        ("repetition/conjoined", [(2670, 2689)], "attacks"),
        ("residue/link", [(1031, 1087)], ""),
        ("pronouns/gender", [(1750, 1752)], "she"),
        ("pronouns/person", [(622, 625)], "their"),
        ("headlines/object", [(2248, 2257)], "withdrawal"),
        ("consistency/abbreviation", [(2281, 2285)], "US"),
    ],
)
def test_the_known_faults_of_the_taliban_article_stand_at_their_exact_places(rule, places, suggestion):
    found = [hit for hit in hits("taliban-border", Settings(ignore=("grammar",))) if hit.rule == rule]
    for place in places:
        at = [hit for hit in found if (hit.start, hit.end) == place]
        assert [hit.suggestions[0] for hit in at] == [suggestion]


def test_lost_quotation_marks_are_proposed_around_the_words():
    found = hits("taliban-border", Settings(select=("voice/lost-quotes",)))
    raw = article("taliban-border").raw
    assert [raw[hit.start : hit.end][:20] for hit in found] == ["If there is a need f", "We keep an eye on th"]
    assert all(hit.suggestions == (f"“{raw[hit.start : hit.end]}”",) for hit in found)


def test_the_provinces_that_afghanistan_has_not_are_found():
    found = hits("taliban-border", Settings(select=("world",)))
    raw = article("taliban-border").raw
    assert [raw[hit.start : hit.end] for hit in found] == ["370 provinces"]


def test_the_places_are_those_of_the_words():
    raw = article("taliban-border").raw
    assert raw[57:112] == raw[113:168] == HEADLINE
    assert (raw[3439:3451], raw[3468:3480]) == ("2 5 Hundreds", "16 Thousands")
    assert (raw[3452:3456], raw[3507:3511], raw[2670:2689]) == ("U S.", "U S.", "attacks and attacks")

"""What is told at once after an edit is what an audit of the whole would say, as far as blocks alone can tell."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.live import local, part, updated
from mtaudit.packs.library import find_rule, library
from mtaudit.settings import Settings

SETTINGS = Settings(preview=True, grammar="off")
SEED = (Path(__file__).parent.parent / "seeds" / "taliban-border" / "article.txt").read_text(encoding="utf-8")
BLOCKS = (
    *("They ate the the food.", "About 16 Thousands men came.", "He was “born on 31.02.2011 in Paris .", "# A title"),
    *("A 😀 profound learning 😀 model, a deep learning model.", "- He said said so.", "| a | of of |\n| - | - |\n"),
    *(
        "<!-- mtaudit: ignore-next repetition -->",
        "Caf\u00c3\u00a9 is is here,and there.",
        "$ {x} He left.He came.",
        "",
    ),
)
texts = st.lists(st.sampled_from(BLOCKS), max_size=6).map("\n\n".join)


def is_local(rule):
    return any(rule in local(name, SETTINGS) for name in registry.names("detectors"))


@settings(max_examples=60)
@given(texts, texts)
def test_what_blocks_alone_tell_is_told_at_once(before, after):
    report = audit(before, SETTINGS, name="a.md")
    now = updated(report, read_text(after, "a.md"), SETTINGS)
    whole = audit(after, SETTINGS, name="a.md")
    assert now.document == whole.document
    # A comment may show or hide what stands in blocks that did not change; that is left for the audit of the whole.
    if "mtaudit:" not in before + after and not report.origin.ranking and not whole.origin.ranking:
        one, other = [{each for each in found.findings if is_local(each.rule.id)} for found in (now, whole)]
        for finding in one ^ other:  # a finding of another rule, known only now or only later, won over it
            assert any(overlap(finding, each) for each in {*now.findings, *whole.findings} - {finding})


def overlap(one, other):
    return one.span.start < other.span.end and other.span.start < one.span.end


@settings(max_examples=60)
@given(st.text("ab 😀\n.é", max_size=8), st.integers(0, 200), st.integers(0, 6))
def test_other_findings_stay_at_their_words(typed, at, gone):
    before = f"# Kunduz falls\n\nKunduz fell to him.\n\n{'He came. ' * 20}\n\nKunduz fell to him.\n\nIt is an end."
    report = audit(before, SETTINGS, name="a.md")
    after = before[:at] + typed + before[at + gone :]
    now = updated(report, read_text(after, "a.md"), SETTINGS)
    for finding in now.findings:
        assert now.document.slice(finding.span).strip()
        if not is_local(finding.rule.id):
            assert any(
                each.rule == finding.rule and report.document.slice(each.span) == now.document.slice(finding.span)
                for each in report.findings
            )


def test_the_same_text_has_the_same_report():
    report = audit(SEED, SETTINGS)
    assert updated(report, read_text(SEED, "text.txt"), SETTINGS) == report


def test_a_text_of_which_much_is_new_is_not_told_piece_by_piece():
    report = audit("They came.", SETTINGS)
    assert updated(report, read_text("They ate the the food. " * 2000, "text.txt"), SETTINGS) is None


def test_a_comment_holds_for_what_is_typed_below_it():
    comment = "<!-- mtaudit: ignore-next repetition -->"
    report = audit(f"{comment}\n\nThey ate.\n\nThey ate.", SETTINGS, name="a.md")
    now = updated(report, read_text(f"{comment}\n\nThey ate ate.\n\nThey ate.", "a.md"), SETTINGS)
    assert "repetition/word" not in [each.rule.id for each in now.findings]
    now = updated(report, read_text(f"{comment}\n\nThey ate.\n\nThey ate ate.", "a.md"), SETTINGS)
    assert "repetition/word" in [each.rule.id for each in now.findings]


def test_the_examples_of_local_rules_are_found_in_any_company():
    """All examples as the blocks of one document: each block alone says the same as amid the others."""
    packs = library(())
    known = local("patterns", SETTINGS)
    assert 0.3 < len(known) / len(packs.rules) < 1
    examples = [
        (example.bad or example.ok).replace("[[", "").replace("]]", "").replace("\n", " ")
        for rule in packs.rules
        for example in find_rule(rule.rule.id, ()).examples[:3]
    ]
    document = read_text("\n\n".join(examples), "a.txt")
    for name in registry.names("detectors"):
        if name != "grammar" and local(name, SETTINGS):
            assert alone(document, name) == amid(document, name)


def amid(document, name):
    found = registry.plugin("detectors", name).detect(document, SETTINGS)
    return {(each.rule.id, each.span, each.message) for each in found if each.rule.id in local(name, SETTINGS)}


def alone(document, name):
    detect = registry.plugin("detectors", name).detect
    return {
        (each.rule.id, (each.span.start + block.span.start, each.span.end + block.span.start), each.message)
        for block in document.blocks
        for each in detect(part(document, block.span), SETTINGS)
        if each.rule.id in local(name, SETTINGS)
    }


@pytest.mark.parametrize("name", registry.names("detectors"))
def test_local_rules_are_rules_of_their_detector(name):
    module = registry.plugin("detectors", name)
    rules = module.rules(SETTINGS) if hasattr(module, "rules") else module.RULES
    assert local(name, SETTINGS) <= {rule.id for rule in rules}

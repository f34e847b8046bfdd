"""``mtaudit senses``: which other words a word may stand for in a translation, and what says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mtaudit.senses import Candidate, Reading

_PARTS = {"noun": "NOUN", "verb": "VERB", "adjective": "ADJ", "adverb": "ADV"}
_NAMES = {pos: name for name, pos in _PARTS.items()}
_SHOWN = 3
#: Where a word comes from: dictionaries with one foreign word for both, or what stands below them.
_TABLE, _THESAURUS, _FAMILY = "dictionaries", "near by a thesaurus", "of one family"
#: As many candidates as any word has.
_ALL = 90


@click.command(name="senses")
@click.argument("word")
@click.option("--pos", type=click.Choice(list(_PARTS)), help="Only this part of speech.")
@click.option(
    "--from", "source", metavar="LANG", help="The language of the original, such as ro: its words count more."
)
@click.option("--most", type=click.IntRange(1), default=12, show_default=True, help="So many words of each kind.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(word: str, pos: str | None, source: str | None, most: int, output_format: str) -> None:
    """Show which words may have been meant where WORD stands.

    Many languages have one word for two English ones: a base and a foundation. A system that takes the wrong one
    writes "foundations" for bases. Each line is a word that may have been meant, and foreign words that stand for both;
    "synonym" says that the two mean the same somewhere, as text spinners like them. Below stand words that only a
    thesaurus has near it, and others of its family, which systems confuse without any dictionary.
    """
    from mtaudit.senses import candidates, language_code, read_word

    code = language_code(source) if source else None
    readings: dict[tuple[str, str], list[Reading]] = {}
    for reading in read_word(word):
        if pos in (None, _NAMES[reading.pos]):
            readings.setdefault((reading.lemma, reading.pos), []).append(reading)
    found = [(each, candidates(*key, code, most)[:most], _others(*key, most)) for key, each in readings.items()]
    if output_format == "json":
        records = [
            _record(word, forms, each, code, source)
            for forms, listed, others in found
            for source, some in ((_TABLE, listed), *others.items())
            for each in some
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    elif found:
        click.echo("\n\n".join(_page(word, *each, code) for each in found))
    else:
        click.echo(f"No dictionary says what else “{word}” may stand for{f' as a {pos}' if pos else ''}.")


def _others(lemma: str, pos: str, most: int) -> dict[str, list[Candidate]]:
    """The words that no dictionary has for the same foreign word, by what has them."""
    from mtaudit.senses import candidates, neighbours

    listed = {each.lemma for each in candidates(lemma, pos, most=_ALL)}
    others = [each for each in neighbours(lemma, pos) if each.candidate.lemma not in listed]
    near = [each.candidate for each in others if each.likeness]
    kin = [each.candidate for each in others if not each.likeness]
    return {_THESAURUS: near[:most], _FAMILY: kin[:most]}


def _page(
    word: str, forms: list[Reading], listed: tuple[Candidate, ...], others: dict[str, list[Candidate]], code: str | None
) -> str:
    lemma, pos, _ = forms[0]
    of = f", a form of “{lemma}”" if lemma != word.lower() else ""
    texts = [_text(each, forms, word) for each in listed]
    width = max(map(len, texts))
    lines = [f"  {text:{width}}  {_reason(each, code)}" for text, each in zip(texts, listed, strict=True)]
    lines += [
        f"  {source}: {', '.join(_text(each, forms, word) for each in some)}" for source, some in others.items() if some
    ]
    return "\n".join([f"“{word}” ({_NAMES[pos]}{of}) may stand for:", *lines])


def _text(candidate: Candidate, forms: list[Reading], word: str) -> str:
    """A candidate in every form that the word may have: took/taken."""
    from mtaudit.senses import in_form

    return "/".join(dict.fromkeys(in_form(candidate, form, word) for form in forms))


def _reason(candidate: Candidate, code: str | None) -> str:
    from mtaudit.languages import NAMES

    words = sorted(candidate.evidence, key=lambda each: each.language != code)[:_SHOWN]
    said = ", ".join(f"{NAMES[each.language]} {each.word}" for each in words)
    more = len(candidate.languages) - len({each.language for each in words})
    parts = [said + (f" and {more} more languages" if more > 1 else ""), "synonym" if candidate.synonym else ""]
    return "; ".join(filter(None, parts))


def _record(word: str, forms: list[Reading], candidate: Candidate, code: str | None, source: str) -> dict[str, Any]:
    evidence = sorted(candidate.evidence, key=lambda each: each.language != code)
    return {
        "lemma": forms[0].lemma,
        "pos": forms[0].pos,
        "candidate": candidate.lemma,
        "text": _text(candidate, forms, word),
        "source": source,
        "weight": round(candidate.weight, 3),
        "synonym": candidate.synonym,
        "evidence": [each._asdict() for each in evidence],
        "languages": len(candidate.languages),
    }

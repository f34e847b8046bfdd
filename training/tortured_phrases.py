"""Make the tables of ``rules/en/tortured`` from the phrase pairs of the Problematic Paper Screener.

    python training/tortured_phrases.py PAIRS.jsonl CLEAN.jsonl[.xz] ...

A pair whose phrase is also found in clean prose, or is the right form of another pair, goes to the table of the preview
rule ``doubtful``; all others to ``terms``. A row is safe where its right form is sure, one, and shares a word with the
phrase; a phrase that counts only in company keeps its companions in the column ``near``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import ahocorasick_rs

from mtaudit.inflection import plural, plural_phrase
from mtaudit.packs.haystack import alike, fold

_FOLDER = Path(__file__).parent.parent / "rules" / "en" / "tortured"
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_ENDING = re.compile(r"(?<=\w)\((\w+)\)")
_BEGINNING = re.compile(r"\((\w+)\)(?=\w)")
_COMMENT = re.compile(r",? see .*|\bhttps?://.*|\.\.\.$|\s*\(as in .*", re.DOTALL)
_QUOTES = re.compile(r"""\\|["“”]""")
_TAIL = re.compile(r" \([^()]*\)$")
#: Function words that two phrases may share without being akin.
_SMALL = frozenset("a an the of to in on for and or by with as at from is be it".split())


@dataclass(frozen=True)
class Row:
    """A phrase, its right forms, whether the first may be written unseen, and its companions."""

    wrong: str
    rights: tuple[str, ...]
    safe: bool
    near: tuple[str, ...]


def main() -> None:
    """Read the pairs and the prose, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("prose", type=Path, nargs="+")
    arguments = parser.parse_args()
    pairs = list(_records(arguments.pairs))
    common = _common_words(arguments.prose, pairs)
    rows = [row for pair in pairs if (row := _row(pair, common)) is not None]
    rows = list({fold(row.wrong): row for row in reversed(rows)}.values())
    rows += _singulars(rows)
    doubtful = _doubtful(rows, arguments.prose)
    _write("terms", _settling([row for row in rows if fold(row.wrong) not in doubtful]))
    _write("doubtful", _settling([replace(row, safe=False) for row in rows if fold(row.wrong) in doubtful]))
    print(f"{len(pairs)} pairs, {len(rows)} rows, {len(doubtful)} doubtful")


def _records(path: Path) -> Iterator[dict]:
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _row(pair: dict, common: frozenset[str]) -> Row | None:
    wrong = re.sub(r" ?- | -", "-", alike(pair["mt"]).strip())
    near = tuple(pair["score"]["only_with"] or ())
    rights, sure = _rights(wrong, alike(pair["reference"]))
    rights = tuple(dict.fromkeys(_cased(right, wrong, common) for right in rights))
    if any(fold(right) in (fold(wrong), fold(plural_phrase(wrong) or "")) for right in rights):
        print(f"left out: {wrong}, which is right")
        return None
    kin = {*_content(wrong)} & {word for right in rights for word in _content(right)}
    longer = max((len(right.split()) for right in rights), default=0) - len(wrong.split())
    safe = sure and len(rights) == 1 and bool(kin) and not near and len(wrong.split()) > 1 and longer < 2
    return Row(wrong, rights, safe, near)


def _rights(wrong: str, reference: str) -> tuple[list[str], bool]:
    """The right forms that a reference names, and whether it leaves no doubt."""
    text = _QUOTES.sub("", reference).strip()
    if "???" in text:
        return [], False
    sure = not re.search(r"[?*/\[]|->|\.\.\.| or |see http|e\.g\.", text)
    text = _BEGINNING.sub(r"\1", _ENDING.sub(r"\1", text))
    kept = _TAIL.search(text) if _TAIL.search(wrong) else None
    text = _REMARK.sub(lambda remark: remark[0] if kept or remark[0].strip().lower() in wrong.lower() else "", text)
    text = " ".join(_COMMENT.sub("", text).replace("?", "").replace("*", "").split()).strip(" ,;:-/")
    if not text or "->" in text or len(text.split()) > len(wrong.split()) + 6:
        return [], False
    tail = None if _TAIL.search(reference) else _TAIL.search(wrong)
    forms = [form + tail[0] if tail and "(" not in form else form for form in _alternatives(text, wrong)]
    glosses = {match[0].lower() for match in (_TAIL.search(wrong), _TAIL.search(text)) if match}
    return forms, sure and ("," in wrong or "," not in text) and len(glosses) < 2


def _alternatives(text: str, wrong: str) -> list[str]:
    """The readings of "fault analysis/diagnosis" or "brain cancer / brain tumor"."""
    if " or " in text and " or " not in wrong:
        return text.split(" or ")
    if "/" not in text or "/" in wrong or re.search(r"\b[A-Z]+/[A-Z]+\b", text):
        return [text]
    sides = [side.strip() for side in text.split("/")]
    if re.search(r" /|/ ", text) or (len(sides) == 2 and sides[0].split()[-1] == sides[1].split()[-1]):
        return sides
    forms = [""]
    for word in text.split():
        forms = [f"{form} {part}".strip() for form in forms for part in word.split("/")]
    return forms[:4]


def _cased(right: str, wrong: str, common: frozenset[str]) -> str:
    """The right form in small letters but for names and acronyms, unless the phrase is written in capitals."""
    if wrong[:1].isupper() and sum(word[:1].isupper() for word in wrong.split()) > 1:
        return right
    return re.sub(r"\b[A-Z][a-z]+\b", lambda word: word[0].lower() if word[0].lower() in common else word[0], right)


def _content(phrase: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", phrase.lower()) if word not in _SMALL}


def _settling(rows: list[Row]) -> list[Row]:
    """The rows without right forms in which a phrase of the table stands again."""
    forms = [fold(row.wrong) for row in rows] + [fold(many) for row in rows if (many := plural_phrase(row.wrong))]
    automaton = ahocorasick_rs.AhoCorasick(forms)

    def settles(right: str) -> bool:
        text = fold(right)
        hits = automaton.find_matches_as_indexes(text, overlapping=True)
        return not any(_whole(text, start, end) for _, start, end in hits)

    settled = []
    for row in rows:
        rights = tuple(filter(settles, row.rights))
        settled.append(replace(row, rights=rights, safe=row.safe and rights == row.rights))
        if rights != row.rights:
            print(f"no right form: {row.wrong}, as {', '.join(row.rights)} does not settle")
    return settled


def _singulars(rows: list[Row]) -> list[Row]:
    """The singular of rows given in the plural only."""
    known = {fold(row.wrong) for row in rows}
    found = []
    for row in rows:
        wrong, rights = _singular(row.wrong), [_singular(right) for right in row.rights]
        if wrong and all(rights) and len(wrong.split()) > 1 and fold(wrong) not in known:
            known.add(fold(wrong))
            found.append(replace(row, wrong=wrong, rights=tuple(right for right in rights if right)))
    return found


def _singular(phrase: str) -> str | None:
    for singular in _singular_words(phrase):
        head, _, last = phrase.rpartition(" ")
        if plural(singular) == last:
            return f"{head} {singular}".strip()
    return None


def _singular_words(phrase: str) -> Iterator[str]:
    last = phrase.rpartition(" ")[2]
    if last.endswith("ies"):
        yield last[:-3] + "y"
    if re.search(r"(?:ss|x|ch|sh)es$", last):
        yield last[:-2]
    if re.search(r"[^sui]s$", last):
        yield last[:-1]


def _doubtful(rows: list[Row], prose: Iterable[Path]) -> set[str]:
    """The folded phrases that clean prose uses, or that are right in another row."""
    rights = {fold(right) for row in rows for right in row.rights}
    forms = {fold(row.wrong): row for row in rows}
    forms |= {fold(many): row for row in rows if (many := plural_phrase(row.wrong))}
    literals = list(forms)
    automaton = ahocorasick_rs.AhoCorasick(literals)
    found = {fold(row.wrong) for row in rows if not row.near and fold(row.wrong) in rights}
    for path in prose:
        for record in _records(path):
            text = " ".join(fold(record["text"]).split())
            for literal, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                row = forms[literals[literal]]
                if _whole(text, start, end) and (not row.near or any(fold(w).rstrip("*") in text for w in row.near)):
                    found.add(fold(row.wrong))
    return found


def _whole(text: str, start: int, end: int) -> bool:
    return not text[:start][-1:].isalnum() and not text[end : end + 1].isalnum()


def _common_words(prose: Iterable[Path], pairs: Iterable[dict]) -> frozenset[str]:
    """The words that are no names: written small at least half as often as with a capital inside sentences."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    texts = (record["text"] for path in prose for record in _records(path))
    for text in chain(texts, (pair["reference"] for pair in pairs)):
        capital.update(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+\b", text))
        small.update(re.findall(r"\b[a-z]+\b", text))
    return frozenset(word for word, count in small.items() if capital[word.capitalize()] <= 2 * count)


def _write(name: str, rows: list[Row]) -> None:
    lines = ["wrong\tright\tsafe\tnear"]
    for row in sorted(rows, key=lambda row: (fold(row.wrong), row.wrong)):
        safe = "yes" if row.safe else "no"
        lines.append("\t".join((row.wrong, " | ".join(row.rights), safe, " | ".join(row.near))))
    (_FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

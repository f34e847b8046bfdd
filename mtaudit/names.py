"""The names of a document: runs of capitalised words, and whether each is a person's, by titles, lists and company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from mtaudit._name_words import BEFORE_TITLE, MEN, PARTICLES, PLACE_BEFORE, PLACES, THINGS, TITLES, WOMEN
from mtaudit.lexicons.english import classes, commonness
from mtaudit.lexicons.given_names import given_name
from mtaudit.model import Document, Segment, Span

Sex = Literal["", "woman", "man"]
Sort = Literal["person", "thing", "unknown"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]\w*\.?(?:[-’'][^\W\d_]\w*\.?)*|\S")
_CONTRACTION = re.compile(r"(?:[’'](?:re|ll|ve|d|m)|n[’']t|^It[’']s|(?:That|What|There|Let|Here)[’']s)$")
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:[iuü]?(?:ang?|eng?|ong|ai|ao|ei|ou|[aeo])|ing?|un|ui|iu|[iu]))"
#: A Chinese name puts the surname first, and what looks like a given name of elsewhere is none.
_PINYIN = re.compile(rf"{_SYLLABLE} {_SYLLABLE}{{1,2}}")
#: After one of these a capital may only start a sentence.
_OPENINGS = ".!?…:;“”\"‘’'()[]—–-•*|/"
#: How many bear a given name that counts (the tenfold of a logarithm), and one that counts alone.
_FEWEST_BEARERS, _WELL_KNOWN = 27, 50
#: A capitalised word so common in small letters is no name by itself.
_COMMON = 4.0


@dataclass(frozen=True)
class Name:
    """A run of capitalised words without its titles, and what it names."""

    span: Span
    words: tuple[str, ...]
    titles: tuple[str, ...]
    block: int
    sort: Sort
    sex: Sex
    #: Right behind an opening bracket or a foreign script: "Higuchi (樋口 Higuchi Natsu)".
    bracketed: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words)


@dataclass(frozen=True)
class _Run:
    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    block: int
    before: str


def names(document: Document) -> Iterator[Name]:
    """The names in order; words of headlines in title case are left out."""
    runs = [run for number, block in enumerate(document.blocks) for run in _runs(document, number, block)]
    things = _things(runs)
    judged = [(run, *_judged(run, things)) for run in runs]
    surnames = _surnames(judged)
    for run, sort, sex in judged:
        if len(run.words) == 1 and sort != "thing" and run.words[0] in surnames:
            sort, sex = "person", sex or surnames[run.words[0]]
        yield Name(Span(run.start, run.end), run.words, run.titles, run.block, sort, sex, _is_bracketed(run.before))


def _is_bracketed(before: str) -> bool:
    return before in "([" or (before[0].isalpha() and before[0] > "\u024f")


def _surnames(judged: list[tuple[_Run, Sort, Sex]]) -> dict[str, Sex]:
    """The last words of the people whose full names stand there, with their sex; "" where two people share one."""
    sexes: dict[str, Sex] = {}
    for run, sort, sex in judged:
        if sort == "person" and (len(run.words) > 1 or run.titles):
            own = sex if len(run.words) > 1 else ""  # beside "Mrs. Wheeler" a bare "Wheeler" may be her husband
            sexes[run.words[-1]] = own if sexes.get(run.words[-1], own) == own else ""
    return sexes


def _runs(document: Document, number: int, block: Segment) -> Iterator[_Run]:
    text = document.flat[block.span.start : block.span.end]
    tokens = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    if not text.endswith((".", "”", '"')) and _is_title_case([word for _, _, word in tokens]):
        return
    at = 0
    while at < len(tokens):
        end = _run_end(text, tokens, at)
        if end > at:
            yield from _run(tokens, at, end, (number, block.span.start))
        at = max(end, at + 1)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.75 * len(long) and len(words) < 30


def _run_end(text: str, tokens: list[tuple[int, int, str]], at: int) -> int:
    """The token after the capitalised words that start here, particles inside them included."""
    end = at
    while end < len(tokens) and _is_capitalised(tokens[end][2]) and (end == at or _next_to(text, tokens, end)):
        end += 1
        if tokens[end - 1][2][-2:].lower() in ("’s", "'s") or _ends(tokens, end - 1):
            break
        ahead = end
        while ahead < len(tokens) and ahead - end < 2 and tokens[ahead][2].lower() in PARTICLES:
            ahead += 1
        if end < ahead < len(tokens) and _is_capitalised(tokens[ahead][2]):
            end = ahead
    return end


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and not _CONTRACTION.search(word)


def _next_to(text: str, tokens: list[tuple[int, int, str]], at: int) -> bool:
    return text[tokens[at - 1][1] : tokens[at][0]] in (" ", "")


def _ends(tokens: list[tuple[int, int, str]], at: int) -> bool:
    """Whether a stop after a word ends the sentence: no title and no initial."""
    word = tokens[at][2]
    return word.endswith(".") and len(word) > 2 and word[:-1].lower() not in TITLES


def _run(tokens: list[tuple[int, int, str]], start: int, end: int, place: tuple[int, int]) -> Iterator[_Run]:
    """The run without what only starts its sentence and without its titles; nothing where nothing is left."""
    number, offset = place
    before = tokens[start - 1][2] if start else "|"
    if before in _OPENINGS or (start and _ends(tokens, start - 1)):
        first = tokens[start][2].lower().rstrip(".")
        if not tokens[start][2].isupper() and not _could_be_name(first) and first not in TITLES:
            start, before = start + 1, tokens[start][2].lower()
    titles = [before.lower()] if before.lower() in TITLES else []
    last_title = max((at for at in range(start, end) if _is_title(tokens, at, end)), default=start - 1)
    titles += [tokens[at][2].lower().rstrip(".") for at in range(start, last_title + 1)]
    start = last_title + 1
    while start + 1 < end and _bare(tokens[start][2]).lower() in _world() and _is_given(tokens[start + 1][2]):
        start += 1
    if start < end:
        words = [token[2] for token in tokens[start:end]]
        last = _bare(words[-1])
        stop = tokens[end - 1][0] + len(last)
        words[-1] = last
        run = (offset + tokens[start][0], offset + stop, tuple(words), tuple(titles), number, before.lower())
        yield _Run(*run)


def _is_title(tokens: list[tuple[int, int, str]], at: int, end: int) -> bool:
    word = tokens[at][2].lower().rstrip(".")
    return word in TITLES or (word in BEFORE_TITLE and at + 1 < end and _is_title(tokens, at + 1, end))


def _bare(word: str) -> str:
    """A word without possessive ending or final stop."""
    if word[-2:].lower() in ("’s", "'s") and len(word) > 2:
        word = word[:-2]
    return word.rstrip(".") if len(word) > 2 else word


def _is_given(word: str) -> bool:
    known = given_name(word)
    return bool(known and known.size >= _FEWEST_BEARERS)


def _could_be_name(word: str) -> bool:
    """Whether a word that starts a sentence may be a name: rare in small letters, or a given name and no verb."""
    plain = _bare(word)
    kinds = classes(plain)
    if not kinds and commonness(plain) < _COMMON:
        return True
    known = given_name(plain)
    return bool(known and known.size >= _WELL_KNOWN and (not kinds or commonness(plain) < _COMMON or known.size >= 57))


def _things(runs: list[_Run]) -> frozenset[str]:
    """Last words of names that the document treats as a place or a body somewhere."""
    return frozenset(
        run.words[-1].lower()
        for run in runs
        if (run.before == "the" or run.before in PLACE_BEFORE) and not run.titles and _sex(run.words[0]) == ""
    )


def _judged(run: _Run, things: frozenset[str]) -> tuple[Sort, Sex]:
    for title in reversed(run.titles):
        if title in WOMEN or title in MEN:
            return "person", "woman" if title in WOMEN else "man"
    low = [word.lower().rstrip(".") for word in run.words]
    if not THINGS.isdisjoint(low) or (run.words[-1].isupper() and len(run.words[-1]) > 1) or low[-1] in _world():
        return "thing", ""
    known = given_name(low[0]) if low[0] not in PARTICLES else None
    if run.titles or (known and known.size >= _FEWEST_BEARERS and len(low) > 1 and run.before != "the"):
        return "person", _sex(run.words[0]) if len(low) > 1 and not _PINYIN.fullmatch(" ".join(low[:2])) else ""
    if low[-1] in things or run.before == "the":
        return "thing", ""
    alone = len(low) == 1 and low[0] not in PLACES and known is not None and known.size >= _WELL_KNOWN
    return "unknown", _sex(run.words[0]) if alone else ""


def _sex(word: str) -> Sex:
    known = given_name(word.rstrip("."))
    if not known or known.size < _FEWEST_BEARERS:
        return ""
    return "woman" if known.women >= 98 else "man" if known.women <= 2 else ""


@cache
def _world() -> frozenset[str]:
    """Countries, demonyms, days and months."""
    import calendar

    rows = (Path(__file__).with_name("detectors") / "world.tsv").read_text(encoding="utf-8").splitlines()[1:]
    words = {word.lower() for row in rows for name in row.split("\t")[:2] for word in name.split()}
    words |= {word.lower() for word in (*calendar.month_name, *calendar.day_name) if word}
    return frozenset(
        words | {"taliban", "english", "internet", "god", "europe", "european", "africa", "asia", "western"}
    )

"""Words that people marked in real machine translations, and what they wrote instead."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from _sense_forms import Forms
from _sense_pages import WORD, Page

_LOOSE = re.compile(r"\W+")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
#: Sets of expert spans that train; mqm_zhen_news21 is kept to measure on, mqm_zhen_ted21 may not be changed.
SPAN_SETS = ("mqm_zhen_news20", "mqm_zhen_gen23", "mqm_bio")


def fold(record: dict[str, Any]) -> int:
    """0 to 9 by document: 0 and 1 measure, 2 fits what decides, the others train."""
    key = f"{record['lang_pair']}|{record.get('doc') or record['id']}"
    return hashlib.sha256(key.encode()).digest()[0] % 10


def loose(text: str) -> str:
    """A text for comparing."""
    return _LOOSE.sub(" ", text.lower()).strip()


def kept_back(data: Path) -> set[str]:
    """The texts of the real cases: no sentence of theirs trains."""
    with (data / "real_cases/dev.jsonl").open(encoding="utf-8") as lines:
        return {loose(json.loads(line)["text"]) for line in lines}


def post_edited(data: Path, forms: Forms, folds: Sequence[int]) -> Iterator[Page]:
    """Sentences with words tagged bad, and with the words that editors put for others."""
    back = kept_back(data)
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if fold(record) in folds and loose(record["mt"]) not in back:
                yield page_of_post_edit(record, forms)


def page_of_post_edit(record: dict[str, Any], forms: Forms) -> Page:
    page = Page(record["mt"])
    swaps = dict(swapped(record, forms))
    spans: list[tuple[int, int, str, int]] = []
    end = 0
    for at, (token, tag) in enumerate(zip(record["tokens"], record["tags"], strict=True)):
        start = record["mt"].find(token, end)
        if start >= 0:
            end = start + len(token)
            spans.append((start, end, tag, at))
    for match in WORD.finditer(record["mt"]):
        over = [(tag, at) for start, stop, tag, at in spans if start < match.end() and match.start() < stop]
        bad = any(tag == "BAD" for tag, _ in over)
        meant = next((swaps[at] for _, at in over if at in swaps), "")
        shown = forms.number.get(match[0].lower(), -1)
        page.starts.append(match.start())
        page.shown.append(shown)
        page.meant.append(forms.number.get(meant, -1) if meant else (-1 if bad else shown))
        page.sense.append(1 if meant else (-1 if bad else 0))
        page.tag.append(int(bad))
    return page


def swapped(record: dict[str, Any], forms: Forms) -> Iterator[tuple[int, str]]:
    """The places of words for which the editor put one other word, no form of the same, and that word."""
    ours = [token.lower() for token in record["tokens"]]
    theirs = record.get("post_edit", "").lower().split()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "replace" or b - a != d - c or b - a > 2:
            continue
        for old, new, at in zip(ours[a:b], theirs[c:d], range(a, b), strict=True):
            if _PLAIN.fullmatch(old) and _PLAIN.fullmatch(new) and _is_sense(old, new, forms):
                yield at, new


def _is_sense(old: str, new: str, forms: Forms) -> bool:
    """Two content words, and not two forms of one."""
    if len(old) < 3 or len(new) < 3 or old not in forms.readings:
        return False
    one = {lemma for lemma, _ in forms.readings[old]}
    other = {lemma for lemma, _ in forms.readings.get(new, [(new, "")])}
    return not one & other and difflib.SequenceMatcher(None, old, new).ratio() < 0.75


def spans(data: Path, forms: Forms) -> Iterator[Page]:
    """Sentences with the spans that experts marked."""
    for name in SPAN_SETS:
        with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield marked(record, forms)


def marked(record: dict[str, Any], forms: Forms) -> Page:
    """One sentence with its marked spans; punctuation and what is missing count for nothing."""
    page = Page(record["mt"], weight=0.5)
    held = [
        span
        for span in record["spans"]
        if span.get("side") not in ("source", "none") and span["end"] > span["start"] and counts(span["category"])
    ]
    raters = max(1, len(record.get("raters") or [1]))
    for match in WORD.finditer(record["mt"]):
        over = [span for span in held if span["start"] < match.end() and match.start() < span["end"]]
        narrow = any(
            "istranslation" in span["category"] and span["severity"] == "major" and span["end"] - span["start"] < 24
            for span in over
        )
        shown = forms.number.get(match[0].lower(), -1)
        page.starts.append(match.start())
        page.shown.append(shown)
        page.meant.append(-1 if over else shown)
        page.sense.append(1 if narrow and shown >= 0 else (-1 if over else 0))
        page.tag.append(int(len({span.get("rater") for span in over}) * 2 > raters) if over else 0)
    return page


def counts(category: str) -> bool:
    """Whether a category of MQM shows in the words."""
    low = category.lower()
    return not any(part in low for part in ("punctuation", "no-error", "locale", "encoding", "omission", "whitespace"))


def references(data: Path) -> Iterator[str]:
    """News and medical sentences that people translated: clean text."""
    for name in SPAN_SETS:
        with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
            seen = set()
            for record in map(json.loads, lines):
                text = record["mt"] if record.get("human_translation") else ""
                if text and text not in seen:
                    seen.add(text)
                    yield text

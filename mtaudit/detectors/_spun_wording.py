"""The wording of what a spun term may have said: readings written out, with inflection and case kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mtaudit.detectors._spun_windows import Reading, Word, placeless, readings
from mtaudit.detectors._spun_words import Lexicon, form

_ORIGINALS = 8


def proposals(window: Sequence[Word], text: str, lexicon: Lexicon, count: int = 3) -> tuple[str, ...]:
    """The best wordings for a run of words, each different from what stands there."""
    text_there = text[window[0].start : window[-1].end]
    found: dict[str, None] = {}
    for reading in _readings(placeless(window), lexicon):
        wording = _written(window, reading.stems, text, lexicon)
        if wording != text_there:
            found.setdefault(wording)
        if len(found) == count:
            break
    return tuple(found)


# A spun text says the same things again and again.
@lru_cache(maxsize=4096)
def _readings(window: tuple[Word, ...], lexicon: Lexicon) -> list[Reading]:
    return readings(window, lexicon, _ORIGINALS)


def _written(window: Sequence[Word], stems: Sequence[str], text: str, lexicon: Lexicon) -> str:
    return "".join(_pieces(window, stems, text, lexicon))


def _pieces(window: Sequence[Word], stems: Sequence[str], text: str, lexicon: Lexicon) -> Iterator[str]:
    end = window[0].start
    for word, stem in zip(window, stems, strict=True):
        yield text[end : word.start]
        yield word.text if stem == word.stem else _inflected(stem, word.text, lexicon)
        end = word.end


def _inflected(stem: str, model: str, lexicon: Lexicon) -> str:
    forms = lexicon.forms.get(stem, {})
    kind = form(model.lower()).replace("ly", "")
    word = forms.get(kind) or forms.get("*") or stem
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word

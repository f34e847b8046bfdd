"""The wording of what a spun term may have said: readings written out, with inflection and case kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtaudit.detectors._spun_windows import Word, readings
from mtaudit.detectors._spun_words import Lexicon, form

_ORIGINALS = 8


def proposals(window: Sequence[Word], text: str, lexicon: Lexicon, count: int = 3) -> tuple[str, ...]:
    """The best wordings for a run of words, each different from what stands there."""
    found: dict[str, None] = {}
    for reading in readings(window, lexicon, _ORIGINALS):
        found.setdefault(_written(window, reading.stems, text, lexicon))
    found.pop(text[window[0].start : window[-1].end], None)
    return tuple(found)[:count]


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

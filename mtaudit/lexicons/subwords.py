"""How English the spelling of a word is, by a unigram model of the pieces of words (training/subwords.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def surprise(word: str) -> float:
    """Nats a letter that the likeliest pieces of a word cost: 1 for a plain word, over 5 for a string of letters."""
    cost: float = -sum(_model().get_score(piece) for piece in _model().encode(word))
    return cost / len(word)


@cache
def _model() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=Path(__file__).with_name("subwords.model").read_bytes())

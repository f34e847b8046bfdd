"""BLEU, chrF, chrF++, TER and spBLEU of hypotheses against references, by sacrebleu, with its signatures.

Every figure is sacrebleu's own: mtaudit only asks. spBLEU is sacrebleu's BLEU over the pieces of a SentencePiece model,
which the signature names by a hash of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from mtaudit.errors import ReadError

#: What sacrebleu calls them, in lower case, and spBLEU.
METRICS = ("bleu", "chrf", "chrf++", "ter", "spbleu")

#: The paired tests: bootstrap resampling (Koehn 2004), approximate randomization (Riezler and Maxwell 2005).
TESTS = ("bs", "ar")


@dataclass(frozen=True)
class Score:
    """A metric of one system: its value, 0 to 100 (TER: 0 and up, less is better).

    ``mean`` and ``margin`` are those of the bootstrap: 95 % of the resampled values lie within the margin of the mean.
    ``p_value`` says how likely a difference to the baseline as large as this is by chance.
    """

    metric: str
    value: float
    signature: str
    mean: float | None = None
    margin: float | None = None
    p_value: float | None = None


@dataclass(frozen=True)
class System:
    """A system's hypotheses, one a segment."""

    name: str
    hypotheses: Sequence[str]


@dataclass(frozen=True)
class Request:
    """What to compute: which metrics, how many resamples (0 for none), which paired test, whose pieces."""

    metrics: tuple[str, ...] = METRICS[:-1]
    samples: int = 0
    test: str = ""
    lowercase: bool = False
    model: Path | None = None


def corpus_scores(
    systems: Sequence[System], references: Sequence[Sequence[str]], request: Request
) -> tuple[tuple[Score, ...], ...]:
    """For each system the metrics in the order asked for; the first system is the baseline of a paired test.

    ``references`` holds one or more translations of all segments. Raises ReadError for a model that does not load.
    """
    columns = [_scores(systems, references, name, request) for name in request.metrics]
    return tuple(zip(*columns, strict=True))


def segment_scores(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], request: Request
) -> tuple[tuple[float, ...], ...]:
    """For each segment the metrics in the order asked for; BLEU with effective order, as sacrebleu does."""
    metrics = [_metric(name, request, effective_order=True) for name in request.metrics]
    return tuple(
        tuple(metric.sentence_score(hypothesis, given).score for metric in metrics)
        for hypothesis, given in zip(hypotheses, zip(*references, strict=True), strict=True)
    )


def _scores(systems: Sequence[System], references: Sequence[Sequence[str]], name: str, request: Request) -> list[Score]:
    metric = _metric(name, request)
    if request.samples:
        return _resampled(systems, references, name, metric, request)
    values = [metric.corpus_score(system.hypotheses, references) for system in systems]
    signature = str(metric.get_signature())
    return [Score(_TITLES.get(name, each.name), each.score, signature) for each in values]


def _resampled(
    systems: Sequence[System], references: Sequence[Sequence[str]], name: str, metric: Any, request: Request
) -> list[Score]:
    from sacrebleu.significance import PairedTest

    named = [(system.name, system.hypotheses) for system in systems]
    test = PairedTest(named, {name: metric}, references, test_type=request.test or "bs", n_samples=request.samples)
    signatures, table = test()
    (key, signature), *_ = signatures.items()
    results: list[Any] = table[key]
    numbers = ((each.score, each.mean, each.ci, each.p_value) for each in results)
    return [_score(_TITLES.get(name, key), str(signature), *map(_plain, each)) for each in numbers]


def _score(title: str, signature: str, value: float | None, *doubts: float | None) -> Score:
    return Score(title, value or 0.0, signature, *doubts)


def _plain(number: Any) -> float | None:
    """A number that JSON can write: sacrebleu's are those of numpy."""
    return None if number is None else float(number)


_TITLES = {"bleu": "BLEU", "spbleu": "spBLEU"}


def _metric(name: str, request: Request, *, effective_order: bool = False) -> Any:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    lowercase = request.lowercase
    match name:
        case "bleu":
            return BLEU(lowercase=lowercase, effective_order=effective_order, force=True)
        case "spbleu":
            metric = BLEU(lowercase=lowercase, effective_order=effective_order, tokenize="none", force=True)
            metric.tokenizer, metric.tokenizer_signature = _pieces(request.model)
            return metric
        case "chrf" | "chrf++":
            return CHRF(lowercase=lowercase, word_order=len(name) - len("chrf"))
        case "ter":
            return TER()
    raise ValueError(f"there is no metric '{name}'")


def _pieces(model: Path | None) -> tuple[Callable[[str], str], str]:
    """What cuts a line into the pieces of a SentencePiece model, and the name of it for the signature."""
    import sentencepiece

    source = model or Path(str(files("mtaudit.lexicons") / "subwords.model"))
    try:
        data = source.read_bytes()
        processor = sentencepiece.SentencePieceProcessor(model_proto=data)
    except OSError as error:
        raise ReadError(f"{source} cannot be read: {error.strerror}") from error
    except RuntimeError as error:
        raise ReadError(f"{source} is no SentencePiece model") from error
    name = "mtaudit" if model is None else model.stem
    return _Cutter(processor), f"spm-{name}-{hashlib.sha256(data).hexdigest()[:8]}"


class _Cutter:
    """A tokenizer as sacrebleu wants it."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor

    def __call__(self, line: str) -> str:
        pieces: list[str] = self._processor.encode(line, out_type=str)
        return " ".join(pieces)

"""The network that reads English for words that do not fit: ONNX, run by onnxruntime, shipped with the program."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from itertools import chain, repeat
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.engines._wordpiece import Pieces, WordPiece
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FOLDER = Path(__file__).parent / "data"
#: The most pieces of one text that the network takes in, marks included.
LONGEST = 256
#: The most pieces of one batch: more at a time leave the processor's cache.
_BATCH = 512
#: What onnxruntime joins only to be slower.
UNFUSED = ["SkipLayerNormFusion"]


class Answer(NamedTuple):
    """For each piece of a text: how suspicious, how likely to be tagged, which vector would fit there, how badly put.

    Two answers say whether an editor would change a word: ``tag`` comes from the layers that look for wrong senses and
    is evidence for them; ``bad`` from layers that learnt nothing else, and only where it is asked for.
    """

    sense: Floats
    tag: Floats
    wanted: Floats
    bad: Floats | None = None


class Network:
    """The loaded network; ``ask`` and ``vectors`` are all there is to it."""

    def __init__(self, folder: Path) -> None:
        """Load what a folder holds."""
        self._session = _session(folder / "network.onnx")
        import numpy as np

        from mtaudit.engines._vectors import Vectors

        self.cutter = WordPiece(folder / "vocabulary.txt.gz")
        with np.load(folder / "vectors.npz") as file:
            self._vectors = Vectors(file)
        self._folder = folder

    def ask(self, texts: Sequence[Pieces], bad: bool = False) -> list[Answer]:
        """What the network says of each text, and if so wished how badly it is put."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number].numbers))
        batches = list(_batches(order, texts))
        asked = [[texts[number] for number in batch] for batch in batches]
        found = zip(chain.from_iterable(batches), chain.from_iterable(_at_once(self._run, asked, bad)), strict=True)
        return [answer for _, answer in sorted(found, key=itemgetter(0))]

    def vectors(self, forms: Sequence[str]) -> Floats:
        """The vectors of words or phrases: the mean of their pieces."""
        import numpy as np

        numbers = [self.cutter.words(form) or (self.cutter.unknown,) for form in forms]
        counts = np.array(list(map(len, numbers)))
        each = self._vectors[np.array(list(chain.from_iterable(numbers)))]
        starts = counts.cumsum() - counts
        sums: Floats = each[starts]
        for further in range(1, counts.max(initial=1)):  # most have one piece; reduceat takes three times as long
            longer = counts > further
            sums[longer] += each[starts[longer] + further]
        sums /= counts[:, None]
        return sums

    def _run(self, texts: Sequence[Pieces], bad: bool) -> list[Answer]:
        import numpy as np

        length = min(LONGEST, max(len(text.numbers) for text in texts))
        numbers = np.zeros((len(texts), length), np.int64)
        for row, text in enumerate(texts):
            numbers[row, : len(text.numbers)] = text.numbers[:LONGEST]
        given = {"vectors": self._vectors[numbers], "there": (numbers != 0).astype(np.float32)}
        *answers, below = self._session.run(None, given)
        if bad:
            answers += self._tags.run(None, {"below": below, "there": given["there"]})
        return [Answer(*(each[row, : len(text.numbers)] for each in answers)) for row, text in enumerate(texts)]

    @cached_property
    def _tags(self) -> Any:
        return _session(self._folder / "tags.onnx")


def network() -> Network:
    """The network that ships; raises EngineError where it or what runs it is missing."""
    return start().result()


@cache
def start() -> Future[Network]:
    """Begin to load the network, which takes half a second, in a thread of its own."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(_load)
    pool.shutdown(wait=False)
    return future


def _load() -> Network:
    if not (FOLDER / "network.onnx").is_file():
        raise EngineError(f"the network of the detector is missing: {FOLDER / 'network.onnx'}")
    return Network(FOLDER)


def _session(path: Path) -> Any:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise EngineError("onnxruntime is not installed; run 'pip install \"mtaudit[sense]\"'") from error
    options = SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = (
        1  # batches at once waste less than the threads of one batch that wait for each other
    )
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED)


def _at_once(
    run: Callable[[Sequence[Pieces], bool], list[Answer]], batches: Sequence[Sequence[Pieces]], bad: bool
) -> Iterator[list[Answer]]:
    """The answers to batches in order; a worker has one core, and threads would be missing in its copies."""
    count = 1 if multiprocessing.parent_process() else min(len(batches), _cores())
    if count < 2:
        yield from (run(batch, bad) for batch in batches)
        return
    with ThreadPoolExecutor(count) as pool:
        yield from pool.map(run, batches, repeat(bad))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(order: Sequence[int], texts: Sequence[Pieces]) -> Iterator[list[int]]:
    """Texts of like length together."""
    held: list[int] = []
    for number in order:
        if held and (len(held) + 1) * len(texts[number].numbers) > _BATCH:
            yield held
            held = []
        held.append(number)
    if held:
        yield held

"""Files of any size in windows: runs of whole units, each a small file of its own that the reader can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Window(NamedTuple):
    """``body`` is a part of the file; ``head`` and ``tail`` are what a file of its own needs around it.

    The bodies of all windows, one after the other, are the file.
    """

    head: str
    body: str
    tail: str = ""

    @property
    def text(self) -> str:
        """The window as a file."""
        return self.head + self.body + self.tail


def cut(blocks: Iterable[str], size: int, last: Callable[[str], int], head: str = "") -> Iterator[Window]:
    """Windows of about a size; ``last`` says where the last unit ends that is whole whatever follows, 0 for nowhere.

    ``head`` stands before each but the first, which holds it.
    """
    held: list[str] = []
    count, wanted, before = 0, size, ""
    for block in blocks:
        held.append(block)
        count += len(block)
        if count >= wanted:
            text = "".join(held)
            end = last(text)
            if end:
                yield Window(before, text[:end])
                before, text = head, text[end:]
            held, count = [text], len(text)
            wanted = size if end else 2 * count
    if count:
        yield Window(before, "".join(held))

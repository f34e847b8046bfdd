"""The difference of two short texts by words; pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"\s+|\w+(?:[.,'’-]\w+)*|[^\w\s]")


class Change(NamedTuple):
    """A stretch that goes and what comes for it; both are the same where nothing changes."""

    old: str
    new: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The way from one text to the other; lone white space between two changes is part of them."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = [Change("".join(before[i:j]), "".join(after[k:m])) for _, i, j, k, m in steps]
    return tuple(_joined(found))


def _joined(found: list[Change]) -> Iterator[Change]:
    pending: Change | None = None
    for number, each in enumerate(found):
        same = each.old == each.new
        if same and not (pending and not each.old.strip() and number + 1 < len(found)):
            yield from filter(None, (pending, each))
            pending = None
        else:
            pending = Change(pending.old + each.old, pending.new + each.new) if pending else each
    yield from filter(None, (pending,))

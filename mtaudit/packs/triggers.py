"""The literals of which each match of an expression holds one: it need only read blocks that have one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

from mtaudit.packs.haystack import fold

_MOST = 64
#: From this length on, a literal of common words, such as " of the", is rare enough.
_LONG = 6
_COMMON = frozenset(
    "the of and to in a that is was for it with as his on be at by he had not are but from or have an they which one "
    "you were her all she there would their we him been has when who will more no if out so said what up its about "
    "into than them can only other".split()
)


def triggers(pattern: str) -> tuple[str, ...]:
    """The rarest such set of folded literals, sorted; empty where a match need hold none."""
    import re._parser as parser  # type: ignore[import-not-found]

    try:
        tree = parser.parse(pattern, re.IGNORECASE)
    except re.error:
        return ()
    exact, best = _sequence(tree)
    chosen = _better(best, exact)
    return tuple(sorted(_shortest(chosen))) if chosen and _is_telling(chosen) else ()


def _is_telling(literals: set[str]) -> bool:
    """Whether they spare reading: none is so common or so short that most blocks have it."""
    return _score(literals)[0] > 1 or all(len(each) >= _LONG for each in literals)


def _shortest(literals: set[str]) -> set[str]:
    """The literals without those that hold another one."""
    return {each for each in literals if not any(other in each for other in literals - {each})}


_Literals = set[str] | None


def _sequence(nodes: Iterable[Any]) -> tuple[_Literals, _Literals]:
    """What a run of nodes matches exactly, where that is a small set, and the best set of which a match holds one."""
    run: set[str] = {""}
    best: _Literals = None
    whole = True
    for op, argument in nodes:
        exact, inner = _node(str(op), argument)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = {left + right for left, right in product(run, exact)}
            continue
        best = _better(_better(best, run), inner)
        whole = False
        run = exact if exact is not None else {""}
    return (run if whole else None), _better(best, run)


def _node(op: str, argument: Any) -> tuple[_Literals, _Literals]:
    match op:
        case "LITERAL" | "AT":
            return {fold(chr(argument)) if op == "LITERAL" else ""}, None
        case "SUBPATTERN":
            return _sequence(argument[-1])
        case "BRANCH":
            return _branch([_sequence(branch) for branch in argument[1]])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeat(*argument)
        case "IN":
            return _characters(argument), None
    return None, None


def _branch(branches: list[tuple[_Literals, _Literals]]) -> tuple[_Literals, _Literals]:
    exacts = [exact for exact, _ in branches if exact is not None]
    if len(exacts) == len(branches):
        exact = set().union(*exacts)
        return (exact, exact) if len(exact) <= _MOST else (None, exact)
    bests = [_better(best, exact) for exact, best in branches]
    return None, set().union(*(best for best in bests if best)) if all(bests) else None


def _repeat(low: int, high: Any, inner: Any) -> tuple[_Literals, _Literals]:
    exact, best = _sequence(inner)
    if (low, high) == (0, 1) and exact is not None:
        return exact | {""}, None
    return (exact, best) if (low, high) == (1, 1) else (None, _better(best, exact) if low else None)


def _characters(items: list[tuple[Any, Any]]) -> _Literals:
    if len(items) > 4 or any(str(op) != "LITERAL" for op, _ in items):
        return None
    return {fold(chr(code)) for _, code in items}


def _better(one: _Literals, other: _Literals) -> _Literals:
    usable = [each for each in (one, other) if each and _score(each)[0]]
    return max(usable, key=_score, default=None)


def _score(literals: set[str]) -> tuple[int, int]:
    """How rare the commonest of them is likely to be; then the fewer the better."""
    return min(map(_rarity, literals), default=0), -len(literals)


def _rarity(literal: str) -> int:
    """The length of the longest word that is not common, and one more for each further word."""
    words = literal.split()
    return max((len(word) for word in words if word not in _COMMON), default=0) + max(len(words) - 1, 0)

"""British spellings, and what American ones they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: A British ending and the American one; whether both make words is for those who ask to know.
_ENDINGS = (
    (re.compile(r"our(?=(?:s|ed|ing|ful|able|ite|ites|er|ers)?$)"), "or"),
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"(?<=[^aeiou])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"ence(?=s?$)"), "ense"),
)


def american(word: str) -> Iterator[str]:
    """The American spellings that a word in small letters would have if it were British, but for its own."""
    for pattern, ending in _ENDINGS:
        other = pattern.sub(ending, word)
        if other != word:
            yield other


@lru_cache(maxsize=65536)
def is_one_word(one: str, other: str) -> bool:
    """Whether two different words in small letters are one in British and in American spelling."""
    return one != other and (one in american(other) or other in american(one))

"""Writes mtaudit/lexicons/english_words.txt.gz: 280,000 English words and how common each is, from wordfreq 3.1.

    pip install "wordfreq==3.1.*" && python training/english_words.py

A line is a word and the tenfold of its Zipf frequency (the logarithm of its uses in a billion words), sorted by bytes.
wordfreq counts what people write, so it lists their slips, too ("goverment"). A rare word one slip away from a far more
common one is left out, unless Harper's dictionary has it or another language uses it more ("chocolat").
wordfreq's data are CC BY-SA 4.0, and so is this adaptation.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from math import log10
from pathlib import Path

from harper import Dialect, Linter
from wordfreq import get_frequency_dict, zipf_frequency

from mtaudit.detectors.spelling import one_slip_away

TARGET = Path(__file__).parent.parent / "mtaudit/lexicons/english_words.txt.gz"
COMMON_ENOUGH_TO_BE_RIGHT = 3.4
#: How much more common, in Zipf units, a word must be to take the other one for its slip.
GAP = 2.2
#: What makes a word another language's: its commonness there, and how much that is above its commonness in English.
FOREIGN, FOREIGN_GAP = 3.0, 0.5
OTHERS = ("fr", "es", "de", "it", "pt", "nl", "ca", "sv", "da", "nb", "pl", "ro", "fi", "tr")
LEAST_LENGTH = 6
BATCH = 2000


def main() -> None:
    """Write every word of small letters, without accents, hyphens or apostrophes, that is no slip."""
    uses = get_frequency_dict("en", "large")
    words = {word: log10(each * 1e9) for word, each in uses.items() if re.fullmatch("[a-z]{2,24}", word)}
    likely = [word for word in sorted(set(_like_slips(words))) if not _is_foreign(word, words[word])]
    slips = set(_unknown_to_harper(likely))
    lines = sorted(f"{word}\t{round(10 * common)}\n" for word, common in words.items() if word not in slips)
    TARGET.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    print(f"{len(lines)} words, {len(slips)} slips left out, {TARGET.stat().st_size / 1e6:.1f} MB")


def _like_slips(words: dict[str, float]) -> Iterator[str]:
    """The rare words one slip away from a far more common word."""
    for word, common in words.items():
        if common >= COMMON_ENOUGH_TO_BE_RIGHT:
            for other in one_slip_away(word):
                if len(other) >= LEAST_LENGTH and words.get(other, common) <= common - GAP:
                    yield other


def _is_foreign(word: str, common: float) -> bool:
    return max(zipf_frequency(word, language) for language in OTHERS) >= max(FOREIGN, common + FOREIGN_GAP)


def _unknown_to_harper(words: list[str]) -> list[str]:
    for dialect in (Dialect.AMERICAN, Dialect.BRITISH):
        linter = Linter(dialect)
        linter.set_lint_config({**dict.fromkeys(linter.get_default_lint_config(), False), "SpellCheck": True})
        batches = ("\n\n".join(words[start : start + BATCH]) for start in range(0, len(words), BATCH))
        words = [lint.problem_text for batch in batches for lint in linter.lint(batch, language="plaintext")]
    return words


if __name__ == "__main__":
    main()

"""Make the lists of foreign words in mtaudit/lexicons from the word frequencies of wordfreq.

    pip install wordfreq
    python training/foreign_words.py train_prose.jsonl.xz

A word is foreign if a language uses it and English does not, by the frequencies of wordfreq and in clean English prose.
wordfreq's data are licensed CC BY-SA 4.0, and so are the lists.
"""

from __future__ import annotations

import gzip
import json
import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import get_frequency_dict

LANGUAGES = "ca cs da de es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi".split()
LEXICONS = Path(__file__).parent.parent / "mtaudit" / "lexicons"

WORD = re.compile(r"[^\W\d_]+")
# Zipf frequencies: the least in the language, and the most in English.
PLAIN = ((3.5, 1.0), (4.0, 1.5))
FUNCTION = (5.5, 4.7, 2.4)
ALONE = (6.0, 2.9, 3.2)
ACCENTED_ENGLISH = 1.3
# Languages in which a word is nearly as usual as in its first.
NEARLY = 0.7
# Said alone, these translate alone.
ENGLISH = {
    "and": "und et och og ve és și oraz",
    "or": "oder ou veya eller nebo lub czy",
    "not": "nicht inte ikke niet nem nie değil",
    "with": "mit avec med",
    "for": "für için voor",
    "from": "von från fra uit",
    "but": "aber mais pero maar",
    "also": "auch också også ook",
    "very": "sehr muy très",
    "that": "dass että hogy że",
    "is": "ist está est är jest",
    "in": "dans v",
}
# English has these too, but only before the words that clean prose shows and these.
BOUND = {
    "de": ("of", "facto jure novo rigueur luxe trop cologne toilette parfum vie guerre force grâce grace théâtre main"),
    "du": ("of the", "jour soleil monde pays"),
    "des": ("of the", "beaux"),
    "et": ("and", "al cetera seq alia alii ux hoc"),
    "la": ("the", "carte mode vie"),
    "las": ("the", ""),
    "les": ("the", ""),
    "los": ("the", ""),
    "el": ("the", ""),
    "della": ("of the", ""),
    "une": ("a", ""),
}
TRANSLATION = {word: english for english, words in ENGLISH.items() for word in words.split()}


def main(prose: Path) -> None:
    """Write the three lists."""
    english = zipf("en")
    foreign: dict[str, dict[str, float]] = defaultdict(dict)
    for language in LANGUAGES:
        for word, frequency in zipf(language).items():
            if frequency >= PLAIN[0][0] and len(word) > 1:
                foreign[word][language] = frequency
    seen, followers = count(prose)
    write_words(foreign, english, seen)
    write_function_words(foreign, english, seen, followers)
    accented = (word for word, value in english.items() if not word.isascii() and value >= ACCENTED_ENGLISH)
    (LEXICONS / "accented_english.txt").write_text("\n".join(sorted(accented)) + "\n", encoding="utf-8")


def zipf(language: str) -> dict[str, float]:
    """The words of a language and their frequencies on the Zipf scale."""
    frequencies = get_frequency_dict(language, "best")
    return {word: math.log10(value) + 9 for word, value in frequencies.items() if WORD.fullmatch(word)}


def count(prose: Path) -> tuple[Counter[str], dict[str, set[str]]]:
    """How often clean English prose has each word in lower case, and what follows the words of BOUND.

    A book counts half, for its quotations.
    """
    seen: Counter[str] = Counter()
    followers = {word: set(fixed.split()) for word, (_, fixed) in BOUND.items()}
    with lzma.open(prose, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            words = WORD.findall(record["text"])
            for word, following in zip(words, [*words[1:], ""], strict=True):
                if word.islower():
                    seen[word] += 1 if "book" in record["genre"] else 2
                if word in followers and following.islower():
                    followers[word].add(following)
    return seen, followers


def languages(word: str, foreign: dict[str, dict[str, float]]) -> str:
    """The languages of a word, the first first."""
    most = max(foreign[word].values())
    near = [(-value, language) for language, value in foreign[word].items() if value >= most - NEARLY]
    return ",".join(language for _, language in sorted(near)[:4])


def write_words(foreign: dict[str, dict[str, float]], english: dict[str, float], seen: Counter[str]) -> None:
    """Words that English does not use at all."""
    chosen = (
        word
        for word, values in foreign.items()
        if len(word) > 2
        and seen[word] < 4
        and any(max(values.values()) >= least and english.get(word, 0) <= most for least, most in PLAIN)
    )
    lines = sorted(f"{word}\t{languages(word, foreign)}\n".encode() for word in chosen)
    (LEXICONS / "foreign_words.txt.gz").write_bytes(gzip.compress(b"".join(lines), mtime=0))
    print(f"{len(lines)} foreign words")


def write_function_words(
    foreign: dict[str, dict[str, float]],
    english: dict[str, float],
    seen: Counter[str],
    followers: dict[str, set[str]],
) -> None:
    """Very common words, which English may know: telling in a row, and some of them alone."""
    rows = []
    for word in sorted(foreign):
        common, known = max(foreign[word].values()), english.get(word, 0)
        if word in BOUND:
            rows.append([word, languages(word, foreign), "bound", BOUND[word][0], ",".join(sorted(followers[word]))])
        elif common >= FUNCTION[0] and known <= FUNCTION[1] and common - known >= FUNCTION[2]:
            is_rare = seen[word] < 2 and (len(word) > 2 or not word.isascii())
            alone = is_rare and common >= ALONE[0] and known <= ALONE[1] and common - known >= ALONE[2]
            tier = "alone" if alone or word in TRANSLATION else "row"
            rows.append([word, languages(word, foreign), tier, TRANSLATION.get(word, ""), ""])
    table = "".join("\t".join(row) + "\n" for row in rows)
    (LEXICONS / "foreign_function_words.tsv").write_text(table, encoding="utf-8")
    print(f"{len(rows)} function words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What the readers of dictionaries share: tags, lists of foreign words, and the English words that a gloss lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A foreign word, an English gloss or word, and the part of speech where the dictionary has it.
Entry = tuple[str, str, str | None]

_POS = {
    "NOUN": "n noun m f mf c neut masc fem pl",
    "VERB": "v verb vt vi vr vp vit vti vtr vpr",
    "ADJ": "adj adjective a s",
    "ADV": "adv adverb r",
}
_TAGS = {tag: pos for pos, tags in _POS.items() for tag in tags.split()}
_REMARKS = re.compile(r"\([^()]*\)|\[[^\][]*\]|\{[^{}]*\}|<[^<>]*>|/[^/ ][^/]*/")
_ENGLISH_REMARKS = re.compile(r"\([^()]*\)|\[[^\][]*\]|\{[^{}]*\}|<[^<>]*>")
_OBJECT = re.compile(r"\b(?:something|somebody|someone|sth|sb|so|one's|oneself|smth|smb)\b\.?|\.\.\.|…", re.IGNORECASE)
_LONGEST = 3


def part_of_speech(tag: str) -> str | None:
    """The universal tag of a dictionary's own; nothing for one that is not known."""
    return _TAGS.get(re.split(r"[^a-z]", tag.strip().lower())[0])


def without(remarks: re.Pattern[str], text: str) -> str:
    """A text without remarks in brackets, nested ones too."""
    before = None
    while before != text:
        before, text = text, remarks.sub(" ", text)
    return text


def foreign_words(text: str) -> Iterator[str]:
    """The words of a list of translations, without genders, readings and remarks."""
    for part in re.split(r"[,;،؛、；，]", without(_REMARKS, text)):
        word = " ".join(part.replace("~", " ").split())
        if word and len(word.split(" ")) <= _LONGEST:
            yield word


def meanings(gloss: str) -> Iterator[tuple[int, str, bool]]:
    """The words and short phrases that a gloss lists: place, word, and whether it stands behind the "to" of verbs."""
    verb = False
    for at, part in enumerate(re.split(r"[;,:|/]|\bor\b|\. ", without(_ENGLISH_REMARKS, gloss))):
        text = " ".join(_OBJECT.sub(" ", part).split()).strip(" .!?\"'“”")
        verb = verb or text.startswith("to ")
        if re.match(r"(?:to )?(?:be|become|get) ", text):
            continue
        word = re.sub(r"^(?:(?:to|a|an|the|of|etc|esp|usu)\.?\s+)+", "", text, flags=re.IGNORECASE)
        if word.count(" ") < _LONGEST and re.fullmatch(r"[A-Za-z][A-Za-z' -]+", word):
            yield at, word, verb

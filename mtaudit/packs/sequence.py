"""The ``sequence`` kind: tokens with inflection, alternatives and gaps, made into one expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mtaudit.inflection import plural, verb_forms
from mtaudit.packs.haystack import alike
from mtaudit.packs.nodes import Node
from mtaudit.packs.rule import Expression

_KINDS = ("word", "lemma", "regex", "punctuation", "gap", "pos")
_KEYS = (*_KINDS, "as", "optional", "mark", "not", "not_pos", "name")
#: Parts of speech, and the letters of their forms in the lexicon of word classes.
_PARTS = {"noun": "ns", "verb": "vzdeg", "adjective": "a", "adverb": "r"}
_WORD = r"[^\s.,;:!?()\"“”]+"
_SLOT = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
_WIDEST_GAP = 10


@dataclass(frozen=True)
class _Token:
    """A token: its name, its alternatives as an expression, and how its words inflect."""

    name: str
    body: str
    kind: str = "word"
    optional: bool = False
    marked: bool = False
    inflects: str = ""
    lemmas: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    #: Letters of word classes: of the word some must be in the first, none in the second.
    classes: tuple[str, str] = ("", "")


def expression(tokens: Node, suggest: Node | None) -> Expression:
    """The expression of a list of tokens and of the suggestions that quote them."""
    parsed = [_token(node, number) for number, node in enumerate(tokens.items(), 1)]
    for token, node in ((parsed[0], tokens.items()[0]), (parsed[-1], tokens.items()[-1])):
        if token.kind == "gap" or token.optional:
            raise node.error("a sequence starts and ends with a token that must be there")
    names = {token.name: token for token in parsed} | {str(i): token for i, token in enumerate(parsed, 1)}
    templates = [(template, node) for node in (suggest.items() if suggest else ()) for template in node.texts()]
    slots: dict[str, tuple[tuple[str, str], ...]] = {}
    for template, node in templates:
        slots |= _slots(template, names, node)
    return Expression(
        _pattern(parsed, tokens),
        tuple(_SLOT.sub(lambda slot: _renamed(slot, names), template) for template, _ in templates),
        tuple(sorted(slots.items())),
        tuple((token.name, token.barred) for token in parsed if token.barred),
        tuple((token.name, token.classes) for token in parsed if token.kind == "pos"),
    )


def _token(node: Node, number: int) -> _Token:
    if not isinstance(node.data, dict):
        return _Token(f"t{number}", _alternatives(node.texts()))
    keys = node.mapping(_KEYS)
    kinds = [key for key in _KINDS if key in keys]
    if len(kinds) != 1:
        raise node.error(f"a token has just one of {', '.join(_KINDS)}")
    if "as" in keys and kinds != ["lemma"]:
        raise keys["as"].error("'as' goes with 'lemma'")
    if "not_pos" in keys and kinds != ["pos"]:
        raise keys["not_pos"].error("'not_pos' goes with 'pos'")
    return _Token(
        name=_name(keys, number),
        body=_BODIES[kinds[0]](keys),
        kind=kinds[0],
        optional="optional" in keys and keys["optional"].flag(),
        marked="mark" in keys and keys["mark"].flag(),
        inflects=_inflects(keys),
        lemmas=keys["lemma"].texts() if "lemma" in keys else (),
        barred=tuple(alike(word).lower() for word in keys["not"].texts()) if "not" in keys else (),
        classes=(_letters(keys.get("pos")), _letters(keys.get("not_pos"))),
    )


def _letters(parts: Node | None) -> str:
    """The letters of word classes that parts of speech have."""
    return "".join(_PARTS[item.choice(_PARTS)] for item in parts.items()) if parts else ""


def _name(keys: Mapping[str, Node], number: int) -> str:
    if "name" not in keys:
        return f"t{number}"
    name = keys["name"].text()
    if not re.fullmatch(r"[a-z]+", name) or name == "fault":
        raise keys["name"].error("a name is a word of small letters, and not 'fault'")
    return name


def _inflects(keys: Mapping[str, Node]) -> str:
    return keys["as"].choice(("noun", "verb", "any")) if "as" in keys else "any"


def _word_body(keys: Mapping[str, Node]) -> str:
    return _alternatives(keys["word"].texts())


def _lemma_body(keys: Mapping[str, Node]) -> str:
    inflects = _inflects(keys)
    return _alternatives([form for lemma in keys["lemma"].texts() for form in forms(lemma, inflects)])


def _regex_body(keys: Mapping[str, Node]) -> str:
    pattern = alike(keys["regex"].text())
    if re.search(r"\\[bBA]|[\^$]|\(\?P|(?<!\\)\((?!\?)", pattern):
        raise keys["regex"].error("a token's regex has no anchors and no groups but (?:...)")
    return f"(?:{pattern})"


def _gap_body(keys: Mapping[str, Node]) -> str:
    text = keys["gap"].text()
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _WIDEST_GAP:
        raise keys["gap"].error(f"a gap is the most words it may hold, 1 to {_WIDEST_GAP}")
    return f"(?: {_WORD}){{0,{text}}}"


def _punctuation_body(keys: Mapping[str, Node]) -> str:
    for text in keys["punctuation"].texts():
        if any(map(str.isalnum, text)):
            raise keys["punctuation"].error("a punctuation token has no letters")
    return _alternatives(keys["punctuation"].texts())


def _pos_body(keys: Mapping[str, Node]) -> str:
    return _WORD


_BODIES = {
    "pos": _pos_body,
    "punctuation": _punctuation_body,
    "word": _word_body,
    "lemma": _lemma_body,
    "regex": _regex_body,
    "gap": _gap_body,
}


def forms(lemma: str, inflects: str) -> tuple[str, ...]:
    """All forms of a word, or of a phrase whose first word is a verb or whose last is a noun."""
    found = [lemma]
    if inflects in ("verb", "any"):
        verb, space, rest = lemma.partition(" ")
        found += [form + space + rest for form in verb_forms(verb)]
        found += ["am" + space + rest, "are" + space + rest, "were" + space + rest] if verb == "be" else []
    if inflects in ("noun", "any"):
        head, space, last = lemma.rpartition(" ")
        found.append(head + space + plural(last))
    return tuple(dict.fromkeys(found))


def _alternatives(words: list[str] | tuple[str, ...]) -> str:
    """The words as alternatives, longest first: the engine takes the first that fits."""
    longest_first = sorted(dict.fromkeys(alike(word) for word in words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", "[ -]").replace("\\-", "[ -]") for word in longest_first)


def _pattern(tokens: list[_Token], node: Node) -> str:
    marked = [i for i, token in enumerate(tokens) if token.marked]
    if marked and (tokens[marked[0]].optional or tokens[marked[0]].kind == "gap"):
        raise node.error("the first marked token must be there and no gap")
    pieces = []
    for i, token in enumerate(tokens):
        opening = "(?P<fault>" if marked and i == marked[0] else ""
        closing = ")" if marked and i == marked[-1] else ""
        pieces.append(_piece(token, opening, first=i == 0) + closing)
    return _edge(tokens[0]) + "".join(pieces) + _edge(tokens[-1])


def _edge(token: _Token) -> str:
    return r"\b" if token.kind in ("word", "lemma", "pos") else ""


def _piece(token: _Token, opening: str, *, first: bool) -> str:
    if token.kind == "gap":
        return f"(?P<{token.name}>{token.body})"
    space = "" if first else " ?" if token.kind == "punctuation" else " "
    group = f"{space}{opening}(?P<{token.name}>{token.body})"
    return f"(?:{group})?" if token.optional else group


def _slots(template: str, names: dict[str, _Token], node: Node) -> dict[str, tuple[tuple[str, str], ...]]:
    found = {}
    for name, word in _SLOT.findall(template):
        if name not in names:
            raise node.error(f"there is no token '{name}'")
        if word:
            found[f"{names[name].name}:{word}"] = _replaced(names[name], word, node)
    return found


def _replaced(token: _Token, word: str, node: Node) -> tuple[tuple[str, str], ...]:
    """Each form of the token's lemmas and the form of the other word that stands for it."""
    if token.inflects not in ("noun", "verb"):
        raise node.error("'{token:word}' follows a lemma with 'as: verb' or 'as: noun'")
    pairs: dict[str, str] = {}
    for lemma in token.lemmas:
        if token.inflects == "noun":
            pairs |= {lemma.lower(): word, forms(lemma, "noun")[-1].lower(): forms(word, "noun")[-1]}
        else:
            pairs |= verb_pairs(lemma, word)
    return tuple(pairs.items())


def verb_pairs(wrong: str, right: str) -> dict[str, str]:
    """Each form of one verb phrase and that of another; where past and participle fall together, both with a bar."""
    (wrong_verb, _, wrong_rest), (right_verb, _, right_rest) = wrong.partition(" "), right.partition(" ")
    pairs: dict[str, str] = {}
    for old, new in zip(verb_forms(wrong_verb), verb_forms(right_verb), strict=True):
        old, new = f"{old} {wrong_rest}".strip(), f"{new} {right_rest}".strip()
        known = pairs.setdefault(old, new)
        if known not in (new, pairs.get(wrong)) and "|" not in known:
            pairs[old] = f"{known}|{new}"
    return pairs


def _renamed(slot: re.Match[str], names: dict[str, _Token]) -> str:
    return f"{{{names[slot[1]].name}{':' + slot[2] if slot[2] else ''}}}"

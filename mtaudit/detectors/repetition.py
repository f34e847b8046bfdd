"""Words, phrases, sentences, headlines and paragraphs that stand twice.

What it finds
    The same word twice running ("the the"), a phrase twice or in a loop ("supposed to be supposed to be supposed to
    be"), a noun joined to itself ("attacks and attacks"), one stem used twice in a short phrase ("complete the
    complete withdrawal"), and a headline, paragraph or sentence that the page already had, word for word or nearly.

Why it matters
    Where two words of the source met in one English word, a meaning is lost. A loop means that the system lost the
    source altogether. A headline printed three times is the first thing a reader sees.

Example
    Before: "20 Ukrainian boats and boats". After: "20 Ukrainian boats and launches", if the source can be seen.

Limits
    Set phrases ("more and more"), measures ("years and years"), doubled names ("Bora Bora"), verse, table cells and
    quotations shown as such are left alone. Which of two synonyms the source meant cannot be seen from the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq
from typing import NamedTuple

from mtaudit.detectors._duplicates import duplicates
from mtaudit.detectors._set_words import (
    CALLED,
    DETERMINERS,
    DOUBLED_NAMES,
    DOUBLED_ON_PURPOSE,
    FUNCTION_WORDS,
    JOINTS,
    MEASURES,
    SPEAKER,
    VERB_BEFORE,
    VERB_FRAME,
)
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_DUPLICATION = "linguistic-conventions/duplication"

WORD = Rule("repetition/word", _DUPLICATION, "minor", "The same word twice running")
PHRASE = Rule("repetition/phrase", _DUPLICATION, "major", "The same phrase twice running")
LOOP = Rule(
    "repetition/loop",
    _DUPLICATION,
    "critical",
    "A phrase three times or more: the system lost the source",
    why="Neural systems fall into a loop where they can make nothing of the source; what stood there is lost.",
)
CONJOINED = Rule(
    "repetition/conjoined",
    _DUPLICATION,
    "major",
    "A noun joined to itself",
    why="Two words of the source have become the same English word; one of them meant something else.",
)
STEM = Rule("repetition/stem", _DUPLICATION, "minor", "One word twice in a short phrase")

_BLOCK_RULES = {
    "headline": Rule("repetition/headline", _DUPLICATION, "major", "A headline that the page already had"),
    "paragraph": Rule("repetition/paragraph", _DUPLICATION, "major", "A paragraph that the page already had"),
    "sentence": Rule("repetition/sentence", _DUPLICATION, "major", "A sentence that the page already had"),
}
LOCAL = (WORD, PHRASE, LOOP, CONJOINED, STEM)
RULES = (*LOCAL, *_BLOCK_RULES.values())

_TOKEN = re.compile(r"[^\W_]+(?:['’\-/.,][^\W_]+)*")
_LONGEST_LOOP = 12
_LOOP_TURNS = 3
# Two turns of a shorter phrase are rhetoric ("again and again and", "step by step by").
_SHORTEST_TWICE = 3

_NOUN_ENDING = re.compile(r"(?:[^s]s|tion|sion|ment|ness|ity|ance|ence|ship|ism|men|people|ware|age|ure)$")

# Within a loop there is no such mark; across one, a speaker or a list says it again.
_BREAK = re.compile(r"[.;:!?()/=*|{}\[\]<>_]|--|[–—]")

_LISTED = re.compile(r",? ")
_FIGURE_BEFORE = re.compile(r"[\d%$€£][\s,.;|]*$")
_FIGURE_AFTER = re.compile(r"[\s,.;|]*[\d%]")
_CODE_EDGE = ("(", "_", "=", "/", "\\")

_DERIVED = re.compile(r"(?:ion|ation|ment|al|ure|ance)?")
_SHORTEST_STEM = 6


class _Token(NamedTuple):
    word: str
    span: Span


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every repetition; one pass over the words of each block, one over the blocks."""
    for block in document.blocks:
        text = document.flat[block.span.start : block.span.end]
        if block.kind != "cell" and _suspicious(_TOKEN.findall(text.lower())):
            yield from _shifted(_in_block(text, _tokens(text)), block)
    yield from _again(document)


def _suspicious(words: list[str]) -> bool:
    """Whether some word or phrase comes back so that a closer look may find something; most blocks cost no more."""
    if any(map(eq, words, words[1:])) or any(map(eq, words, words[2:])):
        return True
    if "as" in words and any(map(eq, words, words[3:])):
        return True
    if len(set(zip(words, words[1:], words[2:], strict=False))) < len(words) - 2:
        return True
    return any(
        between in DETERMINERS and len(word) > _SHORTEST_STEM and word.startswith(first)
        for first, between, word in zip(words, words[1:], words[2:], strict=False)
    )


def _in_block(text: str, tokens: list[_Token]) -> Iterator[Finding]:
    loops = list(_loops(text, tokens))
    yield from loops
    covered = [finding.span for finding in loops]
    for finding in (*_words(text, tokens), *_conjoined(text, tokens), *_stems(text, tokens)):
        if not any(span.start < finding.span.end and finding.span.start < span.end for span in covered):
            yield finding


def _shifted(findings: Iterator[Finding], block: Segment) -> Iterator[Finding]:
    by = block.span.start
    for each in findings:
        yield Finding(each.rule, Span(each.span.start + by, each.span.end + by), each.message, each.suggestions)


def _tokens(text: str) -> list[_Token]:
    return [_Token(match[0].lower(), Span(*match.span())) for match in _TOKEN.finditer(text)]


def _loops(text: str, tokens: list[_Token]) -> Iterator[Finding]:
    """Phrases that repeat at once: a run in which each word is the word some fixed distance before."""
    last: dict[str, int] = {}
    done = 0
    for index, token in enumerate(tokens):
        distance = index - last.get(token.word, -_LONGEST_LOOP - 1)
        last[token.word] = index
        if distance > _LONGEST_LOOP or index < done or (len(token.word) == 1 and token.word.isdigit()):
            continue
        if not _joined(text, tokens, index):
            continue
        end = index + 1
        while end < len(tokens) and tokens[end].word == tokens[end - distance].word and _joined(text, tokens, end):
            end += 1
        if end - index >= distance:
            done = end  # whatever comes of it, the run is read once
            found = _loop(text, tokens, Span(index - distance, end), distance)
            if found:
                yield found


def _joined(text: str, tokens: list[_Token], index: int) -> bool:
    """Whether only a space, a comma or a hyphen stands between a token and the one before."""
    return bool(re.fullmatch(r"[\s,\-]{1,3}", text[tokens[index - 1].span.end : tokens[index].span.start]))


def _loop(text: str, tokens: list[_Token], run: Span, period: int) -> Finding | None:
    turns, words = (run.end - run.start) // period, tokens[run.start : run.start + period]
    span = Span(tokens[run.start].span.start, tokens[run.end - 1].span.end)
    rule = LOOP if turns >= _LOOP_TURNS else PHRASE
    if turns < 2 or (words[0].word.isdigit() and not _stands_alone(text, span)):
        return None
    if _BREAK.search(text, *span) or _rhetoric(text[span.start : span.end], words):
        return None
    if rule is PHRASE and (period < _SHORTEST_TWICE or _spoken(text, tokens, run, period)):
        return None
    once = text[words[0].span.start : words[-1].span.end]
    message = f"“{_shortened(once)}” stands {turns} times running."
    return Finding(rule, span, message, (Suggestion(once, safe=False),))


def _spoken(text: str, tokens: list[_Token], run: Span, period: int) -> bool:
    """Whether a phrase said twice is a speaker's emphasis, or a heading run into the sentence it heads."""
    first, again = tokens[run.start : run.start + period], tokens[run.start + period : run.start + 2 * period]
    cased = any(
        text[a.span.start : a.span.end][1:] != text[b.span.start : b.span.end][1:]
        for a, b in zip(first, again, strict=True)
    )
    pause = "," in text[first[-1].span.end : again[0].span.start]
    return cased or (pause and (period == _SHORTEST_TWICE or not SPEAKER.isdisjoint(each.word for each in first)))


def _rhetoric(text: str, words: list[_Token]) -> bool:
    if len(words) == 1:
        word = words[0].word
        return "," in text or word in DOUBLED_ON_PURPOSE or len(word) < 2 + word.isalpha()
    return len(words) == 2 and bool({"and", "by", "after", "upon", "to", "the", "or"} & {each.word for each in words})


def _words(text: str, tokens: list[_Token]) -> Iterator[Finding]:
    for before, token in zip(tokens, tokens[1:], strict=False):
        if before.word == token.word and _doubled(text, before.span, token.span):
            first, again = text[before.span.start : before.span.end], text[token.span.start : token.span.end]
            safe = again.islower() and len(again) > 1
            span = Span(before.span.start, token.span.end)
            yield Finding(WORD, span, f"“{first}” stands twice running.", (Suggestion(first, safe=safe),))


def _doubled(text: str, first: Span, again: Span) -> bool:
    """Whether two equal words running are a fault: only white space between, no name, no doubling on purpose."""
    between = text[first.end : again.start]
    word = text[again.start : again.end]
    if word.isdigit():
        return len(word) > 1 and bool(_LISTED.fullmatch(between)) and _stands_alone(text, Span(first.start, again.end))
    bracketed = between in (") (", ") ") and text[again.end : again.end + 1] == ")"
    if not (between.isspace() or bracketed) or word.lower() in DOUBLED_ON_PURPOSE:
        return False
    if text[again.end : again.end + 1] in _CODE_EDGE or text[first.start - 1 : first.start] in _CODE_EDGE:
        return False
    if word[0].isupper() and not text[first.start].isupper():
        return word.lower() in FUNCTION_WORDS  # else a heading ran into the sentence below, or an acronym
    named = word[0].isupper()
    return not named or ((len(word) > 2 or word.isupper()) and word.lower() not in DOUBLED_NAMES)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a number said twice is in prose, not in a row of figures."""
    return not _FIGURE_BEFORE.search(text[max(0, span.start - 12) : span.start]) and not _FIGURE_AFTER.match(
        text, span.end
    )


def _conjoined(text: str, tokens: list[_Token]) -> Iterator[Finding]:
    for index in range(len(tokens) - 2):
        first, joint, again = tokens[index : index + 3]
        if joint.word == "and" and first.word == again.word and _noun_to_itself(text, tokens, index):
            span = Span(first.span.start, again.span.end)
            once = text[first.span.start : first.span.end]
            message = f"“{once}” is joined to itself; one of the two stood for another word of the source."
            yield Finding(CONJOINED, span, message, (Suggestion(once),))


def _noun_to_itself(text: str, tokens: list[_Token], index: int) -> bool:
    word, again = tokens[index].word, tokens[index + 2]
    if word in MEASURES or len(word) < 4 or not _NOUN_ENDING.search(word) or word in FUNCTION_WORDS:
        return False
    if not text[tokens[index].span.start : again.span.start].isascii() or text[again.span.start].isupper():
        return False
    if text[tokens[index].span.end : again.span.start] != " and ":
        return False
    before = (
        tokens[index - 1].word if index and text[tokens[index - 1].span.end : tokens[index].span.start] == " " else ""
    )
    if before in VERB_BEFORE or before in ("of", "for"):
        return False
    after = tokens[index + 3] if index + 3 < len(tokens) else None
    return after is None or text[again.span.end : after.span.start] != " " or after.word in FUNCTION_WORDS


def _stems(text: str, tokens: list[_Token]) -> Iterator[Finding]:
    for index in range(2, len(tokens)):
        for distance in (2, 3):
            if distance <= index and tokens[index].word.startswith(tokens[index - distance].word):
                yield from _stem(text, tokens, index - distance, index)


def _stem(text: str, tokens: list[_Token], first: int, again: int) -> Iterator[Finding]:
    word, between = tokens[first].word, " ".join(token.word for token in tokens[first + 1 : again])
    span = Span(tokens[first].span.start, tokens[again].span.end)
    same = word == tokens[again].word
    if _BREAK.search(text, *span) or "," in text[span.start : span.end]:
        return
    if same and between in CALLED and len(word) > 1:
        message = f"“{word}” is called by its own name; one of the two stood for another word of the source."
        yield Finding(STEM, span, message)
    elif same and again - first == 2 and word.endswith("ly") and len(word) > 4 and between not in JOINTS:
        once = text[span.start : tokens[again - 1].span.end]
        yield Finding(STEM, span, f"“{word}” stands twice in three words.", (Suggestion(once),))
    elif between in DETERMINERS and _is_verb_object(tokens, first, again):
        message = f"“{word}” stands twice; one of the two meant something else."
        yield Finding(STEM, span, message)


def _is_verb_object(tokens: list[_Token], first: int, again: int) -> bool:
    word = tokens[first].word
    ending = tokens[again].word[len(word) :]
    framed = first > 0 and tokens[first - 1].word in VERB_FRAME
    return framed and len(word) >= _SHORTEST_STEM and bool(_DERIVED.fullmatch(ending))


def _again(document: Document) -> Iterator[Finding]:
    for kind, first, again in duplicates(document):
        rule = _BLOCK_RULES[kind]
        one, other = document.slice(first), document.slice(again)
        between = document.text[first.end : again.start]
        if one != other and between == " ":  # nearly the same sentence twice running: either may be the better one
            message = "These two sentences say the same; keep the better one."
            yield Finding(rule, Span(first.start, again.end), message, (Suggestion(one), Suggestion(other)), (first,))
        else:
            line = document.position(document.raw_span(first).start).line
            message = f"The {kind} of line {line} again; keep the better one."
            yield Finding(rule, again, message, (Suggestion(""),), related=(first,))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

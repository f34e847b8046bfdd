"""Faults that a grammar checker sees: LanguageTool where it is installed, Harper otherwise.

What it finds
    Verbs that do not agree with their subjects ("the talks has begun"), wrong forms after an auxiliary or a
    preposition, missing and wrong articles, words confused with their neighbours, odd word order. Only those of the
    engines' rules count that proved right in measurements; opinions on style do not.

Why it matters
    Systems translate languages without articles or agreement, and guess them. Such faults are the first that a reader
    sees, and most have one obvious correction.

Example
    Before: "The talks has begun in an hotel." After: "The talks have begun in a hotel."

Limits
    Neither engine sees a wrong sense: a fluent mistranslation passes. Table cells are left out, and whatever borders on
    code or an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from mtaudit.detectors import _engine_rules
from mtaudit.detectors._asking import Answered, ask_harper, ask_languagetool, start, wants_languagetool
from mtaudit.detectors._chunks import Chunk, chunks
from mtaudit.detectors._trim import trim
from mtaudit.engines import Hit, harper, languagetool
from mtaudit.errors import EngineError, EngineMissingError
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

_GRAMMAR = "linguistic-conventions/grammar"
_SPELLING = "linguistic-conventions/spelling"

RULES = (
    Rule("grammar/agreement", _GRAMMAR, "major", "A verb, noun or determiner that does not agree"),
    Rule("grammar/article", _GRAMMAR, "minor", "A wrong, missing or needless article"),
    Rule("grammar/verb-form", _GRAMMAR, "major", "A verb in the wrong form"),
    Rule("grammar/word-form", _GRAMMAR, "major", "A word in the wrong form or part of speech"),
    Rule("grammar/preposition", _GRAMMAR, "minor", "A wrong, missing or needless preposition"),
    Rule("grammar/missing-word", _GRAMMAR, "major", "A word is missing"),
    Rule("grammar/extra-word", _GRAMMAR, "minor", "A word too many"),
    Rule("grammar/sentence", _GRAMMAR, "minor", "A sentence that breaks a rule of grammar"),
    Rule("grammar/confused-word", "accuracy/mistranslation", "major", "A word taken for one that looks alike"),
    Rule("grammar/collocation", "style/unidiomatic", "minor", "Words that do not go together in English"),
    Rule("grammar/compound", _SPELLING, "minor", "A compound with a wrong space or hyphen"),
    Rule("grammar/spelling", _SPELLING, "minor", "A word spelt wrong"),
    Rule("grammar/capitalization", "linguistic-conventions/capitalization", "minor", "A wrong capital or small letter"),
    Rule("grammar/punctuation", "linguistic-conventions/punctuation", "minor", "A missing or wrong mark"),
    Rule(
        "grammar/sentence-start",
        "linguistic-conventions/capitalization",
        "minor",
        "A sentence that begins with a small letter",
        status="preview",
    ),
    Rule(
        "grammar/false-friend",
        "accuracy/false-friend",
        "minor",
        "A false friend",
        status="pivot",
        evidence="source",
        pivot=("ca", "pt"),
    ),
)

_MOST_SUGGESTIONS = 3
_FALSE_FRIEND = "false-friend"
#: Zipf frequency up to which a bare word counts as a false friend, as in the tables of ``en/false-friends``.
_SELDOM = 4.2
_NONE = (
    "no grammar checker is installed; 'pip install mtaudit[grammar]' brings Harper, "
    "'mtaudit languagetool install' LanguageTool"
)
_BY_FAULT = {rule.id.partition("/")[2]: rule for rule in RULES}


def wanted(settings: Settings) -> bool:
    """Whether a checker is wanted at all."""
    return settings.grammar != "off"


def local(settings: Settings) -> tuple[Rule, ...]:
    """All rules: an engine sees a paragraph at a time; but a server may keep us waiting."""
    return () if wants_languagetool(settings) else RULES


def prepare(document: Document, settings: Settings) -> None:
    """Let the engine start while the other detectors work, if it has something to do."""
    with suppress(EngineError):  # detect comes to the same error, and reports it
        start({chunk.text for chunk in chunks(document)}, settings)


def preload(settings: Settings) -> None:
    """Load the engine, if it is one that works in this process."""
    if not wants_languagetool(settings) and harper.installed():
        harper.start().result()


def fingerprint(settings: Settings) -> str:
    """The engine that will be asked, and the table that judges it."""
    engine = settings.grammar
    if engine == "auto":
        engine = "languagetool" if wants_languagetool(settings) else "harper"
    version = languagetool.VERSION if engine == "languagetool" else harper.installed() if engine == "harper" else ""
    return f"{engine} {version} {settings.languagetool_url} {_engine_rules.digest()}"


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what the engine finds; raises EngineError at the end for whatever it could not check."""
    if not wanted(settings):
        return
    parts = tuple(chunks(document))
    if wants_languagetool(settings):
        yield from _with_languagetool(parts, settings)
    elif not harper.installed():
        raise EngineMissingError(_NONE)
    else:
        yield from _findings(parts, ask_harper(part.text for part in parts), "Harper")


def _with_languagetool(parts: tuple[Chunk, ...], settings: Settings) -> Iterator[Finding]:
    """What LanguageTool finds, and what Harper finds in the rest, if LanguageTool leaves any."""
    try:
        answered = ask_languagetool((part.text for part in parts), settings)
    except EngineError as error:
        answered = Answered({}, str(error))
    yield from _findings(parts, answered, "LanguageTool")
    if not answered.trouble:
        return
    left = tuple(part for part in parts if part.text not in answered.hits)
    reason = f"LanguageTool did not check {_share(len(left), len(parts))}: {answered.trouble}"
    if not harper.installed():
        raise EngineError(reason)
    yield from _findings(left, ask_harper(part.text for part in left), "Harper")
    raise EngineError(f"{reason}; Harper checked them instead")


def _share(left: int, total: int) -> str:
    return "any paragraph" if left == total else f"{left} of {total} paragraphs"


def _findings(parts: Iterable[Chunk], answered: Answered, engine: str) -> Iterator[Finding]:
    for part in parts:
        for hit in answered.hits.get(part.text, ()):
            verdict = _engine_rules.verdict(engine, hit.category, hit.rule)
            if (
                verdict
                and hit.start < hit.end
                and not part.touches_mask(hit.start, hit.end)
                and not (verdict.fault == _FALSE_FRIEND and _is_common(part.text[hit.start : hit.end]))
            ):
                yield _finding(part, hit, verdict, engine)


def _is_common(word: str) -> bool:
    """Whether English needs a word so often that it is no false friend as a rule: "mayor" is seldom "maior"."""
    from mtaudit.lexicons.english import commonness

    return commonness(word.lower()) > _SELDOM


def _finding(part: Chunk, hit: Hit, verdict: _engine_rules.Verdict, engine: str) -> Finding:
    start, end, texts = trim(part.text, hit.start, hit.end, hit.replacements)
    single_safe = verdict.safe and len(texts) == 1
    return Finding(
        _BY_FAULT[verdict.fault],
        Span(part.start + start, part.start + end),
        f"{_sentence(hit.message)} ({engine}: {hit.rule})",
        tuple(Suggestion(text, safe=single_safe) for text in texts[:_MOST_SUGGESTIONS]),
    )


def _sentence(message: str) -> str:
    """An engine's message on one line, with one full stop."""
    return " ".join(message.replace("`", "'").split()).rstrip(".") + "."

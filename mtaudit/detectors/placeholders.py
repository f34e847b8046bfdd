"""Placeholders and markup that the translation broke or left open.

What it finds
    Marks that a system set for names and never filled ("downtown (*14*), Texas", "__URL__"), placeholders that a space
    or a capital broke ("% s", "{ 0 }", "$ {name}", "% 1 $ s"), placeholders left in prose ("Dear {{name}}"), and
    Markdown or HTML in pieces ("[here] (https://…)", "** bold **", "</ b>").

Why it matters
    A broken placeholder shows up as text, or stops the program that should fill it.

Example
    Before: Hello % s, see [the guide] (https://example.com). After: Hello %s, see [the guide](https://example.com).

Limits
    Whole placeholders are usual in strings and manuals of software, so they are reported only on request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._inside import inside
from mtaudit.model import MASK, Document, Finding, Rule
from mtaudit.settings import Settings

_MARKUP = "design-and-markup/markup-tag"

UNFILLED = Rule("placeholders/unfilled", "accuracy/omission", "major", "A mark that was never filled in")
BROKEN = Rule("placeholders/broken", _MARKUP, "major", "A placeholder in pieces")
LEFT = Rule("placeholders/left", _MARKUP, "major", "A placeholder left in prose", status="preview")
LINK = Rule("placeholders/link", _MARKUP, "minor", "A Markdown link in pieces")
EMPHASIS = Rule("placeholders/emphasis", _MARKUP, "minor", "Markdown emphasis in pieces")
TAG = Rule("placeholders/tag", _MARKUP, "minor", "An HTML tag in pieces")

RULES = (UNFILLED, BROKEN, LEFT, LINK, EMPHASIS, TAG)
LOCAL = RULES

_HINT = re.compile(r"[%{$*\]<_][ %{$*(\w/}]")
_TAGS = (
    "b|i|u|p|a|em|br|li|ul|ol|td|tr|th|div|span|strong|code|pre|img|h[1-6]|summary|details|table|sup|sub|hr|small|font"
)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every broken or unfilled placeholder, link, emphasis and tag."""
    yield from inside(document, run(_CHECKS, document, around=_HINT))


def _solid(match: Match) -> tuple[str, ...]:
    return ("".join(match["fault"].split()),)


def _solid_lower(match: Match) -> tuple[str, ...]:
    return ("".join(match["fault"].split()).replace("$S", "$s").replace("$D", "$d"),)


def _without_spaces(match: Match) -> tuple[str, ...]:
    return (f"{match['mark']}{match['inner'].strip()}{match['mark']}",)


def _is_tag(match: Match) -> bool:
    """Whether a tag of one letter is no comparison: a closing one follows or it closes."""
    tag = re.sub(r"\W", "", match["fault"])
    return (
        len(tag) > 1
        or "/" in match["fault"]
        or f"/{tag}" in match.string[match.end() : match.end() + 300].replace(" ", "")
    )


_CHECKS = (
    Check(
        UNFILLED,
        re.compile(r"(?P<fault>\(\*\d{1,4}\*\)|(?<![\w*])\*\d{1,4}\*(?![\w*]))"),
        "The mark “{fault}” stands where a name or word was lost.",
    ),
    Check(
        UNFILLED,
        re.compile(
            r"(?<![\w`])(?P<fault>(?:__|_|\[|<|\{)(?:URL|NUM|NUMBER|NAME|PERSON|ENTITY|DATE|EMAIL|LOC|ORG|PLACEHOLDER|PH|TERM|VAR)"
            r"[_ -]?\d{0,4}(?:__|_|\]|>|\}))(?![\w`])"
        ),
        "The mark “{fault}” stands where a name or word was lost.",
    ),
    Check(
        BROKEN,
        re.compile(
            r"(?<![\w%])(?<!\d )(?P<fault>% (?:[sd]|\d{1,2} ?\$ ?[sdSD])|%\d{1,2}(?: \$ ?| ?\$ )[sdSD]|%\d{1,2}\$[SD]"
            r"|% ?\( ?\w{1,30} ?\) [sd]|% \(\w{1,30}\) ?[sd])(?!\w)"
        ),
        "The placeholder “{cure}” is in pieces.",
        _solid_lower,
        safe=True,
    ),
    Check(
        BROKEN,
        re.compile(
            r"(?P<fault>\$ \{ ?\w[\w.]{0,40} ?\}|\$\{(?: \w[\w.]{0,40} ?| ?\w[\w.]{0,40} )\}"
            r"|(?<!\{)\{(?: \d{1,2} ?| ?\d{1,2} )\}(?!\})|\{ \{ ?\w[\w.]{0,40} ?\} ?\}|\{\{ ?\w[\w.]{0,40} ?\} \})"
        ),
        "The placeholder “{cure}” is in pieces.",
        _solid,
        safe=True,
    ),
    Check(
        LEFT,
        re.compile(
            r"(?P<fault>(?<![\w%])(?:%(?:\d\$)?[sd]|%\(\w{1,30}\)[sd])(?![\w%])"
            r"|(?<![\w`:$={])(?:\$?\{\w{1,30}\}|\{\{ ?[\w.]{1,40} ?\}\})(?![`\w}\ufffc]))"
        ),
        "The placeholder “{fault}” was left in the text.",
    ),
    Check(
        LINK,
        re.compile(rf"\[[^\[\]\n]{{1,200}}(?P<fault>\] \()(?=(?:[{MASK}/#]|\.\.?/|https?:)[^()\s]{{0,300}}\))"),
        "A space breaks this link.",
        _solid,
        safe=True,
    ),
    Check(
        LINK,
        re.compile(rf"(?<!\w)(?P<fault>! \[)(?=[^\[\]\n]{{0,200}}\] ?\([{MASK}/#.h])"),
        "A space breaks this image.",
        _solid,
        safe=True,
    ),
    Check(
        EMPHASIS,
        re.compile(
            r"(?<![\w*])(?P<fault>(?P<mark>\*\*)(?=[^*\n]{0,150}[A-Za-z]{3})"
            r"(?P<inner> [^\s*][^*\n]{0,150}|[^\s*][^*\n]{0,150} )\*\*)(?![\w*])"
        ),
        "A space keeps these marks from setting the words in bold.",
        _without_spaces,
        safe=True,
    ),
    Check(
        TAG,
        re.compile(
            rf"(?P<fault>< ?/ (?:{_TAGS}) ?>|< (?:/ ?)?(?:{_TAGS}) ?/? ?>|</(?:{_TAGS}) >|<(?:{_TAGS}) / ?>)",
            re.IGNORECASE,
        ),
        "The tag “{cure}” is in pieces.",
        _solid,
        safe=True,
        holds=_is_tag,
    ),
)

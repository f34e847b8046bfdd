"""The letters of the scripts that English prose is not written in."""

from __future__ import annotations

from mtaudit.expressions import expression

_RANGES = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": "\u0531-\u058a",
    "Hebrew": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Arabic": "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff"
    "\ufe70-\ufefc",
    "Devanagari": "\u0900-\u0963\u0970-\u097f\ua8e0-\ua8ff",
    "Bengali": "\u0980-\u09e3\u09f0-\u09fe",
    "Gurmukhi": "\u0a00-\u0a65\u0a70-\u0a7f",
    "Gujarati": "\u0a80-\u0ae3\u0af0-\u0aff",
    "Tamil": "\u0b80-\u0be3\u0bf0-\u0bfa",
    "Telugu": "\u0c00-\u0c63\u0c70-\u0c7f",
    "Kannada": "\u0c80-\u0ce3\u0cf0-\u0cff",
    "Malayalam": "\u0d00-\u0d63\u0d70-\u0d7f",
    "Sinhala": "\u0d80-\u0ddf\u0df0-\u0df4",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Lao": "\u0e81-\u0ecd\u0edc-\u0edf",
    "Tibetan": "\u0f00-\u0f1f\u0f34-\u0fff",
    "Burmese": "\u1000-\u103f\u1050-\u109f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17df",
    "Korean": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Japanese": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "Chinese": "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
}

#: All of them, as the inside of a character class.
LETTERS = "".join(_RANGES.values())

#: An expression for one letter of each script, by the name that a reader knows.
OF = {name: expression(f"[{letters}]") for name, letters in _RANGES.items()}

#: A few ranges that hold all of them: a quick look.
_FAR = expression("[\u0370-\u1fff\u2c00-\ufffb\U00020000-\U0003ffff]")


def may_hold(text: str) -> bool:
    """Whether a text is worth searching for such letters."""
    return bool(_FAR.search(text))


def name_of(letter: str) -> str:
    """The script of a letter that ``LETTERS`` holds."""
    return next(name for name, pattern in OF.items() if pattern.match(letter))

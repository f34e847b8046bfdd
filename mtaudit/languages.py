"""The languages that a text may have been translated from: their codes and names."""

from __future__ import annotations

import re

from mtaudit.errors import SettingsError
from mtaudit.model import Origin

_NAMES = (
    "af Afrikaans ar Arabic as Assamese ast Asturian az Azerbaijani be Belarusian bg Bulgarian bn Bengali ca Catalan "
    "cs Czech cy Welsh da Danish de German el Greek eo Esperanto es Spanish et Estonian eu Basque fa Persian fi "
    "Finnish fil Filipino fo Faroese fr French ga Irish gl Galician gu Gujarati he Hebrew hi Hindi hr Croatian hu "
    "Hungarian hy Armenian id Indonesian is Icelandic it Italian ja Japanese ka Georgian kk Kazakh km Khmer ko Korean "
    "ku Kurdish lb Luxembourgish lt Lithuanian lv Latvian mk Macedonian ml Malayalam mn Mongolian mr Marathi ms Malay "
    "mt Maltese my Burmese ne Nepali nl Dutch no Norwegian pa Punjabi pi Pali pl Polish ps Pashto pt Portuguese ro "
    "Romanian ru Russian sa Sanskrit sh Serbo-Croatian si Sinhala sk Slovak sl Slovenian sq Albanian sr Serbian sv "
    "Swedish sw Swahili ta Tamil te Telugu th Thai tr Turkish uk Ukrainian ur Urdu uz Uzbek vi Vietnamese yi Yiddish "
    "zh Chinese"
).split()
#: The English name of each language by its code.
NAMES = dict(zip(_NAMES[::2], _NAMES[1::2], strict=True))
_ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh"}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]+)?", re.IGNORECASE)


#: How likely a language must be to be named, and how many traces of it are quoted.
_LEAST_SHARE, _QUOTES = 0.1, 4

#: A text may come from English itself, by a program that puts synonyms for its words.
SPINNER = "en"


def name(code: str) -> str:
    """A language as people call it."""
    return "a synonym spinner" if code == SPINNER else NAMES.get(code, code)


def told(origin: Origin) -> str:
    """A guess and what it rests on as a sentence; "" where there is none, or the user said the language."""
    if origin.stated or not origin.language:
        return ""
    languages = " or ".join(name(code) for code, share in origin.ranking if share >= _LEAST_SHARE)
    quotes = ", ".join(f"“{text}”" for text in origin.quotes[:_QUOTES])
    return f"Likely translated from {languages}: {quotes}"


def canonical(code: str) -> str:
    """A code as the rules name it: "pt" for "pt-BR", "no" for "nb"; raises SettingsError for what is none."""
    match = _CODE.fullmatch(code)
    if not match:
        named = next((each for each, name in NAMES.items() if name.lower() == code.lower()), "")
        raise SettingsError(f"a language is a code such as de; '{code}' is {repr(named) if named else 'none'}")
    found = match[1].lower()
    return _ALIASES.get(found, found)

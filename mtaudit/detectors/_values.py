"""The values that the numbers of a text may have, in any script and with the scales of many languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from mtaudit.model import Span

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,:/'’٫٬ \u00a0\u202f\u2009-]\d+)*(?=(?P<tail>\w*))|\d+")
_SEPARATOR = re.compile(r"\D+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’٬ \u00a0\u202f\u2009]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMAL = re.compile(r"(?P<whole>\d+(?:[.,'’٬ \u00a0\u202f\u2009]\d{3})*)[.,٫](?P<part>\d+)")
_ROMAN = re.compile(r"\b(?=[IVX]{2,}\b|[IVX]\b(?=[. ]))X{0,3}(?:IX|IV|V?I{0,3})\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}

#: Stems of the words for thousands and more; the longest that a word begins with counts.
_SCALES = {
    10**2: "hundred сот сто hundert cent cien sută sute sada saja सय सौ",
    10**3: "thousand tuhat tuhan тыс тысяч тисяч tausend tsd mille millier mil mie mii bin tuhande hazār هزار ألف آلاف "
    "زره हजार हज़ार දහස දහස් දාහ ពាន់ nghìn ngàn ribu duizend tysiąc tysięc tusen ezer χιλιάδ 千 천 พัน",
    10**4: "万 萬 만 หมื่น ម៉ឺន vạn",
    10**5: "lakh लाख ලක්ෂ លក្ខ សែន แสน লাখ lac",
    10**6: "million miljon milion милли млн мільйон millón millones milhão milhões milione milioni milyon juta triệu "
    "मिलियन දශලක්ෂ මිලියන លាន ล้าน میلیون ملیون مليون ملايين 百万 백만 mio εκατομμύρι",
    10**7: "crore करोड कोटि කෝටි କୋଟି কোটি",
    10**8: "億 亿 억",
    10**9: "billion milliard miljard miliard миллиард млрд мільярд milliarde mrd milyar tỷ tỉ miliar मिलियार्ड අබ "
    "බිලියන ពាន់លាន میلیارد ملیارد مليار مليارات अरब अर्ब bilhão bilhões",
    10**12: "trillion triljon trilion триллион трлн billón billones 兆 조 trilhão trilhões بیلیون",
}
#: Words that English, Spanish and German take for different scales.
_ALSO = {"billion": 10**12, "billón": 10**9, "兆": 10**6, "mil": 10**6}
_SCALE_OF = {stem: scale for scale, stems in _SCALES.items() for stem in stems.split()}
_STEMS = "|".join(sorted(map(re.escape, _SCALE_OF), key=len, reverse=True))
_SCALE = re.compile(rf"[\s\u00a0-]*(?P<scale>(?P<stem>{_STEMS})[a-zà-ÿĀ-žа-я]{{0,5}})", re.IGNORECASE)
#: Units and other words that only begin like a scale.
_NO_SCALE = re.compile(
    r"mil(?:es?\b|itar|ieu|i?(?:li)?(?:m[eè]t|gr|lit|se[ck]|volt|amp|b))|minut|bin[gd]|saj|mei", re.IGNORECASE
)
#: The letters of a stem that is no chance beginning.
_SURE = 5
_MAY_BE_DATE = re.compile(r"\d{1,2}[.:/-]\d{1,2}")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_OTHERS = {"once": 1, "single": 1, "twice": 2, "double": 2, "both": 2, "pair": 2, "couple": 2, "half": 2, "triple": 3}
_OTHERS |= {"quarter": 4, "dozen": 12, "twentieth": 20, "thirtieth": 30, "hundred": 100, "thousand": 1000}
_WORDS = {word: value for value, word in enumerate(_UNITS.split())}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_WORDS |= {word: value for value, word in enumerate(_ORDINALS.split(), 1)} | _OTHERS
_WORD = re.compile(
    rf"\b(?P<first>{'|'.join(_WORDS)})(?:[- ](?P<second>{'|'.join(_WORDS)}))?(?:s|fold)?\b", re.IGNORECASE
)
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep oct nov dec"
).split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)


class Number(NamedTuple):
    """A number in a text: its place, what it may be worth, the likeliest of that, and its worth without the scale.

    ``scaled`` is its place together with the word that surely scales it.
    """

    span: Span
    values: frozenset[Fraction]
    likeliest: Fraction
    unscaled: frozenset[Fraction] = frozenset()
    scaled: Span | None = None


def numbers(text: str) -> list[Number]:
    """Every number that is written in digits, of any script."""
    plain = _plain(text)
    return [_number(plain, match) for match in _NUMBER.finditer(plain)]


def other_values(text: str) -> frozenset[Fraction]:
    """The values that an English or a foreign text names without digits: words, months, Roman numerals."""
    found = [*map(_word_value, _WORD.finditer(text)), *map(_roman, _ROMAN.finditer(text))]
    found += [_MONTHS.index(month.lower()) % 12 + 1 for month in _MONTH.findall(text)]
    scaled = (value * scale for value in found for scale in (1, *_SCALE_VALUES))
    return frozenset(map(Fraction, chain(found, scaled)))


_SCALE_VALUES = (100, 1000, 10**6, 10**9)


def _plain(text: str) -> str:
    """Decimal digits of all scripts as those of ASCII; lengths stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _number(text: str, match: re.Match[str]) -> Number:
    digits = match[0].lstrip("-−")
    plain = dict.fromkeys(_values(digits))
    scale = _SCALE.match(text, match.end())
    if not scale or _NO_SCALE.match(scale["scale"]):
        return Number(Span(*match.span()), frozenset(plain), next(iter(plain)))
    scaled = [value * each for each in _scales(scale["stem"]) for value in plain]
    unsure = plain if len(scale["stem"]) < _SURE and scale["stem"].isascii() else ()
    whole = None if unsure else Span(match.start(), scale.end())
    return Number(Span(*match.span()), frozenset((*scaled, *unsure)), scaled[0], frozenset(plain), whole)


def _scales(word: str) -> tuple[int, ...]:
    stem = word.lower() if word.lower() in _SCALE_OF else word
    return tuple(dict.fromkeys((_SCALE_OF[stem], _ALSO.get(stem, _SCALE_OF[stem]))))


def _values(digits: str) -> Iterator[Fraction]:
    """What one written number may be worth, the likeliest first; of a date or a time, what its parts are worth."""
    grouped, decimal = _GROUPED.fullmatch(digits), _DECIMAL.fullmatch(digits)
    if grouped:
        yield Fraction(_SEPARATOR.sub("", digits))
    if decimal:
        yield Fraction(f"{_SEPARATOR.sub('', decimal['whole'])}.{decimal['part']}")
    if (not grouped and not decimal) or _MAY_BE_DATE.fullmatch(digits):
        yield from map(Fraction, _SEPARATOR.split(digits))


def _word_value(match: re.Match[str]) -> int:
    first = _WORDS[match["first"].lower()]
    second = _WORDS[match["second"].lower()] if match["second"] else 0
    return first * second if second >= 100 else first + second if 20 <= first < 100 else first


def _roman(match: re.Match[str]) -> int:
    total = 0
    for digit, following in zip(match[0], (*match[0][1:], ""), strict=True):
        value = _ROMAN_DIGITS[digit]
        total += -value if following and _ROMAN_DIGITS[following] > value else value
    return total

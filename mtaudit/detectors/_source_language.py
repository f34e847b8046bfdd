"""Which language sources are in, by their script, in Latin letters by their commonest words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mtaudit.expressions import expression
from mtaudit.lexicons import function_word
from mtaudit.model import Segment

_WORD = expression(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", expression("[\u3040-\u30ff]")),
    ("ko", expression("[\uac00-\ud7af]")),
    ("zh", expression("[\u4e00-\u9fff]")),
    ("uk", expression("[іїєґ]")),
    ("ru", expression("[а-яё]")),
)
_SAMPLE = 200  # pairs that show the language


def source_language(pairs: Sequence[Segment]) -> str:
    """The language of the sources: by their script, in Latin letters by their commonest words."""
    text = " ".join(pair.source for pair in pairs[:_SAMPLE]).lower()
    for language, script in _SCRIPTS:
        if len(script.findall(text)) * 4 > len(text):
            return language
    known = filter(None, map(function_word, _WORD.findall(text)))
    votes = Counter(language for each in known for language in each.languages)
    return max(votes, key=lambda language: votes[language], default="")

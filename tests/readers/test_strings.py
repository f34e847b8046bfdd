from pathlib import Path

import pytest

from mtaudit.audit import read_text
from mtaudit.model import MASK
from mtaudit.readers import strings

FILE = r"""/* A note of words */
"hello" = "Hello \"%@\"\nyou";
// "old" = "Old";
bare.key = "It's \U00e9";
"two"="Two
lines";
"""


def test_values_are_units_and_comments_are_none():
    document = read_text(FILE, "en.lproj/a.strings")
    assert [(document.slice(each.span), each.key) for each in document.blocks] == [
        (f'Hello "{MASK * 2}"\nyou', "hello"),
        ("It's é", "bare.key"),
        ("Two\nlines", "two"),
    ]


@pytest.mark.parametrize(
    ("path", "taken"), [("en.lproj/a.strings", True), ("Base.lproj/a.strings", True), ("de.lproj/a.strings", False)]
)
def test_a_walk_takes_the_english_strings(path, taken):
    assert strings.is_walked(Path(path)) is taken

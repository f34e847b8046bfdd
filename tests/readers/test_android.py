from pathlib import Path

import pytest

from mtaudit.audit import read_text
from mtaudit.model import MASK
from mtaudit.readers import android

FRAME = '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:tools="t">%s</resources>'

CASES = [
    ('<string name="a">Don\\\'t &amp; \\"go\\"\\n\\u00e9</string>', [('Don\'t & "go"\né', 'Don\'t & "go"\né', "a")]),
    ('<string name="a">w<b>or</b>d %1$s</string>', [(f"word {MASK * 4}", "w<b>or</b>d %1$s", "a")]),
    ('<string name="a" translatable="false">No</string>', []),
    ('<plurals name="n"><item quantity="one">%d file</item></plurals>', [(f"{MASK * 2} file", "%d file", "n.one")]),
    (
        '<string-array name="n"><item>One</item><item>Two</item></string-array>',
        [("One",) * 2 + ("n.0",), ("Two",) * 2 + ("n.1",)],
    ),
    (
        '<string name="a"><![CDATA[one & <i>two</i>]]></string>',
        [(f"one & {MASK * 3}two{MASK * 4}", "one & <i>two</i>", "a")],
    ),
]


@pytest.mark.parametrize(("strings", "expected"), CASES)
def test_strings(strings, expected):
    document = read_text(FRAME % strings, "strings.xml")
    assert [(document.slice(each.span), each.target, each.key) for each in document.blocks] == expected


def test_any_other_xml_is_read_as_tags():
    document = read_text("<page><p>One of them.</p><p>Two.</p></page>", "a.xml")
    assert [document.slice(each.span) for each in document.blocks] == ["One of them.", "Two."]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("res/values/strings.xml", True),
        ("res/values-en-rGB/strings.xml", True),
        ("res/values-de/strings.xml", False),
        ("res/values/colors.xml", False),
        ("pom.xml", False),
    ],
)
def test_a_walk_takes_the_english_strings(path, taken):
    assert android.is_walked(Path(path)) is taken

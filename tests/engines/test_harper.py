import json
import os
import subprocess
import sys

import pytest

from mtaudit.engines import harper
from mtaudit.errors import EngineError


@pytest.mark.parametrize(
    ("text", "rule", "place", "replacement"),
    [
        ("This is an test.", "AnA", "an", "a"),
        ("\U0001f600\U0001f600 This is an test.", "AnA", "an", "a"),
        ("Cafe\u0301 \u05e9\u05dc\u05d5\u05dd. This is an test.", "AnA", "an", "a"),
        ("He said that i was late.", "CapitalizePersonalPronouns", "i", "I"),
        ("This is the the test.", "RepeatedWords", "the the", "the"),
    ],
)
def test_hit_stands_at_its_code_points(text, rule, place, replacement):
    (found,) = harper.ask([text])
    hit = next(each for each in found if each.rule == rule)
    assert text[hit.start : hit.end] == place
    assert hit.replacements[0] == replacement


@pytest.mark.parametrize(
    "text", ["", " ", "\U0001f600", "He has a dog.", "Kunduz, Faryab, Khaliddin Hakmi.", "Xx is here."]
)
def test_no_hit(text):
    assert list(harper.ask([text])) == [()]


def test_answers_come_in_the_order_of_the_texts():
    texts = [f"Number {number}: {'an' if number % 3 else 'a'} test." for number in range(20)]
    assert [bool(found) for found in harper.ask(texts)] == [number % 3 != 0 for number in range(20)]


def test_harper_does_not_print_into_the_report():
    code = (
        "from mtaudit.engines import harper\n"
        "found = list(harper.ask(['Looking forward to further coordinating the stances.']))\n"
        "print('[1]')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [1]


def test_missing_harper_is_named(monkeypatch):
    monkeypatch.setattr(harper, "installed", lambda: "")
    with pytest.raises(EngineError, match=r"pip install mtaudit\[grammar\]"):
        list(harper.ask(["text"]))


def test_standard_output_is_as_it_was():
    before = os.fstat(1)
    list(harper.ask(["This is an test."]))
    assert os.fstat(1).st_ino == before.st_ino

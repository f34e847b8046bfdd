"""Expressions that are compiled late do what others do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.expressions import expression

PATTERNS = [r"\b(?P<word>[a-c]+)\b", r"(a)|(b)", r"[^\W\d_]{2,}", r""]


@pytest.fixture
def compilations(monkeypatch):
    """The patterns that were compiled."""
    compiled, done = re.compile, []
    monkeypatch.setattr(re, "compile", lambda *source: done.append(source[0]) or compiled(*source))
    return done


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("abcAB é_1 ", max_size=30), start=st.integers(0, 10))
def test_it_finds_what_the_compiled_one_finds(pattern, flags, text, start):
    late, early = expression(pattern, flags), re.compile(pattern, flags)
    assert [match.span() for match in late.finditer(text, start)] == [m.span() for m in early.finditer(text, start)]
    assert late.sub("-", text) == early.sub("-", text)
    assert late.findall(text) == early.findall(text)
    assert bool(late.fullmatch(text)) == bool(early.fullmatch(text))
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


def test_it_is_compiled_at_its_first_use_and_once(compilations):
    late = expression("a+b")
    assert compilations == []
    assert late.search("aab") and late.search("ab") and late.match("ab")
    assert compilations == ["a+b"]


def test_it_has_nothing_that_a_compiled_one_lacks():
    assert not hasattr(expression("a"), "findeach")


def test_a_fault_shows_at_the_first_use():
    late = expression("(")
    with pytest.raises(re.error):
        late.search("")

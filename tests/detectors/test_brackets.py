import pytest


@pytest.fixture(scope="module")
def brackets(detector):
    return detector("brackets")


@pytest.mark.parametrize(
    "text",
    [
        "The Fund [[(]]IMF has agreed to pay.",
        "using the Kanban method[[)]]. This helped the team.",
        "the preservation of Legacy [[(]]see Dok.\n\nSimplified by the builder",
        "He came [[(]]from Rome (by train) and left.",
        "the report [[[]]of the mayor was lost",
    ],
)
def test_alarm(brackets, text):
    brackets.alarm(text, "brackets/unpaired")


@pytest.mark.parametrize(
    "text",
    [
        "The Fund (IMF) has agreed [1].",
        "We do this: a) go, b) stay, 1) wait, iv) hope.",
        "(a) go or 2) stay",
        "I like it :) and :-( and ;) and 8) too (really).",
        "in the interval [0, 1) and (0, 1]",
        "A long aside (which starts here.\n\nAnd ends here) was heard.",
        "if (a == b) { call(x; }",
        "Use `f(` and `)` here.",
        "He said (and [sic] wrote) it.",
        "((twice))",
        "( ( ( ( ( ( ( ( (",
        "no brackets at all",
    ],
)
def test_silent(brackets, text):
    brackets.silent(text)

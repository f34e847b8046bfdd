import pytest

ALARMS = [
    ("the situation in Ukraine and the new Corona[[. ..]]", "punctuation/doubled", (".",)),
    ("It has rebounded in some areas[[. .]] The epidemic goes on.", "punctuation/doubled", (".",)),
    ("Make sure the attributes (e.g.`name`[[,,]]`title`) are set.", "punctuation/doubled", (",",)),
    ("We learned earlier[[,,]] and later.", "punctuation/doubled", (",",)),
    ("with information[[..]] Then it closed.", "punctuation/doubled", (".",)),
    ("First this[[, ,]] then that", "punctuation/doubled", (",",)),
    ("He came[[,.]] Then he left.", "punctuation/doubled", (".",)),
    ("He came[[,;]] then he left.", "punctuation/doubled", (";",)),
    ("He came with soldiers[[.,]] and left.", "punctuation/doubled", (",", ".")),
    ("He wrote the “Plan for the management of facilities[[.”.]]", "punctuation/doubled", (".”",)),
    (
        "The court closed the [[case. against]] him, a decision that was later endorsed.",
        "punctuation/mid-sentence",
        ("case against", "case. Against"),
    ),
    (
        "These were [[analyzed. the]] age was 38.",
        "punctuation/mid-sentence",
        ("analyzed. The", "analyzed the"),
    ),
    ("They have tried to [[figure? out]] how.", "punctuation/mid-sentence", ("figure out", "figure? Out")),
    ("They ship [[the!]] goods.", "punctuation/mid-sentence", ("the",)),
    ("Despite the failure [[of.]] the talks.", "punctuation/mid-sentence", ("of",)),
    ("It was [[also^]] an idea.", "punctuation/stray-symbol", ("also",)),
    ("in the Czech [[Republic_]] in 2019", "punctuation/stray-symbol", ("Republic",)),
    ("in the middle of [[a-]] sentence", "punctuation/stray-hyphen", ("a",)),
    ("close to perfection and the [[show-]] of Lange", "punctuation/stray-hyphen", ("show",)),
]


@pytest.fixture(scope="module")
def punctuation(detector):
    return detector("punctuation")


@pytest.mark.parametrize(("text", "rule", "cures"), ALARMS)
def test_alarm(punctuation, text, rule, cures):
    punctuation.alarm(text, rule, *cures)


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(punctuation, text):
    punctuation.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "He waited... and then .... He waited . . . and left.",
        "and so on, etc., and Jr., of Smith Inc., in Washington, D.C., today",
        "He said “no.” Then he left. “Yes.”",
        "Who Wants to Be a Millionaire?, he asked. Yahoo!, too.",
        "What?! No!! Really??",
        "about approx. the same vs. the other, cf. and est. in 1990",
        "It ran at 5 p.m. on Friday, by 3 a.m. the U.S. and the U.K. had left.",
        "the tokens. spaCy and the iPhone. iOS is new.",
        "std::vector and a::b",
        "a range 1..10 and ../folder and cd ..",
        "short- and long-term, on- and off-line, pre- or post-war",
        "The state-of-the-art well-known show.",
        "_emphasis_ and __init__ and snake_case here",
        "Subject to: the law. In: out.",
        "there is one. It is. They are.",
        "What is it for? And why? In Rome.",
        "Samuel A. and Henry A. Berger of L.A. on that",
        "The Plan :evergreen_tree:, it says",
        "the answer, is of course: that we know",
    ],
)
def test_silent(punctuation, text):
    punctuation.silent(text)


def test_a_text_without_capitals_is_left_alone(punctuation):
    punctuation.silent("we went home. and then we ate. it was late. the end came. we slept. in bed. and so on.")

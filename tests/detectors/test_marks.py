import pytest

LONG = "a very long passage that nobody would want to see marked from one end to the other"
ALARMS = [
    ("He said [[« no »]], then left.", "marks/quote", "“no”"),
    ('He said "yes" and [[«no»]].', "marks/quote", '"no"'),
    ("He said [[„no“]] and left.", "marks/quote", "“no”"),
    ("He said [[„no”]] and left.", "marks/quote", "“no”"),
    ("He said [[»no«]] and left.", "marks/quote", "“no”"),
    ("The plan[[《Winning》]]is good.", "marks/quote", " “Winning” "),
    (f"He said [[« ]]{LONG}[[ »]].", "marks/quote", "“"),
    ("repairing[[，]]management", "marks/full-width", ", "),
    ("the 50[[％]] stayed", "marks/full-width", "%"),
    ("[[Ｈｅｌｌｏ]] world", "marks/full-width", "Hello"),
    ("this code[[（]]please check[[）]]now", "marks/full-width", " ("),
    ("It is good[[。]]Next one", "marks/script", ". "),
    ("bread[[、]]butter", "marks/script", ", "),
    ("1[[、]]Rolling log;", "marks/script", ". "),
    ("[[【]]important[[】]]executor is new", "marks/script", "["),
    ("He left[[،]]he said", "marks/script", ", "),
    ("Is it[[؟]]", "marks/script", "?"),
    ("It is over[[।]]", "marks/script", "."),
    ("He left [[——]] he said", "marks/script", "—"),
    ("He left[[……]]", "marks/script", "…"),
    ("[[¿]]What is it?", "marks/inverted", ""),
    ("[[– I don’t back down at all.]]", "marks/dash-speech", "“I don’t back down at all.”"),
    ("[[– It is over,]] says Biden to the press.", "marks/dash-speech", "“It is over,”"),
    ("[[—We go!]] said Tom.", "marks/dash-speech", "“We go!”"),
]


@pytest.fixture(scope="module")
def marks(detector):
    return detector("marks")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(marks, text, rule, cure):
    marks.alarm(text, rule, cure)


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(marks, text):
    marks.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        'He said “no”, ‘yes’ and "perhaps".',
        "Home » News » World",
        "the title 《红楼梦》 of the novel, and 日本語「テスト」。",
        "yuan (人民币，下同) each",
        "在中国，他说。",
        "قال، نعم؟",
        "— Prologue —",
        "– first item\n– second item we like.\n– third item you know.",
        "- I don’t like it.",
        "– The end of the war",
        "The war – I think – is over.",
        "“¿Qué pasa?” he asked.",
        "He waited … and waited….",
        "Mr. —— was there",
        "a · b and 5 × 3",
        "A naïve café costs 5 € – or £4.",
        "x ≤ y → z",
        "Plain ASCII, nothing else.",
        "№ 5 and ½ of it",
        "A list:\n\n– You can log in.\n– You can log out.",
        "50% (IMF): yes!",
        "„Wir gehen jetzt nach Hause",
        "The mark «",
        "– 5 degrees, said nobody",
    ],
)
def test_silent(marks, text):
    marks.silent(text)

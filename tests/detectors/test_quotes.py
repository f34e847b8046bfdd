import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.settings import Settings

LONG = "a very long passage that nobody would want to see marked from one end to the other"
ALARMS = [
    ("in order to [[” protect “]] parliamentarians", "quotes/inverted", "“protect”"),
    ("They had [[”went out”]] alone.", "quotes/inverted", "“went out”"),
    ("He said, [[“This is unworkable.“]] And left.", "quotes/inverted", "“This is unworkable.”"),
    ('the film [[" Winning "]] starts', "quotes/spaced", '"Winning"'),
    ("the film [[“ Winning ”]] starts", "quotes/spaced", "“Winning”"),
    ("the film [[“Winning ”]] starts", "quotes/spaced-end", "“Winning”"),
    (f"It was [[“ ]]{LONG}[[ ”]] he said.", "quotes/spaced", "“"),
    ("The noble[[”]] vultures are back.", "quotes/unpaired", None),
    ("He wrote that [[“]]nothing will be done.\n\nThen he left.", "quotes/unpaired", None),
    ('due to the defeat[["]] by Reagan in the election', "quotes/unpaired", None),
    ('He said, [["]]we go. And she said, "no".', "quotes/unpaired", None),
]


@pytest.fixture(scope="module")
def quotes(detector):
    return detector("quotes")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(quotes, text, rule, cure):
    quotes.alarm(text, rule, *([cure] if cure else []))


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(quotes, text):
    quotes.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said “no” and “yes”.",
        'He said "no" and "yes, \'perhaps\'", she said.',
        "“We leave.\n\n“We never come back.”",
        "“We leave.\n\nWe never come back.”",
        '"We leave.\n\n"We never come back."',
        'A 19" screen and a board of 5\'10" by 3".',
        'The 19" screen, "it said", is 12" wide.',
        "It’s the dogs’ bowl, rock ’n’ roll of the ’80s.",
        "He said “… and then” he left “— or not”.",
        "(“Yes”) [“no”] —“maybe”—",
        'word—"Hi"—word',
        'Use `"` and `"a` here.',
        "„Wir gehen“, he said.",
        "He read « yes » and left.",
        "``quoted'' text",
        'A **"bold"** and *"it"* word.',
        "He said “it is ‘over’”.",
        "A text without any.",
        # A pair with nothing in it is not turned.
        "He said “attacks” ““ and ”“ left.",
    ],
)
def test_silent(quotes, text):
    quotes.silent(text)


@given(st.lists(st.sampled_from(["“", "”", '"', " ", "a", ".", "\n\n", "5", "(", "—"]), max_size=40).map("".join))
def test_a_well_formed_quotation_adds_no_finding(text):
    detect = registry.plugin("detectors", "quotes").detect
    before = len(list(detect(read_text(f"x{text}\n\nend", "a.txt"), Settings())))
    after = len(list(detect(read_text(f"x{text}\n\nend\n\n“well” set", "a.txt"), Settings())))
    assert after == before

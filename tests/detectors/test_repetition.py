import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.fix import fix
from mtaudit.settings import Settings

TITLE = "Rebels take the northern road to the border"
SENTENCE = "The ministry said that the road to the northern border had been closed since the morning."
THIRDS = """\
One third of the way through the cycle, shake all the bottles.

Two thirds of the way through the cycle, shake all the bottles.
"""
OTHER = "Nobody was hurt, according to the first reports that reached the capital on Monday evening."


@pytest.fixture(scope="module")
def repetition(detector):
    return detector("repetition")


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("They ate [[the the]] food.", "repetition/word", "the"),
        ("All of the pet [[food food]].", "repetition/word", "food"),
        ("It happened in [[2016 2016]].", "repetition/word", "2016"),
        ("Cases of [[Covid-19 Covid-19]] rose.", "repetition/word", "Covid-19"),
        ("auxiliary (including [[6320, 6320]] women)", "repetition/word", "6320"),
        ("[[The the]] plan failed.", "repetition/word", "The"),
        ("He is [[supposed to be supposed to be supposed to be]] there.", "repetition/loop", "supposed to be"),
        ("Then the [[Metropolitan Metropolitan Metropolitan]] came.", "repetition/loop", "Metropolitan"),
        ("It comes [[from the summer snakes, from the summer snakes]].", "repetition/phrase", "from the summer snakes"),
        ("They carried out these [[attacks and attacks]] in the region.", "repetition/conjoined", "attacks"),
        ("They sank 20 Ukrainian [[boats and boats]], he said.", "repetition/conjoined", "boats"),
        ("We used a part of [[AI called AI]].", "repetition/stem", None),
        ("We will [[complete the complete]] withdrawal.", "repetition/stem", None),
        ("in order to [[prevent the prevention]] and control", "repetition/stem", None),
        ("They have [[actually been actually]] placed there.", "repetition/stem", "actually been"),
        (f"{TITLE}\n\n[[{TITLE}]]\n\n{SENTENCE}", "repetition/headline", ""),
        (f"{TITLE}\n\n{SENTENCE}\n\n{OTHER}\n\n[[{TITLE}]]\n\nThe end.", "repetition/headline", ""),
        (f"{SENTENCE}\n\n{OTHER}\n\n[[{SENTENCE}]]", "repetition/paragraph", ""),
        (f"{SENTENCE} {OTHER} [[{SENTENCE}]] It rained.", "repetition/sentence", ""),
    ],
)
def test_alarm(repetition, text, rule, first):
    repetition.alarm(text, rule, *([first] if first is not None else []))


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough, and she said that that was true.",
        "More and more people walked for miles and miles, again and again.",
        "They went to Bora Bora, Walla Walla and a Duran Duran concert.",
        "It is very very late.",
        "He talked and talked and talked.",
        "Blah blah blah, he said.",
        "Never, never, never give up.",
        "No no no no.",
        "We saw oil and oil products, data and data sharing.",
        "One sentences and one sentence, step by step by step.",
        "He walked from door to door, day after day after day.",
        "It varies from family to family.",
        "The scores were 20 20 17 and 17 20 20.",
        "They met at 10:10 and again at 11:11.",
        "The first FIRST Global competition was held here.",
        "Example\n\nUsage\n\nExample\n\nUsage",
        "This is what it is. Is it?",
        "nn.Linear(32)(setup setup())",
        "“We shall win,” he said. “We shall win.”",
        THIRDS,
        "O say can you see\nby the dawn's early light\nwhat so proudly we hailed\nO say can you see\n",
        f"> {SENTENCE}\n",
        "The greater the range of choice, the greater the freedom.",
    ],
)
def test_silent(repetition, text):
    repetition.silent(text)


def test_a_pull_quote_is_no_repetition(repetition):
    repetition.silent(f"{SENTENCE}\n\n> {SENTENCE}\n\n{OTHER}\n", file="article.md")


def test_a_table_is_no_repetition(repetition):
    repetition.silent("| a | b |\n|---|---|\n| yes yes | ok ok |\n| yes yes | ok ok |\n", file="article.md")


def test_a_headline_thrice_is_found_twice_and_points_to_the_first(repetition):
    text = f"{TITLE}\n\n[[{TITLE}]]\n[[{TITLE}]]\n\n{SENTENCE}"
    found = repetition.alarm(text, "repetition/headline")
    assert [each.related[0].start for each in found] == [0, 0]


def test_two_tellings_of_one_headline_offer_both(repetition):
    one = "Ministry of Defense: APU tried to seize the Zaporozhye nuclear power plant."
    other = "Ministry of Defense: Armed Forces of Ukraine tried to seize the Zaporozhye nuclear power plant."
    repetition.alarm(f"[[{one} {other}]]", "repetition/sentence", one, other)


def test_a_wrapped_line_hides_nothing(repetition):
    repetition.alarm(
        "They went over the\nhill to see [[the\nthe]] old town, and\nthey came home late.", "repetition/word"
    )


WORDS = st.lists(st.sampled_from("the cat sat on a mat and then it ate 12 12 Rome, rome. ha".split()), max_size=30)


@given(WORDS)
def test_safe_fixes_leave_no_doubled_word(words):
    settings = Settings(select=("repetition/word",))
    fixed = fix(read_text(" ".join(["Start", *words]), "a.txt"), settings).document
    again = fix(fixed, settings)
    assert again.applied == 0
    assert again.document.raw == fixed.raw

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors.voice import detect
from mtaudit.settings import Settings

TOLD = "The war goes on, and the army leaves the north this week."
REPORT = f"{TOLD}\n\nThe ministry spoke of a hard winter ahead of the country.\n\nNobody knows what comes."


@pytest.fixture(scope="module")
def voice(detector):
    return detector("voice")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{REPORT}\n\n[[If need be, we want to maintain the flexibility,]] he added.", "voice/lost-quotes"),
        (f"{REPORT}\n\n[[I am not going to resign,]] Rutte told the chamber.", "voice/lost-quotes"),
        (
            f"{REPORT}\n\nThe enemy is near, he said.\n\n[[We keep an eye on this.]]\n\nAll is known, he said.",
            "voice/lost-quotes",
        ),
        (
            f"{REPORT} [[The enemy is near,]] he said. [[It is hard,]] he added. [[The rest is known,]] she said.",
            "voice/reported-speech",
        ),
        (
            "One came, he said. Two came, he said. Three came, he said. Four came, he said. Five came, [[he said.]]",
            "voice/tags",
        ),
        ("It will be done as ordered by the Commander in Chief. [[The latter]] decided in April.", "voice/latter"),
        ("Peter came home late and spoke to [[the.]]", "voice/cut-off"),
        ("The minister showed the [[idea that.]] Nobody asked.", "voice/cut-off"),
        ("There are many views of the party and state affairs. [[highlighted in turn.]]", "voice/lost-subject"),
        ("A federation was set up, aiming at proposals by June. [[It was decided.]]", "voice/bare-passive"),
        ("[[They]] will face little opposition in the north.\n\nThe war goes on.", "voice/antecedent"),
        ("The army came. [[The beautiful capital of the northern province.]] It left.", "voice/no-verb"),
    ],
)
def test_alarm(voice, text, rule):
    voice.alarm(text, rule)


@pytest.mark.parametrize(
    "text",
    [
        f"{REPORT}\n\n“If need be, we want to maintain the flexibility,” he added.",
        f"{REPORT}\n\nThe army would maintain its strength, officials said.",
        "We live here, and we like it. Our street is calm, my neighbour said. I agree. We all do.",
        "I hate this place, he said to himself. The night fell, and nobody came to the town.",
        "Peter met a friend and a foe. The latter was late.",
        "Hurstwood liked Drouet. The latter was young.",
        "I know that. He was at home. It is what he thought of.",
        "It was decided that he should go. It was decided by the court.",
        "We saw it on e.g. old maps, i.e. those of the north. He came, etc. and left.",
        "One came, he said. Two came, the army said. Three came, officials said. Four came, he added.",
        "Deborah Lyons spoke.\n\nShe was late.",
        "We’re not done yet with any of it. He travels in the north.",
        "Use git commit -a. It saves all.",
    ],
)
def test_silent(voice, text):
    voice.silent(text)


def test_the_marks_go_around_the_words_and_the_comma(voice):
    found = voice.alarm(f"{REPORT}\n\n[[We want to go,]] he added.", "voice/lost-quotes", "“We want to go,”")
    assert found[0].related


def test_a_paragraph_about_something_else(voice):
    pages = [
        "The army left the northern province after the siege of the garrison.",
        "Northern tribes and the garrison had signed a truce before the siege.",
        "The province sent food to the army, and the garrison opened its gates.",
        "Peacocks, violins, mustard, umbrellas, carpets, lamps, kettles, ribbons, needles, kites, tulips, marbles.",
        "The truce in the northern province held until the army broke the siege.",
    ]
    text = "\n\n".join([*pages[:3], f"[[{pages[3]}]]", pages[4]])
    voice.alarm(text, "voice/off-topic")
    voice.silent("\n\n".join(page for page in pages if page != pages[3]))


PIECES = "We want peace|, he said.|, we told him.|It was decided.|“|”|\n\n|the.|The latter|They|affairs. noted in turn."


@given(st.lists(st.sampled_from(PIECES.split("|"))))
def test_findings_lie_in_one_block_and_change_what_stands(pieces):
    document = read_text(" ".join(["They came.", *pieces]), "a.txt")
    for finding in detect(document, Settings()):
        inside = [block for block in document.blocks if block.span.start <= finding.span.start < block.span.end]
        assert finding.span.end <= inside[0].span.end
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)

import pytest

ALARMS = [
    ("The talks[[ ,]] he said, failed.", "spacing/before-mark", ","),
    ("The talks failed[[ .]] He left.", "spacing/before-mark", "."),
    ("Why did he leave[[ ?]]", "spacing/before-mark", "?"),
    ("What a day[[\u00a0!]]", "spacing/before-mark", "!"),
    ("He told us with a smile[[ :]] it is over.", "spacing/before-mark", ":"),
    ("He said “no”[[ ,]] and left.", "spacing/before-mark", ","),
    ("About 20%[[ ;]] the rest left.", "spacing/before-mark", ";"),
    ("The Fund [[( ]]IMF) has agreed.", "spacing/inside-brackets", "("),
    ("The Fund (IMF[[ )]] has agreed.", "spacing/inside-brackets", ")"),
    ("It flows from the planet[[ 's]] rivers.", "spacing/split-word", "'s"),
    ("They do[[ n't]] know.", "spacing/split-word", "n't"),
    ("The city[[ ’s]] mayor", "spacing/split-word", "’s"),
    ("Prior to Nafah[[' s]] arrest", "spacing/split-possessive", "'s"),
    ("The [[so - called]] talks", "spacing/split-word", "so-called"),
    ("China's [[anti - epidemic]] efforts", "spacing/split-word", "anti-epidemic"),
    ("A [[5 - year - old]] boy", "spacing/split-word", "5-year-old"),
    ("The [[large - scale]] drama", "spacing/split-word", "large-scale"),
    ("A [[pop -up]] window opened.", "spacing/split-word", "pop-up"),
    ("[[Built -in]] modules", "spacing/split-word", "Built-in"),
    ("A [[well- known]] singer", "spacing/split-word", "well-known"),
    ("The [[pan- Mayan]] movement", "spacing/split-word", "pan-Mayan"),
    ("A [[weather -dependent]] flight", "spacing/split-word", "weather-dependent"),
    ("It began at [[7: 30]] pm on July 16.", "spacing/split-word", "7:30"),
]


@pytest.fixture(scope="module")
def spacing(detector):
    return detector("spacing")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(spacing, text, rule, cure):
    spacing.alarm(text, rule, cure)


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(spacing, text):
    spacing.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "He waited . . . and left.",
        "He waited ... and left ...",
        "Use .NET or .gitignore, and 5 .5 of it.",
        "Score 3 : 2 for the home team after the break, 16 : 9.",
        "echo : a very simple example",
        "I like it :) and you ;-) do too.",
        "Use `ls` , then `cd` .",
        "if a != b and c := d",
        "! [Demo] (/doc/x.png)",
        "The boys' dormitory, and '85 as well as '86.",
        "He said 'stop' and 's' is a letter.",
        "It was late - a long time ago - and dark.",
        "He read 'it - based on a book - twice'.",
        "The show - term or not - went on at that level - quality matters.",
        "WITH foo AS ( SELECT one FROM table )",
        "some_call( a_name )",
        "Both short- and long-term plans, pre- or post-war, were one- to two-year plans.",
        "He went home -it was late- and slept.",
        "Run tar -xf on it, or ls -la.",
        "The rebels- that is the lesson -lost.",
        "At 7:30 pm and 10:15 a.m.",
        "후보 : 군사 정권",
    ],
)
def test_silent(spacing, text):
    spacing.silent(text)

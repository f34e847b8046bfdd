import pytest

ALARMS = [
    ("downtown [[(*14*)]], Texas", "placeholders/unfilled", None),
    ("downtown [[*14*]], Texas", "placeholders/unfilled", None),
    ("Visit [[__URL__]] or ask [[_NAME_1_]].", "placeholders/unfilled", None),
    ("Hello [[% s]], welcome.", "placeholders/broken", "%s"),
    ("Hello [[% 1 $ s]], welcome.", "placeholders/broken", "%1$s"),
    ("Hello [[%1$S]], welcome.", "placeholders/broken", "%1$s"),
    ("Hello [[% (name) s]], welcome.", "placeholders/broken", "%(name)s"),
    ("Hello [[{ 0 }]], welcome.", "placeholders/broken", "{0}"),
    ("Hello [[$ {name}]], welcome.", "placeholders/broken", "${name}"),
    ("Hello [[{{ name } }]], welcome.", "placeholders/broken", "{{name}}"),
    ("Dear [[{{name}}]], welcome to [[{city}]] and [[%s]].", "placeholders/left", None),
    ("see [the guide[[] (]]https://example.com/a) now", "placeholders/link", "]("),
    ("[[! []]Demo](/doc/feature/x.png)", "placeholders/link", "!["),
    ("and [[** put it there **]] now", "placeholders/emphasis", "**put it there**"),
    ("and [[**put it there **]] now", "placeholders/emphasis", "**put it there**"),
    ("a [[</ b>]] and [[< / sup >]]", "placeholders/tag", "</b>"),
]


@pytest.fixture(scope="module")
def placeholders(detector):
    return detector("placeholders")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(placeholders, text, rule, cure):
    placeholders.alarm(text, rule, *([cure] if cure else []))


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(placeholders, text):
    placeholders.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "About 20 % said so, 20 % so-so, 5% d'accord.",
        "**bold** and *it* and 2 ** 3 ** 4 and a * b",
        "Use `% s` and `{ 0 }` and `{{ x } }`.",
        "The set { 1, 2 } and f(x) {",
        "[sic] (see below) and [1] (2)",
        "really! [sic] he said",
        "a < b > c, <b>bold",
        "See {exc}`UsageError` and {func}`echo`.",
        "snake_NAME_case and __init__",
        "It costs $ 5, or more",
        "*emphasis* on 14 * 15 * 16",
        "the [Name] of the game",
    ],
)
def test_silent(placeholders, text):
    placeholders.silent(text)

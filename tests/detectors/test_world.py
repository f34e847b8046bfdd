import pytest


@pytest.fixture(scope="module")
def world(detector):
    return detector("world")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Afghan officials fled. The Taliban hold 50 of the [[370 provinces]] of Afghanistan.", "34 provinces"),
        ("The Turkish cabinet met. Snow closed schools in [[181 provinces]], Turkish media said.", "81 provinces"),
        ("Heavy rain hit the German coast; all [[160 states]] of Germany sent help.", "16 states"),
    ],
)
def test_alarm(world, text, message):
    assert message in world.alarm(text, "world/units")[0].message


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban hold 20 of the 34 provinces of Afghanistan.",
        "The Taliban hold 370 districts of Afghanistan.",
        "Germany, France, Italy and Spain sent 370 regions a letter.",
        "In the 16th century German lands were parted into 300 states.",
        "The American law of 1990 states that people may not be harmed.",
        "The world has 3,000 provinces, and Afghanistan knows it.",
        "They hold 370 provinces.",
    ],
)
def test_silent(world, text):
    world.silent(text)

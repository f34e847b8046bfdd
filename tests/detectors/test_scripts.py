import pytest

ALARMS = [
    ("[[Источник]] https: / / example / 1557918.html", "scripts/words"),
    ("A poll says [[尹]] leads Lee.", "scripts/words"),
    ("He aimed at the rival. [ [[이재명/민주당 대선 후보 : 군사 정권이 안 되는 것처럼]].]", "scripts/words"),
    ("more than 1000 [[पाउंड]] and flying", "scripts/words"),
    ("the GLUE[[模式]](Java) task", "scripts/words"),
    ("He met [[ผู้ว่าการ]] in town.", "scripts/words"),
    ("15,420 yuan ([[人民币，下同]]) each", "scripts/words"),
    ("happened before.[[토스카지노 주소]]", "scripts/glued"),
    ("[[Сhina]] and [[Rusѕia]] agreed.", "scripts/look-alike"),
    ("[[Это русский текст, и его очень много. Он длиннее английского]]. The end", "scripts/mostly"),
]


@pytest.fixture(scope="module")
def scripts(detector):
    return detector("scripts")


@pytest.mark.parametrize(("text", "rule"), ALARMS)
def test_alarm(scripts, text, rule):
    scripts.alarm(text, rule)


def test_look_alikes_are_corrected(scripts):
    assert scripts.settles("Сhina and Rusѕia agreed, Тhe Кremlin said.") == "China and Russia agreed, The Kremlin said."


def test_spam_is_proposed_for_removal_only(scripts):
    found = scripts.alarm("It happened.[[토스카지노 주소]]", "scripts/glued", "")
    assert not found[0].suggestions[0].safe


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv (Київ) and Beijing (北京; Běijīng) are far.",
        "Zaha Hadid (Arabic: زها حديد Zahā Ḥadīd) was born here.",
        "the Greek word λόγος and the character “人”",
        "The Russian word привет means hello.",
        "listed by Sikong Tu 司空图 (837–908) in his book",
        "TNF-α and TGFβ at 30 μg, χ2 = 4, π and Δt, ΔΣ",
        "café, naïve, Łódź, Škoda, Đà Nẵng, Þór, straße",
        "A plain text.",
        "@红薯 wrote it.",
        "โ€œI recently had contact",
        "5 °C, ½, №, ™, €, →, 😀",
        "ʃɑʁl lɑ̃fɑ̃",
    ],
)
def test_silent(scripts, text):
    scripts.silent(text)

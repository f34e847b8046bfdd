import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.detectors._mojibake import mojibake

ALARMS = [
    ("[[â€œ]]I recently[[â€]] said", "encoding/mojibake", "“"),
    ("[[โ€œ]]I recently had contact,[[โ€]] said Rutte.", "encoding/mojibake", "“"),
    ("[[вЂњ]]I recently[[вЂќ]] said", "encoding/mojibake", "“"),
    ("it[[â€™]]s", "encoding/mojibake", "’"),
    ("it[[Ã¢â‚¬â„¢]]s", "encoding/mojibake", "’"),
    ("a caf[[Ã©]]", "encoding/mojibake", "é"),
    ("a caf[[√©]]", "encoding/mojibake", "é"),
    ("[[Â£]]5 and 20 [[Â°]]C", "encoding/mojibake", "£"),
    ("[[Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82]] there", "encoding/mojibake", "Привет"),
    ("[[¡°]]Hello[[¡±]]", "encoding/mojibake", "“"),
    ("Factor [[¢ò]] activity", "encoding/mojibake", "Ⅱ"),
    ("children[[\x92]]s part", "encoding/mojibake", "’"),
    ("vis [[Ã ]]vis", "encoding/mojibake", "à "),
    ("10[[Â ]]km", "encoding/mojibake", " "),
    ("don[[\ufffd]]t", "encoding/lost", "’"),
    ("Zimbabwe[[ ⁇ ]]s reform", "encoding/lost", "’"),
    ("so-called[[ ⁇ ]]lines of denial[[ ⁇ ]].", "encoding/lost", None),
    ("In the[[<unk>]]an context[[ <unk> <unk> ]]x", "encoding/lost", None),
    ("R[[&amp;]]D", "encoding/entity", "&"),
    ("He said [[&quot;]]no[[& quot ;]].", "encoding/entity", '"'),
    ("it[[&#39;]]s [[&amp;#39;]]", "encoding/entity", "'"),
    ("He said [[quot;]]no", "encoding/entity", '"'),
    ("a [[&lt;]] b", "encoding/entity", "<"),
    ("u[[n@@ b]]elievable", "encoding/pieces", "nb"),
    ("ru[[n ##ning]]", "encoding/pieces", "nning"),
    ("[[▁]]The[[▁]]cat", "encoding/pieces", ""),
    ("state[[ @-@ ]]owned", "encoding/pieces", "-"),
    ("[[__en__]] Hello[[</s>]]", "encoding/pieces", ""),
]


@pytest.fixture(scope="module")
def encoding(detector):
    return detector("encoding")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(encoding, text, rule, cure):
    encoding.alarm(text, rule, *([] if cure is None else [cure]))


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(encoding, text):
    encoding.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "“It’s a naïve café…” – he said, at 5 °C, £5, ½, ²³, ±5, µm² – “é”.",
        "CAFÉ”, “KÖ“, JÄ” Ó” É’S",
        "Łódź, Żółć, příště, ěšť, Wałęsa’s “Škoda”…",
        "Việt Nam ở đâu, Đà Nẵng",
        "ПРИВЕТ, Так там тип, Вінниця, Ді, Її “Її” Её",
        "Ελλάδα, Έλλη",
        "ภาษาไทย รก ยก",
        "العربية עברית",
        "日本語「テスト」",
        "“¿Qué?” ¡¿Qué!",
        "AT&T, R&D; Q&A; &c; and &foo; bar;",
        "if (a && b;)",
        "the trade; your quote; a lt; gt",
        "## Heading and # one and issue #12",
        "user@example.com, me @home, @@",
        "snake_case and __init__ and _s_",
        "<b>bold</b> <s5>",
        "What?!",
        "Âme, âge, Ãrea",
    ],
)
def test_silent(encoding, text):
    encoding.silent(text)


PAGES = ["cp1252", "cp1251", "cp1250", "cp1253", "cp1256", "cp874", "latin-1", "mac-roman", "cp437", "cp866", "koi8-r"]
PROSE = st.lists(
    st.sampled_from(["I", " am", "“", "”", " ’s", " – ", " café", " naïve", "…", "£5", "°C", ", "]), max_size=12
)


@given(PROSE.map("".join), st.sampled_from(PAGES))
def test_what_a_wrong_code_page_did_is_undone(text, page):
    garbled = "".join(
        bytes([byte]).decode(page, errors="ignore") or bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
        for byte in text.encode()
    )
    mended, end = "", 0
    for each in mojibake(garbled):
        mended += garbled[end : each.span.start] + each.text
        end = each.span.end
    assert mended + garbled[end:] == text


@given(st.text(max_size=80))
def test_stretches_are_disjoint_in_order_and_over_ascii(text):
    end = 0
    for each in mojibake(text):
        assert end <= each.span.start < each.span.end <= len(text)
        assert not text[each.span.start : each.span.end].isascii()
        end = each.span.end

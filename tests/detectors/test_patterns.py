"""How packs match, correct and say it; the packs themselves are tested by ``tests/test_rules.py``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors.patterns import detect
from mtaudit.fix import fix
from mtaudit.packs.compile import compile_pack
from mtaudit.packs.haystack import Haystack, fold
from mtaudit.packs.library import Library
from mtaudit.packs.schema import load
from mtaudit.packs.search import search
from mtaudit.packs.triggers import triggers
from mtaudit.paths import folder
from mtaudit.settings import Settings

HEAD = """\
summary: A fault
why: Because.
category: accuracy/mistranslation
severity: minor
examples: [{bad: "a [[plum]]", good: an apple}, {ok: a pear}]
"""
SWAP = "swap: {deep studying: deep learning, foundation: base, emission: withdrawal, honour: favour}\n"
TAKE = "swap: {take the word: take the floor}\ninflect: verb\n"
ASSIST = """\
sequence:
  - {lemma: assist, as: verb, mark: true}
  - {word: [to, at], mark: true}
  - {gap: 2}
  - {lemma: [meeting, party], as: noun}
suggest: "{1:attend}"
"""


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """``packs("swap: {a: b}")`` -> a library of this one rule."""
    folder = tmp_path_factory.mktemp("packs")
    made = {}

    def build(*patterns):
        if patterns not in made:
            rules = []
            for number, pattern in enumerate(patterns):
                file = folder / f"{len(made)}-{number}.yaml"
                file.write_text(HEAD + pattern, encoding="utf-8")
                rules.append(load(file, f"en/test/rule-{number}", lambda id_: None))
            made[patterns] = Library((compile_pack(rules),), "")
        return made[patterns]

    return build


@pytest.fixture(scope="module")
def found(packs):
    """``found(text, "swap: ...")`` -> what the rule finds in a text, and the document."""

    def run(text, *patterns, name="a.txt"):
        document = read_text(text, name)
        library = packs(*patterns)
        on = frozenset(each.rule.id for each in library.rules)
        return sorted(search(document, library, on), key=lambda finding: finding.span), document

    return run


@pytest.fixture(scope="module")
def fixed(found):
    """``fixed(text, "swap: ...")`` -> the text with the first suggestion of each finding."""

    def run(text, *patterns, name="a.txt"):
        findings, document = found(text, *patterns, name=name)
        plain = document.text
        for finding in reversed(findings):
            plain = plain[: finding.span.start] + finding.suggestions[0].text + plain[finding.span.end :]
        return plain

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They like deep studying.", "They like deep learning."),
        ("Deep studying helps.", "Deep learning helps."),
        ("Deep Studying for All", "Deep Learning for All"),
        ("DEEP STUDYING HELPS", "DEEP LEARNING HELPS"),
        ("a deep-studying model", "a deep-learning model"),
        ("deep studying-based models", "deep learning-based models"),
        ("the deep\nstudying of today", "the deep learning of today"),
        ("the deep\r\n  studying of today", "the deep learning of today"),
        ("the deep\u00a0\u00adstudying of today", "the deep learning of today"),
        ("“deep studying”, they said", "“deep learning”, they said"),
        ("The foundations and the foundation's gate.", "The bases and the base's gate."),
        ("An emission was agreed.", "A withdrawal was agreed."),
        ("after an emission of troops", "after a withdrawal of troops"),
        ("an \u200bemission", "a withdrawal"),
        ("vitamin A emission", "vitamin A withdrawal"),
        ("THE HONOUR OF ALL", "THE FAVOUR OF ALL"),
        ("in an honour's sake", "in a favour's sake"),
    ],
)
def test_a_swap_follows_case_hyphens_inflection_and_article(fixed, text, expected):
    assert fixed(text, SWAP) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They like deep\n\nstudying.",
        "deep, studying",
        "steep studying",
        "deepstudying",
        "the foundation-stone",
        "The refoundation.",
        "a deep  \ufffc studying",
        "deep - studying",
        "deep_studying",
    ],
)
def test_a_swap_is_silent(found, text):
    assert found(text, SWAP)[0] == []


def test_a_match_does_not_cross_blocks(found):
    assert found("# It is deep\n\nstudying\n", SWAP, name="a.md")[0] == []
    assert found("<td>deep</td><td>studying</td>", SWAP, name="a.html")[0] == []
    assert len(found("It is *deep* studying.\n", SWAP, name="a.md")[0]) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He takes the word.", "He takes the floor."),
        ("He took the word.", "He took the floor."),
        ("He has taken the word.", "He has taken the floor."),
        ("Taking the word, he rose.", "Taking the floor, he rose."),
    ],
)
def test_a_verb_phrase_inflects(fixed, text, expected):
    assert fixed(text, TAKE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She realized it.", "She saw it."),
        ("She has realized it.", "She has seen it."),
        ("It was also realized.", "It was also seen."),
    ],
)
def test_past_and_participle_are_told_by_the_auxiliary(fixed, text, expected):
    assert fixed(text, "swap: {realize: see}\ninflect: verb\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He assisted to the meeting.", "He attended the meeting."),
        ("ASSISTING AT A BIG PARTY", "ATTENDING A BIG PARTY"),
        ("They assist to parties.", "They attend parties."),
        ("He assists at the annual meeting.", "He attends the annual meeting."),
        ("He assists at the long annual meeting.", "He assists at the long annual meeting."),
        ("He assisted to the, say, meeting.", "He assisted to the, say, meeting."),
        ("He assisted the meeting.", "He assisted the meeting."),
    ],
)
def test_a_sequence(fixed, text, expected):
    assert fixed(text, ASSIST) == expected


@pytest.mark.parametrize(
    ("text", "count"), [("old plum pie", 1), ("plum pie", 0), ("sadly plum pie", 0), ("old plum ,pie", 0)]
)
def test_barred_words(found, text, count):
    tokens = 'sequence: [{regex: "[a-z]+", not: ["*ly", a]}, plum, pie]\n'
    assert len(found(text, tokens)[0]) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the bankruptcy unilateral pie", 1),
        ("the bankruptcy unilateral plum", 0),
        ("the bankruptcy quickly pie", 0),
        ("the bankruptcy green pie", 0),
        ("the bankruptcy blorptional pie", 0),
        ("the green unilateral pie", 0),
    ],
)
def test_a_part_of_speech_is_what_a_word_can_be(found, text, count):
    tokens = "sequence: [the, {pos: noun, not_pos: adjective}, {pos: adjective, not_pos: [noun, verb]}, pie]\n"
    assert len(found(text, tokens)[0]) == count


def test_a_regex_marks_its_group_and_quotes_others(fixed):
    rule = "regex: '(\\d+) (?P<fault>percents (down|up))'\nsuggest: '{3} percent ({1})'\n"
    assert fixed("It fell 50 percents down.", rule) == "It fell 50 down percent (50)."
    assert fixed("It fell fifty percents down.", rule) == "It fell fifty percents down."


def test_a_regex_matches_case_where_it_must(found):
    assert len(found("APU and apu", "regex: '\\bAPU\\b'\n")[0]) == 2
    assert len(found("APU and apu", "regex: '\\bAPU\\b'\ncase: true\n")[0]) == 1
    assert len(found("APU and apu", "phrase: APU\ncase: true\n")[0]) == 1


@pytest.mark.parametrize(
    ("keys", "text", "count"),
    [
        ("near: [troop]", "The plum of the troops.", 1),
        ("near: [troop]", "The plum. The troops left.", 0),
        ("near: [troop]", "The trooper's plum.", 0),
        ("near: [troop*]", "The trooper's plum.", 1),
        ("near: [air force]", "The air\nforce has a plum.", 1),
        ("near: [plum]", "The plum.", 0),
        ("near: [plum]", "The plum and the plums.", 1),
        ("near: {words: [troop], within: paragraph}", "The plum. The troops left.", 1),
        ("near: {words: [troop], within: paragraph}", "The plum.\n\nThe troops left.", 0),
        ("near: {words: [troop], within: document}", "The plum.\n\nThe troops left.", 1),
        ("near: {words: [troop], within: document}", "The plum.\n\nThe trooper left.", 0),
        ("not_near: [tree]", "The plum of the tree.", 0),
        ("not_near: [tree]", "The plum. A tree.", 1),
        ("exceptions: [plum pudding]", "A plum pudding and a plum.", 1),
        ("exceptions: [plum pudding]", "Plum\npuddings.", 0),
        ("scope: headline", "The plum\n\nA plum fell.", 1),
        ("scope: body", "The plum\n\nA plum fell.", 1),
        ("scope: body", 'He said: “A plum, a "plum", a plum.” A plum.', 1),
        ("scope: quote", 'He said: “A plum.” A plum. "A plum," he said.', 2),
        ("scope: quote", "He said: “A plum.\n\nA plum.", 1),
    ],
)
def test_conditions(found, keys, text, count):
    assert len(found(text, f"phrase: plum\n{keys}\n")[0]) == count


CONSISTENCY = "consistency: [[Kyiv, Kiev], [Odesa, Odessa]]\nmessage: '{found} is {suggestion} elsewhere'\n"


def test_consistency_flags_the_rarer_form(found):
    findings, document = found("Kyiv is big. Kiev is old. Kyiv is far. Odessa is warm.", CONSISTENCY)
    assert [document.slice(each.span) for each in findings] == ["Kiev"]
    assert findings[0].message == "“Kiev” is “Kyiv” elsewhere"
    assert [document.slice(span) for span in findings[0].related] == ["Kyiv"]
    assert [(each.text, each.safe) for each in findings[0].suggestions] == [("Kyiv", False)]


@pytest.mark.parametrize("text", ["Kyiv and Odessa.", "Kiev, Kiev.", "Kyiv (then Kiev). Kiev fell, Kyiv not."])
def test_consistency_is_silent(found, text):
    assert found(text, CONSISTENCY)[0] == []


def test_the_longest_match_of_a_rule_counts(found):
    findings, document = found("a red plum pie", "phrase: [plum, red plum pie, plum pie]\n")
    assert [document.slice(each.span) for each in findings] == ["red plum pie"]


def test_different_rules_all_speak(found):
    assert len(found("a plum pie", "phrase: plum\n", "phrase: plum pie\n")[0]) == 2


def test_only_one_reading_is_safe(found):
    rule = "swap: {plum: apple, fig: [pear, date]}\nsafe: true\n"
    findings, _ = found("the plum and the fig", rule)
    assert [[each.safe for each in finding.suggestions] for finding in findings] == [[True], [False, False]]


def test_a_suggestion_that_changes_nothing_is_left_out(found):
    assert [each.suggestions for each in found("a Plum", "regex: plum\nsuggest: plum\n")[0]] == [()]


def test_a_message_without_a_suggestion_falls_back_on_the_summary(found):
    rule = "phrase: plum\nmessage: '{found} should be {suggestion}'\n"
    assert [each.message for each in found("a plum", rule)[0]] == ["A fault."]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bdeep (?:studying|reading)\b", ("deep reading", "deep studying")),
        (r"(?:the )?plum", ("plum",)),
        (r"\d+ lakhs?", (" lakh",)),
        (r"[A-Z][a-z]+ told that", (" told that",)),
        (r"(?:plum|\w+)", ()),
        (r"p+lum", ("lum",)),
        (r"of the", ("of the",)),
        (r"\w+ the", ()),
        (r"pl[ua]m-pie", ("plam pie", "plum pie")),
    ],
)
def test_triggers_are_literals_of_every_match(pattern, expected):
    assert triggers(pattern) == expected


def test_the_corrections_of_a_whole_table_settle():
    settings = Settings(select=("en/tortured",))
    rows = (folder("rules") / "en/tortured/terms.tsv").read_text(encoding="utf-8").split("\n")[1:-1:5]
    text = "\n\n".join(f"They saw a {row.split(chr(9))[0]} there." for row in rows)
    once = fix(read_text(text, "a.txt"), settings, unsafe=True)
    assert once.applied > len(rows) * 0.9
    assert fix(once.document, settings, unsafe=True).applied == 0


PIECES = st.sampled_from(
    [
        *("deep", "studying", "Deep studying", " ", "  ", "\n", "\n\n", "\r\n", "-", "\u00a0", "\u00ad", "“", "é", "İ"),
        *(
            "foundation",
            "foundations",
            "an emission",
            "assisted to the meeting",
            "Kiev",
            "Kyiv",
            ".",
            "ﬁ",
            "\u2028",
            "🙂",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)
ALL = (SWAP, TAKE, ASSIST, CONSISTENCY, "regex: '[a-z]+ing'\n", "phrase: [é, deep]\nscope: body\n")


@given(text=TEXTS, name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_findings_lie_in_blocks_and_say_what_they_found(found, text, name):
    findings, document = found(text, *ALL, name=name)
    for finding in findings:
        assert any(
            block.span.start <= finding.span.start < finding.span.end <= block.span.end for block in document.blocks
        )
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)
        assert len({each.text for each in finding.suggestions}) == len(finding.suggestions)


@given(TEXTS)
def test_the_haystack_knows_the_way_back(text):
    document = read_text(text, "a.txt")
    hay = Haystack(document)
    assert len(hay.text) == len(hay.folded)
    assert len(hay.starts) == max(1, len(document.blocks))
    for at, char in enumerate(hay.text):
        if char.isalnum():
            span = hay.span(at, at + 1)
            assert fold(document.slice(span)) == fold(char)


@given(TEXTS)
def test_wrapping_the_lines_changes_nothing(found, text):
    line = " ".join(text.split())
    wrapped = line.replace(" ", "\n", 3)
    one, _ = found(line, SWAP, ASSIST, name="a.html")
    other, _ = found(wrapped, SWAP, ASSIST, name="a.html")
    assert [(each.rule.id, each.span, each.suggestions) for each in one] == [
        (each.rule.id, each.span, each.suggestions) for each in other
    ]


@pytest.mark.parametrize(
    ("text", "settings", "cure"),
    [
        ("The sensible data stay here.", Settings(from_="de"), "sensitive"),
        ("The sensible data stay here.", Settings(from_="fr", preview=True), "sensitive"),
        ("They ran a rentable firm.", Settings(from_="es"), "profitable"),
        ("They ran a rentable firm.", Settings(from_="zh"), ""),
        ("They ran a rentable firm.", Settings(), ""),
        ("They ran a rentable firm.", Settings(preview=True), ""),
        ("They ran a rentable firm.", Settings(from_="es", ignore=("en/false-friends",)), ""),
        ("They also ran a public site.", Settings(from_="de"), ""),
    ],
)
def test_a_false_friend_counts_only_with_its_language(text, settings, cure):
    found = [suggestion for each in detect(read_text(text, "a.txt"), settings) for suggestion in each.suggestions]
    assert [each.text for each in found][:1] == ([cure] if cure else [])
    assert not any(each.safe for each in found)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.fix import fix
from mtaudit.merge import merge
from mtaudit.model import Skipped
from mtaudit.settings import Settings
from mtaudit.suppression import DETECTOR, directives, suppress, unused

BAD = "They ate the the food."
NUMBER = "About 16 Thousands men came."


def found(raw, name="a.md", **settings):
    report = audit(read_text(raw, name), Settings(**settings))
    return [(each.rule.id, report.document.raw_slice(each.span)) for each in report.findings]


def rules(raw, name="a.md", **settings):
    return [rule for rule, _ in found(raw, name, **settings)]


@pytest.mark.parametrize(
    "raw",
    [
        f"<!-- mtaudit: off repetition/word -->\n\n{BAD}\n",
        f"<!-- mtaudit: off repetition -- a quotation -->\n{BAD}\n\n{BAD}\n",
        f"<!--mtaudit:off-->\n\n{BAD}\n\n<!-- mtaudit: on -->\n",
        f"<!-- mtaudit: ignore-next repetition -->\n{BAD}\n",
        f"<!-- mtaudit: ignore-next\n     numbers, repetition\n-->\n\n{BAD}\n",
        f"- One.\n- <!-- mtaudit: ignore-next --> {BAD}\n",
        f"| a | b |\n|---|---|\n| <!-- mtaudit: ignore-next --> {BAD} | c |\n",
        f"First <!-- mtaudit: ignore-next repetition --> {BAD}\n",
        f"{BAD}\n\n<!-- mtaudit: ignore-file repetition -- the song goes like this -->\n",
        f"---\n# mtaudit: ignore-file repetition -- as sung\ntitle: A song\n---\n\n{BAD}\n",
        f"---\n# mtaudit: ignore-next\ndescription: {BAD}\n---\n\nText.\n",
        f"<div>\n<!-- mtaudit: off -->\n{BAD}\n</div>\n",
        f"> <!-- mtaudit: off repetition -->\n> {BAD}\n",
        f"{{/* mtaudit: ignore-next repetition */}}\n\n{BAD}\n",
    ],
)
def test_a_comment_in_markdown_hides_what_it_names(raw):
    assert found(raw) == []
    assert found(raw.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "raw",
    [
        f"<p><!-- mtaudit: ignore-next repetition -->{BAD}</p>",
        f"<!-- mtaudit: off --><p>{BAD}</p><p>{BAD}</p>",
        f"<p>{BAD}</p><!-- mtaudit: ignore-file -->",
        f"<head><!-- mtaudit: ignore-next repetition --><title>{BAD}</title></head>",
    ],
)
def test_a_comment_in_html_hides_what_it_names(raw):
    assert found(raw, "a.html") == []


PO = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
ENTRY = f'msgid "x"\nmsgstr "{BAD}"\n'


def test_the_comments_of_po_files_count():
    assert found(f"{PO}# mtaudit: ignore-next repetition\n{ENTRY}\n", "a.po") == []
    assert rules(f"{PO}# mtaudit: ignore-next\n{ENTRY}\n{ENTRY}", "a.po") == ["repetition/word"]
    assert rules(f"{PO}# about mtaudit\n{ENTRY}", "a.po") == ["repetition/word"]


XLIFF_1 = """<xliff version="1.2"><file source-language="de" target-language="en"><body>{}</body></file></xliff>"""
UNIT_1 = "<trans-unit id='a'><source>x</source><target>They ate the the food.</target>{}</trans-unit>"
XLIFF_2 = """<xliff version="2.0" srcLang="de" trgLang="en"><file id="f">{}</file></xliff>"""
UNIT_2 = "<unit id='a'>{}<segment><source>x</source><target>They ate the the food.</target></segment></unit>"
NOTE = "<note>mtaudit: ignore-next repetition -- as sung</note>"


def test_the_notes_of_xliff_count_for_their_own_unit():
    one = XLIFF_1.format(UNIT_1.format(NOTE) + UNIT_1.format("<note>as sung</note>"))
    assert found(one, "a.xlf", select=("repetition", "suppressions")) == [("repetition/word", "the the")]
    two = XLIFF_2.format(UNIT_2.format(f"<notes>{NOTE}</notes>") + UNIT_2.format(""))
    assert found(two, "a.xlf", select=("repetition", "suppressions")) == [("repetition/word", "the the")]
    unused = XLIFF_1.format(UNIT_1.format(NOTE.replace("repetition", "numbers")))
    assert ("suppressions/unused", NOTE.replace("repetition", "numbers")) in found(unused, "a.xlf")


@pytest.mark.parametrize(
    "raw",
    [
        f"{BAD}\n\n<!-- mtaudit: off repetition -->\n\n{BAD}\n",
        f"<!-- mtaudit: off repetition -->\n\n{BAD}\n\n<!-- mtaudit: on repetition -->\n\n{BAD}\n",
        f"<!-- mtaudit: off repetition -->\n\n{BAD}\n\n<!-- mtaudit: on -->\n\n{BAD}\n",
        f"<!-- mtaudit: ignore-next -->\n\n{BAD}\n\n{BAD}\n",
        f"- <!-- mtaudit: ignore-next --> {BAD}\n- {BAD}\n",
        f"{BAD} <!-- mtaudit: ignore-next --> {BAD}\n",
        f"<!-- a note on mtaudit: off -->\n{BAD}\n",
        f"```\n<!-- mtaudit: off -->\n```\n\n{BAD}\n",
        f"```\n{{/* mtaudit: off */}}\n```\n\n{BAD}\n",
        f"`<!-- mtaudit: off -->` {BAD}\n",
        f"# mtaudit: off\n\n{BAD}\n",
    ],
)
def test_what_stands_outside_is_reported(raw):
    assert rules(raw, ignore=("spelling",)) == ["repetition/word"]


def test_only_the_rules_named_are_hidden():
    raw = f"<!-- mtaudit: ignore-next repetition -->\n{BAD} {NUMBER}\n"
    assert [rule.split("/")[0] for rule in rules(raw)] == ["numbers"]
    inside = f"<!-- mtaudit: off -->\n\n<!-- mtaudit: on repetition -->\n\n{BAD} {NUMBER}\n"
    assert rules(inside) == ["repetition/word"]


def test_a_comment_is_a_place_and_no_prose():
    document = read_text(f"One <!-- mtaudit: off numbers --> two.\n\n{BAD}\n", "a.md")
    (comment,) = document.comments
    assert document.raw_slice(comment.span) == "<!-- mtaudit: off numbers -->"
    assert comment.text == "mtaudit: off numbers"
    assert document.words == 7
    assert document.checked_characters == len("One  two.") - 1 + len(BAD)


def test_a_comment_that_hides_nothing_is_reported_where_it_stands():
    comment = "<!-- mtaudit: ignore-next numbers -- see the contract -->"
    assert found(f"{comment}\n\n{BAD}\n") == [("suppressions/unused", comment), ("repetition/word", "the the")]
    assert rules(f"{BAD}\n\n<!-- mtaudit: on -->\n") == ["repetition/word", "suppressions/unused"]
    assert rules("---\n# mtaudit: ignore-file numbers\ntitle: x\n---\n\nText.\n") == ["suppressions/unused"]


def test_whether_a_comment_is_needed_is_judged_only_where_its_rules_ran():
    named = f"<!-- mtaudit: off repetition -->\n\n{NUMBER}\n"
    assert "suppressions/unused" in rules(named)
    assert "suppressions/unused" not in rules(named, ignore=("repetition",))
    assert "suppressions/unused" not in rules(named, select=("numbers",))
    assert rules("<!-- mtaudit: off grammar -->\n\nText.\n", grammar="off") == []
    assert rules("<!-- mtaudit: off -->\n\nText.\n", grammar="off") == []
    document = read_text("<!-- mtaudit: off numbers -->\n\nText.\n", "a.md")
    on = {"numbers": {"numbers/x"}, DETECTOR: {"suppressions/unused"}}
    assert len(list(unused(directives(document), document, on, set()))) == 1
    assert list(unused(directives(document), document, on, {Skipped("numbers", "no model").detector})) == []


def test_strict_suppressions_demand_a_reason():
    bare, reasoned = "<!-- mtaudit: off repetition -->", "<!-- mtaudit: off repetition -- a quotation -->"
    assert rules(f"{bare}\n\n{BAD}\n", strict_suppressions=True) == ["suppressions/no-reason", "repetition/word"]
    assert rules(f"{reasoned}\n\n{BAD}\n\n<!-- mtaudit: on -->\n", strict_suppressions=True) == []


def test_what_is_hidden_is_counted_and_never_fixed():
    raw = f"<!-- mtaudit: ignore-next -->\n{BAD}\n\n{BAD}\n"
    assert audit(read_text(raw, "a.md"), Settings()).hidden.suppressed == 1
    fixed = fix(read_text(raw, "a.md"), Settings()).document.raw
    assert fixed == f"<!-- mtaudit: ignore-next -->\n{BAD}\n\nThey ate the food.\n"
    assert fix(read_text(f"{BAD}\n", "a.txt"), Settings(allow=("ate the the food",))).applied == 0


def test_nothing_is_reported_inside_an_allowed_phrase():
    assert found("They sang The The hits.\n", allow=("the the",)) == []
    assert found("They sang the\nthe hits.\n", allow=("The  The",)) == []
    assert rules("They sang the the hits.\n", allow=("the", "the thesis", "hits")) == ["repetition/word"]
    assert rules("Bathe the the dog.\n", allow=("bathe the",)) == ["repetition/word"]


PARTS = [BAD, NUMBER, "Fine words.", "<!-- mtaudit: off repetition -->", "<!-- mtaudit: on -->"]
PARTS += ["<!-- mtaudit: ignore-next -->", "<!-- mtaudit: off -- x -->", "<!-- mtaudit: ignore-file numbers -->"]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("\n\n".join))
def test_comments_only_take_findings_away_and_each_is_counted(raw):
    document = read_text(raw, "a.md")
    bare = audit(document, Settings(ignore=("suppressions",))).findings
    plain = [each for each in PARTS if not each.startswith("<")]
    expected = sum(part != "Fine words." for part in raw.split("\n\n") if part in plain)
    outcome = suppress([*bare], document, Settings())
    assert set(outcome.kept) <= set(bare)
    assert merge(bare, document.stretch) == bare
    hidden = audit(document, Settings()).hidden.suppressed
    assert len(bare) + hidden == expected


@given(
    st.lists(
        st.one_of(st.sampled_from([*PARTS, "mtaudit:", "<!--", "-->", "--", ",", "{/*", "*/}"]), st.text(max_size=9))
    )
)
def test_any_comment_is_understood_or_reported_and_nothing_else_happens(parts):
    for name in ("a.md", "a.html", "a.txt"):
        document = read_text(" ".join(["word", *parts]), name)
        audit(document, Settings(strict_suppressions=True))
        for comment in document.comments:
            assert set(document.slice(comment.span)) == {"\ufffc"}

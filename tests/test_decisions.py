import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import decisions
from mtaudit.decisions import Decided, Decision, corrected, fingerprint, is_corrected, read, render
from mtaudit.errors import FixError, ReadError
from mtaudit.model import Span

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs" / "decisions.schema.json").read_text(encoding="utf-8"))
TEXT = st.text(st.sampled_from("ab \n🙂é<&"), max_size=8)


@st.composite
def decided_texts(draw):
    """A file, and decisions on every second of its pieces."""
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    raw, made = "", []
    for _ in range(draw(st.integers(1, 6))):
        kept = draw(TEXT).replace("\n", line_end)
        old = draw(TEXT.filter(bool)).replace("\n", line_end)
        verdict = draw(st.sampled_from(["accept", "reject", "open"]))
        replacement = draw(st.none() | TEXT)
        start = len(raw) + len(kept)
        made.append(Decision("numbers/x", Span(start, start + len(old)), old, verdict, replacement, draw(TEXT)))
        raw += kept + old
    return raw, Decided("a.txt", fingerprint(raw), tuple(draw(st.permutations(made))))


@given(decided_texts())
def test_accepted_corrections_are_written_exactly_there_and_nothing_else_is(case):
    raw, decided = case
    text = corrected(raw, decided)
    at = after = 0
    for each in sorted(decided.decisions, key=lambda each: each.span):
        kept = raw[at : each.span.start]
        assert text[after : after + len(kept)] == kept
        writes = each.verdict == "accept" and each.replacement is not None
        new = each.replacement.replace("\n", "\r\n" if "\r\n" in raw else "\n") if writes else each.text
        after += len(kept)
        assert text[after : after + len(new)] == new
        at, after = each.span.end, after + len(new)
    assert text[after:] == raw[at:]


@given(decided_texts())
def test_what_is_written_can_be_read_and_keeps_the_schema(case):
    _, decided = case
    jsonschema.validate(json.loads(render([decided])), SCHEMA)
    assert read(render([decided])) == (decided,)


@given(decided_texts())
def test_a_file_that_holds_the_corrections_is_known(case):
    raw, decided = case
    text = corrected(raw, decided)
    writes = any(each.verdict == "accept" and each.replacement is not None for each in decided.decisions)
    line_ends_stay = ("\r\n" in text) == ("\r\n" in raw)
    if line_ends_stay:
        assert is_corrected(text, decided) == writes
    assert not is_corrected(text + "x", decided)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ("They ate the food.", "“the the” no longer stands at character 9"),
        ("They ate the the food!", "is not what it was when it was checked; check it again"),
        ("", "no longer stands"),
    ],
)
def test_a_file_that_moved_on_is_refused_with_the_reason(changed, reason):
    raw = "They ate the the food."
    decided = Decided(
        "a.txt", fingerprint(raw), (Decision("repetition/word", Span(9, 16), "the the", "accept", "the"),)
    )
    assert corrected(raw, decided) == "They ate the food."
    with pytest.raises(FixError, match=reason):
        corrected(changed, decided)


def test_corrections_that_overlap_are_refused():
    raw = "a b c"
    made = (Decision("x/y", Span(0, 3), "a b", "accept", "x"), Decision("x/z", Span(2, 5), "b c", "accept", "y"))
    with pytest.raises(FixError, match="two accepted corrections overlap at character 2"):
        corrected(raw, Decided("a.txt", fingerprint(raw), made))
    rejected = (made[0], Decision("x/z", Span(2, 5), "b c", "reject", "y"))
    assert corrected(raw, Decided("a.txt", fingerprint(raw), rejected)) == "x c"


def test_a_correction_is_text_in_an_html_file():
    raw = "<p>They ate the the food.</p>"
    made = (Decision("repetition/word", Span(12, 19), "the the", "accept", "<b> & the"),)
    assert corrected(raw, Decided("a.html", fingerprint(raw), made)) == "<p>They ate &lt;b&gt; &amp; the food.</p>"
    assert corrected(raw, Decided("a.md", fingerprint(raw), made)) == "<p>They ate <b> & the food.</p>"


GOOD = {"rule": "x/y", "start": 0, "end": 1, "text": "a", "verdict": "accept", "replacement": "b", "comment": ""}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"start": "0"}, "files[0].decisions[0].start is no number"),
        ({"start": True}, "files[0].decisions[0].start is no number"),
        ({"start": -1}, "has a text of another length"),
        ({"end": 2}, "has a text of another length"),
        ({"text": "", "end": 0}, "has a text of another length"),
        ({"verdict": "yes"}, "files[0].decisions[0].verdict is none of accept, reject, open"),
        ({"verdict": ["accept"]}, "files[0].decisions[0].verdict is no text"),
        ({"replacement": 1}, "files[0].decisions[0].replacement is no text"),
        ({"comment": None}, "files[0].decisions[0].comment is no text"),
        ({"rule": None}, "files[0].decisions[0].rule is no text"),
    ],
)
def test_a_decision_that_does_not_hold_says_where(change, reason):
    data = {"version": 1, "files": [{"path": "a.txt", "sha256": "0", "decisions": [{**GOOD, **change}]}]}
    with pytest.raises(ReadError) as caught:
        read(json.dumps(data))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nonsense", "is no file of decisions: it is not JSON"),
        ("[" * 100_000, "is no file of decisions: it is not JSON"),
        ("[]", "is no file of decisions: there is no 'files'"),
        ('{"version": 2, "files": []}', "is of version 2 of the format, and this mtaudit reads 1"),
        ('{"version": 1, "files": {}}', "does not hold: files is no list"),
        ('{"version": 1, "files": [[]]}', "does not hold: files[0].decisions is no list"),
        ('{"version": 1, "files": [{"decisions": [7], "path": "", "sha256": ""}]}', "decisions[0].start is no number"),
        ('{"version": 1, "files": [{"decisions": []}]}', "does not hold: files[0].path is no text"),
    ],
)
def test_a_file_that_is_none_of_decisions_says_why(text, reason):
    with pytest.raises(ReadError) as caught:
        read(text)
    assert reason in str(caught.value)


def test_a_path_stands_there_once():
    one = Decided("a.txt", "0", ())
    with pytest.raises(ReadError, match=r"names 'a\.txt' twice"):
        read(render([one, one]))


def test_unknown_keys_are_passed_over_and_defaults_hold():
    made = {key: value for key, value in GOOD.items() if key not in ("replacement", "comment")}
    data = {"version": 1, "more": 1, "files": [{"path": "a", "sha256": "0", "more": 1, "decisions": [made]}]}
    assert read(json.dumps(data)) == (Decided("a", "0", (Decision("x/y", Span(0, 1), "a", "accept"),)),)


def test_the_page_shows_decisions_that_hold_and_names_every_key():
    page = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    jsonschema.validate(json.loads(example), SCHEMA)
    (decided,) = decisions.read(example)
    raw = "So they ate the the food.\n"
    assert corrected(raw, decided) == "So they ate the food.\n"
    file = SCHEMA["$defs"]["file"]
    for part in (SCHEMA, file, SCHEMA["$defs"]["decision"]):
        for key in part["properties"]:
            assert f"`{key}`" in page

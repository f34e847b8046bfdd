"""Packs that do not load, with the exact error; what rules inherit; the cache."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mtaudit.audit import audit, catalogue, read_text, signature
from mtaudit.errors import PackError
from mtaudit.packs import library, store
from mtaudit.packs.schema import KEYS, SCOPES
from mtaudit.settings import Settings

HEAD = """\
summary: A fault
why: Because.
category: accuracy/mistranslation
severity: minor
"""
EXAMPLES = """\
examples:
  - bad: "It is a [[plum]]."
    good: "It is an apple."
  - ok: "It is a pear."
"""
RULE = f"{HEAD}swap:\n  plum: apple\n{EXAMPLES}"


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    """An empty folder in the place of the shipped packs, and a cache of its own."""
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr(library, "folder", lambda _: folder)
    return folder


@pytest.fixture
def pack(tmp_path):
    """``pack(fruit=RULE)`` -> a folder of packs with ``en/test/fruit.yaml``; ``fruit__tsv`` is a table."""

    def write(**files):
        folder = tmp_path / "rules" / "en" / "test"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            stem, _, suffix = name.partition("__")
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{stem.replace('_', '-')}.{suffix or 'yaml'}").write_bytes(data)
        return tmp_path / "rules"

    return write


def load(root):
    return library.library((root,))


def with_line(old, new, rule=RULE):
    assert old in rule
    return rule.replace(old, new)


BROKEN = [
    ("summery: x\n" + RULE, 1, "unknown key 'summery', did you mean 'summary'?", "summery: x"),
    (with_line("severity: minor", "severity: big"), 4, "expected one of critical, major, minor", "severity: big"),
    (
        with_line("accuracy/mistranslation", "accuracy/mistranslations"),
        3,
        "did you mean 'accuracy/mistranslation'?",
        "",
    ),
    (with_line("why: Because.\n", ""), 1, "the key 'why' is missing", "summary: A fault"),
    (with_line(EXAMPLES, ""), 1, "the key 'examples' is missing", ""),
    (with_line("swap:\n  plum: apple\n", ""), 1, "a rule has just one of phrase, swap", ""),
    (with_line("swap:", "phrase: fig\nswap:"), 1, "and this one has 2", ""),
    (with_line("summary: A fault", "summary:"), 1, "expected a text", "summary:"),
    (with_line("swap:\n  plum: apple", "swap: plum"), 5, "expected 'key: value' pairs", "swap: plum"),
    (with_line("plum: apple", "plum: apple\n  Plum: pear"), 7, "'Plum' stands in line 6 already", "Plum: pear"),
    (with_line("plum: apple", "plum: apple\n  plum: pear"), 7, "the key 'plum' stands here a second time", ""),
    (with_line("plum: apple", "plum: plum"), 6, "'plum' is corrected to itself", "plum: plum"),
    (with_line("plum: apple", "big  plum: apple"), 6, "has a space or hyphen too many", ""),
    (with_line("severity: minor", "severity: minor\nsafe: yes"), 5, "expected true or false", "safe: yes"),
    (with_line("severity: minor", "severity: minor\nscope: [headlines]"), 5, "did you mean 'headline'?", ""),
    (with_line("severity: minor", "severity: minor\nnear: []"), 5, "the list is empty", "near: []"),
    (with_line("severity: minor", "severity: minor\nnear: {within: document}"), 5, "the key 'words' is missing", ""),
    (with_line("severity: minor", "severity: minor\nnear: {words: [a], within: page}"), 5, "expected one of", ""),
    (with_line("severity: minor", "severity: minor\npivot: french"), 5, "a pivot is a language code", ""),
    (with_line("severity: minor", "severity: minor\nmessage: '{foud} is odd'"), 5, "no other braces", ""),
    (with_line("severity: minor", "severity: minor\nsuggest: x"), 5, "'suggest' does not go with 'swap'", ""),
    (with_line("severity: minor", "severity: minor\nextends: en/test/none"), 5, "there is no rule 'en/test/none'", ""),
    (with_line("severity: minor", "severity: &a minor\nstatus: *a"), 5, "anchors and aliases are not part", ""),
    (with_line("[[plum]]", "plum"), 8, "'bad' marks the fault once, [[so]]", ""),
    (with_line("an apple", "an [[apple]]"), 9, "'good' has no marks", ""),
    (with_line("ok:", "okay:"), 10, "unknown key 'okay', did you mean 'ok'?", ""),
    (with_line('  - ok: "It is a pear."\n', ""), 7, "at least one example has 'ok'", "examples:"),
    (with_line('    good: "It is an apple."\n', ""), 8, "an example has either 'bad' with 'good', or 'ok'", ""),
    ("- a\n- b\n", 1, "expected 'key: value' pairs", "- a"),
    ("", 1, "the file is empty", ""),
    (with_line("plum: apple", "plum: [apple"), 7, "is no YAML", ""),
    ("a: " + "[" * 500, 1, "is nested too deeply", ""),
]


@pytest.mark.parametrize(("text", "line", "message", "shown"), BROKEN, ids=[case[2][:40] for case in BROKEN])
def test_a_broken_rule_is_an_error_that_shows_its_line(pack, text, line, message, shown):
    root = pack(fruit=text)
    with pytest.raises(PackError) as error:
        load(root)
    first, _, second = str(error.value).partition("\n    ")
    assert first.startswith(f"{root}/en/test/fruit.yaml:{line}: ")
    assert message in first
    lines = text.split("\n")
    assert second == lines[line - 1].strip()[:200]
    assert not shown or second == shown


def pattern(kind, **keys):
    lines = [f"{key}: {value}" for key, value in keys.items()]
    return HEAD + textwrap.dedent(kind) + "\n".join([*lines, EXAMPLES])


BROKEN_PATTERNS = [
    (pattern("regex: '(?<=a)plum'\n"), 5, "is no regex that RE2 takes"),
    (pattern("regex: '(plum'\n"), 5, "is no regex that RE2 takes"),
    (pattern("regex: 'p*'\n"), 5, "the regex matches the empty text"),
    (pattern("regex: 'plum'\n", suggest="'{2}'"), 6, "has no group '2'"),
    (pattern("regex: 'plum'\n", inflect="noun"), 6, "'inflect' does not go with 'regex'"),
    (pattern("consistency: [Kyiv]\n"), 5, "a group has two wordings or more"),
    (pattern("sequence:\n  - gap: 2\n  - plum\n"), 6, "a sequence starts and ends with a token that must be there"),
    (pattern("sequence:\n  - plum\n  - {word: pie, optional: true}\n"), 7, "starts and ends with a token that must"),
    (pattern("sequence:\n  - {pos: NOUN}\n"), 6, "expected one of adjective, adverb, noun, verb"),
    (pattern("sequence:\n  - {word: plum, not_pos: noun}\n"), 6, "'not_pos' goes with 'pos'"),
    (pattern("sequence:\n  - {word: plum, lemma: plum}\n"), 6, "a token has just one of word, lemma, regex"),
    (pattern("sequence:\n  - {wrod: plum}\n"), 6, "unknown key 'wrod', did you mean 'word'?"),
    (pattern("sequence:\n  - {word: plum, as: noun}\n"), 6, "'as' goes with 'lemma'"),
    (pattern("sequence:\n  - plum\n  - {gap: 99}\n  - pie\n"), 7, "a gap is the most words it may hold, 1 to 10"),
    (pattern("sequence:\n  - {regex: '(a)'}\n  - pie\n"), 6, "a token's regex has no anchors and no groups"),
    (pattern("sequence:\n  - {punctuation: a}\n  - pie\n"), 6, "a punctuation token has no letters"),
    (pattern("sequence:\n  - plum\n", suggest="'{3}'"), 7, "there is no token '3'"),
    (pattern("sequence:\n  - plum\n", suggest="'{1:apple}'"), 7, "follows a lemma with 'as: verb' or 'as: noun'"),
    (pattern("swap_table: fruit.tsv\n"), 5, "there is no file fruit.tsv beside the rule"),
    (pattern("swap_table: ../fruit.tsv\n"), 5, "a table is a .tsv file beside its rule"),
]


@pytest.mark.parametrize(("text", "line", "message"), BROKEN_PATTERNS, ids=[case[2][:50] for case in BROKEN_PATTERNS])
def test_a_broken_pattern_is_an_error_that_shows_its_line(pack, text, line, message):
    root = pack(fruit=text)
    with pytest.raises(PackError) as error:
        load(root)
    first, _, second = str(error.value).partition("\n    ")
    assert first.startswith(f"{root}/en/test/fruit.yaml:{line}: ")
    assert message in first
    assert second == text.split("\n")[line - 1].strip()


TABLE = with_line("swap:\n  plum: apple", "swap_table: fruit.tsv\nsource: A list\nlicence: CC0")


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("wrong\tright\nplum\tapple\tpear\n", 2, "2 columns are needed, parted by tabs, and here are 3"),
        ("wrong\tleft\nplum\tapple\n", 1, "the first line names the columns: wrong and any of right, safe, near"),
        ("right\tsafe\nplum\tyes\n", 1, "the first line names the columns"),
        ("wrong\tright\n \tapple\n", 2, "the column 'wrong' is empty"),
        ("wrong\tsafe\nplum\tperhaps\n", 2, "the column 'safe' holds yes, no or nothing"),
        ("wrong\tright\nplum\tapple\n# fig\tapple\nPLUM\tfig\n", 4, "'PLUM' stands in line 2 already"),
        ("wrong\tright\nplum\tapple | plum\n", 2, "'plum' is corrected to itself"),
    ],
)
def test_a_broken_table_is_an_error_that_shows_its_row(pack, table, line, message):
    root = pack(fruit=TABLE, fruit__tsv=table)
    with pytest.raises(PackError) as error:
        load(root)
    assert str(error.value).startswith(f"{root}/en/test/fruit.tsv:{line}: ")
    assert message in str(error.value)
    assert str(error.value).endswith("\n    " + table.split("\n")[line - 1].strip())


@pytest.mark.parametrize("key", ["source", "licence"])
def test_a_table_needs_its_source_and_licence(pack, key):
    lines = [line for line in TABLE.split("\n") if not line.startswith(f"{key}:")]
    root = pack(fruit="\n".join(lines), fruit__tsv="wrong\tright\nplum\tapple\n")
    with pytest.raises(PackError, match=f"a table needs the key '{key}'"):
        load(root)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"Fruit": RULE}, "a rule is <language>/<pack>/<rule>.yaml, in lower case with hyphens"),
        ({"fruit__yml": RULE}, "a rule is <language>/<pack>/<rule>.yaml"),
        ({"fruit": b"\xff\xfe"}, "is not UTF-8"),
        ({"fruit": b"#" * 2_000_000}, "is larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_rule_is_an_error(pack, files, message):
    with pytest.raises(PackError) as error:
        load(pack(**files))
    assert message in str(error.value)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(PackError, match="is no folder of rules"):
        load(tmp_path / "nothing")


def findings(root, text, **settings):
    report = audit(read_text(text, "a.txt"), Settings(rules=(root,), select=("en/test",), **settings))
    return [(each.rule.id, report.document.slice(each.span), each.suggestions) for each in report.findings]


def test_scalars_are_text_as_written(pack):
    root = pack(fruit=with_line("plum: apple", "on: 1.0\n  1.10: no", RULE))
    found = findings(root, "It is on and 1.10 too.")
    assert [(text, [each.text for each in suggestions]) for _, text, suggestions in found] == [
        ("on", ["1.0"]),
        ("1.10", ["no"]),
    ]


def test_a_rule_extends_another_and_its_own_keys_win(pack):
    examples = 'examples: [{bad: "A [[fig]].", good: A pear.}, {ok: A plum.}]\n'
    child = f"extends: en/test/fruit\nseverity: critical\nswap:\n  fig: pear\n{examples}"
    root = pack(fruit=RULE, other=child)
    rules = {each.rule.id: each.rule for each in load(root).rules}
    assert rules["en/test/other"].severity == "critical"
    assert rules["en/test/other"].why == "Because."
    assert [rule for rule, *_ in findings(root, "A plum and a fig.")] == ["en/test/fruit", "en/test/other"]


def test_a_rule_under_a_shipped_id_must_extend_it_and_then_replaces_it(pack, shipped):
    (shipped / "en" / "test").mkdir(parents=True)
    (shipped / "en" / "test" / "fruit.yaml").write_text(RULE)
    (shipped / "en" / "test" / "other.yaml").write_text(RULE.replace("plum", "fig"))
    with pytest.raises(PackError, match="is there already; change it with 'extends: en/test/fruit'"):
        load(pack(fruit=RULE))
    root = pack(fruit="extends: en/test/fruit\nseverity: critical\nexceptions: [plum pudding]\n")
    rules = catalogue(Settings(rules=(root,)))["patterns"]
    assert [(rule.id, rule.severity) for rule in rules] == [("en/test/other", "minor"), ("en/test/fruit", "critical")]
    found = findings(root, "A plum, a plum pudding, a fig.")
    assert [(rule, text) for rule, text, _ in found] == [("en/test/fruit", "A plum"), ("en/test/other", "a fig")]


def test_rules_that_extend_each_other_are_an_error(pack):
    root = pack(fruit="extends: en/test/other\n" + RULE, other="extends: en/test/fruit\n" + RULE)
    with pytest.raises(PackError, match="there is no rule 'en/test/"):
        load(root)


def test_packs_and_rules_are_selected_by_prefix_and_by_path(pack):
    root = pack(fruit=RULE, other=RULE.replace("plum", "fig"))
    text = "A plum and a fig."
    assert len(findings(root, text)) == 2
    assert [rule for rule, *_ in findings(root, text, ignore=("en/test/fruit",))] == ["en/test/other"]
    assert findings(root, text, per_file_ignores=(("a.*", ("en/test",)),)) == []


def test_a_preview_rule_waits_for_preview(pack):
    root = pack(fruit=with_line("severity: minor", "severity: minor\nstatus: preview"))
    assert findings(root, "A plum.") == []
    assert len(findings(root, "A plum.", preview=True)) == 1


class TestStore:
    def test_a_second_run_reads_what_the_first_compiled(self, pack, tmp_path, monkeypatch):
        root = pack(fruit=RULE)
        first = load(root)
        library._library.cache_clear()
        monkeypatch.setattr(library._Build, "__call__", None)
        second = load(root)
        assert second.rules == first.rules
        assert second.literals == first.literals
        for text in ("plum", "plums"):
            assert list(second.entries(text)) == list(first.entries(text)) != []

    def test_a_changed_table_is_compiled_anew(self, pack):
        root = pack(fruit=TABLE, fruit__tsv="wrong\tright\nplum\tapple\n")
        signed = signature(Settings(rules=(root,)))
        assert len(findings(root, "A plum and a fig.")) == 1
        pack(fruit__tsv="wrong\tright\nplum\tapple\nfig\tapple\n")
        library._library.cache_clear()
        signature.cache_clear()
        assert len(findings(root, "A plum and a fig.")) == 2
        assert signature(Settings(rules=(root,))) != signed

    @pytest.mark.parametrize(
        "damage",
        [
            lambda data: b"",
            lambda data: data[:-5],
            lambda data: data.replace(b"plum", b"prune"),
            lambda data: data.split(b"\n")[0] + b"\n[1, 2]",
            lambda data: b"\x80" + data,
        ],
    )
    def test_a_damaged_file_is_made_anew(self, pack, tmp_path, damage):
        root = pack(fruit=RULE)
        expected = load(root).rules
        files = list((tmp_path / "cache").iterdir())
        whole = {file: file.read_bytes() for file in files}
        for file in files:
            file.write_bytes(damage(whole[file]))
        library._library.cache_clear()
        assert load(root).rules == expected
        assert {file: file.read_bytes() for file in files} == whole

    def test_content_that_is_whole_but_no_pack_is_made_anew(self, tmp_path):
        assert store.cached("key", lambda: "pack", lambda data: data["rules"], lambda pack: [1]) == "pack"
        assert store.cached("key", lambda: "again", lambda data: data["rules"], lambda pack: [1]) == "again"

    def test_a_folder_that_cannot_be_written_is_done_without(self, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "file" / "cache"))
        assert store.cached("key", lambda: "pack", lambda data: data, lambda pack: {}) == "pack"

    def test_runs_beside_each_other_read_only_whole_files(self, tmp_path):
        def run(number):
            return store.cached("key", lambda: ["pack"] * 50_000, list, list)

        with ThreadPoolExecutor(8) as pool:
            assert all(each == ["pack"] * 50_000 for each in pool.map(run, range(40)))
        assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".json"]

    def test_only_the_newest_are_kept(self, tmp_path):
        for number in range(40):
            store.cached(f"{number:040}", dict, dict, dict)
        assert 0 < len(list((tmp_path / "cache").iterdir())) <= 24

    def test_a_text_is_checked_without_reading_yaml_again(self, tmp_path):
        code = (
            "import sys\nfrom mtaudit.audit import audit, read_text\nfrom mtaudit.settings import Settings\n"
            "audit(read_text('Nothing to find.', 'a.txt'), Settings(select=('en',)))\n"
            "print(sorted({'yaml', 're2', 'mtaudit.packs.compile'} & set(sys.modules)))"
        )
        runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in "ab"]
        assert "yaml" in runs[0].stdout
        assert runs[1].stdout == "[]\n"

    def test_the_folder_is_the_users_own(self, monkeypatch):
        monkeypatch.delenv("MTAUDIT_CACHE_DIR")
        monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
        monkeypatch.setattr("sys.platform", "linux")
        assert store.folder() == Path("/somewhere/mtaudit")


def test_the_manual_names_every_key():
    page = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    for key in (*KEYS, *SCOPES):
        assert f"`{key}`" in page, key

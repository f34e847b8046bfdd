import pytest

from mtaudit.errors import SettingsError
from mtaudit.model import Rule
from mtaudit.selection import check_prefixes, enabled
from mtaudit.settings import Settings

IDS = ("numbers/lakh", "numbers/split", "en/news/a", "en/news/b", "en/military/a")
RULES = [Rule(id_, "accuracy/number", "minor", "x") for id_ in IDS]
RULES.append(Rule("numbers/guess", "accuracy/number", "minor", "x", status="preview"))
RULES.append(Rule("numbers/calque", "accuracy/number", "minor", "x", status="preview", pivot=("de", "fr")))
RULES.append(Rule("numbers/friend", "accuracy/number", "minor", "x", status="pivot", pivot=("de",)))
NUMBERS = {"numbers/lakh", "numbers/split"}


@pytest.mark.parametrize(
    ("settings", "on"),
    [
        (Settings(), set(IDS)),
        (Settings(preview=True), {*IDS, "numbers/guess", "numbers/calque"}),
        (Settings(select=("numbers",)), {"numbers/lakh", "numbers/split"}),
        (Settings(select=("numbers/",)), {"numbers/lakh", "numbers/split"}),
        (Settings(ignore=("numbers",)), {"en/news/a", "en/news/b", "en/military/a"}),
        (Settings(select=("en",), ignore=("en/news",)), {"en/military/a"}),
        (Settings(select=("en/news/a",), ignore=("en/news",)), {"en/news/a"}),
        (Settings(select=("en",), ignore=("en",)), set()),
        (Settings(select=("numbers/guess",)), {"numbers/guess"}),
        (Settings(select=("num",)), set()),
        (Settings(from_="de"), {*IDS, "numbers/calque", "numbers/friend"}),
        (Settings(from_="fr"), {*IDS, "numbers/calque"}),
        (Settings(from_="zh"), set(IDS)),
        (Settings(from_="zh", preview=True), {*IDS, "numbers/guess", "numbers/calque"}),
        (Settings(from_="de", ignore=("numbers/friend",), select=("numbers",)), {*NUMBERS, "numbers/calque"}),
        (Settings(select=("numbers/friend",)), {"numbers/friend"}),
    ],
)
def test_the_longest_prefix_wins_and_ignore_on_a_tie(settings, on):
    assert enabled(RULES, settings) == on


@pytest.mark.parametrize("name", ["docs/a.md", "/home/x/docs/a.md", "docs/b/c.md"])
def test_rules_are_off_for_the_files_of_a_glob(name):
    settings = Settings(per_file_ignores=(("docs/*.md", ("en",)), ("*/docs/*", ("en",))))
    assert not any(id_.startswith("en/") for id_ in enabled(RULES, settings, name))
    assert enabled(RULES, settings, "other/a.md") == set(IDS)


def test_an_unknown_prefix_is_an_error_with_a_proposal():
    check_prefixes(RULES, Settings(select=("en/news", "numbers/lakh")))
    with pytest.raises(SettingsError, match="no rule is called 'numbres', did you mean 'numbers'"):
        check_prefixes(RULES, Settings(ignore=("numbres",)))

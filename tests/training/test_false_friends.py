import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "training/false_friends.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("false_friends", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(wrong, right, language):
    return {"wrong": wrong, "right": right, "pivot_lang": language}


def test_a_row_becomes_one_pair_for_each_wording_language_and_correction(script):
    rows = [row("train|bus conductor", "driver; motorman", "fr/de"), row("to sponge", "wash, wipe", "it")]
    found = [tuple(each) for each in script.friends(iter(rows))]
    assert ("bus conductor", "de", "motorman") in found
    assert ("train conductor", "fr", "driver") in found
    assert len(found) == 10
    assert ("sponge", "it", "wipe") in found


def test_common_words_names_and_slips_are_left_out(script):
    rows = [row("also", "so", "de"), row("Roman", "novel", "de"), row("finnish", "finish", "ru")]
    rows += [row("rentable", "profitable", "de"), row("precise (verb)", "specify", "fr"), row("helm", "helmet", "it")]
    rows += [row("actual", "current", language) for language in ("de", "fr", "es", "it")]
    tables = script.tables(list(script.friends(iter(rows))))
    assert tables["de"] == {"rentable": ["profitable"], "actual": ["current"]}
    assert tables["it"] == {"helm": ["helmet"], "actual": ["current"]}
    assert "ru" not in tables


def test_a_correction_that_is_wrong_itself_is_left_out(script):
    rows = [row("paragon", "receipt", "pl"), row("receipt", "prescription", "pl"), row("paragon", "slip", "pl")]
    tables = script.tables(list(script.friends(iter(rows))))
    assert tables["pl"] == {"paragon": ["slip"], "receipt": ["prescription"]}

import importlib.util
import json
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "training" / "tortured_phrases.py"


COMMON = frozenset("artificial intelligence external random learning".split())


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("tortured_phrases", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("wrong", "reference", "rights", "safe"),
    [
        ("deep studying", "deep learning (DL)", ("deep learning",), True),
        ("man-made reasoning (AI)", "Artificial Intelligence (AI)", ("artificial intelligence (AI)",), True),
        ("External Change (OT)", "external modulation (EM)", ("external modulation (EM)",), False),
        ("semi-managed learning", "semi-supervised (machine) learning", ("semi-supervised learning",), True),
        ("mentally unbalanced", "autist(ic)", ("autistic",), False),
        ("phishing spots", "phishing (web)sites", ("phishing websites",), True),
        ("issue determination", "fault analysis/diagnosis", ("fault analysis", "fault diagnosis"), False),
        ("brain tumefaction", "brain cancer / brain tumor", ("brain cancer", "brain tumor"), False),
        ("route illness", "???", (), False),
        ("speech intelligence", "speech intelligibility (?)", ("speech intelligibility",), False),
        ("conduct goal", "performance expectancy, see https://example.org", ("performance expectancy",), False),
        ("Markov fields", "Markov Random fields", ("Markov random fields",), True),
        ("Fluffy Grouping", "Fuzzy Clustering", ("Fuzzy Clustering",), False),
        ("mobileular", "Search and replace of cell -> mobile", (), False),
    ],
)
def test_a_reference_becomes_right_forms(script, wrong, reference, rights, safe):
    pair = {"mt": wrong, "reference": reference, "score": {"only_with": None}}
    row = script._row(pair, COMMON)
    assert (row.rights, row.safe) == (rights, safe)


def test_a_pair_of_alike_sides_is_left_out(script):
    assert (
        script._row({"mt": "smart device", "reference": "smart devices", "score": {"only_with": None}}, frozenset())
        is None
    )


def test_the_tables_are_made_of_pairs_and_prose(script, tmp_path, monkeypatch):
    pairs = [
        ("deep studying", "deep learning", None),
        ("weighty metals", "heavy metals", None),
        ("search engine", "machine learning", None),
        ("bunch analysis", "cluster analysis", ["cluster analysis"]),
    ]
    lines = [json.dumps({"mt": a, "reference": b, "score": {"only_with": c}}) for a, b, c in pairs]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines))
    (tmp_path / "prose.jsonl").write_text(json.dumps({"text": "A search engine finds a bunch analysis."}))
    monkeypatch.setattr(script, "_FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["x", str(tmp_path / "pairs.jsonl"), str(tmp_path / "prose.jsonl")])
    script.main()
    assert (tmp_path / "terms.tsv").read_text().split("\n") == [
        "wrong\tright\tsafe\tnear",
        "bunch analysis\tcluster analysis\tno\tcluster analysis",
        "deep studying\tdeep learning\tyes\t",
        "weighty metal\theavy metal\tyes\t",
        "weighty metals\theavy metals\tyes\t",
        "",
    ]
    assert (tmp_path / "doubtful.tsv").read_text().split("\n")[1:] == ["search engine\tmachine learning\tno\t", ""]

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtaudit.cli import group
from mtaudit.errors import ReadError

DATA = Path(__file__).parent.parent / "data/post_edits.tsv"


@pytest.fixture
def files(tmp_path):
    """Forty machine translations, a spoilt copy of them, and their post-edits."""
    pairs = [line.split("\t") for line in DATA.read_text("utf-8").splitlines()[:40]]
    for name, lines in {
        "mt": [mt for mt, _ in pairs],
        "spoilt <b>": [mt.replace("the", "a") for mt, _ in pairs],
        "edited": [edited for _, edited in pairs],
    }.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


def score(folder, *options, systems=("mt", "spoilt <b>")):
    paths = [str(folder / name) for name in systems]
    return CliRunner().invoke(group, ["score", *paths, "-r", str(folder / "edited"), *options], catch_exceptions=False)


def test_text_shows_each_system_and_what_pins_the_figures(files):
    output = score(files, "--paired", "bs", "--samples", "50").output
    assert "40 segments, 1 reference" in output
    assert all(f"{metric}  nrefs:1|bs:50|seed:12345|" in output for metric in ("BLEU", "chrF2", "chrF2++", "TER"))
    first, second = (line for line in output.splitlines() if line.startswith(("mt ", "spoilt")))
    assert "±" in first
    assert "p = " not in first
    assert second.count("p = ") == 4


def test_json_holds_every_segment_and_document(files):
    data = json.loads(score(files, "--segments", "-m", "bleu,ter", "--output-format", "json").output)
    (mt, spoilt) = data["systems"]
    assert [each["line"] for each in mt["segments"]] == [*range(1, 41)]
    assert mt["documents"][0]["scores"] == {each["metric"]: each["value"] for each in mt["scores"]}
    assert spoilt["scores"][0]["value"] < mt["scores"][0]["value"]
    assert spoilt["scores"][1]["value"] > mt["scores"][1]["value"]


def test_latex_is_a_table_with_special_characters_escaped(files):
    (files / "a_b").write_text((files / "mt").read_text("utf-8"), encoding="utf-8")
    output = score(files, "-m", "chrf", "--output-format", "latex", systems=("a_b",)).output
    assert r"a\_b" in output
    assert output.count(r"\begin{tabular}") == output.count(r"\end{tabular}") == 1


def test_html_shows_names_as_they_are_and_runs_nothing(files):
    output = score(files, "--segments", "--output-format", "html").output

    class Page(HTMLParser):
        tags, text = set(), ""

        def handle_starttag(self, tag, attrs):
            self.tags.add(tag)

        def handle_data(self, data):
            self.text += data

    page = Page()
    page.feed(output)
    assert "spoilt <b>" in page.text
    assert not page.tags & {"b", "script", "link", "img"}


def test_documents_of_a_folder_have_a_row_each(files):
    for side in ("system", "reference"):
        (files / side).mkdir()
        for name in ("x.txt", "y.txt"):
            (files / side / name).write_text(f"The {side} of {name}\n", encoding="utf-8")
    done = CliRunner().invoke(group, ["score", str(files / "system"), "-r", str(files / "reference"), "-m", "chrf"])
    assert [line.split()[:2] for line in done.output.splitlines() if ".txt" in line] == [
        ["system", "x.txt"],
        ["system", "y.txt"],
    ]


def test_an_unknown_metric_is_an_error_with_a_proposal(files):
    done = score(files, "-m", "blue")
    assert done.exit_code == 2
    assert "no metric is called 'blue', did you mean 'bleu'?" in done.output


def test_files_that_do_not_fit_are_an_error(files):
    (files / "edited").write_text("one line\n", encoding="utf-8")
    with pytest.raises(ReadError, match="has 40 lines"):
        score(files)

from mtaudit.reporters import tsv
from mtaudit.reporters._cells import HEADER


def test_a_finding_is_one_line_of_as_many_cells_as_the_header(run_of):
    header, line = tsv.render(run_of("So they ate the the food.\n")).splitlines()
    assert tuple(header.split("\t")) == HEADER
    row = dict(zip(HEADER, line.split("\t"), strict=True))
    assert (row["path"], row["line"], row["column"], row["text"]) == ("a.txt", "1", "13", "the the")


def test_a_wrapped_finding_stays_on_its_line(run_of):
    _, line = tsv.render(run_of("So they all of them ate the\nthe food of the others.\n")).splitlines()
    row = dict(zip(HEADER, line.split("\t"), strict=True))
    assert (row["line"], row["end_line"], row["text"]) == ("1", "2", "the the")


def test_hostile_text_makes_no_cell_no_line_and_no_formula(hostile):
    lines = tsv.render(hostile.run).split("\n")
    assert len(lines) == 5
    cells = [cell for line in lines[1:-1] for cell in line.split("\t")]
    assert len(cells) == 3 * len(HEADER)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]

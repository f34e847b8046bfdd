import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text


def units(raw, name="a.csv"):
    return [(each.target, each.source, each.key) for each in read_text(raw, name).blocks]


CASES = [
    ("a.tsv", "source\ttarget\nJa\tYes\nNein\tNo\n", [("Yes", "Ja", ""), ("No", "Nein", "")]),
    ("a.csv", 'id,Source,Translation\n1,Ja,"Yes, ""sir"""\n2,Leer,\n', [('Yes, "sir"', "Ja", "1"), ("", "Leer", "2")]),
    ("a.csv", "key;en\na;Yes of\nb;No of\n", [("Yes of", "", "a"), ("No of", "", "b")]),
    ("a.tsv", 'He said "so\tand went\n', [('He said "so', "", ""), ("and went", "", "")]),
    ("a.csv", "one word,two words\nthree words,4\n", [("one word",), ("two words",), ("three words",), ("4",)]),
]


@pytest.mark.parametrize(("name", "raw", "expected"), CASES)
def test_cells(name, raw, expected):
    assert units(raw, name) == [(*each, "", "")[:3] for each in expected]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n",'), max_size=20)


@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_the_cells_are_those_of_the_csv_module(rows):
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("source", "target"), *rows])
    wanted = [(b, a) for a, b in rows if any(map(str.isalnum, b)) or (a.strip() and not b.strip(" "))]
    found = [(b, a) for b, a, _ in units(target.getvalue())]
    assert [each for each in found if any(map(str.isalnum, each[0]))] == [
        each for each in wanted if any(map(str.isalnum, each[0]))
    ]

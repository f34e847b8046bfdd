from pathlib import Path
from xml.etree import ElementTree

import junitparser
import pytest
from lxml import etree

from mtaudit.model import Run, Skipped, Unread
from mtaudit.reporters import junit

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data" / "junit-10.xsd"))


def valid(run):
    output = junit.render(run)
    SCHEMA.assertValid(etree.fromstring(output.encode()))
    return ElementTree.fromstring(output)


def test_a_finding_is_a_failed_case(run_of):
    root = valid(run_of("So they ate the the food.\n", "./docs/a.txt"))
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("docs/a.txt", "1", "1")
    (case,) = suite
    assert (case.get("classname"), case.get("name")) == ("docs/a.txt", "repetition/word at 1:13")
    failure = case.find("failure")
    assert failure.get("message") == "“the” stands twice running. => write: the"
    assert failure.text.splitlines()[1:] == ["the the"]


def test_a_clean_file_is_a_case_that_passed(run_of):
    ((case,),) = valid(run_of("They left.\n"))
    assert (case.get("name"), list(case)) == ("no findings", [])


def test_what_was_not_checked_is_skipped_or_an_error(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    checked, unread = valid(run)
    assert (checked.get("skipped"), unread.get("errors")) == ("1", "1")
    assert checked.find("testcase/skipped").get("message") == "grammar did not run: no engine"
    assert unread.find("testcase/error").get("message") == "b.txt is empty; it was not checked"


def test_a_reader_of_junit_counts_the_same(run_of):
    (report,) = run_of("They ate the the food of 16 Thousands men.\n").reports
    read = junitparser.JUnitXml.fromstring(junit.render(Run((report, report))).encode())
    assert (read.tests, read.failures, read.errors) == (4, 4, 0)
    assert [len(list(suite)) for suite in read] == [2, 2]


def test_hostile_text_stays_text(hostile):
    root = valid(hostile.run)
    assert "]]> & &amp; <!-- " in root.find(".//failure").text
    assert "script" not in {element.tag for element in root.iter()}


def test_the_schema_misses_what_is_missing(run_of):
    output = junit.render(run_of("They left.")).replace('<testcase name="no findings"', "<testcase")
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(etree.fromstring(output.encode()))

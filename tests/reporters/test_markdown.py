import pyromark
import pytest

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import markdown

TABLES = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)


def test_the_summary_reads_well(run_of):
    run = run_of("They ate the the food of 16 Thousands men.\n")
    assert markdown.render(run).splitlines()[2:-2] == [
        "| file | words | findings | MQM score |",
        "| --- | --- | --- | --- |",
        r"| a\.txt | 9 | 2 findings \(1 critical, 1 minor\) | 0\.0 |",
        "",
        "| severity | rule | place | text | what is wrong |",
        "| --- | --- | --- | --- | --- |",
        (
            r"| critical | numbers/scale\-word | a\.txt\:1\:26 | 16 Thousands "
            r"| A broken number\: “16 Thousands” is 16,000\. \=\> write\: 16,000 |"
        ),
        r"| minor | repetition/word | a\.txt\:1\:10 | the the | “the” stands twice running\. \=\> write\: the |",
    ]


def test_what_was_not_checked_is_said_once(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")] * 2, unread=[Unread("b.txt", "is empty")])
    output = markdown.render(run)
    assert output.count("did not run") == 1
    assert r"- b\.txt is empty; it was not checked" in output


def test_a_long_list_is_cut_and_says_so(run_of):
    run = run_of("They ate the the food.\n\n" * (markdown.MOST + 7))
    lines = markdown.render(run).splitlines()
    assert len([line for line in lines if line.startswith("| minor")]) == markdown.MOST
    assert "|  |  |  |  | and 7 more |" in lines


@pytest.mark.parametrize("tag", ["<script", "<img", "<a ", "<strong", "<code>|"])
def test_hostile_text_is_shown_as_it_is(hostile, tag):
    page = TABLES.html(markdown.render(hostile.run))
    assert tag not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<td>") == 4 + 5

import pytest

from mtaudit.audit import read_text

SRT = """1
00:00:01,000 --> 00:00:04,500
<font color="#fff">We left</font>

2
00:00:05,000 --> 00:00:08,500
{\\an8}the <i>base</i> &amp; came home.

3
00:00:09,000 --> 00:00:12,500
- Who?
- He.
"""
VTT = """WEBVTT Kind: captions

NOTE a note of words

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.500 align:start
<v Ann>When the <00:02.000>moon

00:04.500 --> 00:05.000
hits your eye.
00:05.000 --> 00:06.000
And then.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.srt", SRT, ["We left\nthe base & came home.", "- Who?\n- He."]),
        ("a.vtt", VTT, ["When the moon\nhits your eye.", "And then."]),
    ],
)
def test_a_sentence_runs_over_its_cues(name, raw, expected, end):
    document = read_text(raw.replace("\n", end), name)
    assert [document.slice(each.span) for each in document.blocks] == expected


def test_positions_are_those_of_the_file():
    document = read_text(SRT, "a.srt")
    at = document.text.index("came")
    start = document.origin[at]
    assert document.position(start).line == 7
    assert document.raw[start : start + 4] == "came"

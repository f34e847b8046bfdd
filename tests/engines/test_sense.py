import subprocess
import sys

import numpy as np
import pytest

from mtaudit.audit import audit, read_text
from mtaudit.detectors import _sense_reading
from mtaudit.engines import sense
from mtaudit.errors import EngineError
from mtaudit.settings import Settings

TEXT = "The Pentagon has turned over several of its foundations to the army."


@pytest.fixture
def fresh():
    """The network is loaded anew in this test, and again after it."""
    sense.start.cache_clear()
    _sense_reading._last.clear()
    yield
    sense.start.cache_clear()


def test_every_piece_is_answered_in_the_order_of_the_texts():
    network = sense.network()
    texts = [network.cutter.pieces(TEXT[:end]) for end in (40, 8, len(TEXT), 1)]
    for text, answer in zip(texts, network.ask(texts), strict=True):
        assert len(answer.sense) == len(answer.tag) == len(answer.wanted) == len(text.numbers)


def test_how_badly_a_text_is_put_is_said_only_where_it_is_asked():
    network = sense.network()
    pieces = network.cutter.pieces(TEXT)
    (silent,), (asked,) = network.ask([pieces]), network.ask([pieces], bad=True)
    assert silent.bad is None
    assert len(asked.bad) == len(pieces.numbers)
    assert np.array_equal(silent.sense, asked.sense)


def test_a_page_that_knows_how_badly_it_is_put_is_not_read_again(monkeypatch):
    document = read_text(TEXT, "a.txt")
    plain = _sense_reading.read(document)
    full = _sense_reading.read(document, bad=True)
    assert plain.bad is None
    assert len(full.bad) == len(full.words) == len(plain.words)
    monkeypatch.setattr(sense, "network", lambda: pytest.fail("read again"))
    assert _sense_reading.read(document) is full
    assert _sense_reading.read(document, bad=True) is full


def test_batches_at_once_are_answered_as_one_after_the_other(monkeypatch):
    network = sense.network()
    texts = [network.cutter.pieces(TEXT * (1 + number % 5)) for number in range(40)]
    assert len(list(sense._batches(range(40), texts))) > 2
    held = {}
    for cores in (1, 2, 3):
        monkeypatch.setattr(sense, "_cores", lambda cores=cores: cores)
        held[cores] = network.ask(texts, bad=True)
    for one, two, three in zip(*held.values(), strict=True):
        for alone, both, all_ in zip(one, two, three, strict=True):
            assert np.array_equal(alone, both)
            assert np.array_equal(alone, all_)


def test_a_text_is_answered_alike_whatever_is_asked_with_it():
    network = sense.network()
    pieces = network.cutter.pieces(TEXT)
    (alone,) = network.ask([pieces])
    beside, *_ = network.ask(
        [pieces, *(network.cutter.pieces(text) for text in (TEXT * 3, "It was late; 1 2 3!", "x"))]
    )
    assert np.array_equal(alone.sense, beside.sense)
    assert np.array_equal(alone.wanted, beside.wanted)


def test_the_same_text_is_answered_alike():
    network = sense.network()
    pieces = network.cutter.pieces(TEXT)
    (one,), (other,) = network.ask([pieces]), network.ask([pieces])
    assert np.array_equal(one.sense, other.sense)
    assert np.array_equal(one.wanted, other.wanted)


def test_a_text_that_is_too_long_is_read_as_far_as_it_goes():
    network = sense.network()
    (answer,) = network.ask([network.cutter.pieces("base " * 1000)])
    assert len(answer.sense) == sense.LONGEST


def test_a_phrase_lies_between_its_words():
    network = sense.network()
    one, other, both = network.vectors(["carry", "out", "carry out"])
    assert np.allclose((one + other) / 2, both)


def test_without_onnxruntime_the_detector_is_named_as_skipped(fresh, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    report = audit(read_text(TEXT, "a.txt"), Settings(select=("sense",), preview=True))
    assert [skipped.detector for skipped in report.skipped] == ["sense"]
    assert "mtaudit[sense]" in report.skipped[0].reason


def test_a_missing_network_is_one_clear_sentence(fresh, monkeypatch, tmp_path):
    monkeypatch.setattr(sense, "FOLDER", tmp_path)
    with pytest.raises(EngineError, match="the network of the detector is missing"):
        sense.network()


def test_a_run_that_needs_no_network_loads_none(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT + " It was was late.", encoding="utf-8")
    code = (
        "import sys\nfrom mtaudit.cli import group\n"
        "try:\n    group.main(['check', 'a.txt', '--select', 'repetition'])\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "repetition/word" in done.stdout
    assert not {"onnxruntime", "numpy"} & set(done.stderr.split())

import pytest
from click.testing import CliRunner

from mtaudit.cli import group
from mtaudit.engines import sense
from mtaudit.errors import EngineError

GOOD = "The council approved the new budget on Monday after a long debate."
BAD = "Council the new approve of budget in the Monday long after is debates it."


def run(*arguments):
    return CliRunner().invoke(group, ["estimate", *map(str, arguments)], standalone_mode=False)


def test_the_worst_sentence_comes_first(tmp_path):
    pytest.importorskip("onnxruntime")
    path = tmp_path / "a.txt"
    path.write_text(f"{GOOD}\n\n{BAD}\n")
    head, first, second = run(path, "--segments").stdout.splitlines()
    assert first.endswith(f"{path}:3  {BAD}")
    assert second.endswith(f"{path}:1  {GOOD}")
    assert float(first.split()[0]) < float(head.split()[-1]) < float(second.split()[0])


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    result = run(tmp_path / "a.txt")
    assert result.return_value == 2
    assert "is not valid UTF-8" in result.stderr


def test_without_the_network_it_says_so(tmp_path, monkeypatch):
    def missing():
        raise EngineError("onnxruntime is not installed")

    monkeypatch.setattr(sense, "network", missing)
    (tmp_path / "a.txt").write_text("Nobody has ever read this sentence before today.")
    with pytest.raises(EngineError, match="onnxruntime is not installed"):
        raise run(tmp_path / "a.txt").exception

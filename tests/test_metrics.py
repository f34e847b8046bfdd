import json
import subprocess
import sys
from pathlib import Path

import pytest
import sentencepiece

from mtaudit.errors import ReadError
from mtaudit.metrics import METRICS, Request, System, corpus_scores, segment_scores

#: 200 machine translations and their post-edits from MLQE-PE (CC0), in six languages' English.
PAIRS = [line.split("\t") for line in (Path(__file__).parent / "data/post_edits.tsv").read_text("utf-8").splitlines()]
MT, POST_EDITS = map(list, zip(*PAIRS, strict=True))


def sacrebleus_own(folder, *options, hypotheses=MT):
    """What sacrebleu's command line says of the same segments, with ten decimals."""
    for name, lines in (("hyp", hypotheses), ("ref", POST_EDITS)):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", "ref", "-i", "hyp", "-w", "10", "--force", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("options", [(), ("--confidence", "--confidence-n", "200"), ("--lowercase",)])
@pytest.mark.parametrize("metric", ["bleu", "chrf", "chrf++", "ter"])
def test_every_figure_and_signature_is_sacrebleus_own(tmp_path, metric, options):
    wanted = json.loads(
        sacrebleus_own(
            tmp_path,
            "-m",
            metric.rstrip("+"),
            "--chrf-word-order",
            str(2 * (metric == "chrf++")),
            *_for(metric, options),
        )
    )
    request = Request((metric,), 200 * ("--confidence" in options), lowercase="--lowercase" in options)
    ((score,),) = corpus_scores([System("mt", MT)], [POST_EDITS], request)
    assert (score.metric, score.signature) == (wanted["name"], wanted["signature"])
    assert round(score.value, 10) == wanted["score"]
    if score.mean is not None:
        assert (
            f"{score.mean:.4f} {score.margin:.4f}" == f"{wanted['confidence_mean']:.4f} {wanted['confidence_var']:.4f}"
        )


def _for(metric, options):
    """chrF has a flag of its own for case."""
    return tuple(
        "--chrf-lowercase" if metric.startswith("chrf") and each == "--lowercase" else each for each in options
    )


@pytest.mark.parametrize("metric", ["bleu", "chrf", "ter"])
def test_every_segments_figure_is_sacrebleus_own(tmp_path, metric):
    lines = sacrebleus_own(tmp_path, "-m", metric, "--sentence-level", "--score-only", "--format", "text").splitlines()
    found = segment_scores(MT, [POST_EDITS], Request((metric,)))
    assert [f"{value:.10f}" for (value,) in found] == lines


@pytest.mark.parametrize("test", ["bs", "ar"])
def test_a_better_system_is_told_from_chance_and_a_like_one_is_not(test):
    worse = [line.replace("the", "a") for line in MT]
    alike = [post_edit if n % 20 == 0 else mt[::-1] if n % 20 == 10 else mt for n, (mt, post_edit) in enumerate(PAIRS)]
    systems = [System("mt", MT), System("worse", worse), System("alike", alike)]
    scores = corpus_scores(systems, [POST_EDITS], Request(METRICS, 100, test))
    for baseline, lower, alike in zip(*scores, strict=True):
        assert baseline.p_value is None
        assert lower.p_value < 0.05 < alike.p_value
        assert f"{test}:100" in baseline.signature


def test_a_second_reference_counts():
    request = Request(("bleu",))
    ((one,),) = corpus_scores([System("mt", MT)], [POST_EDITS], request)
    ((two,),) = corpus_scores([System("mt", MT)], [POST_EDITS, MT], request)
    assert (round(two.value, 6), "nrefs:2" in two.signature) == (100, True)
    assert one.value < 60


def test_spbleu_counts_the_pieces_of_the_model_and_names_it(tmp_path):
    text = iter([*POST_EDITS, *MT])
    prefix = str(tmp_path / "small")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=text, model_prefix=prefix, vocab_size=500, hard_vocab_limit=False, minloglevel=2
    )
    model = tmp_path / "small.model"
    ((ours,),) = corpus_scores([System("mt", MT)], [POST_EDITS], Request(("spbleu",), model=model))
    cut = sentencepiece.SentencePieceProcessor(model_file=str(model))
    pieces = [[" ".join(cut.encode(line, out_type=str)) for line in side] for side in (MT, POST_EDITS)]
    by_hand = json.loads(
        subprocess.run(
            [
                sys.executable,
                "-m",
                "sacrebleu",
                *_written(tmp_path, pieces),
                "-w",
                "10",
                "--tokenize",
                "none",
                "--force",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    assert (ours.metric, round(ours.value, 10)) == ("spBLEU", by_hand["score"])
    assert "|tok:spm-small-" in ours.signature


def _written(folder, sides):
    for name, lines in zip(("hypotheses", "references"), sides, strict=True):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [str(folder / "references"), "-i", str(folder / "hypotheses")]


def test_the_own_model_falls_back_to_bytes_so_that_no_character_is_lost():
    ((score,),) = corpus_scores([System("mt", ["Kubel ⟨𒀀⟩ 漢字"])], [["Kubel ⟨𒀀⟩ 漢字"]], Request(("spbleu",)))
    assert round(score.value, 6) == 100


@pytest.mark.parametrize(("content", "reason"), [(b"no model", "is no SentencePiece model"), (None, "cannot be read")])
def test_a_model_that_does_not_load_is_named(tmp_path, content, reason):
    model = tmp_path / "pieces.model"
    if content:
        model.write_bytes(content)
    with pytest.raises(ReadError, match=reason):
        corpus_scores([System("mt", MT)], [POST_EDITS], Request(("spbleu",), model=model))


def test_empty_hypotheses_have_a_score():
    for row in segment_scores(["", "a cat"], [["a cat", "a cat"]], Request(METRICS)):
        assert len(row) == len(METRICS)

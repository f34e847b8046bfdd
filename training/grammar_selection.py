"""Decides which rules of the grammar engines count, by measuring each: writes mtaudit/detectors/grammar.tsv.

    python training/grammar_selection.py measure DATA HITS    asks both engines about all sets (half an hour, resumable)
    python training/grammar_selection.py decide DATA HITS     weighs the hits, writes the table, prints the gates

Run both when an engine moves. ``grammar_faults.tsv`` says beforehand what a rule's fault is called and which rules are
opinions on style; everything else is counted:

- right and wrong: on sentences with human corrections, whether the engine's first correction agrees with one of them,
  that is, lies on a shortest way from the sentence to a corrected one (edit distance in words);
- clean: hits on 918,000 words of edited prose, false alarms nearly all;
- inside and outside: hits on machine translation, in and out of the spans that people marked.

A rule that no set ever hit has no false alarm in 918,000 clean words; its category decides, and the mass of such rules
is bounded by the rules with exactly one clean hit (Good and Turing), which the output gives.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click
from rapidfuzz.distance import Levenshtein

from mtaudit.detectors._trim import trim
from mtaudit.engines import harper, languagetool
from mtaudit.errors import EngineError

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
import _records  # noqa: E402

TABLE = ROOT / "mtaudit/detectors/grammar.tsv"
FAULTS = Path(__file__).with_name("grammar_faults.tsv")
CORRECTED = ("gec_jfleg", "gec_cweb")
TRANSLATED = {
    "seed": 0,
    "real_cases": 0,
    "mlqe_pe": 5000,
    "mqm_bio": 3500,
    "mqm_zhen_news20": 2000,
    "mqm_zhen_news21": 2000,
    "mqm_zhen_ted21": 1500,
    "mqm_zhen_gen23": 1500,
    "demetr": 3000,
}
SETS = ("clean_prose", *CORRECTED, *TRANSLATED)
ENGINES = ("LanguageTool", "Harper")

#: What a rule must show; chosen on half of the data, see ``halves``.
LEAST_PRECISION = 0.65
PRIOR = (1.3, 2.0)
FREE_CLEAN_HITS = 2
CLEAN_HITS_PER_RIGHT = 3
SAFE_PRECISION = 0.85
SAFE_EVIDENCE = 10
SAFE_CLEAN_HITS_PER_RIGHT = 0.1

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_FINE_TOKEN = re.compile(r"\w+|\s|[^\w\s]")


@dataclass
class Evidence:
    """What the sets say of one rule."""

    engine: str
    category: str
    rule: str
    clean: int = 0
    right: int = 0
    wrong: int = 0
    inside: int = 0
    outside: int = 0
    by_set: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


@click.group()
def main() -> None:
    """Measure the engines' rules, then decide."""


@main.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("hits", type=click.Path(file_okay=False, path_type=Path))
def measure(data: Path, hits: Path) -> None:
    """Ask both engines about every set; a set that is done is not asked again."""
    hits.mkdir(parents=True, exist_ok=True)
    server = languagetool.LanguageTool()
    for name in SETS:
        texts = list(_texts(data, name))
        for engine, ask in (("LanguageTool", server.ask), ("Harper", harper.ask)):
            target = hits / f"{engine}.{name}.jsonl"
            if not target.exists():
                part = target.with_suffix(".part")
                with part.open("w", encoding="utf-8") as out:
                    out.writelines(_lines(texts, ask))
                part.rename(target)
                print(f"{engine}: {name}, {len(texts)} texts", flush=True)
    server.close()


@main.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("hits", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry", is_flag=True, help="Leave the table as it is.")
def decide(data: Path, hits: Path, *, dry: bool) -> None:
    """Weigh the hits, print the gates and write the table."""
    judged = list(_judged(data, hits))
    evidence = _evidence(judged)
    if not dry:
        TABLE.write_text(_table(evidence), encoding="utf-8")
    words = _words(data)
    print(
        "| engine | rules kept | set | hits | per 1,000 words | right | precision |\n",
        "| --- | --- | --- | --- | --- | --- | --- |",
    )
    for engine in ENGINES:
        kept = {e.rule for e in evidence if e.engine == engine and _kept(e)}
        _gates(f"{engine} | {len(kept)}", [j for j in judged if j["engine"] == engine and j["rule"] in kept], words)
        _halves(engine, judged, words)
    print("\n| engine | set | hits | in a marked span | share of words marked |\n| --- | --- | --- | --- | --- |")
    marked = {name: _marked_share(data, name) for name in TRANSLATED}
    for engine in ENGINES:
        kept_evidence = [e for e in evidence if e.engine == engine and _kept(e)]
        for name in TRANSLATED:
            inside, outside = map(sum, zip(*[e.by_set[name] for e in kept_evidence], strict=True))
            share = f"{inside / (inside + outside):.2f}" if inside + outside else ""
            print(f"| {engine} | {name} | {inside + outside} | {share} | {marked[name]:.2f} |")
    for engine in ENGINES:
        once = [e for e in evidence if e.engine == engine and e.clean == 1 and _fault(e)[0][0] not in "-?"]
        rate = len(once) / words["clean_prose"] * 1000
        print(f"\n{engine}: {len(once)} rules with one clean hit, so unseen rules hit {rate:.2f} per 1,000 words")


def _texts(data: Path, name: str) -> Iterator[tuple[str, int, str]]:
    """Identity, offset in the record and text of everything the engines are asked."""
    if name in CORRECTED:
        for each in _corrected(data, name):
            yield each["id"], 0, each["mt"]
        return
    records = list(_records.read(data, name))
    most = TRANSLATED.get(name, 0)
    for record in random.Random(1).sample(records, most) if 0 < most < len(records) else records:
        for match in _PARAGRAPH.finditer(record.text):
            yield record.id, match.start(), match[0]


def _corrected(data: Path, name: str) -> Iterator[dict[str, Any]]:
    with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _lines(texts: list[tuple[str, int, str]], ask: Any) -> Iterator[str]:
    for (id_, offset, text), found in zip(texts, ask(text for _, _, text in texts), strict=True):
        if isinstance(found, EngineError):
            raise found
        for hit in found:
            row = {"id": id_, "offset": offset, "text": text, **vars(hit)}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _judged(data: Path, hits: Path) -> Iterator[dict[str, Any]]:
    """Every hit with its engine, its set and the verdict: None for clean prose, else right, or inside a mark."""
    references = {(name, e["id"]): e["references"] for name in CORRECTED for e in _corrected(data, name)}
    marks = {(name, r.id): r.marks for name in TRANSLATED for r in _records.read(data, name)}
    for engine in ENGINES:
        for name in SETS:
            with (hits / f"{engine}.{name}.jsonl").open(encoding="utf-8") as lines:
                for hit in map(json.loads, lines):
                    start, end, texts = trim(hit["text"], hit["start"], hit["end"], hit["replacements"])
                    verdict = None
                    if name in CORRECTED:
                        verdict = bool(texts) and _agrees(
                            hit["text"], start, end, texts[0], references[name, hit["id"]]
                        )
                    elif name in TRANSLATED:
                        first, last = start + hit["offset"], end + hit["offset"]
                        verdict = any(m.start <= last and first <= m.end for m in marks[name, hit["id"]])
                    yield {**hit, "engine": engine, "set": name, "verdict": verdict}


def _agrees(text: str, start: int, end: int, new: str, references: Iterable[str]) -> bool:
    """Whether a correction lies on a shortest way from a sentence to one of its corrected forms."""
    changed = text[:start] + new + text[end:]
    token = _TOKEN if _TOKEN.findall(text) != _TOKEN.findall(changed) else _FINE_TOKEN
    before, after = token.findall(text), token.findall(changed)
    step = Levenshtein.distance(before, after)
    return any(
        Levenshtein.distance(after, aim) + step <= Levenshtein.distance(before, aim)
        for aim in map(token.findall, references)
    )


def _evidence(judged: Iterable[dict[str, Any]]) -> list[Evidence]:
    rules: dict[tuple[str, str], Evidence] = {}
    for hit in judged:
        key = hit["engine"], hit["rule"]
        each = rules.setdefault(key, Evidence(hit["engine"], hit["category"], hit["rule"]))
        if hit["verdict"] is None:
            each.clean += 1
            continue
        each.by_set[hit["set"]][0 if hit["verdict"] else 1] += 1
        if hit["set"] in CORRECTED:
            each.right, each.wrong = each.right + hit["verdict"], each.wrong + (not hit["verdict"])
        else:
            each.inside, each.outside = each.inside + hit["verdict"], each.outside + (not hit["verdict"])
    return sorted(rules.values(), key=lambda e: (e.engine, e.category, e.rule))


def _patterns() -> list[list[str]]:
    lines = FAULTS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _fault(each: Evidence) -> tuple[str, str]:
    """The fault of a rule by the first pattern that fits, and the reason beside it."""
    for engine, pattern, fault, reason in _patterns():
        if engine == each.engine and fnmatchcase(f"{each.category}:{each.rule}", pattern):
            return fault, reason
    return "-", "its category is not known"


def _kept(each: Evidence) -> bool:
    return not _why_not(each)


def _why_not(each: Evidence) -> str:
    """The reason to leave a rule out, "" to keep it."""
    fault, reason = _fault(each)
    if fault == "-" or fault == "sentence-start":
        return reason
    if fault.startswith("?") and not each.right:
        return f"not proven ({reason})"
    if _precision(each) < LEAST_PRECISION:
        return f"{each.wrong} of {each.right + each.wrong} corrections are wrong"
    if each.clean > max(FREE_CLEAN_HITS, CLEAN_HITS_PER_RIGHT * each.right, (each.inside - each.outside) / 2):
        return f"{each.clean} hits on clean prose"
    if each.outside >= 4 and each.outside > 2 * each.inside + 2 * each.right:
        return f"{each.outside} of {each.inside + each.outside} hits on translations are outside the marks"
    return ""


def _precision(each: Evidence) -> float:
    """Shrunk towards a fair prior, so that one wrong correction of a rare rule does not decide alone."""
    right, total = PRIOR
    return (each.right + right) / (each.right + each.wrong + total)


def _safe(each: Evidence) -> bool:
    proven = each.right >= SAFE_EVIDENCE and _precision(each) >= SAFE_PRECISION
    return proven and each.clean <= SAFE_CLEAN_HITS_PER_RIGHT * each.right


def _table(evidence: list[Evidence]) -> str:
    lines = [
        "# Which rules of the grammar engines count, and as which fault. Made by training/grammar_selection.py.",
        "# engine\trule, or pattern for those without line\tfault\tsafe\tclean\tright\twrong\tinside\toutside\treason",
    ]
    for each in evidence:
        fault, reason = _fault(each)
        why = _why_not(each)
        shown = fault.lstrip("?") if not why or fault == "sentence-start" else "-"
        safe = "safe" if not why and _safe(each) else ""
        counts = (each.clean, each.right, each.wrong, each.inside, each.outside)
        lines.append("\t".join([each.engine, each.rule, shown, safe, *map(str, counts), why]))
    for engine, pattern, fault, reason in _patterns():
        lines.append("\t".join([engine, pattern, "-" if fault[0] in "-?" else fault, "", *"00000", reason]))
    return "\n".join(lines) + "\n"


def _words(data: Path) -> dict[str, int]:
    return {name: sum(len(text.split()) for _, _, text in _texts(data, name)) for name in ("clean_prose", *CORRECTED)}


def _gates(label: str, judged: list[dict[str, Any]], words: dict[str, int], share: float = 1) -> None:
    for name in ("clean_prose", *CORRECTED):
        found = [hit for hit in judged if hit["set"] == name]
        right = sum(hit["verdict"] is True for hit in found)
        rate = len(found) / words[name] / share * 1000
        precision = f"{right / len(found):.2f}" if found and name in CORRECTED else ""
        print(f"| {label} | {name} | {len(found)} | {rate:.2f} | {right if name in CORRECTED else ''} | {precision} |")


def _halves(engine: str, judged: list[dict[str, Any]], words: dict[str, int]) -> None:
    """What a selection is worth on texts it has not seen: chosen on one half of the records, measured on the other."""
    mine = [hit for hit in judged if hit["engine"] == engine]
    unseen = []
    for half in (0, 1):
        chosen = {e.rule: e for e in _evidence(hit for hit in mine if _half(hit["id"]) == half)}
        for hit in mine:
            if _half(hit["id"]) != half:
                each = chosen.get(hit["rule"]) or Evidence(engine, hit["category"], hit["rule"])
                if _kept(each):
                    unseen.append(hit)
    _gates(f"{engine} | (other half)", unseen, words)


def _half(id_: str) -> int:
    return random.Random(id_).randrange(2)


def _marked_share(data: Path, name: str) -> float:
    """How much of a set's text is marked: what a blind rule would reach."""
    total = marked = 0
    for record in _records.read(data, name):
        total += len(record.text)
        marked += len({at for mark in record.marks for at in range(mark.start, mark.end)})
    return marked / total


if __name__ == "__main__":
    main()

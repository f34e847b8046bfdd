"""mtaudit beside the translate-toolkit's pofilter on files of both: who finds which units.

    python benchmarks/pofilter.py FILE.po FILE.xlf ...

Prints, for each test of pofilter, its hits, those that mtaudit has in the same unit, and the others; then mtaudit's
findings in units where pofilter has none. mtaudit runs with its preview rules and without a grammar checker.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import click
from translate.filters.checks import StandardChecker, StandardUnitChecker, TeeChecker
from translate.storage import factory

from mtaudit.audit import audit, load, read_text
from mtaudit.settings import Settings

#: Tests of a unit's state, and the one that asks for the source in the translation: no faults of a translation.
_NO_FAULT = frozenset({"isfuzzy", "isreview", "hassuggestion", "unchanged"})


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(files: tuple[Path, ...]) -> None:
    """Compare on FILES."""
    for file in files:
        theirs, ours = _pofilter(file), _mtaudit(file)
        print(f"\n{file.name}\n\n| pofilter | hits | mtaudit in the same unit | example of the others |")
        print("| --- | --- | --- | --- |")
        for test in sorted({test for tests in theirs.values() for test in tests}):
            hits = [target for target, tests in theirs.items() if test in tests]
            alone = [target for target in hits if target not in ours]
            example = alone[0][:60].replace("|", "/") if alone else ""
            print(f"| {test} | {len(hits)} | {len(hits) - len(alone)} | {example} |")
        only = Counter(rule for target, rules in ours.items() if target not in theirs for rule in rules)
        print(f"\nOnly mtaudit: {', '.join(f'{rule} {count}' for rule, count in only.most_common()) or 'nothing'}")


def _pofilter(file: Path) -> dict[str, set[str]]:
    """The failed tests by the target of the unit."""
    checker = TeeChecker(checkerclasses=[StandardChecker, StandardUnitChecker], languagecode="en")
    found: dict[str, set[str]] = defaultdict(set)
    for unit in factory.getobject(str(file)).units:
        if unit.istranslatable() and not unit.isheader():
            tests = set(checker.run_filters(unit)) - _NO_FAULT
            if tests:
                found[_target(unit)] |= tests
    return found


def _target(unit: object) -> str:
    return str(getattr(unit, "target", "") or "").strip()


def _mtaudit(file: Path) -> dict[str, list[str]]:
    """The rules by the target of the unit."""
    settings = Settings(preview=True, grammar="off")
    document = read_text(load(file, settings).text, str(file))
    found: dict[str, list[str]] = defaultdict(list)
    for finding in audit(document, settings).findings:
        unit = next(block for block in document.blocks if block.span.start <= finding.span.start < block.span.end)
        found[unit.target.strip()].append(finding.rule.id)
    return found


if __name__ == "__main__":
    main()

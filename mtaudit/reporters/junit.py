"""JUnit's XML, which every build server shows: one suite a file, one failed case a finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mtaudit.model import Report, Run, Unread
from mtaudit.positions import Place, places
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, not_checked, not_run
from mtaudit.reporters._xml import document, element


def render(run: Run) -> str:
    """A clean file is a suite with one case that passed; a detector that did not run is a skipped case."""
    suites = [_suite(report.document.name, _cases(report)) for report in run.reports]
    suites += [_suite(unread.path, [_unread(unread)]) for unread in run.unread]
    root = element("testsuites", name="mtaudit", **_totals(suites))
    root.extend(suites)
    return document(root)


def _suite(path: str, cases: Iterator[Element] | list[Element]) -> Element:
    inside = list(cases)
    suite = element(
        "testsuite",
        name=posix(path),
        tests=len(inside),
        **{f"{tag}s": _having(inside, tag) for tag in ("failure", "error")},
        skipped=_having(inside, "skipped"),
        time="0",
    )
    suite.extend(inside)
    return suite


def _having(cases: list[Element], tag: str) -> int:
    return sum(case.find(tag) is not None for case in cases)


def _totals(suites: list[Element]) -> dict[str, int]:
    return {name: sum(int(suite.get(name, 0)) for suite in suites) for name in ("tests", "failures", "errors")}


def _cases(report: Report) -> Iterator[Element]:
    path = posix(report.document.name)
    for skipped in report.skipped:
        yield _case(path, skipped.detector, element("skipped", message=not_run(skipped)))
    for place in places(report):
        yield _failure(path, place, report)
    if not report.findings:
        yield _case(path, "no findings")


def _failure(path: str, place: Place, report: Report) -> Element:
    rule, (line, column) = place.finding.rule, place.start
    text = f"{path}:{line}:{column}: {rule.severity} {rule.id} [{rule.category}]\n"
    text += report.document.raw_slice(place.finding.span)
    failure = element("failure", text, message=advice(place.finding), type=rule.severity)
    return _case(path, f"{rule.id} at {line}:{column}", failure)


def _unread(unread: Unread) -> Element:
    return _case(posix(unread.path), "read", element("error", message=not_checked(unread), type="unread"))


def _case(path: str, name: str, outcome: Element | None = None) -> Element:
    case = element("testcase", name=name, classname=path, time="0")
    if outcome is not None:
        case.append(outcome)
    return case

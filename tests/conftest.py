import os
import re
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.fix import fix
from mtaudit.model import Span
from mtaudit.settings import Settings

# Speed is measured in benchmarks/, not here.
hypothesis.settings.register_profile("mtaudit", deadline=None)
hypothesis.settings.load_profile("mtaudit")

# The grammar engines have their own tests; all others are the same with and without an engine installed.
os.environ["MTAUDIT_GRAMMAR"] = "off"

# A shell starts what it puts in the background deaf to Ctrl-C; the programs that tests start must hear it.
signal.signal(signal.SIGINT, signal.default_int_handler)

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@pytest.fixture(scope="session")
def marked():
    """``marked("left the [[foundations]].")`` -> the document without the marks, and the marked spans of its text."""

    def build(text, name="article.txt"):
        spans, plain, end = [], "", 0
        for match in _MARK.finditer(text):
            plain += text[end : match.start()]
            spans.append(Span(len(plain), len(plain) + len(match[1])))
            plain += match[1]
            end = match.end()
        return read_text(plain + text[end:], name), spans

    return build


@pytest.fixture(scope="session")
def detector(marked):
    """``detector("numbers")``: ``alarm`` and ``silent`` checks of one detector, preview rules included."""

    def build(name):
        module = registry.plugin("detectors", name)

        def detect(document):
            return sorted(module.detect(document, Settings(preview=True)), key=lambda finding: finding.span)

        def alarm(text, rule, *suggestions, file="article.txt"):
            """Exactly the marked places are found, by this rule; with suggestions given, those of the first one."""
            document, spans = marked(text, file)
            found = [finding for finding in detect(document) if finding.rule.id == rule]
            assert [document.slice(each.span) for each in found] == [document.slice(span) for span in spans]
            assert [each.span for each in found] == spans
            if suggestions:
                assert tuple(each.text for each in found[0].suggestions) == suggestions
            return found

        def silent(text, file="article.txt"):
            document, _ = marked(text, file)
            assert [(each.rule.id, document.slice(each.span)) for each in detect(document)] == []

        def settles(text, file="article.txt"):
            """Applying what the detector proposes leaves nothing to propose."""
            document, _ = marked(text, file)
            fixed = fix(document, Settings(select=(name,), preview=True), unsafe=True).document
            assert [(each.rule.id, fixed.slice(each.span)) for each in detect(fixed) if each.suggestions] == []
            return fixed.raw

        return SimpleNamespace(alarm=alarm, silent=silent, settles=settles, detect=detect, module=module)

    return build


@pytest.fixture(scope="session")
def languagetool_home():
    """The folder of a real LanguageTool: ``make test`` installs one where there is a Java."""
    home = Path(os.environ.get("MTAUDIT_LANGUAGETOOL_DIR") or Path(sys.prefix) / "languagetool")
    if not home.is_dir():
        pytest.skip("LanguageTool is not installed")
    return home


@pytest.fixture(scope="session")
def translated():
    """``translated("amounts")(source, target)``: what a detector says of a pair."""

    def build(name):
        module = registry.plugin("detectors", name)

        def check(*pairs):
            """Pairs of a source and a target -> (rule, the text of the place, first suggestion or None)."""
            rows = [f"{number}\t{source}\t{target}" for number, (source, target) in enumerate(pairs)]
            document = read_text("\n".join(["id\tsource\ttarget", *rows]), "pairs.tsv")
            found = sorted(module.detect(document, Settings(preview=True)), key=lambda each: (each.span, each.rule.id))
            return [
                (each.rule.id.split("/")[1], document.slice(each.span), *(s.text for s in each.suggestions[:1]))
                for each in found
            ]

        return check

    return build

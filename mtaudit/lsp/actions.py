"""What an editor offers at a finding: to write a suggestion, to hide it here, to learn a word or a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lsprotocol import types

from mtaudit.edit import Edit
from mtaudit.fix import edits, is_prose
from mtaudit.ignoring import ignoring
from mtaudit.lsp.places import raw_range
from mtaudit.model import Document, Finding, Report
from mtaudit.positions import Unit
from mtaudit.reporters._corrections import acceptable, corrections
from mtaudit.settings import Settings

#: The commands that change files of the settings; the arguments of each are the document's address and a string.
ADD_WORD, ALLOW, IGNORE = "mtaudit.addToVocabulary", "mtaudit.allowPhrase", "mtaudit.ignoreRule"
COMMANDS = (ADD_WORD, ALLOW, IGNORE)
FIX_ALL = "source.fixAll.mtaudit"

_LONGEST_PHRASE = 60
_SPELLING = "spelling/"


class Place(NamedTuple):
    """A report on an open document, its address, and how its columns are counted."""

    uri: str
    report: Report
    columns: Unit

    def edit(self, changes: Iterable[Edit]) -> types.WorkspaceEdit:
        """The changes as the editor makes them."""
        document = self.report.document
        made = [types.TextEdit(raw_range(document, each.span, self.columns), each.text) for each in changes]
        return types.WorkspaceEdit(changes={self.uri: made})


def for_finding(
    finding: Finding, diagnostic: types.Diagnostic, place: Place, settings: Settings
) -> Iterator[types.CodeAction]:
    """All that can be done about a finding, the likeliest first."""
    document = place.report.document
    for number, (title, edit) in enumerate(_corrections(finding, document)):
        preferred = number == 0 and finding.suggestions[0].safe
        yield _action(title, diagnostic, edit=place.edit([edit]), is_preferred=preferred or None)
    comment = ignoring(finding, document, settings)
    if comment:
        yield _action(f"Ignore {finding.rule.id} here", diagnostic, edit=place.edit([comment]))
    for title, command, item in _commands(finding, document):
        yield _action(title, diagnostic, command=types.Command(title, command, arguments=[place.uri, item]))


def fix_all(place: Place) -> types.CodeAction | None:
    """All safe corrections of a document at once."""
    changes = edits(place.report)
    if not changes:
        return None
    title = f"Make the {len(changes)} safe corrections of mtaudit" if len(changes) > 1 else "Make the safe correction"
    return types.CodeAction(title, kind=FIX_ALL, edit=place.edit(changes))


def _corrections(finding: Finding, document: Document) -> Iterator[tuple[str, Edit]]:
    for each, edit in zip(acceptable(finding, document), corrections(finding, document), strict=True):
        title = f"Write “{' '.join(each.text.split())}”" if each.text else f"Remove “{_words(finding, document)}”"
        yield title, edit


def _commands(finding: Finding, document: Document) -> Iterator[tuple[str, str, str]]:
    words = _words(finding, document)
    if finding.rule.id.startswith(_SPELLING) and " " not in words:
        yield f"Add “{words}” to the vocabulary", ADD_WORD, words
    elif is_prose(finding, document) and len(words) <= _LONGEST_PHRASE:
        yield f"Allow “{words}” everywhere", ALLOW, words
    yield f"Turn off {finding.rule.id}", IGNORE, finding.rule.id


def _words(finding: Finding, document: Document) -> str:
    return " ".join(document.slice(finding.span).split())


def _action(
    title: str,
    diagnostic: types.Diagnostic,
    *,
    edit: types.WorkspaceEdit | None = None,
    command: types.Command | None = None,
    is_preferred: bool | None = None,
) -> types.CodeAction:
    return types.CodeAction(
        title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        edit=edit,
        command=command,
        is_preferred=is_preferred,
    )

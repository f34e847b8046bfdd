"""The server: what the editor says goes to the desk of its document, and what is found there goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from mtaudit import __version__
from mtaudit.errors import MtauditError
from mtaudit.files import is_ours, suffixes
from mtaudit.lsp import actions
from mtaudit.lsp.desk import Desk
from mtaudit.lsp.hover import hover
from mtaudit.lsp.places import prose_range, touch, unit
from mtaudit.model import Finding, Report
from mtaudit.settings import FILE_NAMES
from mtaudit.settings_file import add, add_word

_SEVERITIES = {
    "critical": types.DiagnosticSeverity.Error,
    "major": types.DiagnosticSeverity.Warning,
    "minor": types.DiagnosticSeverity.Information,
}
#: For what has no file name yet, or one that says nothing.
_SUFFIXES = {
    "markdown": ".md",
    "mdx": ".mdx",
    "html": ".html",
    "plaintext": ".txt",
    "text": ".txt",
}
_WATCHED = types.DidChangeWatchedFilesRegistrationOptions(
    [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in FILE_NAMES]
)


class Server(LanguageServer):
    """The open documents by address."""

    def __init__(self) -> None:
        """The whole text comes with each change: others count lines in other ways."""
        super().__init__("mtaudit", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desks: dict[str, Desk] = {}
        self._said: set[str] = set()
        for name, (handler, options) in _HANDLERS.items():
            self.feature(name, options)(partial(handler, self))
        for command in actions.COMMANDS:
            self.command(command)(_executor(self, command))

    def desk(self, document: types.TextDocumentItem) -> Desk | None:
        """A new desk for a document, unless mtaudit does not read such."""
        path = Path(to_fs_path(document.uri) or document.uri.rpartition(":")[2])
        root = Path(self.workspace.root_path or ".").resolve()
        suffix = _SUFFIXES.get(document.language_id, "")
        if not is_ours(path):
            if path.suffix.lower() in suffixes() or suffix not in suffixes():
                return None
            path = path.with_name(f"{path.name}{suffix}")
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        folder = path.parent if path.parent.is_dir() and path.is_absolute() else root
        return Desk(name, folder, partial(self.show, document.uri), self.complain)

    def show(self, uri: str, report: Report | None) -> None:
        """Tell the editor what was found."""
        found = [self.diagnostic(uri, each, report) for each in report.findings] if report else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
        for each in report.skipped if report else ():
            self._say(types.MessageType.Info, f"{each.detector} did not run: {each.reason}")

    def complain(self, message: str) -> None:
        """Show what is wrong with a file or a settings file, once."""
        if message not in self._said:
            self._said.add(message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"mtaudit: {message}"))

    def _say(self, kind: types.MessageType, message: str) -> None:
        if message not in self._said:
            self._said.add(message)
            self.window_log_message(types.LogMessageParams(kind, message))

    def diagnostic(self, uri: str, finding: Finding, report: Report) -> types.Diagnostic:
        """A finding as editors know it."""
        columns = unit(self.workspace.position_encoding)
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(uri, prose_range(report.document, span, columns)), report.document.slice(span)[:80]
            )
            for span in finding.related
        ]
        return types.Diagnostic(
            prose_range(report.document, finding.span, columns),
            finding.message,
            severity=_SEVERITIES[finding.rule.severity],
            code=finding.rule.id,
            source="mtaudit",
            related_information=related or None,
        )

    def at(self, uri: str, place: types.Range) -> Iterator[tuple[Finding, types.Diagnostic, Report]]:
        """The findings that touch a range, if the report is on the text as it is now."""
        desk = self.desks.get(uri)
        report = desk.current() if desk else None
        if not report:
            return
        for finding in report.findings:
            diagnostic = self.diagnostic(uri, finding, report)
            if touch(diagnostic.range, place):
                yield finding, diagnostic, report


def _open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    desk = server.desk(params.text_document)
    if desk:
        server.desks[params.text_document.uri] = desk
        desk.write(params.text_document.text)


def _change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    if uri in server.desks:
        server.desks[uri].write(server.workspace.get_text_document(uri).source)


def _close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    desk = server.desks.pop(params.text_document.uri, None)
    if desk:
        desk.close()
        server.show(params.text_document.uri, None)


def _settings_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    for desk in server.desks.values():
        desk.again()


def _ready(server: Server, params: types.InitializedParams) -> None:
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        wanted = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _WATCHED)
        server.client_register_capability(types.RegistrationParams([wanted]))


def _end(server: Server, params: None) -> None:
    for desk in server.desks.values():
        desk.close()


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri, wanted = params.text_document.uri, params.context.only or [""]
    desk = server.desks.get(uri)
    report = desk.current() if desk else None
    if not desk or not report:
        return []
    place = actions.Place(uri, report, unit(server.workspace.position_encoding))
    found: list[types.CodeAction] = []
    if _asked(types.CodeActionKind.QuickFix, wanted):
        for finding, diagnostic, _ in server.at(uri, params.range):
            found += actions.for_finding(finding, diagnostic, place, desk.settings())
    everything = actions.fix_all(place) if _asked(actions.FIX_ALL, wanted) else None
    return [*found, everything] if everything else found


def _asked(kind: str, wanted: Sequence[str]) -> bool:
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in wanted)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    uri, place = params.text_document.uri, types.Range(params.position, params.position)
    found = list(server.at(uri, place))
    if not found:
        return None
    text = hover((finding for finding, _, _ in found), server.desks[uri].settings().rules)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), found[0][1].range)


def _executor(server: Server, command: str) -> Callable[[str, str], None]:
    """What changes the settings, and has audited anew what is open."""

    def execute(uri: str, item: str) -> None:
        desk = server.desks.get(uri)
        if not desk:
            return
        try:
            if command == actions.ADD_WORD:
                add_word(desk.folder, desk.settings(), item)
            else:
                add(desk.folder, desk.settings(), "allow" if command == actions.ALLOW else "ignore", item)
        except (MtauditError, OSError) as error:
            server.complain(str(error))
        for each in server.desks.values():
            each.again()

    return execute


_HANDLERS: dict[str, tuple[Any, Any]] = {
    types.INITIALIZED: (_ready, None),
    types.SHUTDOWN: (_end, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_change, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_close, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_settings_changed, None),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL]),
    ),
}

"""The language server, asked by a real client over standard input and output."""

import ast
import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

FAULT = "They ate the the food."
ENVIRONMENT = {**os.environ, "MTAUDIT_GRAMMAR": "off"}


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "mtaudit", "lsp"], server_env=ENVIRONMENT)
)
async def client(lsp_client: LanguageClient, tmp_path):
    registered = []
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: registered.extend(params.registrations))
    lsp_client.registered = registered
    folders = [types.WorkspaceFolder(tmp_path.as_uri(), "docs")]
    await lsp_client.initialize_session(
        types.InitializeParams(
            client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri(), workspace_folders=folders
        )
    )
    yield lsp_client
    await lsp_client.shutdown_session()


class Editor:
    """One document in an editor: it is opened and typed in, and what the server says of it is waited for."""

    def __init__(self, client, folder):
        self.client, self.folder, self.uri, self.version = client, folder, "", 1

    @property
    def codes(self):
        return sorted(each.code for each in self.client.diagnostics.get(self.uri, ()))

    async def told(self, wanted):
        """The diagnostics, as soon as they are of the wanted rules."""
        while self.codes != sorted(wanted) or self.uri not in self.client.diagnostics:
            told = self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            try:
                await asyncio.wait_for(told, 30)
            except TimeoutError:
                raise AssertionError(f"{self.codes} are not {wanted}") from None
        return self.client.diagnostics[self.uri]

    async def open(self, text, wanted, name="a.md", language="markdown"):
        self.uri = (self.folder / name).as_uri()
        item = types.TextDocumentItem(self.uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told(wanted)

    async def type(self, text, wanted):
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return await self.told(wanted)

    async def actions(self, diagnostic, only=None):
        context = types.CodeActionContext([diagnostic], only=only)
        document = types.TextDocumentIdentifier(self.uri)
        wanted = types.CodeActionParams(document, diagnostic.range, context)
        return {each.title: each for each in await self.client.text_document_code_action_async(wanted)}

    async def run(self, action):
        command = ast.literal_eval(action.command)  # lsprotocol takes any action with a command for a bare command
        wanted = types.ExecuteCommandParams(command["command"], command["arguments"])
        await self.client.workspace_execute_command_async(wanted)

    async def hover(self, diagnostic):
        document = types.TextDocumentIdentifier(self.uri)
        return await self.client.text_document_hover_async(types.HoverParams(document, diagnostic.range.start))


@pytest.fixture
def desk(client, tmp_path):
    return Editor(client, tmp_path)


def edited(text, action):
    """The text with the edits of an action made, as an editor that counts in UTF-16 makes them."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    (changes,) = action.edit.changes.values()
    for change in sorted(changes, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        start, end = change.range.start, change.range.end
        whole = lines[start.line][: 2 * start.character] + change.new_text.encode("utf-16-le")
        lines[start.line : end.line + 1] = [whole + lines[end.line][2 * end.character :]]
    return "\n".join(line.decode("utf-16-le") for line in lines)


def place(diagnostic):
    start, end = diagnostic.range.start, diagnostic.range.end
    return (start.line, start.character), (end.line, end.character)


@pytest.mark.asyncio
async def test_faults_come_and_go_as_one_types(desk):
    (found,) = await desk.open(f"# A title\n\n{FAULT}\n", ["repetition/word"])
    assert (found.source, found.severity) == ("mtaudit", types.DiagnosticSeverity.Information)
    assert place(found) == ((2, 9), (2, 16))
    found = await desk.type(
        f"# A title\n\n{FAULT}\n\nAbout 16 Thousands men came.\n", ["numbers/scale-word", "repetition/word"]
    )
    assert {each.severity for each in found} == {types.DiagnosticSeverity.Information, types.DiagnosticSeverity.Error}
    await desk.type("# A title\n\nThey ate the food.\n", [])


@pytest.mark.asyncio
async def test_places_count_in_utf_16_amid_emoji_and_line_ends_of_all_kinds(desk):
    text = "😀 He came.\r\n\r\n👩‍👩‍👧 They😀 ate the the food\u2028of 😀😀 left left.\r\n"
    found = await desk.open(text, ["repetition/word"] * 2)
    line = text.split("\r\n")[2].encode("utf-16-le")
    words = []
    for (number, start), (last, end) in map(place, found):
        assert number == last == 2
        words.append(line[2 * start : 2 * end].decode("utf-16-le"))
    assert words == ["the the", "left left"]
    action = (await desk.actions(found[1]))["Write “left”"]
    assert edited(text, action) == text.replace("left left", "left")


@pytest.mark.asyncio
async def test_a_suggestion_is_written_and_all_safe_ones_at_once(desk):
    text = f"{FAULT}\n\nHe left left.\n"
    found = await desk.open(text, ["repetition/word"] * 2)
    offered = await desk.actions(found[0])
    assert offered["Write “the”"].is_preferred
    assert edited(text, offered["Write “the”"]) == "They ate the food.\n\nHe left left.\n"
    everything = await desk.actions(found[0], only=["source.fixAll"])
    assert list(everything) == ["Make the 2 safe corrections of mtaudit"]
    fixed = edited(text, *everything.values())
    assert fixed == "They ate the food.\n\nHe left.\n"
    await desk.type(fixed, [])
    assert "Make the 2 safe corrections of mtaudit" not in await desk.actions(found[0], only=["quickfix"])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# A\n\n{FAULT}\n", f"# A\n\n<!-- mtaudit: ignore-next repetition/word -->\n{FAULT}\n"),
        (f"# {FAULT}\n\nB\n", f"<!-- mtaudit: ignore-next repetition/word -->\n# {FAULT}\n\nB\n"),
        (f"Some\ntext.\n{FAULT}\n", f"Some\ntext.\n{FAULT}\n"),
    ],
)
async def test_ignoring_here_hides_this_finding_and_nothing_else(desk, before, after):
    (found,) = await desk.open(before, ["repetition/word"])
    changed = edited(before, (await desk.actions(found))["Ignore repetition/word here"])
    if before != after:
        assert changed == after
    await desk.type(changed, [])
    await desk.type(f"{changed}\n{FAULT}\n", ["repetition/word"])


@pytest.mark.asyncio
async def test_what_the_settings_of_the_workspace_allow_is_fine(desk):
    (desk.folder / "mtaudit.toml").write_text('# ours\nallow = ["b b"]\npreview = true\n', encoding="utf-8")
    (found,) = await desk.open("A b b.\nHe came to the the men.\n", ["repetition/word"], "a.txt", "plaintext")
    offered = await desk.actions(found)
    assert "Ignore repetition/word here" not in offered
    await desk.run(offered["Allow “the the” everywhere"])
    await desk.told([])
    settings = (desk.folder / "mtaudit.toml").read_text(encoding="utf-8")
    assert settings == '# ours\nallow = ["the the", "b b"]\npreview = true\n'


@pytest.mark.asyncio
async def test_a_word_goes_into_the_vocabulary(desk):
    found = await desk.open("They saw the wrodl.\n", ["spelling/garbled-word"])
    await desk.run((await desk.actions(found[0]))["Add “wrodl” to the vocabulary"])
    await desk.told([])
    assert (desk.folder / "vocabulary.txt").read_text() == "wrodl\n"
    assert (desk.folder / "mtaudit.toml").read_text() == 'vocabulary = ["vocabulary.txt"]\n'


@pytest.mark.asyncio
async def test_a_rule_is_turned_off(desk):
    found = await desk.open(f"{FAULT}\n", ["repetition/word"])
    await desk.run((await desk.actions(found[0]))["Turn off repetition/word"])
    await desk.told([])


@pytest.mark.asyncio
async def test_hovering_explains_the_rule(desk):
    text = "The deep neural organization of counterfeit consciousness.\n\nAbout 16 Thousands men.\n"
    found = await desk.open(text, ["en/tortured/terms", "numbers/scale-word"])
    pages = [(await desk.hover(each)).contents.value for each in found]
    assert "neural network" in pages[0]
    assert "#### Why" in pages[0]
    assert "numbers/scale-word" in pages[1]
    assert "#### Why it matters" in pages[1]


@pytest.mark.asyncio
async def test_settings_that_do_not_hold_are_one_message_and_no_end(desk, client):
    (desk.folder / "mtaudit.toml").write_text("slect = []\n")
    await desk.open(FAULT, [])
    assert [each.message.count("did you mean 'select'") for each in client.messages] == [1]
    (desk.folder / "mtaudit.toml").write_text("select = []\n")
    await desk.type(f"{FAULT} ", ["repetition/word"])


@pytest.mark.asyncio
async def test_files_that_are_left_out_or_are_no_prose_stay_silent(desk, client):
    (desk.folder / "mtaudit.toml").write_text('exclude = ["old/"]\n[per-file-ignores]\n"b.md" = ["repetition"]\n')
    (desk.folder / "old").mkdir()
    for name, language in (("old/a.md", "markdown"), ("a.py", "python"), ("b.md", "markdown")):
        uri = (desk.folder / name).as_uri()
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, f"{FAULT}\n"))
        )
    await desk.open(FAULT, ["repetition/word"], "c.md")
    assert not any(client.diagnostics.get((desk.folder / name).as_uri()) for name in ("old/a.md", "a.py", "b.md"))
    await desk.open(FAULT, ["repetition/word"], "README", "markdown")


@pytest.mark.asyncio
async def test_settings_that_change_on_disk_count_at_once(desk, client):
    await desk.open(FAULT, ["repetition/word"])
    assert [each.method for each in client.registered] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    settings = desk.folder / "mtaudit.toml"
    settings.write_text('ignore = ["repetition"]\n')
    event = types.FileEvent(settings.as_uri(), types.FileChangeType.Created)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await desk.told([])


def test_without_pygls_it_says_what_to_install():
    code = (
        "import sys, importlib.util\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'pygls' else find(name, *rest)\n"
        "sys.argv = ['mtaudit', 'lsp']\nfrom mtaudit.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: the language server needs pygls; run 'pip install mtaudit[lsp]'\n"


def test_it_ends_with_its_editor():
    done = subprocess.run(
        [sys.executable, "-m", "mtaudit", "lsp", "--stdio"], input=b"", capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(not shutil.which("nvim"), reason="there is no Neovim: apt-get install neovim")
def test_neovim_shows_a_fault_and_corrects_it(tmp_path):
    (tmp_path / "a.md").write_text("😀😀 They ate the the food.\n", encoding="utf-8")
    script = Path(__file__).with_name("neovim.lua")
    command = ["nvim", "--headless", "-u", "NONE", "-n", "a.md", "-c", f"luafile {script}", "-c", "cquit"]
    environment = {**ENVIRONMENT, "MTAUDIT_PYTHON": sys.executable}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert told["before"] == [["repetition/word", 0, 18, 25]]  # in bytes
    assert told["text"] == ["😀😀 They ate the food."]
    assert told["after"] == []

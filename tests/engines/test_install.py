import hashlib
import http.server
import threading
from functools import partial

import pytest

from mtaudit.engines import _install, _installation
from mtaudit.engines._installation import Jar
from mtaudit.errors import EngineError

CONTENTS = {"one": b"first jar", "two": b"second jar" * 1000}


@pytest.fixture
def lock(monkeypatch, tmp_path):
    """A bundle of two jars, to be installed in an empty folder."""
    jars = tuple(
        Jar(hashlib.sha256(data).hexdigest(), len(data), "org.example", name, "1.0") for name, data in CONTENTS.items()
    )
    monkeypatch.setattr(_install, "jars", lambda: jars)
    monkeypatch.setattr(_installation, "jars", lambda: jars)
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(tmp_path / "data" / "lt"))
    return jars


@pytest.fixture
def repository(monkeypatch, tmp_path, lock):
    """A Maven repository on the loopback interface, and the folder it serves."""
    root = tmp_path / "repository"
    for jar, data in zip(lock, CONTENTS.values(), strict=True):
        (root / jar.path).parent.mkdir(parents=True)
        (root / jar.path).write_bytes(data)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("MTAUDIT_MAVEN_URL", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield root
        server.shutdown()


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def installed():
    return files(_installation.folder())


WHOLE = {"one-1.0.jar": CONTENTS["one"], "two-1.0.jar": CONTENTS["two"]}


def test_all_jars_are_fetched_and_nothing_else_stays(repository):
    said = []
    assert _install.install(said.append)
    assert installed() == WHOLE
    assert [path.name for path in _installation.folder().parent.iterdir()] == ["lt"]
    assert "2 jars" in said[0]


def test_what_is_whole_is_left_alone(repository):
    _install.install(print)
    (repository / "org").rename(repository / "gone")
    assert not _install.install(pytest.fail)


@pytest.mark.parametrize(
    "spoil", [lambda jar: jar.unlink(), lambda jar: jar.write_bytes(b"x")], ids=["missing", "spoilt"]
)
def test_what_is_broken_is_mended(repository, spoil):
    _install.install(print)
    spoil(_installation.folder() / "two-1.0.jar")
    assert [file.name for file in _installation.damaged(_installation.folder())] == ["two-1.0.jar"]
    assert _install.install(print)
    assert installed() == WHOLE


def test_a_jar_with_another_checksum_is_refused(repository, lock):
    (repository / lock[1].path).write_bytes(b"evil")
    with pytest.raises(EngineError, match="its SHA-256 differs"):
        _install.install(print)
    assert not _installation.folder().exists()
    assert list(_installation.folder().parent.iterdir()) == []


def test_a_jar_that_is_not_there_is_named(repository, lock):
    (repository / lock[0].path).unlink()
    with pytest.raises(EngineError, match=r"one-1\.0\.jar cannot be fetched"):
        _install.install(print)
    assert not _installation.folder().exists()


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "nonsense", "file:///nowhere"])
def test_a_repository_that_is_not_there_is_named(lock, monkeypatch, url):
    monkeypatch.setenv("MTAUDIT_MAVEN_URL", url)
    with pytest.raises(EngineError, match="cannot be fetched"):
        _install.install(print)


def test_a_folder_that_cannot_be_made_is_named(repository, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(tmp_path / "file" / "lt"))
    with pytest.raises(EngineError, match="cannot be installed in"):
        _install.install(print)


def test_maven_that_fails_is_said_and_https_serves(repository, monkeypatch, tmp_path):
    maven = tmp_path / "mvn"
    maven.write_text("#!/bin/sh\necho '[ERROR] no network'\nexit 1\n")
    maven.chmod(0o755)
    monkeypatch.setattr(_install, "CENTRAL", _install.os.environ["MTAUDIT_MAVEN_URL"])
    monkeypatch.delenv("MTAUDIT_MAVEN_URL")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    said = []
    assert _install.install(said.append)
    assert "Maven failed ([ERROR] no network)" in said
    assert installed() == WHOLE


def test_the_lock_file_is_whole():
    jars = _installation.jars()
    assert {"languagetool-server", "language-en"} <= {jar.artifact for jar in jars}
    assert len({jar.file for jar in jars}) == len(jars)
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)

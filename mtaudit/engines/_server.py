"""A LanguageTool server of our own: on a free port of the loopback interface, and gone when the audit is."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mtaudit.engines import _installation, _java
from mtaudit.errors import EngineError

#: The serial collector and the first compiler only: half the time to the first answer, a quarter of the memory.
JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-XX:-UsePerfData")
_MAIN = "org.languagetool.server.HTTPServer"
_START_LIMIT = 90.0
_PORTS_TO_TRY = 3
_HERE = Path(__file__).parent


class Server:
    """A running server; creating it starts it and does not wait, ``url`` does."""

    def __init__(self) -> None:
        self._home = _installation.folder()
        _installation.require(self._home)
        self._java = _java.find()
        self._url = ""
        self._launch()

    def url(self) -> str:
        """The server's address once it answers; raises EngineError when it cannot start."""
        if not self._url:
            try:
                _installation.check(self._home)
                self._wait()
            except EngineError:
                self.close()
                raise
            self._url = f"http://127.0.0.1:{self._port}"
        return self._url

    def running(self, patience: float = 0) -> bool:
        """Whether the process is there (it may hang); waits a while for one that is about to end."""
        try:
            self._guard.wait(patience)
        except subprocess.TimeoutExpired:
            return True
        return False

    def close(self) -> None:
        """End the server and wait until it is gone."""
        if self._guard.stdin and not self._guard.stdin.closed:
            self._guard.stdin.close()
        self._guard.wait()
        self._log.close()

    def _launch(self) -> None:
        self._port = free_port()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        options = ("--config", str(_HERE / "languagetool.properties"), "-p", str(self._port))
        classes = f"{self._home}/*"
        self._guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_HERE / "_guard.py"), self._java, *JVM, "-cp", classes, _MAIN, *options],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the audit, which then ends the server in order
        )

    def _wait(self) -> None:
        limit = time.monotonic() + _START_LIMIT
        tries = 1
        while "Server started" not in (log := self._read_log()):
            if not self.running():
                if "BindException" not in log or tries == _PORTS_TO_TRY:
                    raise EngineError(self._why_not(log))
                self.close()
                self._launch()
                tries += 1
            if time.monotonic() > limit:
                raise EngineError(f"LanguageTool did not start within {_START_LIMIT:.0f} s")
            time.sleep(0.03)

    def _read_log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def _why_not(self, log: str) -> str:
        if "BindException" in log:
            return f"LanguageTool found no free port in {_PORTS_TO_TRY} tries"
        if "UnsupportedClassVersionError" in log:
            found = _java.version(self._java)
            return f"LanguageTool needs Java {_java.OLDEST} or later, and {self._java} is Java {found}"
        return f"LanguageTool did not start: {_first_error(log)}"


def free_port() -> int:
    """A port of the loopback interface that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first_error(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    wanted = [line for line in lines if "Error" in line or "Exception" in line or "error" in line]
    return (wanted or lines or ["Java ended without a word"])[0][:200]

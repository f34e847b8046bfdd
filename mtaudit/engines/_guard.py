"""Runs a command and ends it as soon as the process that started this one is gone, however it went.

Run by its path, never imported: it stands between the audit and the Java server, which by itself would outlive an audit
that was killed. Standard input is the line to the starter: its end means the starter is gone or wants an end.
"""

import os
import signal
import subprocess
import sys
import threading


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: also when this guard itself is killed


def _watch(child: "subprocess.Popen[bytes]") -> None:
    while os.read(0, 1024):
        pass
    child.kill()


def _main() -> int:
    child = subprocess.Popen(
        sys.argv[1:],
        stdin=subprocess.DEVNULL,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )
    threading.Thread(target=_watch, args=(child,), daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    os._exit(_main())  # the watching thread still reads

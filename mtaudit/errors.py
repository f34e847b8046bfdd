"""The errors the library raises; only ``mtaudit.cli`` turns them into output and exit codes.

MtauditError
├── ReadError       an input that cannot be read: undecodable, binary, empty, too large
│   └── LanguageError   a translation into another language than English
├── SettingsError   a settings file or an option that does not hold
├── PackError       a rule pack that does not load
├── EngineError     an outside engine that is missing, dies or does not answer
│   └── EngineMissingError   one that is simply not installed
├── WorkerError     worker processes that die again and again
├── OutputError     a folder that a run cannot write to, or that belongs to another run
└── FixError        corrections that do not settle or a file that moved on
"""


class MtauditError(Exception):
    """Any failure that is the input's or the machine's, not a bug; its text is one clear sentence."""


class ReadError(MtauditError):
    """An input that cannot be read."""


class LanguageError(ReadError):
    """A translation into another language than English; a walk through a folder passes over it."""

    def __init__(self, language: str) -> None:
        """``language`` is the code that the file names."""
        super().__init__(f"translates into '{language}', and mtaudit reads English")


class SettingsError(MtauditError):
    """A settings file or an option that does not hold."""


class PackError(MtauditError):
    """A rule pack that does not load."""


class EngineError(MtauditError):
    """An outside engine that is missing, dies or does not answer."""


class EngineMissingError(EngineError):
    """An engine that is not installed: its detector's ``fingerprint`` says so, and only installing it changes that."""


class WorkerError(MtauditError):
    """Worker processes that die again and again over one text."""


class OutputError(MtauditError):
    """A folder that a run cannot write to, or that belongs to another run."""


class FixError(MtauditError):
    """Corrections that do not settle, or a file that changed meanwhile."""

"""YAML as a tree that knows its places, so that every error can show the user's own line."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtaudit.errors import PackError
from mtaudit.settings import suggest

#: In bytes; no rule is longer, and a larger file is refused before it is parsed.
_LARGEST = 1_000_000
_DEEPEST = 12


@dataclass(frozen=True)
class Node:
    """A value of a YAML file and the line it stands on; scalars are always the text as written."""

    data: str | tuple[Node, ...] | Mapping[str, Node]
    file: Path
    line: int

    def error(self, message: str) -> PackError:
        """An error that shows the file, the line number and the line itself."""
        return error_at(self.file, self.line, message)

    def text(self) -> str:
        """The value as a non-empty string."""
        if not isinstance(self.data, str) or not self.data.strip():
            raise self.error("expected a text")
        return self.data.strip()

    def texts(self) -> tuple[str, ...]:
        """The value as one string or a list of them."""
        return tuple(node.text() for node in self.items())

    def items(self) -> tuple[Node, ...]:
        """The items of a list; a single value counts as a list of one."""
        if isinstance(self.data, tuple):
            if not self.data:
                raise self.error("the list is empty")
            return self.data
        return (self,)

    def flag(self) -> bool:
        """The value as true or false."""
        if self.data not in ("true", "false"):
            raise self.error("expected true or false")
        return self.data == "true"

    def choice(self, choices: Iterable[str]) -> str:
        """The value as one of a few words."""
        text = self.text()
        if text not in choices:
            raise self.error(f"expected one of {', '.join(sorted(choices))}{suggest(text, sorted(choices))}")
        return text

    def mapping(self, keys: Iterable[str] | None = None) -> Mapping[str, Node]:
        """The value as a mapping, of these keys only where they are given."""
        if not isinstance(self.data, Mapping):
            raise self.error("expected 'key: value' pairs")
        for key, node in self.data.items():
            if keys is not None and key not in keys:
                raise node.error(f"unknown key '{key}'{suggest(key, sorted(keys))}")
        return self.data


def error_at(file: Path, line: int, message: str) -> PackError:
    """An error at a line of a file."""
    try:
        lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        lines = []
    shown = f"\n    {lines[line - 1].strip()[:200]}" if 0 < line <= len(lines) else ""
    return PackError(f"{file}:{line}: {message}{shown}")


def parse(file: Path) -> Node:
    """Read a YAML file; raises PackError for what is no plain YAML mapping."""
    text = read_text(file)
    root = _compose(text, file)
    if root is None:
        raise error_at(file, 1, "the file is empty")
    node = _node(root, file, root.start_mark.line + 1, set())
    node.mapping()
    return node


def read_text(file: Path, largest: int = _LARGEST) -> str:
    """The text of a pack's file, of a bearable size."""
    try:
        if file.stat().st_size > largest:
            raise PackError(f"{file}: is larger than {largest // 1_000_000} MB")
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise PackError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{file}: is not UTF-8") from error


def _compose(text: str, file: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(yaml.parse(text, Loader=loader), file)
        return yaml.compose(io.StringIO(text), Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise error_at(file, mark.line + 1 if mark else 1, f"is no YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise error_at(file, 1, f"is no YAML: {error}") from error


def _check_depth(events: Iterator[Any], file: Path) -> None:
    """Refuse nesting that no rule needs before the recursive parser meets it."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise error_at(file, event.start_mark.line + 1, "is nested too deeply")


def _node(yaml_node: Any, file: Path, line: int, seen: set[int]) -> Node:
    """Turn a node of PyYAML into ours; a pair's value takes the line of its key."""
    import yaml

    if id(yaml_node) in seen:
        raise error_at(file, line, "anchors and aliases are not part of the rule language")
    seen.add(id(yaml_node))
    if isinstance(yaml_node, yaml.MappingNode):
        pairs: dict[str, Node] = {}
        for key, value in yaml_node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise error_at(file, at, "a key is a word")
            if key.value in pairs:
                raise error_at(file, at, f"the key '{key.value}' stands here a second time")
            pairs[key.value] = _node(value, file, at, seen)
        return Node(pairs, file, line)
    if isinstance(yaml_node, yaml.SequenceNode):
        return Node(tuple(_node(item, file, item.start_mark.line + 1, seen) for item in yaml_node.value), file, line)
    return Node(yaml_node.value, file, line)

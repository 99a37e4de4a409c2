"""YAML files to typed values, with a place for every complaint. The only module that knows YAML.

Every scalar is the text that the author wrote until a type asks for a number or a truth value: `no`, `on`, `1.0` and
`2024-01-01` cannot surprise anybody. Duplicate keys, aliases and tags are refused: a rule file is data, and bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.reader import Reader

from healthlint.errors import DataError
from healthlint.rules.complaints import Where, complaint

T = TypeVar("T")
_DEEPEST = 40
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: plain values, and the nodes that say where each stood."""

    path: str
    root: yaml.Node
    value: Any

    def place(self, where: Where) -> tuple[int, int]:
        """Return line and column (from 1) of the value at a path of keys and indexes, or of the nearest above it."""
        return self._mark(where, of_key=False)

    def error(self, message: str, where: Where = (), *, at_key: bool = False) -> DataError:
        """Return the complaint about the value at a path, or about its key."""
        line, column = self._mark(where, of_key=at_key)
        return DataError(message, path=self.path, line=line, column=column)

    def _mark(self, where: Where, *, of_key: bool) -> tuple[int, int]:
        key = node = self.root
        for part in where:
            below = _child(node, part)
            if below is None:
                break
            key, node = below
        mark = (key if of_key else node).start_mark
        return mark.line + 1, mark.column + 1


def load(file: Path, path: str) -> Document:
    """Return a YAML file as plain values. Raises `DataError` for one that cannot be read, too."""
    try:
        return parse(file.read_bytes().decode("utf-8"), path)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError("this is not UTF-8; save the file as UTF-8", path=path, line=line) from None


def parse(text: str, path: str) -> Document:
    """Return YAML as plain values: mappings, lists and text. Raises `DataError` with file, line and column."""
    strange = Reader.NON_PRINTABLE.search(text)
    if strange:
        before = text[: strange.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise DataError(f"the character {strange.group()!r} is not allowed", path=path, line=line, column=column)
    try:
        _refuse_what_is_not_plain(text, path)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _error(f"not YAML: {error.problem or error.context}", path, error.problem_mark) from None
    except yaml.YAMLError as error:
        raise DataError(f"not YAML: {error}", path=path, line=1) from None
    if node is None:
        raise DataError("the file is empty; it must hold a mapping", path=path, line=1)
    return Document(path, node, _plain(node, path))


def read(
    document: Document,
    wanted: type[T],
    value: Any = None,  # noqa: ANN401 -- plain YAML
    where: Where = (),
) -> T:
    """Return a part of a document as the type it must have: `value`, which stands at `where`, or the whole.

    Raises `DataError` that names file, line, what was found and what is allowed.
    """
    part = document.value if value is None else value
    try:
        return msgspec.convert(part, wanted, strict=False)
    except msgspec.ValidationError as error:
        found = complaint(wanted, part, str(error))
        raise document.error(found.message, (*where, *found.where), at_key=found.at_key) from None


def _refuse_what_is_not_plain(text: str, path: str) -> None:
    """Refuse what would make more of a file than stands in it, before anything is made of it."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise _error("anchors and aliases are not allowed; write the value out", path, event.start_mark)
            tag = getattr(event, "tag", None)
            if tag is not None:
                raise _error(f"the tag '{tag}' is not allowed; a rule file is plain data", path, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _error(f"nested deeper than {_DEEPEST} levels", path, event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(node: yaml.Node, path: str) -> Any:  # noqa: ANN401 -- plain YAML
    """Return a node as mappings, lists and text."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    made: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _error("a key must be text", path, key.start_mark)
        if key.value in made:
            raise _error(f"the key '{key.value}' stands twice in one mapping", path, key.start_mark)
        made[key.value] = _plain(value, path)
    return made


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of a key and its value, or of an item twice."""
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        items: Sequence[yaml.Node] = node.value
        return (items[part], items[part]) if part < len(items) else None
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), None)
    return None


def _error(message: str, path: str, mark: Any) -> DataError:  # noqa: ANN401 -- PyYAML has two classes of marks
    if mark is None:
        return DataError(message, path=path, line=1)
    return DataError(message, path=path, line=mark.line + 1, column=mark.column + 1)

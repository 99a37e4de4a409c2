"""YAML files to typed values, with a place for every complaint. The only module that knows YAML.

Every scalar is the text that the author wrote until a type asks for a number or a truth value: `no`, `on`, `1.0` and
`2024-01-01` cannot surprise anybody. Duplicate keys, aliases and tags are refused: a rule file is data, and bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
import yaml

from healthlint.errors import DataError, did_you_mean

T = TypeVar("T")
_DEEPEST = 40
_PATH_PART = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


@dataclass(frozen=True)
class Document:
    """A parsed file: plain values, and the nodes that say where each stood."""

    path: str
    root: yaml.Node
    value: Any

    def place(self, where: tuple[str | int, ...]) -> tuple[int, int]:
        """Return line and column (from 1) of the value at a path of keys and indexes, or of the nearest above it."""
        node = self.root
        for part in where:
            below = _child(node, part)
            if below is None:
                break
            node = below
        return node.start_mark.line + 1, node.start_mark.column + 1

    def error(self, message: str, where: tuple[str | int, ...] = ()) -> DataError:
        """Return the complaint about the value at a path."""
        line, column = self.place(where)
        return DataError(message, path=self.path, line=line, column=column)


def parse(text: str, path: str) -> Document:
    """Return a YAML file as plain values: mappings, lists and text. Raises `DataError` with file, line and column."""
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        for event in yaml.parse(text, Loader=loader):
            _refuse(event, path)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
        raise DataError(f"not YAML: {error.problem or error.context}", path=path, **place) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise DataError(f"not YAML: {error}", path=path) from None
    if node is None:
        raise DataError("the file is empty; it must hold a mapping", path=path, line=1)
    return Document(path, node, _plain(node, path, 0))


def read(document: Document, wanted: type[T], value: Any = None, where: tuple[str | int, ...] = ()) -> T:  # noqa: ANN401 -- plain YAML
    """Return a part of a document as the type it must have.

    Raises `DataError` that names file, line, what was found and what is allowed.
    """
    part = document.value if value is None else value
    try:
        return msgspec.convert(part, wanted, strict=False)
    except msgspec.ValidationError as error:
        raise _explained(document, wanted, part, where, str(error)) from None


def _refuse(event: yaml.Event, path: str) -> None:
    mark = event.start_mark
    place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise DataError("anchors and aliases are not allowed here; write the value out", path=path, **place)
    if getattr(event, "tag", None):
        raise DataError(f"the tag '{getattr(event, 'tag', '')}' is not allowed; a rule file is plain data", path=path, **place)


def _plain(node: yaml.Node, path: str, depth: int) -> Any:  # noqa: ANN401 -- plain YAML
    """Return a node as mappings, lists and text."""
    if depth > _DEEPEST:
        raise DataError(f"nested deeper than {_DEEPEST} levels", path=path, line=node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path, depth + 1) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    made: dict[str, Any] = {}
    for key, value in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            raise DataError("a key must be text", path=path, line=line, column=column)
        if key.value in made:
            raise DataError(f"the key '{key.value}' stands twice in one mapping", path=path, line=line, column=column)
        made[key.value] = _plain(value, path, depth + 1)
    return made


def _child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value  # type: ignore[no-any-return]
    return None


def _explained(
    document: Document, wanted: type, part: Any, where: tuple[str | int, ...], complaint: str  # noqa: ANN401 -- plain YAML
) -> DataError:
    """Turn a complaint of msgspec into one that points: found, allowed, did you mean."""
    said, _, path_text = complaint.partition(" - at `$")
    inner = _path(path_text.rstrip("`"), part)
    place = (*where, *inner)
    unknown = _UNKNOWN.search(said)
    if unknown:
        found = unknown.group(1)
        allowed = _fields(wanted, inner)
        message = f"unknown key '{found}'; allowed: {', '.join(allowed)}{did_you_mean(found, allowed)}"
        return document.error(message, (*place, found))
    value = _value(part, inner)
    shown = f", found {_shown(value)}" if value is not None else ""
    return document.error(said[0].lower() + said[1:] + shown + _choices(wanted, inner, value), place)


def _path(text: str, value: Any) -> tuple[str | int, ...]:  # noqa: ANN401 -- plain YAML
    """Read msgspec's path (`.params.heads[0]`); `[...]` means some key or item, found by what cannot be told: the first."""
    found: list[str | int] = []
    for key, index in _PATH_PART.findall(text):
        if key:
            found.append(key)
        elif index == "...":
            here = _value(value, tuple(found))
            found.append(next(iter(here), 0) if isinstance(here, Mapping) else 0)
        else:
            found.append(int(index))
    return tuple(found)


def _value(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- plain YAML
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _shown(value: Any) -> str:  # noqa: ANN401 -- plain YAML
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{value}'"


def _type_at(wanted: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- a type expression
    """Follow a path of keys and indexes through a type; None where it cannot be followed."""
    for part in path:
        arguments = [a for a in get_args(wanted) if a not in (type(None), Ellipsis)]
        if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
            names = dict(zip(wanted.__struct_encode_fields__, wanted.__struct_fields__, strict=True))
            wanted = get_type_hints(wanted).get(names.get(str(part), ""))
        elif arguments:
            wanted = next((a for a in arguments if isinstance(a, type) and issubclass(a, msgspec.Struct)), arguments[-1])
        if wanted is None:
            return None
    return wanted


def _fields(wanted: Any, path: tuple[str | int, ...]) -> list[str]:  # noqa: ANN401 -- a type expression
    at = _type_at(wanted, path)
    if not (isinstance(at, type) and issubclass(at, msgspec.Struct)):
        at = next((a for a in get_args(at) if isinstance(a, type) and issubclass(a, msgspec.Struct)), None)
    return sorted(at.__struct_encode_fields__) if at is not None else []


def _choices(wanted: Any, path: tuple[str | int, ...], value: Any) -> str:  # noqa: ANN401 -- a type expression
    """Return “; allowed: …” where the type at a path is a list of words."""
    at = _type_at(wanted, path)
    words = [str(a) for a in (list(at) if isinstance(at, type) and hasattr(at, "__members__") else get_args(at)) if isinstance(a, str)]
    return f"; allowed: {', '.join(words)}{did_you_mean(str(value), words)}" if words else ""

"""Reads the front matter of a file: its fields as the author wrote them, title and description as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from healthlint.document.article import BlockKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.source import BOM
from healthlint.patterns import regex

_OPENING = regex(r"(?P<fence>---|\+\+\+)[ \t]*(?=[\r\n])")
_CLOSING = {
    "---": regex(r"[\r\n](?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"),
    "+++": regex(r"[\r\n]\+\+\+[ \t]*(?=[\r\n]|\Z)"),
}
_UNINDENTED = regex(r"(?:\A|[\r\n])(?=[^\s#\[\]{}-])(?P<key>[\w\"'.-]+[ \t]*[:=](?=\s|\Z))?")
_EMPTY_LINE = regex(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
#: What Pelican and MultiMarkdown write without a fence.
_HEADER = regex(r"(?P<key>[A-Za-z][A-Za-z _-]{0,20}):[ \t]+(?P<value>[^\r\n]*[^\s])[ \t]*(?:\r\n|\r|\n|\Z)")
_HEADERS = frozenset(
    {
        *("title", "author", "authors", "date", "published", "modified", "updated", "last updated", "reviewed by"),
        *("reviewer", "category", "tags", "slug", "summary", "description", "status", "lang", "language", "keywords"),
        *("publisher", "source", "url"),
    }
)
_KINDS = {
    "title": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "excerpt": BlockKind.DESCRIPTION,
}
_LONE_CR = regex(r"\r(?!\n)")
#: Longer or deeper front matter is not written by people; parsers slow down on it.
_LONGEST = 65_536
_DEEPEST = 32
_BLOCK_SCALAR = regex(r"[|>][-+0-9]*[^\r\n]*")
#: Dotted keys nest like tables, and take a parser time that grows with the square of their depth.
_TOML_DEEP_KEY = regex(rf"(?:\.[ \t]*[\w\"'-]++[ \t]*){{{_DEEPEST}}}")
_TOML_TABLE = regex(r"^\[", re.MULTILINE)
_TOML_KEY = regex(r"^[ \t]*(?P<key>[A-Za-z0-9_-]+|\"[^\"\r\n]*\"|'[^'\r\n]*')[ \t]*=[ \t]*", re.MULTILINE)
_TOML_STRING = regex(
    r'"""(?P<multi>.*?)"""|\'\'\'(?P<raw>.*?)\'\'\'|"(?P<basic>(?:[^"\\\r\n]|\\.)*)"|\'(?P<literal>[^\'\r\n]*)\'',
    re.DOTALL,
)
_TOML_BARE = regex(r"[^#\r\n]*[^#\s]")
_TOML_LINE_NUMBER = regex(r" \(at line (\d+), .*\)$")


class _Entry(Struct, frozen=True):
    """A top-level field: its value as text, where that stands, and the part of it that is words."""

    name: str
    value: Any
    start: int | None = None
    end: int | None = None
    inner: tuple[int, int] | None = None


class _BrokenError(Exception):
    """The front matter cannot be parsed; `line` counts from 0 within it."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def read(builder: ArticleBuilder) -> int:
    """Read YAML or TOML front matter into the builder; return the offset in the file where the rest begins.

    Front matter stands at the very start, is closed, and holds a mapping. What looks like it and cannot be parsed is
    skipped with a note that names the line.
    """
    text = builder.masked
    start = len(BOM) if text.startswith(BOM) else 0
    opening = _OPENING.match(text, start)
    closing = _CLOSING[opening["fence"]].search(text, opening.end()) if opening else None
    if not opening:
        return _read_headers(builder, start)
    if not closing:
        return start
    inner = _LONE_CR.sub("\n", text[opening.end() : closing.start()])
    try:
        entries = _yaml_entries(inner) if opening["fence"] == "---" else _toml_entries(inner)
    except _BrokenError as error:
        if not _looks_like_fields(inner):
            return start
        line = error.line + 1
        builder.notes.append(f"line {line}: the front matter cannot be read ({error}); its fields are unknown")
        return closing.end()
    if entries is None:
        return start
    _record(builder, entries, opening.end())
    return closing.end()


def _read_headers(builder: ArticleBuilder, start: int) -> int:
    """Read lines such as `Title: …` and `Author: …` above the first empty line; return where the rest begins."""
    entries: list[_Entry] = []
    end = start
    while len(entries) < len(_HEADERS) and (line := _HEADER.match(builder.masked, end)):
        first, last = line.span("value")
        entries.append(_Entry(line["key"], line["value"], first - start, last - start, (first - start, last - start)))
        end = line.end()
    names = [entry.name.lower() for entry in entries]
    is_over = end == len(builder.masked) or builder.masked[end] in "\r\n"
    if len(names) < 2 or "title" not in names or not is_over or not _HEADERS.issuperset(names):
        return start
    _record(builder, entries, start)
    return end


def _refuse_long(text: str) -> None:
    if len(text) > _LONGEST:
        raise _BrokenError(f"longer than {_LONGEST} characters", 0)


def _looks_like_fields(text: str) -> bool:
    """Tell broken front matter from an article between two rules: most of its lines begin with a key."""
    lines = [bool(line["key"]) for line in _UNINDENTED.finditer(text)]
    keys = sum(lines)
    return keys * 2 > len(lines) or (keys > 0 and not _EMPTY_LINE.search(text))


def _record(builder: ArticleBuilder, entries: Iterable[_Entry], offset: int) -> None:
    """Give the builder every field, and the prose among them as blocks; `offset` is where the front matter begins."""
    builder.push_zone(Zone.META)
    for entry in entries:
        name = entry.name.strip().lower()
        if name in builder.fields:
            continue
        if entry.start is None or entry.end is None:
            builder.field(name, entry.value)
            continue
        builder.field(name, entry.value, offset + entry.start, offset + entry.end)
        if name in _KINDS and entry.inner and isinstance(entry.value, str):
            start, end = (offset + place for place in entry.inner)
            same = builder.masked[start:end].split() == entry.value.split()
            builder.start_block(_KINDS[name])
            builder.text(start, end, None if same else entry.value)
            builder.end_block()
    builder.pop_zone()


# -- YAML --------------------------------------------------------------------------------------------------------------


class _Node(Struct):
    """A mapping or sequence that is being read."""

    value: Any
    start: int
    key: str | None = None


class _Tree(Struct):
    """Puts the events of a YAML parser together: no recursion, no objects, every scalar the text that was written."""

    text: str
    is_mapping: bool = False
    entries: list[_Entry] = field(default_factory=list)
    stack: list[_Node] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    last: int = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 -- PyYAML's events share no useful type
        """Take the next event of the parser."""
        start, end = event.start_mark.index, event.end_mark.index
        match type(event).__name__:
            case "MappingStartEvent":
                self._push({}, start)
            case "SequenceStartEvent":
                self._push([], start)
            case "MappingEndEvent" | "SequenceEndEvent":
                node = self.stack.pop()
                # A block collection ends where its last scalar ended, not where the next token begins.
                self._place(node.value, node.start, end if start < end else max(self.last, node.start))
            case "ScalarEvent":
                if event.anchor:
                    self.anchors[event.anchor] = event.value
                end = start + len(self.text[start:end].rstrip())
                self._place(event.value, start, end, _scalar_words(self.text, start, end, event.style))
            case "AliasEvent":
                # A name for a text is that text; a name for a collection is not expanded, so nothing can grow.
                self._place(self.anchors.get(event.anchor, ""), start, end)

    def _push(self, value: Any, start: int) -> None:  # noqa: ANN401 -- a dict or a list of anything
        if len(self.stack) >= _DEEPEST:
            raise _BrokenError(f"nested deeper than {_DEEPEST} levels", self.text.count("\n", 0, start))
        self.is_mapping = self.is_mapping or (not self.stack and isinstance(value, dict))
        self.stack.append(_Node(value, start))

    def _place(self, value: Any, start: int, end: int, inner: tuple[int, int] | None = None) -> None:  # noqa: ANN401 -- as above
        """Put a value where it belongs: an item, a key, or the value of the key before it."""
        self.last = max(self.last, end)
        if not self.stack:
            return
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is None:
            parent.key = value if isinstance(value, str) else ""
        else:
            parent.value.setdefault(parent.key, value)
            if len(self.stack) == 1:
                self.entries.append(_Entry(parent.key, value, start, end, inner))
            parent.key = None


def _yaml_entries(text: str) -> list[_Entry] | None:
    """Return the fields of a YAML mapping, None for anything else; raises `_BrokenError`."""
    import yaml  # noqa: PLC0415 -- only files with front matter pay for it

    tree = _Tree(text)
    _refuse_long(text)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            tree.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise _BrokenError(problem, mark.line if mark else 0) from None
    return tree.entries if tree.is_mapping else None


def _scalar_words(text: str, start: int, end: int, style: str | None) -> tuple[int, int]:
    """Return the range of a scalar without its anchor and tag, its quotes or the head of a block scalar."""
    while text.startswith(("&", "!"), start, end) and (parts := text[start:end].split(None, 1))[1:]:
        start = end - len(parts[1])
    if style in {"'", '"'}:
        return start + 1, end - 1
    head = _BLOCK_SCALAR.match(text, start, end) if style in {"|", ">"} else None
    return (head.end() if head else start), end


# -- TOML --------------------------------------------------------------------------------------------------------------


def _toml_entries(text: str) -> list[_Entry] | None:
    """Return the fields of a TOML document; raises `_BrokenError`."""
    import tomllib  # noqa: PLC0415 -- only files with front matter pay for it

    _refuse_long(text)
    if deep := _TOML_DEEP_KEY.search(text):
        raise _BrokenError(f"nested deeper than {_DEEPEST} levels", text.count("\n", 0, deep.start()))
    try:
        values = tomllib.loads(text, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _TOML_LINE_NUMBER.search(str(error))
        problem = _TOML_LINE_NUMBER.sub("", str(error))
        raise _BrokenError(problem, int(line[1]) - 1 if line else text.count("\n")) from None
    entries = {entry.name: entry for entry in _toml_places(text, values)}
    for name, value in values.items():
        entries.setdefault(name, _Entry(name, _as_text(value)))
    return list(entries.values())


def _toml_places(text: str, values: dict[str, Any]) -> Iterator[_Entry]:
    """Yield the fields that stand on a line of their own before the first table, in order."""
    table = _TOML_TABLE.search(text)
    for line in _TOML_KEY.finditer(text, 0, table.start() if table else len(text)):
        name, start = line["key"].strip("\"'"), line.end()
        value = values.get(name)
        string = _TOML_STRING.match(text, start)
        if isinstance(value, str) and string and string.lastgroup:
            yield _Entry(name, value, start, string.end(), string.span(string.lastgroup))
        elif value is not None and (bare := _TOML_BARE.match(text, start)):
            yield _Entry(name, _as_text(value) if isinstance(value, list | dict) else bare.group(), start, bare.end())


def _as_text(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 -- TOML holds anything
    """Return a TOML value with every scalar as text, cut off where it is nested too deeply."""
    if depth >= _DEEPEST:
        return ""
    match value:
        case dict():
            return {key: _as_text(inner, depth + 1) for key, inner in value.items()}
        case list():
            return [_as_text(inner, depth + 1) for inner in value]
        case bool():
            return str(value).lower()
        case str():
            return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

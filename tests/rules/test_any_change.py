"""Any change of any data file is read or told, and nothing else ever happens."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.checks import KINDS
from healthlint.errors import DataError
from healthlint.rules.compiler import compile_folder
from healthlint.rules.pack import Contents, open_pack

SCALARS = [
    "",
    "~",
    "no",
    "1.0",
    "-1",
    "nan",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "{find: {words: [x]}}",
    "'",
    '"x',
    "|",
    "&a x",
    "*a",
]
SCALARS += [
    "!!int 3",
    "\t",
    "- x",
    "? a",
    ": b",
    "{match}",
    "}",
    "\ufffe",
    "\x85",
    "\u2028",
    "%",
    "@",
    "`",
    "x" * 300,
    "“ü”",
    "---",
    "...",
]


@st.composite
def changed(draw: Any, texts: dict[str, str]) -> tuple[str, str]:
    """One of the files with one change: a line gone, doubled, moved or indented, a value replaced, a piece cut out."""
    name = draw(st.sampled_from(sorted(texts)))
    lines = texts[name].splitlines()
    number = draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    how = draw(st.sampled_from(["drop", "double", "move", "indent", "value", "cut", "insert", "end"]))
    if how == "drop":
        del lines[number]
    elif how == "double":
        lines.insert(number, line)
    elif how == "move":
        lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(number))
    elif how == "indent":
        lines[number] = " " * draw(st.integers(1, 3)) + line
    elif how == "value":
        key, colon, _ = line.partition(":")
        lines[number] = key + colon + " " + draw(st.sampled_from(SCALARS))
    elif how == "cut":
        start = draw(st.integers(0, len(line)))
        lines[number] = line[:start] + line[draw(st.integers(start, len(line))) :]
    elif how == "insert":
        at = draw(st.integers(0, len(line)))
        lines[number] = (
            line[:at]
            + draw(st.sampled_from(SCALARS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3))
            + line[at:]
        )
    else:
        lines = lines[:number]
    return name, "\n".join(lines) + "\n"


@given(data=st.data())
def test_any_change_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, folder_at: Any, data: Any) -> None:
    """A changed file raises `DataError` with its line, or is read and kept whole; nothing else ever happens."""
    folder = folder_at(tmp_path_factory.mktemp("changed") / "rules")
    folder.write(*data.draw(changed(folder.files)))
    contents, error = read(folder.path)
    shutil.rmtree(folder.path)
    if contents is None:
        assert error.line is not None
        assert error.path is not None
        assert error.message
    else:
        stored = msgspec.json.encode(contents)
        assert msgspec.json.encode(msgspec.json.decode(stored, type=Contents)) == stored
        assert len(open_pack(contents, KINDS).rules) == 1


def read(folder: Path) -> tuple[Contents | None, DataError]:
    """The contents of a folder, or None and why there are none."""
    try:
        return compile_folder(folder, KINDS), DataError("")
    except DataError as error:
        return None, error

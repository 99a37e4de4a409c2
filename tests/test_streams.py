"""Standard input and output, files and the terminal."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from healthlint import streams
from healthlint.errors import UsageError


@pytest.mark.parametrize(
    "on_terminal, variables, coloured",
    [
        (True, {}, True),
        (True, {"NO_COLOR": ""}, True),  # set and empty is not set
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": "0"}, False),  # any value
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": ""}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),  # who wants none gets none
    ],
    ids=str,
)
def test_colours_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    on_terminal: bool,  # noqa: FBT001 -- a table
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001 -- a table
) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda: on_terminal)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert streams.has_colour() is coloured


@pytest.mark.parametrize("on_terminal, columns, width", [(True, 80, 80), (True, 400, 120), (False, 40, 100)], ids=str)
def test_a_terminal_has_its_width_and_all_else_has_one(
    monkeypatch: pytest.MonkeyPatch,
    on_terminal: bool,  # noqa: FBT001 -- a table
    columns: int,
    width: int,
) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda: on_terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    assert streams.width() == width


@pytest.mark.parametrize("name", ["stdin", "stdout"])
def test_what_is_closed_breaks_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Python puts nothing in the place of a stream that was closed before it started."""
    monkeypatch.setattr(sys, name, None)
    assert not streams.is_terminal()
    if name == "stdin":
        with pytest.raises(UsageError, match="standard input cannot be read: it is closed"):
            streams.standard_input()
    else:
        streams.write("a report")


def test_a_report_is_written_as_it_is(tmp_path: Any) -> None:
    """No line end is changed, and what UTF-8 cannot hold is a mark of its own."""
    streams.write("a\nb\r\n😀\udce9", str(tmp_path / "report.txt"))
    assert (tmp_path / "report.txt").read_bytes() == "a\nb\r\n😀\\udce9".encode()
    with pytest.raises(UsageError, match="the report cannot be written: Is a directory"):
        streams.write("a", str(tmp_path))

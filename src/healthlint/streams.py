"""Standard input and output, files and the terminal: what they can do, and what is said where they fail."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from healthlint.errors import UsageError

#: Columns where there is no terminal to ask, and the most that are used where there is.
WIDTH = 100
_WIDEST = 120


def has_colour() -> bool:
    """Tell whether to colour what goes to standard output (https://no-color.org, https://force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def is_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Return the columns to write in; where there is no terminal always the same, whatever machine it is."""
    return min(shutil.get_terminal_size((WIDTH, 20)).columns, _WIDEST) if is_terminal() else WIDTH


def standard_input() -> bytes:
    """Return all of standard input. Raises `UsageError` where it is closed, or a folder."""
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError) as error:
        raise UsageError(f"standard input cannot be read: {getattr(error, 'strerror', 'it is closed')}") from None


def write(text: str, target: str | None = None) -> None:
    """Write to a file or to standard output. Raises `UsageError` where that fails.

    Who closes a pipe has read enough: that is no failure.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if target is not None:
            Path(target).write_bytes(data)
        elif sys.stdout is not None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        fall_silent()
    except (OSError, ValueError) as error:
        if target is None:
            fall_silent()
        reason = getattr(error, "strerror", error)
        raise UsageError(f"the report cannot be written: {reason}", path=target) from None


def fall_silent() -> None:
    """Send what is still to be written to standard output nowhere, or Python complains of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

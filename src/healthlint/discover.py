"""Paths to files: folders are walked, what git ignores, hides or vendors is left out."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from healthlint import gitignore
from healthlint.document import reading
from healthlint.errors import SourceError

#: Folders that hold other people's files, or files that are made.
VENDORED = frozenset(
    {"node_modules", "bower_components", "vendor", "third_party", "venv", "env", "site-packages", "_site"}
    | {"__pycache__"}
)


class Found(Struct, frozen=True):
    """The files to check, as paths in POSIX form relative to where the command runs, in order and once each."""

    files: tuple[str, ...]
    errors: tuple[SourceError, ...]


def discover(paths: Sequence[str]) -> Found:
    """Return the files under some paths. A file that is named is taken whatever its suffix, a folder even if ignored.

    A path that is not there, or is neither file nor folder, is an error.
    """
    files: set[str] = set()
    errors: list[SourceError] = []
    for name in dict.fromkeys(paths):
        try:
            mode = os.stat(name).st_mode  # noqa: PTH116 -- Path("") is the folder that we are in
        except (OSError, ValueError) as error:
            errors.append(SourceError(reason(error, name), path=named(name)))
            continue
        if stat.S_ISDIR(mode):
            files.update(_walk(Path(name), errors))
        elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
            files.add(shown(Path(name)))
        else:
            errors.append(SourceError("this is neither a file nor a folder", path=named(name)))
    return Found(tuple(sorted(files)), tuple(errors))


def shown(path: Path) -> str:
    """Return a path as reports name it: POSIX, relative to where the command runs where that is possible."""
    if ".." in path.parts:  # behind a link, the folder above is not the one that the text names
        path = Path(os.path.realpath(path)) if path.name == ".." else Path(os.path.realpath(path.parent), path.name)
    try:
        return Path(os.path.relpath(path)).as_posix()
    except (OSError, ValueError):  # the folder we are in is gone; another drive
        return path.as_posix()


def named(path: str) -> str:
    r"""Return a path as text that can be written anywhere: a byte that is not UTF-8 as `\xff`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def reason(error: OSError | ValueError, path: str) -> str:
    """Return why a path cannot be read, in the words that every command uses."""
    if isinstance(error, ValueError):
        return "no path can have these characters"
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"cannot be read: {error.strerror or type(error).__name__}"
    if not path:
        return "a path that is empty names no file"
    return "this link leads nowhere" if os.path.islink(path) else "there is no such file or folder"  # noqa: PTH114 -- it takes every text


def is_one_of(path: str, files: Iterable[str]) -> bool:
    """Tell whether a path is one of some files, under whatever name."""
    try:
        there = os.stat(path)  # noqa: PTH116 -- it takes every text
    except (OSError, ValueError):
        return False
    for file in files:
        with contextlib.suppress(OSError):
            if os.path.samestat(there, os.stat(file)):  # noqa: PTH116 -- the same
                return True
    return False


def _walk(top: Path, errors: list[SourceError]) -> Iterator[str]:
    """Yield the files under a folder that a format reads, as reports name them. Links to folders are not followed."""
    real = os.path.realpath(top)
    todo = [(os.path.abspath(shown(top)), real, gitignore.above(real))]  # noqa: PTH100 -- a link stays a link
    while todo:
        folder, real, ignoring = todo.pop()
        ignoring += gitignore.read(Path(real, ".gitignore"), real)
        here = PurePosixPath(shown(Path(folder)))
        for entry in _entries(str(here), errors):
            path, is_folder = os.path.join(real, entry.name), entry.is_dir(follow_symlinks=False)  # noqa: PTH118 -- fast
            wanted = entry.name not in VENDORED if is_folder else reading.format_of(entry.name) and _is_file(entry)
            if not wanted or gitignore.is_left_out(ignoring, path, folder=is_folder):
                continue
            if is_folder:
                todo.append((os.path.join(folder, entry.name), path, ignoring))  # noqa: PTH118 -- fast
            else:
                yield str(here / entry.name)


def _entries(folder: str, errors: list[SourceError]) -> list[os.DirEntry[str]]:
    """Return what stands in a folder and is not hidden."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        errors.append(SourceError(reason(error, folder), path=named(folder)))
        return []


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell a file from a folder, a pipe and a device. A link that leads nowhere is taken for one: it will be told."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))  # noqa: PTH110 -- fast
    except OSError:
        return True

"""Paths to files: folders are walked, what git ignores, hides or vendors is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.document import reading
from healthlint.errors import SourceError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders that hold other people's files, or files that are made.
VENDORED = frozenset(
    {"node_modules", "bower_components", "vendor", "third_party", "venv", "env", "__pycache__", "site-packages", "_site"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """The files to check, as paths in POSIX form relative to where the command runs, in order and once each."""

    files: tuple[str, ...]
    errors: tuple[SourceError, ...]


def discover(paths: Sequence[str]) -> Found:
    """Return the files under some paths. A file that is named is taken whatever its suffix; a path that is not there is an error."""
    files: dict[str, None] = {}
    errors: list[SourceError] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            files.update((shown(file), None) for file in _walk(path, errors))
        elif path.exists():
            files[shown(path)] = None
        else:
            errors.append(SourceError("there is no such file or folder", path=path.as_posix()))
    return Found(tuple(sorted(files)), tuple(errors))


def shown(path: Path) -> str:
    """Return a path as reports name it: POSIX, relative to where the command runs where that is possible."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _walk(top: Path, errors: list[SourceError]) -> Iterator[Path]:
    """Yield the files under a folder that a format reads, in the order of their names."""

    def failed(error: OSError) -> None:
        errors.append(SourceError(f"cannot be read: {error.strerror}", path=shown(Path(error.filename))))

    specs = _specs_above(top)
    for folder, names, files in os.walk(top, onerror=failed):
        here = Path(folder)
        _add_spec(specs, here / ".gitignore", here.resolve())
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in VENDORED and not _ignored(specs, here / n, folder=True))
        for name in sorted(files):
            path = here / name
            if reading.format_of(name) and not name.startswith(".") and not _ignored(specs, path, folder=False):
                yield path


Specs = list[tuple[Path, "GitIgnoreSpec"]]


def _specs_above(top: Path) -> Specs:
    """Return the git-ignore rules of the folders above, from the root of the repository down."""
    above = [top.resolve(), *top.resolve().parents]
    root = next((number for number, folder in enumerate(above) if (folder / ".git").exists()), None)
    specs: Specs = []
    if root is not None:
        _add_spec(specs, above[root] / ".git" / "info" / "exclude", above[root])
        for folder in reversed(above[1 : root + 1]):
            _add_spec(specs, folder / ".gitignore", folder)
    return specs


def _add_spec(specs: Specs, file: Path, folder: Path) -> None:
    if not file.is_file():
        return
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 -- many runs meet no ignore file and need not pay for it

    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return  # git itself goes on without a file that it cannot read
    specs.append((folder, GitIgnoreSpec.from_lines(lines)))


def _ignored(specs: Specs, path: Path, *, folder: bool) -> bool:
    """Tell whether git would leave a path out: the last file that speaks of it decides, the nearest last."""
    decided = False
    resolved = path.parent.resolve() / path.name
    for base, spec in specs:
        if resolved.is_relative_to(base):
            result = spec.check_file(resolved.relative_to(base).as_posix() + ("/" if folder else ""))
            if result.include is not None:
                decided = result.include
    return decided

"""Git's ignore rules: which entries of a folder a repository leaves out.

The grammar is that of gitignore(5). A pattern is asked about one entry at a time, from the root down: what lies in a
folder that is left out is never asked about, and a pattern that brings a folder back brings back nothing inside it.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from healthlint.patterns import regex

_NEVER = "(?!)"
_NAMED_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9",
    "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-\\/:-@\\[-`{-~", "space": "\\s", "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}  # fmt: skip
_CLASS = regex(r"\[(?P<not>[!^]?)(?P<body>\]?(?:\[:\w*:\]|\\.|[^\]\\])*)\]", re.DOTALL)
_MEMBER = regex(r"\[:(?P<name>\w*):\]|(?P<low>\\?.)(?:-(?P<high>\\?[^\]]))?", re.DOTALL)


class _Pattern(Struct, frozen=True):
    """One line of a file: what it matches, and whether it leaves out or brings back."""

    regex: re.Pattern[str]
    leaves_out: bool
    folders_only: bool
    whole_path: bool


class IgnoreFile(Struct, frozen=True):
    """The patterns of one file, which speak of the folder that it stands in and of all below."""

    base: str
    patterns: tuple[_Pattern, ...]

    def says(self, path: str, *, folder: bool) -> bool | None:
        """Tell whether an entry is left out; None where no pattern speaks of it. The path is absolute, and bytewise."""
        inside = path.removeprefix(self.base).lstrip("/")
        name = inside.rpartition("/")[2]
        for pattern in reversed(self.patterns):
            if (folder or not pattern.folders_only) and pattern.regex.fullmatch(inside if pattern.whole_path else name):
                return pattern.leaves_out
        return None


def is_left_out(files: Sequence[IgnoreFile], path: str, *, folder: bool) -> bool:
    """Tell whether git leaves an entry out; `files` speak of its folder, the outermost first: the nearest decides."""
    verdicts = (file.says(_bytewise(path), folder=folder) for file in reversed(files))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _bytewise(path: str) -> str:
    """Return a path as git matches it: a character for each byte."""
    return os.fsencode(path).decode("latin-1")


def read(file: Path, base: str) -> tuple[IgnoreFile, ...]:
    """Return the patterns of a file, if there is one that can be read; git too goes on without."""
    try:
        text = file.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    except OSError:
        return ()
    patterns = tuple(found for line in text.split("\n") if (found := _pattern(line.removesuffix("\r"))) is not None)
    return (IgnoreFile(_bytewise(base), patterns),) if patterns else ()


def above(folder: str) -> tuple[IgnoreFile, ...]:
    """Return what speaks of a folder (a real path) from above it: the repository's own file, and those of its parents.

    Nothing where the folder itself is left out: who names it wants it.
    """
    parents = [folder, *(str(parent) for parent in Path(folder).parents)]
    # Unlike Path.exists, this does not raise where a folder may not be looked into.
    root = next((n for n, parent in enumerate(parents) if os.path.exists(f"{parent}/.git")), None)  # noqa: PTH110
    if root is None:
        return ()
    files = read(_exclude_file(Path(parents[root]) / ".git"), parents[root])
    for below in reversed(range(root)):
        files += read(Path(parents[below + 1]) / ".gitignore", parents[below + 1])
        if is_left_out(files, parents[below], folder=True):
            return ()
    return files


def _exclude_file(git: Path) -> Path:
    """Return the file of patterns that a clone has for itself; in a worktree `.git` is a file that leads to it."""
    try:
        said = git.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return git / "info" / "exclude"
    folder = Path(os.path.normpath(git.parent / said.removeprefix("gitdir:").strip()))
    with contextlib.suppress(OSError):  # a submodule has all in its own folder
        folder /= (folder / "commondir").read_text(encoding="utf-8", errors="surrogateescape").strip()
    return folder / "info" / "exclude"


def _pattern(line: str) -> _Pattern | None:
    """Read one line; None for a blank one and a comment."""
    text = _without_trailing_blanks(line)
    if not text or text.startswith("#"):
        return None
    leaves_out = not text.startswith("!")
    text = text if leaves_out else text[1:]
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    whole_path = "/" in text
    regex = _path_regex(text.removeprefix("/").split("/")) if whole_path else _name_regex(text)
    return _Pattern(re.compile(regex, re.DOTALL), leaves_out, folders_only, whole_path)


def _without_trailing_blanks(line: str) -> str:
    """Return a line without the blanks at its end, save one that a backslash keeps."""
    bare = line.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if backslashes % 2 and len(bare) < len(line) else bare


def _path_regex(parts: Sequence[str]) -> str:
    """Return the expression of a path: `**` stands for any number of folders, at the end for all that is inside."""
    made = ""
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        if part != "**":
            made += _name_regex(part) + ("" if following is None else "/")
        elif following is None:
            made += ".+"
        elif following != "**":
            made += "(?:[^/]+/)*"
    return made


def _name_regex(part: str) -> str:
    """Return the expression of one name. What stands between two stars is taken where it first fits, once for all."""
    pieces = [""]
    place = 0
    while place < len(part):
        character = part[place]
        in_class = _CLASS.match(part, place) if character == "[" else None
        if character == "*":
            pieces.append("")
        elif character == "?":
            pieces[-1] += "[^/]"
        elif in_class is not None:
            pieces[-1] += _class_regex(in_class)
            place = in_class.end() - 1
        elif character == "[" or (character == "\\" and place + 1 == len(part)):
            return _NEVER  # git matches nothing with a class that is open or a backslash without a character
        else:
            place += character == "\\"
            pieces[-1] += re.escape(part[place])
        place += 1
    first, *rest = pieces
    if not rest:
        return first
    return first + "".join(f"(?>[^/]*?{piece})" for piece in rest[:-1]) + "[^/]*" + rest[-1]


def _class_regex(found: re.Match[str]) -> str:
    members = []
    for member in _MEMBER.finditer(found["body"]):
        if member["name"] is not None:
            members.append(_NAMED_CLASSES.get(member["name"], ""))
            continue
        low = member["low"][-1]
        high = (member["high"] or low)[-1]
        members.append(f"{re.escape(low)}-{re.escape(high)}" if low <= high else re.escape(low))
    inside = "".join(members)
    if found["not"]:
        return f"[^/{inside}]"
    return f"(?!/)[{inside}]" if inside else _NEVER

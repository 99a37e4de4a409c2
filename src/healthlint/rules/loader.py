"""Loads the shipped rules: compiled once, and never stale.

The compiled pack lies beside the rules and carries a digest of everything that it was made of. Where the digest fits,
it is read in a few milliseconds; where it does not (a rule was edited in a working copy), the pack is made anew, and
stored again if the folder can be written. Nothing is written anywhere else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from importlib import import_module
from pathlib import Path

import msgspec

from healthlint.errors import DataError
from healthlint.rules.pack import Contents, Kinds, Pack, data_files, open_pack

COMPILED = "compiled.json"
_RULES = "healthlint_rules"
_PACKAGE = Path(__file__).parent.parent


def shipped_folder() -> Path:
    """Return the folder of the shipped rules. Raises `DataError` where the rules are not installed."""
    try:
        return Path(str(import_module(_RULES).__file__)).parent
    except ModuleNotFoundError:
        raise DataError(f"the rules (the package {_RULES}) are not installed; install healthlint with pip") from None


def load_shipped(kinds: Kinds) -> Pack:
    """Return the shipped pack. Raises `DataError` where a rule file is not as it must be."""
    return open_pack(load_contents(shipped_folder(), kinds), kinds)


def load_contents(folder: Path, kinds: Kinds) -> Contents:
    """Return the contents of a folder, from its compiled form where that still fits."""
    digest = digest_of(folder)
    with contextlib.suppress(OSError, msgspec.DecodeError):
        contents = msgspec.json.decode((folder / COMPILED).read_bytes(), type=Contents)
        if contents.digest == digest:
            return contents
    from healthlint.rules.compiler import compile_folder  # noqa: PLC0415 -- it brings YAML, which a start does not need

    contents = compile_folder(folder, kinds, digest)
    if digest_of(folder) == digest:  # else a file was edited meanwhile, and the digest is not that of these contents
        store(contents, folder)
    return contents


def store(contents: Contents, folder: Path) -> None:
    """Write the compiled form, whole or not at all; a folder that cannot be written is left as it is."""
    made = folder / f".compiled-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        made.write_bytes(msgspec.json.encode(contents))
        made.replace(folder / COMPILED)
    except OSError:
        with contextlib.suppress(OSError):
            made.unlink()


def digest_of(folder: Path) -> str:
    """Return a digest of all data files, and of the code that makes forms and index of them.

    Raises `DataError` for a data file that cannot be read.
    """
    digest = hashlib.sha256()
    for path in [*data_files(folder), *_code()]:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DataError(f"cannot be read: {error.strerror}", path=path.as_posix()) from None
        digest.update(
            f"{path.parent.parent.name}/{path.parent.name}/{path.name} {len(content)}\n".encode(
                "utf-8", "surrogateescape"
            )
        )
        digest.update(content)
    return digest.hexdigest()


def _code() -> list[Path]:
    """Return the modules that read rules and make something of them."""
    others = ("patterns", "language/inflection", "language/lexicon", "language/terms")
    folders = [path for name in ("rules", "checks") for path in sorted((_PACKAGE / name).rglob("*.py"))]
    return [*folders, *(_PACKAGE / f"{name}.py" for name in others)]

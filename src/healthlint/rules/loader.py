"""Loads the shipped rules: compiled once, and never stale.

The compiled pack lies beside the rules and carries a digest of everything that it was made of. Where the digest fits, it is
read in a few milliseconds; where it does not (a rule was edited in a working copy), the pack is made anew, and stored again
if the folder can be written. Nothing is written anywhere else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

import healthlint_rules
from healthlint.rules.pack import Contents, Kinds, Pack, data_files, open_pack

COMPILED = "compiled.json"


def shipped_folder() -> Path:
    """Return the folder of the shipped rules."""
    return Path(healthlint_rules.__file__).parent


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
    store(contents, folder)
    return contents


def store(contents: Contents, folder: Path) -> None:
    """Write the compiled form, whole or not at all; a folder that cannot be written is left as it is."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, prefix=".compiled-")
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(contents))
        Path(name).replace(folder / COMPILED)


def digest_of(folder: Path) -> str:
    """Return a digest of all data files, and of the code that makes forms and index of them."""
    package = Path(__file__).parent.parent
    code = [*(package / "rules").glob("*.py"), *(package / "checks").glob("*.py")]
    code += [package / "language" / f"{name}.py" for name in ("terms", "inflection", "lexicon")]
    digest = hashlib.sha256()
    for path in [*data_files(folder), *sorted(code)]:
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()

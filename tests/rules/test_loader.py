"""The compiled rules: used while they fit, never stale, never in the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from healthlint.checks import KINDS
from healthlint.errors import DataError
from healthlint.rules import compiler, loader

RULE = "claims/wrong-word.yaml"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were compiled, in order."""
    seen: list[Path] = []
    real = compiler.compile_folder

    def counted(folder: Path, *rest: object) -> object:
        seen.append(folder)
        return real(folder, *rest)

    monkeypatch.setattr(compiler, "compile_folder", counted)
    return seen


def load(folder: Any) -> object:
    return loader.load_contents(folder.path, KINDS)


def files(folder: Any) -> set[str]:
    return {path.name for path in folder.path.iterdir()}


def test_what_was_compiled_is_used(folder: Any, compiled: Any) -> None:
    first, second = load(folder), load(folder)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    assert len(compiled) == 1
    assert files(folder) == {"claims", "cues", "lexicon", loader.COMPILED}


@pytest.mark.parametrize(
    "name, old, new",
    [
        (RULE, "instead: resulting in\n", "instead: resulting with\n"),
        ("cues/little.yaml", "[perhaps]", "[perhapt]"),  # of the same length
        ("lexicon/little.yaml", "A painful spasm.", "A spasm that hurts."),
    ],
    ids=["rule", "cues", "lexicon"],
)
def test_a_change_of_any_file_is_seen(folder: Any, compiled: Any, name: str, old: str, new: str) -> None:
    load(folder)
    before = (folder.path / name).stat()
    folder.change(name, old, new)
    os.utime(folder.path / name, ns=(before.st_atime_ns, before.st_mtime_ns))  # a time stamp may lie
    found = load(folder)

    assert len(compiled) == 2
    assert new.strip("[]\n").removeprefix("instead: ") in msgspec.json.encode(found).decode()


def test_files_that_come_go_and_move_are_seen(folder: Any, compiled: Any) -> None:
    load(folder)
    folder.write("claims/second-word.yaml", folder.files[RULE].replace("aliases: [claims/old-word]", ""))
    assert set(load(folder).rules) == {"claims/wrong-word", "claims/second-word"}
    (folder.path / "claims" / "second-word.yaml").rename(folder.path / "claims" / "third-word.yaml")
    assert set(load(folder).rules) == {"claims/wrong-word", "claims/third-word"}
    (folder.path / "claims" / "third-word.yaml").unlink()
    assert set(load(folder).rules) == {"claims/wrong-word"}
    assert len(compiled) == 4


def test_a_change_of_the_code_is_seen(
    folder: Any, compiled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "kind.py"
    code.write_text("one")
    monkeypatch.setattr(loader, "_code", lambda: [code])
    load(folder)
    code.write_text("two")
    load(folder)
    assert len(compiled) == 2


def test_the_digest_covers_all_code_that_compiles() -> None:
    """Every module that compiling imports is in the digest, save the one of errors."""
    names = "[m.__file__ for n, m in sys.modules.items() if n.startswith('healthlint.') and n != 'healthlint.errors']"
    code = f"import sys, json, healthlint.rules.compiler\nprint(json.dumps({names}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    used = {Path(path) for path in msgspec.json.decode(run.stdout, type=list[str])}
    covered = set(loader._code())

    assert {path for path in used - covered if path.name != "__init__.py"} == set()
    assert all(Path(str(kind.__file__)) in covered for kind in KINDS.values())
    assert len(used) > 8


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"null", b"[]", b'{"digest": "x"}', b"\xff\xfe\x00", b"[" * 100_000, b'{"digest": 1}'],
    ids=["empty", "cut", "null", "list", "foreign", "bytes", "deep", "types"],
)
def test_a_corrupt_or_foreign_form_is_made_anew(folder: Any, compiled: Any, data: bytes) -> None:
    load(folder)
    (folder.path / loader.COMPILED).write_bytes(data)
    assert set(load(folder).rules) == {"claims/wrong-word"}
    load(folder)
    assert len(compiled) == 2


def test_a_form_that_was_cut_off_is_made_anew(folder: Any, compiled: Any) -> None:
    load(folder)
    stored = folder.path / loader.COMPILED
    whole = stored.read_bytes()
    stored.write_bytes(whole[: len(whole) // 2])
    load(folder)
    assert len(compiled) == 2
    assert stored.read_bytes() == whole


def test_a_folder_in_place_of_the_form_does_no_harm(folder: Any) -> None:
    (folder.path / loader.COMPILED).mkdir()
    assert set(load(folder).rules) == {"claims/wrong-word"}
    assert files(folder) == {"claims", "cues", "lexicon", loader.COMPILED}


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_a_folder_that_cannot_be_written_is_left_as_it_is(
    folder: Any, compiled: Any, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """No space, no right: the rules work all the same, and no half file stays."""

    def refused(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, method, refused)
    assert set(load(folder).rules) == {"claims/wrong-word"}
    load(folder)
    assert len(compiled) == 2
    assert files(folder) == {"claims", "cues", "lexicon"}


def test_others_may_read_what_one_has_compiled(folder: Any) -> None:
    mask = os.umask(0o022)
    try:
        load(folder)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder.path / loader.COMPILED).stat().st_mode) == 0o644


def test_an_edit_while_compiling_is_not_stored(folder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of one state never stands over the contents of another."""
    real = compiler.compile_folder

    def edited(path: Path, *rest: object) -> object:
        folder.change("cues/little.yaml", "[perhaps]", "[maybe]")
        return real(path, *rest)

    monkeypatch.setattr(compiler, "compile_folder", edited)
    load(folder)
    assert files(folder) == {"claims", "cues", "lexicon"}


def test_a_broken_rule_is_told_and_nothing_is_stored(folder: Any) -> None:
    folder.change(RULE, "severity: warning", "severity: bad")
    with pytest.raises(DataError, match="'bad' is not allowed"):
        load(folder)
    assert files(folder) == {"claims", "cues", "lexicon"}


def test_a_rule_that_cannot_be_read_is_told(folder: Any) -> None:
    (folder.path / "claims" / "gone.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(DataError, match="cannot be read: No such file") as raised:
        load(folder)
    assert raised.value.path.endswith("claims/gone.yaml")


def test_several_at_once_do_no_harm(folder: Any) -> None:
    """Each gets the rules, whoever stores last; what is stored is whole, and nothing else stays behind."""
    with ThreadPoolExecutor(4) as pool:
        rules = [set(contents.rules) for contents in pool.map(load, [folder] * 8)]
    assert rules == [{"claims/wrong-word"}] * 8
    assert files(folder) == {"claims", "cues", "lexicon", loader.COMPILED}
    stored = msgspec.json.decode((folder.path / loader.COMPILED).read_bytes(), type=loader.Contents)
    assert stored.digest == loader.digest_of(folder.path)


def test_without_the_rules_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_RULES", "healthlint_rules_of_nobody")
    with pytest.raises(DataError, match="not installed; install healthlint with pip"):
        loader.shipped_folder()

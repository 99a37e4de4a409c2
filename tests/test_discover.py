"""Paths to files: what is taken, what is left out, and what is said."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from healthlint import discover as module
from healthlint.discover import VENDORED, discover, is_one_of, named, reason, shown


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs, below no repository."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def lay(*names: str, text: str = "x") -> None:
    for name in names:
        file = Path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def files(*paths: str) -> list[str]:
    found = discover(paths)
    assert found.errors == ()
    return list(found.files)


# -- names -------------------------------------------------------------------------------------------------------------


def test_folders_are_walked_for_what_a_format_reads() -> None:
    lay("a.md", "b.txt", "c.html", "d.HTM", "e.py", "f.css", "deep/er/g.markdown", "noext", "deep/h.jpg", "i.md.bak")
    assert files(".") == ["a.md", "b.txt", "c.html", "d.HTM", "deep/er/g.markdown"]
    assert files("deep") == ["deep/er/g.markdown"]


def test_files_that_are_named_are_taken_whatever_they_are_called() -> None:
    lay("e.py", "noext", ".hidden.md", ".git/a.md", "node_modules/b.md", "x.md")
    Path(".gitignore").write_text("x.md\n")
    assert files("e.py", "noext", ".hidden.md", ".git/a.md", "node_modules/b.md", "x.md") == sorted(
        ["e.py", "noext", ".hidden.md", ".git/a.md", "node_modules/b.md", "x.md"]
    )


@pytest.mark.parametrize("folder", [".hidden", ".git", *sorted(VENDORED)])
def test_hidden_and_vendored_folders_are_skipped_unless_named(folder: str) -> None:
    lay("a.md", f"{folder}/b.md", f"deep/{folder}/c.md", f"{folder}s/d.md", ".hidden.md")
    wanted = ["a.md"] if folder.startswith(".") else sorted(["a.md", f"{folder}s/d.md"])
    assert files(".") == wanted
    assert files(folder) == [f"{folder}/b.md"]


def test_one_order_and_once_each() -> None:
    lay("b.md", "a.md", "A.md", "a/z.md", "a-b/c.md", "é.md")
    wanted = sorted(["b.md", "a.md", "A.md", "a/z.md", "a-b/c.md", "é.md"])
    assert files(".") == wanted
    assert files("b.md", ".", "./b.md", "a/../b.md", str(Path.cwd()), "a", "b.md") == wanted


def test_paths_are_told_as_seen_from_here(here: Path) -> None:
    lay("a.md", "deep/b.md")
    lay("../up.md")
    assert files("./a.md", "../up.md", str(here / "deep")) == ["../up.md", "a.md", "deep/b.md"]
    os.chdir("deep")
    assert files("..") == ["../a.md", "b.md"]
    assert files(".", "../a.md") == ["../a.md", "b.md"]
    assert shown(Path("../a.md")) == "../a.md"


def test_the_folder_above_a_link_is_the_real_one() -> None:
    lay("away/deep/x.md", "away/a.md", "a.md")
    Path("link").symlink_to("away/deep")
    assert files("link/../a.md") == ["away/a.md"]
    assert files("link/..") == ["away/a.md", "away/deep/x.md"]


@pytest.mark.parametrize(
    "name",
    [
        "a b.md",
        "-.md",
        "--help.md",
        "a\nb.md",
        "日本.md",
        "a'b\".md",
        "[a].md",
        "*.md",
        "~.md",
        "a\\b.md",
        " .md",
        "\x1b[2J.md",
    ],
)
def test_odd_names(name: str) -> None:
    lay(f"d/{name}")
    assert files("d") == [f"d/{name}"]
    assert files(f"d/{name}") == [f"d/{name}"]
    assert Path(files("d")[0]).read_text() == "x"
    assert named(name) == name


def test_names_that_are_no_text() -> None:
    raw = os.fsdecode(b"d/caf\xe9.md")
    lay(raw, "d/café.md")
    assert files("d") == sorted([raw, "d/café.md"])
    assert {named(name) for name in files("d")} == {"d/caf\\xe9.md", "d/café.md"}
    assert all(Path(name).read_text() == "x" for name in files("d"))


# -- what is not there -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, message",
    [
        ("gone.md", "there is no such file or folder"),
        ("gone/a.md", "there is no such file or folder"),
        ("a.md/b.md", "there is no such file or folder"),
        ("", "a path that is empty names no file"),
        ("broken", "this link leads nowhere"),
        ("circle", "cannot be read: Too many levels of symbolic links"),
        ("n" * 5_000, "cannot be read: File name too long"),
        ("nul\0.md", "no path can have these characters"),
        ("/dev/null", "this is neither a file nor a folder"),
    ],
    ids=lambda value: ascii(value[:30]),
)
def test_a_path_that_cannot_be_checked_is_told(name: str, message: str) -> None:
    lay("a.md")
    Path("broken").symlink_to("nowhere")
    Path("circle").symlink_to("circle")
    found = discover([name, "a.md", name])
    assert found.files == ("a.md",)
    assert [(error.path, error.message) for error in found.errors] == [(name, message)]


@pytest.mark.parametrize(
    "error, message",
    [
        (PermissionError(13, "Permission denied"), "cannot be read: Permission denied"),
        (OSError("?"), "cannot be read: OSError"),
        (FileNotFoundError(2, "No such file or directory"), "there is no such file or folder"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_reason_is_always_given(error: OSError, message: str) -> None:
    assert reason(error, "gone.md") == message


def test_a_file_is_known_under_every_name() -> None:
    lay("a.md", "d/b.md")
    Path("link.md").symlink_to("a.md")
    for name in ("a.md", "./a.md", "d/../a.md", "link.md", os.path.abspath("a.md")):  # noqa: PTH100 -- a name
        assert is_one_of(name, ["d/b.md", "gone.md", "a.md"]), name
    assert not is_one_of("a.md", ["d/b.md"])
    assert not is_one_of("gone.md", ["gone.md"])
    assert not is_one_of("nul\0.md", ["a.md"])


@pytest.mark.parametrize(
    "name, files, failed",
    [
        (".", ("a.md",), "closed"),
        ("closed", (), "closed"),
        ("closed/b.md", (), "closed/b.md"),
        ("closed/deep", (), "closed/deep"),
        ("./closed/../closed", (), "closed"),
    ],
)
def test_what_may_not_be_looked_into_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, files: tuple[str, ...], failed: str
) -> None:
    """As a folder without permissions is to all but the superuser, as whom tests may run."""
    lay("a.md", "closed/b.md", "closed/deep/c.md")
    inside = f"{Path.cwd()}{os.sep}closed"

    def closing(function: Any, *, itself: bool) -> Any:
        def closed(path: Any = ".", *rest: Any, **options: Any) -> Any:
            place = os.path.abspath(path) if isinstance(path, str | os.PathLike) else ""  # noqa: PTH100 -- no link is followed
            if place.startswith(inside + os.sep) or (itself and place == inside):
                raise PermissionError(13, "Permission denied", path)
            return function(path, *rest, **options)

        return closed

    monkeypatch.setattr(os, "stat", closing(os.stat, itself=False))
    monkeypatch.setattr(os, "scandir", closing(os.scandir, itself=True))
    found = discover([name])
    assert found.files == files
    assert [(error.path, error.message) for error in found.errors] == [(failed, "cannot be read: Permission denied")]


def test_a_folder_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lay("a.md", "closed/b.md")
    real = os.scandir

    def scandir(folder: str) -> object:
        if folder == "closed":
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(module.os, "scandir", scandir)
    found = discover(["."])
    assert found.files == ("a.md",)
    assert [(error.path, error.message) for error in found.errors] == [("closed", "cannot be read: Permission denied")]


def test_links() -> None:
    """A link to a file is a file; one to a folder is not followed, or circles were walked; a broken one is told."""
    lay("a/x.md", "b/y.md")
    Path("a/up").symlink_to("..", target_is_directory=True)
    Path("a/self").symlink_to(".", target_is_directory=True)
    Path("a/folder.md").symlink_to("../b", target_is_directory=True)
    Path("a/y.md").symlink_to("../b/y.md")
    Path("a/broken.md").symlink_to("nowhere.md")
    Path("a/circle.md").symlink_to("circle.md")
    assert files("a") == ["a/broken.md", "a/circle.md", "a/x.md", "a/y.md"]
    assert files("a/up/b") == ["a/up/b/y.md"]


def test_pipes_are_taken_if_named_and_never_met() -> None:
    os.mkfifo("pipe.md")
    lay("a.md")
    assert files(".") == ["a.md"]
    assert files("pipe.md") == ["pipe.md"]


def test_very_deep_folders_are_walked(here: Path) -> None:
    """A chain of folders deeper than Python calls functions; made and removed step by step."""
    try:
        for _ in range(1_050):
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(here)
        lay("a.md", "d/d/d/b.md")
        assert files(".") == ["a.md", "d/d/d/b.md"]
    finally:
        subprocess.run(["rm", "-rf", str(here / "d")], check=True)

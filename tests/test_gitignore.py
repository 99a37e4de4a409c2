"""What git leaves out, of the paths that are walked: as git itself says."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from healthlint.discover import discover

NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here to be compared with")


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


def repository(**ignores: str) -> None:
    """A repository by hand: a folder `.git`, and ignore files by their folders (`_` is a stroke, `top` is here)."""
    Path(".git").mkdir(exist_ok=True)
    for folder, text in ignores.items():
        place = Path() if folder == "top" else Path(folder.replace("_", "/"))
        place.mkdir(parents=True, exist_ok=True)
        (place / ".gitignore").write_bytes(text.encode("utf-8"))


@pytest.mark.parametrize(
    "text, left",
    [
        ("", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("a.md", "b.md d/e/c.md"),
        ("/a.md", "b.md d/a.md d/e/a.md d/e/c.md"),
        ("*.md", ""),
        ("d", "a.md b.md"),
        ("d/", "a.md b.md"),
        ("a.md/", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("d/a.md", "a.md b.md d/e/a.md d/e/c.md"),
        ("e/a.md", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("**/e/a.md", "a.md b.md d/a.md d/e/c.md"),
        ("d/**", "a.md b.md"),
        ("d/**/c.md", "a.md b.md d/a.md d/e/a.md"),
        ("d/*", "a.md b.md"),
        ("[ab].md", "d/e/c.md"),
        ("[!a].md", "a.md d/a.md d/e/a.md"),
        ("?.md\n!a.md", "a.md d/a.md d/e/a.md"),
        ("!a.md\n?.md", ""),
        ("d\n!d/a.md", "a.md b.md"),  # what lies in a folder that is left out cannot be brought back
        ("d/*\n!d/a.md", "a.md b.md d/a.md"),
        ("/*\n!/d", "d/a.md d/e/a.md d/e/c.md"),
        ("*\n!*/\n!c.md", "d/e/c.md"),
        ("*\n!d", ""),  # a folder that is brought back brings nothing in it back
        ("# a.md", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("a.md   ", "b.md d/e/c.md"),
        ("a.md\r\nb.md\r\n", "d/e/c.md"),
        ("\ufeffa.md\n", "b.md d/e/c.md"),
        ("a.md\x0bb.md", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("!", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("/", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("[", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("\\", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("[z-a].md", "a.md b.md d/a.md d/e/a.md d/e/c.md"),
        ("[[:alpha:]].md", ""),
        ("\\a.md", "b.md d/e/c.md"),
    ],
    ids=ascii,
)
def test_patterns(text: str, left: str) -> None:
    lay("a.md", "b.md", "d/a.md", "d/e/a.md", "d/e/c.md")
    repository(top=text)
    assert files(".") == left.split()


def test_the_nearest_file_decides() -> None:
    lay("a.md", "d/a.md", "d/e/a.md", "d/e/b.md", "f/a.md")
    repository(top="a.md\n", d="!a.md\nb.md\n", d_e="a.md\n!b.md\n")
    assert files(".") == ["d/a.md", "d/e/b.md"]
    assert files("d/e") == ["d/e/b.md"]  # from below, the files above are read too
    assert files("d") == ["d/a.md", "d/e/b.md"]
    assert files("f") == []


def test_the_clone_has_patterns_of_its_own() -> None:
    lay("a.md", "b.md", "d/a.md")
    repository(d="!a.md\n")
    Path(".git/info").mkdir()
    Path(".git/info/exclude").write_text("a.md\n")
    assert files(".") == ["b.md", "d/a.md"]
    assert files("d") == ["d/a.md"]


def test_files_above_the_repository_are_not_its_own(here: Path) -> None:
    (here.parent / ".gitignore").write_text("a.md\n")
    lay("a.md")
    assert files(".") == ["a.md"]
    repository()
    assert files(".") == ["a.md"]


def test_without_a_repository_the_files_below_still_speak() -> None:
    lay("a.md", "d/a.md", "d/b.md")
    Path("d/.gitignore").write_text("a.md\n")
    assert files(".") == ["a.md", "d/b.md"]


def test_a_folder_that_is_named_is_wanted_even_if_ignored() -> None:
    lay("build/a.md", "build/deep/b.md", "c.md")
    repository(top="build/\n*.html\n")
    assert files(".") == ["c.md"]
    assert files("build") == ["build/a.md", "build/deep/b.md"]
    assert files("build/deep") == ["build/deep/b.md"]


def test_an_ignore_file_that_cannot_be_read_is_none() -> None:
    lay("a.md")
    repository()
    Path(".gitignore").mkdir()
    assert files(".") == ["a.md"]


def test_names_that_are_no_text_can_be_ignored() -> None:
    lay(os.fsdecode(b"caf\xe9.md"), "a.md")
    repository()
    Path(".gitignore").write_bytes(b"caf\xe9.md\n")
    assert files(".") == ["a.md"]


@NEEDS_GIT
def test_a_worktree_has_the_patterns_of_its_clone() -> None:
    lay("clone/a.md")
    git = [
        "git",
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "core.excludesFile=/dev/null",
        "-C",
        "clone",
    ]
    subprocess.run(["git", "init", "-q", "clone"], check=True)
    for command in (["add", "."], ["commit", "-qm", "x"], ["worktree", "add", "-q", "../tree"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    Path("clone/.git/info/exclude").write_text("b.md\n")
    lay("tree/b.md", "tree/d/b.md", "tree/d/c.md")
    assert Path("tree/.git").is_file()
    assert files("tree") == ["tree/a.md", "tree/d/c.md"]
    assert files("tree/d") == ["tree/d/c.md"]


ATOMS = ["a", "b", "foo", "ab", "*", "?", "**", "[ab]", "[!a]", "c.md", "*.md", "fo*", "*o", "[a-c]*", "f?o", "\\a"]
ATOMS += [
    "[[:alpha:]]*",
    "[]a]*",
    "[^b].md",
    "a*b*",
    "é.md",
    "#h.md",
    "\\#h.md",
    "\\!n.md",
    "\\[a].md",
    "[[]a].md",
    "x-[y-]",
]
NAMES = ["c.md", "d.md", "x.md", "a.md", "foo.md", "[a].md", "#h.md", "sp .md", "!n.md", "é.md"]


def pattern(chance: random.Random) -> str:
    text = "/".join(chance.choice(ATOMS) for _ in range(chance.choice([1, 1, 1, 2, 2, 3])))
    text = ("/" if chance.random() < 0.25 else "") + text + ("/" if chance.random() < 0.25 else "")
    return ("!" if chance.random() < 0.3 else "") + text + chance.choice([*[""] * 12, " ", "\\ ", "\t", "\r"])


def patterns(chance: random.Random, most: int) -> bytes:
    return "".join(f"{pattern(chance)}\n" for _ in range(chance.randint(1, most))).encode()


@NEEDS_GIT
@pytest.mark.parametrize("seed", range(30))
def test_git_says_the_same(seed: int) -> None:
    """In random trees with random ignore files, what is found is what git itself does not ignore."""
    chance = random.Random(seed)  # noqa: S311 -- the same trees in every run
    for _ in range(14):
        lay(
            "/".join(
                [*chance.choices(["a", "b", "foo", "ab", "a b", "x-y"], k=chance.randint(0, 3)), chance.choice(NAMES)]
            )
        )
    subprocess.run(["git", "init", "-q"], check=True)
    folders = sorted(path for path in Path().rglob("*") if path.is_dir() and ".git" not in path.parts)
    Path(".gitignore").write_bytes(patterns(chance, 6))
    Path(".git/info/exclude").write_bytes(patterns(chance, 2))
    for folder in folders:
        if chance.random() < 0.25:
            (folder / ".gitignore").write_bytes(patterns(chance, 3))
    command = ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-oz", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    assert files(".") == sorted(name for name in listed if name.endswith(".md"))

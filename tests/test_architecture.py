"""Tables are complete, imports stay light, files stay small: laws 7 and 8."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import healthlint
from healthlint.checks import KINDS
from healthlint.document import reading
from healthlint.reporters import REPORTERS

SOURCE = Path(healthlint.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


def holding(folder: str, text: str) -> set[str]:
    """The modules and packages of a folder that hold a text."""
    paths = [*(SOURCE / folder).glob("*.py"), *(SOURCE / folder).glob("*/__init__.py")]
    found = [path for path in paths if text in path.read_text(encoding="utf-8")]
    return {path.parent.name if path.stem == "__init__" else path.stem for path in found}


def named(folder: str) -> set[str]:
    """The modules of a folder that have a NAME, by which a table knows them."""
    return holding(folder, "\nNAME = ")


def test_table_of_kinds_is_complete() -> None:
    assert named("checks") == set(KINDS)


def test_table_of_reporters_is_complete() -> None:
    assert named("reporters") == {module.__name__.rpartition(".")[2] for module in REPORTERS.values()}
    assert {name for name, module in REPORTERS.items() if name == module.NAME} == named("reporters")


def test_table_of_formats_is_complete() -> None:
    """Every module of documents with a `parse(source)` is in the table, and the other way round."""
    parsing = holding("document", "\ndef parse(source: Source) -> Article:")
    assert {f"healthlint.document.{name}" for name in parsing} == {form.module for form in reading.FORMATS}
    suffixes = [suffix for form in reading.FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.usefixtures("pack")  # which compiles the rules, where they were edited
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["rules"], ["explain", "claims/vague-quantity"], ["check", "--help"]],
    ids=" ".join,
)
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    """What reads no article loads neither spaCy nor textstat, nor what they bring, and rules are read compiled."""
    code = (
        "import sys\nfrom healthlint.cli import cli\n"
        f"try:\n    cli.main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'textstat', 'numpy', 'turbohtml', 'pyromark', 'pydantic', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_modules_are_small_and_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for node in functions
        if (node.end_lineno or 0) - node.lineno > 50
    ]

    assert ast.get_docstring(tree)
    assert not long


def test_spacy_is_known_to_one_module() -> None:
    naming = [path.name for path in MODULES if "spacy" in _imported(path)]
    assert naming == ["pipeline.py"]


def test_nothing_opens_a_connection() -> None:
    """Law 6: no module of ours imports what talks to a network."""
    network = {"socket", "http", "urllib", "requests", "httpx", "ssl", "asyncio"}
    found = {path.name: _imported(path) & network for path in MODULES if _imported(path) & network}
    assert all(path == {"urllib"} for path in found.values())  # urllib.parse reads addresses; it opens none
    assert not any("urllib.request" in path.read_text(encoding="utf-8") for path in MODULES)


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names

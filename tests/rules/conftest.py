"""A little folder of rules of its own, for tests that break it."""

from __future__ import annotations

from pathlib import Path

import pytest

RULE = """\
summary: A word stands where another is meant.
kind: phrase
stage: stable
severity: warning
confidence: high
message: "“{match}” is the wrong word; write “{instead}”."
suggestion: "Write “{instead}”."
params:
  entries:
    - find: {words: [resulting to], cues: [denials]}
      instead: resulting in
    - find:
        classes: [sign]
        tags: [muscular]
    - find: {concepts: [cramp], shapes: [number]}
scope: {zones: [body, meta], blocks: [heading, paragraph], voices: [author]}
profiles: {audience: [public], type: [article]}
unless: {negation: suppress, lay: demote}
rationale: >
  A wrong word makes a reader stumble.
sources:
  - {title: Style, url: "https://example.org/style", checked: "2026-11", confirmed: false}
examples:
  fail:
    - {text: "The pipe narrows, resulting to less flow.", finds: resulting to, instead: resulting in}
  pass:
    - Send the result to your doctor.
    - {text: Wear loose clothes., profile: {audience: [public]}}
aliases: [claims/old-word]
"""
CUES = """\
summary: Words that deny.
sets:
  denials: {words: [no, not], verbs: [deny], nouns: [denial]}
  doubts:
    words: [perhaps]
"""
LEXICON = """\
summary: Signs of muscles.
concepts:
  cramp:
    class: sign
    tags: [muscular]
    line: A painful spasm.
    terms: [cramp, {term: charley horse, register: lay, place: us, plural: "no"}]
  spasm: {class: sign, terms: [spasm]}
  twitch:
    class: sign
    terms:
      - {term: twitch, spelling: uk}
relations:
  - {kind: kind_of, of: [cramp, spasm], line: A cramp is a spasm., risk: low, source: book, confirmed: true}
  - {kind: not_same, of: [twitch, cramp], line: A twitch does not hurt., risk: high, source: none, confirmed: false}
sources:
  book: {title: A book, url: "https://example.org/book", checked: "2026-11"}
"""


class Folder:
    """A folder with three data files: the rule `claims/wrong-word`, `cues/little.yaml` and `lexicon/little.yaml`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = {"claims/wrong-word.yaml": RULE, "cues/little.yaml": CUES, "lexicon/little.yaml": LEXICON}
        for name, text in self.files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))

    def change(self, name: str, old: str, new: str) -> int:
        """Replace a piece of a file that stands there once; return the line on which it begins."""
        text = self.files[name]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture(scope="session")
def folder_at() -> type[Folder]:
    """What makes a folder of rules that is right, at a path."""
    return Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of rules that is right."""
    return Folder(tmp_path / "rules")

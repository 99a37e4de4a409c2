"""Puts the examples of rules to the test, in every format and container: the proof that a rule carries."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from healthlint.engine import Linter
from healthlint.findings.finding import Finding
from healthlint.rendering import CONTAINERS, DRESSES, FORMATS, SUFFIX, Container, Rendered, fenced, placed, render
from healthlint.rules.pack import Pack, examples_pass
from healthlint.rules.rule import Example, Rule


@dataclass(frozen=True, slots=True)
class Trial:
    """One example in one format and container. `fault` says what went wrong, None where nothing did."""

    rule: str
    name: str
    document: str
    fault: str | None


def trials(rule: Rule, pack: Pack) -> Iterator[Trial]:
    """Try every example of a rule, everywhere that its scope names and everywhere that it excludes."""
    linter = Linter(pack, [rule])
    for number, example in enumerate(rule.text.examples.fail, 1):
        yield from _failing(linter, rule, example, f"fail {number}")
    for number, example in enumerate(examples_pass(rule.text), 1):
        for format_name in FORMATS:
            document = render(example.text, format_name)
            found = _found(linter, document, format_name)
            fault = f"must be silent, found {[f.excerpt for f in found]}" if found else None
            yield Trial(rule.id, f"pass {number} in {format_name}", document, fault)


def _failing(linter: Linter, rule: Rule, example: Example, name: str) -> Iterator[Trial]:
    for format_name in FORMATS:
        rendered = placed(render(fenced(example.text, example.finds), format_name))
        fault = _fault(_found(linter, rendered.text, format_name), rendered, example)
        yield Trial(rule.id, f"{name} in {format_name}", rendered.text, fault)
    if example.finds is not None and is_sentence(example.text):
        yield from _in_containers(linter, rule, example, name)


#: Kinds that look at what stands beside a block: for them a neighbour may be the answer.
STRUCTURAL = frozenset({"promise", "pointer"})


def is_sentence(text: str) -> bool:
    """Tell whether an example is plain prose of one block, which can stand in any container."""
    return "\n\n" not in text.strip() and text[:1] not in {"#", "-", ">", "|"} and "](" not in text and not text[:1].isdigit()


def _in_containers(linter: Linter, rule: Rule, example: Example, name: str) -> Iterator[Trial]:
    sentence = fenced(example.text.strip(), example.finds)
    for container in CONTAINERS:
        expected = _in_scope(rule, container)
        if expected and rule.text.kind in STRUCTURAL and not container.alone:
            continue
        for format_name, form in container.write.items():
            for dress, put_on in DRESSES[format_name].items():
                if "break" in dress and container.name not in {"paragraph", "division"}:
                    continue  # a line break ends a heading, an item, a cell
                bare = html.escape(sentence, quote=False) if format_name == "html" else sentence
                rendered = placed(form.format(put_on(bare)))
                found = _found(linter, rendered.text, format_name)
                fault = _fault(found, rendered, example) if expected else (f"out of scope, found {len(found)}" if found else None)
                yield Trial(rule.id, f"{name} in {format_name} {container.name}, {dress}", rendered.text, fault)


def _in_scope(rule: Rule, container: Container) -> bool:
    scope = rule.text.scope
    return container.block in scope.blocks and set(container.zone) <= set(scope.zones) and container.voice in scope.voices


def _found(linter: Linter, document: str, format_name: str) -> list[Finding]:
    result = linter.lint(document.encode(), f"example{SUFFIX[format_name]}")
    if result.failures:
        raise RuntimeError(result.failures[0].message)
    return list(result.findings)


def _fault(found: list[Finding], rendered: Rendered, example: Example) -> str | None:
    """Say what is wrong with what was found, or None."""
    if not found:
        return "found nothing"
    if rendered.start is None or rendered.end is None:
        return None if any(finding.start is None or example.finds is None for finding in found) else "found a span, not the document"
    spans = [(f.start.offset, f.end.offset) for f in found if f.start and f.end]
    wanted = (rendered.start, rendered.end)
    if wanted not in spans:
        return f"found {[rendered.text[a:b] for a, b in spans]}, not '{rendered.text[wanted[0] : wanted[1]]}'"
    words = [edit.replacement for f in found for suggestion in f.suggestions for edit in suggestion.edits]
    return f"suggests {words}, not '{example.instead}'" if example.instead and example.instead not in words else None

"""Puts the examples of rules to the test, in every format and container: the proof that a rule carries."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from healthlint.checks import KINDS
from healthlint.engine import Linter, Options
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
    for number, example in enumerate(rule.text.examples.fail, 1):
        yield from _failing(_linter(rule, pack, example), rule, example, f"fail {number}")
    for number, example in enumerate(examples_pass(rule.text), 1):
        linter = _linter(rule, pack, example)
        for format_name in FORMATS:
            document = render(example.text, format_name)
            found = _found(linter, document, format_name)
            fault = f"must be silent, found {[f.excerpt for f in found]}" if found else None
            yield Trial(rule.id, f"pass {number} in {format_name}", document, fault)


def _linter(rule: Rule, pack: Pack, example: Example) -> Linter:
    """Return the linter of one rule, which takes what an example says of its profile as given."""
    said = ((name, getattr(example.profile, name)) for name in example.profile.__struct_fields__)
    return Linter(pack, [rule], Options(profile={name: values[0] for name, values in said if values}))


def _failing(linter: Linter, rule: Rule, example: Example, name: str) -> Iterator[Trial]:
    for format_name in FORMATS:
        rendered = placed(render(fenced(example.text, example.finds), format_name))
        fault = _fault(_found(linter, rendered.text, format_name), rendered, example)
        yield Trial(rule.id, f"{name} in {format_name}", rendered.text, fault)
    if example.finds is not None and is_sentence(example.text):
        yield from _in_containers(linter, rule, example, name)


def is_sentence(text: str) -> bool:
    """Tell whether an example is plain prose of one block, which can stand in any container."""
    has_markup = text[:1] in {"#", "-", ">", "|"} or text[:1].isdigit() or "](" in text
    return not has_markup and "\n\n" not in text.strip()


def _in_containers(linter: Linter, rule: Rule, example: Example, name: str) -> Iterator[Trial]:
    sentence = fenced(example.text.strip(), example.finds)
    for container in CONTAINERS:
        expected = _in_scope(rule, container)
        if expected and KINDS[rule.text.kind].READS_NEIGHBOURS and not container.alone:
            continue
        for format_name, form in container.write.items():
            for dress, put_on in DRESSES[format_name].items():
                if "break" in dress and container.name not in {"paragraph", "division"}:
                    continue  # a line break ends a heading, an item, a cell
                bare = html.escape(sentence, quote=False) if format_name == "html" else sentence
                rendered = placed(form.format(put_on(bare)))
                found = _found(linter, rendered.text, format_name)
                fault = _fault(found, rendered, example) if expected else _intrusion(found)
                yield Trial(rule.id, f"{name} in {format_name} {container.name}, {dress}", rendered.text, fault)


def _in_scope(rule: Rule, container: Container) -> bool:
    scope = rule.text.scope
    return container.block in scope.blocks and {*container.zone} <= {*scope.zones} and container.voice in scope.voices


def _found(linter: Linter, document: str, format_name: str) -> list[Finding]:
    result = linter.lint(document.encode(), f"example{SUFFIX[format_name]}")
    if result.failures:
        raise RuntimeError(result.failures[0].message)
    return list(result.findings)


def _intrusion(found: list[Finding]) -> str | None:
    return f"out of scope, found {len(found)}" if found else None


def _fault(found: list[Finding], rendered: Rendered, example: Example) -> str | None:
    """Say what is wrong with what was found, or None. Without a passage, any finding will do."""
    if not found:
        return "found nothing"
    if example.finds is None:
        return None
    if rendered.start is None or rendered.end is None:
        return f"'{example.finds}' does not stand in the document"
    spans = [(f.start.offset, f.end.offset) for f in found if f.start and f.end]
    if (rendered.start, rendered.end) not in spans:
        wanted = rendered.text[rendered.start : rendered.end]
        return f"found {[rendered.text[start:end] for start, end in spans]}, not '{wanted}'"
    words = [edit.replacement for f in found for suggestion in f.suggestions for edit in suggestion.edits]
    return f"suggests {words}, not '{example.instead}'" if example.instead and example.instead not in words else None

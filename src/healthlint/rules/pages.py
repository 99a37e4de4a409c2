"""A rule as a page for people: what, why, examples, sources. What `explain` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from healthlint.rules.pack import examples_pass
from healthlint.rules.rule import Example, Rule


def page(rule: Rule, width: int = 80) -> str:
    """Return the page of a rule as text of at most `width` columns."""
    return "\n".join(_lines(rule, width)) + "\n"


def _lines(rule: Rule, width: int) -> Iterator[str]:
    text = rule.text
    yield rule.id
    yield f"{text.severity.value}, {text.confidence.value} confidence, {text.stage.value}, kind {text.kind}"
    yield from ("", *textwrap.wrap(text.summary, width))
    yield from ("", "Why", *_wrapped(text.rationale, width))
    yield from ("", "Where", *_wrapped(_scope(rule), width))
    yield from ("", "Found")
    for example in text.examples.fail:
        yield from _example(example, width)
    yield from ("", "Not found")
    for example in examples_pass(text):
        yield from _example(example, width)
    yield from ("", "Sources")
    for source in text.sources:
        mark = "" if source.confirmed else " (not yet confirmed)"
        yield from _wrapped(f"{source.title}, {source.url}, checked {source.checked}{mark}", width)


def _wrapped(text: str, width: int, lead: str = "  ") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, initial_indent=lead, subsequent_indent="  ")


def _scope(rule: Rule) -> str:
    scope, profiles = rule.text.scope, rule.text.profiles
    parts = [f"zones {', '.join(scope.zones)}", f"voices {', '.join(scope.voices)}"]
    for name in ("audience", "type", "jurisdiction"):
        if getattr(profiles, name):
            parts.append(f"{name} {', '.join(getattr(profiles, name))}")
    effects = [f"{name}: {getattr(rule.text.unless, name)}" for name in rule.text.unless.__struct_fields__]
    effects = [effect for effect in effects if not effect.endswith("keep")]
    return "; ".join(parts) + (f". Unless {', '.join(effects)}" if effects else "") + "."


def _example(example: Example, width: int) -> list[str]:
    """Return an example with its span marked; of one over several blocks, line by line."""
    text = example.text
    if example.finds:
        place = " ".join(text.split()).find(example.finds)
        flat = text if "\n" in text else " ".join(text.split())
        if place >= 0 and "\n" not in text:
            text = f"{flat[:place]}»{example.finds}«{flat[place + len(example.finds) :]}"
    lines: list[str] = []
    for number, line in enumerate(text.strip().split("\n")):
        lines += textwrap.wrap(line, width, initial_indent="  - " if not number else "    ", subsequent_indent="    ") or [""]
    return lines


def as_json(rules: Sequence[Rule]) -> str:
    """Return all rules as a JSON list, each with everything that its file says."""
    return msgspec.json.format(msgspec.json.encode([{"rule": r.id, **msgspec.to_builtins(r.text)} for r in rules]), indent=1).decode() + "\n"


def table(rules: Sequence[Rule], width: int = 80) -> str:
    """Return all rules as a list: id, severity, stage where it is not stable, summary."""
    widest = max((len(rule.id) for rule in rules), default=0)
    lines = []
    for rule in rules:
        stage = "" if rule.text.stage.value == "stable" else f" [{rule.text.stage.value}]"
        lead = f"{rule.id:<{widest}}  {rule.text.severity.value:<7}  "
        summary = rule.text.summary + stage
        room = max(width - len(lead), 30)
        first, *rest = textwrap.wrap(summary, room)
        lines.append(lead + first)
        lines += [" " * len(lead) + part for part in rest]
    return "\n".join(lines) + "\n"

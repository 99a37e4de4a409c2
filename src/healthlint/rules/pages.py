"""A rule as a page for people: what, why, examples, sources. What `explain` prints."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

import msgspec

from healthlint.rules.pack import examples_pass
from healthlint.rules.rule import Example, Rule, RuleSource, Stage


def page(rule: Rule, width: int = 80) -> str:
    """Return the page of a rule as text of at most `width` columns."""
    return "\n".join(_lines(rule, width)) + "\n"


def _lines(rule: Rule, width: int) -> Iterator[str]:
    text = rule.text
    yield rule.id
    yield f"{text.severity.value}, {text.confidence.value} confidence, {text.stage.value}, kind {text.kind}"
    yield from ("", *_wrapped(text.summary, width, ""))
    yield from ("", "Why", *_wrapped(text.rationale, width))
    yield from ("", "Where", *_wrapped(_scope(rule), width))
    yield from ("", "Found", *(line for example in text.examples.fail for line in _example(example, width)))
    passing = examples_pass(text)
    yield from ("", "Not found", *(line for example in passing for line in _example(example, width)))
    yield from ("", "Sources", *(line for source in text.sources for line in _wrapped(_source(source), width)))
    if text.aliases:
        yield from ("", "Earlier names", *_wrapped(", ".join(text.aliases), width))


def _wrapped(text: str, width: int, lead: str = "  ") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), width, initial_indent=lead, subsequent_indent=lead, break_long_words=False
    )


def _scope(rule: Rule) -> str:
    scope, profiles, unless = rule.text.scope, rule.text.profiles, rule.text.unless
    parts = [
        f"zones {', '.join(scope.zones)}",
        f"blocks {', '.join(scope.blocks)}",
        f"voices {', '.join(scope.voices)}",
    ]
    named = ((name, getattr(profiles, name)) for name in profiles.__struct_fields__)
    parts += [f"{name} {', '.join(values)}" for name, values in named if values]
    effects = ((name, getattr(unless, name)) for name in unless.__struct_fields__)
    silenced = ", ".join(f"{name}: {effect}" for name, effect in effects if effect != "keep")
    return "; ".join(parts) + (f". Unless {silenced}" if silenced else "") + "."


def _source(source: RuleSource) -> str:
    mark = "" if source.confirmed else " (not yet confirmed)"
    return f"{source.title}, {source.url}, checked {source.checked}{mark}"


def _example(example: Example, width: int) -> Iterator[str]:
    """Yield the lines of an example, what is found in it marked."""
    for number, line in enumerate(_marked(example).strip().split("\n")):
        lead = "    " if number else "  - "
        yield from textwrap.wrap(
            line, width, initial_indent=lead, subsequent_indent="    ", break_long_words=False
        ) or [""]


def _marked(example: Example) -> str:
    if not example.finds:
        return example.text
    passage = r"\s+".join(map(re.escape, example.finds.split()))
    return re.sub(passage, lambda found: f"»{found.group()}«", example.text, count=1)


def as_json(rules: Sequence[Rule]) -> str:
    """Return all rules as a JSON list, each with everything that its file says."""
    told = [{"rule": rule.id, **msgspec.to_builtins(rule.text)} for rule in rules]
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n"


def table(rules: Sequence[Rule], width: int = 80) -> str:
    """Return all rules as a list: id, severity, summary, and the stage where it is not stable."""
    widest = max((len(rule.id) for rule in rules), default=0)
    return "".join(f"{line}\n" for rule in rules for line in _row(rule, widest, width))


def _row(rule: Rule, widest: int, width: int) -> list[str]:
    lead = f"{rule.id:<{widest}}  {rule.text.severity.value:<7}  "
    stage = "" if rule.text.stage is Stage.STABLE else f" [{rule.text.stage.value}]"
    first, *rest = textwrap.wrap(rule.text.summary + stage, max(width - len(lead), 30))
    return [lead + first, *(" " * len(lead) + part for part in rest)]

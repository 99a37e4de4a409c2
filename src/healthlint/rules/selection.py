"""Which rules run: by id, category and stage."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.errors import UsageError, did_you_mean
from healthlint.rules.rule import CATEGORIES, Rule, Stage


def select(
    rules: Sequence[Rule], chosen: Sequence[str] = (), ignored: Sequence[str] = (), *, preview: bool = False
) -> tuple[Rule, ...]:
    """Return the rules to run.

    `chosen` and `ignored` hold rule ids and categories; nothing chosen means all. A rule that is named by its id runs even
    if it is in preview. Raises `UsageError` for a name that does not exist.
    """
    wanted, unwanted = _resolved(rules, chosen), _resolved(rules, ignored)
    return tuple(
        rule
        for rule in rules
        if _matches(rule, wanted, default=True)
        and not _matches(rule, unwanted, default=False)
        and (preview or rule.text.stage is Stage.STABLE or rule.id in wanted)
    )


def find(rules: Sequence[Rule], name: str) -> Rule:
    """Return the rule of an id or an alias. Raises `UsageError` with “did you mean”."""
    for rule in rules:
        if name == rule.id or name in rule.text.aliases:
            return rule
    ids = [rule.id for rule in rules]
    short = [rule.id for rule in rules if rule.id.partition("/")[2] == name]
    hint = f"; did you mean '{short[0]}'?" if short else did_you_mean(name, ids)
    raise UsageError(f"no rule '{name}'{hint} (healthlint rules lists all)")


def _matches(rule: Rule, names: frozenset[str], *, default: bool) -> bool:
    return (rule.id in names or rule.category in names) if names else default


def _resolved(rules: Sequence[Rule], names: Sequence[str]) -> frozenset[str]:
    """Return names with aliases replaced, after checking that each exists."""
    return frozenset(name if name in CATEGORIES else find_or_category(rules, name).id for name in names)


def find_or_category(rules: Sequence[Rule], name: str) -> Rule:
    """Return the rule of a name that is no category. Raises `UsageError` that thinks of categories too."""
    if "/" not in name and not any(name in rule.text.aliases for rule in rules):
        short = [rule.id for rule in rules if rule.id.partition("/")[2] == name]
        hint = f"; did you mean '{short[0]}'?" if short else did_you_mean(name, CATEGORIES)
        raise UsageError(f"no category or rule '{name}'{hint} (categories: {', '.join(CATEGORIES)})")
    return find(rules, name)

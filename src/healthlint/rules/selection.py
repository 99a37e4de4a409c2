"""Which rules run: by id, category and stage."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.errors import UsageError, did_you_mean
from healthlint.rules.rule import CATEGORIES, Rule, Stage


def select(
    rules: Sequence[Rule], chosen: Sequence[str] = (), ignored: Sequence[str] = (), *, preview: bool = False
) -> tuple[Rule, ...]:
    """Return the rules to run.

    `chosen` and `ignored` hold rule ids and categories; nothing chosen means all. A rule that is named by its id runs
    even if it is in preview. Raises `UsageError` for a name that does not exist, and where no rule is left.
    """
    wanted, unwanted = _resolved(rules, chosen), _resolved(rules, ignored)
    left = tuple(
        rule
        for rule in rules
        if (not wanted or _is_named(rule, wanted))
        and not _is_named(rule, unwanted)
        and (preview or rule.text.stage is Stage.STABLE or rule.id in wanted)
    )
    if not left:
        raise UsageError("no rule is left to run; select more, ignore less, or add --preview")
    return left


def find(rules: Sequence[Rule], name: str) -> Rule:
    """Return the rule of an id or an alias. Raises `UsageError` with “did you mean”."""
    found = _known(rules).get(name)
    if found is None and name in CATEGORIES:
        raise UsageError(f"'{name}' is a category; name one of its rules (healthlint rules lists all)")
    if found is None:
        raise UsageError(f"no rule '{name}'{_hint(rules, name)} (healthlint rules lists all)")
    return found


def _is_named(rule: Rule, names: frozenset[str]) -> bool:
    return rule.id in names or rule.category in names


def _resolved(rules: Sequence[Rule], names: Sequence[str]) -> frozenset[str]:
    """Return categories and ids, aliases replaced, after checking that each exists."""
    known = _known(rules)
    for name in names:
        if name not in CATEGORIES and name not in known:
            hint = _hint(rules, name, CATEGORIES)
            if "/" in name:
                raise UsageError(f"no rule '{name}'{hint} (healthlint rules lists all)")
            raise UsageError(f"no category or rule '{name}'{hint} (categories: {', '.join(CATEGORIES)})")
    return frozenset(name if name in CATEGORIES else known[name].id for name in names)


def _known(rules: Sequence[Rule]) -> dict[str, Rule]:
    """Return the rules by every name that they have; an id goes before an alias."""
    aliases = {alias: rule for rule in rules for alias in rule.text.aliases}
    return aliases | {rule.id: rule for rule in rules}


def _hint(rules: Sequence[Rule], name: str, others: Sequence[str] = ()) -> str:
    """Return “did you mean”: the rule of this short name, or what is spelled like it."""
    short = [rule.id for rule in rules if rule.id.partition("/")[2] == name.rpartition("/")[2]]
    return f"; did you mean '{short[0]}'?" if short else did_you_mean(name, [*others, *_known(rules)])

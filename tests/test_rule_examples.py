"""Every example of every rule, in every format and container: law 2."""

from __future__ import annotations

import pytest

from healthlint.checks import KINDS
from healthlint.rules import loader
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule
from healthlint.trials import trials

RULES = loader.load_shipped(KINDS).rules


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples(rule: Rule, pack: Pack) -> None:
    """What a rule's examples say must be found is found at its exact place, and what must not is not."""
    tried = list(trials(rule, pack))
    faults = [f"{trial.name}: {trial.fault}\n{trial.document}" for trial in tried if trial.fault]

    assert not faults, f"{len(faults)} of {len(tried)}:\n" + "\n".join(faults[:10])
    assert len(tried) >= 3 * (len(rule.text.examples.fail) + len(rule.text.examples.passes))

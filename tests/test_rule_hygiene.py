"""Rules about rules: law 8."""

from __future__ import annotations

import re

import pytest

from healthlint.checks import KINDS
from healthlint.engine import Linter
from healthlint.rules import loader
from healthlint.rules.pack import Pack, examples_pass
from healthlint.rules.rule import CATEGORIES, Confidence, Rule, Severity

RULES = loader.load_shipped(KINDS).rules
by_id = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
_WORD = re.compile(r"[^\W\d_]{3,}")


@by_id
def test_is_documented(rule: Rule) -> None:
    text = rule.text
    assert text.summary.endswith(".")
    assert text.message.endswith(".")
    assert len(text.rationale.split()) >= 15
    assert all(re.fullmatch(r"\d{4}-\d{2}", source.checked) for source in text.sources)
    assert all(source.url.startswith(("http://", "https://")) for source in text.sources)


@by_id
def test_id_says_what_is_flagged(rule: Rule) -> None:
    name = rule.id.partition("/")[2]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert not name.startswith(("no-", "use-", "avoid-"))
    assert rule.category in CATEGORIES


@by_id
def test_has_near_misses(rule: Rule) -> None:
    """At least two of the passing examples share a content word with a failing one: they could be mistaken."""
    words = {word.lower() for example in rule.text.examples.fail for word in _WORD.findall(example.text)}
    near = [e for e in examples_pass(rule.text) if words.intersection(w.lower() for w in _WORD.findall(e.text))]

    assert len(rule.text.examples.fail) >= 2
    assert len(rule.text.examples.passes) >= 3
    assert len(near) >= 2


@by_id
def test_error_only_for_what_is_sure(rule: Rule) -> None:
    if rule.text.severity is Severity.ERROR:
        assert rule.text.confidence is Confidence.HIGH
        assert any(source.confirmed for source in rule.text.sources)


@by_id
def test_own_words_pass_all_rules(rule: Rule, pack: Pack) -> None:
    """What a rule says to people passes the rules, its own words of example (in quotation marks) left out."""
    said = f"{rule.text.summary} {rule.text.rationale}"
    own = re.sub(r"“[^”]*”", "this", said)
    found = [f for f in Linter(pack, pack.rules).lint(own.encode(), "rule.txt").findings if f.start is not None]

    assert [(f.rule, f.excerpt) for f in found if f.rule != rule.id] == []


def test_superseded_rules_exist(pack: Pack) -> None:
    ids = {rule.id for rule in pack.rules}
    assert {name for rule in pack.rules for name in rule.text.supersedes} <= ids


def test_names_are_unique(pack: Pack) -> None:
    names = [name for rule in pack.rules for name in (rule.id, *rule.text.aliases)]
    assert len(names) == len(set(names))

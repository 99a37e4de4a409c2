"""Which rules run: the truth table of select, ignore and preview, and names that do not exist."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.errors import UsageError
from healthlint.rules import selection
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule, Stage

#: Four rules: two of one category, one of them in preview, and one in preview alone.
STAGES = {
    "claims/cure": Stage.STABLE,
    "claims/hope": Stage.PREVIEW,
    "trust/date": Stage.STABLE,
    "people/names": Stage.PREVIEW,
}
ALIASES = {"claims/cure": ("claims/cures", "old-cure"), "claims/hope": ("claims/hopes",)}


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    text = pack.rules[0].text
    return [
        Rule(name, msgspec.structs.replace(text, stage=stage, aliases=ALIASES.get(name, ())), pack.rules[0].params)
        for name, stage in STAGES.items()
    ]


@pytest.mark.parametrize(
    "chosen, ignored, preview, left",
    [
        ("", "", False, "claims/cure trust/date"),
        ("", "", True, "claims/cure claims/hope trust/date people/names"),
        ("claims", "", False, "claims/cure"),
        ("claims", "", True, "claims/cure claims/hope"),
        ("claims/cure", "", False, "claims/cure"),
        ("claims/hope", "", False, "claims/hope"),
        ("claims/hope", "", True, "claims/hope"),
        ("claims claims/hope", "", False, "claims/cure claims/hope"),
        ("claims trust", "", False, "claims/cure trust/date"),
        ("claims/cures", "", False, "claims/cure"),
        ("claims/hopes", "", False, "claims/hope"),
        ("old-cure", "", False, "claims/cure"),
        ("", "claims", False, "trust/date"),
        ("", "claims", True, "trust/date people/names"),
        ("", "claims/cure", False, "trust/date"),
        ("", "claims/cures", False, "trust/date"),
        ("", "claims/cure", True, "claims/hope trust/date people/names"),
        ("claims", "claims/cure", True, "claims/hope"),
        ("claims claims/hope", "claims/cure", False, "claims/hope"),
        ("claims trust", "claims", False, "trust/date"),
        ("claims/cure trust", "claims", False, "trust/date"),
        ("trust/date trust/date", "", False, "trust/date"),
    ],
)
def test_truth_table(rules: Any, chosen: str, ignored: str, preview: bool, left: str) -> None:  # noqa: FBT001 -- a table
    found = selection.select(rules, chosen.split(), ignored.split(), preview=preview)
    assert [rule.id for rule in found] == left.split()


@pytest.mark.parametrize(
    "chosen, ignored",
    [("people", ""), ("numbers", ""), ("claims/cure", "claims"), ("trust", "trust/date"), ("", "claims trust")],
)
def test_no_rule_left_is_never_silence(rules: Any, chosen: str, ignored: str) -> None:
    with pytest.raises(UsageError, match="no rule is left to run"):
        selection.select(rules, chosen.split(), ignored.split())


@pytest.mark.parametrize(
    "name, message",
    [
        ("claim", "no category or rule 'claim'; did you mean 'claims'? (categories: terminology, "),
        ("cure", "no category or rule 'cure'; did you mean 'claims/cure'?"),
        ("claims/cured", "no rule 'claims/cured'; did you mean 'claims/cure"),
        ("trust/cure", "no rule 'trust/cure'; did you mean 'claims/cure'?"),
        ("", "no category or rule '' (categories"),
        ("xyz", "no category or rule 'xyz' (categories"),
        ("Claims", "no category or rule 'Claims'; did you mean 'claims'?"),
    ],
)
def test_unknown_names(rules: Any, name: str, message: str) -> None:
    for arguments in (([name], []), ([], [name]), (["claims", name], [])):
        with pytest.raises(UsageError) as raised:
            selection.select(rules, *arguments)
        assert message in raised.value.message


def test_find(rules: Any) -> None:
    assert selection.find(rules, "claims/cure").id == "claims/cure"
    assert selection.find(rules, "old-cure").id == "claims/cure"
    with pytest.raises(
        UsageError, match=r"no rule 'hope'; did you mean 'claims/hope'\? \(healthlint rules lists all\)"
    ):
        selection.find(rules, "hope")
    with pytest.raises(UsageError, match="'claims' is a category; name one of its rules"):
        selection.find(rules, "claims")

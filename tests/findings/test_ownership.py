"""One spot, one finding; one order; names that survive edits."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from counting import grows_with_size
from healthlint.document.article import ProseSpan
from healthlint.findings.finding import Match
from healthlint.findings.ownership import Found, finished
from healthlint.rules.rule import Rule

TEXT = "A sore toe. A sore toe.\n\nThe sore toe hurts, a sore toe, the sore toe."


def found(table: Any, rule: Rule, span: ProseSpan | None) -> Found:
    match = Match(span, {"match": "it"})
    table = type(table)(table.annotated, rule)
    return Found(rule, match, table.resolve(match))


def rule_of(table: Any, name: str, *supersedes: str) -> Rule:
    return Rule(name, msgspec.structs.replace(table.rule.text, supersedes=supersedes), table.rule.params)


@pytest.mark.parametrize(
    "owner, other, left",
    [
        ((2, 10), (2, 10), ["claims/a"]),
        ((2, 10), (5, 20), ["claims/a"]),
        ((2, 10), (0, 3), ["claims/a"]),
        ((2, 10), (4, 6), ["claims/a"]),
        ((4, 6), (2, 10), ["claims/a"]),
        ((2, 10), (10, 12), ["claims/a", "claims/b"]),
        ((2, 10), (0, 2), ["claims/a", "claims/b"]),
        (None, None, ["claims/a"]),
        (None, (2, 10), ["claims/a", "claims/b"]),
        ((2, 10), None, ["claims/a", "claims/b"]),
    ],
)
def test_one_spot_one_finding(desk: Any, owner: Any, other: Any, left: Any) -> None:
    table = desk(TEXT)
    one, two = rule_of(table, "claims/a", "claims/b"), rule_of(table, "claims/b")
    spans = [None if each is None else ProseSpan(*each) for each in (owner, other)]
    both = [found(table, one, spans[0]), found(table, two, spans[1])]
    for order in (both, both[::-1]):
        assert sorted(f.rule for f in finished(table.annotated, order)) == left


def test_superseding_is_of_one_rule_by_another_and_not_back(desk: Any) -> None:
    table = desk(TEXT)
    plain = [found(table, rule_of(table, name), ProseSpan(2, 10)) for name in ("claims/a", "claims/b")]
    assert len(finished(table.annotated, plain)) == 2


def test_any_overlap_is_seen_and_no_other(desk: Any) -> None:
    """Against a comparison of all pairs."""
    table = desk("word " * 400)
    chance = random.Random(3)  # noqa: S311 -- the same places in every run
    one, two = rule_of(table, "claims/a", "claims/b"), rule_of(table, "claims/b")

    def spans(count: int) -> list[ProseSpan]:
        starts = [chance.randrange(1_900) for _ in range(count)]
        return [ProseSpan(start, start + chance.choice([1, 3, 90])) for start in starts]

    for _ in range(20):
        owners, others = spans(8), spans(30)
        every = [found(table, one, span) for span in owners] + [found(table, two, span) for span in others]
        kept = {(f.start.offset, f.end.offset) for f in finished(table.annotated, every) if f.rule == "claims/b"}
        alone = {s for s in others if not any(s.start < o.end and o.start < s.end for o in owners)}
        assert kept == {(s.start, s.end) for s in alone}


def test_the_same_finding_stands_once_and_all_in_one_order(desk: Any) -> None:
    table = desk(TEXT)
    rules = [rule_of(table, name) for name in ("claims/a", "claims/b")]
    every = [found(table, r, s) for r in rules for s in (ProseSpan(2, 10), None, ProseSpan(2, 6), ProseSpan(14, 22))]
    wanted = finished(table.annotated, every)
    chance = random.Random(5)  # noqa: S311 -- the same orders in every run
    for _ in range(10):
        mixed = chance.sample(every * 2, len(every) * 2)
        assert finished(table.annotated, mixed) == wanted
    places = [(f.start.offset if f.start else -1, f.end.offset if f.end else -1, f.rule) for f in wanted]
    assert places == sorted(places)
    assert places[0] == (-1, -1, "claims/a")
    assert len(places) == 8


def names(desk: Any, text: str, words: str = "sore toe", **changes: object) -> list[str]:
    table = desk(text, **changes)
    prose = table.annotated.article.prose
    starts = [i for i in range(len(prose)) if prose.startswith(words, i)]
    every = [found(table, rule_of(table, "claims/a"), ProseSpan(start, start + len(words))) for start in starts]
    return [finding.fingerprint for finding in finished(table.annotated, every)]


def test_repeats_have_names_of_their_own(desk: Any) -> None:
    assert len(set(names(desk, TEXT))) == 5
    assert all(len(name) == 32 for name in names(desk, TEXT))


@pytest.mark.parametrize(
    "text",
    [
        "Rest first.\n\n" + TEXT,
        TEXT + "\n\nRest afterwards.",
        "# Toes\n\n" + TEXT.replace("\n\n", "\n\nIn between.\n\n"),
        TEXT.replace("sore", "**sore**"),
        TEXT.replace(" ", "\n"),
        TEXT.replace("The", "THE"),
        "\ufeff" + TEXT.replace("\n", "\r\n"),
    ],
    ids=["before", "after", "around", "markup", "white space", "capitals", "line ends"],
)
def test_names_survive_edits_elsewhere(desk: Any, text: str) -> None:
    assert names(desk, text) == names(desk, TEXT)


def test_names_know_no_message_and_no_path(desk: Any) -> None:
    assert names(desk, TEXT, message="Another one.") == names(desk, TEXT)
    assert names(desk, TEXT, suffix=".txt") == names(desk, TEXT)


def test_another_sentence_or_rule_is_another_name(desk: Any) -> None:
    assert not set(names(desk, "A sore toe hurts.")) & set(names(desk, "A sore toe hurt."))
    table = desk("A sore toe.")
    one, two = (found(table, rule_of(table, name), ProseSpan(2, 10)) for name in ("claims/a", "claims/b"))
    assert len({f.fingerprint for f in finished(table.annotated, [one, two])}) == 2


def test_findings_about_the_document_have_names_too(desk: Any) -> None:
    table, other = desk(TEXT), desk("Something else.")
    rule = rule_of(table, "claims/a")
    (one,), (two,) = (finished(t.annotated, [found(t, rule, None)]) for t in (table, other))
    assert one.fingerprint == two.fingerprint  # of the same file, whatever is edited in it
    empty = desk("")
    assert finished(empty.annotated, [found(empty, rule, None)])[0].fingerprint == one.fingerprint


def test_work_grows_with_the_findings_of_one_long_sentence(desk: Any) -> None:
    def laid_out(count: int) -> tuple[Any, list[Found]]:
        table = desk("sore toe and " * count, ".txt")
        rule, other = rule_of(table, "claims/a", "claims/b"), rule_of(table, "claims/b")
        return table, [found(table, r, ProseSpan(at * 13, at * 13 + 8)) for at in range(count) for r in (rule, other)]

    left = grows_with_size(lambda made: finished(made[0].annotated, made[1]), laid_out, 500)

    assert [finding.rule for finding in left] == ["claims/a"] * 4_000

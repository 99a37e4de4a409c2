"""One spot, one finding: which of several findings stays, in which order, and under which fingerprint."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

from healthlint.document.article import ProseSpan, Zone
from healthlint.findings.finding import Finding, Match, fingerprint, normalised
from healthlint.language.annotated import Annotated
from healthlint.rules.rule import Rule


class Found(Struct, frozen=True):
    """A finding with the rule and the match that it comes from."""

    rule: Rule
    match: Match
    finding: Finding


def finished(annotated: Annotated, found: Sequence[Found]) -> tuple[Finding, ...]:
    """Return findings in order, once each and with their fingerprints, without those that another rule owns."""
    sentences = _Sentences(annotated)
    seen: Counter[tuple[str, str]] = Counter()
    findings: dict[tuple[object, ...], Finding] = {}
    said = {(each.finding.rule, each.finding.excerpt.lower()) for each in found if each.finding.zone != Zone.META}
    for each in sorted(_owned(found), key=_order):
        finding = each.finding
        if finding.order in findings:
            continue
        if finding.zone == Zone.META and (finding.rule, finding.excerpt.lower()) in said:
            continue  # a title in the front matter and the same words as a heading are one fault
        sentence = sentences.digest(each.match.span)
        ordinal = seen[finding.rule, sentence]
        seen[finding.rule, sentence] += 1
        findings[finding.order] = finding.named(fingerprint(finding.rule, sentence, ordinal))
    return tuple(findings.values())


def _order(found: Found) -> tuple[str, int, int, str, str]:
    return found.finding.order


class _Sentences:
    """The digest of each sentence in which a finding begins; a sentence may be long and hold many."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated
        self._digests: dict[int, str] = {}

    def digest(self, span: ProseSpan | None) -> str:
        """Return the digest of the sentence at a span; of no sentence for the whole document."""
        annotated = self._annotated
        if span is None or not annotated.sentences:
            return normalised("")
        token = min(annotated.tokens.at(span.start), len(annotated.tokens) - 1)
        sentence = annotated.sentence_of(token)
        if sentence.index not in self._digests:
            start, end = annotated.tokens.starts[sentence.first], annotated.tokens.ends[sentence.last - 1]
            self._digests[sentence.index] = normalised(annotated.article.prose[start:end])
        return self._digests[sentence.index]


def _owned(found: Sequence[Found]) -> list[Found]:
    """Leave out the findings of a rule where one of a rule that supersedes it stands."""
    spans: dict[str, list[ProseSpan | None]] = {}
    for each in found:
        for name in each.rule.text.supersedes:
            spans.setdefault(name, []).append(each.match.span)
    owners = {name: _Owned(of_rule) for name, of_rule in spans.items()}
    return [each for each in found if each.rule.id not in owners or not owners[each.rule.id].holds(each.match.span)]


class _Owned:
    """The places of the findings that supersede one rule: stretches of prose, and perhaps the whole document."""

    def __init__(self, spans: Iterable[ProseSpan | None]) -> None:
        some = list(spans)
        stretches = sorted((span.start, span.end) for span in some if span is not None)
        self._document = None in some
        self._starts = [start for start, _ in stretches]
        self._furthest = list(accumulate((end for _, end in stretches), max))

    def holds(self, span: ProseSpan | None) -> bool:
        """Tell whether one of them overlaps a span; the whole document is one spot of its own."""
        if span is None:
            return self._document
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start

"""The whole flow for one file: bytes to findings, readable from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from healthlint.checks import KINDS
from healthlint.checks.kind import Check
from healthlint.document import reading
from healthlint.document.article import Article, Block, ProseSpan, Zone
from healthlint.document.source import Source, decode
from healthlint.errors import HealthlintError, SourceError
from healthlint.findings.finding import Finding, Match, fingerprint
from healthlint.findings.report import Failure, FileReport
from healthlint.findings.resolve import resolve
from healthlint.language import english, pipeline
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about reading. A profile value that is not given is inferred."""

    encoding: str | None = None
    profile: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file: a report, its findings in order, and what went wrong."""

    report: FileReport | None
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


class Linter:
    """A set of rules, compiled once, for any number of files."""

    def __init__(self, pack: Pack, rules: Sequence[Rule], options: Options | None = None) -> None:
        self.pack = pack
        self.rules = tuple(rules)
        self.options = options or Options()
        self._kinds = sorted({rule.text.kind for rule in rules})
        self._checks = {kind: self._compile([r for r in rules if r.text.kind == kind]) for kind in self._kinds}

    def lint(self, data: bytes, path: str, suffix_of: str | None = None) -> FileResult:
        """Return what is found in a file. Never raises for what a file or a rule does: it says so in `failures`."""
        try:
            source = decode(data, path, self.options.encoding)
            return self._lint(self.read(source, suffix_of or path))
        except HealthlintError as error:
            return FileResult(None, failures=(Failure.of(error),))

    def read(self, source: Source, name: str) -> Article:
        """Return the article in a source; the name tells the format, and what no format knows is read as plain text."""
        return reading.read(source, reading.format_of(name) or reading.TEXT)

    def annotate(self, article: Article) -> Annotated:
        """Return an article with its language, as checks see it."""
        return pipeline.annotate(article, self.pack.lexicon, self.pack.index, self.options.profile)

    def _lint(self, article: Article) -> FileResult:
        path = article.source.path
        annotated = self.annotate(article)
        foreign = english.foreign(annotated.tokens.words, article.metadata.language)
        if foreign is not None:
            skipped = {"language": sum(_words(annotated).values())}
            report = FileReport(path, article.format, {}, 0, skipped, (*article.notes, foreign))
            return FileResult(report)
        failures: list[Failure] = []
        matches = list(self._matches(annotated, failures))
        findings = _finish(annotated, matches)
        return FileResult(_report(annotated), findings, tuple(failures))

    def _matches(self, annotated: Annotated, failures: list[Failure]) -> Iterator[tuple[Rule, Match]]:
        """Run every check; where one raises, find out which of its rules did, and keep what the others say."""
        for kind in self._kinds:
            try:
                yield from list(self._checks[kind](annotated))
            except Exception:  # noqa: BLE001 -- a rule that raises is a failure of the run, never of the others
                yield from self._one_by_one(kind, annotated, failures)

    def _one_by_one(self, kind: str, annotated: Annotated, failures: list[Failure]) -> Iterator[tuple[Rule, Match]]:
        for rule in self.rules:
            if rule.text.kind == kind:
                try:
                    yield from list(self._compile([rule])(annotated))
                except Exception as error:  # noqa: BLE001 -- the same
                    message = f"the rule {rule.id} failed: {type(error).__name__}: {error}"
                    failures.append(Failure(annotated.article.source.path, None, None, message))

    def _compile(self, rules: Sequence[Rule]) -> Check:
        return KINDS[rules[0].text.kind].compile(rules, self.pack)


def unreadable(path: str, error: OSError) -> FileResult:
    """Return the result for a file that cannot be opened."""
    reason = error.strerror or type(error).__name__
    return FileResult(None, failures=(Failure.of(SourceError(f"cannot be read: {reason}", path=path)),))


def _finish(annotated: Annotated, matches: Iterable[tuple[Rule, Match]]) -> tuple[Finding, ...]:
    """Turn matches into findings, in order; where two rules see the same thing, one of them owns it."""
    kept = [(rule, match, found) for rule, match in matches if (found := resolve(annotated, rule, match)) is not None]
    kept = _owned(kept)
    kept.sort(key=lambda item: item[2].order)
    seen: Counter[tuple[str, str]] = Counter()
    findings: dict[tuple[object, ...], Finding] = {}
    for rule, match, finding in kept:
        if (finding.order, finding.end) in findings:
            continue
        sentence = _sentence_text(annotated, match)
        ordinal = seen[rule.id, sentence]
        seen[rule.id, sentence] += 1
        findings[finding.order, finding.end] = finding.named(fingerprint(rule, sentence, ordinal))
    return tuple(findings.values())


def _owned(kept: list[tuple[Rule, Match, Finding]]) -> list[tuple[Rule, Match, Finding]]:
    """Leave out findings of a rule that another, overlapping finding's rule supersedes."""
    owners = [(m.span, rule.text.supersedes) for rule, m, _ in kept if m.span is not None and rule.text.supersedes]
    by_superseded: dict[str, list[ProseSpan]] = {}
    for span, superseded in owners:
        for name in superseded:
            by_superseded.setdefault(name, []).append(span)
    return [
        (rule, match, finding)
        for rule, match, finding in kept
        if match.span is None or not any(_overlap(match.span, s) for s in by_superseded.get(rule.id, ()))
    ]


def _overlap(one: ProseSpan, other: ProseSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence_text(annotated: Annotated, match: Match) -> str:
    if match.span is None:
        return ""
    token = min(annotated.tokens.at(match.span.start), len(annotated.tokens) - 1)
    sentence = annotated.sentence_of(token)
    start, end = annotated.tokens.starts[sentence.first], annotated.tokens.ends[sentence.last - 1]
    return " ".join(annotated.article.prose[start:end].lower().split())


def _report(annotated: Annotated) -> FileReport:
    article = annotated.article
    counts = _words(annotated)
    checked = counts.pop("", 0)
    profile = annotated.profile.values()
    return FileReport(article.source.path, article.format, profile, checked, dict(sorted(counts.items())), article.notes)


def _words(annotated: Annotated) -> Counter[str]:
    """Count words by the reason for which they are not checked; an empty reason for those that are."""
    counts: Counter[str] = Counter()
    for block, words in zip(annotated.article.blocks, annotated.block_words, strict=True):
        counts[_reason(block)] += words
    return +counts


def _reason(block: Block) -> str:
    if block.language and not block.language.lower().startswith("en"):
        return "language"
    return "" if block.zone in {(Zone.BODY,), (Zone.META,)} else str(block.zone[-1])

"""The whole flow for one file: bytes to findings, readable from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from healthlint.checks import KINDS
from healthlint.checks.kind import Check
from healthlint.document import reading
from healthlint.document.article import Article, Block, Zone
from healthlint.document.source import Source, decode
from healthlint.errors import HealthlintError
from healthlint.findings.finding import Finding
from healthlint.findings.ownership import Found, finished
from healthlint.findings.report import Failure, FileReport
from healthlint.findings.resolve import Resolver, is_foreign
from healthlint.language import english, pipeline
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule


class Options(Struct, frozen=True):
    """What the command line says about reading. A profile value that is not given is inferred."""

    encoding: str | None = None
    profile: Mapping[str, str] = field(default_factory=dict)


class FileResult(Struct, frozen=True):
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
        self._by_kind = {kind: [rule for rule in rules if rule.text.kind == kind] for kind in _kinds(rules)}
        self._checks = {kind: self._compile(of_kind) for kind, of_kind in self._by_kind.items()}

    def lint(self, data: bytes, path: str) -> FileResult:
        """Return what is found in a file. Never raises for what a file or a rule does: it says so in `failures`."""
        try:
            return self._lint(self.read(decode(data, path, self.options.encoding), path))
        except HealthlintError as error:
            return FileResult(None, failures=(Failure.of(error),))
        except Exception as error:  # noqa: BLE001 -- a fault of ours in one file must not cost the findings of the others
            return FileResult(None, failures=(Failure(path, None, None, f"reading it failed: {_said(error)}"),))

    def read(self, source: Source, name: str) -> Article:
        """Return the article in a source; the name tells the format, and what no format knows is read as plain text."""
        return reading.read(source, reading.format_of(name) or reading.TEXT)

    def annotate(self, article: Article) -> Annotated:
        """Return an article with its language, as checks see it."""
        return pipeline.annotate(article, self.pack.lexicon, self.pack.index, self.options.profile)

    def _lint(self, article: Article) -> FileResult:
        annotated = self.annotate(article)
        foreign = english.foreign(annotated.tokens.words, article.metadata.language)
        if foreign is not None:
            return FileResult(_report_of_foreign(annotated, foreign))
        failures: list[Failure] = []
        findings = finished(annotated, list(self._found(annotated, failures)))
        return FileResult(_report(annotated), findings, tuple(failures))

    def _found(self, annotated: Annotated, failures: list[Failure]) -> Iterator[Found]:
        """Run every check; where one raises, find out which of its rules did, and keep what the others say."""
        resolver = Resolver(annotated)
        for kind, check in self._checks.items():
            try:
                yield from _resolved(annotated, check, resolver)
            except Exception:  # noqa: BLE001 -- a rule that raises is a failure of the run, never of the others
                for rule in self._by_kind[kind]:
                    try:
                        yield from _resolved(annotated, self._compile([rule]), resolver)
                    except Exception as error:  # noqa: BLE001 -- the same
                        message = f"the rule {rule.id} failed: {_said(error)}"
                        failures.append(Failure(annotated.article.source.path, None, None, message))

    def _compile(self, rules: Sequence[Rule]) -> Check:
        return KINDS[rules[0].text.kind].compile(rules, self.pack)


def _kinds(rules: Sequence[Rule]) -> list[str]:
    return sorted({rule.text.kind for rule in rules})


def _resolved(annotated: Annotated, check: Check, resolver: Resolver) -> list[Found]:
    """Return the findings of a check, all or none: what it raises is raised before the first is handed on."""
    resolved = ((rule, match, resolver.finding(rule, match)) for rule, match in check(annotated))
    return [Found(rule, match, finding) for rule, match, finding in resolved if finding is not None]


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def unreadable(path: str, reason: str) -> FileResult:
    """Return the result for a file that cannot be opened."""
    return FileResult(None, failures=(Failure(path, None, None, reason),))


def _report_of_foreign(annotated: Annotated, note: str) -> FileReport:
    article = annotated.article
    skipped = {"language": sum(annotated.block_words)}
    return FileReport(article.source.path, article.format, {}, 0, skipped, (*article.notes, note))


def _report(annotated: Annotated) -> FileReport:
    article = annotated.article
    counts: Counter[str] = Counter()
    for block, words in zip(article.blocks, annotated.block_words, strict=True):
        counts[_reason(block)] += words
    checked = counts.pop("", 0)
    skipped = {reason: words for reason, words in sorted(counts.items()) if words}
    return FileReport(article.source.path, article.format, annotated.profile.values(), checked, skipped, article.notes)


def _reason(block: Block) -> str:
    """Return why the words of a block are not checked; an empty text for those that are."""
    if is_foreign(block):
        return "language"
    return "" if block.zone in {(Zone.BODY,), (Zone.META,)} else str(block.zone[-1])

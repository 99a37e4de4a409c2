"""A match becomes a finding: scope, profile, voice and polarity are applied here, for every kind alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.document.article import Block, InlineKind, ProseSpan
from healthlint.document.source import Location, Source
from healthlint.findings.finding import Context, Edit, Finding, Match, Related, Suggestion
from healthlint.language import evidence, polarity
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import Sentence, TokenSpan, Voice
from healthlint.patterns import regex
from healthlint.rules.rule import Effect, Profiles, Rule, Scope, Severity

#: Characters of the text that a finding repeats, in its excerpt and in its message.
_LONGEST_EXCERPT = 200
#: Characters of the line on either side of a finding; a terminal shows less.
_WIDEST_CONTEXT = 300
#: No code span and no title that matters is longer (characters of prose).
_LONGEST_NAMED = 200
_LINE_END = regex(r"[\r\n]")


class Resolver:
    """Makes findings of the matches in one article."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated
        self._supported: dict[int, bool] = {}

    def finding(self, rule: Rule, match: Match) -> Finding | None:
        """Return the finding that a match makes, or None where its scope, profile or surroundings silence it."""
        annotated = self._annotated
        if not _fits_profile(annotated, rule.text.profiles):
            return None
        if match.span is not None and not in_scope(annotated, rule.text.scope, match.span):
            return None
        effects = list(self._effects(rule, match))
        if "suppress" in effects:
            return None
        severity = rule.text.severity
        for _ in range(effects.count("demote") + match.doubtful):
            severity = severity.demoted()
        return _finding(annotated, rule, match, severity)

    def _effects(self, rule: Rule, match: Match) -> Iterator[Effect]:
        """Yield what the frames around a match, and what supports its sentence, do to it."""
        unless = rule.text.unless
        if match.focus is None:
            return
        effects: dict[polarity.Frame, Effect] = {frame: getattr(unless, frame.value) for frame in polarity.Frame}
        wanted = [frame for frame, effect in effects.items() if effect != "keep"]
        if wanted:
            yield from (effects[frame] for frame in polarity.frames(self._annotated, match.focus, match.own, wanted))
        if unless.supported != "keep" and self._is_supported(self._annotated.sentence_of(match.focus.first)):
            yield unless.supported

    def _is_supported(self, sentence: Sentence) -> bool:
        """Tell whether a source supports a sentence; looked up once, since a long one may hold many matches."""
        if sentence.index not in self._supported:
            self._supported[sentence.index] = bool(evidence.support(self._annotated, sentence))
        return self._supported[sentence.index]


def _finding(annotated: Annotated, rule: Rule, match: Match, severity: Severity) -> Finding:
    article, source = annotated.article, annotated.article.source
    block = article.block_at(match.span.start) if match.span is not None else None
    start = end = context = None
    if match.span is not None:
        start, end = _located(annotated, match.span)
        context = _context(source, start, end)
    return Finding(
        rule=rule.id,
        severity=severity,
        confidence=rule.text.confidence,
        message=_told(rule.text.message, match.values),
        path=source.path,
        start=start,
        end=end,
        excerpt=_excerpt(annotated, match.span),
        block=block.kind.value if block else None,
        zone=block.zone_path if block else None,
        fingerprint="",
        suggestions=_suggestions(annotated, rule, match),
        related=tuple(_related(annotated, span, message) for span, message in match.related),
        context=context,
        sources=match.sources or tuple(each.url for each in rule.text.sources),
    )


def in_scope(annotated: Annotated, scope: Scope, span: ProseSpan) -> bool:
    """Tell whether a rule looks at a place: its block, every zone of its path, its language and its voice."""
    block = annotated.article.block_at(span.start)
    if block.kind.value not in scope.blocks or not set(block.zone) <= set(scope.zones) or is_foreign(block):
        return False
    if _is_code_or_title(annotated, block, scope, span):
        return False
    return voice_of(annotated, annotated.tokens.within(span)) in scope.voices


def _is_code_or_title(annotated: Annotated, block: Block, scope: Scope, span: ProseSpan) -> bool:
    """Tell whether a place is no prose of the article: it begins in a code span, or lies in the title of a work."""
    nearby = ProseSpan(max(block.span.start, span.start - _LONGEST_NAMED), span.end)
    holding = [i for i in annotated.article.inlines_in(nearby) if i.span.start <= span.start < i.span.end]
    if "code" not in scope.zones and any(i.kind is InlineKind.CODE for i in holding):
        return True
    return any(i.kind is InlineKind.CITE and span.end <= i.span.end for i in holding)


def is_foreign(block: Block) -> bool:
    """Tell whether the markup of a block says that it is in another language than English."""
    return block.language is not None and block.language.lower().replace("_", "-").partition("-")[0] not in {"", "en"}


def voice_of(annotated: Annotated, span: TokenSpan) -> Voice:
    """Return who speaks a range of tokens: the voice that holds its first token."""
    for spoken, voice in annotated.voices_at(span.first):
        if spoken.first <= span.first < spoken.last:
            return voice
    return Voice.AUTHOR


def _fits_profile(annotated: Annotated, wanted: Profiles) -> bool:
    inferred = annotated.profile.values()
    allowed = ((inferred[name], getattr(wanted, name)) for name in wanted.__struct_fields__)
    return all(not values or value in values for value, values in allowed)


def _told(text: str, values: Mapping[str, str]) -> str:
    """Return a message with its values, each cut to a bounded length."""
    return text.format_map({name: _cut(value) for name, value in values.items()})


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"


def _excerpt(annotated: Annotated, span: ProseSpan | None) -> str:
    if span is None:
        return ""
    return _cut(annotated.article.prose[span.start : min(span.end, span.start + _LONGEST_EXCERPT + 1)])


def _located(annotated: Annotated, span: ProseSpan) -> tuple[Location, Location]:
    place = annotated.article.to_source(span)
    source = annotated.article.source
    return source.location(place.start), source.location(place.end)


def _context(source: Source, start: Location, end: Location) -> Context:
    """Return the line around a finding, cut on both sides; of a finding over several lines, the first.

    Only what is kept is looked at: a line may be the whole file, and hold a finding in every sentence.
    """
    text = source.text
    line_start = start.offset - start.column + 1
    before = text[max(line_start, start.offset - _WIDEST_CONTEXT) : start.offset]
    marked = _line(text[start.offset : min(end.offset, start.offset + _WIDEST_CONTEXT)])
    after = _line(text[end.offset : end.offset + _WIDEST_CONTEXT]) if start.line == end.line else ""
    return Context(before, marked, after)


def _line(text: str) -> str:
    """Return a text up to its first line end."""
    found = _LINE_END.search(text)
    return text[: found.start()] if found else text


def _suggestions(annotated: Annotated, rule: Rule, match: Match) -> tuple[Suggestion, ...]:
    text = match.suggestion or _told(rule.text.suggestion or "", match.values)
    edits = tuple(Edit(*_located(annotated, replacement.span), replacement.text) for replacement in match.replacements)
    if not text and not edits:
        return ()
    # An edit over markup would drop the markup; it is told, and never applied unseen.
    safe = bool(edits) and all(each.safe and _is_verbatim(annotated, each.span) for each in match.replacements)
    return (Suggestion(text or f"Write “{match.replacements[0].text}”.", edits, safe),)


def _is_verbatim(annotated: Annotated, span: ProseSpan) -> bool:
    """Tell whether a stretch of prose stands in the file character for character."""
    place = annotated.article.to_source(span)
    return annotated.article.source.text[place.start : place.end] == annotated.text(span)


def _related(annotated: Annotated, span: ProseSpan, message: str) -> Related:
    return Related(annotated.article.source.path, *_located(annotated, span), message)

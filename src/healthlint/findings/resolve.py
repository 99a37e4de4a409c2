"""A match becomes a finding: scope, profile, voice and polarity are applied here, for every kind alike."""

from __future__ import annotations

from healthlint.document.article import Block, ProseSpan
from healthlint.document.source import Location, Source
from healthlint.findings.finding import Context, Edit, Finding, Match, Related, Suggestion
from healthlint.language import evidence, polarity
from healthlint.language.annotated import Annotated, TokenSpan, Voice
from healthlint.rules.rule import Profiles, Rule, Scope, Severity

_LONGEST_EXCERPT = 200
#: A terminal shows less than this on either side.
_WIDEST_CONTEXT = 300


def resolve(annotated: Annotated, rule: Rule, match: Match) -> Finding | None:
    """Return the finding that a match makes, or None where its scope, profile or surroundings silence it."""
    if not _fits_profile(annotated, rule.text.profiles):
        return None
    block = annotated.article.block_at(match.span.start) if match.span is not None else None
    if block is not None and match.span is not None and not _in_scope(annotated, rule.text.scope, block, match.span):
        return None
    severity = rule.text.severity
    for effect in _effects(annotated, rule, match):
        if effect == "suppress":
            return None
        if effect == "demote":
            severity = severity.demoted()
    if match.doubtful:
        severity = severity.demoted()
    return _finding(annotated, rule, match, block, severity)


def _fits_profile(annotated: Annotated, wanted: Profiles) -> bool:
    inferred = annotated.profile.values()
    for name in ("audience", "type", "jurisdiction"):
        allowed = getattr(wanted, name)
        if allowed and inferred[name] not in allowed:
            return False
    return True


def _in_scope(annotated: Annotated, scope: Scope, block: Block, span: ProseSpan) -> bool:
    if block.kind.value not in scope.blocks or not set(block.zone) <= set(scope.zones):
        return False
    if block.language and not block.language.lower().startswith("en"):
        return False
    return voice_of(annotated, annotated.tokens.within(span)) in scope.voices


def voice_of(annotated: Annotated, span: TokenSpan) -> Voice:
    """Return who speaks a range of tokens: the voice that holds its first token."""
    for spoken, voice in annotated.voices_at(span.first):
        if spoken.first <= span.first < spoken.last:
            return voice
    return Voice.AUTHOR


def _effects(annotated: Annotated, rule: Rule, match: Match) -> list[str]:
    """Return what the frames around a match do to it."""
    unless = rule.text.unless
    if match.focus is None:
        return []
    effects: list[str] = []
    wanted = {frame: getattr(unless, frame.value) for frame in polarity.Frame}
    if any(effect != "keep" for effect in wanted.values()):
        effects += [wanted[frame] for frame in polarity.frames(annotated, match.focus, match.own)]
    if unless.supported != "keep" and evidence.support(annotated, annotated.sentence_of(match.focus.first)):
        effects.append(unless.supported)
    return effects


def _finding(annotated: Annotated, rule: Rule, match: Match, block: Block | None, severity: Severity) -> Finding:
    article, source = annotated.article, annotated.article.source
    start = end = context = None
    excerpt = ""
    if match.span is not None:
        place = article.to_source(match.span)
        start, end = source.location(place.start), source.location(place.end)
        excerpt = article.prose[match.span.start : match.span.end]
        context = _context(source, start, end)
    if len(excerpt) > _LONGEST_EXCERPT:
        excerpt = excerpt[: _LONGEST_EXCERPT - 1] + "…"
    return Finding(
        rule=rule.id,
        severity=severity,
        confidence=rule.text.confidence,
        message=rule.text.message.format_map(dict(match.values)),
        path=source.path,
        start=start,
        end=end,
        excerpt=excerpt,
        block=block.kind.value if block else None,
        zone=block.zone_path if block else None,
        fingerprint="",
        suggestions=_suggestions(annotated, rule, match),
        related=tuple(_related(annotated, span, message) for span, message in match.related),
        context=context,
        sources=match.sources or tuple(each.url for each in rule.text.sources),
    )


def _context(source: Source, start: Location, end: Location) -> Context:
    """Return the line around a finding, cut on both sides; of a finding over several lines, the first."""
    line = source.line_text(start.line)
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    before = line[max(0, first - _WIDEST_CONTEXT) : first]
    return Context(before, line[first : min(last, first + _WIDEST_CONTEXT)], line[last : last + _WIDEST_CONTEXT])


def _suggestions(annotated: Annotated, rule: Rule, match: Match) -> tuple[Suggestion, ...]:
    text = match.suggestion or (rule.text.suggestion or "").format_map(dict(match.values))
    article, source = annotated.article, annotated.article.source
    edits = []
    for replacement in match.replacements:
        place = article.to_source(replacement.span)
        edits.append(Edit(source.location(place.start), source.location(place.end), replacement.text))
    if not text and not edits:
        return ()
    said = text or f"Write “{match.replacements[0].text}”."
    # An edit of a span with markup inside would drop the markup; it is told, not applied.
    safe = bool(edits) and all(replacement.safe for replacement in match.replacements)
    return (Suggestion(said, tuple(edits), safe),)


def _related(annotated: Annotated, span: ProseSpan, message: str) -> Related:
    source = annotated.article.source
    place = annotated.article.to_source(span)
    return Related(source.path, source.location(place.start), source.location(place.end), message)

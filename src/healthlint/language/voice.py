"""Finds who speaks where the author does not: readers in comments, people quoted, and myths told to be corrected."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from healthlint.document.article import Block, BlockKind, InlineKind, ProseSpan, Zone
from healthlint.language.annotated import Annotated
from healthlint.language.myths import myths
from healthlint.language.tokens import TokenSpan, Voice
from healthlint.patterns import regex

Spoken = tuple[TokenSpan, Voice]

#: Fewer words in quotation marks are a term or an irony.
_FEWEST_WORDS = 4
#: Tokens before and after a quotation in which its speaker is named.
_NEAR = 18
_OPENERS = {"“": "”", "«": "»", "‘": "’", '"': '"', "'": "'"}
_QUOTE = regex("[“”«»‘’\"']")
#: “… in a week.” – Jane, 43
_SIGNED = regex(r"[”»’\"']\s*(?:[—–-]{1,2}|:)\s*(?:Dr\.? |Prof\.? )?[A-Z]")
#: Jane: “…”
_SAID_BY = regex(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*(?:, [\w ]{1,30})?(?: says)?:\s*$")


def find(annotated: Annotated) -> tuple[Spoken, ...]:
    """Return the stretches that somebody else than the author speaks, in order; no two overlap.

    A reader's comment is one stretch whatever it quotes; a myth is one whatever marks stand around it.
    """
    found: list[Spoken] = [(span, Voice.READER) for span in _blocks_in(annotated, Zone.COMMENTS)]
    found += [(span, Voice.MYTH) for span in myths(annotated)]
    found += [(span, Voice.QUOTED) for span in _quotations(annotated)]
    return tuple(_apart(found))


def _apart(found: Sequence[Spoken]) -> Iterator[Spoken]:
    """Yield stretches in order, without those that a stronger voice (reader, then myth) has taken."""
    strength = (Voice.READER, Voice.MYTH, Voice.QUOTED)
    taken: list[Spoken] = []
    for voice in strength:
        starts = [span.first for span, _ in taken]
        new = [
            (span, spoken)
            for span, spoken in found
            if spoken is voice and span.first < span.last and not _is_taken(taken, starts, span)
        ]
        taken = sorted([*taken, *new])
    yield from taken


def _is_taken(taken: Sequence[Spoken], starts: Sequence[int], span: TokenSpan) -> bool:
    """Tell whether a span overlaps the nearest stretch on either side."""
    after = bisect_left(starts, span.first)
    near = taken[max(0, after - 1) : after + 1]
    return any(other.first < span.last and span.first < other.last for other, _ in near)


def _blocks_in(annotated: Annotated, zone: Zone) -> Iterator[TokenSpan]:
    for block in annotated.article.blocks:
        if zone in block.zone:
            yield annotated.block_tokens[block.index]


# -- quotations --------------------------------------------------------------------------------------------------------


def _quotations(annotated: Annotated) -> Iterator[TokenSpan]:
    """Yield quotations: quote blocks, quote elements, and words in marks that somebody is said to have said."""
    article = annotated.article
    elements = {inline.span for inline in article.inlines if inline.kind is InlineKind.QUOTE}
    inside: dict[int, set[ProseSpan]] = {}
    for span in (*_marks(article.prose), *elements):
        inside.setdefault(article.block_at(span.start).index, set()).add(span)
    for block in article.blocks:
        if Zone.COMMENTS in block.zone or block.kind is BlockKind.CODE:
            continue
        if Zone.QUOTE in block.zone:
            tokens = annotated.block_tokens[block.index]
            if not _is_callout(annotated, tokens):
                yield tokens
        elif block.index in inside:
            yield from _in_block(annotated, block, sorted(inside[block.index], key=_place), elements)


def _is_callout(annotated: Annotated, tokens: TokenSpan) -> bool:
    """Tell whether a quote block is a box: it begins with a label such as “Note:”."""
    words = annotated.tokens.words
    start = TokenSpan(tokens.first, min(tokens.last, tokens.first + 4))
    return any(
        words[hit.last] in {":", "]", "!", "."} for hit in annotated.cue("callout", start) if hit.last < tokens.last
    )


def _in_block(
    annotated: Annotated, block: Block, spans: Iterable[ProseSpan], elements: Container[ProseSpan]
) -> Iterator[TokenSpan]:
    """Yield the quotations inside a block: once somebody is quoted there, every later quotation is theirs."""
    quoted = False
    for span in spans:
        tokens = annotated.tokens.within(span)
        if _word_count(annotated, tokens) < _FEWEST_WORDS:
            continue
        said = span in elements or _is_whole(block, span) or _is_attributed(annotated, block, span)
        quoted = said or (quoted and not _is_named(annotated, tokens))
        if quoted:
            yield tokens


def _place(span: ProseSpan) -> tuple[int, int]:
    return (span.start, span.end)


def _marks(prose: str) -> list[ProseSpan]:
    """Return the stretches between quotation marks, marks included, in order and never nested. None crosses a block.

    A single mark inside a word is an apostrophe. A quotation that its paragraph does not close runs to the end of that
    paragraph only where it begins it: the next paragraph opens it again.
    """
    found: list[ProseSpan] = []
    start, closer, limit = -1, "", 0
    for mark in _QUOTE.finditer(prose):
        place, sign = mark.start(), mark.group()
        if start >= 0 and place > limit:
            if start == 0 or prose[start - 1] == "\n":
                found.append(ProseSpan(start, limit))
            start = -1
        if start < 0 or (closer == "'" and sign in '“«"'):
            if _opens(prose, place, sign):
                start, closer = place, _OPENERS[sign]
                limit = limit if place < limit else _block_end(prose, place)
        elif sign == closer and _closes(prose, place, sign):
            found.append(ProseSpan(start, place + 1))
            start = -1
    if start >= 0 and (start == 0 or prose[start - 1] == "\n"):
        found.append(ProseSpan(start, limit))
    return found


def _block_end(prose: str, place: int) -> int:
    end = prose.find("\n", place)
    return len(prose) if end < 0 else end


def _opens(prose: str, place: int, sign: str) -> bool:
    """Tell whether a mark opens: no letter before it and a word after it; a straight single one needs a capital."""
    before, after = prose[place - 1 : place], prose[place + 1 : place + 2]
    if sign not in _OPENERS or not after or after.isspace():
        return False
    return sign in "“«" or (not before.isalnum() and (sign != "'" or after.isupper()))


def _closes(prose: str, place: int, sign: str) -> bool:
    """Tell whether a mark closes; an apostrophe has a letter after it, or an s before it and words after."""
    before, after = prose[place - 1 : place], prose[place + 1 : place + 2]
    if sign == "'":
        return before in {".", ",", "!", "?", "…"} and not after.isalnum()
    if sign != "’":
        return True
    return not after.isalnum() and not (before == "s" and after == " " and prose.find("’", place + 1, place + 200) > 0)


def _word_count(annotated: Annotated, tokens: TokenSpan) -> int:
    return sum(word[0].isalnum() for word in annotated.tokens.words[tokens.first : tokens.last])


def _is_whole(block: Block, span: ProseSpan) -> bool:
    """Tell whether a quotation is all of a paragraph: a pull quote, or dialogue that goes on."""
    rest = block.span.end - block.span.start - (span.end - span.start)
    return block.kind is BlockKind.PARAGRAPH and rest <= 2


def _is_attributed(annotated: Annotated, block: Block, span: ProseSpan) -> bool:
    """Tell whether somebody is said to have said it, in the same sentence or on the line below it."""
    tokens = annotated.tokens.within(span)
    if _is_named(annotated, tokens):
        return False
    prose = annotated.article.prose
    tail = prose[span.end - 1 : min(block.span.end, span.end + 20)]
    if _SIGNED.match(tail) or _SAID_BY.search(prose[max(block.span.start, span.start - 80) : span.start]):
        return True
    before = TokenSpan(max(annotated.sentence_of(tokens.first).first, tokens.first - _NEAR), tokens.first)
    after = TokenSpan(tokens.last, _end_after(annotated, block, tokens.last))
    return bool(annotated.cue("attribution", before) or annotated.cue("attribution", after))


def _end_after(annotated: Annotated, block: Block, token: int) -> int:
    """Return the end of the sentence that goes on after a quotation; a capital after a full stop begins another."""
    words = annotated.tokens.words
    if token >= len(words) or annotated.block_of(token).index != block.index:
        return token
    is_stopped = not {".", "!", "?"}.isdisjoint(words[token - 2 : token])
    is_lower = annotated.article.prose[annotated.tokens.starts[token]].islower()
    goes_on = is_lower or not is_stopped or annotated.cue("attribution", TokenSpan(token, token + 3))
    return min(annotated.sentence_of(token).last, token + _NEAR) if goes_on else token


def _is_named(annotated: Annotated, tokens: TokenSpan) -> bool:
    """Tell whether the marks hold a name: a title in capitals, or what a word such as *term* announces."""
    before = TokenSpan(max(0, tokens.first - 2), tokens.first)
    if any(hit.last >= tokens.first for hit in annotated.cue("naming", before)):
        return True
    prose, starts, words = annotated.article.prose, annotated.tokens.starts, annotated.tokens.words
    initials = [prose[starts[token]] for token in range(tokens.first, tokens.last) if len(words[token]) > 3]
    return len(initials) >= 2 and all(initial.isupper() or initial.isdigit() for initial in initials)

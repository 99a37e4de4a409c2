"""What an article holds that a pointer can point at, and from where on: found once, then looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from healthlint.checks.kind import Finder
from healthlint.document import shapes
from healthlint.document.article import Block, BlockKind, InlineKind
from healthlint.document.outline import PICTURES, REACH, Outline, stands_aside
from healthlint.document.shapes import stem_of
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.patterns import regex

#: What shows a thing on the page.
Show = Literal["list", "table", "picture", "media", "caption", "link", "heading"]

#: Between “symptoms” and “include”.
_TO_OPENER = 12
#: Between “are” and the “and” of two things.
_TO_JOINER = 8
_COPULAS = frozenset({"are", "is", "were"})
_JOINERS = frozenset({",", ";", "and", "or"})
#: Between two concepts that are given side by side.
_TO_NEXT = 4
_LINKS_WITHIN = 3
_LABEL = regex(r"\W*([A-Za-z]+)\.?\s(\d{1,3})\b(?P<rest>\s[a-z])?")
#: A step is a sentence of its own: “Step 2 rinse your mouth”.
_STEPS = frozenset({"step", "stage", "phase", "day", "week"})
_WORD = regex(r"[^\W\d_]{3,}")
_STEM = 5
_ENDINGS = ("ments", "ment", "ings", "ing", "ers", "er", "ed", "es", "s", "e")
_LONGEST_NAME = 120
#: Words that name nothing.
_EMPTY_LIST = """
    the and for with your you our this that from what how when who why where are about can does section
"""
_EMPTY = frozenset(_EMPTY_LIST.split())


class Targets:
    """The targets of one article. Every question is answered from an index that is made once, in linear time."""

    def __init__(self, annotated: Annotated, outline: Outline) -> None:
        self.annotated = annotated
        self.outline = outline
        self._pairs: dict[Finder, int | None] = {}
        self._given: dict[tuple[Finder, Finder], dict[str, int]] = {}
        self._named: dict[Finder, dict[str, int]] = {}

    # -- things on the page ------------------------------------------------------------------------------------------

    def stands(self, shown_by: Iterable[Show], block: int, *, ahead: bool) -> bool:
        """Tell whether one of these stands after (or before) a block, or in it."""
        return any(
            places and (places[-1] >= block if ahead else places[0] <= block)
            for places in (self.outline.opaque, *(self._places(show, block) for show in shown_by))
        )

    def count(self, shown_by: Iterable[Show]) -> int:
        """Return how many of these there are in the article."""
        return sum(self._counts[show] for show in shown_by if show in self._counts)

    def _places(self, show: Show, block: int) -> Sequence[int]:
        if show == "list":
            return self.outline.lists
        if show == "table":
            return self.outline.tables
        if show == "picture":
            return self._media
        if show == "media":
            return self._moving
        if show == "link":
            return self._links_near(block)
        return self._captions if show == "caption" else self.outline.headings

    def _links_near(self, block: int) -> Sequence[int]:
        """Return the first and the last block with a link among those near a block."""
        first = bisect_left(self._link_blocks, block - _LINKS_WITHIN)
        last = bisect_right(self._link_blocks, block + _LINKS_WITHIN) - 1
        return (self._link_blocks[first], self._link_blocks[last]) if first <= last else ()

    @cached_property
    def _link_blocks(self) -> list[int]:
        article = self.annotated.article
        links = (inline.span.start for inline in article.inlines if inline.kind is InlineKind.LINK)
        return [article.block_at(start).index for start in links]

    @cached_property
    def _media(self) -> list[int]:
        return [media.block for media in self.annotated.article.media]

    @cached_property
    def _moving(self) -> list[int]:
        return [media.block for media in self.annotated.article.media if media.kind not in PICTURES]

    @cached_property
    def _captions(self) -> list[int]:
        return [block.index for block in self.outline.blocks if block.kind is BlockKind.CAPTION]

    @cached_property
    def _counts(self) -> dict[str, int]:
        blocks = self.outline.blocks
        return {
            "table": len({block.cell.table for block in blocks if block.cell is not None}),
            "picture": len(self._media),
            "list": max((block.item.item for block in blocks if block.item is not None), default=0),
            "caption": len(self._captions),
        }

    @cached_property
    def labels(self) -> frozenset[tuple[str, int]]:
        """Return what is labelled: (`table`, 2), (`step`, 6), from how blocks, pictures and anchors begin."""
        found: set[tuple[str, int]] = set()
        article = self.annotated.article
        texts = [self.outline.head(block)[:40] for block in self.outline.blocks]
        texts += [media.alt for media in article.media if media.alt]
        texts += [anchor.replace("-", " ").replace("_", " ") for anchor in article.anchors]
        found.update(label for text in texts if (label := label_of(text)) is not None)
        return frozenset(found)

    # -- things that were said ---------------------------------------------------------------------------------------

    def series_before(self, token: int) -> bool:
        """Tell whether a sentence before a token counts up three things or more."""
        return self._first_series is not None and self._first_series <= token

    @cached_property
    def _first_series(self) -> int | None:
        annotated = self.annotated
        for sentence in annotated.sentences:
            block = annotated.article.blocks[sentence.block]
            if (
                block.kind in {BlockKind.HEADING, BlockKind.TITLE}
                or stands_aside(block)
                or sentence.last <= sentence.first
            ):
                continue
            text = annotated.text(TokenSpan(sentence.first, sentence.last))
            if shapes.has_series(text) or shapes.is_flattened(text):
                return sentence.last
        return None

    def pair_before(self, concepts: Finder, token: int) -> bool:
        """Tell whether two of these concepts stand side by side before a token: “fever and a rash”."""
        if concepts not in self._pairs:
            self._pairs[concepts] = self._first_pair(concepts)
        first = self._pairs[concepts]
        return first is not None and first <= token

    def _first_pair(self, concepts: Finder) -> int | None:
        words = self.annotated.tokens.words
        before: TokenSpan | None = None
        for place in concepts.everywhere(self.annotated):
            between = words[before.last : place.first] if before and place.first - before.last <= _TO_NEXT else ()
            if not {",", "and", "or", ";"}.isdisjoint(between) and "known" not in between:
                return place.last
            before = place
        return None

    def given_before(self, things: Finder, given_by: Finder, noun: str, token: int) -> bool:
        """Tell whether a sentence before a token gives some of these things: “symptoms include a cough”."""
        key = (things, given_by)
        if key not in self._given:
            self._given[key] = self._gifts(things, given_by)
        return self._given[key].get(stem_of(noun), token + 1) <= token

    def _gifts(self, things: Finder, given_by: Finder) -> dict[str, int]:
        annotated, found = self.annotated, dict[str, int]()
        for place in given_by.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            rest = annotated.tokens.words[place.last : min(sentence.last, place.last + _TO_JOINER)]
            if not any(word[0].isalnum() for word in rest):
                continue  # it announces, and gives nothing
            if annotated.tokens.words[place.first] in _COPULAS and _JOINERS.isdisjoint(rest):
                continue
            near = TokenSpan(max(sentence.first, place.first - _TO_OPENER), min(sentence.last, place.last + _TO_OPENER))
            for thing in things.inside(annotated, near):
                found.setdefault(stem_of(annotated.text(thing)), place.last)
        return found

    def named_before(self, things: Finder, noun: str, token: int) -> bool:
        """Tell whether these things are named before a token, in running text."""
        if things not in self._named:
            found = dict[str, int]()
            for thing in things.everywhere(self.annotated):
                if self.annotated.block_of(thing.first).kind is not BlockKind.HEADING:
                    found.setdefault(stem_of(self.annotated.text(thing)), thing.last)
            self._named[things] = found
        return self._named[things].get(stem_of(noun), token + 1) <= token

    def section_before(self, noun: str, offset: int) -> bool:
        """Tell whether a heading before a prose offset names a thing and has text under it, also before the offset."""
        return self._sections.get(stem_of(noun), offset + 1) <= offset

    @cached_property
    def _sections(self) -> dict[str, int]:
        found: dict[str, int] = {}
        blocks = self.outline.blocks
        for index in self.outline.headings:
            under = blocks[index + 1] if index + 1 < len(blocks) else None
            if under is None or under.kind is BlockKind.HEADING:
                continue
            sentences = self.annotated.sentences_in(under.index)
            end = self.annotated.tokens.ends[sentences[0].last - 1] if sentences else under.span.end
            for word in _WORD.findall(self.outline.head(blocks[index]).lower()):
                found.setdefault(stem_of(word), end)
        return found

    # -- names of parts ----------------------------------------------------------------------------------------------

    def is_heading(self, name: str, concepts: Iterable[str]) -> bool | None:
        """Tell whether a heading (or the first words of a paragraph) shares a word or a concept with a name.

        None where the name holds nothing to look for.
        """
        wanted = _stems(name)
        if not wanted:
            return None
        return not wanted.isdisjoint(self._heading_words) or not self._heading_concepts.isdisjoint(concepts)

    @cached_property
    def _heading_words(self) -> frozenset[str]:
        found: set[str] = set()
        for block in self.outline.blocks:
            found |= _stems(_name_of(self.outline, block))
        for media in self.annotated.article.media:
            found |= _stems((media.alt or "")[:_LONGEST_NAME])
        return frozenset(found)

    @cached_property
    def _heading_concepts(self) -> frozenset[str]:
        annotated = self.annotated
        return frozenset(
            concept
            for index in self.outline.headings
            for mention in annotated.mentions_in(annotated.tokens.within(self.outline.blocks[index].span))
            for concept in mention.concepts
        )

    def says_before(self, offset: int, words: str) -> bool:
        """Tell whether the body says anything before a prose offset that a backward reference could mean.

        Two sentences are enough; a single one must share a word with `words`.
        """
        before = [
            sentence for sentence in self._first_sentences if self.annotated.tokens.ends[sentence.last - 1] <= offset
        ]
        if len(before) != 1:
            return bool(before)
        text = self.annotated.text(TokenSpan(before[0].first, before[0].last))
        return not _stems(text).isdisjoint(_stems(words))

    def says_after(self, sentence: Sentence) -> bool:
        """Tell whether anything of the article itself stands after a sentence."""
        blocks = self.outline.blocks
        if sentence.index + 1 < len(self.annotated.sentences):
            after = blocks[self.annotated.sentences[sentence.index + 1].block]
            if not stands_aside(after):
                return True
        return any(not stands_aside(block) for block in blocks[sentence.block + 1 : sentence.block + REACH])

    @cached_property
    def _first_sentences(self) -> list[TokenSpan]:
        annotated, found = self.annotated, list[TokenSpan]()
        for sentence in annotated.sentences:
            block = annotated.article.blocks[sentence.block]
            if block.kind not in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.DESCRIPTION} and not stands_aside(
                block
            ):
                found.append(TokenSpan(sentence.first, sentence.last))
            if len(found) > 1:
                break
        return found


def label_of(text: str) -> tuple[str, int] | None:
    """Return the label that a text begins with: (`table`, 2) of “Table 2. Doses”; “Table 2 gives” begins a sentence."""
    found = _LABEL.match(text)
    if found is None:
        return None
    name = found.group(1).lower()
    is_sentence = found.group("rest") is not None and name not in _STEPS
    return None if is_sentence else (name, int(found.group(2)))


def _name_of(outline: Outline, block: Block) -> str:
    """Return the name that a block gives a part of the article, if it gives any."""
    if block.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.TERM, BlockKind.CAPTION}:
        return outline.head(block)[:_LONGEST_NAME]
    return outline.lead(block) if block.kind is BlockKind.PARAGRAPH else ""


def _stems(text: str) -> set[str]:
    """Return the stems of the words of a text, so that `treating` meets `treatment`; function words left out."""
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)]
            break
    return word[:_STEM]

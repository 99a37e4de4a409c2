"""Searches what follows an announcement, block by block, and says what is missing and where it was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct, field

from healthlint.checks.promise.delivery import Announced, Deliverer, Expects, Gap
from healthlint.checks.promise.headings import Headings, is_beside, is_structure, names
from healthlint.document import shapes
from healthlint.document.article import OPAQUE, Block, BlockKind, Media, Zone
from healthlint.document.outline import PICTURES, Outline, Shape
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan

_LONGEST_QUOTE = 60
_ASIDE_WORDS = 4
_RESTATING_WORDS = 3
_WORDS_OF_A_NAME = 5
_PARAGRAPHS_OF_ITEMS = 3

#: The search is over, and nothing is missing.
_KEPT = Gap(certain=False, looked="")


def gap_after(words: Deliverer, annotated: Annotated, outline: Outline, announced: Announced) -> Gap | None:
    """Return what is missing after an announcement at the end of a block; None where it is there, or unknown."""
    headings = Headings(words, annotated, outline, announced)
    return _Search(words, annotated, outline, announced, headings).gap()


class _Search(Struct):
    """One search, block by block: what was seen so far, and what each next block means."""

    words: Deliverer
    annotated: Annotated
    outline: Outline
    announced: Announced
    headings: Headings
    items: int = 0
    """Paragraphs that look like items."""
    short: int = 0
    prose: list[str] = field(default_factory=list)
    """How each paragraph of running text begins."""
    first_prose: Block | None = None
    named: set[str] = field(default_factory=set)
    """Concepts that paragraphs of running text begin with: each may be an item."""
    picture: bool = False

    def gap(self) -> Gap | None:
        """Return what is missing, or None."""
        origin = self.announced.block
        place = origin.index
        for block in self.outline.after(origin):
            if self._is_shown(place + 1, block.index) or self._is_menu(block):
                return None
            place = block.index
            stop = None if is_beside(origin, block) else self._stop(block)
            if stop is not None:
                return stop if stop.looked else None
            if self._has_items():
                return None
        if self._is_shown(place + 1, len(self.outline.blocks)):
            return None
        is_end = place + 1 >= len(self.outline.blocks)
        gap = self._verdict("follows before the end of the article" if is_end else "follows it")
        return gap if gap.looked else None

    def _has_items(self) -> bool:
        """Tell whether the paragraphs seen so far are items."""
        if self.items > 1 or self.short > 1 or len(self.named) > 1:
            return True
        return shapes.are_parallel(self.prose, self.announced.noun)

    def _is_menu(self, block: Block) -> bool:
        """Tell whether a block is a list of links that the page gives in place of a list."""
        if Zone.NAVIGATION not in block.zone or Zone.NAVIGATION in self.announced.block.zone:
            return False
        is_next = block.index == self.announced.block.index + 1
        return self.announced.expects is Expects.ANYTHING or (is_next and block.kind is BlockKind.LIST_ITEM)

    def _is_shown(self, first: int, last: int) -> bool:
        """Tell whether media before or in some blocks may hold what is promised."""
        media = self.outline.media_between(first, last)
        self.picture = self.picture or bool(media)
        return _shows(media, self.announced.noun)

    def _stop(self, block: Block) -> Gap | None:
        """Return how a block ends the search, or None if it goes on."""
        origin = self.announced.block
        if Zone.COMMENTS in block.zone and Zone.COMMENTS not in origin.zone:
            return self._verdict("follows before the end of the article")
        if block.kind is BlockKind.HEADING:
            return self._at_heading(block)
        if block.kind is BlockKind.TERM and origin.kind is BlockKind.DEFINITION:
            return self._verdict("follows before the next term")
        is_cited = Zone.REFERENCES in block.zone and Zone.REFERENCES not in origin.zone
        if self.announced.expects is Expects.ANYTHING or is_cited or is_structure(origin, block):
            return _KEPT
        if Zone.QUOTE in block.zone and Zone.QUOTE not in origin.zone:
            return None
        return self._at_paragraph(block)

    # -- paragraphs --------------------------------------------------------------------------------------------------

    def _at_paragraph(self, block: Block) -> Gap | None:
        """Take a paragraph into account: a list in disguise, one item of one, the next announcement, or prose."""
        head, shape = self.outline.head(block), self.outline.shape(block)
        if OPAQUE in head or shape is Shape.LISTED or head[:1].islower():
            return _KEPT
        if shape is Shape.ANNOUNCES:
            return self._at_announcement(block)
        if self._leads_away(block) or self._is_aside(block):
            return None
        if shape in {Shape.LEAD, Shape.FRAGMENT}:
            return self._at_name(block)
        return self._at_prose(block, shape)

    def _at_name(self, block: Block) -> Gap | None:
        """Take a few words, or words with their own name, for an item, or for the heading of another topic."""
        if self._is_title(block):
            return self._verdict(f"follows before {_quoted(self.outline.head(block))}")
        self.items += 1
        return None

    def _at_prose(self, block: Block, shape: Shape) -> Gap | None:
        """Take running text into account: it may end the announcing sentence, begin with an item, or give them all."""
        if self.announced.expects is Expects.REST and len(self.annotated.sentences_in(block.index)) == 1:
            self.items += 1
            return None
        head = self.outline.head(block)
        if not self.prose and shapes.gives_items(shapes.first_sentence(head), self.announced.noun):
            return _KEPT
        self.named |= self._first_concepts(block)
        self.short += shape is Shape.SHORT
        self.first_prose = self.first_prose or block
        self.prose.append(head)
        return None

    def _is_aside(self, block: Block) -> bool:
        """Tell whether a paragraph is a remark before the list: “Note: …”."""
        begin = self._beginning(block, _ASIDE_WORDS)
        words = self.annotated.tokens.words
        return any(
            place.first == begin.first
            and (place.last - place.first > 1 or not words[min(place.last, begin.last - 1)][0].isalnum())
            for place in self.words.asides.inside(self.annotated, begin)
        )

    def _first_concepts(self, block: Block) -> set[str]:
        """Return the concept that a paragraph begins with."""
        mentions = self.annotated.mentions_in(self._beginning(block, 2))
        return {concept for mention in mentions[:1] for concept in mention.concepts[:1]}

    def _is_title(self, block: Block) -> bool:
        """Tell whether a few words over a paragraph are the heading of another topic, without its markup."""
        if len(self.outline.head(block).split()) > _WORDS_OF_A_NAME or not self.headings.name_a_topic(block):
            return False
        after = next(self.outline.after(block), None)
        if after is None or after.kind is not BlockKind.PARAGRAPH:
            return False
        return self.outline.shape(after) in {Shape.PROSE, Shape.SHORT}

    def _leads_away(self, block: Block) -> bool:
        """Tell whether a paragraph is a link and no more, where things are promised that a page gives itself."""
        is_name = len(self.outline.head(block).split()) < _WORDS_OF_A_NAME
        is_vague = not self.announced.noun and self.announced.expects is not Expects.ITEMS
        if is_name or is_vague or not self.outline.is_one_link(block):
            return False
        return not self.headings.is_promised(self.words.linked_things)

    def _at_announcement(self, block: Block) -> Gap:
        """Say what the next colon means: the same once more, the label of an item, or the end of this one's room."""
        begin = self._beginning(block, _RESTATING_WORDS)
        restates = not self.announced.is_marked and self.words.restating.inside(self.annotated, begin)
        if restates or not self.announced.announces(block):
            return _KEPT
        gap = self._verdict(f"follows before the next announcement, {_quoted(self.outline.head(block))}")
        # One announcement after the other: each may be an item of the first.
        is_row = any(
            other.kind is BlockKind.PARAGRAPH and self.outline.shape(other) is Shape.ANNOUNCES
            for other in takewhile(_is_no_heading, self.outline.after(block))
        )
        return Gap(gap.certain and not is_row, gap.looked)

    def _at_heading(self, heading: Block) -> Gap:
        """Say what a heading means: items or a list under it keep the promise, or its room ends there."""
        if self.headings.keep(heading, has_items=self.items > 0):
            return _KEPT
        gap = self._verdict(f"follows before the next heading, {_quoted(self.outline.head(heading))}")
        return Gap(gap.certain and not self.headings.might_keep(heading), gap.looked)

    # -- the end -----------------------------------------------------------------------------------------------------

    def _verdict(self, looked: str) -> Gap:
        """Judge what stood in the room: nothing is a gap; one item, or prose that counts things up, is none."""
        if self.items > bool(self.prose):  # a few words before running text are its title
            return _KEPT
        if self.first_prose is not None:
            span = self.annotated.tokens.within(self.first_prose.span)
            if self.words.counts_up(self.annotated, span, self.announced.noun):
                return _KEPT
        if any(shapes.gives_items(head, self.announced.noun) for head in self.prose[:_PARAGRAPHS_OF_ITEMS]):
            return _KEPT
        return Gap(self.first_prose is None and not self.picture, looked)

    def _beginning(self, block: Block, words: int) -> TokenSpan:
        first, last = self.annotated.tokens.within(block.span)
        return TokenSpan(first, min(last, first + words))


def _is_no_heading(block: Block) -> bool:
    return block.kind is not BlockKind.HEADING


def _shows(media: Sequence[Media], noun: str) -> bool:
    """Tell whether pictures may hold what is promised: an embedded object, or a picture that names it."""
    return any(each.kind not in PICTURES or names(f"{each.alt or ''} {each.target or ''}", noun) for each in media)


def _quoted(text: str) -> str:
    return f"“{text[:_LONGEST_QUOTE].rstrip()}…”" if len(text) > _LONGEST_QUOTE else f"“{text}”"

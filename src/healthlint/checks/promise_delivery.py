"""Whether what an article announces is there: searches the structure after the announcement, and says where it looked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise, takewhile

import msgspec

from healthlint.checks.kind import Finder
from healthlint.document import shapes
from healthlint.document.article import OPAQUE, Block, BlockKind, Media, Zone
from healthlint.document.outline import PICTURES, Outline, Shape
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack

#: How far into a paragraph words are looked for.
_WORDS_LOOKED_AT = 120
_LONGEST_QUOTE = 60
_MOST_HEADINGS = 12
_ASIDE_WORDS = 4
_WORDS_OF_A_NAME = 5
_WORDS_OF_A_TITLE = 10
_BLOCKS_OF_AN_ITEM = 3
_PARAGRAPHS_OF_ITEMS = 3
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|do|does|did|can|could|should|will|may)\b", re.IGNORECASE
)
_UNIT = re.compile(r"\w+")
_BESIDE = frozenset({Zone.ADVERTISEMENT, Zone.NAVIGATION, Zone.META, Zone.FOOTNOTE})
_NO_ITEMS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_LABELS = frozenset({BlockKind.CAPTION, BlockKind.TITLE, BlockKind.DESCRIPTION})


class Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that tell what keeps a promise.

    `topics` are headings of topics of their own, and `heading_things` what any heading may be (“questions”), as if the
    text announces its own parts (`own_texts`: “this leaflet covers”); `linked_things` what a link may be (“websites”). `enumerators` count things up in running text; `asides` open a remark before the list;
    `restating` words take up what was announced.
    """

    topics: Terms
    heading_things: Terms
    own_texts: Terms
    linked_things: Terms
    enumerators: Terms
    asides: Terms
    restating: Terms


class Expects(Enum):
    """What may keep an announcement."""

    ITEMS = "items"
    """Several things: running text keeps it only where it counts them up."""
    REST = "rest"
    """The rest of a sentence: one sentence keeps it too."""
    ANYTHING = "anything"
    """Whatever follows."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What was announced is not there. `certain` where nothing at all stands in its place; `looked` ends a sentence."""

    certain: bool
    looked: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What is promised: at the end of which block, under which name, and what may keep it.

    `announces` tells whether another paragraph that ends with a colon promises something of its own.
    """

    block: Block
    noun: str
    expects: Expects
    is_marked: bool
    """It ends with a colon, or with no mark where one should be; a whole sentence may be said once more."""
    announces: Callable[[Block], bool]


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Finds what keeps a promise."""

    topics: Finder
    heading_things: Finder
    own_texts: Finder
    linked_things: Finder
    enumerators: Finder
    asides: Finder
    restating: Finder

    @classmethod
    def of(cls, words: Delivery, pack: Pack) -> Deliverer:
        """Return the deliverer of a rule."""
        return cls(*(Finder.of(getattr(words, name), pack) for name in words.__struct_fields__))

    def gap(self, annotated: Annotated, outline: Outline, announced: Announced) -> Gap | None:
        """Return what is missing after an announcement at the end of a block; None where it is there, or unknown."""
        return _Search(self, annotated, outline, announced).gap()

    def leaves_open(self, annotated: Annotated, rest: TokenSpan, noun: str) -> bool:
        """Tell whether the sentences after an announcement, in its own block, go on to something else than its items."""
        near = TokenSpan(rest.first, min(rest.last, rest.first + _WORDS_LOOKED_AT))
        return near.first >= near.last or (
            shapes.begins_no_item(annotated.text(near)) and not self.counts_up(annotated, near, noun)
        )

    def counts_up(self, annotated: Annotated, span: TokenSpan, noun: str) -> bool:
        """Tell whether running text gives the items, looking at its beginning only."""
        near = TokenSpan(span.first, min(span.last, span.first + _WORDS_LOOKED_AT))
        text = annotated.text(near)
        return (
            shapes.gives_items(text, noun)
            or shapes.is_flattened(text)
            or text[0].isdigit()
            or bool(self.enumerators.inside(annotated, near))
        )


#: The search is over, and nothing is missing.
_KEPT = Gap(certain=False, looked="")


@dataclass(slots=True)
class _Search:
    """One search, block by block: what was seen so far, and what each next block means."""

    words: Deliverer
    annotated: Annotated
    outline: Outline
    announced: Announced
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
            if self._is_shown(place + 1, block.index):
                return None
            place = block.index
            if self._is_menu(block):
                return None
            stop = None if _is_beside(origin, block) else self._stop(block)
            if stop is not None:
                return stop if stop.looked else None
            if (
                self.items > 1
                or self.short > 1
                or len(self.named) > 1
                or shapes.are_parallel(self.prose, self.announced.noun)
            ):
                return None
        if self._is_shown(place + 1, len(self.outline.blocks)):
            return None
        gap = self._verdict("follows before the end of the article")
        return gap if gap.looked else None

    def _is_menu(self, block: Block) -> bool:
        """Tell whether a block is the list of links that a page gives in place of a list, right after the announcement."""
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
        if self.announced.expects is Expects.ANYTHING or is_cited or _is_structure(origin, block):
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
        if self._leads_away(block):
            return None
        if self.words.asides.inside(self.annotated, self._beginning(block, _ASIDE_WORDS)):
            return None
        if shape in {Shape.LEAD, Shape.FRAGMENT} and self._is_title(block):
            return self._verdict(f"follows before “{head}”")
        if shape in {Shape.LEAD, Shape.FRAGMENT} or self._ends_the_sentence(block):
            self.items += 1
            return None
        self.named |= self._first_concepts(block)
        if self.first_prose is None and shapes.gives_items(shapes.first_sentence(head), self.announced.noun):
            return _KEPT
        self.short += shape is Shape.SHORT
        self.first_prose = self.first_prose or block
        self.prose.append(head)
        return None

    def _first_concepts(self, block: Block) -> set[str]:
        """Return the concept that a paragraph begins with."""
        mentions = self.annotated.mentions_in(self._beginning(block, 2))
        return {concept for mention in mentions[:1] for concept in mention.concepts[:1]}

    def _is_title(self, block: Block) -> bool:
        """Tell whether a few words over a paragraph are the heading of another topic, without its markup."""
        if len(self.outline.head(block).split()) > _WORDS_OF_A_NAME or not self._names_a_topic(block):
            return False
        after = next(self.outline.after(block), None)
        is_text = after is not None and after.kind is BlockKind.PARAGRAPH
        return is_text and after is not None and self.outline.shape(after) in {Shape.PROSE, Shape.SHORT}

    def _leads_away(self, block: Block) -> bool:
        """Tell whether a paragraph is a link and no more, where things are promised that a page gives itself."""
        is_name = len(self.outline.head(block).split()) < _WORDS_OF_A_NAME
        is_vague = not self.announced.noun and self.announced.expects is not Expects.ITEMS
        if is_name or is_vague or not self.outline.is_one_link(block):
            return False
        return not self._is_one_of(self.words.linked_things)

    def _ends_the_sentence(self, block: Block) -> bool:
        """Tell whether a paragraph may be the rest of the announcing sentence: it is one sentence."""
        is_rest = self.announced.expects is Expects.REST
        return is_rest and len(self.annotated.sentences_in(block.index)) == 1

    def _at_announcement(self, block: Block) -> Gap:
        """Say what the next colon means: the same once more, the label of an item, or the end of this one's room."""
        restates = not self.announced.is_marked and self.words.restating.inside(
            self.annotated, self._beginning(block, 3)
        )
        if restates or not self.announced.announces(block):
            return _KEPT
        gap = self._verdict(f"follows before the next announcement, {_quoted(self.outline.head(block))}")
        # One announcement after the other: each may be an item of the first.
        is_row = any(
            other.kind is BlockKind.PARAGRAPH and self.outline.shape(other) is Shape.ANNOUNCES
            for other in takewhile(_is_no_heading, self.outline.after(block))
        )
        return Gap(gap.certain and not is_row, gap.looked)

    # -- headings ----------------------------------------------------------------------------------------------------

    def _at_heading(self, heading: Block) -> Gap:
        """Say what a heading means: the first of the items, a sub-heading over the list, or the end of the room."""
        level = self.outline.level_at(self.announced.block)
        is_under = self.announced.block.kind is BlockKind.HEADING and heading.level > level
        if is_under or self._names_items(heading, level):
            return _KEPT
        if self.items and self.annotated.article.format == "text" and not self._is_topic(heading):
            return _KEPT  # the first of them was no heading for being announced
        after = next((b for b in self.outline.after(heading) if not _is_beside(self.announced.block, b)), None)
        if after is not None and Zone.REFERENCES in after.zone and self._is_one_of(self.words.linked_things):
            return _KEPT
        is_sub_heading = heading.level > level and not self._is_topic(heading)
        if is_sub_heading and after is not None and _is_structure(self.announced.block, after):
            return _KEPT
        return self._verdict(f"follows before the next heading, {_quoted(self.outline.head(heading))}")

    def _names_items(self, heading: Block, level: int) -> bool:
        """Tell whether headings are the items: numbered, named after what is promised, or a row of sub-headings."""
        if shapes.is_numbered(self.outline.head(heading)):
            return True
        row = self._row(heading)
        if len(row) < 2:
            return False
        named = [_names(self.outline.head(each), self.announced.noun) for each in row[:2]]
        if all(named) or (named[0] and not (self.announced.is_marked and self._is_topic(heading))):
            return True
        if heading.level <= level and not self._may_be_deeper(row):
            return False
        if self._is_one_of(self.words.heading_things) or self._speaks_of_itself():
            return True
        topics = sum(map(self._is_topic, row[:3]))
        return topics == 0 if len(row) < 3 else topics < 2

    def _row(self, heading: Block) -> list[Block]:
        """Return the headings of one level from a heading on, up to one above them."""
        following = self.outline.headings_from(heading.index, _MOST_HEADINGS)
        room = takewhile(lambda each: each.level >= heading.level, following)
        return [each for each in room if each.level == heading.level]

    def _may_be_deeper(self, row: Sequence[Block]) -> bool:
        """Tell whether headings of the same level may be the items: plain text knows one level, and items are short."""
        if self.annotated.article.format != "text":
            return False
        gaps = [after.index - before.index for before, after in pairwise(row[:3])]
        return not self.announced.is_marked or all(1 < gap <= _BLOCKS_OF_AN_ITEM for gap in gaps)

    def _is_topic(self, heading: Block) -> bool:
        text = self.outline.head(heading)
        if text.endswith(("?", ".")) or _QUESTION.match(text) or len(text.split()) > _WORDS_OF_A_TITLE:
            return True
        return self._names_a_topic(heading)

    def _names_a_topic(self, block: Block) -> bool:
        return bool(self.words.topics.inside(self.annotated, self.annotated.tokens.within(block.span)))

    def _speaks_of_itself(self) -> bool:
        """Tell whether the text announces its own parts: “This leaflet covers the following”."""
        sentence = self.annotated.sentences_in(self.announced.block.index)[-1]
        near = TokenSpan(max(sentence.first, sentence.last - _WORDS_LOOKED_AT), sentence.last)
        return bool(self.words.own_texts.inside(self.annotated, near))

    def _is_one_of(self, things: Finder) -> bool:
        """Tell whether what is promised is one of some things."""
        span = self.annotated.tokens.within(self.announced.block.span)
        near = TokenSpan(max(span.first, span.last - _WORDS_LOOKED_AT), span.last)
        places = things.inside(self.annotated, near)
        return any(self.annotated.text(place).lower() == self.announced.noun for place in places)

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


def _is_beside(announced: Block, block: Block) -> bool:
    """Tell whether a block may stand between an announcement and its list without a meaning of its own."""
    return block.kind in _LABELS or not _BESIDE.difference(announced.zone).isdisjoint(block.zone)


def _is_structure(announced: Block, block: Block) -> bool:
    """Tell whether a block is a list, table, definition, code, or something unknown: anything but a paragraph."""
    if block.kind is BlockKind.LIST_ITEM and block.item is not None:
        return block.item != announced.item
    return block.kind not in _NO_ITEMS


def _is_no_heading(block: Block) -> bool:
    return block.kind is not BlockKind.HEADING


def _shows(media: Sequence[Media], noun: str) -> bool:
    """Tell whether pictures may hold what is promised: an embedded object, or a picture that names it."""
    for each in media:
        if each.kind not in PICTURES or _names(f"{each.alt or ''} {each.target or ''}", noun):
            return True
    return False


def _names(text: str, noun: str) -> bool:
    """Tell whether a short text holds a noun, in the singular or the plural."""
    stem = shapes.stem_of(noun)
    return len(stem) > 2 and any(word.startswith(stem) for word in _UNIT.findall(text.lower().replace("_", " ")))


def _quoted(text: str) -> str:
    return f"“{text[:_LONGEST_QUOTE].rstrip()}…”" if len(text) > _LONGEST_QUOTE else f"“{text}”"

"""The structure that a reader sees: where lists, tables, headings and pictures stand, and which prose is a list in disguise."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from healthlint.document.article import Article, Block, BlockKind, InlineKind, Media, ProseSpan, Zone

#: How much of a block is looked at: its beginning tells its shape, and a block may be a megabyte.
HEAD = 600
#: How many blocks after a place are looked at.
REACH = 40
_TAIL = 80
_LONGEST_LEAD = 90
_LONGEST_LINE = 100
_MOSTLY = 1.3
_LONGEST_FRAGMENT = 240
_WORDS_OF_A_SHORT_SENTENCE = 10
_WORDS_OF_AN_ITEM = 7

_MARKER = re.compile(
    r"""(?:\(?(?:\d{1,2}|[a-h]|[A-H]|[ivx]{1,5})[.)]|\#\d{1,2}|[•‣⁃∙▪▫●○◦■□·➤✓✔*–—-]|[o§ü])\s
    |(?:first|firstly|second|secondly|third|thirdly|next|then|finally|lastly),\s
    |(?:step|tip|stage|phase|option|rule|reason|question|type|day|week|part|no\.?|number)\s\d{1,2}\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TERM = re.compile(r"[*_]{0,3}[^\W_][^.:;!?\n]{0,70}?(?:(?<=[\w)])\.|:|\s[–—-])[*_]{0,3}\s")
_CLOSED = re.compile(r"""[.!?…]["'”’)\]*]*$""")
_COLON = re.compile(r""":["'”’)\]*\s-]*$""")
_SENTENCE = re.compile(r"(?<=[.?!:])\s")
_JOINED = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_TWICE = re.compile(r"([A-Z]\w+(?: \w+){0,3}?) \1\b")
#: “Tobacco use Using tobacco is …”: a title and its text run together.
_TITLE_AND_TEXT = re.compile(
    r"[A-Z][\w-]*(?: [a-z][\w-]*){0,5} (?:A|An|The|This|These|If|In|It|One|Some|When|Your|You|People|[A-Z][a-z]+ing) [a-z]"
)
_INLINE_MARKS = re.compile(r"(?:\A|\s)-\s|\(\d\)|\s\d\)\s|\s[a-c]\)\s|•")
#: What a clause before the main one begins with: the comma after it parts no items.
_BEGINS_ANY_SENTENCE = frozenset(
    "the this that these those it its he she they we you your our my his her their there all most many some other sometimes usually often "
    "please".split()
)
BEFORE_A_CLAUSE = frozenset(
    "if when while after before although though because since unless until once whether as in on at by for with from during "
    "despite to hence however therefore thus also moreover furthermore then so but and or apart like unlike given over such including especially which who that".split()
)


_LOUD = frozenset({InlineKind.STRONG, InlineKind.EMPHASIS, InlineKind.LINK})
#: Media that stand still.
PICTURES = frozenset({"image", "img", "picture", "svg"})


#: “Talk to your doctor, nurse or pharmacist” is advice, and no list of what was announced.
_BEGINS_NO_ITEM = BEFORE_A_CLAUSE | _BEGINS_ANY_SENTENCE | frozenset("talk see ask tell speak call contact ring visit".split())


class Shape(StrEnum):
    """What a paragraph looks like beside its neighbours."""

    LISTED = "listed"
    """It is a list, or one item of one: a typed marker, forced line breaks, a row of links."""
    LEAD = "lead"
    """It begins with its own name: bold words, `Term: text`, `Term – text`, a question."""
    FRAGMENT = "fragment"
    """No sentence: short and without a full stop, as an item is."""
    SHORT = "short"
    """A short sentence."""
    ANNOUNCES = "announces"
    """It ends with a colon."""
    PROSE = "prose"


class Outline:
    """Where the structure of an article stands, by block index. Made in time linear in the number of blocks."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks = article.blocks

    def head(self, block: Block) -> str:
        """Return the beginning of a block's prose, at most `HEAD` characters."""
        return self.article.prose[block.span.start : min(block.span.end, block.span.start + HEAD)]

    def tail(self, block: Block) -> str:
        """Return the end of a block's prose."""
        return self.article.prose[max(block.span.start, block.span.end - _TAIL) : block.span.end]

    def after(self, block: Block) -> Iterator[Block]:
        """Yield the blocks after one, in order and within reach."""
        yield from self.blocks[block.index + 1 : block.index + 1 + REACH]

    def media_between(self, first: int, last: int) -> tuple[Media, ...]:
        """Return pictures and other media that stand in or before the blocks `first` to `last` (both included)."""
        start = bisect_left(self._media_blocks, first)
        return self.article.media[start : bisect_right(self._media_blocks, last)]

    def level_at(self, block: Block) -> int:
        """Return the level of the heading that a block stands under (or is); 0 where there is none."""
        place = bisect_right(self.headings, block.index)
        return self.blocks[self.headings[place - 1]].level if place else 0

    def headings_from(self, index: int, most: int) -> list[Block]:
        """Return the headings from a block index on, at most so many."""
        place = bisect_left(self.headings, index)
        return [self.blocks[heading] for heading in self.headings[place : place + most]]

    @cached_property
    def headings(self) -> list[int]:
        """Return the headings of the article itself."""
        return [
            block.index for block in self.blocks if block.kind is BlockKind.HEADING and Zone.COMMENTS not in block.zone
        ]

    @cached_property
    def lists(self) -> list[int]:
        """Return the second block of every list, definition list or run of list-like paragraphs: from there on it is one."""
        found: set[int] = set()
        seen: dict[int, int] = {}
        for block in self.blocks:
            if stands_aside(block):
                continue
            if block.item is not None:
                if seen.setdefault(block.item.list, block.item.item) != block.item.item:
                    found.add(block.index)
            elif block.kind is BlockKind.DEFINITION:
                found.add(block.index)
            elif block.index and block.kind is BlockKind.PARAGRAPH and self._is_run(block):
                found.add(block.index)
        return sorted(found)

    def _is_run(self, block: Block) -> bool:
        """Tell whether a paragraph and the one before it look like two items, or its forced lines do."""
        if len(block.breaks) > 1:
            return True
        before = self.blocks[block.index - 1]
        shapes = {Shape.LISTED, Shape.LEAD}
        return before.kind is BlockKind.PARAGRAPH and self.shape(block) in shapes and self.shape(before) in shapes

    @cached_property
    def tables(self) -> list[int]:
        """Return the cells of tables."""
        return [block.index for block in self.blocks if block.cell is not None and not stands_aside(block)]

    @cached_property
    def opaque(self) -> list[int]:
        """Return the blocks that nobody knows what they are."""
        return [block.index for block in self.blocks if block.kind in {BlockKind.OPAQUE, BlockKind.CODE}]

    @cached_property
    def _media_blocks(self) -> list[int]:
        return [media.block for media in self.article.media]

    def shape(self, block: Block) -> Shape:
        """Return what a paragraph looks like."""
        head, tail = self.head(block), self.tail(block)
        if self._has_short_lines(block) or _MARKER.match(head) or self._is_links(block):
            return Shape.LISTED
        if _COLON.search(tail):
            return Shape.ANNOUNCES
        if tail.endswith("?") or self.lead(block):
            return Shape.LEAD
        if block.span.end - block.span.start > _LONGEST_FRAGMENT:
            return Shape.PROSE
        if not _CLOSED.search(tail):
            return Shape.FRAGMENT
        return Shape.SHORT if len(head.split()) <= _WORDS_OF_A_SHORT_SENTENCE else Shape.PROSE

    def _has_short_lines(self, block: Block) -> bool:
        """Tell whether forced line breaks part items: three lines or more, or a first one that is no sentence."""
        size = block.span.end - block.span.start
        if not block.breaks or size > _LONGEST_LINE * (len(block.breaks) + 1):
            return False
        first = self.article.prose[block.span.start : block.breaks[0]].rstrip()
        return len(block.breaks) > 1 or not _CLOSED.search(first[-_TAIL:])

    def lead(self, block: Block) -> str:
        """Return the name that a paragraph begins with: its first words in bold, or the term of `Term: text`."""
        begin = block.span.start
        for inline in self.article.inlines_in(ProseSpan(begin, begin + 1)):
            size = inline.span.end - begin
            if inline.kind in _LOUD and inline.span.start == begin and size <= _LONGEST_LEAD:
                return self.article.prose[begin : inline.span.end]
        return term_of(self.head(block))

    def is_one_link(self, block: Block) -> bool:
        """Tell whether a block is a link and hardly anything else: it leads away, and is no item."""
        near = self.article.inlines_in(ProseSpan(block.span.start, block.span.start + _TAIL))
        links = [inline.span for inline in near if inline.kind is InlineKind.LINK]
        size = block.span.end - block.span.start
        return any((span.end - span.start) * _MOSTLY > size for span in links)

    def _is_links(self, block: Block) -> bool:
        """Tell whether a short block is mostly two or more links."""
        size = block.span.end - block.span.start
        if size > HEAD:
            return False
        spans = [inline.span for inline in self.article.inlines_in(block.span) if inline.kind is InlineKind.LINK]
        return len(spans) > 1 and sum(span.end - span.start for span in spans) * 2 > size


def stands_aside(block: Block) -> bool:
    """Tell whether a block is no part of the article's own text: navigation, comments, advertisement, metadata."""
    return not {Zone.COMMENTS, Zone.NAVIGATION, Zone.ADVERTISEMENT, Zone.META}.isdisjoint(block.zone)


def stem_of(noun: str) -> str:
    """Return the last word without its plural ending, good enough to compare: `stages` and `stage`, `therapies` and `therapy`."""
    last = noun.lower().split()[-1] if noun else ""
    for ending, length in (("ies", 3), ("s", 1)):
        if last.endswith(ending) and len(last) > 4:
            return last[:-length]
    return last


def is_numbered(text: str) -> bool:
    """Tell whether a text begins with a number, a letter or a bullet typed by hand, or with “Step 1”."""
    return _MARKER.match(text) is not None


def term_of(text: str) -> str:
    """Return the name of at most six words that a text begins with: `Term: …`, `Term – …`, `Term. …`; else nothing."""
    found = _TERM.match(text)
    if found is None:
        return ""
    name = found.group().strip(" *_")
    return "" if len(name.split()) > (4 if name.endswith(".") else 6) else name.rstrip(" .:–—-")


def is_flattened(text: str) -> bool:
    """Tell whether a text holds what is left of a list run together: dashes, numbers in brackets, a title said twice."""
    return _INLINE_MARKS.search(text) is not None or any(shape.match(text) for shape in (_TWICE, _TITLE_AND_TEXT))


def are_parallel(texts: Sequence[str], noun: str) -> bool:
    """Tell whether the last of some texts begins like one before it, as items do that are sentences or long phrases.

    The same word, a word in -ing, an indefinite article, or the thing `noun` among the first words.
    """
    if len(texts) < 2:
        return False
    *before, last = (_beginning(text, noun) for text in texts)
    return any(not last.isdisjoint(each) for each in before)


def _beginning(text: str, noun: str) -> set[str]:
    words = text[:_TAIL].lower().split()[:_WORDS_OF_AN_ITEM]
    first = "a" if words[0] == "an" else words[0]
    found = set() if first in _BEGINS_ANY_SENTENCE or first in BEFORE_A_CLAUSE else {first}
    if first.endswith("ing"):
        found.add("-ing")
    stem = stem_of(noun)
    if len(stem) > 2 and any(word.startswith(stem) for word in words):
        found.add(stem)
    return found


def first_sentence(head: str) -> str:
    """Return the first sentence of a text."""
    return _SENTENCE.split(head, maxsplit=1)[0]


def has_series(text: str) -> bool:
    """Tell whether a text counts up things in a sentence: “rest, ice and heat”, “your notes; a list of questions”."""
    return any(_is_series(sentence) for sentence in _SENTENCE.split(text[:HEAD]))


def gives_items(text: str, noun: str) -> bool:
    """Tell whether running text gives several things `noun`: one sentence counts up, and begins with them or names them.

    “Talk to your doctor, nurse or pharmacist” counts up too, and gives no symptoms.
    """
    stem = stem_of(noun)
    for sentence in _SENTENCE.split(text[:HEAD]):
        if not _is_series(sentence):
            continue
        words = sentence.lower().split()
        comma = next((place for place, word in enumerate(words) if word.endswith((",", ";"))), 0)
        if comma < _WORDS_OF_AN_ITEM and words[0] not in _BEGINS_NO_ITEM:
            return True
        if len(stem) > 2 and any(word.startswith(stem) for word in words):
            return True
    return False


def begins_no_item(text: str) -> bool:
    """Tell whether a text goes on with something else than an item: “These …”, “If …”, “Talk to …”."""
    first = text[:_TAIL].lower().split(maxsplit=1)
    return bool(first) and first[0].strip("“\"'‘(,") in _BEGINS_NO_ITEM


def _is_series(sentence: str) -> bool:
    if sentence.count(";") > 1 or ("; and " in sentence or "; or " in sentence):
        return True
    parts = [part.strip() for part in sentence.split(",")]
    for place in range(1, len(parts)):
        joined = _JOINED.search(parts[place])
        if joined is None:
            continue
        before = parts[place][: joined.start()].split()
        if not before and place > 1 and len(parts[place - 1].split()) <= _WORDS_OF_AN_ITEM:
            return not _opens_a_clause(parts[place - 2]) or place > 2
        if _opens_a_clause(parts[place]):
            continue
        if 0 < len(before) <= _WORDS_OF_AN_ITEM and (place > 1 or not _opens_a_clause(parts[0])):
            return place == 1 or len(parts[place - 1].split()) <= _WORDS_OF_AN_ITEM
    return False


def _opens_a_clause(part: str) -> bool:
    first = part.split(maxsplit=1)
    return not first or first[0].lower() in BEFORE_A_CLAUSE

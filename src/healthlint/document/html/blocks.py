"""Turns the block-level tags of HTML into blocks, lists, tables, footnotes and zones, and undoes each when it ends."""

from __future__ import annotations

import re

from msgspec import Struct

from healthlint.document.article import BlockKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.html.elements import CELLS, ENDED_PARTS, ENDING, HEADINGS, KINDS, LISTS
from healthlint.document.html.fields import named_by
from healthlint.document.html.folds import Folds
from healthlint.document.html.naming import Naming
from healthlint.document.html.notes import is_note
from healthlint.document.html.stack import IMPLIED_LIST, Effect, Element, OpenElements, Tag
from healthlint.document.html.zones import ZONED, Around, zone_of
from healthlint.patterns import regex

_CAPTION = regex(r"(?:\A|\s)(?:wp-|image-|img-|photo-|figure-|media-)?caption(?:-text)?(?:\s|\Z)", re.IGNORECASE)
#: A word that follows right behind tags.
_GLUED = regex(r"(?:<[^<>]{1,500}>){1,9}\w")
#: Two tags of one element, in characters.
_SHORT = 2_000
_BARE_TABLE = frozenset({"presentation", "none"})
_IN_SELECT = frozenset({"option", "optgroup", "select", "hr"})
#: Elements that shape the blocks in them by their name alone.
_SHAPED = frozenset({*LISTS, *KINDS, "li", "table", *ENDED_PARTS, "main", "article"})


class Claim(Struct, frozen=True):
    """What an element that opened a zone held: where it began and ended, and how much text, in characters."""

    start: int
    end: int
    zone: str
    words: int


class Blocks:
    """Holds the open elements, and speaks to the builder for them."""

    def __init__(self, builder: ArticleBuilder, *, in_page: bool, unmarked: frozenset[int]) -> None:
        """`in_page`: the text is a whole page, with more on it than the article.

        `unmarked` holds offsets of start tags that open neither a zone nor a table, whatever they say.
        """
        self.builder = builder
        self.open = OpenElements()
        self.claims: list[Claim] = []
        self.layouts: set[int] = set()
        self.mains: list[tuple[int, int]] = []
        self.articles: list[tuple[int, int]] = []
        """The `<article>`s that stand in no other one."""
        self.words = 0
        self.titles: list[tuple[int, bool]] = []
        self._lists = 0
        self._mains = self._articles = 0
        self._is_fragment = not in_page
        self._unmarked = unmarked
        self._kinds = [(BlockKind.PARAGRAPH, 0)]
        self._tables: list[bool] = []
        self._id: str | None = None
        self._naming = Naming(builder)
        self._folds = Folds(builder.masked)

    # -- text ------------------------------------------------------------------------------------------------------

    def text(self, start: int, end: int, words: str, decoded: str | None = None) -> None:
        """Add text; white space between blocks is none."""
        if not self.builder.in_block:
            if words.isspace():
                return
            self.begin()
        self.builder.text(start, end, decoded)
        self.words += end - start
        if self._naming.is_collecting:
            self._naming.collect(start, end, words)

    def begin(self) -> None:
        """Begin a block of the kind that belongs here, unless one is open."""
        if self.builder.in_block:
            return
        if self.open.brief and self.open.is_top(IMPLIED_LIST):
            self.leave(len(self.open) - 1, 0)
        if self._naming.is_collecting:
            self._naming.part()
        kind, level = self._kinds[-1]
        self.builder.start_block(kind, level=level, id=self._id)
        self._id = None

    @property
    def kind(self) -> BlockKind:
        """Return the kind that a block beginning here would have."""
        return self._kinds[-1][0]

    # -- elements --------------------------------------------------------------------------------------------------

    def start(self, tag: Tag) -> None:
        """Begin a block-level element."""
        name, attributes = tag.name, tag.attributes
        if self.open.brief or name in ENDING:
            self._end_implied(name, tag.start)
        self.builder.end_block()
        effects = self.enter(tag) if attributes or name in ZONED else 0
        if attributes:
            self._id = attributes.get("id") or self._id
            field = named_by(attributes)
            effects |= self.name_words(tag, field) if field else 0
        if attributes or name in _SHAPED:
            effects |= self._shape(tag)
        if effects or name != "p":
            self.push(tag, effects | Effect.ENDS_BLOCK)

    def push(self, tag: Tag, effects: int) -> None:
        """Remember an element that is open."""
        self.open.push(Element(tag.name, tag.start, effects, self.words))

    def end(self, name: str, end: int) -> None:
        """End a block-level element; `end` is one past its end tag. A stray end tag does nothing."""
        place = self.open.ended_by(name)
        if place >= 0:
            self.leave(place, end)
        elif name == "p":
            self.builder.end_block()

    def leave(self, place: int, end: int) -> None:
        """End the elements from `place` on; `end` is one past what ends them."""
        while len(self.open) > place:
            self._undo(self.open.pop(), end)

    def _end_implied(self, name: str, start: int) -> None:
        """End what the start of `name` ends without a word."""
        if self.open.brief:
            self._leave_if(self.open.ended_by("p"), start)
            if name not in _IN_SELECT:
                self._leave_if(self.open.place("select"), start)
            if name != "li" and self.open.is_top(IMPLIED_LIST):
                self.leave(len(self.open) - 1, start)
        if name == "li":
            self._leave_if(self.open.item("li"), start)
        elif name in {"dt", "dd"}:
            self._leave_if(self.open.item("term"), start)
        elif name in HEADINGS:
            if self.open.is_top("heading"):
                self.leave(len(self.open) - 1, start)
        elif name in ENDED_PARTS:
            places = [place for group in ENDED_PARTS[name] if (place := self.open.part(group)) >= 0]
            self._leave_if(min(places, default=-1), start)

    def _leave_if(self, place: int, end: int) -> None:
        if place >= 0:
            self.leave(place, end)

    # -- what an element does --------------------------------------------------------------------------------------

    def enter(self, tag: Tag) -> int:
        """Open the zone, the language and the footnote that an element begins; return what has to be undone."""
        attributes = tag.attributes
        effects = 0
        if tag.start not in self._unmarked:
            is_quoted = Zone.QUOTE in self.builder.zone
            is_fold = self._folds.holds(attributes, self.open)
            around = Around(self._mains > 0, self._articles > 0, is_quoted, self._is_fragment, is_fold)
            zone = zone_of(tag.name, attributes, around)
            if zone:
                self.builder.push_zone(zone)
                effects = Effect.ZONE
        language = attributes.get("lang") or attributes.get("xml:lang")
        if language:
            self.builder.end_block()
            self.builder.push_language(language.strip())
            effects |= Effect.LANGUAGE
        if "id" in attributes and is_note(tag, self.builder.zone):
            self.builder.start_footnote(attributes["id"], tag.start)
            effects |= Effect.FOOTNOTE
        return effects

    def name_words(self, tag: Tag, field: str) -> int:
        """Begin to collect the words of an element for a field; return what has to be undone."""
        return Effect.NAMES if self._naming.begin(tag, field) else 0

    def _shape(self, tag: Tag) -> int:
        """Tell the builder of lists, tables and kinds of block; return what has to be undone."""
        name = tag.name
        role = tag.attributes.get("role")
        effects = 0
        if name in LISTS or role == "list":
            self.builder.push_list(ordered=name == "ol")
            self._lists += 1
            effects = Effect.LIST
        elif name == "li" or (role == "listitem" and self._lists):
            self._item(tag)
        elif name == "table":
            self._table(tag)
            effects = Effect.TABLE
        elif name in ENDED_PARTS and self._tables and self._tables[-1]:
            self._table_part(name)
        elif name == "main" or role == "main":
            self._mains += 1
            effects = Effect.MAIN
        elif name == "article":
            self._mains += 1
            self._articles += 1
            effects = Effect.ARTICLE
        return effects | self._own_kind(tag)

    def _item(self, tag: Tag) -> None:
        if tag.name == "li" and not self.open.in_list:
            self.builder.push_list(ordered=False)
            self._lists += 1
            self.open.push(Element(IMPLIED_LIST, tag.start, Effect.LIST))
        self.builder.start_item()

    def _table(self, tag: Tag) -> None:
        """Begin a table; one that holds another, or a heading of the page, only lays the page out."""
        outer = self.open.place("table")
        if outer >= 0 and max(self.open.part("cell"), self.open.part("caption")) < 0:
            self.leave(outer, tag.start)
        elif outer >= 0:
            self.layouts.add(self.open[outer].start)
        self._tables.append(tag.start not in self._unmarked and tag.attributes.get("role") not in _BARE_TABLE)
        if self._tables[-1]:
            self.builder.push_table()

    def _table_part(self, name: str) -> None:
        if name == "tr":
            self.builder.start_row()
        elif name in CELLS:
            group = self.open.part("row group")
            self.builder.start_cell(header=name == "th" or (group >= 0 and self.open[group].tag == "thead"))

    def _own_kind(self, tag: Tag) -> int:
        """Set the kind of the blocks that an element holds, where it says one."""
        name = tag.name
        kind = KINDS.get(name)
        level = HEADINGS.get(name, 0)
        if name in {"h1", "h2"} and self._tables and self._tables[-1]:
            self.layouts.add(self.open[self.open.place("table")].start)
        if tag.attributes and kind is None:
            if tag.attributes.get("role") == "heading":
                stated = tag.attributes.get("aria-level", "")
                kind, level = BlockKind.HEADING, int(stated) if stated in {"1", "2", "3", "4", "5", "6"} else 2
            elif name in {"p", "div"} and _CAPTION.search(tag.attributes.get("class", "")):
                kind = BlockKind.CAPTION
        if level == 1:
            self.titles.append((tag.start, Zone.BODY in self.builder.zone))
        if kind is None or self._kinds[-1] == (kind, level):
            return 0
        self._kinds.append((kind, level))
        return Effect.KIND

    def title(self, tag: Tag) -> None:
        """Begin the title of the page: a block of its own, and a field."""
        self.builder.push_zone(Zone.META)
        self._kinds.append((BlockKind.TITLE, 0))
        self.push(tag, self.name_words(tag, "title") | Effect.ENDS_BLOCK | Effect.ZONE | Effect.KIND)

    # -- the end of an element -------------------------------------------------------------------------------------

    def _undo(self, element: Element, end: int) -> None:
        effects = element.effects
        self._id = None
        if effects & Effect.CUSTOM and element.words == self.words:
            self._end_empty(element, end)
        if effects & Effect.ENDS_BLOCK:
            self.builder.end_block()
        if effects & Effect.NAMES:
            self._end_name(element, end)
        if effects & Effect.KIND:
            self._kinds.pop()
        if effects & (Effect.LIST | Effect.TABLE):
            self._undo_rows(effects)
        if effects & Effect.FOOTNOTE:
            self.builder.end_footnote(end)
        if effects & Effect.LANGUAGE:
            self.builder.pop_language()
        if effects & Effect.ZONE:
            self._undo_zone(element, end)
        if effects & (Effect.MAIN | Effect.ARTICLE):
            self._undo_main(element, end)

    def _end_name(self, element: Element, end: int) -> None:
        self._naming.end(element)
        if _GLUED.match(self.builder.masked, end):  # style sheets part a name from the date after it
            self.builder.blank(end - 1, end)

    def _end_empty(self, element: Element, end: int) -> None:
        """Add an element of the author's own that has no words. Its end stands for it where other tags are in it."""
        is_short = end - element.start <= _SHORT and self.builder.masked.count("<", element.start, end) <= 2
        self.begin()
        self.builder.opaque(element.start if is_short else end - 1, end)
        self.words += 1

    def _undo_rows(self, effects: int) -> None:
        if effects & Effect.LIST:
            self.builder.pop_list()
            self._lists -= 1
        elif self._tables.pop():
            self.builder.pop_table()

    def _undo_zone(self, element: Element, end: int) -> None:
        self.claims.append(Claim(element.start, end, self.builder.zone[-1], self.words - element.words))
        self.builder.pop_zone()

    def _undo_main(self, element: Element, end: int) -> None:
        self._mains -= 1
        if element.effects & Effect.ARTICLE:
            self._articles -= 1
            if not self._articles:
                self.articles.append((element.start, end))
        else:
            self.mains.append((element.start, end))

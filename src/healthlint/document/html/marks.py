"""Reads the elements of HTML that are part of a line: marks, links, footnote marks, buttons, unknown elements."""

from __future__ import annotations

import re
from collections import Counter

from healthlint.document.article import BlockKind, InlineKind, Zone
from healthlint.document.html import fields as html_fields
from healthlint.document.html.blocks import Blocks
from healthlint.document.html.elements import INLINES, TARGETS
from healthlint.document.html.notes import is_back_link, marked_note
from healthlint.document.html.objects import Objects
from healthlint.document.html.stack import Effect, Tag
from healthlint.document.html.tokens import NOSCRIPT
from healthlint.document.html.unread import Unread
from healthlint.document.html.zones import is_folded, is_unseen
from healthlint.patterns import regex

#: A mark follows its `<sup>` within so many characters: `<sup id="r1">[<a href="#n1">1</a>]</sup>`.
_NEAR = 40
#: The numbers of notes, and nothing else up to the next tag. (Behind one or two letters they are exponents.)
_NUMBERS = regex(r"(?:<a\b[^<>]{0,500}>)?\s{0,9}\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20}\s{0,9}<")
_WORD_BEFORE = regex(r"[^\W\d_]{3}(?:</?\w[^<>]{0,30}>){0,2}\Z")
#: The name of an element of the author's own.
_CUSTOM = regex(r"[a-z][\w.]*-[\w.-]+\Z")
#: Elements whose words are not part of those beside them.
_APART = frozenset({"rt", "button", "label", "textarea"})
#: These may say which date of the article they hold.
_DATED = frozenset({InlineKind.TIME, InlineKind.ABBREVIATION})
#: Attributes of a button that unfolds a part of the article.
_UNFOLDING = frozenset({"aria-expanded", "aria-controls"})
#: Words for those whose browser lacks something; they are not the article's.
_FOR_BROWSERS = regex(r"javascript|browser|cookies", re.IGNORECASE)
#: A complaint says so in as many characters.
_COMPLAINT = 1_000


class Marks:
    """Begins and ends elements of a line. Each start returns the element if nothing in it is to be read."""

    def __init__(self, blocks: Blocks, objects: Objects) -> None:
        self._blocks = blocks
        self._builder = blocks.builder
        self._objects = objects
        self._link: InlineKind | None = None
        self._raised: int | None = None
        self._complaint = -1
        self._lines: Counter[str] = Counter()

    def is_open(self, name: str) -> bool:
        """Tell whether an element of a line is open, by its name."""
        return self._lines[name] > 0

    def line(self, tag: Tag) -> Unread | None:
        """Begin an element that says nothing by its name."""
        blocks = self._blocks
        effects = 0
        if tag.attributes:
            if not self._builder.in_block:
                effects = blocks.enter(tag)
                effects |= Effect.ENDS_BLOCK if effects & Effect.ZONE else 0
            elif is_unseen(tag.attributes):
                return Unread(tag, in_line=True)
            field = html_fields.named_by(tag.attributes)
            effects |= blocks.name_words(tag, field) if field else 0
        if effects or tag.name == NOSCRIPT or blocks.open.place(tag.name) >= 0:
            blocks.push(tag, effects)
        self._lines[tag.name] += 1
        return None

    def mark(self, tag: Tag) -> Unread | None:
        """Begin a stretch that is bold, raised, quoted, and so on."""
        unread = self.line(tag)
        if unread:
            return unread
        kind = INLINES[tag.name]
        if kind is InlineKind.SUPERSCRIPT:
            self._raised = tag.end
            self._part_mark(tag)
        elif kind in _DATED:
            html_fields.dated(self._builder, tag.attributes, tag.start, tag.end)
        self._blocks.begin()
        target = tag.attributes.get(TARGETS[tag.name]) if tag.name in TARGETS else None
        self._builder.open_inline(kind, tag.start, target)
        return None

    def link(self, tag: Tag) -> Unread | None:
        """Begin a link or the mark of a footnote; a link inside a link ends the first."""
        self._end_link(tag.start)
        unread = Unread(tag, in_line=True) if is_back_link(tag) else self.line(tag)
        if unread is None and "href" in tag.attributes:
            self._blocks.begin()
            is_raised = self._raised is not None and tag.start - self._raised < _NEAR
            label = marked_note(tag, is_raised=is_raised and Zone.FOOTNOTE not in self._builder.zone)
            self._link = InlineKind.LINK if label is None else InlineKind.FOOTNOTE_MARK
            if label is not None:
                self._part_mark(tag)
            self._builder.open_inline(self._link, tag.start, label or tag.attributes["href"].strip())
        return unread

    def _part_mark(self, tag: Tag) -> None:
        """Part a word from the number of a note that stands right behind it: “gout¹” is no word."""
        text = self._builder.masked
        if _NUMBERS.match(text, tag.end) and _WORD_BEFORE.search(text[max(0, tag.start - _NEAR) : tag.start]):
            self._builder.blank(tag.start, tag.end)

    def apart(self, tag: Tag) -> Unread | None:
        """Begin an element whose words are not part of those beside it."""
        self._builder.blank(tag.start, tag.end)
        return self.line(tag)

    def control(self, tag: Tag) -> Unread | None:
        """Begin a button, a label or a field. Standing alone it is the page's, unless it unfolds a part of the text."""
        blocks = self._blocks
        is_heading = blocks.kind is not BlockKind.PARAGRAPH or blocks.open.place("summary") >= 0
        if self._builder.in_block or is_heading:
            return self.apart(tag)
        if is_folded(tag.attributes) or not _UNFOLDING.isdisjoint(tag.attributes):
            blocks.push(tag, blocks.enter(tag) | Effect.ENDS_BLOCK)
        else:
            self._set_aside(tag)
        return None

    def noscript(self, tag: Tag) -> Unread | None:
        """Begin what is shown where no scripts run: the article's words, or a complaint about the browser."""
        if self._complaint < tag.end:
            found = _FOR_BROWSERS.search(self._builder.masked, tag.end)
            self._complaint = found.start() if found else len(self._builder.masked) + _COMPLAINT
        if self._complaint >= tag.end + _COMPLAINT:
            return self.line(tag)
        if self._builder.in_block:
            return Unread(tag, in_line=True)
        self._set_aside(tag)
        return None

    def _set_aside(self, tag: Tag) -> None:
        """Begin an element that is a block of the page and not of the article."""
        self._builder.push_zone(Zone.NAVIGATION)
        self._blocks.push(tag, Effect.ZONE | Effect.ENDS_BLOCK)

    def other(self, tag: Tag) -> Unread | None:
        """Begin an element that HTML does not know: a part of its line, or an object if it turns out to be empty."""
        is_custom = bool(_CUSTOM.match(tag.name))
        if "icon" in tag.name:
            return self.line(tag)
        if tag.is_whole and (is_custom or self._builder.masked[tag.start + 1].isupper()):
            self._objects.sign(tag.start, tag.end)
        elif is_custom:
            effects = 0 if self._builder.in_block else self._blocks.enter(tag) | Effect.ENDS_BLOCK
            self._blocks.push(tag, effects | Effect.CUSTOM)
        else:
            return self.line(tag)
        return None

    def end(self, name: str, end: int) -> None:
        """End an element of a line; `end` is one past its end tag."""
        if self._lines[name]:
            self._lines[name] -= 1
        kind = INLINES.get(name)
        if kind is not None:
            self._builder.close_inline(kind, end)
            if kind is InlineKind.SUPERSCRIPT:
                self._raised = None
        elif name == "a":
            self._end_link(end)
        elif name in _APART:
            self._builder.blank(end - 1, end)
        place = self._blocks.open.ended_by(name)
        if place >= 0:
            self._blocks.leave(place, end)

    def _end_link(self, end: int) -> None:
        if self._link is not None:
            self._builder.close_inline(self._link, end)
            self._link = None

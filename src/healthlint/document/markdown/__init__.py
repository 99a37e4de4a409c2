"""Reads Markdown: CommonMark with tables, task lists, strikethrough, footnotes, front matter and raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from msgspec.structs import replace

from healthlint.document import front_matter, templates
from healthlint.document.article import OPAQUE, Article, BlockKind, InlineKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.markdown import commonmark
from healthlint.document.markdown.commonmark import Event, Place
from healthlint.document.markdown.raw_html import RawHtml
from healthlint.document.source import Source
from healthlint.patterns import regex

NAME = "markdown"
SUFFIXES = (".md", ".markdown", ".mdx", ".mkd", ".qmd")

#: Template tags that say what to do with the text around them, as opposed to those that stand for a text.
_STATEMENTS = ("{%", "{#", "<%", "{{<", "{{%", "{{#", "{{/", "{{!")
_WRAPPER = regex(r"</?(?:[A-Z][^>]*)?(?<!/)>\s*")
_STATEMENT_LINE = regex(f"[ \t]*{OPAQUE}[ \t{OPAQUE}]*")
_TYPED_BULLET = regex(
    "[ \t]*[\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u00b7\u27a4\u2713\u2714] "
)
#: Braces at the end of a heading.
_BRACES = regex(r"(\{[^{}\r\n]*\})[ \t#]*(?=[\r\n]|\Z)")
_LINE_START = regex(r"(?:\A|[\r\n])[ \t>*+\d.)-]*\Z")
#: What belongs to an event: its words, its label, its level.
Detail = Any
_Handler = Callable[[Detail, Place], None]
_INLINES = {
    "Emphasis": InlineKind.EMPHASIS,
    "Strong": InlineKind.STRONG,
    "Strikethrough": InlineKind.DELETED,
}


def parse(source: Source) -> Article:
    """Return the article in a Markdown file. Positions are code points of the file; nothing is raised."""
    try:
        reader = _Reader(source)
        article = reader.read()
        # Raw HTML that a quotation's `>` interrupts is one tag only without it: read again, without.
        return _Reader(source, reader.raw.interrupted).read() if reader.raw.interrupted else article
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the parser's panic is no Exception, and cannot be imported
            raise
        from healthlint.document.text import parse as parse_text  # noqa: PLC0415 -- only if the parser gives up

        article = parse_text(source)
        note = "the Markdown parser gave up on this file; it was read as plain text"
        return replace(article, notes=(*article.notes, note))


def _blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return `text` with blanks in the ranges, which are in order."""
    parts: list[str] = []
    done = 0
    for start, end in ranges:
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, text[done:]]) if parts else text


class _Reader:
    """Drives the builder by the parser's events."""

    def __init__(self, source: Source, cuts: Iterable[tuple[int, int]] = ()) -> None:
        """Prepare to read; `cuts` are stretches that raw HTML is to be read without (a quotation's `>`)."""
        self.builder = ArticleBuilder(source, NAME)
        body = front_matter.read(self.builder)
        if source.path.lower().endswith(".mdx"):
            masked = self.builder.masked
            self.builder.masked = masked[:body] + templates.mask_mdx(masked[body:])
        self.text = commonmark.parsable(self.builder.masked)
        self.builder.masked = _blanked(self.builder.masked, cuts)
        self.at = commonmark.Offsets(self.text[body:], body)
        self.events = commonmark.events(self.text[body:])
        self.raw = RawHtml(self.builder, self.text)
        self.last = 0
        self.in_head = False
        self.braces: re.Match[str] | None = None

    def read(self) -> Article:
        """Read the whole file into the builder."""
        handlers: dict[str, _Handler] = {
            "Text": self._text,
            "Code": self._code,
            "Start": self._tag(self._starts()),
            "End": self._tag(self._ends()),
            "Html": self._html_line,
            "InlineHtml": self._inline_html,
            "FootnoteReference": self._footnote_mark,
            "SoftBreak": self._soft_break,
            "HardBreak": self._hard_break,
        }
        for event, place in self.events:
            if event.__class__ is str:
                name, value = event, None
            else:
                ((name, value),) = event.items()
            handler = handlers.get(name)
            if handler is not None:
                handler(value, place)
        self.raw.close()
        return self.builder.finish()

    def _tag(self, handlers: dict[str, _Handler]) -> _Handler:
        """Return a handler that hands on to the one of the tag; tags that say nothing have none."""

        def handle(tag: Event, place: Place) -> None:
            name, detail = (tag, None) if tag.__class__ is str else next(iter(tag.items()))
            handler = handlers.get(name)
            if handler is not None:
                handler(detail, place)

        return handle

    def _starts(self) -> dict[str, _Handler]:
        builder = self.builder
        return {
            "Paragraph": _plain(self.raw.begin_paragraph),
            "Heading": self._heading,
            "CodeBlock": _plain(partial(builder.start_block, BlockKind.CODE)),
            "BlockQuote": self._quote,
            "List": self._list,
            "Item": self._item,
            "Table": self._table,
            "TableHead": _plain(builder.start_row),
            "TableRow": _plain(builder.start_row),
            "TableCell": self._cell,
            "FootnoteDefinition": self._footnote,
            "Link": self._link,
            "Image": self._image,
            **{name: self._opening(kind) for name, kind in _INLINES.items()},
        }

    def _ends(self) -> dict[str, _Handler]:
        builder = self.builder
        return {
            "Paragraph": _plain(self.raw.end_line),
            "Heading": self._end_heading,
            "CodeBlock": _plain(builder.end_block),
            "HtmlBlock": _plain(self.raw.end_block),
            "BlockQuote": self._end_quote,
            "List": _plain(builder.pop_list),
            "Item": self._leave,
            "Table": _plain(builder.pop_table),
            "TableHead": self._end_head,
            "TableCell": self._leave,
            "FootnoteDefinition": self._end_footnote,
            **{name: self._closing(kind) for name, kind in (*_INLINES.items(), ("Link", InlineKind.LINK))},
        }

    # -- text ------------------------------------------------------------------------------------------------------

    def _text(self, words: str, place: Place) -> None:
        start, size = self.at(place["start"]), len(words)
        is_same = self.text.startswith(words, start)
        if is_same and place["end"] - place["start"] == size:  # as many bytes as characters: ASCII, as written
            end = start + size
        else:
            end = self.at(place["end"])
            is_same = is_same and end - start == size
        self.last = end
        if self.raw.is_hidden:
            return
        if OPAQUE in words and self._is_statement(start, end):
            self.builder.end_block()
            if not _WRAPPER.fullmatch(self.builder.source.text, start, end):  # what a component holds is read itself
                self.builder.opaque(start, end)
            self.builder.end_block()
        elif is_same:
            self.raw.say(start, end, words)
        else:
            self._differing(words, start, end)

    def _differing(self, words: str, start: int, end: int) -> None:
        """Add text that is not as written: blanks are the builder's matter, all else is one unit."""
        same = self.text[start:end].split() == words.split()
        self.raw.say(start, end, words, None if same else words)

    def _code(self, words: str, place: Place) -> None:
        start, end = self.at(place["start"]), self.at(place["end"])
        if self.raw.is_hidden:
            return
        ticks = 0
        while self.text[start + ticks] == "`":
            ticks += 1
        self.builder.open_inline(InlineKind.CODE, start)
        self._differing(words, start + ticks, end - ticks)
        self.builder.close_inline(InlineKind.CODE, end)

    def _soft_break(self, _: None, place: Place) -> None:
        if self.raw.is_hidden:
            return
        start, end = self.at(place["start"]), self.at(place["end"])
        if _TYPED_BULLET.match(self.text, end):
            self.builder.line_break(start, end)
        elif self.builder.in_block:
            self.builder.text(start, end)

    def _hard_break(self, _: None, place: Place) -> None:
        if not self.raw.is_hidden:
            self.builder.line_break(self.at(place["start"]), self.at(place["end"]))

    def _is_statement(self, start: int, end: int) -> bool:
        """Tell a template statement on a line of its own: it parts the text around it."""
        if self.builder.kind not in {None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            return False
        ends = _STATEMENT_LINE.fullmatch(self.text, start, end) and self.text[end : end + 1] in {"", "\r", "\n"}
        begins = ends and _LINE_START.search(self.text[max(0, start - 40) : start])
        written = self.builder.source.text
        return bool(begins) and (
            written.startswith(_STATEMENTS, start) or bool(_WRAPPER.fullmatch(written, start, end))
        )

    # -- raw HTML --------------------------------------------------------------------------------------------------

    def _html_line(self, _: str, place: Place) -> None:
        self.raw.add_line(self.at(place["start"]), self.at(place["end"]))

    def _inline_html(self, words: str, place: Place) -> None:
        self.raw.tag(self.at(place["start"]), self.at(place["end"]), words)

    # -- containers and marks --------------------------------------------------------------------------------------

    def _leave(self, _: None, place: Place) -> None:
        self.raw.leave(self.at(place["end"]))

    def _item(self, _: None, __: Place) -> None:
        self.raw.enter()
        self.builder.start_item()

    def _opening(self, kind: InlineKind) -> _Handler:
        def handle(_: None, place: Place) -> None:
            self.builder.open_inline(kind, self.at(place["start"]))

        return handle

    def _closing(self, kind: InlineKind) -> _Handler:
        def handle(_: None, place: Place) -> None:
            self.builder.close_inline(kind, self.at(place["end"]))

        return handle

    def _heading(self, detail: Detail, place: Place) -> None:
        """Begin a heading. Braces at its end that hold no attributes are remembered: they are words."""
        start, end = self.at(place["start"]), self.at(place["end"])
        found = detail["id"] or detail["classes"] or detail["attrs"]
        is_markup = found and all(value is not None for _, value in detail["attrs"])
        brace = -1 if is_markup else self.text.rfind("{", start, end)
        self.last = start
        self.braces = _BRACES.match(self.text, brace, end) if brace >= 0 else None
        name = detail["id"] if is_markup else None
        self.raw.begin_line()
        self.builder.start_block(BlockKind.HEADING, level=int(detail["level"][1]), id=name)
        if name:
            self.builder.anchor(name)

    def _end_heading(self, _: Detail, __: Place) -> None:
        if self.braces and self.last <= self.braces.start():
            before = self.text[self.last : self.braces.start()]
            if not before.strip(" \t#"):
                self.builder.text(self.last if before.isspace() else self.braces.start(), self.braces.end(1))
        self.raw.end_line()

    def _quote(self, kind: str | None, _: Detail) -> None:
        self.raw.enter()
        if kind is None:  # a callout (`> [!NOTE]`) is the author's own voice
            self.builder.push_zone(Zone.QUOTE)

    def _end_quote(self, kind: str | None, place: Place) -> None:
        self._leave(None, place)
        if kind is None:
            self.builder.pop_zone()

    def _list(self, first: int | None, _: Detail) -> None:
        self.builder.push_list(ordered=first is not None)

    def _table(self, _: Detail, __: Place) -> None:
        self.builder.push_table()
        self.in_head = True

    def _end_head(self, _: None, __: Place) -> None:
        self.in_head = False

    def _cell(self, _: None, __: Place) -> None:
        self.raw.enter()
        self.builder.start_cell(header=self.in_head)

    def _footnote(self, label: str, place: Place) -> None:
        self.raw.enter()
        self.builder.start_footnote(label, self.at(place["start"]))

    def _end_footnote(self, _: None, place: Place) -> None:
        self._leave(None, place)
        self.builder.end_footnote(self.at(place["end"]))

    def _footnote_mark(self, label: str, place: Place) -> None:
        self.builder.open_inline(InlineKind.FOOTNOTE_MARK, self.at(place["start"]), label)
        self.builder.close_inline(InlineKind.FOOTNOTE_MARK, self.at(place["end"]))

    def _link(self, detail: Detail, place: Place) -> None:
        scheme = "mailto:" if detail["link_type"] == "Email" else ""
        self.builder.open_inline(InlineKind.LINK, self.at(place["start"]), scheme + detail["dest_url"])

    def _image(self, detail: Detail, place: Place) -> None:
        """Take the events up to the image's end: its words are no prose. It parts the words on its sides."""
        words: list[str] = []
        depth = 1
        for event, _ in self.events:
            ((name, value),) = event.items() if event.__class__ is not str else ((event, ""),)
            if name in {"Text", "Code"}:
                words.append(value)
            elif name in {"SoftBreak", "HardBreak"}:
                words.append(" ")
            elif name == "Start" and "Image" in value:
                depth += 1
            elif name == "End" and value == "Image":
                depth -= 1
            if not depth:
                break
        start, end = self.at(place["start"]), self.at(place["end"])
        self.builder.blank(start, end)
        self.builder.media("image", detail["dest_url"], "".join(words), start, end)


def _plain(act: Callable[[], None]) -> _Handler:
    """Return a handler that needs to know nothing but that its event came."""

    def handle(_: Detail, __: Place) -> None:
        act()

    return handle

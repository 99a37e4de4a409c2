"""Walks through HTML, a whole file or piece by piece, and says to the builder what stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from healthlint.document.article import Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.html import fields as html_fields
from healthlint.document.html.blocks import Blocks
from healthlint.document.html.elements import BLOCKS, EMBEDDED, INLINES, TRANSPARENT, UNREAD, VOID
from healthlint.document.html.marks import Marks
from healthlint.document.html.objects import Objects
from healthlint.document.html.stack import Tag
from healthlint.document.html.tokens import COMMENT, END, NOSCRIPT, REFERENCE, START, TEXT, Token, Tokens
from healthlint.document.html.unread import Unread

_FOREIGN = frozenset({"svg", "math"})
_NONE: dict[str, str] = {}


class Walker:
    """Reads pieces of `builder.masked` as HTML, in order; what one piece opens, a later one may close."""

    def __init__(
        self,
        builder: ArticleBuilder,
        *,
        in_page: bool = False,
        is_xml: bool = False,
        unmarked: frozenset[int] = frozenset(),
    ) -> None:
        """Prepare to read; `in_page`, `unmarked`: see `Blocks`. In XML, `<div/>` is a whole element."""
        self.blocks = Blocks(builder, in_page=in_page, unmarked=unmarked)
        self._builder = builder
        self._objects = Objects(self.blocks)
        self._marks = Marks(self.blocks, self._objects)
        self._is_xml = is_xml
        self._tokens: Tokens | None = None
        self._unread: Unread | None = None
        self._json_ld: list[Any] = []
        self._place = 0
        self._starts = self._handlers()

    @property
    def hidden(self) -> bool:
        """Tell whether the walk stands inside an element that no reader sees, such as an open `<script>`."""
        return self._unread is not None

    def feed(self, start: int, end: int) -> None:
        """Read `builder.masked[start:end]`."""
        if self._tokens is None:
            self._tokens = Tokens(self._builder.masked, is_xml=self._is_xml)
        blocks = self.blocks
        for kind, token, first, last in self._tokens.read(start, end):
            self._place = last
            if self._unread is not None and self._pass_over(kind, token, first, last):
                continue
            if kind == TEXT:
                blocks.text(first, last, token.data)
            elif kind == START:
                self._start(token, first, last)
            elif kind == END:
                self._end(token.tag, last)
            elif kind == REFERENCE:
                self._reference(token.data, token.source, first, last)
            elif kind == COMMENT:
                self._comment(token.source, first, last)

    def reveal(self) -> None:
        """End an element that no reader sees, though its end tag has not come: its line is over."""
        if self._unread is not None:
            self._leave_unread(self._place)
        if self._tokens is not None:
            self._tokens.forget()

    def close(self) -> None:
        """End all that is still open."""
        self.reveal()
        self.blocks.leave(0, self._place)

    # -- text ------------------------------------------------------------------------------------------------------

    def _reference(self, decoded: str, source: str, start: int, end: int) -> None:
        """Add what an entity stands for. Of `&notit`, only `&not` is one."""
        if not source.endswith(";") and len(decoded) > 1 and source.endswith(decoded[1:]):
            middle = end - len(decoded) + 1
            self.blocks.text(start, middle, decoded[0], decoded[0])
            self.blocks.text(middle, end, decoded[1:])
        else:
            self.blocks.text(start, end, decoded, decoded)

    def _comment(self, source: str, start: int, end: int) -> None:
        """Pass over a comment; in XML a CDATA section is text. Here suppressions will be read."""
        if self._is_xml and source.startswith("<![CDATA[") and source.endswith("]]>"):
            self.blocks.text(start + 9, end - 3, source[9:-3])

    # -- what no reader sees ---------------------------------------------------------------------------------------

    def _pass_over(self, kind: int, token: Token, start: int, end: int) -> bool:
        """Tell whether the token belongs to what is not read."""
        unread = self._unread
        assert unread is not None  # noqa: S101 -- for the type checker: the caller has looked
        if unread.is_end(kind, token):
            self._leave_unread(start, end)
            return True
        outside = kind == END and (self.blocks.open.ended_by(token.tag) >= 0 or self._marks.is_open(token.tag))
        if unread.holds(kind, token, is_outer=outside):
            return True
        self._leave_unread(start)
        return False

    def _leave_unread(self, inner_end: int, end: int | None = None) -> None:
        unread, self._unread = self._unread, None
        assert unread is not None  # noqa: S101 -- for the type checker: the caller has looked
        tag, end = unread.tag, inner_end if end is None else end
        if tag.name == "script" and "ld+json" in tag.attributes.get("type", "").lower():
            self._read_json_ld(tag.end, inner_end)
        else:
            self._objects.drawn(unread, end)

    def _read_json_ld(self, start: int, end: int) -> None:
        try:
            self._json_ld.extend(html_fields.json_ld(self._builder.masked[start:end]))
        except ValueError as error:
            self._builder.notes.append(f"a JSON-LD script cannot be read: {error}")
        if self._json_ld:
            self._builder.field("json-ld", self._json_ld, start, end)

    # -- tags ------------------------------------------------------------------------------------------------------

    def _start(self, token: Token, start: int, end: int) -> None:
        stated = token.attrs
        attributes = dict(stated) if stated else _NONE
        name = token.tag
        tag = Tag(name, attributes, start, end, token.self_closing)
        if attributes:
            anchor = attributes.get("id") or (attributes.get("name") if name == "a" else None)
            if anchor:
                self._builder.anchor(anchor)
        self._unread = self._starts.get(name, self._marks.other)(tag)
        if tag.is_whole and (self._is_xml or name in _FOREIGN) and name not in VOID:
            self._end(name, end)

    def _end(self, name: str, end: int) -> None:
        if self._unread is not None:
            self._leave_unread(end)
        elif name in BLOCKS:
            self.blocks.end(name, end)
        elif name == "br":  # browsers take `</br>` for `<br>`
            self._builder.line_break(end - len("</br>"), end)
        else:
            self._marks.end(name, end)

    def _handlers(self) -> dict[str, Callable[[Tag], Unread | None]]:
        """Return for each element that HTML knows what its start tag does; it returns what begins to be unread."""
        blocks, marks, objects = self.blocks, self._marks, self._objects
        return {
            **dict.fromkeys(TRANSPARENT, marks.line),
            **dict.fromkeys(BLOCKS, blocks.start),
            **dict.fromkeys(INLINES, marks.mark),
            **dict.fromkeys(VOID, _nothing),
            **dict.fromkeys(UNREAD, Unread),
            **dict.fromkeys(EMBEDDED, objects.embed),
            **dict.fromkeys(("html", "body"), self._page),
            **dict.fromkeys(("math", "svg"), objects.drawing),
            **dict.fromkeys(("button", "label", "textarea"), marks.control),
            **dict.fromkeys(("amp-img", "image", "img", "input"), objects.image),
            "a": marks.link,
            "br": self._line_break,
            "canvas": objects.canvas,
            "form": self._form,
            "head": _nothing,
            "hr": self._rule,
            "meta": self._meta,
            "rt": marks.apart,
            "title": self._title,
            NOSCRIPT: marks.noscript,
        }

    def _page(self, tag: Tag) -> None:
        """Take the language of the whole page from `<html>` or `<body>`, which are never ended.

        Another one than English is said of the page alone: its words outweigh the tag, as templates are copied.
        """
        language = (tag.attributes.get("lang") or tag.attributes.get("xml:lang") or "").strip()
        if language:
            self._builder.end_block()
            span = html_fields.attribute_span(self._builder.masked, tag.start, tag.end, "lang")
            self._builder.push_language(language if language[:2].lower() == "en" else None)
            self._builder.field("language", language, *(span or (tag.start, tag.end)))

    def _title(self, tag: Tag) -> Unread | None:
        if "title" in self._builder.fields:
            return Unread(tag)
        self.blocks.title(tag)
        return None

    def _meta(self, tag: Tag) -> None:
        if Zone.COMMENTS not in self._builder.zone:
            html_fields.meta(self._builder, tag.attributes, tag.start, tag.end)

    def _form(self, tag: Tag) -> None:
        self.blocks.start(tag)
        self._objects.media(tag)

    def _rule(self, tag: Tag) -> None:
        self.blocks.end("p", tag.start)
        self._builder.end_block()

    def _line_break(self, tag: Tag) -> None:
        self._builder.line_break(tag.start, tag.end)


def _nothing(_: Tag) -> None:
    """Pass over a tag that says nothing."""

"""Records what an HTML page shows without words: images, videos, frames, drawings, forms, components."""

from __future__ import annotations

from healthlint.document.html.blocks import Blocks
from healthlint.document.html.elements import MEDIA, VOID
from healthlint.document.html.stack import Tag
from healthlint.document.html.tokens import NOSCRIPT
from healthlint.document.html.unread import Unread
from healthlint.document.html.zones import is_unseen

#: An object of this width or height is there to count readers.
_OUT_OF_SIGHT = frozenset({"0", "1", "0px", "1px"})
_IMAGES = frozenset({"img", "image", "amp-img"})
_TARGETS = ("src", "data-src", "data", "srcset", "action", "href")


class Objects:
    """Records objects, and leaves a sign in the text where a reader sees one."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._builder = blocks.builder

    def media(self, tag: Tag) -> None:
        """Record an object, if it is one that a reader meets. What `<noscript>` holds has been said before."""
        attributes = tag.attributes
        if self._blocks.open.place(NOSCRIPT) >= 0 or attributes.get("type") == "hidden":
            return
        target = next((attributes[name] for name in _TARGETS if attributes.get(name)), None)
        alt = attributes.get("alt", attributes.get("aria-label"))
        if alt is None and tag.name not in _IMAGES:
            alt = attributes.get("title")
        self._builder.media(MEDIA[tag.name], target, alt, tag.start, tag.end)
        self._blocks.words += 1

    def image(self, tag: Tag) -> None:
        """Record an image or a field of a form; it parts the words on its sides."""
        self._builder.blank(tag.start, tag.end)
        if not (tag.attributes.get("width") in _OUT_OF_SIGHT and tag.attributes.get("height") in _OUT_OF_SIGHT):
            self.media(tag)

    def embed(self, tag: Tag) -> Unread | None:
        """Record a video, a frame or the like, unless it is out of sight; its content is for those who can't see it."""
        attributes = tag.attributes
        sizes = {attributes.get("width"), attributes.get("height")}
        if not (is_unseen(attributes) or sizes & _OUT_OF_SIGHT or self._blocks.open.place(NOSCRIPT) >= 0):
            self.media(tag)
            self.sign(tag.start, tag.end)
        return None if tag.name in VOID else Unread(tag)

    def canvas(self, tag: Tag) -> Unread:
        """Record a drawing made by a script."""
        self.media(tag)
        return Unread(tag)

    def drawing(self, tag: Tag) -> Unread:
        """Begin an `<svg>` or a formula: there is nothing to read in it, and it parts words."""
        self._builder.blank(tag.start, tag.end)
        return Unread(tag)

    def drawn(self, unread: Unread, end: int) -> None:
        """Record a drawing or a formula that ends."""
        tag = unread.tag
        if tag.name == "svg":
            title = " ".join("".join(unread.title).split())
            self._builder.media("svg", None, title or tag.attributes.get("aria-label"), tag.start, end)
        elif tag.name == "math":
            self.sign(tag.start, end)

    def sign(self, start: int, end: int) -> None:
        """Add something visible without words: to the line, or as a block of its own."""
        in_block = self._builder.in_block
        self._blocks.begin()
        self._builder.opaque(start, end)
        if not in_block:
            self._builder.end_block()

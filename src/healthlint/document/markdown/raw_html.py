"""Hands the raw HTML of a Markdown file to the walker, so that an element lasts as long as a browser lets it."""

from __future__ import annotations

from healthlint.document.builder import ArticleBuilder
from healthlint.document.html.walker import Walker


class RawHtml:
    """Collects the raw HTML between the blocks of Markdown, and knows what it has opened."""

    def __init__(self, builder: ArticleBuilder, text: str) -> None:
        """Prepare to read; `text` is what the Markdown parser sees."""
        self.is_hidden = False
        """Whether the place stands inside an element that no reader sees."""
        self.interrupted: list[tuple[int, int]] = []
        """Marks of containers (`>`) inside tags, where a browser would never see them."""
        self._builder = builder
        self._text = text
        self._walker = Walker(builder)
        self._block: tuple[int, int] | None = None
        self._containers: list[tuple[int, bool]] = []
        self._was_hidden = False
        self.say = self._walker.blocks.text

    def add_line(self, start: int, end: int) -> None:
        """Lengthen the block of raw HTML by a line."""
        if self._block:
            self._interrupt(self._block[1], start)
            start = self._block[0]
        self._block = (start, end)

    def end_block(self) -> None:
        """Read the block of raw HTML."""
        if self._block:
            self._feed(*self._block)
            self._block = None

    def tag(self, start: int, end: int, seen: str) -> None:
        """Read a tag or a comment inside a line; `seen` is what the parser saw of it."""
        if len(seen) < end - start and "\n" in seen:
            at = start
            written = self._text[start:end].splitlines(keepends=True)
            for line, whole in zip(seen.splitlines(), written, strict=False):
                self._interrupt(at, at + len(whole.rstrip("\r\n")) - len(line))
                at += len(whole)
        self._feed(start, end)

    def begin_paragraph(self) -> None:
        """Begin a paragraph, which may stand in a `<dd>` or a `<figcaption>`."""
        self.begin_line()
        self._walker.blocks.begin()

    def begin_line(self) -> None:
        """Prepare for a paragraph or a heading."""
        self._builder.end_block()
        self._was_hidden = self.is_hidden

    def end_line(self) -> None:
        """End a paragraph or a heading, and what was not to be shown inside it."""
        self._reveal(was_hidden=self._was_hidden)
        self._builder.end_block()

    def enter(self) -> None:
        """Enter a container of Markdown."""
        self._containers.append((len(self._walker.blocks.open), self.is_hidden))

    def leave(self, end: int) -> None:
        """Leave a container; what raw HTML has opened inside it ends with it."""
        count, was_hidden = self._containers.pop()
        self._reveal(was_hidden=was_hidden)
        self._builder.end_block()
        if len(self._walker.blocks.open) > count:
            self._walker.blocks.leave(count, end)

    def close(self) -> None:
        """End all that is still open."""
        self._walker.close()

    def _reveal(self, *, was_hidden: bool) -> None:
        """End what is not read, unless it was open before the line or the container that ends here."""
        if self.is_hidden and not was_hidden:
            self._walker.reveal()
            self.is_hidden = False

    def _feed(self, start: int, end: int) -> None:
        self._walker.feed(start, end)
        self.is_hidden = self._walker.hidden

    def _interrupt(self, start: int, end: int) -> None:
        if start < end and not self._text[start:end].isspace():
            self.interrupted.append((start, end))

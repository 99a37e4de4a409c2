"""The table of input formats, and the one way from a source to its article."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from healthlint.document.article import Article
from healthlint.document.source import Source


class Format(Struct, frozen=True):
    """An input format: its name, its suffixes, and the module whose `parse(source) -> Article` reads it.

    The module is imported when a file of the format is met: each brings its parser, and most runs need one.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str

    def parse(self, source: Source) -> Article:
        """Return the article in a source, as the format sees it."""
        return cast("Article", import_module(self.module).parse(source))


TEXT = Format("text", (".txt", ".text"), "healthlint.document.text")
MARKDOWN = Format("markdown", (".md", ".markdown", ".mdx", ".mkd", ".qmd"), "healthlint.document.markdown")
HTML = Format("html", (".html", ".htm", ".xhtml"), "healthlint.document.html")
#: Every input format.
FORMATS = (HTML, MARKDOWN, TEXT)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def format_of(path: str) -> Format | None:
    """Return the format of a file by its suffix, or None for one that no format reads."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())


def read(source: Source, form: Format = TEXT) -> Article:
    """Return the article in a source, with the zones that words alone tell and its metadata."""
    from healthlint.document import metadata, zones  # noqa: PLC0415 -- so that finding files by suffix stays light

    article = zones.assign(form.parse(source))
    return replace(article, metadata=metadata.collect(article))

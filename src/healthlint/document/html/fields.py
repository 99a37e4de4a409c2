"""What an HTML page says of itself: meta tags, JSON-LD, and where in a tag an attribute's value stands."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from healthlint.document.article import OPAQUE, BlockKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.patterns import regex

_TAG_NAME = regex(r"</?[^\s/>]*")
_ATTRIBUTE = regex(r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""")
_REFERENCE = regex(r"&(?:#[xX][0-9a-fA-F]{1,9}|#[0-9]{1,9}|[A-Za-z][A-Za-z0-9]{1,31})(?:;|(?![=A-Za-z0-9]))")
_WRAPPING = regex(r"\A\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*\Z")
_HALF_PAIR = regex(r"\\u[dD][89a-fA-F]")


def attribute_span(text: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Return where in `text` the value of an attribute of the tag `text[start:end]` stands, without its quotes."""
    at = _TAG_NAME.match(text, start, end)
    position = at.end() if at else start
    while found := _ATTRIBUTE.match(text, position, end):
        if found.group(1).lower() == name:
            quoted = found.lastindex or 1
            return found.span(quoted) if quoted > 1 else None
        position = found.end()
    return None


def meta(builder: ArticleBuilder, attributes: Mapping[str, str], start: int, end: int) -> None:
    """Record a `<meta>` tag; the description is also a block of its own, since readers see it before the page."""
    name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
    if attributes.get("http-equiv", "").lower() == "content-language":
        name = "content-language"
    content = attributes.get("content", "")
    span = attribute_span(builder.masked, start, end, "content")
    name = name.strip().lower()
    if not name or not content.strip() or span is None:
        return
    builder.field(f"meta:{name}", content.strip(), *span)
    if name == "description" and "description" not in builder.fields:
        builder.field("description", " ".join(content.split()), *span)
        _describe(builder, *span)


def _describe(builder: ArticleBuilder, start: int, end: int) -> None:
    builder.push_zone(Zone.META)
    builder.start_block(BlockKind.DESCRIPTION)
    done = start
    for reference in _REFERENCE.finditer(builder.masked, start, end):
        decoded = html.unescape(reference.group())
        if decoded != reference.group():
            builder.text(done, reference.start())
            builder.text(*reference.span(), decoded)
            done = reference.end()
    builder.text(done, end)
    builder.pop_zone()


def dated(builder: ArticleBuilder, attributes: Mapping[str, str], start: int, end: int) -> None:
    """Record the date of a `<time>` that says which date of the article it is (`itemprop="dateModified"`)."""
    name, value = attributes.get("itemprop", "").lower(), attributes.get("datetime", "").strip()
    if "pubdate" in attributes:
        name = "datepublished"
    span = attribute_span(builder.masked, start, end, "datetime")
    if name and value and span:
        builder.field(f"meta:{name}", value, *span)


def json_ld(text: str) -> Iterator[Any]:
    """Yield the objects of a JSON-LD script; raises ValueError where it is no JSON."""
    bare = _WRAPPING.sub("", text)
    if not bare.strip() or OPAQUE in bare:  # a template's values are not yet known
        return
    try:
        found = json.loads(bare, strict=False)
        if _HALF_PAIR.search(bare):  # half a pair is no character: nothing could print it
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    yield from found if isinstance(found, list) else [found]


#: Who wrote it, said by a class. A comment's author, or a biography's, is somebody else or more than a name.
_BYLINE_CLASS = regex(
    r"(?:\A|\s)(?:(?:[\w-]{0,20}[-_])?byline(?:[-_]{1,2}(?:authors?|name|text))?"
    r"|(?:(?:article|post|entry|story|page|meta|blog)[-_]{1,2})?authors?(?:[-_]{1,2}(?:names?|line|info|meta))?)(?=\s|\Z)",
    re.IGNORECASE,
)


def named_by(attributes: Mapping[str, str]) -> str | None:
    """Return the field that an element's words belong to, if its attributes say who wrote the article."""
    rel = attributes.get("rel")
    if (rel and "author" in rel.split()) or attributes.get("itemprop") == "author":
        return "author"
    classes = attributes.get("class")
    return "byline" if classes and _BYLINE_CLASS.search(classes) else None

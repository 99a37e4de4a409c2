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


#: A page of several authors has one such tag for each.
_OF_SEVERAL = frozenset({"author", "article:author", "citation_author", "dc.creator", "dcterms.creator"})
_MOST_AUTHORS = 50


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
    key = f"meta:{name}"
    if name in _OF_SEVERAL and key in builder.fields:
        before = builder.fields[key]
        builder.fields[key] = [*(before if isinstance(before, list) else [before]), content.strip()][:_MOST_AUTHORS]
    builder.field(key, content.strip(), *span)
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
    name = _date_name(attributes)
    for attribute in ("datetime", "content", "title"):
        value = attributes.get(attribute, "").strip()
        span = attribute_span(builder.masked, start, end, attribute) if name and value else None
        if span:
            builder.field(f"meta:{name}", value, *span)
            return


def _date_name(attributes: Mapping[str, str]) -> str | None:
    """Return which date an element says to hold: by microdata, RDFa, or the classes of microformats."""
    if "pubdate" in attributes:
        return "datepublished"
    name = _property(attributes)
    if name in _DATE_NAMES:
        return name
    classes = attributes.get("class", "").lower().split()
    return next((_DATE_CLASSES[one] for one in classes if one in _DATE_CLASSES), None)


def _property(attributes: Mapping[str, str]) -> str:
    """Return what microdata or RDFa say of an element, without the name of the vocabulary."""
    stated = attributes.get("itemprop") or attributes.get("property") or ""
    return stated.strip().lower().rpartition(":")[2]


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


_DATE_NAMES = frozenset({"datepublished", "datemodified", "datecreated", "lastreviewed", "dateupdated"})
_DATE_CLASSES = {
    **dict.fromkeys(("published", "dt-published"), "datepublished"),
    **dict.fromkeys(("updated", "dt-updated", "modified"), "datemodified"),
}
#: Who wrote it, said by a class. A comment's author, or a biography's, is somebody else or more than a name.
_BYLINE_CLASS = regex(
    r"(?:\A|\s)(?:(?:[\w-]{0,20}[-_])?byline(?:[-_]{1,2}(?:authors?|name|text|wrapper|wrap|block|group|item|info|inner))?"
    r"|(?:(?:article|post|entry|story|page|meta|blog|p)[-_]{1,2})?authors?(?:[-_]{1,2}(?:names?|line|info|meta))?)(?=\s|\Z)",
    re.IGNORECASE,
)


def named_by(attributes: Mapping[str, str]) -> str | None:
    """Return the field that an element's words belong to, if its attributes say who wrote or checked the article."""
    rel = attributes.get("rel")
    name = _property(attributes) if "itemprop" in attributes or "property" in attributes else ""
    if name == "author" or (rel and "author" in rel.split()):
        return "author"
    if name == "reviewedby":
        return "reviewed_by"
    classes = attributes.get("class")
    return "byline" if classes and _BYLINE_CLASS.search(classes) else None

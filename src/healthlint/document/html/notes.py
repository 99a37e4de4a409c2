"""Tells the marks and the definitions of footnotes in HTML, as the common converters write them."""

from __future__ import annotations

import re

from healthlint.document.article import Zone
from healthlint.document.html.stack import Tag
from healthlint.patterns import regex

_ROLES = frozenset({"doc-footnote", "doc-endnote"})
_TAGS = frozenset({"li", "p", "div", "dd", "dt", "aside", "tr", "td", "span", "section"})
_NOTE = r"(?:user-content-)?_?(?:fn[-_:.][\w-]+|(?:fn|ftn|edn|footnote|endnote)[-_:.]?(?:\d+|[a-z]))"
_IS_NOTE = regex(_NOTE + r"\Z", re.IGNORECASE)
_OUTSIDE = frozenset({Zone.REFERENCES, Zone.COMMENTS, Zone.NAVIGATION})
#: What a mark points at: a footnote, or an entry of the references.
_POINTS_AT_NOTE = regex(
    rf"#(?:{_NOTE}|cite[-_]?note[-\w.:]*|(?:ref|reference|bib|bibr|cit|citation|note|cr|r|b|src|source)[-_:.]?\d+)\Z",
    re.IGNORECASE,
)
_MARK_CLASS = regex(
    r"(?:\A|\s)(?:footnote-?(?:ref|reference|link|mark|anchor)?|noteref|note-?link|citation-?(?:ref|link)?|reference-?link|xref-bibr)"
    r"(?:\s|\Z)",
    re.IGNORECASE,
)
_BACK_CLASS = regex(
    r"(?:\A|\s)(?:footnote-?back(?:ref|link|-reference)?|reversefootnote|data-footnote-backref)(?:\s|\Z)"
)
_SHORT = regex(r"#\S+\Z")


def is_note(tag: Tag, zone: tuple[str, ...]) -> bool:
    """Tell whether an element with an identifier is the definition of a footnote."""
    if tag.attributes.get("role") in _ROLES or f"doc-{tag.attributes.get('epub:type')}" in _ROLES:
        return True
    if tag.name not in _TAGS or _OUTSIDE.intersection(zone):
        return False
    identifier = tag.attributes.get("id", "")
    return bool(_IS_NOTE.match(identifier)) or (
        Zone.FOOTNOTE in zone and tag.name in {"li", "p", "dd"} and identifier[-1:].isdigit()
    )


def marked_note(tag: Tag, *, is_raised: bool) -> str | None:
    """Return the label that a link points at as the mark of a footnote, or None; `is_raised`: it is in a `<sup>`."""
    attributes = tag.attributes
    target = attributes.get("href", "")
    if not _SHORT.match(target) or is_back_link(tag):
        return None
    says = attributes.get("role") == "doc-noteref" or "noteref" in attributes.get("epub:type", "")
    says = says or is_raised or bool(_MARK_CLASS.search(attributes.get("class", "")))
    return target[1:] if says or _POINTS_AT_NOTE.match(target) else None


def is_back_link(tag: Tag) -> bool:
    """Tell a link from a footnote back to its mark: an arrow, and no word of the text."""
    attributes = tag.attributes
    return attributes.get("role") == "doc-backlink" or bool(_BACK_CLASS.search(attributes.get("class", "")))

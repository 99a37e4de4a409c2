"""Tells from an element's name, role, classes and identifier which zone of the page it opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from healthlint.document.article import Zone
from healthlint.document.html.elements import BLOCKS
from healthlint.document.html.zone_names import said_by
from healthlint.patterns import regex

#: These hold the article: no class or identifier makes them anything else.
_HOLDERS = frozenset({"html", "body", "main", "article"})
_HOLDER_CLASS = regex(r"(?:\A|\s)(?:h-?entry|(?:entry|post|article)[-_]?(?:content|body))(?:\s|\Z)", re.IGNORECASE)
_ROLES = {
    **dict.fromkeys(("navigation", "search", "menu", "menubar", "tablist", "toolbar", "doc-toc"), Zone.NAVIGATION),
    **dict.fromkeys(("banner", "contentinfo", "dialog", "alertdialog", "doc-index", "doc-pagelist"), Zone.NAVIGATION),
    **dict.fromkeys(("doc-endnotes", "doc-footnotes", "doc-footnote", "doc-rearnotes"), Zone.FOOTNOTE),
    "doc-bibliography": Zone.REFERENCES,
}
_ELEMENTS = {
    **dict.fromkeys(("nav", "search", "dialog", "select", "textarea"), Zone.NAVIGATION),
    "amp-ad": Zone.ADVERTISEMENT,
    "blockquote": Zone.QUOTE,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LANDMARKS = frozenset({"header", "footer", "aside"})
#: What pages made of components call them.
_MODULES = ("data-component", "data-testid", "data-hook", "data-module", "data-elementor-type")
_CALLOUT = regex(
    r"(?<![a-z])(?:alert|box|callout|caution|definition|facts?|highlights?|important|info|inset|key|notes?|notice|"
    r"pull-?quote|summary|takeaways?|tips?|warning)(?![a-z])",
    re.IGNORECASE,
)
_OF_COMMENTS = regex(r"schema\.org/(?:Comment|UserComments|Review)\b")
_NOT_SHOWN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_THE_EAR = regex(
    r"(?<![\w:-])(?!not-)(?:[a-z]\w{0,9}-){0,3}"
    r"(?:sr-only|visually-?hidden|hide-visually|screen-?reader(?:-text|-only)?|element-invisible)(?![\w-])",
    re.IGNORECASE,
)
#: What a click unfolds is hidden only until somebody wants to read it.
_FOLDED = regex(
    r"accordion|collaps|expand|panel|tab|toggle|disclosure|faq|answer|read-?more|details|reveal", re.IGNORECASE
)
Attributes = Mapping[str, str]


#: Elements that open a zone, or may, by their name alone.
ZONED = frozenset({*_ELEMENTS, *_LANDMARKS})


class Around(NamedTuple):
    """What stands around an element: `<main>` or `<article>`, an `<article>`, a quotation, no page but a fragment."""

    main: bool
    article: bool
    quote: bool
    fragment: bool
    fold: bool = False
    """What stands here is hidden until a click unfolds it."""


def zone_of(name: str, attributes: Attributes, around: Around) -> Zone | None:
    """Return the zone that an element opens, or None for one that stands where its parent does."""
    role = attributes.get("role", "").lower()
    if name in _HOLDERS or role in {"main", "article"} or attributes.get("itemprop") == "articleBody":
        return None
    said = _said(name, role, attributes) if attributes else None
    if said or name in _ELEMENTS:
        return said or _ELEMENTS[name]
    landmark = "header" if attributes.get("id", "").lower() == "header" else name
    if landmark in _LANDMARKS or role == "complementary":
        zone = _landmark(landmark, attributes, around)
        if zone:
            return zone
    return Zone.NAVIGATION if not around.fold and is_hidden(attributes) else None


def _said(name: str, role: str, attributes: Attributes) -> Zone | None:
    """Return the zone that the attributes name, unless a class says that this is the article."""
    kind = role if "epub:type" not in attributes else f"doc-{attributes['epub:type'].lower()}"
    if kind in _ROLES:
        return _ROLES[kind]
    if "itemtype" in attributes and _OF_COMMENTS.search(attributes["itemtype"]):
        return Zone.COMMENTS
    classes = attributes.get("class", "")
    slug = "" if name in _HEADINGS else attributes.get("id", "") or attributes.get("aria-label", "")
    module = next((attributes[name] for name in _MODULES if name in attributes), "")
    if not (classes or slug or module) or (classes and _HOLDER_CLASS.search(classes)):
        return None
    zone = said_by(f"{module} {classes}" if module else classes, slug)
    return None if zone is Zone.META and name not in BLOCKS else zone  # part of a byline is no block of its own


def _landmark(name: str, attributes: Attributes, around: Around) -> Zone | None:
    """Tell the head, foot and side of a page from those of an article."""
    if name == "header":
        is_own = around.main or around.fragment
    elif name == "footer":
        is_own = around.article or around.quote
    else:
        is_own = around.article or around.fragment or bool(_CALLOUT.search(attributes.get("class", "")))
    return None if is_own else Zone.NAVIGATION


def is_hidden(attributes: Attributes) -> bool:
    """Tell what the page does not show, or only to some, from what it shows or unfolds."""
    if _is_not_shown(attributes) or attributes.get("aria-hidden") == "true":
        return not is_folded(attributes)
    return bool(_FOR_THE_EAR.search(attributes.get("class", "")))


def is_folded(attributes: Attributes) -> bool:
    """Tell by its names what a click unfolds, or the button for it."""
    return any(_FOLDED.search(attributes.get(name, "")) for name in ("class", "id", "role"))


def is_unseen(attributes: Attributes) -> bool:
    """Tell a part of a line that is not shown at all: left out, or its words would stand in the midst of others."""
    if _is_not_shown(attributes):
        return not is_folded(attributes)
    return bool(_FOR_THE_EAR.search(attributes.get("class", "")))


def _is_not_shown(attributes: Attributes) -> bool:
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found"
    return bool(_NOT_SHOWN.search(attributes.get("style", "")))

"""Tells from an element's name, role, classes and identifier which zone of the page it opens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from healthlint.document.article import Zone
from healthlint.document.html.elements import names
from healthlint.patterns import regex

#: These hold the article: no class or identifier makes them anything else.
_HOLDERS = frozenset({"html", "body", "main", "article"})
_HOLDER_CLASS = regex(r"(?:\A|\s)(?:h-?entry|(?:entry|post|article)[-_]?(?:content|body))(?:\s|\Z)", re.IGNORECASE)
_ROLES = {
    **dict.fromkeys(("navigation", "search", "menu", "menubar", "tablist", "toolbar", "doc-toc"), Zone.NAVIGATION),
    **dict.fromkeys(("banner", "contentinfo", "dialog", "alertdialog", "doc-index", "doc-pagelist"), Zone.NAVIGATION),
    **dict.fromkeys(("doc-endnotes", "doc-footnotes"), Zone.FOOTNOTE),
    "doc-bibliography": Zone.REFERENCES,
}
_ELEMENTS = {
    **dict.fromkeys(("nav", "search", "dialog", "select", "textarea"), Zone.NAVIGATION),
    "amp-ad": Zone.ADVERTISEMENT,
    "blockquote": Zone.QUOTE,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LANDMARKS = frozenset({"header", "footer", "aside"})
#: Where a name says two things, the first of these wins.
_ORDER = (Zone.DISCLAIMER, Zone.ADVERTISEMENT, Zone.COMMENTS, Zone.NAVIGATION, Zone.FOOTNOTE, Zone.REFERENCES)
_SAYING = {
    Zone.DISCLAIMER: "disclaimer disclaimers",
    Zone.ADVERTISEMENT: (
        "ad ads adv advert adverts advertisement advertisements advertising advertorial adsense adsbygoogle adslot "
        "adunit adbox dfp gpt taboola outbrain promo promos sponsor sponsors sponsored affiliate affiliates"
    ),
    Zone.COMMENTS: "comment comments commentlist commentform disqus respond reviews replies",
    Zone.NAVIGATION: (
        "nav navs navbar navigation menu submenu subnav megamenu offcanvas sidebar breadcrumb breadcrumbs pagination "
        "pager navbox catlinks toc tableofcontents masthead topbar footer cookies gdpr share sharing sharedaddy "
        "sharebar sharethis addthis addtoany social newsletter subscribe subscription signup optin mailchimp related "
        "relatedposts relatedarticles recommended trending skiplink skiplinks backtotop tagcloud tags printfriendly "
        "searchform"
    ),
    Zone.FOOTNOTE: "footnote footnotes endnote endnotes",
    Zone.REFERENCES: "references reflist bibliography citations sources",
}
_WORDS = {word: zone for zone, words in _SAYING.items() for word in words.split()}
#: Words that say it only together.
_TOGETHER = {
    Zone.DISCLAIMER: "medical disclaimer, health disclaimer, legal disclaimer, content disclaimer",
    Zone.ADVERTISEMENT: "affiliate disclosure",
    Zone.COMMENTS: "customer reviews, user reviews, patient reviews, facebook comments",
    Zone.REFERENCES: "reference list, references list, ref list, works cited",
    Zone.NAVIGATION: (
        "skip link, skip links, skip content, skip main, skip nav, back top, site header, global header, top bar, "
        "table contents, on this page, in this article, jump links, jump menu, read next, up next, also like, more "
        "stories, more articles, more posts, popular posts, popular articles, most read, most popular, latest posts, "
        "latest news, latest articles, recent posts, recent articles, recent entries, recent comments, follow us, "
        "sign up, search form, search box, search bar, cookie banner, cookie bar, cookie consent, cookie notice, "
        "cookie policy, cookie popup, cookie law, page tools, page feedback, was helpful, print link, print button, "
        "author bio, author box, author card, about author, usa banner, site info, cat links, share buttons, social "
        "media, social share, language switcher"
    ),
}
_PHRASES = tuple(
    (frozenset(phrase.split()), zone) for zone, phrases in _TOGETHER.items() for phrase in phrases.split(", ")
)
#: What may stand beside these words in a name without changing what it says. Any other word does: `comments-closed`.
_NEUTRAL = names(
    "a and area article articles aside author avatar banner bar block body bottom box btn button buttons by c "
    "card cards center column component container content contents copy desktop div el element entry facebook fb "
    "feed field fixed for form global google grid group header heading html icon icons id in inline inner item "
    "items jp js l label layout left level lg link links list m main may md mega meta mobile modal module news "
    "notice o of on outer overlay p page panel part popup post posts primary region reply right row s save "
    "secondary section site slot sm state sticky strip tab tabs text the this thread threads title to toggle top "
    "u unit us user users view views w widget widgets wp wrap wrapper xl you zone",
)
#: A name that begins so tells of a state of the page.
_STATES = names(
    "no not has have is with without hide hides show shows hidden enable disable",
)
#: These are what they say whatever house's name stands before them: `nhsuk-breadcrumb`.
_UNMISTAKABLE = names(
    "advert advertisement breadcrumb breadcrumbs cookie cookies banner consent footer masthead megamenu navbar "
    "newsletter pager pagination skip skiplink link links",
)
_LONGEST_NAME = 80
_MOST_CLASSES = 20
_SEGMENT = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: What a build adds to a name: `Footer_wrapper__3xKd9`.
_HASH = regex(r"_+(?=[A-Za-z]{0,12}\d)\w{4,12}\Z")
#: An identifier may come from a heading's words, so that these say less there than in a class.
_SLUGS = names(
    "ad ads adv advertising sponsor sponsors share sharing social related recommended menu reviews replies promo "
    "cookies affiliate affiliates subscription tags comment social-media trending newsletter",
)
_CALLOUT = regex(
    r"(?<![a-z])(?:alert|box|callout|caution|definition|facts?|highlights?|important|info|inset|key|notes?|notice|"
    r"pull-?quote|summary|takeaways?|tips?|warning)(?![a-z])",
    re.IGNORECASE,
)
_OF_COMMENTS = regex(r"schema\.org/(?:Comment|UserComments|Review)\b")
_NOT_SHOWN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_THE_EAR = regex(
    r"(?<![\w-])(?:(?:usa-|u-)?sr-only|visually-?hidden|screen-reader-text|element-invisible)(?![\w-])", re.IGNORECASE
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
    if role in _ROLES:
        return _ROLES[role]
    if attributes:
        said = _said(name, attributes)
        if said:
            return said
    if name in _ELEMENTS:
        return _ELEMENTS[name]
    if name in _LANDMARKS or role == "complementary":
        zone = _landmark(name, attributes, around)
        if zone:
            return zone
    return Zone.NAVIGATION if not around.fold and is_hidden(attributes) else None


def _said(name: str, attributes: Attributes) -> Zone | None:
    """Return the zone that the attributes name, unless a class says that this is the article."""
    if "itemtype" in attributes and _OF_COMMENTS.search(attributes["itemtype"]):
        return Zone.COMMENTS
    classes = attributes.get("class", "")
    slug = "" if name in _HEADINGS else attributes.get("id", "") or attributes.get("aria-label", "")
    if not (classes or slug) or (classes and _HOLDER_CLASS.search(classes)):
        return None
    return said_by(classes, slug)


def _landmark(name: str, attributes: Attributes, around: Around) -> Zone | None:
    """Tell the head, foot and side of a page from those of an article."""
    if name == "header":
        is_own = around.main or around.fragment
    elif name == "footer":
        is_own = around.article or around.quote
    else:
        is_own = around.article or around.fragment or bool(_CALLOUT.search(attributes.get("class", "")))
    return None if is_own else Zone.NAVIGATION


@lru_cache(maxsize=4096)
def said_by(classes: str, slug: str = "") -> Zone | None:
    """Return the zone that classes name, such as `related-posts`, or an identifier or label; most names say nothing."""
    found = {_zone_of_name(name) for name in classes.split()[:_MOST_CLASSES]}
    if slug and slug.lower().replace(" ", "-") not in _SLUGS:
        found.add(_zone_of_name(slug))
    return _first(found)


@lru_cache(maxsize=4096)
def _zone_of_name(name: str) -> Zone | None:
    words = [word.lower() for word in _SEGMENT.findall(_HASH.sub("", name[:_LONGEST_NAME]))]
    known = _WORDS.keys() & words
    found = {_WORDS[word] for word in known}
    for phrase, zone in _PHRASES:
        if phrase.issubset(words):
            found.add(zone)
            known |= phrase
    other = [word for word in words if word not in known and word not in _NEUTRAL]
    if not found or not other:
        return _first(found)
    if words[0] in _STATES:
        return None
    if Zone.DISCLAIMER in found:
        return Zone.DISCLAIMER
    is_brand = other == words[:1] and (known <= _UNMISTAKABLE)
    return _first(found) if is_brand else None


def _first(found: Collection[Zone | None]) -> Zone | None:
    return next((zone for zone in _ORDER if zone in found), None)


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
    return _is_not_shown(attributes) or bool(_FOR_THE_EAR.search(attributes.get("class", "")))


def _is_not_shown(attributes: Attributes) -> bool:
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found"
    return bool(_NOT_SHOWN.search(attributes.get("style", "")))

"""Knows which zone of a page a class, an identifier or a component's name says: `related-posts`, `nhsuk-footer`."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from healthlint.document.article import Zone
from healthlint.document.html.elements import names
from healthlint.patterns import regex

#: Where a name says two things, the first of these wins.
_ORDER = (
    *(Zone.DISCLAIMER, Zone.ADVERTISEMENT, Zone.COMMENTS, Zone.NAVIGATION),
    *(Zone.FOOTNOTE, Zone.REFERENCES, Zone.META),
)
_SAYING = {
    Zone.DISCLAIMER: "disclaimer disclaimers",
    Zone.ADVERTISEMENT: (
        "ad ads adv advert adverts advertisement advertisements advertising advertorial adsense adsbygoogle adslot "
        "adslots adunit adunits adbox adchoices adthrive mediavine mpu nativo revcontent dfp gpt taboola outbrain "
        "promo promos sponsor sponsors sponsored affiliate affiliates"
    ),
    Zone.COMMENTS: "comment comments commentlist commentform disqus respond reviews replies",
    Zone.NAVIGATION: (
        "nav navs navbar navigation topnav sidenav menu submenu subnav megamenu offcanvas sidebar breadcrumb "
        "breadcrumbs pagination prevnext recirc login signin minicart paywall "
        "pager navbox catlinks toc tableofcontents masthead topbar footer cookies gdpr share sharing sharedaddy "
        "sharebar sharethis addthis addtoany social newsletter subscribe subscription signup optin mailchimp related "
        "relatedposts relatedarticles recommended trending skiplink skiplinks backtotop tagcloud tags printfriendly "
        "searchform hatnote teasers ticker"
    ),
    Zone.FOOTNOTE: "footnote footnotes endnote endnotes",
    Zone.REFERENCES: "references reflist bibliography citations sources",
    Zone.META: "byline bylines dateline metadata postmeta entrymeta",
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
        "media, social share, language switcher, post terms, entry tags, top header, utility nav, location header, "
        "location popup, announcement bar, cart drawer, feedback form, article feedback, internet links, quick links, "
        "posts grid, posts list, posts carousel, widget posts, keep reading, might like, more from, cmp "
        "teaser, mode teaser, node teaser"
    ),
    Zone.META: (
        "entry meta, post meta, article meta, blog meta, story meta, node meta, news meta, article info, post info, "
        "entry date, post date, article date, publish date, published date, date header, post author, entry author, "
        "article author, author name, posted on, post timestamp, blog timestamp"
    ),
}
#: Names as a whole, where their words would say something else.
_WHOLE = dict.fromkeys(("post-footer", "entry-footer"), Zone.META)
_PHRASES = tuple(
    (frozenset(phrase.split()), zone) for zone, phrases in _TOGETHER.items() for phrase in phrases.split(", ")
)
#: What may stand beside these words in a name without changing what it says. Any other word does: `comments-closed`.
_NEUTRAL = names(
    "a and area article articles aside author avatar banner bar block blog body bottom box btn button buttons by c "
    "card cards center column component container content contents copy desktop div el element entry facebook fb "
    "feed field fixed for form global google grid group header heading html icon icons id in inline inner item "
    "items jp js l label layout left level lg link links list m main may md mega meta mobile modal module news "
    "notice o of on outer overlay p page panel part popup post posts primary region reply right row s save "
    "secondary section site slot sm state sticky story strip tab tabs text the this thread threads title to toggle top "
    "u unit us user users view views w widget widgets wp wrap wrapper xl you zone",
)
#: A name that begins so tells of a state of the page.
_STATES = names(
    "no not has have is with without hide hides show shows hidden enable disable",
)
#: These are what they say whatever house's name stands before them: `nhsuk-breadcrumb`.
_UNMISTAKABLE = names(
    "advert advertisement breadcrumb breadcrumbs cookie banner consent footer masthead megamenu navbar "
    "adslot byline metadata nav newsletter pager pagination promo recirc sidenav skip skiplink subnav ticker link "
    "links",
)
#: So many words of a house's name, or of its building kit's: `et_pb_promo`.
_LONGEST_BRAND = 2
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


@lru_cache(maxsize=4096)
def said_by(classes: str, slug: str = "") -> Zone | None:
    """Return the zone that classes name, such as `related-posts`, or an identifier or label; most names say nothing."""
    found = {_zone_of_name(name) for name in classes.split()[:_MOST_CLASSES]}
    if slug and slug.lower().replace(" ", "-") not in _SLUGS:
        found.add(_zone_of_name(slug, is_slug=True))
    return _first(found)


@lru_cache(maxsize=4096)
def _zone_of_name(name: str, *, is_slug: bool = False) -> Zone | None:
    if name in _WHOLE:
        return _WHOLE[name]
    words = [word.lower() for word in _SEGMENT.findall(_HASH.sub("", name[:_LONGEST_NAME]))]
    known = _WORDS.keys() & words
    found = {_WORDS[word] for word in known}
    unsure = known - _UNMISTAKABLE
    for phrase, zone in _PHRASES:
        if phrase.issubset(words):
            found.add(zone)
            known |= phrase
            unsure = unsure | phrase if is_slug else unsure - phrase
    other = [word for word in words if word not in known and word not in _NEUTRAL]
    if not found or not other:
        return _first(found)
    if not _STATES.isdisjoint((words[0], *other)):
        return None
    if Zone.DISCLAIMER in found:
        return Zone.DISCLAIMER
    is_brand = len(other) <= _LONGEST_BRAND and other == words[: len(other)] and not unsure
    return _first(found) if is_brand else None


def _first(found: Collection[Zone | None]) -> Zone | None:
    return next((zone for zone in _ORDER if zone in found), None)

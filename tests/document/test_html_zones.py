from __future__ import annotations

import pytest

from healthlint.document import html
from healthlint.document.html.zones import said_by
from healthlint.document.source import Source

LONG = "<p>Most people with a strain feel better within two weeks if they keep moving a little each day.</p>" * 15


def zones(text: str) -> dict[str, str]:
    """Return the zone of each block by its first word."""
    article = html.parse(Source("a.html", text))
    return {article.text(block).split()[0]: block.zone_path for block in article.blocks}


@pytest.mark.parametrize(
    "name",
    [
        *("no-sidebar", "has-navigation", "with-sidebar", "comments-closed", "comment-count-zero", "footer-less"),
        *("advanced", "add-on", "badge", "adverse-events", "gradient", "ad-hoc", "header-image", "article-header"),
        *("entry-header", "page-header", "hero-banner", "main-content", "site-content", "entry-content", "key-points"),
        *("market-share", "sharing-needles", "social-anxiety", "social-support", "related-conditions", "cookie-recipe"),
        *("sources-of-iron", "nutrition-menu", "patient-navigation", "health-promotion", "category-navigation"),
        *("tag-comments", "reference", "peer-reviews", "reviewed-by", "medical-reviewer", "author", "tabs"),
        *("no-disclaimer", "", "12", "-", "é", "anchorWithStickyNavbar_LWe7", "healthy-cookies", "metabolism"),
    ],
)
def test_names_that_say_nothing(name: str) -> None:
    assert said_by(name) is None


@pytest.mark.parametrize(
    "zone, names",
    [
        pytest.param(
            "navigation",
            "sidebar site-footer article-footer nhsuk-breadcrumb usa-footer breadcrumbs pagination toc "
            "table-of-contents on-this-page main-nav navbar nav-tabs post-navigation mobile-menu mega-menu menu "
            "skip-link "
            "skip-to-content back-to-top share-buttons SocialShare social-share sharedaddy "
            "addtoany_share_save_container cookie-banner CookieConsent nhsuk-cookie-banner related-posts "
            "relatedPosts c-related-articles jp-relatedposts recent-posts you-may-also-like read-next "
            "newsletterSignup subscribe-box sign-up-form Footer_wrapper__3xKd9 post-tags author-bio print-button "
            "language-switcher elementor-author-box elementor-location-footer acme-nav blog-related-posts__post "
            "wp-block-post-terms",
            id="navigation",
        ),
        pytest.param(
            "advertisement",
            "ad-slot google-ad adsbygoogle banner-ad dfp-ad in-article-ad advertisement sponsored-content "
            "promo-box affiliate-links affiliate-disclosure outbrain et_pb_promo mntl-sc-block-adslot",
            id="advertisement",
        ),
        pytest.param(
            "comments",
            "comments comment-list comments-area disqus_thread respond comment fb-comments user-reviews",
            id="comments",
        ),
        pytest.param(
            "references", "references reference-list ref-list reflist bibliography citations", id="references"
        ),
        pytest.param("footnote", "footnotes endnotes", id="footnote"),
        pytest.param(
            "meta",
            "byline entry-meta post-meta__date c-byline posted-on post-author post-footer gem-c-metadata",
            id="meta",
        ),
        pytest.param(
            "disclaimer", "disclaimer medical-disclaimer va-disclaimer-box footer-disclaimer", id="disclaimer"
        ),
    ],
)
def test_names_that_say_a_zone(zone: str, names: str) -> None:
    assert {name: said_by(name) for name in names.split()} == dict.fromkeys(names.split(), zone)


def test_a_word_of_a_name_says_less_in_an_identifier() -> None:
    assert (said_by("how-to-sign-up"), said_by("", "how-to-sign-up")) == ("navigation", None)


@pytest.mark.parametrize(
    "opening, zone",
    [
        pytest.param("<nav>", "navigation", id="nav"),
        pytest.param("<footer>", "navigation", id="footer"),
        pytest.param('<div role="search">', "navigation", id="role"),
        pytest.param('<div aria-label="Breadcrumb">', "navigation", id="label"),
        pytest.param("<div hidden>", "navigation", id="hidden"),
        pytest.param('<div style="display: none">', "navigation", id="not-displayed"),
        pytest.param('<div aria-hidden="true">', "navigation", id="hidden-from-ears"),
        pytest.param('<h2 class="visually-hidden">', "navigation", id="for-ears-only"),
        pytest.param('<a class="skip-link" href="#a">', "navigation", id="link-that-skips"),
        pytest.param("<button>", "navigation", id="button"),
        pytest.param("<noscript>Enable JavaScript. ", "navigation", id="noscript"),
        pytest.param('<ins class="adsbygoogle">', "advertisement", id="advertisement-in-a-line"),
        pytest.param('<div itemtype="https://schema.org/Comment">', "comments", id="microdata"),
        pytest.param('<section id="comments">', "comments", id="identifier"),
        pytest.param('<div data-component="share-links">', "navigation", id="name-of-a-component"),
        pytest.param('<div data-testid="richTextElement">', "body", id="name-of-a-component-that-says-nothing"),
        pytest.param('<div class="post-meta">', "meta", id="byline"),
        pytest.param('<span class="post-meta">', "body", id="byline-in-a-line"),
        pytest.param('<aside epub:type="footnotes">', "footnote", id="footnotes-of-a-book"),
        pytest.param('<section epub:type="chapter">', "body", id="chapter-of-a-book"),
        pytest.param('<span class="nhsuk-u-visually-hidden">', "navigation", id="for-ears-only-by-a-house's-name"),
        pytest.param('<p class="focus:not-sr-only">', "body", id="not-for-ears-only"),
        pytest.param("<blockquote>", "quote", id="quotation"),
        pytest.param('<div class="comments"><blockquote>', "comments/quote", id="quotation-in-comments"),
        pytest.param('<section role="doc-bibliography">', "references", id="bibliography"),
        pytest.param('<aside class="footnotes">', "footnote", id="footnotes"),
        pytest.param('<div class="disclaimer" hidden>', "disclaimer", id="hidden-disclaimer"),
        pytest.param('<footer><p class="disclaimer">', "navigation/disclaimer", id="disclaimer-in-a-footer"),
        pytest.param("<blockquote><pre>", "quote/code", id="code-in-a-quotation"),
        pytest.param('<div class="ad"><nav class="ad">', "advertisement", id="zone-in-itself"),
        pytest.param("<header>", "body", id="header-of-a-fragment"),
        pytest.param("<aside>", "body", id="aside-of-a-fragment"),
        pytest.param('<div class="accordion-panel" hidden>', "body", id="folded"),
        pytest.param('<div hidden="until-found">', "body", id="found-by-searching"),
        pytest.param('<div class="expanding-group"><div hidden>', "body", id="folded-by-what-holds-it"),
        pytest.param('<div class="grand"><div hidden>', "navigation", id="hidden-in-what-says-nothing"),
        pytest.param('<div class="faq"><p></p><ul></ul><nav><ul hidden>', "navigation", id="menu-that-unfolds"),
        pytest.param('<button aria-controls="x">More</button><div id="x" hidden>', "body", id="unfolded-by-a-button"),
        pytest.param(
            '<button aria-controls="x">More</button><div id="xx" hidden>', "navigation", id="button-for-another"
        ),
        pytest.param(
            '<button aria-controls="x">Go</button><div id="x" class="menu" hidden>',
            "navigation",
            id="menu-with-a-button",
        ),
        pytest.param('<button aria-expanded="false">', "body", id="button-that-unfolds"),
        pytest.param('<h2 id="share">', "body", id="identifier-of-a-heading"),
        pytest.param('<section id="related">', "body", id="identifier-that-may-be-a-heading's"),
        pytest.param('<article class="comments">', "body", id="article"),
        pytest.param('<div class="hentry ad">', "body", id="holder"),
        pytest.param("<aside hidden>", "navigation", id="hidden-aside"),
        pytest.param("<blockquote><footer>", "quote", id="who-said-it"),
    ],
)
def test_zones(opening: str, zone: str) -> None:
    assert zones(f"<p>Before.</p>{opening}Inside.")[("Inside." if "Enable" not in opening else "Enable")] == zone


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param(
            "<body class='no-sidebar comments-closed'><header><p>Top.</p></header><h1>Gout</h1><aside>Side.</aside>",
            {"Top.": "navigation", "Gout": "body", "Side.": "navigation"},
            id="page",
        ),
        pytest.param(
            "<body><article><header><h1>Gout</h1></header><aside>Tip.</aside><footer>Updated.</footer></article><footer>Imprint</footer>",
            {"Gout": "body", "Tip.": "body", "Updated.": "body", "Imprint": "navigation"},
            id="head-and-foot-of-the-article",
        ),
        pytest.param(
            "<body><main><h1>Gout</h1><aside class='callout'>Tip.</aside><aside>Side.</aside></main>",
            {"Gout": "body", "Tip.": "body", "Side.": "navigation"},
            id="callout",
        ),
        pytest.param(
            "<body><header><h1>Gout</h1></header><nav>Home</nav><p>Pain.</p>",
            {"Gout": "body", "Home": "navigation", "Pain.": "body"},
            id="header-that-holds-the-title",
        ),
        pytest.param(
            "<body><header><h1>Notes</h1></header><h1>Gout</h1>",
            {"Notes": "navigation", "Gout": "body"},
            id="header-that-holds-another-title",
        ),
        pytest.param(
            "<body><div class='ad'><div class='menu'><h1>Gout</h1><nav>Home</nav></div></div>",
            {"Gout": "body", "Home": "navigation"},
            id="names-around-the-title",
        ),
        pytest.param(
            f"<body><div class='sidebar'>{LONG}</div><p>End.</p>",
            {"Most": "body", "End.": "body"},
            id="most-of-the-text",
        ),
        pytest.param(
            f"<body><h1>Gout</h1>{LONG}<div class='comments'>{LONG.replace('Most', 'Many') * 2}</div>",
            {"Gout": "body", "Most": "body", "Many": "comments"},
            id="long-comments",
        ),
        pytest.param(
            f"<body><div>Site</div><main><h1>Gout</h1>{LONG}</main><div>Imprint</div><blockquote>Wow</blockquote>",
            {"Site": "navigation", "Gout": "body", "Most": "body", "Imprint": "navigation", "Wow": "navigation/quote"},
            id="around-the-main-part",
        ),
        pytest.param(
            "<body><div><h1>Gout</h1>Intro</div><main><h2>Signs</h2><p>It is a long and painful story.</p></main>",
            {"Gout": "body", "Intro": "body", "Signs": "body", "It": "body"},
            id="title-outside-the-main-part",
        ),
        pytest.param(
            f"<body><main><h1>Gout</h1></main>{LONG}",
            {"Gout": "body", "Most": "body"},
            id="main-part-with-little-in-it",
        ),
        pytest.param(
            f"<body><div>Site</div><article><h1>Gout</h1>{LONG}</article><p>More</p><h2>References</h2><p>Roe, 2019",
            {
                "Site": "navigation",
                "Gout": "body",
                "Most": "body",
                "More": "navigation",
                "References": "body",
                "Roe,": "body",
            },
            id="around-the-only-article-with-a-title",
        ),
        pytest.param(
            f"<body><p>Intro</p><article>{LONG}</article><article>{LONG.replace('Most', 'Many')}</article>",
            {"Intro": "body", "Most": "body", "Many": "body"},
            id="two-articles",
        ),
        pytest.param(
            "<body><p>It is a long and painful story.</p><article><h1>Gout</h1></article>",
            {"It": "body", "Gout": "body"},
            id="article-with-little-in-it",
        ),
        pytest.param(
            "<body><div id='header'>Site</div><h1>Gout</h1><p>Pain.</p>",
            {"Site": "navigation", "Gout": "body", "Pain.": "body"},
            id="division-called-header",
        ),
        pytest.param(
            "<body><div id='header'><h1>Gout</h1></div><p>Pain.</p>",
            {"Gout": "body", "Pain.": "body"},
            id="division-called-header-with-the-title",
        ),
        pytest.param(
            "<title>Gout</title><body><main><h1>Signs</h1>It is a long and painful story.</main><p>Imprint</p>",
            {"Gout": "meta", "Signs": "body", "It": "body", "Imprint": "navigation"},
            id="title-is-no-surrounding",
        ),
    ],
)
def test_pages(text: str, expected: dict[str, str]) -> None:
    assert zones(text) == expected

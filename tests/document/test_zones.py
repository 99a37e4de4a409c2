from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from healthlint.document import html, markdown, text, zones
from healthlint.document.article import Article
from healthlint.document.source import Source
from healthlint.document.zones.page_labels import Label, label_of

#: A paragraph of the text, long enough to be one.
PROSE = "Most cramps pass within minutes, and a stretch of the calf helps more than any tablet does. Water helps too."
FORMATS = {"txt": text, "md": markdown, "html": html}


def read(words: str, name: str = "txt") -> Article:
    module = FORMATS[name]
    return zones.assign(module.parse(Source(f"a.{name}", words)))


def zone_of(article: Article, words: str) -> str:
    return next(block.zone_path for block in article.blocks if words in article.text(block))


def paths(words: str, name: str = "txt") -> list[str]:
    return [block.zone_path for block in read(words, name).blocks]


# -- labels ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, label",
    [
        ("References", Label.REFERENCES),
        ("SOURCES:", Label.REFERENCES),
        ("Works cited", Label.REFERENCES),
        ("References (12)", Label.REFERENCES),
        ("12 sources", Label.REFERENCES),
        ("References and further reading", Label.REFERENCES),
        ("Notes", Label.NOTES),
        ("Comments", Label.COMMENTS),
        ("Comments (3)", Label.COMMENTS),
        ("Reader stories", Label.COMMENTS),
        ("Responses to “Leg cramps”", Label.COMMENTS),
        ("3 Comments", Label.COMMENT_COUNT),
        ("Leave a Comment", Label.COMMENT_COUNT),
        ("10 thoughts on “Leg cramps”", Label.COMMENT_COUNT),
        ("Join the discussion", Label.COMMENT_COUNT),
        ("Medical disclaimer", Label.DISCLAIMER),
        ("Disclaimers", Label.DISCLAIMER),
        ("On this page", Label.CONTENTS),
        ("What’s in this article", Label.CONTENTS),
        ("You might also like", Label.NAVIGATION),
        ("Related articles", Label.NAVIGATION),
        ("Share this article", Label.NAVIGATION),
        ("Back to top", Label.LINE),
        ("Skip to main content", Label.LINE),
        ("Read more »", Label.LINE),
        ("Facebook | Twitter | Pinterest", Label.LINE),
        ("Advertisement", Label.ADVERTISEMENT),
        ("Sponsored by LegEase", Label.ADVERTISEMENT),
        ("ADVERTISEMENT - CONTINUE READING BELOW", Label.SLOT),
        ("About the author", Label.ABOUT),
        ("Further reading", Label.ABOUT),
        ("Further reading and references", Label.REFERENCES),
        ("Responses (2)", Label.COMMENTS),
        ("Log in to post comments", Label.COMMENT_COUNT),
        ("Read this next", Label.NAVIGATION),
        ("Related internet links", Label.NAVIGATION),
        ("Explore more on these topics", Label.NAVIGATION),
        ("Page 2 of 4", Label.LINE),
        ("Is this page useful?", Label.LINE),
        ("View this email in your browser", Label.LINE),
        ("Jump to search", Label.LINE),
        # Near misses.
        ("Sources of vitamin D", None),
        ("Comments on the evidence", None),
        ("Any other comments?", None),
        ("No response", None),
        ("Two responses", None),
        ("Patient stories", None),
        ("More about migraine", None),
        ("Related conditions", None),
        ("Immune response", None),
        ("Adder bites", None),
        ("Sharing a bed", None),
        ("Subscribe to no diet that bans bread", None),
        ("Page turners for a night of pain", None),
    ],
)
def test_labels(words: str, label: Label | None) -> None:
    assert label_of(words) is label


@given(st.text(max_size=120))
def test_any_text_can_be_asked_for_its_label(words: str) -> None:
    assert label_of(words) is None or words.strip()


# -- references --------------------------------------------------------------------------------------------------------

ENTRIES = "1. Roe K. Cramps. BMJ 2019.\n2. NHS. Leg cramps."
REFERENCES = {
    "txt": f"Cramps\n\n{PROSE}\n\nReferences\n\n{ENTRIES}\n\nOutlook\n\n{PROSE}",
    "md": f"# Cramps\n\n{PROSE}\n\n## References\n\n{ENTRIES}\n\n## Outlook\n\n{PROSE}",
    "html": (
        f"<h1>Cramps</h1><p>{PROSE}</p><h2>References</h2><ol><li>Roe K. Cramps. BMJ 2019.<li>NHS. Leg cramps.</ol>"
        f"<h2>Outlook</h2><p>{PROSE}</p>"
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_references_last_to_the_next_heading(name: str) -> None:
    assert paths(REFERENCES[name], name) == ["body", "body", "references", "references", "references", "body", "body"]


@pytest.mark.parametrize(
    "words, zone",
    [
        pytest.param(f"{PROSE}\n\nSource: Roe K, BMJ 2019.", "references", id="line"),
        pytest.param(
            f"{PROSE}\n\n1. Roe K. Cramps. BMJ 2019;12(3):40-5.\n2. Doe J. doi: 10.1000/x", "references", id="no-label"
        ),
        pytest.param(f"{PROSE}\n\n1. Roe K. BMJ 2019;12:40.\n2. Drink water.", "body", id="entry-beside-advice"),
        pytest.param(f"{PROSE}\n\n1. In 2019, 40 adults slept.\n2. In 2020, 50 did.", "body", id="years-in-advice"),
        pytest.param(f"{PROSE}\n\nSources\n\nRoe K. Cramps. BMJ 2019.", "references", id="label-and-entry"),
        pytest.param(
            f"{PROSE}\n\nNotes\n\n1. Roe K. BMJ 2019.\n2. Doe J. Lancet 2020.", "references", id="numbered-notes"
        ),
        # Near misses.
        pytest.param(f"{PROSE}\n\nSources: oily fish and eggs.", "body", id="sources-of-a-vitamin"),
        pytest.param(f"{PROSE}\n\nSources\n\n• oily fish\n• eggs", "body", id="list-of-sources-of-a-vitamin"),
        pytest.param(f"{PROSE}\n\nNotes\n\nBring water and good shoes.", "body", id="notes-without-numbers"),
        pytest.param(f"{PROSE}\n\nFurther reading\n\nThe Cramp Book.", "body", id="further-reading"),
    ],
)
def test_references(words: str, zone: str) -> None:
    assert paths(words)[-1] == zone


@pytest.mark.parametrize("below", ["Contact: editor@a.example", PROSE])
def test_a_paragraph_below_the_references_is_none_of_them(below: str) -> None:
    article = read(f"{PROSE}\n\nReferences\n\n{ENTRIES}\n\n{below}")
    assert [block.zone_path for block in article.blocks] == ["body", "references", "references", "references", "body"]


ROWS = {"Moss, 2019": "references", "https://a.example": "references", "2 mg": "body", "Sleep": "body"}


@pytest.mark.parametrize("name", ["md", "html"])
@pytest.mark.parametrize("cell", ROWS)
def test_a_table_under_a_heading_of_sources(cell: str, name: str) -> None:
    rows = "".join(f"<tr><td>Work {row}</td><td>{cell}</td></tr>" for row in range(3))
    words = (
        f"<h2>Sources</h2>\n<table><tr><th>Author</th><th>Title</th></tr>{rows}</table>\n<h2>Next</h2>\n<p>{PROSE}</p>"
    )
    assert paths(words, name) == [*[ROWS[cell]] * 9, "body", "body"]


def test_one_source_in_plain_text_is_an_item() -> None:
    article = read(f"Cramps\n\n{PROSE}\n\nReferences\n\n1. Moss I, Feld N. Cramps at night. BMJ. 2019;3:4.\n")
    block = article.blocks[-1]
    assert (block.kind.value, block.zone_path, block.item and block.item.marker) == ("list_item", "references", "1.")
    assert article.text(block).startswith("Moss")


def test_one_number_elsewhere_is_none() -> None:
    article = read(f"Cramps\n\n{PROSE}\n\n1. Moss was the first to say so in this country.\n\n{PROSE}")
    assert all(block.item is None for block in article.blocks)


# -- comments ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"{PROSE}\n\nComments\n\n  1. Jo\n\n    It helped.\n\nLeave a Comment", id="numbered"),
        pytest.param(f"{PROSE}\n\n3 Comments\n\nJo · 3 days ago\nIt helped.", id="count-and-thread"),
        pytest.param(f"{PROSE}\n\nLeave a Reply\n\nIt helped.", id="form"),
        pytest.param(f"{PROSE}\n\n{PROSE}\n\nJo · 3 days ago\n\nIt helped.", id="no-label"),
        pytest.param(f"{PROSE}\n\n{PROSE}\n\nJo Roe says:\n\nIt helped.\n\nReply", id="says"),
        pytest.param(f"{PROSE}\n\n{PROSE}\n\nPosted by Jo on May 3, 2024 at 4:15 pm\n\nIt helped.", id="posted-by"),
    ],
)
def test_comments_last_to_the_end(words: str) -> None:
    article = read(words)
    assert zone_of(article, "It helped.") == "comments"
    assert article.blocks[-1].zone_path == "comments"
    assert article.blocks[0].zone_path == "body"


def test_comments_end_at_an_editorial_heading() -> None:
    words = (
        f"# Cramps\n\n{PROSE}\n\n## Comments\n\nIt helped.\n\n### About the author\n\nMe.\n\n## References\n\nBMJ 2019."
    )
    assert paths(words, "md") == ["body", "body", *["comments"] * 4, "references", "references"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"Comments on the evidence\n\n{PROSE}", id="editorial-heading"),
        pytest.param(f"{PROSE}\n\nAny other comments?\n\n{PROSE}", id="editorial-question"),
        pytest.param(f"Cramps\n\n3 Comments\n\n{PROSE}\n\nTreatment\n\n{PROSE}", id="count-below-the-title"),
        pytest.param(f"{PROSE}\n\n3 Comments\n\nTreatment\n\n{PROSE}\n\nOutlook\n\n{PROSE}", id="count-in-the-text"),
        pytest.param(f"{PROSE}\n\nDr Roe says:\n\n“Drink.”\n\n{PROSE}\n\nOutlook\n\n{PROSE}", id="says-in-the-text"),
        pytest.param(f"Posted by Jo on May 3, 2024 at 4:15 pm\n\n{PROSE}", id="byline"),
    ],
)
def test_no_comments(words: str) -> None:
    article = read(words)
    assert "comments" not in {zone for block in article.blocks for zone in block.zone}
    assert article.blocks[-1].zone_path == "body"


def test_a_quotation_in_the_comments_is_both() -> None:
    assert zone_of(read(f"{PROSE}\n\n## Comments\n\n> Drink water.\n\nYes.", "md"), "Drink water") == "comments/quote"


# -- disclaimers -------------------------------------------------------------------------------------------------------

DISCLAIMER = "This leaflet is for general information and does not replace advice from your doctor."


@pytest.mark.parametrize("name", FORMATS)
def test_a_disclaimer_is_one_in_every_format(name: str) -> None:
    words = f"<p>{PROSE}</p><p>{DISCLAIMER}</p>" if name == "html" else f"{PROSE}\n\n{DISCLAIMER}"
    assert paths(words, name) == ["body", "disclaimer"]


@pytest.mark.parametrize(
    "words, zone",
    [
        pytest.param(f"{PROSE}\n\nDisclaimer\n\nWe share what we know.", "disclaimer", id="heading"),
        pytest.param(f"{PROSE}\n\nDisclaimer: these are our own views.", "disclaimer", id="label"),
        pytest.param(f"{PROSE}\n\n• {DISCLAIMER}\n• Rest.", "body", id="item-ends-it"),
        pytest.param(f"{PROSE}\n\nSleep well.*\n\n*{DISCLAIMER}", "footnote/disclaimer", id="in-a-footnote"),
        pytest.param(f"{PROSE} {PROSE} {DISCLAIMER}", "body", id="one-sentence-of-a-long-paragraph"),
        pytest.param(f"{PROSE}\n\nComments\n\nI do not give medical advice.", "comments/disclaimer", id="in-a-comment"),
    ],
)
def test_disclaimers(words: str, zone: str) -> None:
    assert paths(words)[-1] == zone


def test_a_footer_may_hold_a_disclaimer() -> None:
    words = f"<main><p>{PROSE}</p></main><footer><p>{DISCLAIMER}</p></footer>"
    assert paths(words, "html") == ["body", "navigation/disclaimer"]


def test_a_disclaimer_at_the_top_does_not_hold_the_article() -> None:
    words = f"<h2>Disclaimer</h2><p>{DISCLAIMER}</p><p>{PROSE}</p><p>{PROSE}</p>"
    assert paths(words, "html") == ["disclaimer", "disclaimer", "body", "body"]


# -- bylines, links, advertisements ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, zone",
    [
        ("By Jane Doe, MD", "meta"),
        ("In All, Leg Pain, Diet by Jane Doe1 Comment", "meta"),
        ("Last updated: 3 May 2024", "meta"),
        ("Medically reviewed by John Roe, RN on 3 May 2024", "meta"),
        ("Jane Doe, MD", "meta"),
        ("Photo: Jane Doe", "meta"),
        ("© 2024 Lakeside Health", "meta"),
        ("Skip to content", "navigation"),
        ("Home > Health > Cramps", "navigation"),
        ("We use cookies to improve your visit.", "navigation"),
        ("Back Pain1", "navigation"),
        ("See also: Cramps in pregnancy", "navigation"),
        ("By eating well you can sleep better.", "body"),
        ("Photos help you spot changes.", "body"),
        ("Take 2 with food, as of May 2024.", "body"),
    ],
)
def test_lines_at_the_top(line: str, zone: str) -> None:
    assert zone_of(read(f"{line}\n\nLeg Cramps\n\n{PROSE}"), line) == zone


def test_a_title_that_ends_with_a_number_stays() -> None:
    assert paths(f"Treatment1\n\n{PROSE}") == ["body", "body"]


def test_contents_are_navigation_and_the_text_is_not() -> None:
    words = f"Cramps\n\nIn this article\n\nCauses\n\nTreatment\n\n{PROSE}\n\nCauses\n\n{PROSE}\n\nTreatment\n\n{PROSE}"
    assert paths(words) == ["body", "navigation", "navigation", "navigation", *["body"] * 5]


def test_related_articles_end_at_a_paragraph() -> None:
    words = f"{PROSE}\n\nRelated articles\n\n• Leg pain\n• Night cramps\n\n{PROSE}"
    assert paths(words) == ["body", "navigation", "navigation", "navigation", "body"]


@pytest.mark.parametrize(
    "words, found",
    [
        pytest.param(
            f"{PROSE}\n\nAdvertisement\n\nBuy LegEase today.\n\nTreatment\n\n{PROSE}",
            ["body", "advertisement", "advertisement", "body", "body"],
            id="to-the-next-heading",
        ),
        pytest.param(
            f"{PROSE}\n\nAdvertisement" + f"\n\n{PROSE}" * 4, ["body", "advertisement", *["body"] * 4], id="empty"
        ),
        pytest.param(
            f"{PROSE}\n\nAdvertisement – Continue Reading Below\n\n{PROSE}",
            ["body", "advertisement", "body"],
            id="slot",
        ),
    ],
)
def test_advertisements(words: str, found: list[str]) -> None:
    assert paths(words) == found


# -- laws --------------------------------------------------------------------------------------------------------------

LINES = (
    *("Comments", "3 Comments", "References", "Sources", "Disclaimer", "Related articles", "Contents", "Advertisement"),
    *(
        "Jo · 3 days ago",
        "By Jane Doe, MD",
        "Roe K. BMJ 2019.",
        DISCLAIMER,
        PROSE,
        "• rest",
        "# Cramps",
        "> It helped.",
    ),
)
articles = st.lists(st.sampled_from(LINES), max_size=14).map("\n\n".join)


@given(articles, st.sampled_from(["txt", "md"]))
def test_zones_are_added_and_nothing_else_changes(words: str, name: str) -> None:
    before = FORMATS[name].parse(Source(f"a.{name}", words))
    after = zones.assign(before)
    assert [replace(block, zone=()) for block in after.blocks] == [replace(block, zone=()) for block in before.blocks]
    for old, new in zip(before.blocks, after.blocks, strict=True):
        assert set(old.zone) - {"body"} <= set(new.zone)
        assert len(set(new.zone)) == len(new.zone) > 0


@given(articles)
def test_zones_are_settled_at_once(words: str) -> None:
    article = read(words)
    assert [block.zone for block in zones.assign(article).blocks] == [block.zone for block in article.blocks]


# -- pieces of a byline ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above, path",
    [
        pytest.param(["By Jo Roe", "Health correspondent"], ["meta", "meta"], id="role-below-the-name"),
        pytest.param(["Reviewed by", "Jo Roe, MD"], ["meta", "meta"], id="label-and-name"),
        pytest.param(["Last updated:", "May 4, 2024"], ["meta", "meta"], id="label-and-date"),
        pytest.param(["by"], ["meta"], id="by"),
        pytest.param(["Am J Pain. 2012 Aug 15;86(4):350-355."], ["meta"], id="where-it-was-printed"),
        # Near misses.
        pytest.param(["Health correspondents disagree"], ["body"], id="role-alone"),
        pytest.param(["Reviewed by", PROSE], ["body", "body"], id="label-and-text"),
        pytest.param(["In 2012 the trial began"], ["body"], id="year"),
    ],
)
def test_pieces_of_a_byline(above: list[str], path: list[str]) -> None:
    words = "".join(f"<p>{words}</p>" for words in above)
    assert paths(f"<h1>Cramps</h1>{words}<p>{PROSE}</p>", "html") == ["body", *path, "body"]


def test_a_heading_may_be_a_date() -> None:
    words = f"<h1>Cramps</h1><p>{PROSE}</p><h2>Review Date 6/6/2023</h2><p>{PROSE}</p><h2>Review of 6 trials</h2>"
    assert paths(words, "html") == ["body", "body", "meta", "body", "body"]


# -- lines of links ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, zone",
    [
        pytest.param("<p><a href=a>Home</a><br><a href=b>Drugs</a><br><a href=c>Pain</a></p>", "navigation", id="row"),
        pytest.param("<p>Related articles<br><a href=a>Back pain</a></p>", "navigation", id="label-and-link"),
        pytest.param("<ul><li>Log in to post comments</li></ul>", "navigation", id="item"),
        pytest.param(
            "<p><a href=a>Rest</a>, <a href=b>ice</a> and <a href=c>heat</a> ease pain</p>",
            "body",
            id="links-in-a-text",
        ),
        pytest.param(
            "<p><a href=a>Rest</a>, <a href=b>ice</a>, <a href=c>heat</a>.</p>", "body", id="sentence-of-links"
        ),
        pytest.param("<ul><li>Reply</li></ul>", "body", id="item-of-one-word"),
    ],
)
def test_lines_of_links(words: str, zone: str) -> None:
    assert paths(f"<p>{PROSE}</p>{words}<p>{PROSE}</p>", "html") == ["body", zone, "body"]


def test_a_story_is_no_thread() -> None:
    words = f"{PROSE}\n\n{PROSE}\n\nMy pain began 3 weeks ago: it was awful.\n\n{PROSE}"
    assert set(paths(words)) == {"body"}

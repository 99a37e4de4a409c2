from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document import html, markdown, metadata, text, zones
from healthlint.document.article import Article, Metadata, Person
from healthlint.document.builder import ArticleBuilder
from healthlint.document.source import Source, SourceSpan

PROSE = "Most cramps pass within minutes, and a stretch of the calf helps more than any tablet does. Water helps too."
FORMATS = {"txt": text, "md": markdown, "html": html}
Maker = tuple[str, tuple[str, ...]]


def collect(words: str, name: str = "txt") -> Metadata:
    return metadata.collect(zones.assign(FORMATS[name].parse(Source(f"a.{name}", words))))


def of_fields(**fields: Any) -> Metadata:
    builder = ArticleBuilder(Source("a.md", "x"), "markdown")
    for name, value in fields.items():
        builder.field(name.replace("__", ":"), value)
    return metadata.collect(builder.finish())


def makers(people: tuple[Person, ...]) -> list[Maker]:
    return [(person.name, person.credentials) for person in people]


def dates(found: Metadata) -> list[str | None]:
    return [dated.date if dated else None for dated in (found.published, found.updated, found.reviewed)]


# -- fields ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields, authors",
    [
        pytest.param({"author": "Jane Doe, MD"}, [("Jane Doe", ("MD",))], id="text"),
        pytest.param({"author": "Jane Doe and John Roe"}, [("Jane Doe", ()), ("John Roe", ())], id="two"),
        pytest.param({"authors": ["Jane Doe", "John Roe, RN"]}, [("Jane Doe", ()), ("John Roe", ("RN",))], id="list"),
        pytest.param({"author": {"name": "Jane Doe", "title": "GP"}}, [("Jane Doe", ("GP",))], id="object"),
        pytest.param({"by": "Admin"}, [("Admin", ())], id="generic"),
        pytest.param({"byline": "By Dr Jane Doe, GP"}, [("Jane Doe", ("Dr", "GP"))], id="byline"),
        pytest.param({"meta__author": "Jane Doe"}, [("Jane Doe", ())], id="tag"),
        pytest.param(
            {"author": "Jane Doe", "meta__author": "Jane Doe, RN"}, [("Jane Doe", ("RN",))], id="credentials-added"
        ),
        pytest.param({"meta__article:author": "https://a.example/jane"}, [], id="address"),
        pytest.param({"author": None, "authors": [], "by": {}, "writer": True}, [], id="nothing"),
        pytest.param({"author": "no", "by": "None"}, [], id="words-for-nobody"),
        pytest.param({"params": {"author": "Jane Doe, MD"}}, [("Jane Doe", ("MD",))], id="one-level-down"),
        pytest.param({"gallery": {"author": "Jane Doe"}}, [], id="in-another-object"),
        pytest.param(
            {"author": {"name": "Jane Doe", "degrees": ["MD", "PhD"]}}, [("Jane Doe", ("MD", "PhD"))], id="degrees"
        ),
        pytest.param(
            {"meta__citation_author": ["Jane Doe", "John Roe"]}, [("Jane Doe", ()), ("John Roe", ())], id="tags"
        ),
        pytest.param({"author_image": "Jane Doe", "coauthor_box": "x"}, [], id="other-fields"),
    ],
)
def test_authors_from_fields(fields: dict[str, Any], authors: list[Maker]) -> None:
    assert makers(of_fields(**fields).authors) == authors


@pytest.mark.parametrize(
    "field",
    ["reviewer", "reviewed_by", "medical_reviewer", "medically-reviewed-by", "clinically_reviewed_by", "checked_by"],
)
def test_reviewers_from_fields(field: str) -> None:
    assert makers(of_fields(**{field: "Dr Jane Doe"}).reviewers) == [("Jane Doe", ("Dr",))]


@pytest.mark.parametrize(
    "field, found",
    [
        ("date", ["2024-05-03", None, None]),
        ("published", ["2024-05-03", None, None]),
        ("meta__article:published_time", ["2024-05-03", None, None]),
        ("lastmod", [None, "2024-05-03", None]),
        ("last_updated", [None, "2024-05-03", None]),
        ("last_update", [None, "2024-05-03", None]),
        ("meta__article:modified_time", [None, "2024-05-03", None]),
        ("reviewed", [None, None, "2024-05-03"]),
        ("last_reviewed", [None, None, "2024-05-03"]),
        ("next_review", [None, None, None]),
        ("expires", [None, None, None]),
    ],
)
def test_dates_from_fields(field: str, found: list[str | None]) -> None:
    assert dates(of_fields(**{field: "3 May 2024"})) == found


def test_a_date_may_stand_in_an_object() -> None:
    assert dates(of_fields(last_update={"date": "2024-05-03", "author": "Jo"})) == [None, "2024-05-03", None]


def test_a_description_may_stand_one_level_down() -> None:
    assert of_fields(seo={"description": "On cramps."}).description == "On cramps."


def test_a_date_by_numbers_needs_a_language() -> None:
    assert dates(of_fields(date="03/05/2024")) == [None, None, None]
    assert dates(of_fields(date="03/05/2024", lang="en_GB")) == ["2024-05-03", None, None]
    assert dates(of_fields(date="03/05/2024", lang="en-US")) == ["2024-03-05", None, None]


def test_other_fields() -> None:
    found = of_fields(
        title=" Leg  cramps ", description="On cramps.", publisher="Lakeside", lang="en_GB", extra={"a": 1}
    )
    assert (found.title, found.description, found.publisher, found.language) == (
        "Leg cramps",
        "On cramps.",
        "Lakeside",
        "en-GB",
    )
    assert found.fields["extra"] == {"a": 1}


def test_a_field_goes_before_the_text_and_keeps_its_place() -> None:
    words = f"---\nauthor: Jane Doe\ndate: 2024-05-03\n---\n\nBy John Roe, RN\n\n{PROSE}"
    found = collect(words, "md")
    assert makers(found.authors) == [("Jane Doe", ()), ("John Roe", ("RN",))]
    places = [found.authors[0].source, found.published and found.published.source, found.authors[1].source]
    assert [place and words[place.start : place.end] for place in places] == ["Jane Doe", "2024-05-03", "John Roe, RN"]


# -- JSON-LD -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "author, found",
    [
        pytest.param("Jane Doe", [("Jane Doe", ())], id="text"),
        pytest.param({"name": "Dr Jane Doe", "jobTitle": "GP"}, [("Jane Doe", ("Dr", "GP"))], id="object"),
        pytest.param([{"name": "Jane Doe", "honorificSuffix": "MD"}, 3], [("Jane Doe", ("MD",))], id="list"),
        pytest.param({"@id": "#jane"}, [("Jane Doe", ())], id="reference"),
        pytest.param({"@type": "Organization", "name": "Doe & Roe"}, [("Doe & Roe", ())], id="organisation"),
        pytest.param({"name": "Jane O&#39;Doe"}, [("Jane O'Doe", ())], id="entity"),
        pytest.param(["https://a.example/jane", 3, None, {}], [], id="nothing"),
    ],
)
def test_authors_from_json_ld(author: Any, found: list[Maker]) -> None:
    graph = [{"@type": "MedicalWebPage", "author": author}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]
    assert makers(of_fields(**{"json-ld": [{"@graph": graph}]}).authors) == found


@pytest.mark.parametrize("key", ["citation", "review", "hasPart", "relatedLink", "isPartOf", "mentions"])
def test_json_ld_of_another_work_names_nobody(key: str) -> None:
    page = {"@type": "Article", "author": "Jane Doe", key: [{"@type": "Article", "author": "John Roe"}]}
    assert makers(of_fields(**{"json-ld": [page]}).authors) == [("Jane Doe", ())]


def test_json_ld_describes_the_page_and_not_its_comments() -> None:
    page = {
        "@type": ["MedicalWebPage", "Article"],
        "headline": "Cramps",
        "datePublished": "2024-05-03T10:00:00Z",
        "dateModified": "2024-06-01",
        "lastReviewed": "2024-05-20",
        "reviewedBy": {"@type": "Person", "name": "John Roe, MD"},
        "publisher": {"@type": "Organization", "name": "Lakeside"},
        "inLanguage": "en-GB",
        "comment": [{"@type": "Comment", "author": {"name": "Jo"}, "datePublished": "2025-01-01"}],
    }
    found = of_fields(**{"json-ld": [page]})
    assert (found.title, found.publisher, found.language) == ("Cramps", "Lakeside", "en-GB")
    assert makers(found.reviewers) == [("John Roe", ("MD",))]
    assert found.authors == ()
    assert dates(found) == ["2024-05-03", "2024-06-01", "2024-05-20"]


@pytest.mark.parametrize(
    "line, found",
    [
        pytest.param('<p class="byline">by <a href="/t">Tiffany Lane</a></p>', "Tiffany Lane", id="byline"),
        pytest.param(
            '<span class="author">by <a rel="author">Tiffany&nbsp;Lane</a></span>', "Tiffany&nbsp;Lane", id="unit"
        ),
        pytest.param("<a rel=author href=x> Tiffany <b>Lane</b> </a>", "Tiffany <b>Lane", id="marked"),
        pytest.param("<p>By <a href=x>Tiffany Lane</a></p>", "Tiffany Lane", id="told-by-words"),
        pytest.param(
            '<div class="byline"><p>Tiffany Lane</p><p>Reviewed by <a>Jo Roe, MD</a>, <i>3 May 2024</i></p></div>',
            "Tiffany Lane|Jo Roe, MD|3 May 2024",
            id="reviewer-and-date",
        ),
        pytest.param('<meta name="author" content="Tiffany Lane">', "Tiffany Lane", id="tag"),
        pytest.param("<p>Reviewed <time datetime=2024-05-03>3 May 2024</time></p>", "3 May 2024", id="time"),
    ],
)
def test_a_name_in_a_page_stands_where_the_name_does(line: str, found: str) -> None:
    words = f"<h1>Cramps</h1>{line}<p>{PROSE}</p>"
    said = collect(words, "html")
    places = [one.source for one in (*said.authors, *said.reviewers, said.reviewed) if one]
    assert [place and words[place.start : place.end] for place in places] == found.split("|")


def test_json_ld_in_a_page() -> None:
    script = '{"@type": "Article", "name": "Cramps", "author": "Jane Doe", "lastReviewed": "2019-02-11"}'
    words = f'<html lang=en><script type="application/ld+json">{script}</script><h1>Cramps</h1><p>{PROSE}</p>'
    found = collect(words, "html")
    assert makers(found.authors) == [("Jane Doe", ())]
    assert found.reviewed is not None
    assert found.reviewed.source is not None
    assert "2019-02-11" in words[found.reviewed.source.start : found.reviewed.source.end]


@pytest.mark.parametrize(
    "line, found",
    [
        pytest.param('<meta name="citation_author" content="Jane Doe"><meta name="citation_author" content="John Roe">',
                     (["Jane Doe", "John Roe"], [], [None, None, None]), id="tag-for-each-author"),
        pytest.param('<div itemprop="reviewedBy"><span itemprop="name">John Roe, MD</span></div>',
                     ([], ["John Roe"], [None, None, None]), id="microdata"),
        pytest.param('<span property="schema:author">Jane Doe</span>', (["Jane Doe"], [], [None] * 3), id="rdfa"),
        pytest.param('<time property="dateModified" datetime="2024-05-03">May</time>',
                     ([], [], [None, "2024-05-03", None]), id="rdfa-date"),
        pytest.param('<time class="updated" datetime="2024-05-03">May</time>',
                     ([], [], [None, "2024-05-03", None]), id="microformat"),
        pytest.param('<abbr class="published" title="2024-05-03">May</abbr>',
                     ([], [], ["2024-05-03", None, None]), id="old-microformat"),
        pytest.param('<a class="p-author h-card">Jane Doe</a>', (["Jane Doe"], [], [None] * 3), id="new-microformat"),
        pytest.param("<dl><dt>Author:<dd>Jane Doe, MD<dt>Reviewed:<dd>3 May 2024</dl>",
                     (["Jane Doe"], [], [None, None, "2024-05-03"]), id="terms"),
        pytest.param('<div class="byline"><p>By Jane Doe</p><p>Health editor</p><p>3 May 2024</p></div>',
                     (["Jane Doe"], [], ["2024-05-03", None, None]), id="byline-of-several-blocks"),
        pytest.param("<p>Published <time datetime=2024-05-03>3 May</time>. It was last updated <time "
                     "datetime=2024-06-01>1 June</time>, reviewed <time datetime=2024-07-01>1 July</time></p>",
                     ([], [], ["2024-05-03", "2024-06-01", "2024-07-01"]), id="times"),
        pytest.param("<blockquote>Ouch<i class=author>Jo Roe</i></blockquote>", ([], [], [None] * 3), id="quotation"),
    ],
)  # fmt: skip
def test_markup_says_who_and_when(line: str, found: tuple[list[str], list[str], list[str | None]]) -> None:
    said = collect(f"<h1>Cramps</h1>{line}<p>{PROSE}</p>", "html")
    assert ([p.name for p in said.authors], [p.name for p in said.reviewers], dates(said)) == found


# -- the text ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_a_byline_is_read_in_every_format(name: str) -> None:
    line = "By Jane Doe, MD, PhD and John Roe, RN | Last updated 3 May 2024"
    words = f"<p>{line}</p><p>{PROSE}</p>" if name == "html" else f"{line}\n\n{PROSE}"
    found = collect(words, name)
    assert makers(found.authors) == [("Jane Doe", ("MD", "PhD")), ("John Roe", ("RN",))]
    assert dates(found) == [None, "2024-05-03", None]
    place = found.authors[0].source
    assert place
    assert words[place.start : place.end] == "Jane Doe, MD, PhD"


@pytest.mark.parametrize(
    "words, authors, reviewers, found",
    [
        pytest.param("In All, Leg Pain by Jane Doe1 Comment", ["Jane Doe"], [], [None, None, None], id="filed"),
        pytest.param("Posted by webmaster, 11 April 2025", ["webmaster"], [], ["2025-04-11", None, None], id="generic"),
        pytest.param("Jane Doe, RN", ["Jane Doe"], [], [None, None, None], id="signature"),
        pytest.param("Page last reviewed: 3 May 2024", [], [], [None, None, "2024-05-03"], id="reviewed"),
        pytest.param("Next review due: 3 May 2027", [], [], [None, None, None], id="next-review"),
        pytest.param("© 2024 Jane Doe", [], [], [None, None, None], id="copyright"),
        pytest.param(
            "Produced: March 2024\nReview date: March 2027",
            [],
            [],
            ["2024-03", None, None],
            id="date-of-the-next-review",
        ),
        pytest.param("Review date: March 2024", [], [], [None, None, "2024-03"], id="date-of-the-review"),
        pytest.param("Written by\n\nJane Doe, RN", ["Jane Doe"], [], [None, None, None], id="label-above-the-name"),
        pytest.param("Reviewed by\n\nJane Doe, RN", [], ["Jane Doe"], [None, None, None], id="label-of-a-reviewer"),
        pytest.param("Last updated:\n\n3 May 2024", [], [], [None, "2024-05-03", None], id="label-above-the-date"),
        pytest.param("On 3 May 2024, the trial began.", [], [], [None, None, None], id="date-in-a-sentence"),
        pytest.param(
            f"{PROSE} Checked by Dr John Roe, surgeon, April 2025.",
            [],
            ["John Roe"],
            [None, None, "2025-04"],
            id="in-a-paragraph",
        ),
        pytest.param(f"{PROSE}\n\nYours, Nurse Jane Doe, RN.", ["Jane Doe"], [], [None, None, None], id="letter"),
        pytest.param(f"{PROSE} It was checked by a nurse.", [], [], [None, None, None], id="no-name"),
        pytest.param(
            f"{PROSE}\n\n## Comments\n\nWritten by Jane Doe, MD", [], [], [None, None, None], id="in-a-comment"
        ),
    ],
)
def test_the_text_says_who_and_when(
    words: str, authors: list[str], reviewers: list[str], found: list[str | None]
) -> None:
    said = collect(f"{words}\n\n{PROSE}")
    assert [person.name for person in said.authors] == authors
    assert [person.name for person in said.reviewers] == reviewers
    assert dates(said) == found


def test_times() -> None:
    published, reviewed = '<time datetime="2024-05-03">in spring</time>', '<time datetime="2024-06-01">later</time>'
    words = f"<p>Published {published}, reviewed {reviewed}</p><p>{PROSE} It began at <time>2023-01-01</time>.</p>"
    assert dates(collect(words, "html")) == ["2024-05-03", None, "2024-06-01"]


@pytest.mark.parametrize(
    "words, name, title",
    [
        pytest.param(f"---\ntitle: Field\n---\n# Heading\n\n{PROSE}", "md", "Field", id="field"),
        pytest.param(f"<title>Page</title><h1>Heading</h1><p>{PROSE}</p>", "html", "Page", id="title-tag"),
        pytest.param(f"<h2>Section</h2><h1>Heading</h1><p>{PROSE}</p>", "html", "Heading", id="first-of-level-one"),
        pytest.param(f"## Section\n\n{PROSE}", "md", "Section", id="first-heading"),
        pytest.param(f"Back Pain1\n\nLeg Cramps\n\n{PROSE}", "txt", "Leg Cramps", id="not-the-counter"),
        pytest.param(PROSE, "txt", None, id="none"),
    ],
)
def test_the_title(words: str, name: str, title: str | None) -> None:
    assert collect(words, name).title == title


# -- laws --------------------------------------------------------------------------------------------------------------

KEYS = ("author", "by", "reviewed_by", "date", "lastmod", "reviewed", "title", "lang", "publisher", "json-ld", "byline")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("Jane Doe, MD"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(("name", "@type", "@id", "@graph", "author")), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=12), values, max_size=6))
def test_no_shape_of_a_field_is_an_error(fields: dict[str, Any]) -> None:
    builder = ArticleBuilder(Source("a.md", "x"), "markdown")
    for name, value in fields.items():
        builder.field(name, value)
    article: Article = builder.finish()
    found = metadata.collect(article)
    assert found.fields == article.metadata.fields
    assert all(person.name for person in (*found.authors, *found.reviewers))


PARTS = (
    "By ",
    "Jane Doe",
    ", MD",
    " and ",
    "Reviewed by ",
    "3 May 2024",
    "Updated ",
    "\n\n",
    ". ",
    "Dr. ",
    "© ",
    PROSE,
)


@given(st.lists(st.sampled_from(PARTS), max_size=16).map("".join))
def test_every_person_and_date_stands_where_it_is_said(words: str) -> None:
    found = collect(words)
    for person in (*found.authors, *found.reviewers):
        assert isinstance(person.source, SourceSpan)
        assert person.name in " ".join(words[person.source.start : person.source.end].split())
    for dated in (found.published, found.updated, found.reviewed):
        if dated and dated.source:
            assert words[dated.source.start : dated.source.end] == "3 May 2024"

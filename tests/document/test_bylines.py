from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.metadata.bylines import credits_in
from healthlint.document.metadata.credit_blocks import is_credit_block, is_signature
from healthlint.document.metadata.dates import find_dates, iso_date
from healthlint.document.metadata.people import is_degree, people

Said = list[tuple[str | None, tuple[str, ...], str | None, str | None]]


def said(words: str) -> Said:
    return [
        (one.role, tuple(person.name for person in one.people), one.event, one.date.iso if one.date else None)
        for _, one in credits_in(words)
    ]


@pytest.mark.parametrize(
    "words, found",
    [
        ("By Jane Doe, MD", [("author", ("Jane Doe",), None, None)]),
        ("BY JANE DOE", [("author", ("JANE DOE",), None, None)]),
        ("By the Editorial Team", [("author", ("the Editorial Team",), None, None)]),
        ("Posted by Jo on May 3, 2024 at 4:15 pm", [("author", ("Jo",), "published", "2024-05-03")]),
        ("Written by Jane Doe and John Roe", [("author", ("Jane Doe", "John Roe"), None, None)]),
        ("May 3, 2024 by Jane Doe 3 Comments", [("author", ("Jane Doe",), "published", "2024-05-03")]),
        ("Author: Jane Doe", [("author", ("Jane Doe",), None, None)]),
        ("In All, Diet, Leg Pain by Jane Doe1 Comment", [("author", ("Jane Doe",), None, None)]),
        ("Medically reviewed by John Roe, MD — Updated on May 3, 2024", [
            ("reviewer", ("John Roe",), None, None),
            (None, (), "updated", "2024-05-03"),
        ]),
        ("Checked by Mr J. Pike, surgeon, on 2 May 2025.", [("reviewer", ("J. Pike",), "reviewed", "2025-05-02")]),
        ("Last reviewed 22 July 2025 by Dr Kim Doyle.", [("reviewer", ("Kim Doyle",), "reviewed", "2025-07-22")]),
        ("Published 1 May 2025, updated 9 July 2025.", [
            (None, (), "published", "2025-05-01"),
            (None, (), "updated", "2025-07-09"),
        ]),
        ("Edited and reviewed by Jane Doe", [("reviewer", ("Jane Doe",), None, None)]),
        ("Reviewed by our medical team, May 2024", [("reviewer", ("our medical team",), "reviewed", "2024-05")]),
        ("By Jane Doe and the Lakeside team", [("author", ("Jane Doe",), None, None)]),
        ("Content last reviewed March 2024", [(None, (), "reviewed", "2024-03")]),
        ("Reviewed: May 2024", [(None, (), "reviewed", "2024-05")]),
        ("Jane Doe | May 3, 2024", [("author", ("Jane Doe",), None, None), (None, (), "published", "2024-05-03")]),
        ("3 May 2024", [(None, (), "published", "2024-05-03")]),
        ("Mon 4 Mar 2024 07.00 GMT", [(None, (), "published", "2024-03-04")]),
        ("Published: 10:15 BST, 3 May 2024", [(None, (), "published", "2024-05-03")]),
        ("Health | 3 May 2024", [(None, (), "published", "2024-05-03")]),
        ("3 May 2024, London", [(None, (), "published", "2024-05-03")]),
        ("Review Date 6/6/2023", [(None, (), "reviewed", "2023-06-06")]),
        ("Updated by: Jane Doe, MD, Leeds", [("reviewer", ("Jane Doe",), None, None)]),
        ("Updated by Jane Doe", [(None, (), None, None)]),
        ("Jo Doe · Follow 5 min read · Mar 2, 2024", [
            ("author", ("Jo Doe",), None, None),
            (None, (), "published", "2024-03-02"),
        ]),
    ],
)  # fmt: skip
def test_credits(words: str, found: Said) -> None:
    assert said(words) == found
    assert is_credit_block(words)


@pytest.mark.parametrize(
    "words",
    [
        "Next review due: 3 May 2027",
        "© 2024 Lakeside Health. All rights reserved.",
        "Photo: Getty Images",
        "5 min read",
        "Date: 03/05/2024",
        "Version 2.1",
        "Medically reviewed",
        "Last reviewed on 05/08/2023.",
        "Photo by Jane Doe on Unsplash",
    ],
)
def test_what_tells_no_person_and_no_date_is_a_credit_still(words: str) -> None:
    assert is_credit_block(words)
    assert said(words) == []


def test_a_whole_imprint_is_one_block() -> None:
    words = "By Jane Doe, historian. Reviewed by John Roe, 3 May 2024. Source: Roe, BMJ 2007. Contact: a@b.example"
    assert is_credit_block(words)
    assert not is_credit_block(words + ". Rest the leg for a week.")


@pytest.mark.parametrize(
    "words",
    [
        "On 3 May 2024, the agency approved a new tablet.",
        "May 3, 2024 - The agency said that cramps are common.",
        "3 May 2024 (the day she fell), she took two tablets.",
        "By Jane Doe, who has treated cramps for years.",
        "Version 2 of the vaccine works better.",
        "Pictures by MRI scan show the disc.",
        "Getty found that one in five relapsed.",
        "By eating well you can lower your risk.",
        "By New Year, most people have given up.",
        "By 2030, cases will double.",
        "By week four, try small hops.",
        "By Jane Austen's time, tea was common.",
        "By Monday, Your Back Will Thank You",
        "By Mouth",
        "Your prescription will be checked by a pharmacist.",
        "The evidence was reviewed by Cochrane in 2019.",
        "Reviewed studies show a benefit.",
        "Published studies in 2024 show a benefit.",
        "Updated guidance from May 2024 says so.",
        "In England, many tests are done by Public Health England staff.",
        "3 May 2024 was a cold day.",
        "In May 2024 the trial ended.",
        "Posted by accident",
        "Written by hand",
        "Approved by the FDA in May 2019.",
        "Copyright law is hard.",
        "Photos help you spot changes.",
        "Contact your doctor.",
        "Check your blood pressure on 3 May",
        "This study was funded by the NIH.",
    ],
)
def test_prose_is_no_credit(words: str) -> None:
    assert said(words) == []
    assert not is_credit_block(words)


@pytest.mark.parametrize(
    "words, found",
    [
        ("Jane Doe, MD, PhD and John Roe, RN", [("Jane Doe", ("MD", "PhD")), ("John Roe", ("RN",))]),
        ("Dr Priya Raman, MD, endocrinologist", [("Priya Raman", ("Dr", "MD", "endocrinologist"))]),
        ("Prof. Sir John Bell, FRCP", [("John Bell", ("Prof.", "FRCP"))]),
        ("Dr. Jane A. O’Neill-Smith, M.D., Ph.D.", [("Jane A. O’Neill-Smith", ("Dr.", "M.D.", "Ph.D."))]),
        ("Jane Doe MD & John Roe PA-C", [("Jane Doe", ("MD",)), ("John Roe", ("PA-C",))]),
        ("Ludwig van der Berg (MBBS, FRCGP)", [("Ludwig van der Berg", ("MBBS", "FRCGP"))]),
        ("Jane Doe, registered nurse, and John Roe", [("Jane Doe", ("registered nurse",)), ("John Roe", ())]),
        ("Jane Doe, Harvard Medical School", [("Jane Doe", ())]),
        ("Leaflet team, led by Ms Anne Roe, surgeon", [("Leaflet team", ()), ("Anne Roe", ("surgeon",))]),
        ("Health and Wellness Team", [("Health and Wellness Team", ())]),
        ("webmaster", [("webmaster", ())]),
        ("", []),
        (" , ;", []),
    ],
)
def test_people(words: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.name, one.credentials) for one in people(words)] == found


@pytest.mark.parametrize(
    "words, is_one",
    [("Jane Doe, MD", True), ("Dr Jane Doe, GP", True), ("Jane Doe", False), ("Heart failure, part one", False)],
)
def test_signatures(words: str, is_one: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_signature(words) is is_one


@pytest.mark.parametrize(
    "word, is_one",
    [("MD", True), ("Ph.D.", True), ("PA-C", True), ("Do", False), ("do", False), ("Ms", False), ("and", False)],
)
def test_degrees(word: str, is_one: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_degree(word) is is_one


@pytest.mark.parametrize(
    "words, iso",
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T10:00:00+01:00", "2024-05-03"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("3rd of May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("Sept. 5, 2023", "2023-09-05"),
        ("May 2024", "2024-05"),
        ("3.5.2024", "2024-05-03"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("10/10/2024", "2024-10-10"),
        ("03/05/2024", None),
        ("31 Feb 2024", None),
        ("1.2.3.2024", None),
        ("in the spring", None),
        ("", None),
    ],
)
def test_dates(words: str, iso: str | None) -> None:
    assert iso_date(words) == iso


@given(
    st.dates().filter(lambda day: 1900 <= day.year < 2100),
    st.sampled_from(["{:%-d %B %Y}", "{:%B %-d, %Y}", "{:%Y-%m-%d}"]),
)
def test_a_written_date_is_read_back(day: object, form: str) -> None:
    (found,) = find_dates(f"on {form.format(day)}.")
    assert found.iso == str(day)


@given(st.text("By Jane Doe,MD.andreviewd 0123/|·-", max_size=120) | st.text(max_size=60))
def test_any_text_can_be_read(words: str) -> None:
    is_credit_block(words)
    for start, one in credits_in(words):
        assert all(words[start + person.start : start + person.end].strip() for person in one.people)


@pytest.mark.parametrize(
    "words, names",
    [
        ("Jane Doe, MD, University of Leeds, Leeds, UK", ["Jane Doe"]),
        ("Jane Doe, University of Leeds, and John Roe, MD", ["Jane Doe", "John Roe"]),
        ("Jane Doe, MD, Mercy Hospital, New York; John Roe, RN", ["Jane Doe", "John Roe"]),
        ("Jane Doe, GP, Leeds", ["Jane Doe"]),
    ],
)
def test_places_are_no_people(words: str, names: list[str]) -> None:
    assert [one.name for one in people(words)] == names

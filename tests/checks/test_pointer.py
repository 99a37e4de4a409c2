"""Pointers to parts of an article: what is one, and what it needs to find."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document.source import Source
from healthlint.engine import Linter
from healthlint.findings.finding import Finding
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Severity
from hostile_inputs import POINTERS

RULE = "references/dangling-pointer"
Lint = Callable[..., list[Finding]]
TABLE = "| Age | Dose |\n|---|---|\n| 6 | 5 ml |\n| 12 | 10 ml |"


@pytest.fixture(scope="module")
def lint(pack: Pack) -> Lint:
    linter = Linter(pack, [rule for rule in pack.rules if rule.id == RULE])

    def run(text: str, suffix: str = ".md") -> list[Finding]:
        result = linter.lint(text.encode(), f"article{suffix}")
        assert result.failures == ()
        return list(result.findings)

    return run


NO_POINTERS = {
    "above-the-knee": "The wound is just above the knee. The joints above and below the break are sore.",
    "above-heart": "Raise your legs above the level of your heart.",
    "above-number": "Ring us if your temperature is above 38 °C, or your pulse below 50.",
    "above-average": "The risks are above average in smokers. Doses above normal do harm.",
    "above-all": "Above all, rest. The signs are, above all, a limp and a fall.",
    "muscles-above": "Stretch the muscles above your knees. Muscles above and below it may ache.",
    "symptoms-below": "Symptoms below the waist are rare. Complications above this dose are common.",
    "earlier-in-life": "Symptoms that began earlier in life are milder. Conditions found earlier are easier to treat.",
    "earlier-than": "The signs appeared earlier than usual.",
    "previously-healthy": "Previously healthy people recover. Previously treated infections can come back.",
    "diagnosed-earlier": "Cancers that are diagnosed earlier do better.",
    "given-earlier": "Treatments given earlier work better. Drugs shown earlier to help are cheap.",
    "operating-table": "You lie on the operating table below a lamp. The table is narrow.",
    "a-figure": "Nobody knows the figure below which a pressure is safe. A figure above 140 is high.",
    "growth-chart": "The nurse marks the weight on a growth chart above the cot.",
    "waiting-list": "You stay on the list below someone who needs it more.",
    "caesarean": "Your baby may be born by Caesarean section. One section of the bowel is removed.",
    "section-of-act": "Health is covered in Section 5 of the Act.",
    "section-elsewhere": "See the Research section of the charity's website. Read the section on pain of our leaflet.",
    "figure-elsewhere": "Figure 2 of the study shows how the risk falls. Table 1 in that report gives the doses.",
    "figure-cited": "In 2020, Smith et al. compared both drugs (Figure 3).",
    "step-ladder": "Weak opioids are step 2 of the pain ladder.",
    "type-and-stage": "Type 2 diabetes and stage 3 disease are common.",
    "as-above-late": "Rest helps. Ice helps too. As mentioned above, ask before you fly.",
    "as-described": "Take it as described in the leaflet.",
}
RESOLVED = {
    "list": "- a limp\n- a fall\n\nThe signs listed above need care.",
    "list-much-earlier": "- a limp\n- a fall\n\n## Care\n\nRest.\n\n## Help\n\nIf you have any of the above, ring us.",
    "table": f"{TABLE}\n\nThe doses given above are for children.",
    "definitions": "<dl><dt>A</dt><dd>Fast.</dd><dt>B</dt><dd>Slow.</dd></dl><p>The types described above differ.</p>",
    "series": "You may have fever, chills and a cough. The symptoms mentioned above go away.",
    "series-in-the-same-sentence-no": "Some people limp, fall or shake. Two of the above signs are enough.",
    "given": "Symptoms include tiredness. The symptoms mentioned above go away.",
    "such-as": "You may have symptoms such as tiredness. The above symptoms go away.",
    "heading": "## Risk factors\n\nAge plays a part.\n\n## Care\n\nThe factors mentioned above add up.",
    "described-in-prose": "There are several treatments. They cost little. The treatments described above take weeks.",
    "bold-leads": "**Wet.** It leaks.\n\n**Dry.** It is slow.\n\nBoth of the types described above are common.",
    "two-concepts": "A stroke can cause dizziness and numbness. The symptoms mentioned above come at once.",
    "template": "{% include signs.html %}\n\nThe signs listed above need care.",
    "table-below": f"See the table below.\n\n{TABLE}",
    "table-above": f"{TABLE}\n\nThe table above shows the doses.",
    "table-as-picture": "See the table below.\n\n![Doses by age](doses.png)",
    "table-caption-says-below": f"{TABLE}\n\nStop at the times in the table above.",
    "list-below": "Work through the list below.\n\n1. Sit.\n2. Stand.",
    "picture-below": "The picture below shows a healthy eye.\n\n![A healthy eye](eye.png)",
    "video-below": "Watch the video below.\n\n<video src='a.mp4'></video>",
    "video-link": "Watch the [video below](https://example.org/v) before you come.",
    "chart-embedded": "The chart below shows it.\n\n<iframe src='/chart'></iframe>",
    "button-link": "Use the button below.\n\n[Download](/diary.pdf)",
    "label": f"Table 1 gives the doses.\n\nTable 1. Doses\n\n{TABLE}",
    "label-by-count": f"Look at Table 2.\n\n{TABLE}\n\nNext.\n\n{TABLE}",
    "label-alt": "Figure 1 shows the eye.\n\n![Figure 1: the eye](eye.png)",
    "step": "1. Sit.\n2. Stand.\n3. Walk.\n\nGo back to step 2.",
    "step-headings": "## Step 1: sit\n\nSlowly.\n\n## Step 2: stand\n\nSlowly.\n\n## Again\n\nGo back to step 2.",
    "section-on": "## What to eat\n\nFish.\n\n## Help\n\nSee the section on eating.",
    "section-named": "## Side effects\n\nNone.\n\n## Help\n\nSee the Side Effects section.",
    "section-quoted": "## Side effects\n\nNone.\n\n## Help\n\nSee the section called “Side effects”.",
    "section-linked": "See the [section on diet](/diet).",
    "section-below": "See Treatment, below.\n\n## Treatment\n\nRest.",
    "section-by-concept": "## High blood pressure\n\nIt is common.\n\n## Help\n\nSee the section on hypertension.",
    "next-section": "The next section explains the tests.\n\n## Tests\n\nA scan.",
    "previous-section": "## Tests\n\nA scan.\n\n## Care\n\nThe previous section explains the tests.",
    "following-table": f"The following table shows the doses.\n\n{TABLE}",
    "label-in-words": f"Table 1 gives the doses.\n\n{TABLE}",
    "clause-with-text": "Lenses must come out at night. As mentioned above, lenses starve the eye.",
}


@pytest.mark.parametrize("text", NO_POINTERS.values(), ids=NO_POINTERS)
def test_no_pointer(lint: Lint, text: str) -> None:
    assert lint(text) == []


@pytest.mark.parametrize("text", RESOLVED.values(), ids=RESOLVED)
def test_resolved(lint: Lint, text: str) -> None:
    assert lint(text) == []


DANGLING = {
    "mentioned-above": (
        "Apart from the disorders mentioned above, coffee plays a part.",
        "the disorders mentioned above",
    ),
    "listed-earlier": ("Stick to the four rules listed earlier and rest.", "the four rules listed earlier"),
    "that-we-described": ("The signs that we have described above are rare.", "The signs that we have described above"),
    "above-noun": ("The above symptoms go away.", "The above symptoms"),
    "aforementioned": ("The aforementioned symptoms go away.", "The aforementioned symptoms"),
    "given-above": ("The doses given above are for adults.", "The doses given above"),
    "noun-above": ("If you have one of the symptoms above, ring us.", "the symptoms above"),
    "any-of-the-above": ("If you have any of the above, ring us.", "any of the above"),
    "in-this-article": ("The foods listed earlier in this article are safe.", "The foods listed earlier"),
    "table-below": ("The table below shows the doses.", "The table below"),
    "list-below": ("Work through the list below.", "the list below"),
    "picture-above": ("The picture above shows a healthy eye.", "The picture above"),
    "video-below": ("Watch the video below.", "the video below"),
    "button-below": ("Download the diary using the button below and bring it.", "the button below"),
    "section-on": ("For foods, see the section on diet.", "section on diet"),
    "section-named": ("For foods, see the Diet and Drinks section.", "Diet and Drinks section"),
    "under-below": ("The triggers are discussed under Causes, below.", "discussed under Causes"),
    "label": ("Table 2 gives the doses of all drugs.", "Table 2"),
    "next-section": ("The next section explains the tests.", "The next section"),
    "following-table": ("The following table shows the doses.", "The following table"),
    "section-above": ("The section below explains it.", "The section below"),
    "table-number": ("All doses are in Table 2.", "Table 2"),
    "step": ("Wait, and go back to step 6.", "step 6"),
    "clause": ("As mentioned above, the tablets are swallowed whole.", "As mentioned above"),
    "clause-we": ("As we saw earlier in this article, swelling is normal.", "As we saw earlier"),
}


@pytest.mark.parametrize("text, excerpt", DANGLING.values(), ids=DANGLING)
@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_dangling(lint: Lint, text: str, excerpt: str, suffix: str) -> None:
    page = (
        f"<h1>Knees</h1><p>{text} Rest helps most people.</p>"
        if suffix == ".html"
        else f"{text} Rest helps most people."
    )
    found = lint(page, suffix)

    assert [f.excerpt for f in found] == [excerpt]
    assert {f.severity for f in found} <= {Severity.WARNING}


def test_see_below_at_the_end(lint: Lint) -> None:
    assert [f.excerpt for f in lint("Rest helps. Ice helps too (see below).")] == ["see below"]
    assert lint("Rest helps (see below). Ice helps too.") == []
    assert lint("Rest helps (see below).\n\nIce helps too.") == []


def test_a_broken_promise_gives_nothing(lint: Lint) -> None:
    text = (
        "Some of the disorders linked to it include:\n\n## More\n\nApart from the disorders mentioned above, tea can."
    )

    assert [f.excerpt for f in lint(text)] == ["the disorders mentioned above"]


def test_the_wrong_direction_is_told(lint: Lint) -> None:
    found = lint(f"{TABLE}\n\nUse the doses in the table below.")

    assert "none stands below it, only on the other side" in found[0].message


def test_a_list_further_down_gives_nothing_before(lint: Lint) -> None:
    assert [f.excerpt for f in lint("The signs listed above need care.\n\n- a limp\n- a fall")] == [
        "The signs listed above"
    ]


def test_navigation_and_comments_give_nothing(lint: Lint) -> None:
    page = "<nav><ul><li>Home</li><li>Help</li></ul></nav><p>The signs listed above need care.</p>"

    assert [f.excerpt for f in lint(page, ".html")] == ["The signs listed above"]


@given(
    st.lists(
        st.sampled_from(
            ["the signs above", "table below", "step 9", "see A, below", "- x", "## H", "any of the above."]
        ),
        max_size=10,
    )
)
def test_a_list_and_a_table_before_and_after_leave_little_to_point_at(lint: Lint, parts: list[str]) -> None:
    ends = f"1. a limp\n2. a fall\n\n{TABLE}\n\n"
    text = ends + "\n\n".join(part for part in parts if not part.startswith(("step", "see"))) + "\n\n" + ends

    assert lint(text) == []


@pytest.mark.parametrize("name", POINTERS)
def test_work_grows_with_size(pack: Pack, name: str) -> None:
    linter = Linter(pack, [rule for rule in pack.rules if rule.id == RULE])

    def annotated(size: int) -> Annotated:
        return linter.annotate(linter.read(Source("a.md", POINTERS[name](size)), "a.md"))

    assert grows_with_size(lambda article: list(linter._checks["pointer"](article)), annotated, 4_000)


def test_real_articles(lint: Lint, shared: Path) -> None:
    """Good, reviewed articles: every finding is a table, video or section that the text of the file really lacks."""
    found = [
        (path.name, finding.excerpt)
        for path in sorted((shared / "corpus").glob("*/*"))
        if path.suffix in {".md", ".html", ".txt"}
        for finding in lint(path.read_text(encoding="utf-8"), path.suffix)
    ]

    assert all(name.endswith(".txt") for name, _ in found)  # flattened upstream: tables and videos are gone
    assert {excerpt for _, excerpt in found} == {
        "General Information section",
        "section titled “Further Reading”",
        "the table below",
        "the video above",
    }

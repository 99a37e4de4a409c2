from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document import text, zones
from healthlint.document.article import Article, Block, BlockKind, InlineKind, ProseSpan
from healthlint.document.source import Source
from hostile_inputs import TEXT

Shape = list[tuple[str, str]]
PROSE = "Most cramps pass within minutes, and a stretch of the calf helps more than any tablet does."


def parse(words: str) -> Article:
    return text.parse(Source("a.txt", words))


def shape(article: Article) -> Shape:
    return [(block.kind.value, article.text(block)) for block in article.blocks]


def headings(article: Article) -> list[tuple[int, str]]:
    return [(block.level, article.text(block)) for block in article.blocks if block.kind is BlockKind.HEADING]


def items(article: Article) -> list[tuple[int, int, int, str]]:
    """List, item, depth and words of every item."""
    return [(b.item.list, b.item.item, b.item.depth, article.text(b)) for b in article.blocks if b.item]


def flat(*words: str) -> list[tuple[int, int, int, str]]:
    return [(0, number, 1, text) for number, text in enumerate(words, 1)]


TWO_PARAGRAPHS = [(0, 1, 1, "rest"), (0, 1, 1, "It helps."), (0, 2, 1, "ice")]
NESTED = [(0, 1, 1, "rest"), (1, 1, 2, "at night"), (1, 2, 2, "by day"), (0, 2, 1, "ice")]


def first(article: Article, words: str) -> Block:
    return next(block for block in article.blocks if words in article.text(block))


# -- headings after a lead ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, found",
    [
        pytest.param(f"You will need:\n\nTweezers\n\n{PROSE}", [], id="one-item"),
        pytest.param(f"Talk about:\n\nTests\n\nThey cost money. {PROSE}", [], id="item-and-what-is-said-of-it"),
        pytest.param("You will need:\n\nTreatment\n\nRest\n\nSleep\n\nIce", [], id="items"),
        pytest.param(f"They include:\n\ntreatment\n\n{PROSE}", [], id="no-capital"),
        pytest.param(f"The causes include:\n\nTreatment\n\n{PROSE}", ["Treatment"], id="section"),
        pytest.param(
            f"The causes include:\n\nHome treatment\n\n{PROSE}", ["Home treatment"], id="section-of-two-words"
        ),
        pytest.param("The causes include:\n\nHelp\n\nFew steps help:\n\n• rest\n• ice", ["Help"], id="list-of-its-own"),
    ],
)
def test_a_heading_below_a_lead(words: str, found: list[str]) -> None:
    article = parse(f"Leg cramps\n\n{PROSE}\n\n{words}\n\n{PROSE}\n")
    assert [words for _, words in headings(article)] == ["Leg cramps", *found]


# -- paragraphs --------------------------------------------------------------------------------------------------------

#: Two of its lines begin by chance like items.
WRAPPED = (
    "Most adults need seven to nine hours of sleep a night, and a good many\n"
    "of them get less. Short nights raise the level of stress hormones in\n"
    "the blood, and over the years that strains the heart. In one trial step\n"
    "2. was left out by chance, and in another the room was cooled down from\n"
    "- 5 °C outside to a warm bed within ten minutes, which nobody had done.\n"
)


@pytest.mark.parametrize(
    "words, paragraphs",
    [
        pytest.param("Rest.\n\nSleep.", ["Rest.", "Sleep."], id="empty-line"),
        pytest.param("Rest.\n\xa0\nSleep.", ["Rest.", "Sleep."], id="no-break-space-line"),
        pytest.param("Rest.\r\n\u200b \r\nSleep.", ["Rest.", "Sleep."], id="invisible-line"),
        pytest.param("Rest.\r\rSleep.", ["Rest.", "Sleep."], id="carriage-returns"),
        pytest.param("Rest.\n\fSleep.", ["Rest.", "Sleep."], id="page-break"),
        pytest.param("Rest.\n-----\nSleep.", ["Rest.", "Sleep."], id="rule"),
        pytest.param(WRAPPED, [" ".join(WRAPPED.split())], id="wrapped-lines-are-one"),
        pytest.param(f"{PROSE} {PROSE}\n{PROSE} {PROSE}", [f"{PROSE} {PROSE}"] * 2, id="long-lines-are-two"),
        pytest.param("\ufeffRest.", ["Rest."], id="byte-order-mark"),
        pytest.param("", [], id="empty"),
    ],
)
def test_paragraphs(words: str, paragraphs: list[str]) -> None:
    assert shape(parse(words)) == [("paragraph", words) for words in paragraphs]


def test_wrapped_lines_have_no_breaks_and_short_lines_have() -> None:
    address = parse("Write to us.\n\nElm House Surgery\n4 Bank Street\nLeeds\n\nWe answer.")
    assert first(address, "Elm House").breaks != ()
    assert parse(WRAPPED).blocks[0].breaks == ()


# -- headings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, found",
    [
        pytest.param(f"Leg Cramps\n\n{PROSE}", [(1, "Leg Cramps")], id="title-case"),
        pytest.param(f"What to do about cramps\n\n{PROSE}", [(1, "What to do about cramps")], id="few-words"),
        pytest.param(f"cramps at night\n\n{PROSE}", [(1, "cramps at night")], id="title-without-capital"),
        pytest.param(f"Leg Cramps\n\n{PROSE}\n\nTreatment\n\n{PROSE}", [(1, "Leg Cramps"), (2, "Treatment")], id="two"),
        pytest.param(f"{PROSE}\n\nWhy do they come?\n\n{PROSE}", [(2, "Why do they come?")], id="question"),
        pytest.param(f"CRAMPS\n\nCauses\n{PROSE}", [(1, "CRAMPS"), (2, "Causes")], id="right-above-its-text"),
        pytest.param(
            f"Cramps\n======\n\n{PROSE}\n\nCauses\n------\n{PROSE}", [(1, "Cramps"), (2, "Causes")], id="lines"
        ),
        pytest.param(f"# Cramps\n\n## Causes\n{PROSE}", [(1, "Cramps"), (2, "Causes")], id="hashes"),
        pytest.param(
            f"Gout\n\n1. Causes\n\n{PROSE}\n\n2. Treatment\n\n{PROSE}\n\n2.1 Tablets\n\n{PROSE}",
            [(1, "Gout"), (2, "1. Causes"), (2, "2. Treatment"), (3, "2.1 Tablets")],
            id="numbered-sections",
        ),
        pytest.param(f"{PROSE}\n\nTreatment\n• rest\n• ice", [(2, "Treatment")], id="above-a-list"),
        pytest.param(f"Back Pain1\n\nLeg Cramps\n\n{PROSE}", [(1, "Leg Cramps")], id="counter-above-the-title"),
        pytest.param(
            f"{PROSE} These may help:\n\nWhat Else Helps?\n\n{PROSE}", [(2, "What Else Helps?")], id="after-lead"
        ),
        # Near misses.
        pytest.param(f"By Jane Doe, MD\n\n{PROSE}", [], id="no-byline"),
        pytest.param(f"Jane Doe, RN\n\n{PROSE}", [], id="no-signature"),
        pytest.param(f"3 May 2024\n\n{PROSE}", [], id="no-date"),
        pytest.param(f"Dear reader,\n\n{PROSE}", [], id="no-greeting"),
        pytest.param(f"Figure 1. The calf\n\n{PROSE}", [], id="no-caption"),
        pytest.param(f"{PROSE}\n\nElm House\n4 Bank Street\nLeeds\n\n{PROSE}", [], id="no-address"),
        pytest.param(f"{PROSE}\n\nCall 0800 123 4567 890\n\n{PROSE}", [], id="no-telephone"),
        pytest.param(f"{PROSE}\n\nSee you next week", [], id="nothing-below"),
        pytest.param(f"{PROSE}\n\nRest. Then walk\n\n{PROSE}", [], id="two-sentences"),
        pytest.param(f"{PROSE}\n\nYou may have:\n\n• pain\n• a lump", [], id="lead"),
        pytest.param(f"{PROSE} You may notice:\n\nFever\n\nCough\n\nRash\n\n{PROSE}", [], id="list-without-bullets"),
        pytest.param(f"{PROSE}\n\n# of patients\n\n{PROSE}", [], id="number-sign"),
        pytest.param(f"{PROSE}\n\nJo · 3 days ago\n\n{PROSE}", [], id="name-and-time-of-a-comment"),
        pytest.param(f"Home > Health > Cramps\n\n{PROSE}", [], id="crumbs"),
        pytest.param(
            "The pain had come on so slowly that it\n\nwas hardly noticed at all by anyone.", [], id="torn-text"
        ),
    ],
)
def test_headings(words: str, found: list[tuple[int, str]]) -> None:
    assert headings(parse(words)) == found


# -- lists -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "◦", "▪", "·", "✓", "o ", "\uf0b7"])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\xa0\n", "\r\n \r\n"])
def test_bullets_with_and_without_gaps_are_one_list(bullet: str, between: str) -> None:
    words = f"Take these:{between}" + between.join(f"  {bullet} {word}" for word in ("water", "salt", "figs"))
    article = parse(words)
    assert items(article) == [(0, 1, 1, "water"), (0, 2, 1, "salt"), (0, 3, 1, "figs")]
    assert [block.item.marker for block in article.blocks if block.item] == [bullet.strip()] * 3


@pytest.mark.parametrize(
    "words, found",
    [
        pytest.param("1. rest\n2. ice", flat("rest", "ice"), id="numbers"),
        pytest.param("(1) rest\n(2) ice", flat("rest", "ice"), id="numbers-in-brackets"),
        pytest.param("1.Rest well\n2.Use ice", flat("Rest well", "Use ice"), id="numbers-without-a-blank"),
        pytest.param("a) rest\nb) ice", flat("rest", "ice"), id="letters"),
        pytest.param(
            "i. rest\nii. ice\niii. air\niv. sun\nv. sea", flat("rest", "ice", "air", "sun", "sea"), id="roman"
        ),
        pytest.param("[1] Roe. 2020.\n[2] Doe. 2021.", flat("Roe. 2020.", "Doe. 2021."), id="references"),
        pytest.param("1. rest\n1. ice\n1. heat", flat("rest", "ice", "heat"), id="all-ones"),
        pytest.param("1. a\n2. b\n1. c", [*flat("a", "b"), (1, 1, 1, "c")], id="new-start"),
        pytest.param("4. rest\n5. ice\n6. heat", flat("rest", "ice", "heat"), id="list-goes-on-elsewhere"),
        pytest.param("• rest\n  well\n• ice", flat("rest well", "ice"), id="hanging-line"),
        pytest.param("• rest\n\n  It helps.\n\n• ice", TWO_PARAGRAPHS, id="second-paragraph"),
        pytest.param("1. rest\n\nIt helps.\n\n2. ice", TWO_PARAGRAPHS, id="second-paragraph-not-indented"),
        pytest.param("1. rest\n   - at night\n   - by day\n2. ice", NESTED, id="nested-by-indent"),
        pytest.param("1. rest\n• at night\n• by day\n2. ice", NESTED, id="nested-by-marker"),
        pytest.param("1. rest\n\na) at night\n\nb) by day\n\n2. ice", NESTED, id="nested-with-gaps"),
        pytest.param("•\nrest\n•\n\nice", flat("rest", "ice"), id="bullet-on-its-own-line"),
        pytest.param("Take:\n- your card", flat("your card"), id="one-dash-after-a-lead"),
        pytest.param(
            "Talk:\n\n  1. Jo\n\n    It helps.", [*flat("Jo"), (0, 1, 1, "It helps.")], id="one-number-indented"
        ),
        pytest.param("You may have:\n\nPain\n\nFever\n\nA rash", flat("Pain", "Fever", "A rash"), id="bullets-lost"),
        pytest.param(
            "Stages:\n\nLatent – soft\nActive – open", flat("Latent – soft", "Active – open"), id="lines-after-lead"
        ),
        # Near misses.
        pytest.param("– How long?\n– Three weeks.\n– Does it wake you?\n– No.", [], id="conversation"),
        pytest.param("- “It hurts,” she said.\n- “Since when?”", [], id="conversation-in-quotes"),
        pytest.param("It came back.\n\n- It was worse.\n\nIt went.", [], id="one-dash"),
        pytest.param("-5 °C is too low.\n-20 °C is far too low.", [], id="negative-numbers"),
        pytest.param("2.5 mg is the dose.\n3.5 mg is too much.", [], id="decimals"),
        pytest.param("A. Smith agrees with this.\nM. Jones does not.", [], id="initials"),
        pytest.param("It was a good year\n1998. The trial began.", [], id="year"),
        pytest.param("1. Only this one stands here, and it is a sentence.", [], id="one-number"),
    ],
)
def test_lists(words: str, found: list[tuple[int, int, int, str]]) -> None:
    assert items(parse(words)) == found


def test_the_text_after_a_list_is_a_paragraph() -> None:
    article = parse("Leave out:\n• wheat\n• apples and pears\nThen bring them back one at a time.")
    assert shape(article)[-1] == ("paragraph", "Then bring them back one at a time.")


# -- the rest ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Age|Dose\n2|5 ml", "| Age | Dose |\n|-----|------|\n| 2 | 5 ml |", "Age\tDose\n2\t5 ml"]
)
def test_tables(words: str) -> None:
    article = parse(words)
    assert shape(article) == [("table_cell", cell) for cell in ("Age", "Dose", "2", "5 ml")]
    assert [(b.cell.row, b.cell.column, b.cell.header) for b in article.blocks if b.cell] == [
        (1, 1, True),
        (1, 2, True),
        (2, 1, False),
        (2, 2, False),
    ]


def test_one_line_with_a_bar_is_no_table() -> None:
    assert shape(parse("Rest | ice is enough.")) == [("paragraph", "Rest | ice is enough.")]


def test_quoted_lines() -> None:
    article = parse("She wrote:\n\n> I had cramps\n> at night.\n>\n> No more.\n\nThen it passed.\n\n> 65 years is old.")
    quoted = [article.text(block) for block in article.blocks if block.zone_path == "quote"]
    assert quoted == ["I had cramps at night.", "No more."]
    assert shape(article)[-1] == ("paragraph", "> 65 years is old.")


@pytest.mark.parametrize(
    "words, label, note",
    [
        pytest.param("Sleep well.*\n\n* Not tested.", "*", "Not tested.", id="star"),
        pytest.param(
            "Sleep well.†\n\n†Not tested.\n\nA.\n\nB.\n\nC.\n\nD.", "†", "Not tested.", id="dagger-used-before"
        ),
        pytest.param("Sleep well.¹\n\nRest.\n\n¹ Roe 2020.", "1", "Roe 2020.", id="superscript"),
    ],
)
def test_footnotes(words: str, label: str, note: str) -> None:
    article = parse(words)
    assert [footnote.label for footnote in article.footnotes] == [label]
    block = article.blocks[article.footnotes[0].first]
    assert (article.text(block), block.zone_path) == (note, "footnote")


@pytest.mark.parametrize(
    "words",
    [
        "*Rest* is best.\n\nSleep.",
        "Take two stars.\n\n*really*",
        "Rest.\n\n**Bold.** Text that goes on.",
        "Rest.\n\n*See* your doctor.",
    ],
)
def test_stress_is_no_footnote(words: str) -> None:
    assert parse(words).footnotes == ()


@pytest.mark.parametrize(
    "words, links",
    [
        pytest.param("See https://a.example/b.", ["https://a.example/b"], id="full-stop-left-out"),
        pytest.param("(https://a.example/b_(c))", ["https://a.example/b_(c)"], id="brackets"),
        pytest.param("Try www.a.example, or not.", ["http://www.a.example"], id="without-scheme"),
        pytest.param("Mail a@b.example; doi:10.1/x", [], id="mail-and-doi"),
    ],
)
def test_addresses_are_links_and_stay_prose(words: str, links: list[str]) -> None:
    article = parse(words)
    assert article.prose == words
    assert [inline.target for inline in article.inlines if inline.kind is InlineKind.LINK] == links


def test_captions() -> None:
    article = parse("Figure 1. The knee.\n\nFigure 2 of the paper shows the hip.")
    assert [block.kind.value for block in article.blocks] == ["caption", "paragraph"]


def test_front_matter_and_templates() -> None:
    article = parse("---\ntitle: Cramps\n---\n{% include x %}\n\nHello {{ name }}.")
    assert article.metadata.fields == {"title": "Cramps"}
    assert [block.kind.value for block in article.blocks] == ["title", "opaque", "paragraph"]


def test_the_seed(shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    article = zones.assign(parse(path.read_text(encoding="utf-8")))
    assert [level for level, _ in headings(article)] == [1, 2, 2, 2, 2]
    bullets = [block for block in article.blocks if block.item and block.item.marker == "•"]
    assert {(block.item.list, block.zone_path) for block in bullets if block.item} == {(0, "body")}
    assert len(bullets) == 3
    assert {block.zone_path for block in article.blocks[-4:]} == {"comments"}


# -- laws --------------------------------------------------------------------------------------------------------------

LINES = (
    *(
        "",
        " ",
        "\xa0",
        "Causes",
        "WHAT HELPS?",
        "• ",
        "- ",
        "* ",
        "1. ",
        "2. ",
        "a) ",
        "    ",
        "\t",
        "> ",
        "| x | y |",
        "---",
    ),
    *("====", "By Jane Doe, MD", "3 Comments", "Lead:", "x" * 80, "See https://a.example.", "## ", "\ufeff", "{{ x }}"),
    *("Jo · 3 days ago", "References", "[1] ", "Figure 1. ", "¹", "\f", "A sentence of some length, which ends here."),
)
pieces = st.lists(st.sampled_from(LINES) | st.sampled_from(["\n", "\n\n", "\r\n", "\r"]), max_size=40).map("".join)
noise = st.text("-•*1.a)>|\t \n\r\f\xa0\xad#=:?ABab©{}%\ufeff\U0001f600", max_size=80) | st.text(max_size=40)


@given(pieces | noise | st.binary(max_size=80).map(lambda data: data.decode("latin-1")))
def test_every_character_knows_its_place(words: str) -> None:
    article = zones.assign(parse(words))
    cuts = [*article.pieces.prose, len(article.prose)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        if not article.pieces.unit[number]:
            stretch = article.prose[start:end].removesuffix("\n")  # a block break belongs to nothing
            place = article.pieces.source_start[number]
            assert words[place : place + len(stretch)] == stretch
    for before, after in pairwise(article.blocks):
        assert before.span.end + 1 == after.span.start
        assert before.source.end <= after.source.start
    for block in article.blocks:
        assert article.text(block) == article.text(block).strip()
        assert article.to_source(block.span) == block.source


words_of_lines = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "• ", "1. ", "- ", "> ", "| "]),
        st.integers(1, 12),
        st.sampled_from(["\n", "\n\n", "\r\n"]),
    ),
    max_size=30,
)


@given(words_of_lines)
def test_no_word_is_lost_or_moved(lines: list[tuple[str, int, str]]) -> None:
    written, expected = "", []
    for prefix, count, end in lines:
        some = [f"word{len(expected) + number}x" for number in range(count)]
        expected += some
        written += prefix + " ".join(some) + end
    article = parse(written)
    assert [word for word in article.prose.split() if word.startswith("word")] == expected


@given(pieces)
def test_a_span_follows_its_words(words: str) -> None:
    article = parse(words)
    at = article.prose.find("sentence of")
    if at >= 0:
        place = article.to_source(ProseSpan(at, at + 11))
        assert words[place.start : place.end] == "sentence of"


@pytest.mark.parametrize("name", TEXT)
def test_work_grows_with_size(name: str) -> None:
    grows_with_size(lambda words: zones.assign(parse(words)), TEXT[name], 1_000)


def test_nested_indents_do_not_recurse() -> None:
    article = parse("".join(" " * (2 * depth) + "- a\n" for depth in range(1_500)))
    assert max(block.item.depth for block in article.blocks if block.item) == 1_500
    assert len(parse("".join(" " * (depth % 60) + "- a\n" for depth in range(100_000))).blocks) == 100_000


# -- pages pasted as text ----------------------------------------------------------------------------------------------


def test_ticks_and_crosses_are_one_list() -> None:
    assert items(parse(f"{PROSE}\n\n✅ rest\n✔️ ice\n❌ smoke\n")) == flat("rest", "ice", "smoke")


def test_contents_end_where_their_first_line_comes_again() -> None:
    words = f"Cramps\nOn this page\nOverview\nCauses\nOverview\n{PROSE}\nCauses\n{PROSE}\n"
    assert shape(parse(words)) == [
        ("heading", "Cramps"),
        ("heading", "On this page"),
        ("list_item", "Overview"),
        ("list_item", "Causes"),
        ("heading", "Overview"),
        ("paragraph", PROSE),
        ("heading", "Causes"),
        ("paragraph", PROSE),
    ]


def test_an_imprint_above_the_title_is_no_text_yet() -> None:
    words = f"Oakwood Trust\nPatient information\n\nLeg cramps\n\nWhat are cramps?\n{PROSE}\n"
    assert headings(parse(words)) == [(1, "Leg cramps"), (2, "What are cramps?")]

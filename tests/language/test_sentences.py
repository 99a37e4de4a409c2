"""Sentence boundaries: a table over health prose (near misses first), and what holds for every input."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document.article import Article, Block, BlockKind, Pieces, ProseSpan
from healthlint.document.source import Source, SourceSpan
from healthlint.language import sentences, terms
from healthlint.language.tokens import Tokens
from hostile_inputs import SENTENCE_ENDS

#: One text a row: `|` stands where a sentence must begin, and nowhere else may one begin. The id is the text.
NO_BOUNDARY = [
    # abbreviations that bind what comes next
    "Eat fibre, e.g. Oats or beans, every day.",
    "Some painkillers (e.g. Advil) can upset the stomach.",
    "Use a barrier, i.e. Condoms, each time.",
    "The drug was better (i.e. 12 of 20 people improved).",
    "Compare ibuprofen vs. Paracetamol for this.",
    "It lasts approx. 10 days.",
    "It lasts ca. 10 days in most people.",
    "Some foods (esp. Brazil nuts) are rich in selenium.",
    "See the review (cf. Miller 2019) for more.",
    "Ask Dr. Smith about it.",
    "Ask Dr. Smith, Prof. Jones or Ms. Lee about it.",
    "Mr. and Mrs. Brown both had shingles.",
    "The trial of Drs. Fox and Hare ended early.",
    "Use St. John's wort with care.",
    "She works at St. Mary's Hospital.",
    "Fig. 2 shows the heart.",
    "As Fig. A shows, the valve is closed.",
    "The results (Figs. 2 and 3) agree.",
    "Eq. 4 gives the dose.",
    # numbers belong to the abbreviation before
    "Take No. 5 of the set.",
    "Bed No. 12 is by the window.",
    "See vol. 3, pp. 12 to 20, for more.",
    "See p. 12 of the leaflet.",
    "See Ref. 7 and Tab. 2 of the report.",
    "It opened on Jan. 5 in Leeds.",
    "Call us on tel. 555 0100 at any time.",
    "Take max. 40 mg a day.",
    "Wait min. 2 hours before you drive.",
    "Hippocrates (c. 460 BC) knew of it.",
    # degrees, firms, places: a name may come next
    "Jane Doe, M.D. Anderson fellow, wrote this.",
    "The U.S. Food and Drug Administration agreed.",
    "The U.K. National Screening Committee met.",
    "The U.S. has approved it.",
    "Merck & Co. Inc. makes it.",
    "Pfizer Inc. Chief Executive Albert Bourla spoke.",
    "Martin Luther King Jr. Hospital is near.",
    "Jones et al. Found much the same.",
    "It was shown by Jones et al. 2010 and others.",
    "It was shown (Jones et al. 2010).",
    "N. Engl. J. Med. 2010 has the trial.",
    # initials, and genus names
    "J. Smith wrote it.",
    "The book by J. R. Smith is old.",
    "The book by J.R. Smith is old.",
    "An infection with S. aureus needs care.",
    "E. coli can make you ill.",
    "It is caused by H. Pylori in most people.",
    "Candida spp. are yeasts.",
    "Salmonella enterica subsp. Enterica makes people ill.",
    # time and dose
    "Come at 9 a.m. Monday.",
    "Come at 9 a.m. EST on Friday.",
    "Take it at 8 a.m. and 8 p.m. with water.",
    "Give fluids i.v. or p.o. as needed.",
    "Give 5 mg b.i.d. for 10 days.",
    "Take it q.d. 30 minutes before food.",
    # numbers
    "Take 3.5 mg a day.",
    "Take .5 mg a day.",
    "The version is 2.0.1 of the guide.",
    "It costs 1.50 a day.",
    "1. First, wash your hands.",
    "12. Rinse and dry.",
    "1.2. Rinse and dry.",
    "a. Wash your hands.",
    "B. Wash your hands.",
    "iv. Rinse and dry.",
    "(1. Rinse and dry.)",
    # addresses
    "See https://example.org/a.b?c=1 for more.",
    "See www.example.org for more.",
    "Write to me.you@example.org today.",
    "See example.org for more.",
    # other marks
    "There are two kinds: Type 1 and type 2.",
    "Rest; Drink; sleep.",
    "The pain – Sharp or dull – comes and goes.",
    "Wait... what is that?",
    "Wait… what is that?",
    "Well... I do not know.",
    "Well… I’m not sure.",
    "Yahoo! News had the story.",
    "Yahoo! is a web site.",
    "“Does it hurt?” he asked.",
    "“It hurts.” he said.",
    "“Stop!” she said.",
    "It is safe (is it?) for most people.",
    "It is (almost!) safe for most people.",
    "Foods (nuts, seeds, etc.) Sold loose have no label.",
    "Nuts, seeds, etc. are rich in it.",
    "The dept. of health agreed.",
    "At this temp. the virus dies.",
    "It is incl. in the price.",
    "Pain.",
    "Pain",
    "Really?!",
    "It hurts.)",
]
BOUNDARY = [
    # plain
    "It hurts. |Rest.",
    "It hurts! |Rest.",
    "Does it hurt? |Rest.",
    "Does it hurt?! |Rest.",
    "It hurts... |The pain goes.",
    "It hurts… |The pain goes.",
    "It hurts . |Rest.",
    # no blank after the stop
    "It is a pain.|The cause is unclear.",
    "Does it hurt?|Yes.",
    "It is a pain.|A doctor can help.",
    "It is a pain.|I know.",
    "It is a pain (see below).|The cause is unclear.",
    # closing and opening marks
    "“It hurts.” |She left.",
    "'It hurts.' |She left.",
    "She asked, “Is it safe?” |The doctor nodded.",
    "The valve is closed (see Fig. 2). |It opens later.",
    "It is a slow virus (see Jones et al. 2010). |The rest is unknown.",
    '"It hurts." |She left.',
    "She said “it hurts”. |She left.",
    "It hurts. |“Rest,” she said.",
    'It hurts. |"Rest," she said.',
    "(It hurts.) |Rest.",
    "It hurts. |(See below.) |Rest.",
    "It hurts [see below]. |Rest.",
    "It hurts. |‘Rest,’ she said.",
    # citations
    "It hurts.[1] |Rest.",
    "It hurts. [1] |Rest.",
    "It hurts.[1,2–5] |Rest.",
    "It hurts.[1][2] |Rest.",
    "It is a common pain.12 |The cause is unclear.",
    "It is a common pain.1,2 |The cause is unclear.",
    "It is a common pain.3–5 |The cause is unclear.",
    "It hurts.* |Rest.",
    "It hurts.† |Rest.",
    "It hurts.¹² |Rest.",
    # abbreviations that end a sentence as well
    "Come at 9 a.m. |The clinic is open.",
    "Come at 5p.m. |The clinic is open.",
    "Eat nuts, seeds, etc. |The rest is up to you.",
    "She moved to the U.S. |The rules differ there.",
    "She moved to the U.S. |In 2010 she came back.",
    "It was made by Merck & Co. |It is safe.",
    "It was written by Jane Doe, M.D. |Reviewed by John Roe, Ph.D. |It is updated each year.",
    "It was shown by Jones et al. |However, the trial was small.",
    "It is caused by Candida spp. |These are yeasts.",
    "Give 5 mg b.i.d. |Children need less.",
    "Take it p.r.n. |Stop if it itches.",
    "Give fluids i.v. |If that fails, call.",
    "She lives on Main St. |The clinic is near.",
    # words that look like abbreviations
    "Is it safe? |No. |It is not.",
    "The answer is no. |That is clear.",
    "People with MS. |They tire soon.",
    "Some people have MS. |Rest helps.",
    "Air with CO. |Leave at once.",
    "I am. |That is all.",
    "It weighs 5 g. |That is little.",
    "Take 10 mg. |Wait.",
    "Take 10mg. |Wait.",
    "Take 10 mL. |Wait.",
    "Rest for 10 min. |Then walk.",
    "Rest for 10 min. |5 people did.",
    "It is in the back. |Dr. Smith knows.",
    "Heat it to 37 °C. |Wait.",
    "Do it at the max. |Stop then.",
    # letters and numbers that end one
    "Take vitamin C. |Citrus fruit has it.",
    "Take vitamin B12. |Meat has it.",
    "Take vitamins A and C. |Citrus fruit has it.",
    "He has hepatitis B. |Vaccines help.",
    "He has hepatitis B. |200 people did.",
    "It is blood type O. |Donors are sought.",
    "My husband and I. |We came.",
    "She was born in 2010. |Then came COVID-19. |Two waves followed.",
    "It takes 5. |Then stop.",
    "Take two. |5 mg is enough.",
    "It costs $3.50. |That is fair.",
    "It helps 50%. |That is half.",
    # numbering inside a block
    "Do this: 1. Wash. |2. Dry.",
    "Wash. |1. Dry them. |2. Rest.",
    # small letters after a stop
    "It is carried by a virus. |mRNA vaccines help.",
    "It is acid. |pH 7 is neutral.",
    "It is in the cell. |p53 stops that.",
    "It was sold there. |eBay took it down.",
    "They slow the heart. |β-blockers do so.",
    "Take a rest. |it helps.",
    "Does it hurt? |yes.",
    # addresses
    "See www.example.org. |It is free.",
    "See https://example.org/a. |It is free.",
    "Write to a@example.org. |It is free.",
    # the next begins with no letter
    "It hurts. |• Rest",
    "It hurts. |— Rest",
    "It hurts. |\ufffc is best.",
    "It hurts. |😀 Rest.",
    # elision
    "It hurts [...] and stings. |Rest.",
    "Élodie hurt. |Étienne too.",
]


def cut(text: str) -> str:
    """Put `|` where sentences begin."""
    marks = sentences.beginnings(text, 0, len(text))
    parts = [text[a:b] for a, b in zip([0, *marks], [*marks, len(text)], strict=True)]
    return "|".join(parts)


@pytest.mark.parametrize("text", NO_BOUNDARY, ids=str)
def test_near_miss_is_one_sentence(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize("marked", BOUNDARY, ids=str)
def test_sentences_begin_where_marked(marked: str) -> None:
    assert cut(marked.replace("|", "")) == marked


def test_table_is_large_enough_and_has_no_row_twice() -> None:
    rows = NO_BOUNDARY + BOUNDARY
    assert len(rows) >= 120
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    "marked",
    [
        "Rest^and drink.",
        "Rest,^Drink.",
        "Call the^NHS.",
        "Ask your^GP.",
        "Salt and^Vinegar.",
        "Rest^|Ice^|Compression",
        "Causes:^|Stress^|Cold",
        "Rest well.^|Drink.",
        "Rest for^10 days.",
        "Rest^|10 days of it.",
        "It is a virus^|mRNA helps",
    ],
)
def test_forced_line_breaks(marked: str) -> None:
    """`^` is a forced line break, and `|` after it says that a sentence begins there."""
    text = marked.replace("|", "").replace("^", " ")
    breaks = tuple(i + 1 for i, letter in enumerate(marked.replace("|", "")) if letter == "^")
    expected = [i + 1 for i, letter in enumerate(marked.replace("^|", "|")) if letter == "|"]
    assert sentences.beginnings(text, 0, len(text), breaks) == expected


def article_of(texts: list[str]) -> tuple[Article, Tokens]:
    """Return an article with one paragraph for each text, and its tokens."""
    prose = "\n".join(texts)
    blocks = []
    start = 0
    for index, text in enumerate(texts):
        span = ProseSpan(start, start + len(text))
        source = SourceSpan(span.start, span.end)
        blocks.append(Block(index=index, kind=BlockKind.PARAGRAPH, span=span, source=source, zone=("body",)))
        start += len(text) + 1
    pieces = Pieces(array("l", [0]), array("l", [0]), array("l", [len(prose)]), bytearray([0]))
    article = Article(Source("a.txt", prose), "text", prose, pieces, tuple(blocks), (), (), (), ())
    found = list(terms.PIECE.finditer(prose))
    columns = (
        [p.group().lower() for p in found],
        array("l", (p.start() for p in found)),
        array("l", (p.end() for p in found)),
    )
    return article, Tokens(*columns)


def test_sentences_of_an_article() -> None:
    article, tokens = article_of(["Causes", "It hurts.[1] The pain goes. ", "...", "", "Rest"])
    found = sentences.find(article, tokens)
    texts = [article.prose[tokens.starts[s.first] : tokens.ends[s.last - 1]] for s in found]
    assert texts == ["Causes", "It hurts.[1]", "The pain goes.", "...", "Rest"]
    assert [s.block for s in found] == [0, 1, 1, 2, 4]
    assert [s.index for s in found] == [0, 1, 2, 3, 4]


def test_no_sentence_begins_inside_a_token() -> None:
    article, tokens = article_of(["See www.Example.org for more."])
    assert len(sentences.find(article, tokens)) == 1


PROSE = st.lists(
    st.text(st.sampled_from(" .!?…,;:()[]“”\"'abIvABUS12é\ufffc😀·-–—*"), max_size=40), min_size=1, max_size=5
)


@given(PROSE)
def test_every_token_of_a_block_is_in_exactly_one_sentence(texts: list[str]) -> None:
    article, tokens = article_of(texts)
    found = sentences.find(article, tokens)
    assert [token for s in found for token in range(s.first, s.last)] == list(range(len(tokens)))
    for s in found:
        block = article.blocks[s.block].span
        assert block.start <= tokens.starts[s.first] < tokens.ends[s.last - 1] <= block.end


@given(PROSE)
def test_a_block_is_cut_as_if_it_stood_alone(texts: list[str]) -> None:
    article, _ = article_of(texts)
    for block, text in zip(article.blocks, texts, strict=True):
        inside = sentences.beginnings(article.prose, block.span.start, block.span.end)
        assert [offset - block.span.start for offset in inside] == sentences.beginnings(text, 0, len(text))


@pytest.mark.parametrize("name", SENTENCE_ENDS)
def test_work_grows_with_size(name: str) -> None:
    grows_with_size(lambda text: sentences.beginnings(text, 0, len(text)), SENTENCE_ENDS[name], 5_000)

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.document import html
from healthlint.document.article import Article, ProseSpan
from healthlint.document.builder import ArticleBuilder
from healthlint.document.html import Walker
from healthlint.document.source import Source
from hostile_inputs import HTML

#: Markup, and what of it is text that a reader sees.
TEXTS = {
    "Rest ": "Rest ",
    "well": "well",
    "\U0001f600é": "\U0001f600é",
    " \r\n\t": " ",
    "\r": " ",
    "&amp;": "&",
    "&#x2019;": "’",
    "&notit;": "¬it;",
    "&nbsp;": "\xa0",
    "&shy;": "",
    "&nope;": "&nope;",
    "2 < 3": "2 < 3",
    "\0": "",
    "</>": "",
    "<!-- <p>x -->": "",
    "<!wrong>": "",
    "<?php y ?>": "",
    "<script>if (a<b) '</p>'</script>": "",
    "<style>p > b {}</style>": "",
    "<template><p>x</p></template>": "",
    "<svg><title>x</title><text>y</text></svg>": "",
    "<textarea>a<b</textarea>": "a<b",
    "<noscript><i>z</i></noscript>": "z",
    "<img alt='x>y'>": "",
    "<br>": "",
    "<hr/>": "",
    '<meta name="a" content="b">': "",
    "<ruby>k<rt>l</rt></ruby>": "kl",
}
TAGS = """
a abbr article aside b blockquote body center code dd div dl dt em fieldset figcaption figure footer form h1
h2 h6 header html i legend li main nav ol p pre q section small span strong sub summary sup table tbody td
tfoot th thead time tr u ul x-y
""".split()  # noqa: SIM905 -- a table that can be read
ATTRIBUTES = ("", " class=nav", " id='fn1'", ' lang="fr"', " class='ad x>y'", " href=#fn1", " hidden=until-found")
tags = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)) | st.sampled_from(
    [f"</{name}>" for name in TAGS]
)
pieces = st.lists(st.sampled_from(sorted(TEXTS)) | tags, max_size=30)
noise = st.text("<>/!-'\"=& \n\r;#[]x\0aé\U0001f600\ufeff{}%", max_size=60) | st.text(max_size=30)


def parse(text: str) -> Article:
    return html.parse(Source("a.html", text))


def check_law(article: Article) -> None:
    """The prose is its blocks; each stretch of it is where the article says; no stretch precedes the one before."""
    prose, pieces, source = article.prose, article.pieces, article.source.text
    assert "\n".join(article.text(block) for block in article.blocks) == prose
    assert not re.search(r"[^\S\n ]|\s\s|\s\Z|\A\s", prose)
    for number, start in enumerate(pieces.prose):
        end = pieces.prose[number + 1] if number + 1 < len(pieces.prose) else len(prose)
        place = slice(pieces.source_start[number], pieces.source_end[number])
        assert place.start < place.stop
        assert pieces.unit[number] or source[place] == prose[start:end].removesuffix("\n")
    assert list(pieces.source_start) == sorted(pieces.source_start)
    for block in article.blocks:
        span = article.to_source(block.span)
        assert (span.start, span.end) == (block.source.start, block.source.end)


@given(pieces)
def test_the_text_that_a_reader_sees(parts: list[str]) -> None:
    article = parse("".join(parts))
    shown = "".join(TEXTS.get(part, "") for part in parts)
    assert "".join(article.prose.split()).replace("\ufffc", "") == "".join(shown.split())
    check_law(article)


@given(st.lists(noise | tags | st.sampled_from(sorted(TEXTS)), max_size=12))
def test_any_text(parts: list[str]) -> None:
    check_law(parse("".join(parts)))


@given(pieces)
def test_a_word_is_where_it_stands(parts: list[str]) -> None:
    text = f"{''.join(parts)}</x-y><p>Before <b>mus</b>c&#108;e after"
    article = parse(text)
    at = article.prose.rindex("muscle")
    span = article.to_source(ProseSpan(at, at + 6))
    assert text[span.start : span.end] == "mus</b>c&#108;e"


def fed(text: str, cuts: list[int]) -> Article:
    builder = ArticleBuilder(Source("a.html", text), "test")
    walker = Walker(builder)
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        walker.feed(start, end)
    walker.close()
    return builder.finish()


@given(pieces.filter(lambda parts: len("".join(parts)) < 1_000), st.data())
def test_piece_by_piece_is_as_at_once(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts).replace("\0", "").replace("\r", "")
    # Not between the characters of an entity or of `</>`, nor inside a text element: no caller cuts there.
    parts_of_text = re.finditer(
        r"&[#\w]+;|<!--.*?-->|<(textarea|template|svg)>.*?</\1>|</>|<[^<>]*>|[^&<]+|.", text, re.DOTALL
    )
    places = [0, *(part.end() for part in parts_of_text)]
    cuts = sorted(data.draw(st.lists(st.sampled_from(places), max_size=4)))
    assert fed(text, cuts) == fed(text, [])


@pytest.mark.parametrize(
    "pieces, prose",
    [
        pytest.param(["<div>", "Rest", "</div>", "well"], "Rest\nwell", id="block"),
        pytest.param(["mus", "<b>", "c", "</b>", "le"], "muscle", id="mark"),
        pytest.param(["Rest<script>\n", "x<p>y\n", "</script>well"], "Restwell", id="script"),
        pytest.param(["Rest<!-- a\n", "<p>b\n", "c --> well"], "Rest well", id="comment"),
        pytest.param(["Rest<p\n", "title='x'\n", ">well"], "Rest\nwell", id="tag"),
        pytest.param(["<noscript>\n", "Rest\n", "</noscript>"], "Rest", id="noscript"),
        pytest.param(["<style>", "x"], "", id="style-for-ever"),
    ],
)
def test_pieces(pieces: list[str], prose: str) -> None:
    text = "".join(pieces)
    cuts = [sum(map(len, pieces[:number])) for number in range(1, len(pieces))]
    assert fed(text, cuts).prose == prose


def test_hidden_tells_what_is_not_read() -> None:
    text = "Rest<script>x</script>"
    walker = Walker(ArticleBuilder(Source("a.md", text), "test"))
    walker.feed(0, 12)
    assert walker.hidden
    walker.feed(12, len(text))
    assert not walker.hidden


@pytest.mark.parametrize("name", HTML)
def test_work_grows_with_size(name: str) -> None:
    grows_with_size(parse, HTML[name], 1_000)

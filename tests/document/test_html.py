from __future__ import annotations

import pytest

from healthlint.document import html
from healthlint.document.article import OPAQUE, Article, Block, ProseSpan
from healthlint.document.source import Source

Shape = list[tuple[str, str]]


def parse(text: str, path: str = "a.html") -> Article:
    return html.parse(Source(path, text))


def shape(article: Article) -> Shape:
    return [(block.kind.value, article.text(block)) for block in article.blocks]


def paragraphs(*words: str) -> Shape:
    return [("paragraph", text) for text in words]


def items(*words: str) -> Shape:
    return [("list_item", text) for text in words]


def cells(*words: str) -> Shape:
    return [("table_cell", text) for text in words]


def first(article: Article, words: str) -> Block:
    return next(block for block in article.blocks if words in article.text(block))


# -- blocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("<p>Rest.</p><p>Sleep.</p>", paragraphs("Rest.", "Sleep."), id="paragraphs"),
        pytest.param("<h2>Rest</h2>Sleep.", [("heading", "Rest"), ("paragraph", "Sleep.")], id="heading-and-bare-text"),
        pytest.param(
            "<div>Rest.<div>Sleep.</div>Walk.</div>",
            paragraphs("Rest.", "Sleep.", "Walk."),
            id="text-around-a-division",
        ),
        pytest.param("<h1><div>Rest</div></h1>", [("heading", "Rest")], id="division-in-a-heading"),
        pytest.param("<ul><li>figs</li><li>plums</li></ul>", items("figs", "plums"), id="list"),
        pytest.param("<ol><li><p>figs</p><p>ripe</p><li>plums</ol>", items("figs", "ripe", "plums"), id="loose-list"),
        pytest.param("<menu><li>figs</menu>Rest", [*items("figs"), *paragraphs("Rest")], id="menu"),
        pytest.param(
            "<li>figs<li>plums</li>Rest.", [*items("figs", "plums"), *paragraphs("Rest.")], id="no-list-around"
        ),
        pytest.param(
            "<dl><dt>Gout<dd>A disease.</dl>", [("definition_term", "Gout"), ("definition", "A disease.")], id="terms"
        ),
        pytest.param(
            "<dl><dd><p>A</p><ul><li>b</ul></dl>", [("definition", "A"), *items("b")], id="list-in-a-definition"
        ),
        pytest.param("<table><tr><td>1</td><td>2</td></tr></table>", cells("1", "2"), id="cells"),
        pytest.param(
            "<table><tr><td><p>1</p>2<tr><th>3</table>4", [*cells("1", "2", "3"), *paragraphs("4")], id="cells-unclosed"
        ),
        pytest.param(
            "<table><caption>Doses</caption><tr><td>5 mg</table>", [("caption", "Doses"), *cells("5 mg")], id="caption"
        ),
        pytest.param(
            "<figure><img src=a><figcaption>A knee</figcaption></figure>", [("caption", "A knee")], id="figure"
        ),
        pytest.param('<p class="wp-caption-text">A knee</p>', [("caption", "A knee")], id="caption-by-class"),
        pytest.param('<p class="no-caption">A knee</p>', paragraphs("A knee"), id="no-caption-by-class"),
        pytest.param("<pre>a  b\n c</pre>", [("code", "a b c")], id="preformatted"),
        pytest.param("<details><summary>More</summary>Rest.</details>", paragraphs("More", "Rest."), id="details"),
        pytest.param("Rest<hr>Sleep", paragraphs("Rest", "Sleep"), id="rule"),
        pytest.param("<address>12 Road</address>", paragraphs("12 Road"), id="address"),
        pytest.param("<select><option>One<option>Two</select>", paragraphs("One", "Two"), id="choices"),
        pytest.param('<div role="heading" aria-level="3">Rest</div>', [("heading", "Rest")], id="heading-by-role"),
        pytest.param('<div role="list"><div role="listitem">figs</div></div>', items("figs"), id="list-by-role"),
        pytest.param(
            "<table role=presentation><tr><td>Rest.</table>", paragraphs("Rest."), id="table-for-layout-by-role"
        ),
        pytest.param(
            "<table><tr><td><h1>Gout</h1>Rest.</table>",
            [("heading", "Gout"), *paragraphs("Rest.")],
            id="table-with-title",
        ),
        pytest.param(
            "<table><tr><td>Rest.<table><tr><td>5</table></table>",
            [*paragraphs("Rest."), *cells("5")],
            id="table-around-a-table",
        ),
        pytest.param(
            "<x-note>Rest.</x-note><x-note>Sleep.</x-note>", paragraphs("Rest.", "Sleep."), id="elements-of-their-own"
        ),
        pytest.param("Rest <x-term>well</x-term>ness", paragraphs("Rest wellness"), id="element-of-its-own-in-a-line"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t<p> </p>&nbsp;<br>", [], id="nothing-visible"),
    ],
)
def test_blocks(text: str, blocks: Shape) -> None:
    assert shape(parse(text)) == blocks


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("<p>Rest<p>Sleep<div>Walk", paragraphs("Rest", "Sleep", "Walk"), id="paragraphs-unclosed"),
        pytest.param(
            "<h2>Rest<h3>Sleep</h2>Walk",
            [("heading", "Rest"), ("heading", "Sleep"), *paragraphs("Walk")],
            id="headings",
        ),
        pytest.param("<ul><li>a<ul><li>b</ul>c<li>d", items("a", "b", "c", "d"), id="nested-list-unclosed"),
        pytest.param("<ul><li><div>a<li>b</ul>", items("a", "b"), id="item-ends-a-division"),
        pytest.param("mus</div></section></td></b>cle", paragraphs("muscle"), id="stray-end-tags"),
        pytest.param("mus</p>cle", paragraphs("mus", "cle"), id="stray-end-of-paragraph"),
        pytest.param("<b>mus<p>x</b>cle</p>", paragraphs("mus", "xcle"), id="misnested-bold"),
        pytest.param("<table><tr><td>a</div></p>b<td>c</table>", cells("a", "b", "c"), id="stray-ends-in-a-cell"),
        pytest.param(
            "<div><table><tr><td>a</div><td>b</table>c",
            [*cells("a", "b"), *paragraphs("c")],
            id="end-of-what-is-outside",
        ),
        pytest.param("<P>Rest<BR>well</P>", paragraphs("Rest well"), id="capitals"),
        pytest.param('<p title="a>b">Rest</p>', paragraphs("Rest"), id="bracket-in-an-attribute"),
        pytest.param("Rest <b", paragraphs("Rest"), id="unclosed-tag"),
        pytest.param('Rest <a href="x>y</a> z', paragraphs("Rest"), id="unclosed-attribute"),
        pytest.param("Rest <!-- sleep", paragraphs("Rest"), id="unclosed-comment"),
        pytest.param("Rest <script>sleep", paragraphs("Rest"), id="unclosed-script"),
        pytest.param("Rest <title>sleep", [("paragraph", "Rest"), ("title", "sleep")], id="unclosed-title"),
        pytest.param("<p>Rest <svg><path>x<p>Sleep", paragraphs("Rest", "Sleep"), id="unclosed-drawing"),
        pytest.param(
            "<div>Rest <video>x</div>Sleep",
            [("paragraph", f"Rest {OPAQUE}"), *paragraphs("Sleep")],
            id="unclosed-video",
        ),
        pytest.param("<p>Rest <span hidden>x<p>Sleep", paragraphs("Rest", "Sleep"), id="unclosed-hidden"),
        pytest.param("<select><option>a<p>Rest", paragraphs("a", "Rest"), id="unclosed-choice"),
        pytest.param("mus</>cle", paragraphs("muscle"), id="empty-end-tag"),
        pytest.param("2 < 3 <3 & 4 &x; a&b", paragraphs("2 < 3 <3 & 4 &x; a&b"), id="bare-signs"),
        pytest.param("<svg><title/></svg><p>Rest", paragraphs("Rest"), id="drawing-with-an-empty-title"),
        pytest.param("<p>Rest</p></body></html><p>Sleep", paragraphs("Rest", "Sleep"), id="after-the-end"),
        pytest.param("<![CDATA[ x ]]>Rest<?php y ?><!doctype html>", paragraphs("Rest"), id="declarations"),
        pytest.param(
            "<!--[if IE]><p>x</p><![endif]-->Rest<![if !IE]>ed<![endif]>",
            paragraphs("Rested"),
            id="conditional-comments",
        ),
        pytest.param("\ufeff<p>Rest", paragraphs("Rest"), id="byte-order-mark"),
        pytest.param("<p>Rest\rwell\r<p>Sleep\r\nwell", paragraphs("Rest well", "Sleep well"), id="line-ends"),
        pytest.param("<p>Re\0st", paragraphs("Rest"), id="nul"),
    ],
)
def test_tag_soup(text: str, blocks: Shape) -> None:
    assert shape(parse(text)) == blocks


@pytest.mark.parametrize(
    "text, prose",
    [
        pytest.param("<b>fasci</b>culation", "fasciculation", id="bold-in-a-word"),
        pytest.param("a<wbr>b<!-- c -->d<span>e</span>f", "abdef", id="what-parts-no-word"),
        pytest.param("one<br>two<img src=a>three", "one two three", id="what-parts-words"),
        pytest.param("H<sub>2</sub>O 10<sup>3</sup>", "H2O 103", id="raised-and-lowered"),
        pytest.param("muscle&nbsp;spasm &amp; &lt;5 &#8217; &#x41;", "muscle spasm & <5 ’ A", id="entities"),
        pytest.param("&notit; &ampx &copy", "¬it; &x ©", id="entities-without-an-end"),
        pytest.param("a&#xD800;b&#0;c&#x110000;", "a\ufffdb\ufffdc\ufffd", id="no-characters"),
        pytest.param("mus&shy;cle &zwnj;x", "muscle x", id="invisible-entities"),
        pytest.param("one\n  two\t three", "one two three", id="white-space"),
        pytest.param("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢 kan 字", id="ruby"),
        pytest.param("See CDC<span class=sr-only> (external)</span> now", "See CDC now", id="words-for-the-ear"),
        pytest.param("See <i style='display: none'>x</i>CDC <b hidden>y</b>now", "See CDC now", id="hidden-in-a-line"),
        pytest.param("E = <math><mi>m</mi></math> c", f"E = {OPAQUE} c", id="formula"),
        pytest.param("<style>p{}</style><template>x</template><script>y</script>Rest", "Rest", id="unread"),
        pytest.param("<p>Rest <svg><title>Logo</title><text>x</text></svg>well", "Rest well", id="drawing"),
        pytest.param("Rest <svg><desc><p>x</p></desc></svg>well", "Rest well", id="markup-in-a-drawing"),
        pytest.param("E <math><mo>x</mo><var>y", f"E {OPAQUE}y", id="markup-that-ends-a-formula"),
        pytest.param("E <math><mtext>x<b>y</b></mtext></math>z", f"E {OPAQUE}z", id="markup-in-a-formula"),
        pytest.param("<b>Watch <video src=a></b> Rest", f"Watch {OPAQUE} Rest", id="video-without-an-end-in-a-line"),
        pytest.param("<a href=x><svg><g></a>Rest", "Rest", id="drawing-without-an-end-in-a-link"),
        pytest.param("See <i id='read-more' style='display:none'>x</i>CDC", "See xCDC", id="unfolded-in-a-line"),
        pytest.param("<p><span class='author'>Jo Roe</span><time>May</time>", "Jo Roe May", id="name-and-date-as-one"),
        pytest.param("<noscript><p>Rest <b>well</b></p></noscript>", "Rest well", id="noscript"),
        pytest.param("<p>Rest <noscript>Enable JavaScript</noscript>well", "Rest well", id="noscript-complains"),
        pytest.param("Rest <button>OK</button><label>Age</label>", "Rest OK Age", id="controls-in-a-line"),
        pytest.param("<!-- wp:paragraph {'a': '<p>'} --><p>Rest</p><!-- /wp:paragraph -->", "Rest", id="wordpress"),
        pytest.param("<p>{% if a %}Rest{% endif %} {{ b }}</p>", f"{OPAQUE}Rest{OPAQUE} {OPAQUE}", id="template"),
        pytest.param('<p {% if a > b %}class="x"{% endif %}>Rest</p>', "Rest", id="template-in-a-tag"),
    ],
)
def test_prose(text: str, prose: str) -> None:
    assert parse(text).prose == prose


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("<iframe src=a></iframe>", [("opaque", OPAQUE)], id="frame"),
        pytest.param(
            "<video src=a>Your browser fails.</video>Rest", [("opaque", OPAQUE), *paragraphs("Rest")], id="video"
        ),
        pytest.param("<x-chart></x-chart>", [("opaque", OPAQUE)], id="component"),
        pytest.param("Watch: <object data=a></object>", paragraphs(f"Watch: {OPAQUE}"), id="object-in-a-line"),
        pytest.param("<Chart data='a' />", [("opaque", OPAQUE)], id="component-as-in-mdx"),
        pytest.param("<x-chart><img src=a></x-chart>", [], id="component-with-an-image"),
        pytest.param("<x-icon></x-icon><o:p/><path/>", [], id="icon-and-leftovers"),
        pytest.param(
            "<iframe src=a width=0 height=0></iframe><iframe src=b style='display:none'></iframe>", [], id="trackers"
        ),
        pytest.param("<noscript><iframe src=a></iframe></noscript>", [], id="frame-for-want-of-a-script"),
        pytest.param("<script src=a></script>", [], id="script"),
    ],
)
def test_what_is_there_without_words(text: str, blocks: Shape) -> None:
    assert shape(parse(text)) == blocks


# -- places --------------------------------------------------------------------------------------------------------


def test_list_places() -> None:
    article = parse("<ol><li>a<ul><li>b<li>c</ul>d<li>e</ol><ul><li>f</ul>")
    places = [(b.item.list, b.item.item, b.item.ordered, b.item.depth) for b in article.blocks if b.item]
    assert places == [
        (0, 1, True, 1),
        (1, 1, False, 2),
        (1, 2, False, 2),
        (0, 1, True, 1),
        (0, 2, True, 1),
        (2, 1, False, 1),
    ]


def test_cell_places() -> None:
    article = parse("<table><thead><tr><td>a<td>b<tbody><tr><th>c<td>d</table>")
    places = [(b.cell.row, b.cell.column, b.cell.header) for b in article.blocks if b.cell]
    assert places == [(1, 1, True), (1, 2, True), (2, 1, True), (2, 2, False)]


@pytest.mark.parametrize(
    "text, identifier",
    [
        pytest.param("<h2 id=a>Rest</h2>", "a", id="own"),
        pytest.param("<section id=a><h2>Rest</h2></section>", "a", id="of-the-element-it-begins"),
        pytest.param("<section id=a><h2 id=b>Rest</h2></section>", "b", id="nearest"),
        pytest.param("<div id=a></div><h2>Rest</h2>", None, id="of-another-element"),
    ],
)
def test_identifiers(text: str, identifier: str | None) -> None:
    article = parse(text)
    assert article.blocks[0].id == identifier
    assert "a" in article.anchors


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<table><td>a</tr>b", id="row-without-its-start"),
        pytest.param("<table><tr><td>a</tbody>b", id="row-group-without-its-start"),
        pytest.param("<table><tr><td>a</tr>b", id="row"),
    ],
)
def test_an_end_tag_ends_the_cell_in_what_it_ends(text: str) -> None:
    assert [words for _, words in shape(parse(text))] == ["a", "b"]


def test_front_matter_above_html() -> None:
    article = parse("---\ntitle: Gout\nauthor: Jo Roe\n---\n<p>Rest well.</p>")
    assert shape(article) == [("title", "Gout"), *paragraphs("Rest well.")]
    assert article.metadata.fields["author"] == "Jo Roe"


def test_levels_and_languages() -> None:
    article = parse('<html lang="en"><h1>A<div lang="fr"><h4>B</h4></div><div role=heading aria-level=2>C</div>')
    assert [(b.level, b.language) for b in article.blocks] == [(1, "en"), (4, "fr"), (2, "en")]


def test_the_language_of_a_page_is_no_verdict_on_its_blocks() -> None:
    article = parse('<html lang="fr"><p>Rest.</p><p lang="de">Ruhe.</p>')
    assert [b.language for b in article.blocks] == [None, "de"]
    assert article.metadata.fields["language"] == "fr"


@pytest.mark.parametrize(
    "text, marks",
    [
        pytest.param("a <b>b</b> <em>c</em>", [("strong", "b", None), ("emphasis", "c", None)], id="weight"),
        pytest.param('<a href=" /x?a=1&amp;b=2 ">b</a>', [("link", "b", "/x?a=1&b=2")], id="link"),
        pytest.param("<a name=x>b</a>", [], id="anchor"),
        pytest.param("<a href=1>b<a href=2>c</a>", [("link", "b", "1"), ("link", "c", "2")], id="link-in-a-link"),
        pytest.param(
            "<a href=1><h3>b</h3><p>c</p></a>d", [("link", "b", "1"), ("link", "c", "1")], id="link-around-blocks"
        ),
        pytest.param("<code>b</code><kbd>c</kbd>", [("code", "b", None), ("code", "c", None)], id="code"),
        pytest.param("<del>b</del> <s>c</s>", [("deleted", "b", None), ("deleted", "c", None)], id="deleted"),
        pytest.param("<cite>On Gout</cite>", [("cite", "On Gout", None)], id="title-of-a-work"),
        pytest.param('<abbr title="magnetic">MRI</abbr>', [("abbreviation", "MRI", "magnetic")], id="abbreviation"),
        pytest.param('<time datetime="2024-05-01">May</time>', [("time", "May", "2024-05-01")], id="time"),
        pytest.param('<q cite="u">b</q>', [("quote", "b", "u")], id="quote"),
        pytest.param("<b>b<i>c</b>d</i>", [("strong", "bc", None), ("emphasis", "cd", None)], id="misnested"),
    ],
)
def test_marks(text: str, marks: list[tuple[str, str, str | None]]) -> None:
    article = parse(text)
    assert [(m.kind.value, article.prose[m.span.start : m.span.end], m.target) for m in article.inlines] == marks


@pytest.mark.parametrize(
    "text, prose",
    [
        pytest.param("gout<sup>1</sup> and", "gout 1 and", id="raised"),
        pytest.param("<b>gout</b><sup>1,2</sup>.", "gout 1,2.", id="after-a-mark"),
        pytest.param("gout<sup><a href='#r1'>1</a>, <a href='#r2'>2</a></sup>", "gout 1, 2", id="links"),
        pytest.param("gout<a href='#fn1'>1</a>", "gout 1", id="mark-of-a-footnote"),
        # Near misses.
        pytest.param("kg/m<sup>2</sup>", "kg/m2", id="unit"),
        pytest.param("10<sup>9</sup>/l", "109/l", id="power"),
        pytest.param("gout.<sup>1</sup>", "gout.1", id="after-a-full-stop"),
        pytest.param("the 1<sup>st</sup> day", "the 1st day", id="ordinal"),
        pytest.param("the Brand<sup>TM</sup>", "the BrandTM", id="letters"),
        pytest.param("gout<sub>1</sub>", "gout1", id="lowered"),
    ],
)
def test_the_number_of_a_note_is_no_part_of_a_word(text: str, prose: str) -> None:
    assert parse(f"<p>{text}</p>").prose == prose


@pytest.mark.parametrize(
    "mark, label",
    [
        pytest.param('<sup><a href="#fn1">1</a></sup>', "fn1", id="raised"),
        pytest.param('<a href="#fn1" role="doc-noteref"><sup>1</sup></a>', "fn1", id="by-role"),
        pytest.param('<sup id="fnref:n"><a href="#fn:n" class="footnote">1</a></sup>', "fn:n", id="kramdown"),
        pytest.param('<sup class="reference"><a href="#cite_note-4">[4]</a></sup>', "cite_note-4", id="wiki"),
        pytest.param('<a href="#ref-12">[12]</a>', "ref-12", id="number-of-a-source"),
        pytest.param('<a href="#_ftn3">[3]</a>', "_ftn3", id="word-processor"),
        pytest.param('<a href="#symptoms">symptoms</a>', None, id="link-in-the-page"),
        pytest.param('<a href="#fnordling">more</a>', None, id="link-that-begins-alike"),
        pytest.param('<sup><a href="/note">1</a></sup>', None, id="link-to-another-page"),
    ],
)
def test_footnote_marks(mark: str, label: str | None) -> None:
    marks = {inline.kind.value: inline.target for inline in parse(f"<p>Rest{mark}</p>").inlines}
    assert marks.get("footnote_mark") == label
    assert ("link" in marks) == (label is None)


@pytest.mark.parametrize(
    "text, label",
    [
        pytest.param('<section class="footnotes"><ol><li id="fn1"><p>Note.', "fn1", id="section"),
        pytest.param('<div role="doc-endnotes"><ol><li id="a" role="doc-endnote">Note.', "a", id="roles"),
        pytest.param('<p id="footnote-2">Note.</p>', "footnote-2", id="paragraph"),
        pytest.param('<p id="fnord">Note.</p>', None, id="identifier-that-begins-alike"),
        pytest.param('<ol class="references"><li id="fn1">Note.</ol>', None, id="source"),
    ],
)
def test_footnotes(text: str, label: str | None) -> None:
    article = parse(f'{text}<a href="#fnref1" class="footnote-back">↩</a>')
    assert [note.label for note in article.footnotes] == [label] * (label is not None)
    block = first(article, "Note.")
    assert article.text(block) == "Note."
    assert ("footnote" in block.zone) == (label is not None)


def test_media() -> None:
    article = parse(
        "<img src=a alt='A knee'><img data-src=b><img src=c alt=''><iframe src=d title=Film></iframe>"
        "<svg><title>Lo<b>go</title></svg><input type=email placeholder=x><input type=hidden><form action=e></form>"
        "<img src=t width=1 height=1><noscript><img src=b></noscript>"
    )
    assert [(m.kind, m.target, m.alt) for m in article.media] == [
        ("image", "a", "A knee"),
        ("image", "b", None),
        ("image", "c", ""),
        ("iframe", "d", "Film"),
        ("svg", None, "Lo<b>go"),
        ("input", None, None),
        ("form", "e", None),
    ]


# -- what the page says of itself ----------------------------------------------------------------------------------

HEAD = """<!doctype html><html lang="en-GB"><head>
<title>Gout &amp; diet\n | Notes</title><title>Second</title>
<META NAME="Description" CONTENT='What gout is &amp; "does".'>
<meta name="description" content="Another."><meta name=author content="Jo Roe, MD">
<meta property="article:published_time" content="2024-05-01"><meta name=empty content=""><meta charset="utf-8">
<script type="application/ld+json">{"@type": "Article", "headline": "Gout"}</script>
<script type="application/ld+json">[{"a": 1}, {"b": "\\ud83d"}]</script>
<script type="application/ld+json">{"broken": </script>
<script type="application/ld+json">{"name": {{ name }} }</script>
</head><body><p class="byline">By <a rel="author" href="/jo">Jo <b>R</b>oe</a>,
MD</p><time itemprop="dateModified" datetime="2024-06-01">June</time>
<ol id="comments"><li><span class="author">A. Troll</span></ol></body></html>"""


@pytest.mark.parametrize(
    "name, value, written",
    [
        pytest.param("title", "Gout & diet | Notes", "Gout &amp; diet\n | Notes", id="title"),
        pytest.param("description", 'What gout is & "does".', 'What gout is &amp; "does".', id="description"),
        pytest.param("language", "en-GB", "en-GB", id="language"),
        pytest.param("meta:author", "Jo Roe, MD", "Jo Roe, MD", id="meta-author"),
        pytest.param("meta:article:published_time", "2024-05-01", "2024-05-01", id="meta-property"),
        pytest.param("meta:datemodified", "2024-06-01", "2024-06-01", id="time"),
        pytest.param("byline", "By Jo Roe, MD", 'By <a rel="author" href="/jo">Jo <b>R</b>oe</a>,\nMD', id="byline"),
    ],
)
def test_fields(name: str, value: str, written: str) -> None:
    article = parse(HEAD)
    place = article.metadata.places[name]
    assert article.metadata.fields[name] == value
    assert article.source.text[place.start : place.end] == written


def test_title_and_description_are_blocks() -> None:
    article = parse(HEAD)
    meta = [b for b in article.blocks if b.zone_path == "meta"]
    assert [(b.kind.value, article.text(b)) for b in meta] == [
        ("title", "Gout & diet | Notes"),
        ("description", 'What gout is & "does".'),
        ("paragraph", "By Jo Roe, MD"),
    ]
    at = article.prose.index("does")
    span = article.to_source(ProseSpan(at, at + 4))
    assert article.source.text[span.start - 1 : span.end + 1] == '"does"'


def test_json_ld() -> None:
    article = parse(HEAD)
    assert article.metadata.fields["json-ld"] == [{"@type": "Article", "headline": "Gout"}, {"a": 1}, {"b": "?"}]
    assert [note.split(":")[0] for note in article.notes] == ["a JSON-LD script cannot be read"]


@pytest.mark.parametrize(
    "text, name",
    [
        pytest.param('<div class="comments"><p class="byline">By A. Troll</p></div>', "byline", id="comment"),
        pytest.param(f'<div class="author">{"Jo Roe is a nurse. " * 30}</div>', "byline", id="biography"),
        pytest.param('<p class="author-box-toggle">More</p>', "byline", id="other-class"),
        pytest.param('<meta name="author">', "meta:author", id="no-content"),
        pytest.param("<svg><title>Logo</title></svg>", "title", id="title-of-a-drawing"),
    ],
)
def test_no_field(text: str, name: str) -> None:
    assert name not in parse(text).metadata.fields


def test_xhtml() -> None:
    text = (
        '<html xml:lang="en"><head><title/><script src="a"/></head><body><div class="nav"/>'
        "<p>One<br/><a id='x'/>two</p><p><![CDATA[3 < 4 & 5]]></p><p/></body></html>"
    )
    assert shape(parse(text, "a.xhtml")) == paragraphs("One two", "3 < 4 & 5")
    assert shape(parse(f'<?xml version="1.0"?>{text}')) == paragraphs("One two", "3 < 4 & 5")
    assert {b.zone_path for b in parse(text, "a.xhtml").blocks} == {"body"}

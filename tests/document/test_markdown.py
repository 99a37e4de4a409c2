from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document import markdown
from healthlint.document.article import OPAQUE, Article, InlineKind, ProseSpan
from healthlint.document.markdown import commonmark
from healthlint.document.source import Source


def parse(text: str, path: str = "a.md") -> Article:
    return markdown.parse(Source(path, text))


def paragraphs(*words: str) -> list[tuple[str, str]]:
    return [("paragraph", text) for text in words]


def items(*words: str) -> list[tuple[str, str]]:
    return [("list_item", text) for text in words]


def cells(*words: str) -> list[tuple[str, str]]:
    return [("table_cell", text) for text in words]


def shape(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, article.text(block)) for block in article.blocks]


# -- blocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("Rest *well* and\nsleep.\n", paragraphs("Rest well and sleep."), id="paragraph"),
        pytest.param("# Rest ##\n\nSleep\n---\n", [("heading", "Rest"), ("heading", "Sleep")], id="headings"),
        pytest.param("# The set {a b}\n", [("heading", "The set {a b}")], id="braces-that-are-words"),
        pytest.param("# Rest {}\n", [("heading", "Rest {}")], id="empty-braces"),
        pytest.param("Rest.\n\n# {}\n", [("paragraph", "Rest."), ("heading", "{}")], id="nothing-but-braces"),
        pytest.param("{a}\nb\n---\n", [("heading", "{a} b")], id="braces-before-the-last-line"),
        pytest.param("# The `{set}`\n", [("heading", "The {set}")], id="braces-in-code"),
        pytest.param("# Rest {#rest .wide}\n", [("heading", "Rest")], id="attributes"),
        pytest.param("- figs\n- plums\n", items("figs", "plums"), id="tight-list"),
        pytest.param("1. figs\n\n   ripe\n2. plums\n", items("figs", "ripe", "plums"), id="loose-list"),
        pytest.param("- [x] figs\n- [ ] plums\n", items("figs", "plums"), id="task-list"),
        pytest.param("> Rest.\n>\n> Sleep.\n", paragraphs("Rest.", "Sleep."), id="quote"),
        pytest.param("```text\nrest\n\nsleep\n```\n", [("code", "rest sleep")], id="fenced-code"),
        pytest.param("    rest\n\tsleep\n", [("code", "rest sleep")], id="indented-code"),
        pytest.param("|Age|Dose|\n|-|-|\n|5 \\| 6||\n", cells("Age", "Dose", "5 | 6"), id="table"),
        pytest.param("Rest.\n\n***\n\nSleep.\n", paragraphs("Rest.", "Sleep."), id="thematic-break"),
        pytest.param("• figs\n• plums\n", items("figs", "plums"), id="typed-bullets"),
        pytest.param("[a]: http://a.b 'title'\n", [], id="reference-definition"),
        pytest.param("A\rB\r\r# C\r- d\r- e\r", [*paragraphs("A B"), ("heading", "C"), *items("d", "e")], id="cr-only"),
        pytest.param("\ufeff# Rest\n", [("heading", "Rest")], id="byte-order-mark"),
        pytest.param("::: note\nRest.\n:::\n", paragraphs("Rest."), id="container-of-another-dialect"),
        pytest.param(
            "# Rest\n{: .wide}\n\nSleep.\n", [("heading", "Rest"), ("paragraph", "Sleep.")], id="attribute-line"
        ),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(parse(text)) == blocks


@pytest.mark.parametrize(
    "text, prose",
    [
        pytest.param("mus*cle* ~~ache~~ **spasm**", "muscle ache spasm", id="emphasis"),
        pytest.param("5 \\* 3 \\& 2", "5 * 3 & 2", id="escapes"),
        pytest.param("salt &amp; water&nbsp;&#x2019;", "salt & water ’", id="entities"),
        pytest.param("see [the *guide*](http://a.b) now", "see the guide now", id="link"),
        pytest.param("see [guide][a] or [a]\n\n[a]: http://a.b", "see guide or a", id="reference-link"),
        pytest.param("see <http://a.b> now", "see http://a.b now", id="autolink"),
        pytest.param("a ![alt *text*](a.png) b", "a b", id="image"),
        pytest.param("rest[^1] well\n", "rest[^1] well", id="footnote-mark-without-a-note"),
        pytest.param("the `co\nde` and `` a`b ``", "the co de and a`b", id="code-spans"),
        pytest.param("rest  \nwell\\\nnow", "rest well now", id="hard-breaks"),
        pytest.param('it\'s -- "so" ...', 'it\'s -- "so" ...', id="punctuation-as-typed"),
        pytest.param("$5 to $6 and 10^3^", "$5 to $6 and 10^3^", id="no-mathematics"),
        pytest.param("H<sub>2</sub>O and <b>so</b>", "H2O and so", id="inline-html"),
        pytest.param("call {{ phone }} now", f"call {OPAQUE} now", id="template"),
    ],
)
def test_inline_markup_is_no_prose(text: str, prose: str) -> None:
    assert parse(text).text(parse(text).blocks[0]) == prose


def test_places_in_lists() -> None:
    article = parse("- a\n\n  b\n  1. c\n     > d\n- e\n\n2. f\n\n```\ng\n```\n")
    found = [(b.item.list, b.item.item, b.item.ordered, b.item.depth) if b.item else None for b in article.blocks]
    inner = (1, 1, True, 2)
    assert found == [(0, 1, False, 1), (0, 1, False, 1), inner, inner, (0, 2, False, 1), (2, 1, True, 1), None]


def test_places_in_tables() -> None:
    article = parse("|a|b|\n|-|:-:|\n|c||\n||d|\n\n| e |\n| - |\n")
    found = [(b.cell.table, b.cell.row, b.cell.column, b.cell.header) for b in article.blocks if b.cell]
    assert found == [(0, 1, 1, True), (0, 1, 2, True), (0, 2, 1, False), (0, 3, 2, False), (1, 1, 1, True)]


@pytest.mark.parametrize(
    "text, zones",
    [
        pytest.param("> a\n> > b\n\nc", ["quote", "quote", "body"], id="quote"),
        pytest.param("- a\n  > b", ["body", "quote"], id="quote-in-a-list"),
        pytest.param("> [!NOTE]\n> a\n>\n> > b", ["body", "quote"], id="callout-is-no-quote"),
        pytest.param("> ```\n> a\n> ```\n\n    b", ["quote/code", "body/code"], id="code"),
        pytest.param("a[^n]\n\n[^n]: b\n\n    c\n\nd", ["body", "footnote", "footnote", "body"], id="footnote"),
        pytest.param("---\ntitle: a\n---\nb", ["meta", "body"], id="front-matter"),
        pytest.param(
            '<div class="comments">\n\na\n\n> b\n\n</div>\n\nc', ["comments", "comments/quote", "body"], id="html"
        ),
    ],
)
def test_zones(text: str, zones: list[str]) -> None:
    assert [block.zone_path for block in parse(text).blocks] == zones


@pytest.mark.parametrize(
    "text, kind, words, target",
    [
        pytest.param("see [the guide](/g#x 'T') now", InlineKind.LINK, "the guide", "/g#x", id="link"),
        pytest.param(
            "see [the guide][A]\n\n[a]: <http://a b>", InlineKind.LINK, "the guide", "http://a b", id="reference"
        ),
        pytest.param("see [guide][]\n\n[guide]: /g", InlineKind.LINK, "guide", "/g", id="collapsed-reference"),
        pytest.param("ask <ann@a.org>", InlineKind.LINK, "ann@a.org", "mailto:ann@a.org", id="email"),
        pytest.param("see [![Logo](l.png)](/home)", InlineKind.LINK, "", "/home", id="link-around-an-image"),
        pytest.param("very **much** so", InlineKind.STRONG, "much", None, id="strong"),
        pytest.param("very _much_ so", InlineKind.EMPHASIS, "much", None, id="emphasis"),
        pytest.param("very <b>much</b> so", InlineKind.STRONG, "much", None, id="html"),
        pytest.param("very ~~much~~ so", InlineKind.DELETED, "much", None, id="strikethrough"),
        pytest.param("type `much` so", InlineKind.CODE, "much", None, id="code"),
        pytest.param("so.[^n1]\n\n[^n1]: Note", InlineKind.FOOTNOTE_MARK, "", "n1", id="footnote-mark"),
    ],
)
def test_inlines(text: str, kind: InlineKind, words: str, target: str | None) -> None:
    article = parse(text)
    (inline,) = article.inlines
    assert (inline.kind, article.prose[inline.span.start : inline.span.end]) == (kind, words)
    assert inline.target == target
    shown = text[inline.source.start : inline.source.end]
    assert re.match(r"[\[<*_~`]", shown)
    assert len(shown) > len(words)


def test_hard_breaks_are_remembered() -> None:
    article = parse("Ann Lee  \nNurse\\\nLeeds\nUK")
    assert [article.prose[offset:] for offset in article.blocks[0].breaks] == ["Nurse Leeds UK", "Leeds UK"]


def test_images_have_their_alternative_text() -> None:
    article = parse("One.\n\nTwo ![a *b* `c`\nd ![e](f) [g](h)](i.png 'T') ![](j.png)\n")
    found = [(media.kind, media.target, media.alt, media.block) for media in article.media]
    assert found == [("image", "i.png", "a b c d e g", 1), ("image", "j.png", "", 1)]
    places = [article.source.text[media.source.start : media.source.end] for media in article.media]
    assert places[0].startswith("![a *b*")
    assert places[1] == "![](j.png)"


def test_footnotes_know_their_blocks() -> None:
    article = parse("A[^x] b[^1].\n\n[^x]: One.\n\n    Two.\n\n[^1]: Three.\n\nFour.")
    found = [
        (note.label, [article.text(block) for block in article.blocks[note.first : note.last]])
        for note in article.footnotes
    ]
    assert found == [("x", ["One.", "Two."]), ("1", ["Three."])]
    assert article.source.text[article.footnotes[1].source.start :].startswith("[^1]: Three.")


def test_heading_identifiers_are_anchors() -> None:
    article = parse("# Rest {#rest}\n\n## Sleep\n")
    assert [(block.id, block.level) for block in article.blocks] == [("rest", 1), (None, 2)]
    assert article.anchors == ("rest",)


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param(
            "{% if a %}\nRest.\n{% endif %}\n",
            [("opaque", OPAQUE), ("paragraph", "Rest."), ("opaque", OPAQUE)],
            id="statements-part",
        ),
        pytest.param("Call\n{{ phone }}\nnow.\n", paragraphs(f"Call {OPAQUE} now."), id="values-do-not"),
        pytest.param(
            "Rest {% if a %}\nwell.\n", paragraphs(f"Rest {OPAQUE} well."), id="nor-do-statements-inside-a-line"
        ),
        pytest.param("> {% a %}\n> Rest.\n", [("opaque", OPAQUE), ("paragraph", "Rest.")], id="in-a-quote"),
        pytest.param("[rest]({{ url }}/a)\n", paragraphs("rest"), id="in-a-link"),
    ],
)
def test_templates(text: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(parse(text)) == blocks


def test_mdx() -> None:
    head = '---\ntitle: {a: b}\n---\nimport A from "./a"\n\n'
    text = head + "# Rest {props.x}\n\n<A b={c}>\n\nSleep {/* well */} now.\n\n</A>\n"
    blocks = [("opaque", OPAQUE), ("heading", f"Rest {OPAQUE}"), ("paragraph", f"Sleep {OPAQUE} now.")]
    assert shape(parse(text, "a.MDX")) == blocks
    assert shape(parse("<A b='c'>\n  Rest **well**.\n</A>\n", "a.mdx")) == paragraphs("Rest well.")
    assert shape(parse("<Chart {...b} />\n", "a.mdx")) == [("opaque", OPAQUE)]
    assert parse(text).prose != parse(text, "a.mdx").prose


# -- raw HTML ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, prose",
    [
        pytest.param("> <div\n> title='x'>\n> Rest\n> </div>", "Rest", id="block-tag-over-two-lines-of-a-quote"),
        pytest.param(
            "> Very <b\n> title='x'>much</b>\n> so", "Very much so", id="inline-tag-over-two-lines-of-a-quote"
        ),
        pytest.param("> - <div>\n>   Rest\n>   </div>", "Rest", id="block-in-a-list-in-a-quote"),
        pytest.param("Rest <!-- not\nthis --> well", "Rest well", id="comment"),
        pytest.param("Rest <script>alert(1)</script> well", "Rest well", id="inline-script"),
        pytest.param("Rest <script>alert(1)\n\nwell", "Rest\nwell", id="open-script-ends-with-its-paragraph"),
        pytest.param("- Rest <script>alert(1)\n\nwell", "Rest\nwell", id="open-script-ends-with-its-item"),
        pytest.param("<template>\n\n*a*\n\n- b\n\n# c\n\n</template>\n\nRest", "Rest", id="markdown-in-a-template"),
        pytest.param("<style>\np { a: b }\n\nq\n</style>\n\nRest", "Rest", id="style"),
        pytest.param("<p>Rest <em>well</em></p>", "Rest well", id="paragraph"),
    ],
)
def test_html_inside(text: str, prose: str) -> None:
    assert parse(text).prose == prose


def test_html_definitions() -> None:
    article = parse("<dl>\n<dt>Cramp</dt>\n<dd>A painful spasm.</dd>\n</dl>\n\nRest.\n")
    assert shape(article) == [("definition_term", "Cramp"), ("definition", "A painful spasm."), ("paragraph", "Rest.")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('> <div class="comments">\n\nRest.', id="quote"),
        pytest.param('- <div class="comments">\n\nRest.', id="list"),
        pytest.param('[^a]: <div class="comments">\n\nRest.', id="footnote"),
    ],
)
def test_html_left_open_ends_with_what_it_stands_in(text: str) -> None:
    block = parse(text).blocks[-1]
    assert (block.zone_path, block.item) == ("body", None)


# -- the law of positions ------------------------------------------------------------------------------------------


def check_law(article: Article) -> None:
    prose, pieces, source = article.prose, article.pieces, article.source.text
    assert "\n".join(article.text(block) for block in article.blocks) == prose
    assert not re.search(r"[^\S\n ]|\s\s|\s\Z|\A\s", prose)
    for number, start in enumerate(pieces.prose):
        end = pieces.prose[number + 1] if number + 1 < len(pieces.prose) else len(prose)
        words = prose[start:end].removesuffix("\n")
        place = slice(pieces.source_start[number], pieces.source_end[number])
        assert place.start < place.stop
        assert pieces.unit[number] or source[place] == words
    assert list(pieces.source_start) == sorted(pieces.source_start)
    for block in article.blocks:
        span = article.to_source(block.span)
        assert (span.start, span.end) == (block.source.start, block.source.end)


MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|[*~`\\\[]")


def check_words(article: Article) -> None:
    """Every word of the prose, taken from the file by its place, reads as the word."""
    for word in re.finditer(r"\w+", article.prose):
        span = article.to_source(ProseSpan(*word.span()))
        shown = html.unescape(MARKUP.sub("", article.source.text[span.start : span.end]))
        assert re.sub("[\u00ad\u200b]", "", shown) == word.group()


WORDS = st.sampled_from([
    "muscle", "spasm", "naïve", "Zähne", "病気", "𝒳ray", "5", "mus**cle**", "sp<b>as</b>m", "mus&shy;cle", "won't",
    "mus\u00adcle", "cr\u200bamp", "😀", "“so”", "&amp;", "\\*", "`code`", "[link](http://a.b)", "~~gone~~",
    "{{ name }}", "![alt](i.png)", "caf&eacute;",
])  # fmt: skip
BLANKS = st.sampled_from([" ", "\n", "  ", "\t", "\u00a0", "&nbsp;", " \u200b ", "  \n", "\\\n", " \u00ad "])


@st.composite
def inline(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.tuples(WORDS, BLANKS), min_size=1, max_size=5))
    return "".join(word + blank for word, blank in words).strip() + draw(st.sampled_from(["", ".", ":"]))


def indented(first: str, other: str, text: str) -> str:
    return first + text.replace("\n", "\n" + other)


def one_line(text: str) -> str:
    return " ".join(text.replace("\\\n", " ").split("\n"))


BLOCKS = st.recursive(
    st.one_of(
        inline(),
        inline().map(lambda text: "## " + one_line(text)),
        inline().map(lambda text: indented("    ", "    ", text)),
        inline().map(lambda text: f"```\n{text}\n```"),
        inline().map(lambda text: f"<div>\n{text}\n</div>"),
        st.tuples(inline(), inline()).map(lambda cells: "| a | {} |\n|--|--|\n|| {} |".format(*map(one_line, cells))),
        inline().map(lambda text: indented("[^1]: ", "    ", text)),
        st.just("***"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: indented("> ", "> ", text)),
        inner.map(lambda text: indented("- ", "  ", text)),
        inner.map(lambda text: indented("1. ", "   ", text)),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    ),
    max_leaves=5,
)
HEADS = st.sampled_from(
    ["", "\ufeff", "---\ntitle: A “naïve” title\n---\n", "\ufeff+++\ntitle = 'A 😀'\n+++\n", "\n\n"]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(HEADS, BLOCKS, ENDS)
def test_generated_articles_keep_the_law(head: str, body: str, end: str) -> None:
    article = parse((head + body).replace("\n", end))
    check_law(article)
    check_words(article)


SCRAPS = st.sampled_from([
    *"ab *_`[]()<>!#>-+|~\n\r\t\\&;:{}%\"'.1=^é😀\u00a0\u00ad\0", "\n\n", "    ", "- ", "1. ", "> ", "```\n",
    "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "&amp;", "|-|\n", "[^a]", "[^a]: ", "[a]: b\n", "![", "](",
    "{{", "}}", "---\n", "\r\n", "<script>", "\ud800", "{#a}", "<p>", "<li>", "<td>",
])  # fmt: skip


@given(st.lists(SCRAPS, max_size=40).map("".join), st.sampled_from(["a.md", "a.mdx"]))
def test_any_text_keeps_the_law(text: str, path: str) -> None:
    check_law(parse(text, path))


# -- CommonMark's own examples -------------------------------------------------------------------------------------


class Shown(HTMLParser):
    """The text that a browser shows: no attributes, no script, no style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.is_shown = True
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- the parser's signature
        self.is_shown = tag not in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 -- the parser's signature
        self.is_shown = True

    def handle_data(self, data: str) -> None:
        self.words += data if self.is_shown else ""


#: Where a browser, which the prose follows, shows another text than `HTMLParser` finds (versions of Python differ).
BROWSERS = {
    156: "",  # a tag that is open at the end of the file is dropped
    157: "",  # the same
    158: "",  # the same
    182: "'; ?> okay",  # `<?php` is a comment that ends at the next `>`
    619: f"Foo {OPAQUE}",  # an element of the author's own shows something: nobody knows what
    628: "foo foo --> foo foo -->",  # `<!-->` and `<!--->` are whole comments
    631: "foo &<]]>",  # `<![CDATA[` is a comment that ends at the next `>`
}


def test_commonmark_examples(shared: Path) -> None:
    path = shared / "data" / "commonmark-examples.json"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    examples = json.loads(path.read_text("utf-8"))
    assert len(examples) == 655
    wrong = {}
    for example in examples:
        article = parse(example["markdown"])
        check_law(article)
        shown = BROWSERS.get(example["n"], Shown(example["html"]).words)
        if "".join(article.prose.split()) != "".join(shown.split()):
            wrong[example["n"]] = (article.prose, shown)
    assert wrong == {}


# -- what is hostile -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> " * 100_000 + "a", id="quotes"),
        pytest.param("- " * 100_000 + "a", id="lists"),
        pytest.param("[" * 100_000 + "a", id="brackets"),
        pytest.param("*a " * 100_000, id="emphasis"),
        pytest.param("![" * 50_000 + "a" + "](b)" * 50_000 + "a", id="images"),
        pytest.param("<div>\n" * 50_000 + "a", id="elements"),
        pytest.param("> <a\n> b>\n" * 20_000 + "a", id="interrupted-tags"),
        pytest.param("a " * 500_000, id="long-line"),
        pytest.param("a\r" * 100_000, id="cr-only"),
        pytest.param("\0a" * 100_000, id="nul"),
        pytest.param("{{" * 100_000 + "a", id="templates"),
        pytest.param("[^a]: " * 30_000 + "a", id="footnotes"),
        pytest.param("|a" * 20_000 + "\n" + "|-" * 20_000 + "\n|b", id="table"),
    ],
)
def test_hostile_articles_are_read(text: str) -> None:
    article = parse(text)
    assert article.prose
    assert article.notes == ()
    assert len(article.prose) <= len(text)


@pytest.mark.parametrize("marker", ["> ", ">", "- ", "* ", "+ ", "1. ", "1) ", "> - ", "-\t"])
def test_nesting_ends_two_hundred_characters_into_a_line(marker: str) -> None:
    """What is deeper is read as it stands: the parser walks every level at every line."""
    article = parse(marker * 300 + "deep\nlazy\n\n# Rest\n")
    check_law(article)
    deep = article.blocks[0]
    assert marker.strip() in article.text(deep)
    assert article.text(deep).endswith("deep lazy")
    assert deep.item is None or 50 <= deep.item.depth <= 100
    assert shape(article)[1:] == [("heading", "Rest")]


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("a\n" + "-" * 300, [("heading", "a")], id="underline"),
        pytest.param("a\n\n" + "*" * 300 + "\n\nb", paragraphs("a", "b"), id="rule"),
        pytest.param("a\n\n" + "- " * 150 + "\n\nb", paragraphs("a", "b"), id="spaced-rule"),
        pytest.param("a\n" + " " * 300 + "- b", paragraphs("a - b"), id="indented"),
        pytest.param("-" * 300 + " a", paragraphs("-" * 300 + " a"), id="dashes"),
        pytest.param("1 + " * 100 + "2", paragraphs("1 + " * 100 + "2"), id="sum"),
    ],
)
def test_long_runs_of_marks_that_nest_nothing(text: str, blocks: list[tuple[str, str]]) -> None:
    article = parse(text)
    check_law(article)
    assert shape(article) == blocks


class PanicException(BaseException):
    """Stands for the parser's panic."""


@pytest.mark.parametrize("is_late", [False, True])
def test_a_parser_that_gives_up_leaves_plain_text(monkeypatch: pytest.MonkeyPatch, *, is_late: bool) -> None:
    def give_up(_: str) -> Iterator[tuple[object, object]]:
        if is_late:
            yield "Rule", {"start": 0, "end": 1}
        raise PanicException

    monkeypatch.setattr(commonmark, "events", give_up)
    article = parse("Rest well.\n")
    assert article.prose == "Rest well."
    assert article.notes == ("the Markdown parser gave up on this file; it was read as plain text",)


def test_other_failures_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(commonmark, "events", stop)
    with pytest.raises(KeyboardInterrupt):
        parse("Rest well.\n")


@pytest.mark.parametrize(
    "text, blocks",
    [
        pytest.param("E = <math> c\n\nRest.", paragraphs(f"E = {OPAQUE}", "Rest."), id="formula"),
        pytest.param("E<math>\nc\n\nRest.", paragraphs(f"E {OPAQUE}", "Rest."), id="formula-over-lines"),
        pytest.param("- a <svg> b\n- c\n\nRest.", [*items("a", "c"), *paragraphs("Rest.")], id="drawing-in-an-item"),
        pytest.param("a <script> b\n\nRest <b>well</b>.", paragraphs("a", "Rest well."), id="script"),
        pytest.param("> a <!-- b\n\nRest.", paragraphs("a <!-- b", "Rest."), id="comment"),
    ],
)
def test_what_a_line_hides_ends_with_it(text: str, blocks: list[tuple[str, str]]) -> None:
    article = parse(text)
    assert shape(article) == blocks
    assert list(article.pieces.source_start) == sorted(article.pieces.source_start)


def test_an_image_parts_words() -> None:
    assert shape(parse("the calf![x](a.png)muscle")) == paragraphs("the calf muscle")

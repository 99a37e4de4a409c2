from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document import front_matter
from healthlint.document.article import OPAQUE, Article, ProseSpan
from healthlint.document.builder import ArticleBuilder
from healthlint.document.source import Source


def read(text: str) -> tuple[Article, str]:
    """Return what front matter says, and the rest of the file."""
    builder = ArticleBuilder(Source("a.md", text), "test")
    rest = front_matter.read(builder)
    return builder.finish(), text[rest:]


def at(article: Article, name: str) -> str:
    place = article.metadata.places[name]
    return article.source.text[place.start : place.end]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Rest well.\n", id="none"),
        pytest.param("---\ntitle: Rest\n", id="not-closed"),
        pytest.param("---\nRest well.\n---\n", id="text-between-rules"),
        pytest.param("---\n\nNote: rest: well.\n\nThen walk.\n\n---\n", id="article-between-rules"),
        pytest.param("---\n- rest\n- walk\n---\n", id="list-between-rules"),
        pytest.param("---\n---\nRest", id="nothing-between-rules"),
        pytest.param("----\ntitle: Rest\n----\n", id="four-dashes"),
        pytest.param(" ---\ntitle: Rest\n---\n", id="indented"),
        pytest.param("\n---\ntitle: Rest\n---\n", id="not-at-the-start"),
        pytest.param("--- title: Rest\n---\n", id="words-after-the-fence"),
        pytest.param("---\ntitle: Rest\n+++\n", id="other-fence"),
        pytest.param("+++\nRest well.\n+++\n", id="text-between-pluses"),
    ],
)
def test_what_is_no_front_matter_is_left_to_the_format(text: str) -> None:
    article, rest = read(text)
    assert (rest, article.metadata.fields, article.blocks, article.notes) == (text, {}, (), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "fence, field",
    [("---", "title: Rest"), ("--- ", "title: 'Rest'"), ("+++", 'title = "Rest"'), ("+++\t", "title='Rest'")],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_rest_of_the_file_begins_after_the_closing_fence(mark: str, fence: str, field: str, end: str) -> None:
    article, rest = read(f"{mark}{fence}{end}{field}{end}{fence}{end}Text")
    assert rest == f"{end}Text"
    assert article.metadata.fields == {"title": "Rest"}
    assert article.prose == "Rest"


@pytest.mark.parametrize("closing", ["---", "...", "---   "])
def test_yaml_may_close_with_dots_and_at_the_end_of_the_file(closing: str) -> None:
    article, rest = read(f"---\ntitle: Rest\n{closing}")
    assert (article.prose, rest) == ("Rest", "")


# -- values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, value",
    [
        pytest.param("key: no", "no", id="no-is-a-word"),
        pytest.param("key: on", "on", id="on-is-a-word"),
        pytest.param("key: 1.0", "1.0", id="number"),
        pytest.param("key: 0o17", "0o17", id="octal"),
        pytest.param("key: 12:30:45", "12:30:45", id="sexagesimal"),
        pytest.param("key: 2024-05-01", "2024-05-01", id="date"),
        pytest.param("key: 2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", id="time"),
        pytest.param("key: null", "null", id="null"),
        pytest.param("key:", "", id="empty"),
        pytest.param("key: !!python/object:os.system x", "x", id="tag-makes-no-object"),
        pytest.param("key: 'it''s'", "it's", id="quoted"),
        pytest.param('key: "a\\tb"', "a\tb", id="escaped"),
        pytest.param("key: [a, 1.0, no]", ["a", "1.0", "no"], id="list"),
        pytest.param("key:\n- a\n- b: c\n  d: 1\n", ["a", {"b": "c", "d": "1"}], id="list-of-mappings"),
        pytest.param("key: {a: {b: [c]}}", {"a": {"b": ["c"]}}, id="nested"),
        pytest.param("other: &x text\nkey: *x", "text", id="alias-of-a-text"),
        pytest.param("other: &x [a, b]\nkey: *x", "", id="alias-of-a-list-is-not-expanded"),
        pytest.param("key: a\nkey: b", "a", id="first-of-two"),
        pytest.param("KEY: a", "a", id="name-in-capitals"),
        pytest.param("key: {{ site.name }}", OPAQUE * 15, id="template"),
        pytest.param("[a, b]: c\nkey: d", "d", id="list-as-a-key"),
    ],
)
def test_yaml_values_are_what_was_written(line: str, value: Any) -> None:
    article, _ = read(f"---\n{line}\n---\n")
    assert article.metadata.fields["key"] == value
    assert article.notes == ()


@pytest.mark.parametrize(
    "line, value",
    [
        pytest.param("key = true", "true", id="boolean"),
        pytest.param("key = 1.0", "1.0", id="float"),
        pytest.param("key = 1_000 # many", "1_000", id="integer"),
        pytest.param("key = 2024-05-01", "2024-05-01", id="date"),
        pytest.param("key = 2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", id="time"),
        pytest.param('key = "a\\tb"', "a\tb", id="escaped"),
        pytest.param("key = '''a\nb'''", "a\nb", id="several-lines"),
        pytest.param('key = ["a", 2, 2024-05-01]', ["a", "2", "2024-05-01"], id="list"),
        pytest.param("[key]\na = 1\n[key.b]\nc = 2.50", {"a": "1", "b": {"c": "2.50"}}, id="tables"),
        pytest.param("key.a = 'b'", {"a": "b"}, id="dotted-key"),
    ],
)
def test_toml_values_are_text(line: str, value: Any) -> None:
    article, _ = read(f"+++\n{line}\n+++\n")
    assert article.metadata.fields["key"] == value
    assert article.notes == ()


@pytest.mark.parametrize(
    "text, name, place",
    [
        pytest.param("---\na: 😀\ndate: 2024-05-01 # said\n---\n", "date", "2024-05-01", id="scalar-after-an-emoji"),
        pytest.param("---\r\na: b\r\ntags: [c, d]\r\n---\r\n", "tags", "[c, d]", id="flow-list-in-crlf"),
        pytest.param(
            "---\nauthor:\n  - name: Ann\n    role: MD\nx: y\n---\n", "author", "- name: Ann\n    role: MD", id="block"
        ),
        pytest.param("---\na: &n 'b'\n---\n", "a", "&n 'b'", id="anchor"),
        pytest.param("---\na: >-\n  b\n  c\n\nd: e\n---\n", "a", ">-\n  b\n  c", id="folded"),
        pytest.param('+++\na = "😀"\ndate = 2024-05-01 # said\n+++\n', "date", "2024-05-01", id="toml-scalar"),
        pytest.param('+++\na = """\nb"""\n+++\n', "a", '"""\nb"""', id="toml-several-lines"),
    ],
)
def test_fields_know_their_place(text: str, name: str, place: str) -> None:
    assert at(read(text)[0], name) == place


# -- prose ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Muscle", "spasms", "😀", "cramps"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: Muscle  spasms 😀 and cramps\n---\n", id="plain"),
        pytest.param("---\ntitle: 'Muscle spasms 😀 and cramps'\n---\n", id="single-quotes"),
        pytest.param('---\nTitle: "Muscle spasms 😀 and cramps" # x\n---\n', id="double-quotes"),
        pytest.param("---\ntitle: Muscle spasms\n  😀 and cramps\nx: y\n---\n", id="plain-on-two-lines"),
        pytest.param('---\r\ntitle: "Muscle spasms\r\n  😀 and cramps"\r\n---\r\n', id="quoted-on-two-lines"),
        pytest.param("---\ntitle: >-\n  Muscle spasms\n  😀 and cramps\n---\n", id="folded"),
        pytest.param("---\ntitle: | # c\n  Muscle spasms\n  😀 and cramps\n---\n", id="literal"),
        pytest.param("---\ntitle: &t !!str Muscle spasms 😀 and cramps\n---\n", id="anchor-and-tag"),
        pytest.param("---\n{title: Muscle spasms 😀 and cramps, a: b}\n---\n", id="flow-mapping"),
        pytest.param('+++\ntitle = "Muscle spasms 😀 and cramps"\n+++\n', id="toml"),
        pytest.param("+++\n'title'='Muscle spasms 😀 and cramps'\n[a]\ntitle = 'b'\n+++\n", id="toml-literal"),
        pytest.param('+++\nx = 1\ntitle = """\nMuscle spasms\n😀 and cramps"""\n+++\n', id="toml-several-lines"),
    ],
)
def test_a_title_is_prose_that_knows_its_place(text: str, word: str) -> None:
    article, _ = read(text)
    (block,) = article.blocks
    assert (block.kind.value, block.zone_path) == ("title", "meta")
    assert article.prose == "Muscle spasms 😀 and cramps"
    start = article.prose.index(word)
    span = article.to_source(ProseSpan(start, start + len(word)))
    assert text[span.start : span.end] == word


@pytest.mark.parametrize(
    "text, prose, source",
    [
        pytest.param(
            '---\ntitle: "Crohn\\u2019s disease"\n---\n', "Crohn’s disease", "Crohn\\u2019s disease", id="yaml"
        ),
        pytest.param("---\ntitle: 'Crohn''s disease'\n---\n", "Crohn's disease", "Crohn''s disease", id="yaml-quotes"),
        pytest.param(
            '+++\ntitle = "Crohn\\u2019s disease"\n+++\n', "Crohn’s disease", "Crohn\\u2019s disease", id="toml"
        ),
    ],
)
def test_a_title_with_escapes_is_one_unit(text: str, prose: str, source: str) -> None:
    article, _ = read(text)
    span = article.to_source(ProseSpan(2, 3))
    assert (article.prose, text[span.start : span.end]) == (prose, source)


def test_descriptions_are_prose_in_the_order_of_the_file() -> None:
    article, _ = read("---\nsummary: Rest.\ntitle: Spasms\nexcerpt: Walk.\ndescription: Stretch.\nauthor: Ann\n---\n")
    found = [(block.kind.value, article.text(block)) for block in article.blocks]
    assert found == [
        ("description", "Rest."),
        ("title", "Spasms"),
        ("description", "Walk."),
        ("description", "Stretch."),
    ]


@pytest.mark.parametrize(
    "line", ["title: [a, b]", "title: {a: b}", "title:", "title: ''", "titles: a", "x: {title: a}"]
)
def test_other_titles_are_no_prose(line: str) -> None:
    assert read(f"---\n{line}\n---\n")[0].blocks == ()


# -- what is broken ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, note",
    [
        pytest.param("---\nname: a\ntitle: b: c\n---\nText", "line 3: .*mapping values are not allowed", id="colon"),
        pytest.param('---\ntitle: "a\nb: c\n---\nText', "line [234]: ", id="open-quote"),
        pytest.param("---\r\na: b\r\nc:\r\n\t- d\r\n---\r\nText", "line 4: .*cannot start any token", id="tab-in-crlf"),
        pytest.param("---\ra: b\rc: d: e\r---\rText", "line 3: ", id="cr-only"),
        pytest.param("---\na: b\nc: \0\n---\nText", "a character that YAML does not allow", id="nul"),
        pytest.param("---\na: " + "[" * 100 + "\n---\nText", "line 2: .*nested deeper", id="deep"),
        pytest.param("---\na: " + "{b: " * 50_000 + "\n---\nText", "longer than 65536", id="long"),
        pytest.param("+++\na = 1\nb = \n+++\nText", "line 3: ", id="toml"),
        pytest.param("+++\na = 1\nb = " + "[" * 9_000 + "\n+++\nText", "line ", id="toml-deep"),
        pytest.param("+++\n" + "a." * 9_000 + "a = 1\n+++\nText", "line 2: .*nested deeper", id="toml-deep-key"),
    ],
)
def test_broken_front_matter_is_noted_and_is_no_prose(text: str, note: str) -> None:
    article, rest = read(text)
    assert rest.strip() == "Text"
    assert (article.blocks, article.metadata.fields) == ((), {})
    (said,) = article.notes
    assert re.search(note, said)


def test_an_alias_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))]
    article, _ = read("\n".join(["---", *lines, "title: Rest", "---", ""]))
    assert article.prose == "Rest"
    assert len(str(article.metadata.fields)) < 10_000


scraps = st.sampled_from(
    [
        *"a:=\n#[]{}'\"|.\\\0\té😀",
        "title",
        ": ",
        " = ",
        "- ",
        "\r\n",
        "  ",
        '"""',
        ">-",
        "&a ",
        "*a",
        "!!x ",
        "---",
        "+++",
        "{{",
    ]
)


@given(st.sampled_from(["---\n", "+++\n", "---\r\n", "\ufeff---\n"]), st.lists(scraps).map("".join))
def test_any_front_matter_is_read_or_left(fence: str, inner: str) -> None:
    text = f"{fence}{inner}\n{fence.lstrip(chr(0xFEFF))}"
    article, rest = read(text)
    assert text.endswith(rest)
    places = article.metadata.places.values()
    assert all(0 <= place.start <= place.end <= len(text) - len(rest) for place in places)
    assert all(block.zone_path == "meta" for block in article.blocks)


def test_headers_without_a_fence() -> None:
    article, rest = read("Title: Gout  \r\nAuthor: Jo Roe, MD\r\nDate: 2024-05-01\r\n\r\nRest.")
    assert article.metadata.fields == {"title": "Gout", "author": "Jo Roe, MD", "date": "2024-05-01"}
    assert [at(article, name) for name in ("title", "author", "date")] == ["Gout", "Jo Roe, MD", "2024-05-01"]
    assert [article.text(block) for block in article.blocks] == ["Gout"]
    assert rest == "\r\nRest."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Title: Gout\n\nRest.", id="one-line"),
        pytest.param("Author: Jo Roe\nDate: May\n\nRest.", id="no-title"),
        pytest.param("Title: Gout\nAuthor: Jo Roe\nRest.", id="text-right-below"),
        pytest.param("Title: Gout\nDose: 5 mg\n\nRest.", id="other-keys"),
        pytest.param("Title:\nAuthor: Jo Roe\n\nRest.", id="no-value"),
    ],
)
def test_lines_that_are_no_headers(text: str) -> None:
    assert read(text)[1] == text

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.article import OPAQUE
from healthlint.document.templates import mask, mask_mdx

SHOWN = "#"
COMMENTS = ("{% comment %}", "{% endcomment %}", "{{/*", "*/}}", "{{!--", "--}}", "{# ", "#}")


def shown(text: str) -> str:
    return text.replace(OPAQUE, SHOWN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Take {one} tablet.", id="single-brace"),
        pytest.param("Take {{one tablet.", id="unclosed"),
        pytest.param("one }} two {{ three", id="closer-first"),
        pytest.param("5 % of {all}", id="percent-apart"),
        pytest.param("a < % b", id="angle-apart"),
        pytest.param("{{" + "x" * 3000 + "}}", id="too-long-for-a-tag"),
        pytest.param("{#pain}" + "b" * 3000 + "#}", id="identifier-of-a-heading"),
        pytest.param("{{/* unclosed", id="unclosed-comment-of-hugo"),
        pytest.param("See [1], [2, 3] and [Roe 2019].", id="citations"),
        pytest.param("It fell [mean difference=0.5, p=0.04].", id="statistics"),
        pytest.param('[text](/a "title")', id="link"),
        pytest.param("[ ] rest", id="task"),
        pytest.param("", id="empty"),
    ],
)
def test_text_that_is_no_template_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("a {{ b }} c", "a ####### c", id="liquid-value"),
        pytest.param("{% if a %}b{% endif %}", "##########b###########", id="liquid-tags"),
        pytest.param("{# note #}x", "##########x", id="jinja-comment"),
        pytest.param("<%= a %>b", "########b", id="erb"),
        pytest.param("{{{ a }}} b", "######### b", id="three-braces"),
        pytest.param("{{{ a }} b", "######## b", id="two-of-three-braces"),
        pytest.param('[caption id="a"]Calf[/caption]', "#" * 16 + "Calf" + "#" * 10, id="shortcode"),
        pytest.param("[form a='1' b=2] c", "#" * 16 + " c", id="shortcode-with-more"),
        pytest.param("[toc]", "#####", id="shortcode-alone"),
        pytest.param("{{< hint >}}a{{< /hint >}}", "############a#############", id="hugo-shortcode"),
        pytest.param("{{ a {{ b }} c", "############ c", id="inner-opener-belongs-to-the-tag"),
        pytest.param("{{ a %} }} b", "########## b", id="other-closer-does-not-close"),
        pytest.param("{{ a\r\nb }}", "####\r\n####", id="line-ends-stay"),
        pytest.param("{{ 😀 }}x", "#######x", id="astral-character-is-one"),
        pytest.param("{% comments %}b{% endcomment %}", "#" * 14 + "b" + "#" * 16, id="name-that-begins-like-it"),
        pytest.param("{% comment %}b", "#" * 13 + "b", id="unclosed-comment"),
        pytest.param(
            "{% comment %}" + "b" * 100_000 + "{% endcomment %}",
            "#" * 13 + "b" * 100_000 + "#" * 16,
            id="too-long-for-a-comment",
        ),
        pytest.param("{# a #} b #}", "#" * 7 + " b #}", id="first-end-of-a-comment"),
        pytest.param("a {% comment %} b {{ c }} {% endcomment %} d", "a " + "#" * 40 + " d", id="comment"),
        pytest.param("{%- comment -%}a\nb{%- endcomment -%}c", "#" * 16 + "\n" + "#" * 19 + "c", id="trimmed-comment"),
        pytest.param('{% comment "why" %}a{% endcomment %}b', "#" * 36 + "b", id="comment-of-django"),
        pytest.param("{{/* a }} b */}}c", "#" * 16 + "c", id="comment-of-hugo"),
        pytest.param("{{- /* a */ -}}c", "#" * 15 + "c", id="trimmed-comment-of-hugo"),
        pytest.param("{{!-- a }} b --}}c", "#" * 17 + "c", id="comment-of-handlebars"),
        pytest.param("{# " + "a" * 3000 + " #}b", "#" * 3006 + "b", id="long-comment-of-jinja"),
        pytest.param("{{" + "x" * 3000 + " {% y %} }}", "{{" + "x" * 3000 + " ####### }}", id="after-a-stray-opener"),
    ],
)
def test_template_tags_are_masked(text: str, expected: str) -> None:
    assert shown(mask(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("import duties rose last year.\n", id="import-in-prose"),
        pytest.param("export of drugs from Europe\n", id="export-in-prose"),
        pytest.param("Use `{a}` here.", id="braces-in-a-code-span"),
        pytest.param("```\nconst a = {b}\n```\n", id="braces-in-a-fence"),
        pytest.param("a { b", id="unclosed"),
        pytest.param("a } b", id="unopened"),
        pytest.param("<b>bold</b> and 1 < 2", id="tags-of-html"),
        pytest.param('<Callout type="a">x</Callout>', id="component-that-html-can-read"),
    ],
)
def test_text_that_is_no_mdx_stays(text: str) -> None:
    assert mask_mdx(text) == text


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("a {b} c", "a ### c", id="expression"),
        pytest.param("a {b {c} d} e", "a ######### e", id="nested-expression"),
        pytest.param("a {/* b */} c", "a ######### c", id="comment"),
        pytest.param('import A from "b"\n\nText', "#################\n\nText", id="import"),
        pytest.param("import {A} from 'b'\nText", "###################\n####", id="import-takes-its-paragraph"),
        pytest.param("export const a = {\n b\n}\n\nText", "##################\n##\n#\n\nText", id="export"),
        pytest.param("<A.B c={d}>e</A.B>", "###########e######", id="dotted-name"),
        pytest.param("<A {...b}>c</A>", "##########c</A>", id="spread"),
        pytest.param("<>a</>", "##a###", id="fragment"),
        pytest.param(
            '<Note\n a="b">\n  c\n</Note>\n',
            "#####\n ######\n  c\n#######\n".replace(" ######", "#######"),
            id="component-around-lines",
        ),
        pytest.param("<Note a />\n", "<Note a />\n", id="component-that-is-whole"),
        pytest.param("{" + "a" * 3000 + " {b} c", "{" + "a" * 3000 + " ### c", id="after-a-stray-brace"),
    ],
)
def test_mdx_is_masked(text: str, expected: str) -> None:
    assert shown(mask_mdx(text)) == expected


pieces = st.sampled_from(
    [*COMMENTS, *"{}<>% a\n`", "{{", "}}", "{%", "%}", "{#", "#}", "<%", "%>", "\r\n", "<A", "import "]
)


@given(st.lists(pieces).map("".join))
def test_masking_moves_nothing(text: str) -> None:
    for masked in (mask(text), mask_mdx(text)):
        assert len(masked) == len(text)
        assert all(was == now or (now == OPAQUE and was not in "\r\n") for was, now in zip(text, masked, strict=True))


@given(st.lists(pieces).map("".join))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    "piece", [*COMMENTS, "{{", "{% a %}", "{{ a", "}}{{", "{", "<A.b", "<A {a}", "import ", "import from "]
)
def test_hostile_templates_take_no_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    assert len(mask_mdx(mask(text))) == len(text)

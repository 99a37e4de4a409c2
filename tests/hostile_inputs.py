"""Shapes of input that have broken parsers and linters, at any size, for the tests and `benchmarks/hostile.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

#: Makes a text of about so many characters.
Shape = Callable[[int], str]
#: Words that a rule finds, and that it lets pass where they are denied or supported.
CLAIM = "majority of patients"


def repeated(unit: str, before: str = "", after: str = "") -> Shape:
    """Return the shape that has one unit over and over, between a beginning and an end."""

    def make(size: int) -> str:
        return before + unit * (size // len(unit)) + after

    return make


def paired(unit: str, other: str, between: str = "", after: str = "") -> Shape:
    """Return the shape that has one unit over and over, then another as many times."""

    def make(size: int) -> str:
        times = size // len(unit + other)
        return unit * times + between + other * times + after

    return make


def numbered(unit: str, before: str = "", after: str = "") -> Shape:
    """Return the shape that has a unit over and over, each with a number of its own in the place of `{}`."""

    def make(size: int) -> str:
        return before + "".join(unit.replace("{}", str(number)) for number in range(size // (len(unit) + 3))) + after

    return make


def named(*units: str, before: str = "") -> Mapping[str, Shape]:
    """Return the shapes that have each of some units over and over, by the unit itself."""
    return {f"“{unit}”".replace("\n", "¶"): repeated(unit, before) for unit in units}


def stairs(depth: int) -> Shape:
    """Return the shape of items that stand one blank deeper each, and after a depth at none again."""

    flight = "".join(" " * number + "- x\n" for number in range(depth))

    def make(size: int) -> str:
        return (flight * (size // len(flight) + 1))[:size]

    return make


MARKDOWN: Mapping[str, Shape] = {
    "quotes": repeated("> ", after="deep"),
    "lists": repeated("- ", after="deep"),
    "lists-and-lines": paired("* ", "a\n"),
    "quotes-and-lines": paired("> ", "a\n"),
    "numbers-and-rows": paired("1. ", "a|b\n", between="a|b\n-|-\n"),
    "bullets": repeated("- x\n"),
    "numbers": repeated("1. x\n\n"),
    "brackets": repeated("[", after="a"),
    "links": repeated("[a](b "),
    "references": numbered("[a{}]: b\n[a{}] "),
    "stars": repeated("*a "),
    "closed-stars": repeated("*a **b"),
    "underlines": repeated("_a__b"),
    "bars": repeated("|"),
    "tables": repeated("|a|\n|-|\n|b|\n\n"),
    "wide-table": paired("|a", "|-", between="\n", after="\n|b"),
    "images": paired("![", "](b)", between="a", after="a"),
    "elements": repeated("<div>\n", after="a"),
    "inline-elements": repeated("a <b>"),
    "interrupted-tags": repeated("> <a\n> b>\n", after="a"),
    "code": numbered("`{}"),
    "code-marks": repeated("`a``b"),
    "long-line": repeated("a "),
    "line-ends": repeated("a\r"),
    "nothing": repeated("\0a"),
    "templates": repeated("{{ "),
    "template-openers": repeated("{{", after="a"),
    "fences": repeated("```\n"),
    "footnotes": repeated("[^1]"),
    "footnote-texts": repeated("[^a]: ", after="a"),
    "headings": repeated("# a\n"),
    "named-headings": repeated("## Causes {#causes}\n\n"),
    "sections": numbered("## Care {}\n\nRest well.\n\n"),
    "front-matter": repeated("a: &a [*a, *a]\n", before="---\n", after="---\ntext"),
    "deep-front-matter": repeated("[", before="---\na: ", after="\n---\ntext"),
    "open-front-matter": repeated("a: b\n", before="---\n"),
    "addresses": repeated("http://a.example/b "),
    "comments": repeated("<!-- a\n"),
}
HTML: Mapping[str, Shape] = {
    "divisions": repeated("<div>x"),
    "quotations": repeated("<blockquote>x"),
    "lists": repeated("<ul><li>x"),
    "items": repeated("<li>x"),
    "items-after-divisions": paired("<div>", "<li>x"),
    "tables": repeated("<table><tr><td>x"),
    "cells": repeated("<td>x", before="<table><tr>"),
    "rows": repeated("<tr><td>x</td>", before="<table>"),
    "bold": repeated("<b>x"),
    "links": repeated("<a href=x>x"),
    "marks": repeated("<b><i><a href='x'>", after="deep"),
    "stray-ends": paired("<div>", "</b></x></p></td>"),
    "comments": repeated("<!--"),
    "spaced-comments": repeated("<!-- "),
    "brackets": repeated("<"),
    "attributes": numbered("a{}=1 ", before="<p ", after=">x"),
    "quoted-attributes": repeated("a='", before="<p "),
    "unclosed-attributes": repeated('<a b="'),
    "entities": repeated("&notit&#xD800;&"),
    "ampersands": repeated("&"),
    "scripts": repeated("<script><!--"),
    "drawings": repeated("<svg><title/>"),
    "templates": repeated("<template>"),
    "zones": repeated("<nav class=ad>x"),
    "titles-in-zones": repeated("<div class=nav><h1>x</h1>"),
    "bylines": repeated("<div class=byline>x"),
    "footnotes": repeated("<li id=fn1>x"),
    "languages": repeated("<p lang=fr>x<div lang=de>"),
    "own-elements": repeated("<x-y><div>"),
    "objects": repeated("<p><video></p>"),
    "choices": repeated("<select><option>x"),
    "noscript": repeated("<noscript>x"),
    "hidden": repeated("x<span hidden>"),
    "classes": repeated("nav x-y ", before='<div class="', after='">x'),
    "json": repeated("[", before='<script type="application/ld+json">', after="</script>"),
    "description": repeated("&amp; x", before='<meta name=description content="', after='">'),
    "empty-end-tags": repeated("a</>"),
    "line-ends": repeated("a\r"),
    "nothing": repeated("\0"),
    "one-line": repeated("word "),
    "template-openers": repeated("{{ <% "),
    "paragraphs": repeated("<p>Rest."),
    "headings": repeated("<h2>Care</h2><p>Rest.</p>"),
}
TEXT: Mapping[str, Shape] = {
    "one-line": repeated("word "),
    "one-sentence": repeated("Rest well and drink water. "),
    "one-word": repeated("x"),
    "blanks": repeated(" "),
    "empty-lines": repeated("\n"),
    "bullets": repeated("• x\n"),
    "numbers": repeated("1. a\n"),
    "markers": repeated("• a\n◦ b\n- c\n* d\n"),
    "stairs": stairs(400),
    "low-stairs": stairs(60),
    "quotes": repeated(">"),
    "headings": repeated("Causes\n\n"),
    "leads": repeated("Lead:\n\na\n\n"),
    "lead-and-headings": repeated("Causes\n\n", before="Lead:\n\na\n\n", after="Rest well.\n\n- b"),
    "bars": repeated("a|b\n"),
    "rows-of-one-cell": repeated("a|\n"),
    "rules-of-tables": repeated("|---\n", before="a "),
    "addresses": repeated("http://a.example" + ")" * 100),
    "stars": repeated("* a b\n\n"),
    "pages": repeated("\f"),
    "parentheses": repeated("("),
    "disclaimers": repeated("This article is not medical advice.\n\n"),
    "replies": repeated("Ann wrote on 3 May 2024:\n\nReply\n\n"),
    "bylines": repeated("By Ann Wray, MD\n"),
    "references": repeated("1. Wray A. Care. J Care. 2020;1(2):3-4.\n"),
    "names": repeated("Ann Wray, "),
    "dates": repeated("3 May 2024 "),
}
#: What the layer of language reads: cut into tokens, sentences, voices.
TOKENS: Mapping[str, Shape] = {
    name: repeated(unit, before="x")
    for name, unit in {
        "parentheses": "(",
        "units": "a.b-",
        "apostrophes": "'",
        "genitives": "a'",
        "can": "can",
        "numbers": "1.",
        "addresses": "http://)",
        "negations": "n't",
        "accents": "a\u0308",
        "full-stops": ".",
        "underlines": "_",
        "initials": "a.",
        "doses": "1mg",
        "sites": "www.",
    }.items()
}
SENTENCE_ENDS: Mapping[str, Shape] = named(
    *(".", ". ", ".. ", "A. ", ".) ", ".)", "a.B", "ab.Cd", ".[1]", ". [1", "[1] ", "?! ", "… ", ".'", "e.g. ", "1."),
    '. "',
)
#: Words, each once, as long as those whose syllables are counted.
WORDS: Mapping[str, Shape] = {
    f"“{unit}”": numbered(unit * (180 // len(unit)) + "{}. ")
    for unit in ("a", "e", "ia", "'s", "n't", "-", "a-", ".", "re", "mc", "ie", "oe", "ic")
}
VOICES: Mapping[str, Shape] = {
    "open": repeated("“a "),
    "closed": repeated("’"),
    "said": repeated("“a b c d” said "),
    "unsaid": repeated("“said "),
    "myths": repeated("Myth: a. Fact: b. "),
    "numbers-and-myths": paired("Myth no ", "no "),
}
#: What the readers of grammar and the checks look at.
NEGATIONS: Mapping[str, Shape] = named(
    *("not ", "no, ", "if that ", "( not ", "may or ", "it is a myth that ", "- not\n", "- not:\n  - "),
    # with something in every repetition that a rule finds, and that may be denied
    *(f"not {CLAIM} ", f"no, {CLAIM}, ", f"if that {CLAIM} ", f"( not {CLAIM} ", f"may or {CLAIM} "),
    *(f"it is a myth that {CLAIM} ", f"- not {CLAIM}\n", f"- not:\n  - {CLAIM}\n"),
)
#: What could support a sentence, after one that a rule finds and that may be supported, or around many.
SUPPORT: Mapping[str, Shape] = {
    **named(*("(Aa ", "20% [1] ", "10.1000/", "Big ", "a | ", "- 20% a\n", "20% is so. "), before=f"The {CLAIM} rest "),
    **named(f"- {CLAIM}, 20%, rest\n", f"The {CLAIM}, 20%, rest. ", f"| {CLAIM} | 5% |\n|---|---|\n"),
}
EQUATIONS: Mapping[str, Shape] = named(
    *("fasciculation, ", "fasciculation ", "fasciculation (", "also ", "fasciculation, or cramp, "),
    *("fasciculation also called also called ", "what doctors call fasciculation is ", "it is also called "),
    *("It is also called cramp. ", "fasciculation (cramp) ", "the medical scientific term of the "),
    *("cramp and cramp are ", "cramp hurts, spasm hurts, "),
)
POINTERS: Mapping[str, Shape] = {
    "items": repeated("The conditions mentioned above are rare.\n\n"),
    "objects": repeated("See the table below. Go back to step 9.\n\n"),
    "sections": repeated("See the section on gout. As mentioned above, it is.\n\n## Care and cure\n\n"),
    "one-line": repeated("conditions mentioned above "),
}
PROMISES: Mapping[str, Shape] = {
    "headings": repeated("The signs include:\n\n## Care\n\n"),
    "announcements": repeated("The signs include:\n\n"),
    "prose": repeated("The signs include:\n\nRest helps most people a little.\n\n"),
}
CLAIMS: Mapping[str, Shape] = {
    "cures": repeated("turmeric cures cancer and "),
    "spellings": repeated("mid-back pain, mid back pain, anaemia and anemia, "),
    "findings": repeated("Then gall stones form, resulting to pain. "),
    "findings-in-one-sentence": repeated("gall stones resulting to "),
    "quantities": repeated(f"{CLAIM} suffer from asthma, "),
    "quantities-and-marks": paired(f"{CLAIM} ", ")"),
    "walls": repeated("; "),
    "glosses": repeated("actin and myosin "),
    "signs": repeated("fever and cramp "),
}

#: Every shape, by the name of a file that would hold it: its suffix tells the format in which it is hostile.
SHAPES: Mapping[str, Shape] = {
    f"{group}: {name}{suffix}": shape
    for group, suffix, shapes in (
        ("markdown", ".md", MARKDOWN),
        ("html", ".html", HTML),
        ("text", ".txt", TEXT),
        ("tokens", ".txt", TOKENS),
        ("sentences", ".txt", SENTENCE_ENDS),
        ("words", ".txt", WORDS),
        ("voices", ".txt", VOICES),
        ("negations", ".md", NEGATIONS),
        ("support", ".md", SUPPORT),
        ("equations", ".txt", EQUATIONS),
        ("pointers", ".md", POINTERS),
        ("promises", ".md", PROMISES),
        ("claims", ".txt", CLAIMS),
    )
    for name, shape in shapes.items()
}

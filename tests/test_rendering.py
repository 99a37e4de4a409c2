"""Examples written in every format and container: the passage stands where it is said to stand."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.checks import KINDS
from healthlint.document import reading
from healthlint.document.source import Source
from healthlint.engine import Linter
from healthlint.findings import resolve
from healthlint.rendering import (
    CLOSE,
    CONTAINERS,
    DRESSES,
    FORMATS,
    OPEN,
    SUFFIX,
    Container,
    fenced,
    parts,
    placed,
    render,
)
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Example, Profiles, Rule
from healthlint.trials import is_sentence, trials

PLACES = [(container, form) for container in CONTAINERS for form in container.write]


@pytest.mark.parametrize(
    "text, passage, marked",
    [
        ("A sore toe.", "sore toe", "A ⟦sore toe⟧."),
        ("A sore\ntoe.", "sore toe", "A ⟦sore\ntoe⟧."),
        ("A (sore) toe.", "(sore) toe", "A ⟦(sore) toe⟧."),
        ("Sore toe, sore toe.", "sore toe", "Sore toe, ⟦sore toe⟧."),
        ("A toe.", "sore", "A toe."),
        ("A toe.", None, "A toe."),
    ],
)
def test_fences_stand_around_the_passage(text: str, passage: str | None, marked: str) -> None:
    written = fenced(text, passage)
    assert written.replace(OPEN, "⟦").replace(CLOSE, "⟧") == marked
    rendered = placed(written)
    assert rendered.text == text
    if "⟦" in marked:
        assert rendered.text[rendered.start : rendered.end].split() == passage.split()
    else:
        assert (rendered.start, rendered.end) == (None, None)


def test_a_little_markdown_is_read() -> None:
    text = "---\ntitle: Toes\nauthor: Ann\n---\n\n# Head\nText\nmore\n\n- one\n- two\n\n1. first\n\n> said\n> twice\n\n"
    text += "| a | b |\n|---|---|\n| c | d |"
    fields, blocks = parts(text)
    assert fields == {"title": "Toes", "author": "Ann"}
    assert [(block.kind, block.text) for block in blocks] == [
        ("h1", "Head"),
        ("p", "Text\nmore"),
        ("li", "one"),
        ("li", "two"),
        ("ol", "first"),
        ("quote", "said twice"),
        ("row", "| a | b |"),
        ("row", "| c | d |"),
    ]
    assert render(text, "html") == (
        '<title>Toes</title>\n<p class="byline">By Ann</p>\n<h1>Head</h1>\n<p>Text\nmore</p>\n<ul>\n<li>one</li>\n'
        "<li>two</li>\n</ul><ol>\n<li>first</li>\n</ol>\n<blockquote><p>said twice</p></blockquote>\n<table>\n"
        "<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n"
    )
    assert render(text, "text") == (
        "Toes\n\nBy Ann\n\nHead\n\nText\nmore\n\n• one\n• two\n\n1. first\n\n> said twice\n\n| a | b |\n| c | d |\n"
    )
    assert render(text, "markdown") == text + "\n"


@pytest.mark.parametrize("form", FORMATS)
def test_links_are_links_or_are_told(form: str) -> None:
    written = render("See [advice](https://example.org) & rest.", form)
    wanted = {
        "markdown": "See [advice](https://example.org) & rest.\n",
        "html": '<p>See <a href="https://example.org">advice</a> &amp; rest.</p>\n',
        "text": "See advice (https://example.org) & rest.\n",
    }
    assert written == wanted[form]


@pytest.mark.parametrize("container, form", PLACES, ids=[f"{c.name}-{form}" for c, form in PLACES])
def test_a_container_is_what_it_says(pack: Pack, container: Container, form: str) -> None:
    """In every container and dress the sentence is in the block, zone and voice that the container names."""
    linter = Linter(pack, [])
    for dress, put_on in DRESSES[form].items():
        if "break" in dress and container.name not in {"paragraph", "division"}:
            continue
        rendered = placed(container.write[form].format(put_on(fenced("The sore toe hurts a lot.", "sore toe hurts"))))
        article = linter.read(Source(f"a{SUFFIX[form]}", rendered.text), f"a{SUFFIX[form]}")
        annotated = linter.annotate(article)
        start = article.prose.index("sore toe hurts")
        block = article.block_at(start)
        token = annotated.tokens.at(start)
        spoken = [v.value for span, v in annotated.voices_at(token) if span.first <= token < span.last]

        assert (block.kind.value, block.zone) == (container.block, container.zone), dress
        assert (spoken or ["author"])[0] == container.voice, dress
        span = article.to_source(type(block.span)(start, start + len("sore toe hurts")))
        assert (span.start, span.end) == (rendered.start, rendered.end), dress


def test_dresses_change_the_passage_only() -> None:
    sentence = fenced("A sore toe hurts.", "sore toe")
    dressed = {form: {name: put_on(sentence) for name, put_on in some.items()} for form, some in DRESSES.items()}
    assert placed(dressed["markdown"]["bold"]).text == "A **sore** toe hurts."
    assert placed(dressed["html"]["bold"]).text == "A <b>sore</b> toe hurts."
    assert placed(dressed["html"]["entity"]).text == "A sore&#160;toe hurts."
    assert placed(dressed["markdown"]["soft break"]).text == "A sore\ntoe hurts."
    assert placed(dressed["text"]["no-break space"]).text == "A sore\xa0toe hurts."
    assert all(placed(some["as is"]).text == "A sore toe hurts." for some in dressed.values())
    for some in dressed.values():
        for text in some.values():
            rendered = placed(text)
            assert rendered.start is not None
            assert rendered.text[rendered.start : rendered.end].startswith("sore")


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("A sore toe.", True),
        ("A sore\ntoe.\n", True),
        ("# A sore toe", False),
        ("- A sore toe", False),
        ("> A sore toe", False),
        ("| A | B |", False),
        ("1. A sore toe", False),
        ("A toe.\n\nA nail.", False),
        ("See [toes](a.md).", False),
    ],
)
def test_sentences_go_into_containers(text: str, sentence: bool) -> None:  # noqa: FBT001 -- a table
    assert is_sentence(text) is sentence


# -- trials that must fail ---------------------------------------------------------------------------------------------


def faults(rule: Any, pack: Pack, **examples: Any) -> list[str]:
    """What the trials of a rule say of other examples than its own."""
    made = {"fail": (), "passes": (), **{key: tuple(Example(**e) for e in some) for key, some in examples.items()}}
    text = msgspec.structs.replace(rule.text, examples=msgspec.structs.replace(rule.text.examples, **made))
    return [trial.fault for trial in trials(Rule(rule.id, text, rule.params), pack) if trial.fault]


@pytest.fixture(scope="module")
def split(pack: Pack) -> Rule:
    return next(rule for rule in pack.rules if rule.id == "terminology/split-compound")


def test_a_trial_sees_what_is_wrong(split: Any, pack: Pack) -> None:
    good = {"text": "Then gall stones form.", "finds": "gall stones"}
    assert faults(split, pack, fail=[good]) == []
    assert set(faults(split, pack, fail=[{"text": "Then gallstones form.", "finds": "gallstones"}])) == {
        "found nothing"
    }
    assert "found ['gall stones'], not 'stones'" in faults(split, pack, fail=[{**good, "finds": "stones"}])
    assert "suggests ['gallstones'], not 'stones'" in faults(split, pack, fail=[{**good, "instead": "stones"}])
    assert faults(split, pack, fail=[{**good, "instead": "gallstones"}]) == []
    assert faults(split, pack, fail=[{"text": good["text"]}]) == []
    assert faults(split, pack, passes=[{"text": good["text"]}]) == ["must be silent, found ['gall stones']"] * 3


def test_a_passage_that_a_format_does_not_keep_is_a_fault(split: Any, pack: Pack) -> None:
    text = "## Then gall stones\nform."
    assert faults(split, pack, fail=[{"text": text, "finds": "gall stones form"}])


def test_what_is_found_out_of_scope_is_a_fault(split: Any, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "in_scope", lambda *_: True)
    found = faults(split, pack, fail=[{"text": "Then gall stones form.", "finds": "gall stones"}])
    assert set(found) == {"out of scope, found 1"}


def test_a_profile_of_an_example_is_taken_as_given(pack: Pack) -> None:
    rule = next(rule for rule in pack.rules if rule.id == "claims/vague-quantity")
    example = {"text": "The majority of patients go home.", "finds": "majority of patients"}
    assert faults(rule, pack, fail=[example]) == []
    assert set(faults(rule, pack, fail=[{**example, "profile": Profiles(type=("recipe",))}])) == {"found nothing"}
    assert faults(rule, pack, passes=[{"text": example["text"], "profile": Profiles(type=("recipe",))}]) == []


def test_neighbours_are_kept_from_kinds_that_read_them(pack: Pack) -> None:
    """A list that a container brings would keep a promise; the kind says so itself."""
    assert {name for name, kind in KINDS.items() if kind.READS_NEIGHBOURS} == {"promise", "pointer"}
    rule = next(rule for rule in pack.rules if rule.text.kind == "promise")
    named = {trial.name for trial in trials(rule, pack)}
    assert any(" paragraph," in name for name in named)
    assert not any(" list item," in name for name in named)


def test_every_format_has_a_suffix() -> None:
    assert {reading.format_of(f"a{SUFFIX[form]}").name for form in FORMATS} == set(FORMATS)

"""Two terms that are said to be the same: what the grammar reads, and what is concluded from it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import healthlint_rules
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import grows_with_size
from healthlint.checks import equivalence
from healthlint.document import reading
from healthlint.document.source import Source
from healthlint.errors import DataError
from healthlint.findings.finding import Match
from healthlint.language import pipeline
from healthlint.language.annotated import Annotated
from healthlint.language.equations import Equation, equations
from healthlint.language.equations.letters import CUE_SETS
from healthlint.language.lexicon import Concept, Lexicon, LexiconSource, Relation, Term
from healthlint.language.terms import TermIndex, Terms
from healthlint.rules import yaml_nodes
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule
from hostile_inputs import EQUATIONS

CUES = Path(healthlint_rules.__file__).parent / "cues"
CONCEPTS = {
    "fasciculation": ("sign", "fasciculation"),
    "twitch": ("sign", "muscle twitch", "twitch"),
    "cramp": ("symptom", "cramp", "muscle cramp", "charley horse"),
    "spasm": ("sign", "spasm", "muscle spasm"),
    "leg-cramp": ("symptom", "leg cramp"),
    "dementia": ("condition", "dementia"),
    "alzheimer": ("condition", "Alzheimer's disease"),
    "delirium": ("condition", "delirium"),
    "sadness": ("symptom", "sadness"),
    "depression": ("condition", "depression"),
    "numbness": ("symptom", "numbness"),
    "tingling": ("symptom", "tingling"),
    "paresthesia": ("symptom", "paresthesia"),
    "hypotension": ("condition", "hypotension", "low blood pressure"),
    "hypertension": ("condition", "hypertension", "high blood pressure"),
    "stroke": ("condition", "stroke"),
    "als": ("condition", "amyotrophic lateral sclerosis", "ALS"),
    "acute-liver-syndrome": ("condition", "acute liver syndrome"),
    "diabetes": ("condition", "diabetes"),
    "neuropathy": ("condition", "neuropathy"),
    "nsaid": ("drug_class", "NSAID"),
    "ibuprofen": ("drug", "ibuprofen"),
    "calf": ("anatomy", "calf"),
    "leg": ("anatomy", "leg"),
    "doctor": ("specialist", "neurologist"),
}
RELATIONS = (
    ("disjoint", "fasciculation", "cramp", "high", True),
    ("disjoint", "fasciculation", "spasm", "high", True),
    ("overlaps", "fasciculation", "twitch", "low", True),
    ("kind_of", "cramp", "spasm", "medium", True),
    ("kind_of", "leg-cramp", "cramp", "low", False),
    ("kind_of", "alzheimer", "dementia", "high", True),
    ("disjoint", "delirium", "dementia", "high", False),
    ("not_same", "sadness", "depression", "medium", False),
    ("not_same", "numbness", "paresthesia", "medium", False),
    ("overlaps", "tingling", "paresthesia", "low", False),
    ("opposite", "hypotension", "hypertension", "high", True),
    ("disjoint", "als", "acute-liver-syndrome", "high", True),
    ("may_cause", "diabetes", "neuropathy", "medium", True),
    ("kind_of", "ibuprofen", "nsaid", "medium", True),
)
FORMATS = (reading.TEXT, reading.MARKDOWN, reading.HTML)
ALL = ("disjoint", "not_same", "opposite", "look_alike", "kind_of", "may_cause", "part_of", "treats")


@cache
def pack() -> Pack:
    """Return the shipped cues with a small lexicon of our own."""
    cues: dict[str, Terms] = {}
    for path in sorted(CUES.glob("*.yaml")):
        parsed = yaml_nodes.parse(path.read_text(encoding="utf-8"), path.name)
        for name, value in parsed.value["sets"].items():
            cues[name] = yaml_nodes.read(parsed, Terms, value, ("sets", name))
    concepts = {
        name: Concept(id=name, concept_class=cast("Any", said[0]), terms=tuple(Term(term=t) for t in said[1:]))
        for name, said in CONCEPTS.items()
    }
    relations = tuple(
        msgspec.convert(
            {"kind": kind, "of": (a, b), "line": f"{a} is not {b}.", "risk": risk, "source": "book", "confirmed": sure},
            Relation,
        )
        for kind, a, b, risk, sure in RELATIONS
    )
    sources = {"book": LexiconSource(title="A book", url="https://example.org/book", checked="2026-11")}
    index = TermIndex.of((), cues, ((concept.id, concept.forms) for concept in concepts.values()))
    return Pack((), Lexicon(concepts, relations, sources), index)


def read(text: str, module: reading.Format = reading.MARKDOWN) -> Annotated:
    """Return a text with its language."""
    return pipeline.annotate(reading.read(Source("article", text), module), pack().lexicon, pack().index)


def rule(*relations: str) -> Rule:
    """Return what the kind needs of a rule."""
    params = msgspec.convert({"relations": relations}, equivalence.Params)
    return cast("Rule", SimpleNamespace(id="terminology/test", params=params))


def found(text: str, module: reading.Format = reading.MARKDOWN, relations: tuple[str, ...] = ALL) -> list[str]:
    """Return what is found in a text."""
    check = equivalence.compile([rule(*relations)], pack())
    return [match.values["match"] for _, match in check(read(text, module))]


def only_match(text: str) -> Match:
    """Return the one match in a text."""
    [(_, match)] = equivalence.compile([rule(*ALL)], pack())(read(text))
    return match


def said(text: str) -> list[Equation]:
    """Return the equations of a text, true ones too."""
    return list(equations(read(text)))


#: What says nothing of the kind, or the contrary; the last line of each group is the nearest miss.
SILENT = [
    # mention side by side
    "{A} and {B} can come after hard work.",
    "{A}, {B} and tremor can come after hard work.",
    "{A}, tremor, or {B} can come after hard work.",
    "{A} or {B} can come after hard work.",
    "{A}/{B} can come after hard work.",
    "Talk of {A}. Then {B}.",
    "{A} has many names. They include {B}.",
    "If you have {A}, or {B}, call us.",
    "Have you had {A}, or a {B}, or both?",
    # denied
    "{A} is not the same as {B}.",
    "{A} isn't the same as {B}.",
    "{A} is not another word for {B}.",
    "{A} is never called {B}.",
    "{A} is no longer called {B}.",
    "{A} should not be called {B}.",
    "{A}, not {B}, is meant.",
    "{A} (not {B}) is meant.",
    "{A} and {B} are not the same.",
    "{A} and {B} are never interchangeable.",
    # set against each other
    "{A} is often mistaken for {B}.",
    "{A} should not be confused with {B}.",
    "{A}, unlike {B}, does not hurt.",
    "{A} is different from {B}.",
    # said by others, at other times, or only of names
    "{A} was called {B} in the past.",
    "{A} and {B} were the same thing to him.",
    "Many people believe that {A} and {B} are the same.",
    "Some of us think {A} is the same as {B}.",
    "{A} and {B} are often used interchangeably.",
    "{A} and {B} are the same, but only in name.",
    # the same in something, or something of both
    "{A} and {B} are the same size.",
    "{A} and {B} share the same cause.",
    "The causes of {A} and {B} are the same.",
    "The treatment for {A} is the same as for {B}.",
    "The treatment for {A} is the same as the treatment for {B}.",
    "The same is true of {A} and {B}.",
    # a part, a case, an example, a cause
    "The symptoms of {A} are also called {B}.",
    "A symptom of {A}, also called {B}, is common.",
    "Pain in the {A} is called {B}.",
    "{A} (such as {B}) is common.",
    "{A} (including {B}) is common.",
    "{A} (for example, {B}) is common.",
    "{A} (e.g., {B}) is common.",
    "{A} (see {B}) is common.",
    "{A} (with {B}) is common.",
    "{A} ({B}, tremor and weakness) is common.",
    "{A} ({B} or tremor) is common.",
    "{A} can cause {B}.",
    "{A} is a sign of {B}.",
    "{A}, which can lead to {B}, is common.",
    "{A} means that {B} may follow.",
    # the term is only a part of another one
    "A {A} clinic, called {B} House, is open.",
    "The {A} ward ({B}) is open.",
    "Stomach {A} ({B}) is common.",
    "Post-{A} ({B}) is common.",
    "{A}, also called {B} syndrome, is common.",
    "{A}, also called {B}-like pain, is common.",
    "{A}, also called {B}'s disease, is common.",
    "{A} means {B} care.",
]
#: Each way of saying that two things are one, with what is marked.
SAID = [
    "[{A}, also known as {B}], is common.",
    "[{A}, otherwise called {B}], is common.",
    "[{A} (also termed {B})] is common.",
    "[{A} – commonly referred to as {B}] – is common.",
    "[{A}—better known as {B}]—is common.",
    "[{A} is medically known as {B}].",
    "[{A} is known to doctors as {B}].",
    "[{A} may also be referred to by clinicians as {B}].",
    "[{A} goes by the name of {B}].",
    "[{A}, known by the medical term “{B}]”, is common.",
    "[{A}, which doctors call {B}], is common.",
    "[{A}, which most of us know as {B}], is common.",
    "[{A}, or what doctors call {B}], is common.",
    "[{A} is what specialists in the field call {B}].",
    "[What doctors call {A} is {B}].",
    "[What doctors call {A} is what most people know as {B}].",
    "[{A} is the medical term used by professionals to refer to {B}].",
    "[{A} is just another name for {B}].",
    "[{A} is simply the doctor's word for {B}].",
    "[{A}, the fancy name for {B}], is common.",
    "[{A} (the scientific name for {B})] is common.",
    "[{A} is medical-speak for {B}].",
    "[{A} is the term that doctors use for {B}].",
    "[{A} is a word meaning {B}].",
    "[The medical term for {A} is {B}].",
    "[Another name for {A}: {B}].",
    "[Doctors call {A} a {B}].",
    "[Doctors refer to {A} as {B}].",
    "[Most people know {A} simply as {B}].",
    "[Doctors use the word {A} to mean {B}].",
    "[By {A}, doctors mean {B}].",
    "[{A} is used by doctors to refer to {B}].",
    "[{A} and {B} are the same thing].",
    "[{A} and {B} are one and the same].",
    "[{A} and {B} are interchangeable terms].",
    "[{A} and {B} essentially refer to the same thing].",
    "[{A} and {B} both mean exactly the same]: it hurts.",
    "[{A} and {B} are two names for the same condition].",
    "[{A} is the same thing as {B}].",
    "[{A} is synonymous with {B}].",
    "[{A} is a synonym for {B}].",
    "There is [no real difference between {A} and {B}].",
    "[{A}, a.k.a. {B}], is common.",
    "[{A} (aka {B})] is common.",
    "[{A}, i.e., {B}], is common.",
    "[{A} = {B}].",
    "[Better known as {A}, {B}] is common.",
    "[{A}, that is, {B}], is common.",
    "[{A} – in other words, {B}] – is common.",
    "[{A}, by which we mean {B}], is common.",
    "[{A} means {B}].",
    "[The term {A} refers to {B}].",
    "[{A} ({B})] is common.",
    "[“{A}” (“{B}”)] is common.",
    "[{A}, or {B}], is common.",
    "[{A}, a sudden thing, is also called {B}].",
    "[{A} in the calf, also called {B}], is common.",
    "[{A} is common. It is also called {B}].",
    "[{A} is common. Most people know it simply as {B}].",
    "[{A} is common. Also called {B}].",
]


def filled(template: str, left: str, right: str) -> str:
    """Put two terms into a sentence, which begins with a capital."""
    text = template.replace("{A}", left).replace("{B}", right)
    first = 1 if text.startswith("[") else 0
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def marked(template: str, left: str, right: str) -> tuple[str, str]:
    """Return a sentence, and the part of it that stands between brackets."""
    text = filled(template, left, right)
    part = text[text.index("[") + 1 : text.index("]")]
    plain = text.replace("[", "").replace("]", "")
    return plain, part.removeprefix("The term ").removeprefix("“")


@pytest.mark.parametrize("template", SILENT)
def test_what_says_nothing_of_the_kind(template: str) -> None:
    for left, right in (("fasciculation", "cramp"), ("cramp", "spasm"), ("hypotension", "hypertension")):
        assert found(filled(template, left, right)) == []
        assert found(filled(template, right, left)) == []


@pytest.mark.parametrize("template", SAID)
def test_every_frame_of_a_false_equation(template: str) -> None:
    for left, right in (("fasciculation", "cramp"), ("fasciculations", "muscle spasms"), ("cramp", "fasciculation")):
        text, part = marked(template, left, right)
        assert found(text) == [part]


@pytest.mark.parametrize("template", SAID)
def test_every_frame_of_a_right_equation(template: str) -> None:
    """The grammar reads what is right as well, and nothing is concluded."""
    for left, right in (("cramp", "charley horse"), ("muscle twitch", "fasciculation"), ("tremor", "fit")):
        text, _ = marked(template, left, right)
        assert found(text) == []
    text, _ = marked(template, "high blood pressure", "hypertension")
    assert any(each.left.mention.concepts == each.right.mention.concepts == ("hypertension",) for each in said(text))


@pytest.mark.parametrize("template", SAID)
@pytest.mark.parametrize("module", FORMATS, ids=lambda module: module.name)
def test_spans_in_every_format(template: str, module: reading.Format) -> None:
    text, part = marked(template, "fasciculation", "cramp")
    article = reading.read(Source("article", f"<p>{text}</p>" if module is reading.HTML else text), module)
    annotated = pipeline.annotate(article, pack().lexicon, pack().index)
    [(_, match)] = equivalence.compile([rule(*ALL)], pack())(annotated)
    assert match.span is not None
    place = article.to_source(match.span)
    assert article.source.text[place.start : place.end] == part


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("A cramp is a painful spasm.", [], id="a definition by a narrowed whole"),
        pytest.param("A cramp is a type of spasm.", [], id="a type of"),
        pytest.param("A cramp (a painful spasm) hurts.", [], id="a definition in brackets"),
        pytest.param("A cramp (a spasm) hurts.", [], id="a definition by the bare whole"),
        pytest.param("A cramp means a spasm.", [], id="means, said of the kind"),
        pytest.param("A painful muscle spasm (cramp) hurts.", [], id="an adjective narrows the whole"),
        pytest.param("A spasm of the calf (cramp) hurts.", [], id="an addition narrows the whole"),
        pytest.param("Spasms called cramps hurt.", [], id="no comma: some of the spasms"),
        pytest.param("Some spasms, also called cramps, hurt.", [], id="some"),
        pytest.param("A type of spasm, also called a cramp, hurts.", [], id="a type of the whole"),
        pytest.param("Leg cramps, also called charley horses, hurt.", [], id="a kind that misleads nobody"),
        pytest.param("Cramps are painful spasms, also called charley horses.", [], id="a narrowed whole and a kind"),
        pytest.param("NSAIDs (ibuprofen) help.", [], id="a class of medicines beside one"),
        pytest.param("Muscle spasm (cramp) hurts.", ["Muscle spasm (cramp)"], id="the kind in brackets"),
        pytest.param("Cramp (spasm) hurts.", ["Cramp (spasm)"], id="the whole in brackets"),
        pytest.param("Spasms, also known as cramps, hurt.", ["Spasms, also known as cramps"], id="the kind as a name"),
        pytest.param("Cramps, also known as spasms, hurt.", ["Cramps, also known as spasms"], id="the whole as a name"),
        pytest.param("A spasm means a cramp.", ["spasm means a cramp"], id="means, said of the whole"),
        pytest.param(
            "Leg cramps, also called spasms, hurt.", ["Leg cramps, also called spasms"], id="a kind of a kind"
        ),
        pytest.param("Leg spasms, also called leg cramps, hurt.", [], id="a place narrows the whole"),
        pytest.param("Calf spasms (calf cramps) hurt.", ["spasms (calf cramps)"], id="the same narrowing on both"),
        pytest.param(
            "An NSAID is another name for ibuprofen.", ["NSAID is another name for ibuprofen"], id="class, named"
        ),
    ],
)
def test_kinds_and_wholes(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("Lasting sadness, called depression, can be treated.", [], id="narrowed, may be the other"),
        pytest.param("Sadness for weeks (depression) can be treated.", [], id="an unknown addition"),
        pytest.param("Tingling or numbness (paresthesia) is common.", [], id="brackets for both of two"),
        pytest.param("Paresthesia, also called numbness and tingling, is common.", [], id="two that make one"),
        pytest.param("Diabetes (neuropathy) is treated here.", [], id="brackets that only belong to it"),
        pytest.param("Damage to the leg, called cramp, hurts.", [], id="the name of all before it"),
        pytest.param("Acute liver syndrome (ALS) is rare.", [], id="an abbreviation of its own"),
        pytest.param(
            "Sadness, also called depression, can be treated.", ["Sadness, also called depression"], id="bare"
        ),
        pytest.param("Numbness (paresthesia) is common.", ["Numbness (paresthesia)"], id="one in brackets"),
        pytest.param("Painful fasciculation (cramp) is common.", ["fasciculation (cramp)"], id="no adjective helps"),
        pytest.param("She has numbness and fasciculation (spasm).", ["fasciculation (spasm)"], id="the last of two"),
        pytest.param(
            "Diabetes is another name for neuropathy.", ["Diabetes is another name for neuropathy"], id="a cause"
        ),
        pytest.param(
            "Fasciculation in the calf (cramp) hurts.", ["Fasciculation in the calf (cramp)"], id="an addition"
        ),
        pytest.param("People get fasciculation (cramp).", ["fasciculation (cramp)"], id="object of a verb"),
        pytest.param(
            "Fasciculation (FAS), also called cramp, hurts.", ["Fasciculation (FAS), also called cramp"], id="aside"
        ),
    ],
)
def test_what_adjectives_and_additions_do(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_further_names() -> None:
    text = "A muscle twitch, also called a fasciculation, cramp, or spasm, is common."
    assert [each.right.mention.concepts for each in said(text)] == [("fasciculation",), ("cramp",), ("spasm",)]
    assert found("A cramp, also called a charley horse or fasciculation, hurts.") == [
        "cramp, also called a charley horse or fasciculation"
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<dl><dt>Fasciculation</dt><dd>Another name for cramp.</dd></dl>", ["Another name for cramp"]),
        ("<dl><dt>Fasciculation</dt><dd>Also called a cramp. It is brief.</dd></dl>", ["Also called a cramp"]),
        ("<h2>Fasciculation</h2><p>Also known as cramp. It is brief.</p>", ["Also known as cramp"]),
        ("<h2>Fasciculation (cramp)</h2><p>It is brief.</p>", ["Fasciculation (cramp)"]),
        ("<table><tr><td>Fasciculation</td><td>Another word for cramp</td></tr></table>", ["Another word for cramp"]),
        ("<ul><li>Fasciculation – a cramp</li></ul>", ["Fasciculation – a cramp"]),
        ("<dl><dt>Fasciculation</dt><dd>A flicker.</dd><dt>Tremor</dt><dd>Also called a cramp.</dd></dl>", []),
        ("<table><tr><th>Fasciculation</th><th>Cramp</th></tr><tr><td>brief</td><td>long</td></tr></table>", []),
        ("<ul><li>Fasciculation</li><li>Cramp</li></ul>", []),
        ("<h2>Fasciculation</h2><h2>Cramp</h2>", []),
        ("<h2>Fasciculation</h2><p>Also called shaking, cramp is common.</p>", []),
        ("<p>Fasciculation is brief. The other thing is long. This is called a cramp.</p>", []),
        ("<p>Fasciculation is brief. When it lasts, it is called a cramp.</p>", []),
        ("<ul><li>Delirium: dementia</li></ul>", []),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert found(text, reading.HTML) == expected


def test_a_pair_is_found_once_in_a_sentence_and_again_in_the_next() -> None:
    text = (
        "Fasciculation, also called cramp, and cramp, also called fasciculation, are the same. Fasciculation (cramp)."
    )
    assert found(text) == ["Fasciculation, also called cramp", "Fasciculation (cramp)"]


def test_a_rule_gets_its_own_relations_only() -> None:
    text = "Fasciculation (cramp). Cramp (spasm). Diabetes is another word for neuropathy."
    assert found(text, relations=("disjoint",)) == ["Fasciculation (cramp)"]
    assert found(text, relations=("kind_of",)) == ["Cramp (spasm)"]
    assert found(text, relations=("may_cause",)) == ["Diabetes is another word for neuropathy"]


def test_what_a_match_says() -> None:
    kind = only_match("Spasms, also known as cramps, hurt.")
    false = only_match("There is no difference between fasciculation and cramp.")
    unsure = only_match("Delirium (dementia) is common.")

    assert (kind.values["kind"], kind.values["whole"]) == ("cramps", "Spasms")
    assert kind.values["line"] == "cramp is not spasm"
    assert not kind.doubtful
    assert not false.doubtful
    assert false.sources == ("https://example.org/book",)
    assert unsure.doubtful
    assert unsure.sources == ()
    assert set(kind.values) == equivalence.VALUES


@pytest.mark.parametrize(
    "text, own",
    [
        ("There is no difference between fasciculation and cramp.", ["no", "difference"]),
        ("Fasciculation, sometimes loosely called cramp, is brief.", ["called"]),
        ("Fasciculation, formerly known as cramp, is brief.", ["known"]),
        ("Fasciculation and cramp are one and the same.", ["one and the same"]),
        ("It is a myth that fasciculation is also called cramp.", ["also", "called"]),
    ],
)
def test_own_words_leave_lay_usage_and_history_to_the_engine(text: str, own: list[str]) -> None:
    annotated = read(text)
    [equation] = list(equations(annotated))
    assert [annotated.text(span) for span in equation.own] == own
    assert annotated.text(equation.connector) in own


def test_cue_sets_do_not_overlap() -> None:
    """A word in two of the sets would be whichever comes last; the verbs come first, and give way."""
    parsed = yaml_nodes.parse((CUES / "equivalence.yaml").read_text(encoding="utf-8"), "equivalence.yaml")
    forms = [form for name in CUE_SETS[1:] for form in yaml_nodes.read(parsed, Terms, parsed.value["sets"][name]).forms]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
    assert set(parsed.value["sets"]) == set(CUE_SETS)


def test_a_pack_without_the_words_of_naming_is_refused() -> None:
    bare = Pack((), pack().lexicon, TermIndex.of((), {}))
    with pytest.raises(DataError, match="needs the cue set"):
        equivalence.compile([], bare)


_WORDS = st.sampled_from(
    [
        *(
            "fasciculation",
            "cramp",
            "spasm",
            "leg",
            "painful",
            "x",
            "doctors",
            "it",
            "what",
            "which",
            "that",
            "the",
            "a",
        ),
        *(",", "(", ")", ".", ";", ":", "–", "=", "“", "and", "or", "of", "in", "for", "as", "is", "are", "not", "no"),
        *("also", "known", "called", "call", "same", "thing", "word", "medical", "means", "difference", "between"),
    ]
)


@given(st.lists(_WORDS, max_size=40))
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    annotated = read(" ".join(words))
    for equation in equations(annotated):
        sentence = annotated.sentence_of(equation.right.mention.first)
        assert equation.span.first <= equation.right.mention.first < equation.right.mention.last <= equation.span.last
        assert equation.span.last <= sentence.last
        assert equation.connector.first < equation.connector.last
        assert all(equation.span.first <= span.first < span.last <= equation.span.last for span in equation.own)
        assert equation.left.mention.last <= equation.right.mention.first


@pytest.mark.parametrize("name", EQUATIONS)
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    def annotated(size: int) -> Annotated:
        return read(EQUATIONS[name](size), reading.TEXT)

    grows_with_size(lambda article: list(equations(article)), annotated, 4_000)

"""Terms are cut as text is cut, by one grammar of tokens; and every term of every rule file is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import healthlint_rules
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import hostile_inputs
from healthlint.language import pipeline, terms
from healthlint.language.terms import EXACT, PLAIN, Terms

RULES = Path(healthlint_rules.__file__).parent


TOKENIZER = cache(pipeline.tokenizer)


def by_spacy(text: str) -> tuple[str, ...]:
    """Return the tokens of the pipeline: lower-case, with straight apostrophes, without white space."""
    return tuple(token.lower_.replace("’", "'") for token in TOKENIZER()(text) if token.text.strip())


#: Each term and its tokens, with blanks between them; `_` stands for a blank that is none.
TOKENS = {
    # what spaCy's own grammar would surprise with
    "vitamin C.": "vitamin c .",
    "hepatitis B.": "hepatitis b .",
    "5 mL.": "5 ml .",
    "id": "id",
    "wed": "wed",
    "cant": "cant",
    "(aged 8)": "( aged 8 )",
    "ill.": "ill .",
    "Mass.": "mass .",
    "No.": "no .",
    "and/or": "and / or",
    "w/o": "w / o",
    "gonna": "gonna",
    "100mg/5ml": "100 mg / 5 ml",
    "p<0.05": "p < 0.05",
    "A&E": "a & e",
    "a=b": "a = b",
    # apostrophes
    "don't": "do n't",
    "don’t": "do n't",
    "can't": "ca n't",
    "won't": "wo n't",
    "couldn't've": "could n't 've",
    "DON'T": "do n't",
    "cannot": "can not",
    "it's": "it 's",
    "I'm": "i 'm",
    "Crohn's disease": "crohn 's disease",
    "Crohn’s disease": "crohn 's disease",
    "St. John's wort": "st. john 's wort",
    "patients' rights": "patients ' rights",
    "o'clock": "o'clock",
    "O'Brien's test": "o'brien 's test",
    "rock'n'roll": "rock'n'roll",
    "5'2\"": "5 ' 2 \"",
    "'90s": "' 90s",
    "n't only": "n't only",
    "canton": "canton",
    "knot": "knot",
    # hyphens and dashes
    "x-ray": "x - ray",
    "mid-back": "mid - back",
    "COVID-19": "covid - 19",
    "omega-3": "omega - 3",
    "5-day": "5 - day",
    "2–3": "2 – 3",
    "mother-in-law's": "mother - in - law 's",
    "pre- and post-natal": "pre - and post - natal",
    "non-Hodgkin's lymphoma": "non - hodgkin 's lymphoma",
    "word—word": "word — word",
    "--": "--",
    # abbreviations
    "i.v.": "i.v.",
    "b.i.d.": "b.i.d.",
    "e.g.": "e.g.",
    "e.g": "e.g",
    "a.m.": "a.m.",
    "5p.m.": "5 p.m.",
    "U.S.": "u.s.",
    "U.S.A.": "u.s.a.",
    "Ph.D.": "ph.d.",
    "Pharm.D.": "pharm.d.",
    "J.R.Smith": "j.r. smith",
    "E. coli": "e . coli",
    "E.coli": "e . coli",
    "et al.": "et al .",
    "vs.": "vs.",
    "approx.": "approx.",
    "Fig. 2": "fig. 2",
    "Dr. Smith": "dr. smith",
    "Dr.Smith": "dr. smith",
    "DR.": "dr .",
    "with MS.": "with ms .",
    "etc.": "etc .",
    "spp.": "spp .",
    # digits and units
    "B12": "b12",
    "H1N1": "h1n1",
    "2nd": "2nd",
    "1990s": "1990s",
    "5mg": "5 mg",
    "2.5mg": "2.5 mg",
    "5µg": "5 µg",
    "24h": "24 h",
    "8am": "8 am",
    "5mgs": "5mgs",
    "37°C": "37 ° c",
    "10%": "10 %",
    "≥5": "≥ 5",
    "3.5": "3.5",
    ".5 mg": ".5 mg",
    "7·5": "7·5",
    "10,000": "10,000",
    "1,000.5": "1,000.5",
    "1,0000": "1 , 0000",
    "1,2": "1 , 2",
    "120/80": "120 / 80",
    "24/7": "24 / 7",
    "½": "½",
    "H₂O": "h₂o",
    "10⁹": "10⁹",
    "mg/dL": "mg / dl",
    "IU/mL": "iu / ml",
    # letters of every kind
    "Sjögren’s": "sjögren 's",
    "naïve": "naïve",
    "nai\u0308ve": "nai\u0308ve",
    "β-blockers": "β - blockers",
    "café-au-lait spot": "café - au - lait spot",
    # brackets and signs
    "(S)-ibuprofen": "( s ) - ibuprofen",
    "HER2+": "her2 +",
    "CD4+": "cd4 +",
    "[1]": "[ 1 ]",
    "“quote”": "“ quote ”",
    "wait...": "wait ...",
    "what?!": "what ? !",
    "snake_case": "snake _ case",
    # a blank that the writer forgot
    "pain.The": "pain . the",
    "pain.[1]": "pain . [ 1 ]",
    "pain.12": "pain . 12",
    # addresses
    "https://a.org/b?c=1.": "https://a.org/b?c=1 .",
    "www.a.org,": "www.a.org ,",
    "www.": "www .",
    # nothing
    "": "",
    "  muscle   spasm ": "muscle spasm",
}


@pytest.mark.parametrize("term, expected", TOKENS.items(), ids=[name or "nothing" for name in TOKENS])
def test_tokens_of_a_term(term: str, expected: str) -> None:
    assert terms.split(term) == tuple(expected.split())
    assert by_spacy(term) == tuple(expected.split())


ALPHABET = "abnCSTtdm.'’-–/& \t\n(0159)éµ\u0308_…!\ufffc😀https:w,·°%"


@given(st.text(st.sampled_from(ALPHABET)))
def test_any_text_near_the_grammar_is_cut_as_the_pipeline_cuts_it(text: str) -> None:
    assert terms.split(text) == by_spacy(text)


@given(st.text())
def test_any_text_is_cut_as_the_pipeline_cuts_it(text: str) -> None:
    assert terms.split(text) == by_spacy(text)


@given(st.text(st.sampled_from(ALPHABET)))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    assert "".join(piece.group() for piece in terms.PIECE.finditer(text)) == "".join(text.split())


@pytest.mark.parametrize("name", hostile_inputs.TOKENS)
def test_hostile_text_is_cut_as_the_pipeline_cuts_it(name: str) -> None:
    """A hundred thousand characters without a blank, for which spaCy's own grammar takes minutes."""
    text = hostile_inputs.TOKENS[name](100_000)
    assert terms.split(text) == by_spacy(text)


# -- every term of every rule file -------------------------------------------------------------------------------------

#: Keys of rule, cue and lexicon files that hold terms.
_HOLDERS = {"words", "verbs", "nouns"}


def read(path: Path) -> Any:
    """Read a file with every scalar as the text that the author wrote."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- this loader makes text only


def forms_in(node: Any) -> Iterator[str]:
    """Yield every form of every term below a node, by the three keys that hold them."""
    if isinstance(node, dict):
        held = {key: tuple(value) for key, value in node.items() if key in _HOLDERS and isinstance(value, list)}
        yield from Terms(**held).forms
        for key, value in node.items():
            if key not in held:
                yield from forms_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from forms_in(value)


def lexicon_forms(content: Any) -> Iterator[str]:
    """Yield every form of every concept."""
    for concept in content["concepts"].values():
        for entry in concept["terms"]:
            name, has_plural = (entry, True) if isinstance(entry, str) else (entry["term"], entry.get("plural") != "no")
            yield from Terms(words=(name,), nouns=(name,) if has_plural else ()).forms


def files() -> list[Path]:
    return sorted(RULES.rglob("*.yaml"))


def forms_of(path: Path) -> list[str]:
    content = read(path)
    return list(lexicon_forms(content) if path.parent.name == "lexicon" else forms_in(content))


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_term_of_the_rules_is_cut_as_the_pipeline_cuts_it(path: Path) -> None:
    found = forms_of(path)
    assert found or path.parent.name not in {"lexicon", "cues"}, (
        "a file of terms without one: the test reads it wrongly"
    )
    variants = {variant for form in found for variant in terms.variants(form)}
    assert {term: terms.split(term) for term in variants} == {term: by_spacy(term) for term in variants}
    assert [term for term in variants if not terms.split(term)] == []


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_term_of_the_rules_is_cut_the_same_wherever_it_stands(path: Path) -> None:
    """Between brackets, in quotation marks, before a comma or a stop, a term has the tokens that it has alone."""
    variants = sorted({variant for form in forms_of(path) for variant in terms.variants(form)})
    moved = [
        (term, around)
        for term in variants
        for around in ("the {} is", "({})", "“{}”, it", "the {}.", "the {}; it")
        if not _stands_in(by_spacy(around.format(term)), terms.split(term))
        and not (around == "the {}." and terms.split(f"{term}.")[-1] != ".")  # `a.k.a.`: one stop for both
    ]
    assert moved == []


def _stands_in(tokens: tuple[str, ...], term: tuple[str, ...]) -> bool:
    return any(tokens[place : place + len(term)] == term for place in range(len(tokens) - len(term) + 1))


def test_there_are_rule_files_to_read() -> None:
    assert len(files()) > 10


# -- forms, variants and the tree --------------------------------------------------------------------------------------


def test_forms_of_a_set_of_terms() -> None:
    made = Terms(words=("at rest",), verbs=("heal",), nouns=("cramp",)).forms
    assert made == ("at rest", "heal", "heals", "healing", "healed", "cramp", "cramps")


@pytest.mark.parametrize(
    "form, expected",
    [
        ("x ray", ["x ray"]),
        ("x-ray", ["x-ray", "x ray"]),
        ("mother-in-law", ["mother-in-law", "mother in law"]),
        ("2–3", ["2–3"]),
    ],
)
def test_variants(form: str, expected: list[str]) -> None:
    assert list(terms.variants(form)) == expected


@pytest.mark.parametrize(
    "form, expected",
    [
        ("Parkinson's", None),
        ("X-ray", None),
        ("E. coli", None),
        ("Vitamin C", None),
        ("Restless Legs", None),
        ("AIDS", "AIDS"),
        ("AFib", "AFib"),
        ("mRNA", "mRNA"),
        ("MS", "MS"),
        ("COVID-19", "COVID-19"),
        ("NHS’s", "NHS's"),
    ],
)
def test_capitals_that_matter(form: str, expected: str | None) -> None:
    assert terms.exact_form(form) == expected


def test_a_tree_holds_every_variant_once() -> None:
    tree = terms.build_tree([("one", ("x-ray", "x-ray", "MRI")), ("two", ("x ray", "mri", "")), ("three", ("x",))])
    assert tree == {
        "x": {
            PLAIN: ["three"],
            "-": {"ray": {PLAIN: ["one"]}},
            "ray": {PLAIN: ["one", "two"]},
        },
        "mri": {EXACT: [["one", "MRI"], ["two", None]]},
    }


def test_joined_trees_tell_their_terms_apart() -> None:
    tree = terms.joined([("a", terms.build_tree([("", ("MRI", "x ray"))])), ("b", terms.build_tree([("", ("x",))]))])
    assert tree == {"mri": {EXACT: [["a", "MRI"]]}, "x": {EXACT: [["b", None]], "ray": {EXACT: [["a", None]]}}}
    assert sorted(terms.paths(tree)) == [("mri",), ("x",), ("x", "ray")]


@given(st.text(st.sampled_from(ALPHABET)))
def test_a_prose_is_cut_as_terms_are_and_every_token_stands_where_it_says(text: str) -> None:
    prose = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    tokens = pipeline.tokenize(prose)
    assert tuple(tokens.words) == terms.split(prose)
    written = [prose[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert [word.lower().replace("’", "'") for word in written] == tokens.words


@pytest.mark.parametrize(
    "unit", ["ab ", "ab\n", "a.b-", "long" * 30_000 + "\n"], ids=["blanks", "blocks", "none", "long"]
)
def test_a_long_prose_is_cut_in_parts_and_no_token_is_lost(unit: str) -> None:
    prose = (unit * (300_000 // len(unit))).strip()
    tokens = pipeline.tokenize(prose)
    assert "".join(prose[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)) == "".join(
        prose.split()
    )

"""Forms of verbs and nouns: tables, the near misses of each rule first."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language import inflection

VERBS = {
    # one vowel before one consonant is not enough: the stress, or a second vowel, says no
    "visit": "visits visiting visited",
    "develop": "develops developing developed",
    "suffer": "suffers suffering suffered",
    "vomit": "vomits vomiting vomited",
    "edit": "edits editing edited",
    "diet": "diets dieting dieted",
    "treat": "treats treating treated",
    "heal": "heals healing healed",
    "fail": "fails failing failed",
    "need": "needs needing needed",
    "fix": "fixes fixing fixed",
    "show": "shows showing showed shown",
    "play": "plays playing played",
    "harm": "harms harming harmed",
    "relapse": "relapses relapsing relapsed",
    # doubled
    "stop": "stops stopping stopped",
    "plan": "plans planning planned",
    "stir": "stirs stirring stirred",
    "quit": "quits quitting quit",
    "squat": "squats squatting squatted",
    "begin": "begins beginning began begun",
    "forget": "forgets forgetting forgot forgotten",
    "upset": "upsets upsetting upset",
    "refer": "refers referring referred",
    "recur": "recurs recurring recurred",
    "occur": "occurs occurring occurred",
    "control": "controls controlling controlled",
    "expel": "expels expelling expelled",
    # either way
    "travel": "travels traveling traveled travelling travelled",
    "counsel": "counsels counseling counseled counselling counselled",
    "label": "labels labeling labeled labelling labelled",
    "focus": "focuses focusing focused focussing focussed",
    "benefit": "benefits benefiting benefited benefitting benefitted",
    "age": "ages aging ageing aged",
    # a final e, y, ie, c
    "cure": "cures curing cured",
    "cause": "causes causing caused",
    "agree": "agrees agreeing agreed",
    "dye": "dyes dyeing dyed",
    "die": "dies dying died",
    "carry": "carries carrying carried",
    "obey": "obeys obeying obeyed",
    "mimic": "mimics mimicking mimicked",
    "ache": "aches aching ached",
    "itch": "itches itching itched",
    # irregular
    "have": "has having had",
    "do": "does doing did done",
    "go": "goes going went gone",
    "swell": "swells swelling swelled swollen",
    "bleed": "bleeds bleeding bled",
    "take": "takes taking took taken",
    "lie": "lies lying lay lain",
    "learn": "learns learning learned learnt",
    # irregular behind a prefix or a hyphen; and what only looks so
    "undergo": "undergoes undergoing underwent undergone",
    "overcome": "overcomes overcoming overcame overcome",
    "withhold": "withholds withholding withheld",
    "misunderstand": "misunderstands misunderstanding misunderstood",
    "rebuild": "rebuilds rebuilding rebuilt",
    "re-run": "re-runs re-running re-ran re-run",
    "self-harm": "self-harms self-harming self-harmed",
    "relay": "relays relaying relayed relaid",
    "remind": "reminds reminding reminded",
    "return": "returns returning returned",
    # more words than one
    "suffer from": "suffers~from suffering~from suffered~from",
    "go away": "goes~away going~away went~away gone~away",
    "do not have": "does~not~have doing~not~have did~not~have done~not~have",
}

NOUNS = {
    # what only looks irregular, or without a plural
    "illness": "illnesses",
    "weakness": "weaknesses",
    "human": "humans",
    "blouse": "blouses",
    "giraffe": "giraffes",
    "stomach": "stomachs",
    "cuff": "cuffs",
    "gas": "gases",
    "lens": "lenses",
    "virus": "viruses",
    "fetus": "fetuses",
    "sinus": "sinuses",
    "pelvis": "pelvises",
    "anemia": "anemias",
    "thrombosis": "thromboses",
    "toy": "toys",
    "x-ray": "x-rays",
    "avocado": "avocados",
    "café": "cafés",
    # no plural
    "arthritis": "",
    "antibiotics": "",
    "measles": "",
    "smallpox": "",
    "diabetes": "",
    "species": "",
    "Parkinson's": "",
    "Parkinson’s": "",
    "B12": "",
    # regular
    "muscle": "muscles",
    "biopsy": "biopsies",
    "rash": "rashes",
    "cough": "coughs",
    "reflex": "reflexes",
    "tomato": "tomatoes",
    "heart attack": "heart~attacks",
    "MRI": "MRIs",
    "GP": "GPs",
    # irregular
    "child": "children",
    "grandchild": "grandchildren",
    "midwife": "midwives",
    "woman": "women",
    "person": "people persons",
    "foot": "feet",
    "diagnosis": "diagnoses",
    "enterococcus": "enterococci",
    "mycobacterium": "mycobacteria",
    "petechia": "petechiae",
    "appendix": "appendices appendixes",
    "quiz": "quizzes",
    # the noun that the term is about
    "rupture of the spleen": "ruptures~of~the~spleen",
    "person with diabetes": "people~with~diabetes persons~with~diabetes",
    "loss of appetite": "losses~of~appetite",
    "in vitro test": "in~vitro~tests",
    "on-call doctor": "on-call~doctors",
    "at risk": "at~risks",
}


def forms(text: str) -> set[str]:
    return {form.replace("~", " ") for form in text.split()}


@pytest.mark.parametrize("base, expected", VERBS.items(), ids=VERBS)
def test_verb(base: str, expected: str) -> None:
    assert set(inflection.verb(base)) == {base} | forms(expected)


@pytest.mark.parametrize("base, expected", NOUNS.items(), ids=NOUNS)
def test_noun(base: str, expected: str) -> None:
    assert set(inflection.noun(base)) == {base} | forms(expected)


def test_be_has_its_own_forms() -> None:
    assert inflection.verb("be") == ("be", "am", "is", "are", "was", "were", "been", "being")
    assert "is called" in inflection.verb("be called")


def test_forms_begin_with_the_base_and_are_there_once() -> None:
    for base in VERBS:
        found = inflection.verb(base)
        assert found[0] == base
        assert len(found) == len(set(found))


WORD = st.text(string.ascii_letters + "-'’é3", min_size=1, max_size=12)


@given(st.lists(WORD, min_size=1, max_size=4).map(" ".join))
def test_anything_has_forms(base: str) -> None:
    assert inflection.verb(base)[0] == base
    assert inflection.noun(base)[0] == base
    assert all(form.count(" ") == base.count(" ") for form in (*inflection.verb(base), *inflection.noun(base)))

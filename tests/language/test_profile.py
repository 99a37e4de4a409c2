"""What is inferred of an article, and from what: single weak hints and ties first."""

from __future__ import annotations

import pytest
from annotating import annotate
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document import reading
from healthlint.language.annotated import Annotated
from healthlint.language.profile import UNKNOWN, Inferred, Profile
from healthlint.language.profile.inference import infer

JURISDICTION = {
    "nothing": ("A cold goes away by itself.", "any"),
    "one spelling": ("The tumor was small.", "any"),
    "one spelling often": ("The tumour grew. The tumour shrank. The tumour went.", "any"),
    "one body in passing": ("The CDC was asked as well.", "any"),
    "the pronoun us": ("Call us, tell us, and help us; let us know about the US.", "any"),
    "both spellings": ("Anemia and anaemia, tumor and tumour, fiber and fibre, color and colour.", "any"),
    "international numbers": (
        "Call 911 in the US, call 999 in the UK, call 112 in the EU, and call 000 in Australia.",
        "any",
    ),
    "a date in September": ("After 9/11 many people had symptoms. On 11 September 911 people came.", "any"),
    "dollars": ("It costs $5 or $6.", "any"),
    "gp as letters": ("The gp gene is on the long arm.", "any"),
    "spellings that both use": ("In practice, a licence and a program differ.", "any"),
    "us spelling": ("The pediatrician looks for anemia, edema and diarrhea.", "us"),
    "uk spelling": ("The paediatrician looks for anaemia, oedema and diarrhoea.", "uk"),
    "uk verbs": ("You may be hospitalised or immunised; recognise the signs and analyse your behaviour.", "uk"),
    "call 911": ("If your chest hurts, call 911.", "us"),
    "call 999": ("If your chest hurts, call 999.", "uk"),
    "nhs 111": ("For advice, call 111 or use NHS 111 online.", "uk"),
    "triple zero": ("In an emergency, dial 000 for an ambulance.", "au"),
    "call 112": ("In an emergency, call 112 at once.", "eu"),
    "nhs and gp": ("See your GP. The NHS offers the jab, and your GP can book it.", "uk"),
    "american bodies": ("The FDA and the CDC agree, and Medicaid pays.", "us"),
    "australian bodies": ("The TGA lists it, the PBS pays, and healthdirect explains.", "au"),
    "australian with british spelling": (
        "Australians with a tumour or anaemia can ask healthdirect; the PBS pays for paracetamol and fibre.",
        "au",
    ),
    "canadian bodies": ("Health Canada approved it in Ontario and Quebec; colour and fibre are spelled so.", "ca"),
    "european bodies": ("The EMA and the EFSA agree with the European Commission.", "eu"),
    "988 line": ("You can call or text 988 at any hour.", "us"),
    "british article on an american study": (
        (
            "A study of Americans by the CDC looked at tumours, anaemia and fibre. Ask your GP, or the "
            "NHS, in your own centre."
        ),
        "uk",
    ),
    "comments say nothing": ("A cold passes.\n\n> Call 911, said the FDA, the CDC and Medicaid.", "any"),
}
AUDIENCE = {
    "nothing": ("A cold goes away by itself.", "public"),
    "patients named": ("Patients can ask the nurse. Many patients do.", "public"),
    "bid as a verb": ("They bid for the clinic. He stated his bid.", "public"),
    "clinical words to a reader": (
        "You may have pathogenesis, monotherapy and comorbidities explained to you by your clinicians.",
        "public",
    ),
    "link to a page for professionals": (
        "# Colds\n\nRest.\n\nDrink.\n\nSleep.\n\nSee also: information for health professionals.",
        "public",
    ),
    "patient version": ("# Colds: patient version\n\nThere is a health professional version too.", "public"),
    "stated": ("# Colds: information for health professionals\n\nTreat fever.", "professional"),
    "dosing": (
        "Give 10 mg/kg as a loading dose. It is contraindicated in renal impairment; titrate in patients with oedema.",
        "professional",
    ),
    "guideline": (
        (
            "This guideline asks that clinicians should offer first-line therapy. Patients should be "
            "reviewed for comorbidities."
        ),
        "professional",
    ),
    "trial report": (
        "The hazard ratio was 0.8 (confidence interval 0.6 to 1.1). In clinical practice monotherapy is rare.",
        "professional",
    ),
}
TYPE = {
    "nothing": ("A cold goes away by itself.", "article"),
    "a price in passing": ("The price of the drug rose.", "article"),
    "the leaflet in the box": (
        "Read the leaflet that comes with your tablets, and talk to your pharmacist.",
        "article",
    ),
    "one new study": ("A new study found that sleep helps.", "article"),
    "ingredients of a medicine": ("## Ingredients\n\nParacetamol 500 mg. Stir before use.", "article"),
    "i in a quotation": (
        "“I think I know my body, and I feel that I, I and I am right, my dear, by my own lights,” she said.",
        "article",
    ),
    "i once": (
        (
            "I think that sleep is good for all of us, and the rest of this page is about the many ways "
            "to get enough of it."
        ),
        "article",
    ),
    "directions of a product": ("## Directions\n\nTake two capsules.", "article"),
    "a city with a dash": ("ZINC - what it does: it helps enzymes work.", "article"),
    "shop": ("Joint Ease. Supplement facts: per serving 500 mg. Add to cart. Free shipping.", "product"),
    "our formula": ("Our formula helps joints. Order now with our money-back guarantee; $29 per bottle.", "product"),
    "news": (
        (
            "LONDON, March 3 (Reuters) – Sleep helps, according to a study published on Tuesday. “It is "
            "clear,” said the lead author, who told reporters so."
        ),
        "news",
    ),
    "news without a dateline": (
        (
            "Sleep helps, researchers said in a statement. The work was published in the journal this "
            "week; a scientist who was not involved agreed."
        ),
        "news",
    ),
    "leaflet": (
        "In this leaflet: what the tablets are for. Keep this leaflet, you may need to read it again.",
        "leaflet",
    ),
    "ward leaflet": (
        "This leaflet explains your operation. If you have any questions, please contact the ward.",
        "leaflet",
    ),
    "opinion": (
        (
            "I believe that clinics should open on Sundays. In my opinion, my patients and I lose hours. "
            "I suspect my colleagues agree with me, and I hope so."
        ),
        "opinion",
    ),
    "recipe": (
        (
            "# Soup\n\nServes 4\n\n## Ingredients\n\n- 1 tbsp oil\n- 2 cups stock\n\n## Method\n\nSimmer and stir in "
            "a saucepan."
        ),
        "recipe",
    ),
    "recipe without a heading": (
        "## Ingredients\n\n- 2 tsp salt\n- 1 cup oats\n\nPreheat the oven. Bake in a bowl. Prep time: 5 minutes.",
        "recipe",
    ),
}


def profile_of(text: str) -> Profile:
    return annotate(text).profile


@pytest.mark.parametrize("text,value", JURISDICTION.values(), ids=JURISDICTION)
def test_jurisdiction(text: str, value: str) -> None:
    found = profile_of(text).jurisdiction
    assert (found.value, bool(found.evidence)) == (value, value != "any")


@pytest.mark.parametrize("text,value", AUDIENCE.values(), ids=AUDIENCE)
def test_audience(text: str, value: str) -> None:
    found = profile_of(text).audience
    assert (found.value, bool(found.evidence)) == (value, value != "public")


@pytest.mark.parametrize("text,value", TYPE.values(), ids=TYPE)
def test_type(text: str, value: str) -> None:
    found = profile_of(text).type
    assert (found.value, bool(found.evidence)) == (value, value != "article")


@pytest.mark.parametrize(
    "tag,text,value",
    [
        ("en-GB", "The tumour grew.", "uk"),
        ("en-AU", "The tumour grew. Ask healthdirect.", "au"),
        ("en-US", "A cold goes away.", "any"),
        ("en-US", "The pediatrician saw anemia.", "us"),
        ("en-US", "Ask your GP or the NHS about anaemia, oedema and fibre.", "uk"),
        ("en", "A cold goes away.", "any"),
    ],
)
def test_the_language_of_a_page_counts_and_does_not_decide(tag: str, text: str, value: str) -> None:
    page = f'<!doctype html><html lang="{tag}"><body><p>{text}</p></body></html>'
    assert annotate(page, reading.HTML).profile.jurisdiction.value == value


def test_given_values_replace_what_is_inferred() -> None:
    inferred = profile_of("If your chest hurts, call 999.")
    given_one = inferred.given({"jurisdiction": "us", "audience": "auto"})
    assert given_one.jurisdiction == Inferred("us", ("given",))
    assert given_one.audience == inferred.audience
    assert Profile.of(type="leaflet").values() == {"jurisdiction": "any", "audience": "public", "type": "leaflet"}


def test_explained_shows_the_evidence() -> None:
    told = profile_of("If your chest hurts, call 999.").explained()
    assert told["jurisdiction"] == {"value": "uk", "evidence": ["call 999"]}
    assert told["type"] == {"value": "article", "evidence": []}


def test_unknown_is_the_profile_of_nothing() -> None:
    empty: Annotated = annotate("")
    assert infer(empty) == UNKNOWN


@given(
    st.lists(
        st.sampled_from(
            ["NHS ", "call 911. ", "tumor ", "tumour ", "I ", "you ", "buy now ", "# ", "\n\n", "mg/kg ", "£5 "]
        ),
        max_size=30,
    )
)
def test_any_words_give_known_values(pieces: list[str]) -> None:
    values = profile_of("".join(pieces)).values()
    assert values["jurisdiction"] in {"us", "uk", "eu", "au", "ca", "any"}
    assert values["audience"] in {"public", "professional"}
    assert values["type"] in {"article", "leaflet", "news", "product", "opinion", "recipe"}

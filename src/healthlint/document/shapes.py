"""The shapes of running text: which prose is a list in disguise, and which counts things up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthlint.patterns import regex

#: How much of a text is looked at: its beginning tells its shape, and a block may be a megabyte.
HEAD = 600
_BEGINNING = 80
_WORDS_OF_AN_ITEM = 7
_WORDS_OF_A_TERM = 6
_WORDS_OF_A_TITLE = 4

_MARKER = regex(
    r"""(?:\(?(?:\d{1,2}|[a-h]|[A-H]|[ivx]{1,5})[.)]|\#\d{1,2}|[•‣⁃∙▪▫●○◦■□·➤✓✔*–—-]|[o§ü])\s
    |(?:first|firstly|second|secondly|third|thirdly|next|then|finally|lastly),\s
    |(?:step|tip|stage|phase|option|rule|reason|question|type|day|week|part|no\.?|number)\s\d{1,2}\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TERM = regex(r"[*_]{0,3}[^\W_][^.:;!?\n]{0,70}?(?:(?<=[\w)])\.|:|\s[–—-])[*_]{0,3}\s")
_SENTENCE = regex(r"(?<=[.?!:])\s")
_JOINED = regex(r"\b(?:and|or)\b", re.IGNORECASE)
_INLINE_MARKS = regex(r"(?:\A|\s)-\s|\(\d\)|\s\d\)\s|\s[a-c]\)\s|•")
#: “Stage I Stage I is …”, “Tobacco use Using tobacco is …”: a title and its text run together.
_TWICE = regex(r"([A-Z]\w+(?: \w+){0,3}?) \1\b")
_TITLE_AND_TEXT = regex(
    r"[A-Z][\w-]*(?: [a-z][\w-]*){0,5} "
    r"(?:A|An|The|This|These|If|In|It|One|Some|When|Your|You|People|[A-Z][a-z]+ing) [a-z]"
)
#: What a clause before the main one begins with: the comma after it parts no items.
BEFORE_A_CLAUSE_LIST = """
    if when while after before although though because since unless until once whether as in on at by for with from
    during despite to hence however therefore thus also moreover furthermore then so but and or apart like unlike
    given over such including especially which who that
"""
BEFORE_A_CLAUSE = frozenset(BEFORE_A_CLAUSE_LIST.split())
_BEGINS_ANY_SENTENCE_LIST = """
    the this that these those it its he she they we you your our my his her their there all most many some other
    sometimes usually often please
"""
_BEGINS_ANY_SENTENCE = frozenset(_BEGINS_ANY_SENTENCE_LIST.split())
#: “Talk to your doctor, nurse or pharmacist” is advice, and no list of what was announced.
_ADVICE = frozenset({"talk", "see", "ask", "tell", "speak", "call", "contact", "ring", "visit"})
_BEGINS_NO_ITEM = BEFORE_A_CLAUSE | _BEGINS_ANY_SENTENCE | _ADVICE


def stem_of(noun: str) -> str:
    """Return the last word without its plural ending, good enough to compare: `therapies` and `therapy`."""
    last = noun.lower().split()[-1] if noun else ""
    for ending, length in (("ies", 3), ("s", 1)):
        if last.endswith(ending) and len(last) > 4:
            return last[:-length]
    return last


def is_numbered(text: str) -> bool:
    """Tell whether a text begins with a number, a letter or a bullet typed by hand, or with “Step 1”."""
    return _MARKER.match(text) is not None


def term_of(text: str) -> str:
    """Return the name of at most six words that a text begins with: `Term: …`, `Term – …`, `Term. …`; else nothing."""
    found = _TERM.match(text)
    if found is None:
        return ""
    name = found.group().strip(" *_")
    most = _WORDS_OF_A_TITLE if name.endswith(".") else _WORDS_OF_A_TERM
    return "" if len(name.split()) > most else name.rstrip(" .:–—-")


def is_flattened(text: str) -> bool:
    """Tell whether a text holds what is left of a list run together: dashes, numbers in brackets, titles."""
    return _INLINE_MARKS.search(text) is not None or any(shape.match(text) for shape in (_TWICE, _TITLE_AND_TEXT))


def are_parallel(texts: Sequence[str], noun: str) -> bool:
    """Tell whether the last of some texts begins like one before it, as items do that are sentences or long phrases.

    The same word, a word in -ing, an indefinite article, or the thing `noun` among the first words.
    """
    if len(texts) < 2:
        return False
    *before, last = (_beginning(text, noun) for text in texts)
    return any(not last.isdisjoint(each) for each in before)


def _beginning(text: str, noun: str) -> set[str]:
    words = text[:_BEGINNING].lower().split()[:_WORDS_OF_AN_ITEM]
    first = "a" if words[0] == "an" else words[0]
    found = set() if first in _BEGINS_ANY_SENTENCE or first in BEFORE_A_CLAUSE else {first}
    if first.endswith("ing"):
        found.add("-ing")
    stem = stem_of(noun)
    if len(stem) > 2 and any(word.startswith(stem) for word in words):
        found.add(stem)
    return found


def first_sentence(head: str) -> str:
    """Return the first sentence of a text."""
    return _SENTENCE.split(head, maxsplit=1)[0]


def has_series(text: str) -> bool:
    """Tell whether a text counts up things in a sentence: “rest, ice and heat”, “your notes; a list of questions”."""
    return any(_is_series(sentence) for sentence in _SENTENCE.split(text[:HEAD]))


def gives_items(text: str, noun: str) -> bool:
    """Tell whether running text gives several things `noun`: a sentence counts up, and begins with them or names them.

    “Talk to your doctor, nurse or pharmacist” counts up too, and gives no symptoms.
    """
    stem = stem_of(noun)
    for sentence in _SENTENCE.split(text[:HEAD]):
        if not _is_series(sentence):
            continue
        words = sentence.lower().split()
        comma = next((place for place, word in enumerate(words) if word.endswith((",", ";"))), 0)
        if comma < _WORDS_OF_AN_ITEM and words[0] not in _BEGINS_NO_ITEM:
            return True
        if len(stem) > 2 and any(word.startswith(stem) for word in words):
            return True
    return False


def begins_no_item(text: str) -> bool:
    """Tell whether a text goes on with something else than an item: “These …”, “If …”, “Talk to …”."""
    first = text[:_BEGINNING].lower().split(maxsplit=1)
    return bool(first) and first[0].strip("“\"'‘(,") in _BEGINS_NO_ITEM


def _is_series(sentence: str) -> bool:
    if sentence.count(";") > 1 or ("; and " in sentence or "; or " in sentence):
        return True
    parts = [part.strip() for part in sentence.split(",")]
    for place in range(1, len(parts)):
        joined = _JOINED.search(parts[place])
        if joined is None:
            continue
        before = parts[place][: joined.start()].split()
        if not before and place > 1 and len(parts[place - 1].split()) <= _WORDS_OF_AN_ITEM:
            return not _opens_a_clause(parts[place - 2]) or place > 2
        if _opens_a_clause(parts[place]):
            continue
        if 0 < len(before) <= _WORDS_OF_AN_ITEM and (place > 1 or not _opens_a_clause(parts[0])):
            return place == 1 or len(parts[place - 1].split()) <= _WORDS_OF_AN_ITEM
    return False


def _opens_a_clause(part: str) -> bool:
    first = part.split(maxsplit=1)
    return not first or first[0].lower() in BEFORE_A_CLAUSE

"""The words of which disclaimers are made: the page, what it is not, and the care that it does not replace.

Patterns are for one sentence in lower case with straight apostrophes, so capitals are free: a word in capitals stands
for an entry of the vocabulary, and `~80` between two parts for a gap of at most 80 characters.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

from healthlint.patterns import regex

_VOCABULARY = {
    # What a page calls itself; a THING may be something else too: “this tool” is the page, “the tool” may be any.
    "TEXT": (
        "information|contents?|materials?|articles?|(?:web ?)?(?:pages?|sites?)|blogs?|(?:blog )?posts?|guides?"
        "|guidance|leaflets?|booklets?|brochures?|pamphlets?|fact ?sheets?|hand-?outs?"
        "|videos?|podcasts?|episodes?|newsletters?"
        "|channels?|documents?|publications?|resources?|text|answers?|summar(?:y|ies)|columns?|notes|forum|series|sections?"
    ),
    "THING": (
        "shows?|tools?|calculators?|quiz(?:zes)?|symptom checkers?|apps?|advice|tips|recommendations|suggestions"
        "|statements?|services?|programs?|programmes?|stor(?:y|ies)|views?|opinions?|discussions?|explanations?"
    ),
    "PLACE": r"(?:in|on|from|of|through|via|by) (?:this|these|our|my|the (?:[\w-]+ ){0,2}?TEXT)\b",
    "GIVEN": "provided|contained|presented|found|given|included|published|offered|shared|here|above|below",
    "SHOW": "(?:the|this|our) (?:show|podcast|programme|program|video|app|tool)ENDS",
    # “This guide dog”, “the leaflet your nurse gave you”: another thing.
    "ENDS": (
        r"\b(?! (?:dogs?|wires?|horses?|calls?|consultations?|visits?|messages?|offices?|appointments?|clinics?)\b)"
        r"(?! (?:that |which )?(?:your|their|his|her|a|the) (?:[\w-]+ )?WHO\b)"
    ),
    # “The information on the label”.
    "ELSEWHERE": r"(?! (?:in|on|from|of|by) (?:an?|the|your|their|his|her)\b(?! (?:[\w'-]+ ){0,3}?TEXT))",
    "HERE": (
        r"(?:this|these|our|my|such)(?: WORD){0,3} (?:TEXT|THING)ENDS"
        r"|(?:all|any|the|such|no)(?: WORD){0,3} (?:TEXT)(?:ENDS)ELSEWHERE"
        r"|(?:TEXT|THING) (?:GIVEN\b|PLACE)"
        r"|(?:nothing|anything|everything|what (?:you|we|i)(?: have|'ve)? (?:read|see|hear|write|say|share|post))"
        r"\b.{0,40}?\b(?:here|(?:in|on) (?:this|these|our|the|my))"
        "|what you read here|nothing (?:here|i write|we write|i say|we say)"
        "|(?:general|educational|medical) (?:information|content|guidance)|SHOW"
    ),
    "OURS": ("HERE|we|i|our (?:team|writers|staff|editors)|the (?:authors?|publishers?|editors?|charity|trust)"),
    "NOT": ("not|never|no|nor|cannot|(?:ca|is|are|does|do|wo|was|were|should|must|could)n't|without|neither|nothing"),
    "DONT": "do not|don't|never|should not|must not|shouldn't|mustn't",
    "WORD": r"(?!(?:why|how|when|whether|if|that|which|explain\w*|tells?|shows?|says?)\b)[\w'-]+",
    # From the page to its verb: “the views in this column | are”, not “this guide explains why they are”.
    "SUBJECT": r"(?:HERE)(?: WORD,?){0,7}?",
    "ARENT": r"(?:(?:is|are|was|were)n't|(?:is|are|was|were)\b.{0,60}?\b(?:not|never|no|nor))",
    # Care and who gives it.
    "WHO": (
        "doctors?|physicians?|gps?|clinicians?|nurses?|midwi(?:fe|ves)|pharmacists?|dentists?|dieti[ct]ians?"
        "|therapists?|physios?|physiotherapists?|specialists?|consultants?|surgeons?|psychologists?|psychiatrists?"
        "|counsell?ors?|opticians?|optometrists?|veterinarians?|pa?ediatricians?|health visitors?|professionals?"
        "|practitioners?|(?:care|medical|health) teams?"
        "|(?:health ?-?care|health|medical|care) (?:providers?|practitioners?|workers?|advis[eo]rs?|experts?)"
    ),
    "HELP": (
        "advice|diagnos[ie]s|diagnosing|treatments?|care|opinions?|judge?ments?|consultations?|guidance"
        "|counsel(?:l?ing)?|attention|visits?|appointments?|assessments?|examinations?|evaluations?|supervision|help"
        "|relationship|discussions?|conversations?|recommendations?|services?|expertise|instructions?"
    ),
    "KIND": (
        "medical|professional|health ?-?care|health|clinical|individual(?:i[sz]ed)?|personal(?:i[sz]ed)?|expert"
        "|qualified|licensed|nutritional|dietary|legal|psychological|psychiatric|veterinary|pharmaceutical|proper"
        "|face-to-face|in-person"
    ),
    "CARE": (
        r"KIND(?:,? (?:and |or |and/or )?[\w-]+){0,3}? HELP"
        "|(?:a |the |your |your own |any |from |by |with |an |seeing |seeking |real |visiting |consulting |of "
        r"|between you and ){1,4}(?:[\w-]+ ){0,2}?WHO"
        "|WHO(?:'s?|s')? HELP|HELP (?:from|by|of|with) (?:.{0,30}?WHO|yours)|(?:a )?diagnosis"
        "|your (?:next )?(?:appointment|visit|check-up)"
    ),
    "REPLACE": (
        r"substitut\w+|replac\w+|tak(?:e|ing) the place|stand in for|in place of|instead of|in lieu of|alternative to"
        r"|be used (?:for|to) (?:diagnos\w+|treat\w*)|rel(?:y|ied) (?:up)?on"
    ),
    "IS": (
        r"constitut\w+|(?:intended|meant|designed) (?:as|to (?:be|provide|offer|give))|amounts? to"
        "|consider(?:ed)?(?: as| to be)?|construed(?: as| to be)?"
        "|(?:taken|treated|interpreted|seen|regarded|used) (?:as|for)"
        "|provid(?:e|es|ing)|offer(?:s|ing)?|giv(?:e|es|ing)|be|is|are|render(?:s|ing)?"
    ),
    "ADVICE": (
        r"(?:a |any |an )?(?:specific |formal |individual )*KIND (?:(?:or|and|,) [\w-]+ )?"
        "(?:advice|diagnos[ie]s|opinion|consultation|recommendations?|counsel|prescription)"
        "|(?:advice|recommendations?) (?:about|for) your|a diagnosis"
    ),
    # For information only.
    "TOPIC": (
        "(?:general|educational|informational|reference|background|illustrative|information|education|entertainment"
        "|guidance)(?:(?:,| and| or|/)? ?"
        "(?:general|educational|informational|information|education|reference|entertainment|guidance)){0,3}"
    ),
    "ONLY": "only|alone|solely|purely|strictly|just|purposes",
    "PURPOSE": (
        r"(?:for|as) (?:your )?TOPIC(?: use)?(?: purposes?)? ONLY|ONLY (?:[\w-]+ )?(?:for|as) (?:[\w-]+ )?TOPIC\b"
        "|for TOPIC purposes"
    ),
    "YOURS": r"(?:your|individual|personal)(?: (?:own|individual|personal|medical|health))* ",
    # The statement on supplements.
    "FDA": r"(?:the )?(?:u\.?s\.? )?(?:food (?:and|&) drug administration|fda)",
    "LOOKED": "evaluated|reviewed|assessed|approved|checked|verified|looked at",
    "DISEASE": r"(?:\b(?:diagnos\w+|treat\w*|cure\w*|prevent\w*|mitigate)\b\W*(?:(?:or|and|nor|to)\W+)?){2,}",
    "PRODUCT": (r"(?:this|these|our|the|my)\b.{0,25}?\b(?:products?|statements?|supplements?|formulas?|items?|TEXT)"),
}
#: Entries that hold a word that denies, and those words.
_DENIALS = frozenset({"NOT", "DONT", "ARENT"})
DENIAL = regex(r"n't\b|\b(?:not|never|no|nor|cannot|without|neither|nothing)\b")
_NAME = regex(r"[A-Z]{2,}")
_GAP = regex(r" ~(\d+) ")
_INNERMOST = regex(r"\([^()]*\)(?:[?*+]|\{[\d,]*\})?\??")


class Part:
    """A pattern over one sentence, and what the sentence must hold for it to be tried at all.

    That is one of a few stems, and, by itself, each entry of the vocabulary that the pattern cannot do without. Most
    sentences lack one of them, so that the patterns, which the vocabulary makes long, are seldom even compiled.
    """

    def __init__(self, words: str, stems: tuple[str, ...]) -> None:
        self._words = words
        self.stems = stems
        self.denies = not _DENIALS.isdisjoint(_indispensable(words))
        """Whether it cannot do without a word that denies."""

    def is_in(self, sentence: str) -> bool:
        """Tell whether a sentence says this."""
        return (
            has_any(self.stems, sentence)
            and all(entry.search(sentence) for entry in self._entries)
            and self._pattern.search(sentence) is not None
        )

    @cached_property
    def _entries(self) -> list[re.Pattern[str]]:
        """Return the entries of the vocabulary that the pattern needs, the shortest first."""
        return sorted({_entry_alone(name) for name in _indispensable(self._words)}, key=_length)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Return the pattern written out; it begins and ends with whole words unless it says where it begins."""
        words = self._words if self._words.startswith("^") else rf"\b(?:{self._words})"
        return regex(_written_out(_GAP.sub(r"\\b.{0,\1}?\\b", words)))


def has_any(stems: tuple[str, ...], text: str) -> bool:
    """Tell whether a text holds one of some stems; a loop, since this is asked of every sentence many times."""
    for stem in stems:  # noqa: SIM110 -- `any` takes twice as long
        if stem in text:
            return True
    return False


def part(words: str, *stems: str) -> Part:
    """Return a part from a pattern over the vocabulary; without a stem it is never tried."""
    return Part(words, stems)


def _indispensable(words: str) -> list[str]:
    """Return the names in a pattern that stand in no bracket, so that nothing can take their place."""
    outside = words
    while "(" in outside:
        outside = _INNERMOST.sub("", outside)
    return [] if "|" in outside else _NAME.findall(outside)


@cache
def _entry_alone(name: str) -> re.Pattern[str]:
    return regex(_written_out(name))


def _length(entry: re.Pattern[str]) -> int:
    return len(entry.pattern)


def _written_out(pattern: str) -> str:
    """Return a pattern with the entries of the vocabulary in place of their names."""
    return _NAME.sub(_entry, pattern)


def _entry(name: re.Match[str]) -> str:
    return f"(?:{_written_out(_VOCABULARY[name.group()])})"

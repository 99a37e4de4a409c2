"""The parts of which disclaimers are made: the page, what it is not, and the care that it does not replace.

Patterns are for one sentence in lower case with straight apostrophes, so capitals are free: a word in capitals stands
for an entry of the vocabulary, and `~80` between two parts for a gap of at most 80 characters.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Part(NamedTuple):
    """A pattern over one sentence, and stems of which the sentence must hold one for it to be tried at all."""

    pattern: re.Pattern[str]
    stems: tuple[str, ...]


_VOCABULARY = {
    # What a page calls itself; a THING may be something else too: “this tool” is the page, “the tool” may be any.
    "TEXT": (
        "information|contents?|materials?|articles?|(?:web ?)?(?:pages?|sites?)|blogs?|(?:blog )?posts?|guides?"
        "|guidance|leaflets?|booklets?|brochures?|pamphlets?|fact ?sheets?|hand-?outs?"
        "|videos?|podcasts?|episodes?|newsletters?"
        "|channels?|documents?|publications?|resources?|text|answers?|summar(?:y|ies)|columns?|forum|series|sections?"
    ),
    "THING": (
        "shows?|tools?|calculators?|quiz(?:zes)?|symptom checkers?|apps?|advice|tips|recommendations|suggestions"
        "|statements?|services?|programs?|programmes?|stor(?:y|ies)|views?|opinions?|discussions?|explanations?"
    ),
    "PLACE": r"(?:in|on|from|of|through|via|by) (?:this|these|our|the|my)\b",
    "GIVEN": "provided|contained|presented|found|given|included|published|offered|shared|here|above|below",
    "SHOW": "(?:the|this|our) (?:show|podcast|programme|program|video|app|tool)",
    "HERE": (
        r"(?:this|these|our|my|such)(?: [\w'-]+){0,3} (?:TEXT|THING)|(?:all|any|the|such|no)(?: [\w'-]+){0,3} TEXT"
        r"|(?:TEXT|THING) (?:GIVEN\b|PLACE)"
        r"|(?:nothing|anything|everything|what (?:you|we|i)(?: have|'ve)? (?:read|see|hear|write|say|share|post))"
        r"\b.{0,40}?\b(?:here|(?:in|on) (?:this|these|our|the|my))"
        "|what you read here|nothing (?:here|i write|we write|i say|we say)"
        "|(?:general|educational|medical) (?:information|content|guidance)|SHOW"
    ),
    "OURS": (
        "HERE|we|i|our (?:team|writers|staff|editors)|the (?:authors?|publishers?|editors?|charity|trust)|this TEXT"
    ),
    "NOT": ("not|never|no|nor|cannot|(?:ca|is|are|does|do|wo|was|were|should|must|could)n't|without|neither|nothing"),
    "DONT": "do not|don't|never|should not|must not|shouldn't|mustn't",
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
        "|WHO(?:'s?|s')? HELP|HELP (?:from|by|of|with) .{0,30}?WHO|(?:a )?diagnosis"
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
        "|advice (?:about|for) your|a diagnosis"
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
    # The statement on supplements.
    "FDA": r"(?:the )?(?:u\.?s\.? )?(?:food (?:and|&) drug administration|fda)",
    "LOOKED": "evaluated|reviewed|assessed|approved|checked|verified|looked at",
    "DISEASE": r"(?:\b(?:diagnos\w+|treat\w*|cure\w*|prevent\w*|mitigate)\b\W*(?:(?:or|and|nor|to)\W+)?){2,}",
    "PRODUCT": (r"(?:this|these|our|the|my)\b.{0,25}?\b(?:products?|statements?|supplements?|formulas?|items?|TEXT)"),
}
_NAME = re.compile(r"[A-Z]{2,}")
_GAP = re.compile(r" ~(\d+) ")


def _written_out(pattern: str) -> str:
    """Return a pattern with the entries of the vocabulary in place of their names."""
    return _NAME.sub(lambda name: f"(?:{_written_out(_VOCABULARY[name.group()])})", pattern)


def _part(pattern: str, *stems: str) -> Part:
    bounded = pattern if pattern.startswith("^") else rf"\b(?:{pattern}"
    closed = bounded if pattern.startswith("^") else f"{bounded})"
    return Part(re.compile(_written_out(_GAP.sub(r"\\b.{0,\1}?\\b", closed))), stems)


_REPLACING = (
    "substitut",
    "replac",
    "place",
    "instead",
    "lieu",
    "alternative to",
    "be used",
    "relied",
    "rely ",
    "stand in",
)
_ADVISING = ("advice", "a diagnosis", "opinion", "consultation", "recommendation", "prescription", "counsel")
_DELAYING = ("ignor", "disregard", "delay", "put off", "avoid", "stop")
_REGULATOR = ("fda", "drug administration")

#: Each says enough by itself.
ALONE = (
    # “This leaflet does not replace advice from your doctor.”
    _part("OURS ~160 NOT ~80 REPLACE ~80 CARE", *_REPLACING),
    # “Use this page to prepare for your appointment, not instead of it.”
    _part(
        "(?:use|treat|read|take) ~20 HERE ~100 NOT ~20 (?:instead of|in place of|as a (?:substitute|replacement))",
        *_REPLACING,
    ),
    _part(
        "DONT ~20 (?:use|rely on|treat|take) ~10 HERE ~60 (?:REPLACE|as (?:medical|professional) advice)",
        *_REPLACING,
        "advice",
    ),
    _part("DONT ~20 (?:use|rely on) ~10 HERE to (?:self-)?(?:diagnos|treat)", "diagnos", "to treat"),
    _part("DONT ~20 rely (?:solely |only )?(?:up)?on HERE", "rely "),
    # “Nothing on this site is medical advice.”
    _part("OURS ~120 NOT ~40 IS ~40 ADVICE", *_ADVISING),
    _part("(?:nothing|none of) ~60 (?:here|this|these|our) ~60 IS ~40 ADVICE", *_ADVISING),
    _part(
        r"^(?:\W*(?:please note|note|important|disclaimer|remember|nb)\W*)?(?:that )?\b(?:this|it|these)"
        " ~30 (?:is|are|does|do|should|must) ?(?:not|n't|no|never) ~30 (?:medical|health) advice",
        "advice",
    ),
    _part(r"^\W*(?:not|never) (?:a )?(?:(?:intended|meant) as )?(?:medical|professional|health) advice\b", "advice"),
    # “The content is for information only.”
    _part(
        "(?:HERE|it (?:is|was)|they are|(?:TEXT) (?:is|are)) ~80 PURPOSE",
        "only",
        "solely",
        "purely",
        "strictly",
        "purposes",
        "alone",
    ),
    _part(
        r"^\W*(?:(?:please )?note\W+)?(?:this is )?(?:(?:intended |provided )?for )?TOPIC"
        r"(?: purposes)? (?:only|alone)(?=[.,;:]|\W*$)",
        "only",
        "alone",
    ),
    # “Never ignore a doctor's advice because of something you have read here.”
    _part(
        r"(?:NOT|ignor\w+|disregard\w*|delay\w*) ~60 (?:ignor\w+|disregard\w*|delay\w*|put off|avoid\w*|stop\w*)"
        " ~120 (?:because of|due to|based on|on the basis of) ~60 (?:read|seen|heard|found|information|content)"
        " ~20 (?:here|this|these|our|my)",
        *_DELAYING,
    ),
    _part("DONT ~10 (?:ignore|disregard|delay) ~120 (?:read|seen|heard) ~20 (?:here|this|our)", *_DELAYING),
    # “… does not create a doctor–patient relationship”; “I am not your physiotherapist”.
    _part(
        "NOT ~40 (?:creates?|forms?|establish(?:es)?|constitutes?)"
        " ~40 (?:doctor|physician|patient|provider|therapist|clinician) ~20 relationship",
        "relationship",
    ),
    _part(r"(?:i'm|i am|we are|we're) ~30 not your (?:[\w-]+ )?WHO", "not your"),
    # “This statement has not been evaluated by the Food and Drug Administration.”
    _part("(?:statements?|claims?|products?|information) ~40 NOT ~12 LOOKED by FDA", *_REGULATOR),
    _part(r"^\W*not (?:been )?LOOKED by FDA\b", *_REGULATOR),
    _part(
        "FDA ~10 (?:has not|have not|hasn't|haven't) ~12 LOOKED"
        " ~15 (?:these|this|our) ~15 (?:statements?|claims?|products?)",
        *_REGULATOR,
    ),
    _part(
        "PRODUCT ~20 NOT ~6 (?:intended|meant|designed|to be used) ~10 DISEASE", "intended", "meant", "designed", "used"
    ),
    _part(r"^\W*not (?:intended|meant|designed)\b.{0,10}?DISEASE", "not "),
)
#: Each says enough after a sentence, or beside a clause, that speaks of the page as general information.
IN_COMPANY = (
    _part(r"^(?:it|they|this|these|that)(?:'s)?\b.{0,40}?\bNOT ~60 REPLACE ~60 CARE", *_REPLACING),
    _part(
        r"^(?:it|they|this|these|we|i)\b.{0,20}?\bNOT ~30 (?:(?:tell|know|say) (?:you )?what is (?:right|best|safe)"
        "|tak(?:e|ing) (?:into )?account|personal|individual|ADVICE)",
        *("right for", "best for", "safe for", "account", "personal", "individual", *_ADVISING),
    ),
    _part(
        "always ~3 (?:seek|ask for|get|follow|consult) ~60 WHO"
        " ~80 (?:questions|concerns|before (?:starting|making|taking|you)|medical condition)",
        "always",
    ),
    _part("(?:rely|relying|reliance|use|using) ~60 at your own risk", "own risk"),
)
#: Speaks of the page as general information.
INFORMS = re.compile(
    _written_out(
        r"\b(?:HERE|we|this)\b.{0,60}?\b(?:general|educational|entertainment|education|background|informational)\b"
        r"|\bgeneral (?:health )?(?:information|guidance|advice|education)\b"
        r"|\b(?:entertainment|education(?:al)?) and (?:entertainment|education(?:al)?|information)\b",
    ),
)
LABEL = re.compile(r"^\W*(?:(?:medical|health|legal|general|important|fda)\s+)*disclaimers?\s*(?:[:.–—-]|$)")
CARER = re.compile(_written_out(r"\bWHO\b|\bmedical\b|\badvice\b"))
#: A text without one of these says nothing that could be a disclaimer; looking for them is fast.
STEMS = (
    *(
        "substitut",
        "replac",
        "place of",
        "instead of",
        "alternative to",
        "rely ",
        "relied ",
        "purposes",
        "only.",
        "only for",
        "only as",
    ),
    *(
        "solely",
        "evaluated",
        "reviewed",
        "fda",
        "drug admin",
        "intended",
        "meant ",
        "advice",
        "disclaim",
        "relationship",
        "not your",
    ),
    *("delay", "disregard", "ignor", "right for you", "to diagnos"),
)

"""The statements of which disclaimers are made, written with the vocabulary of `disclaimer_words`."""

from __future__ import annotations

from healthlint.document.zones.disclaimer_words import part

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
_RELYING = ("relying", "depending", "acting on", "acting upon")
_PERSONAL = ("circumstances", "situation", "needs")
_INFORMING = ("only", "alone")
_DELAYING = ("ignor", "disregard", "delay", "put off", "avoid", "stop")
_ASKING = ("talk", "speak", "check", "see", "consult", "ask", "contact", "discuss", "get", "seek", "visit")
_REGULATOR = ("fda", "drug administration")

#: Each says enough by itself.
ALONE = (
    # “This leaflet does not replace advice from your doctor.”
    part("OURS ~160 NOT ~80 REPLACE ~80 CARE", *_REPLACING),
    # “Use this page to prepare for your appointment, not instead of it.”
    part(
        "(?:use|treat|read|take) ~20 HERE ~100 NOT ~20 (?:instead of|in place of|as a (?:substitute|replacement))",
        *_REPLACING,
    ),
    part(
        "DONT ~20 (?:use|rely on|treat|take) ~10 HERE ~60 (?:REPLACE|as (?:medical|professional) advice)",
        *_REPLACING,
        "advice",
    ),
    part("DONT ~20 (?:use|rely on) ~10 HERE to (?:self-)?(?:diagnos|treat)", "diagnos", "to treat"),
    part("DONT ~20 rely (?:solely |only )?(?:up)?on HERE", "rely "),
    # “Nothing on this site is medical advice.”
    part("OURS ~120 NOT ~40 IS ~40 ADVICE", *_ADVISING),
    part("(?:nothing|none of) ~60 (?:here|this|these|our) ~60 IS ~40 ADVICE", *_ADVISING),
    part(
        r"^(?:\W*(?:please note|note|important|disclaimer|remember|nb)\W*)?(?:that )?\b(?:this|it|these)"
        " ~30 (?:is|are|does|do|should|must) ?(?:not|n't|no|never) ~30 (?:medical|health) advice",
        "advice",
    ),
    part(r"^\W*(?:not|never) (?:a )?(?:(?:intended|meant) as )?(?:medical|professional|health) advice\b", "advice"),
    # “The views in this column are the writer's own and are not medical advice.”
    part("SUBJECT ARENT (?:[\\w-]+ ){0,3}?ADVICE", *_ADVISING),
    part(r"^\W*(?:please )?(?:consider|treat|take|see|read) (?:this|it|these)\b.{0,40}?\bnot (?:as )?ADVICE", "advice"),
    part("HERE ~12 (?:cannot|can't|does not|doesn't|do not|don't) ~12 diagnose(?! of)", "diagnose"),
    part("SUBJECT ARENT (?:the same as|like) CARE", "same as", "not like"),
    part("(?:rather than|instead of|without|before) ~10 (?:relying|depending|acting) (?:up)?on HERE", *_RELYING),
    part("WHO ~40 HERE ~10 NOT ~20 replace (?:one|them|her|him|that)", "replace"),
    part("HERE ~60 information,? (?:and |but )?(?:not|never) ADVICE", "advice"),
    part("DONT ~10 act (?:up)?on HERE", "act on", "act upon"),
    # “This guide is general and cannot tell you what is right for you.”
    part(
        "HERE ~60 NOT ~12 (?:tell|know|say) (?:you )?(?:exactly )?what(?:'s| is) (?:right|best|safe) for you",
        "right for",
        "best for",
        "safe for",
    ),
    part("HERE ~100 NOT ~20 (?:tak(?:e|ing)|consider\\w*) ~10 YOURS(?:circumstances|situation|needs)", *_PERSONAL),
    part(
        "SUBJECT (?:is|are) (?:[\\w-]+ ){0,3}?(?:general in nature|of a general nature)",
        "general in",
        "general nature",
    ),
    part(
        r"SUBJECT (?:is|are|gives?|contains?|provides?|offers?) (?:[\w-]+ ){0,3}?"
        "(?:TOPIC|general (?:advice|guidance|facts))(?: in nature| purposes)? (?:only|alone)",
        *_INFORMING,
    ),
    part(r"SUBJECT (?:is|are) (?:only |just |purely |very )?general(?=\W*$|[.;:,]| and\b)", "general"),
    # “The content is for information only.”
    part(
        "(?:HERE|it (?:is|was)|they are|(?:TEXT) (?:is|are)) ~80 PURPOSE",
        "only",
        "solely",
        "purely",
        "strictly",
        "purposes",
        "alone",
    ),
    part(
        r"^\W*(?:(?:please )?note\W+)?(?:this is )?(?:(?:intended |provided )?for )?TOPIC"
        r"(?: purposes)? (?:only|alone)(?=[.,;:]|\W*$)",
        "only",
        "alone",
    ),
    # “Never ignore a doctor's advice because of something you have read here.”
    part(
        r"(?:NOT|ignor\w+|disregard\w*|delay\w*) ~60 (?:ignor\w+|disregard\w*|delay\w*|put off|avoid\w*|stop\w*)"
        " ~120 (?:because of|due to|based on|on the basis of) ~60 (?:read|seen|heard|found|information|content)"
        " ~20 (?:here|this|these|our|my)",
        *_DELAYING,
    ),
    part("DONT ~10 (?:ignore|disregard|delay) ~120 (?:read|seen|heard) ~20 (?:here|this|our)", *_DELAYING),
    # “… does not create a doctor–patient relationship”; “I am not your physiotherapist”.
    part(
        "NOT ~40 (?:creates?|forms?|establish(?:es)?|constitutes?)"
        " ~40 (?:doctor|physician|patient|provider|therapist|clinician) ~20 relationship",
        "relationship",
    ),
    part(r"(?:i'm|i am|we are|we're) ~30 not your (?:[\w-]+ )?WHO", "not your"),
    # “This statement has not been evaluated by the Food and Drug Administration.”
    part("(?:statements?|claims?|products?|information) ~40 NOT ~12 LOOKED by FDA", *_REGULATOR),
    part(r"^\W*not (?:been )?LOOKED by FDA\b", *_REGULATOR),
    part(
        "FDA ~10 (?:has not|have not|hasn't|haven't) ~12 LOOKED"
        " ~15 (?:these|this|our) ~15 (?:statements?|claims?|products?)",
        *_REGULATOR,
    ),
    part(
        "PRODUCT ~20 NOT ~6 (?:intended|meant|designed|to be used) ~10 DISEASE", "intended", "meant", "designed", "used"
    ),
    part(r"^\W*not (?:intended|meant|designed)\b.{0,10}?DISEASE", "not "),
)
#: Each says enough after a sentence, or beside a clause, that speaks of the page as general information.
IN_COMPANY = (
    part(r"^(?:it|they|this|these|that)(?:'s)?\b.{0,40}?\bNOT ~60 REPLACE ~60 CARE", *_REPLACING),
    part(
        r"^(?:it|they|this|these|we|i)\b.{0,50}?\bNOT ~30 (?:(?:tell|know|say) (?:you )?what is (?:right|best|safe)"
        "|tak(?:e|ing) (?:into )?account|tailored|personal|individual|ADVICE)",
        *("right for", "best for", "safe for", "account", "tailored", "personal", "individual", *_ADVISING),
    ),
    part(
        "always ~3 (?:seek|ask for|get|follow|consult) ~60 WHO"
        " ~80 (?:questions|concerns|before (?:starting|making|taking|you)|medical condition)",
        "always",
    ),
    part("(?:rely|relying|reliance|use|using) ~60 at your own risk", "own risk"),
    part(
        "(?:may|might) not (?:apply to|be (?:right|suitable|appropriate|safe) for) (?:you|everyone)",
        "may not",
        "might not",
    ),
    part(r"^\W*only\b.{0,20}?\bWHO can (?:tell|say|know|advise|decide)\b", "only"),
)
#: Says that the reader had better ask somebody; it counts beside a disclaimer and never alone.
SUPPORT = (
    part(
        r"^\W*(?:(?:so|and|but|or|please|always|instead)\b,? ?)*"
        r"(?:talk|speak|check|see|consult|ask|contact|discuss|get|seek|visit)\b.{0,60}?\bWHO\b(?: (?:first|instead))?"
        r"(?=\W*$| (?:about your|about any|for advice|regarding|with any|if you (?:have|are) (?:any )?"
        r"(?:questions?|concern\w*|worr\w+|unsure|not sure|in doubt))\b)",
        *_ASKING,
    ),
    part(
        r"^\W*(?:only )?(?:your|a)\b.{0,20}?\bWHO\b.{0,30}?\b(?:knows?|can (?:tell|advise|examine))\b.{0,20}?\byou",
        "you",
    ),
)
#: Speaks of the page, and what follows speaks of “it”.
PRESENTS = part(
    r"^\W*(?:this|these|our)(?: [\w'-]+){0,2} TEXT (?:is|are|was|were|has been|have been)(?: only)? "
    "(?:here|written|meant|intended|designed|made|provided|offered|produced|prepared|for)\\b",
    *("this ", "these ", "our "),
)
#: Speaks of the page as general information.
INFORMS = (
    part(r"general (?:health )?(?:information|guidance|advice|education)\b", "general"),
    part(
        r"(?:HERE|we|this) ~60 (?:general|educational|entertainment|education|background|informational)\b",
        *("general", "education", "entertainment", "background", "informational"),
    ),
    part(
        r"(?:entertainment|education(?:al)?) and (?:entertainment|education(?:al)?|information)\b",
        *("entertainment", "education"),
    ),
)
#: Is headed as one, and speaks of care.
LABEL = part(r"^\W*(?:(?:medical|health|legal|general|important|fda)\s+)*disclaimers?\s*(?:[:.–—-]|$)", "disclaimer")
CARER = part(r"WHO\b|medical\b|advice\b", "")
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
    *("delay", "disregard", "ignor", "right for you", "to diagnos", "diagnose you", "a diagnosis", "same as"),
    *("recommendation", "act on", "best for you", "tailored"),
    *("ion only", "nal only", "relying on", "acting on", "circumstances", "situation"),
    *("is general", "are general", "general in", "general nature"),
)

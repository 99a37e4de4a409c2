"""Reads names with degrees and roles: “Jane Doe, MD, PhD and Dr John Roe, cardiologist”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.patterns import regex

#: Degrees, memberships and licences, without their dots.
_DEGREES_LIST = """
    AGNP AHIP ANP ANUTR APN APRN ARNP ATC AUD BA BAMS BCH BCHD BCPS BDS BHMS BM BMBCH BMBS BMEDSCI BN BNURS BPHARM
    BS BSC BSCN BSN BVSC CCC CCCSLP CCRN CDCES CDE CHES CMT CNM CNP CNS CPM CPNP CPT CRNA CRNP CSCS CWS DABR DC DCH
    DCLINPSY DDS DM DMD DMSC DNP DO DPH DPHIL DPM DPT DRCOG DRPH DSC DVM EDD EMT FACEM FACRRM FANZCA FRACS FAAD
    FAAFP FAAN FAAOS FAAP FAASM FACC FACE FACEP FACG FACOG FACP FACR FACS FAHA FAND FCCP FCPS FDSRCS FFPH FIDSA FNP
    FNPBC FNPC FRACGP FRACP FRANZCOG FRANZCP FRCA FRCEM FRCGP FRCOG FRCOPHTH FRCP FRCPATH FRCPC FRCPCH FRCPSYCH FRCR
    FRCS FRCSC IBCLC LAC LCPC LCSW LD LDN LICSW LMFT LMHC LMSW LPC LPN MA MB MBA MBBCH MBBS MBCHB MCHES MCSP MD MDCM
    MDS MED MFPH MMED MMEDSC MMSC MN MPAS MPH MPHIL MPT MRCEM MRCGP MRCOG MRCP MRCPCH MRCPSYCH MRCS MRPHARMS MS MSC
    MSCPT MSN MSPH MSPT MSW NBCHWC NCC ND NP NPC OD OT OTD OTR OTRL PA PAC PHARMD PHD PMHNP PSYD PT RD RDH RDN RGN
    RM RMN RN RNC RNUTR RPH RPHT RPN RPT RRT SCD SLP SRN
"""
_DEGREES = frozenset(_DEGREES_LIST.split())
_TITLES = {"dr", "doctor", "prof", "professor", "nurse", "sister", "matron"}
_FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev", "reverend", "lord", "lady"}
_PARTICLES = {
    "de",
    "del",
    "della",
    "der",
    "den",
    "di",
    "da",
    "dos",
    "du",
    "la",
    "le",
    "van",
    "von",
    "bin",
    "ibn",
    "al",
    "el",
    "ter",
    "y",
}
_ROLE_NOUN = regex(
    r"(?:\w{3,}(?:ologist|iatrist|iatrician|ician|therapist|pathist|ist|arian|itian|practor)s?|surgeons?|doctors?"
    r"|gps?|nurses?|midwi(?:fe|ves)"
    r"|(?:sub-?|co-?)?editors?|(?:copy)?writers?|authors?|reporters?|correspondents?|contributors?|coach(?:es)?"
    r"|trainers?|instructors?"
    r"|historians?|librarians?|professors?|lecturers?|researchers?|scientists?|fellows?|director|consultants?"
    r"|practitioners?|officers?"
    r"|specialists?|registrar|residents?|intern|students?|chair|head|lead|founder|president|manager|carers?"
    r"|counsell?ors?|paramedics?"
    r"|hygienists?|visitors?|advis[eo]rs?|assistants?|associates?|reviewers?|blogger|patients?|survivor|advocate"
    r"|scholar|chef|expert)",
    re.IGNORECASE,
)
_ORGANISATION = regex(
    r"\b(?:school|universit\w+|hospitals?|clinics?|college|institut\w+|cent(?:er|re)s?|department|trust|foundation"
    r"|nhs|inc|ltd|llc|team|staff"
    r"|news|media|group|society|association|agency|service|services|board|network|magazine|desk|committee|council"
    r"|journal|company)\b",
    re.IGNORECASE,
)
_TOKEN = regex(r"[^\s,;&()/]+|[,;&()/]")
_LINK = regex(r"and|with|&|/|;", re.IGNORECASE)
_LINKED = regex(r"(?:\band|\bwith|[&/;])\s*\Z", re.IGNORECASE)
_NAME = regex(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]|$))*\.?")
_LEAD_IN = regex(r"(?:(?:led|headed|edited|overseen|supported) by|including|together with|with)\s+", re.IGNORECASE)
#: More than this is no byline any more.
_MOST = 40


class Named(NamedTuple):
    """A person or a body as a text names it; `start` and `end` are characters of that text."""

    name: str
    credentials: tuple[str, ...]
    start: int
    end: int

    @property
    def is_personal(self) -> bool:
        """Tell whether this is a full personal name: two words or more with capitals, and no organisation."""
        words = self.name.split()
        return 2 <= len(words) <= 6 and _ORGANISATION.search(self.name) is None and all(map(_is_name_word, words))


def is_degree(word: str) -> bool:
    """Tell whether a word is a degree, membership or licence: `MD`, `Ph.D.`, `PA-C`."""
    bare = word.strip("()").replace(".", "").replace("-", "").replace("/", "")
    return bare.upper() in _DEGREES and (bare[:1].isupper() and not bare[1:].islower())


def is_role(words: str) -> bool:
    """Tell whether words name a role: `registered nurse`, `consultant in pain medicine`, `Health Editor`."""
    return any(_ROLE_NOUN.fullmatch(word.strip(".")) for word in words.split())


def people(text: str) -> list[Named]:
    """Return the people and bodies named in a byline without its *by* and its date."""
    found: list[Named] = []
    is_placed = False
    for start, end in _segments(text):
        lead_in = _LEAD_IN.match(text, start, end)
        start = lead_in.end() if lead_in else start  # noqa: PLW2901 -- the segment begins after “led by”
        segment = text[start:end]
        if ":" in segment and found:  # another label
            break
        if found and (_all_degrees(segment) or (is_role(segment) and not _titled(segment))):
            last = found[-1]
            found[-1] = last._replace(credentials=(*last.credentials, *_credentials(segment)), end=end)
        elif found and _ORGANISATION.search(segment):
            is_placed = True  # what follows is where it stands: “University of Leeds, Leeds”
        elif not found or (_is_name(segment) and not (is_placed and _LINKED.search(text, 0, start) is None)):
            if found and " " in found[0].name and " " not in segment:
                continue  # “Jane Doe, GP, Leeds”
            found += _named(segment, start)
            is_placed = False
    return found


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Cut at commas, semicolons and brackets; at *and* only where a full name stands on both sides."""
    tokens = list(_TOKEN.finditer(text))[:_MOST]
    first = 0
    for index, token in enumerate(tokens):
        word = token.group()
        is_cut = word in ",;()" or (
            _LINK.fullmatch(word)
            and _starts_person(tokens, first, index)
            and _starts_person(tokens, index + 1, len(tokens))
        )
        if is_cut:
            if index > first:
                yield tokens[first].start(), tokens[index - 1].end()
            first = index + 1
    if first < len(tokens):
        yield tokens[first].start(), tokens[-1].end()


def _starts_person(tokens: list[re.Match[str]], first: int, last: int) -> bool:
    """Tell whether a name stands at the start of a run of tokens; after a comma, credentials may stand there too."""
    words = []
    for token in tokens[first : min(last, first + 6)]:
        if token.group() in ",;&()/" or _LINK.fullmatch(token.group()):
            break
        words.append(token.group())
    if not words:
        return first == last and last > 0
    segment = " ".join(words)
    return (
        _all_degrees(segment)
        or _titled(segment)
        or (len(words) > 1 and _is_name(segment) and not _ORGANISATION.search(segment))
        or (first > 0 and (is_role(segment) or words[0] == "the"))
    )


def _all_degrees(segment: str) -> bool:
    words = segment.split()
    return bool(words) and all(is_degree(word) or word.lower() == "hons" for word in words)


def _credentials(segment: str) -> tuple[str, ...]:
    words = segment.split()
    return tuple(map(_without_stop, words)) if _all_degrees(segment) else (segment.strip(" ."),)


def _without_stop(degree: str) -> str:
    """Return a degree without the full stop of its sentence; the stops of an abbreviation stay."""
    return degree[:-1] if degree.endswith(".") and degree.count(".") == 1 else degree


def _titled(segment: str) -> bool:
    words = segment.split(maxsplit=2)
    return len(words) > 1 and _bare(words[0]) in _TITLES | _FORMS_OF_ADDRESS and words[1][:1].isupper()


def _bare(word: str) -> str:
    return word.rstrip(".").lower()


def _is_name(segment: str) -> bool:
    words = segment.split()
    return (
        1 <= len(words) <= 7
        and words[0][:1].isupper()
        and all(_is_name_word(word) or is_degree(word) for word in words)
    )


def _is_name_word(word: str) -> bool:
    return (word[:1].isupper() and _NAME.fullmatch(word) is not None) or word.lower() in _PARTICLES


def _named(segment: str, start: int) -> list[Named]:
    """Split a segment into titles before the name, the name, and degrees after it."""
    words = [(match.group(), match.start(), match.end()) for match in re.finditer(r"\S+", segment)]
    titles: list[str] = []
    while len(words) > 1 and _bare(words[0][0]) in _TITLES | _FORMS_OF_ADDRESS:
        if _bare(words[0][0]) in _TITLES:
            titles.append(words[0][0])
        words.pop(0)
    degrees: list[str] = []
    while len(words) > 1 and is_degree(words[-1][0]):
        degrees.insert(0, _without_stop(words.pop()[0]))
    name = segment[words[0][1] : words[-1][2]].strip(" .:") if words else ""
    end = words[-1][2] if not degrees else len(segment)
    return [Named(name, (*titles, *degrees), start, start + end)] if name else []

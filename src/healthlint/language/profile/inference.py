"""Infers the profile of an article from the cues in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.language.annotated import Annotated
from healthlint.language.profile import ANYWHERE, PUBLIC, Inferred, Profile
from healthlint.language.profile.article_type import article_type
from healthlint.language.profile.cues import ENOUGH, SHOWN, ProfileCues, shown


def infer(annotated: Annotated) -> Profile:
    """Return the profile of an article. One weak hint is not enough, and a tie settles nothing."""
    cues = ProfileCues(annotated)
    return Profile(_jurisdiction(cues), _audience(cues), article_type(cues))


# -- jurisdiction ------------------------------------------------------------------------------------------------------

_PLACES = ("us", "uk", "eu", "au", "ca")
#: A spelling, and the other countries that may have it.
_SPELLINGS = {"us": ("ca",), "uk": ("au", "ca", "eu")}
_LANGUAGES = {"en-us": "us", "en-gb": "uk", "en-uk": "uk", "en-au": "au", "en-ca": "ca", "en-ie": "eu"}
#: One word spelled one way, however often, is not enough.
_MOST_SPELLED = 2
#: How far ahead of the next country the first must be.
_AHEAD = 2.0


def _jurisdiction(cues: ProfileCues) -> Inferred:
    """Weigh numbers to call, bodies and schemes, spelling, units and the language tag."""
    scores: dict[str, float] = {}
    evidence: dict[str, list[str]] = {}
    for place in _PLACES:
        parts = [
            cues.points(f"place_{place}"),
            cues.points(f"emergency_{place}", ENOUGH),
            cues.points(f"hint_{place}", 0.5),
        ]
        scores[place] = sum(points for points, _ in parts)
        evidence[place] = [cue for _, told in parts for cue in told]
    for spelling, others in _SPELLINGS.items():
        points, told = cues.points(f"spelling_{spelling}", most=_MOST_SPELLED)
        place = _spelled_in(spelling, others, scores)
        scores[place] += points
        evidence[place] += told
    _add_language(cues, scores, evidence)
    return _decided(scores, evidence)


def _spelled_in(spelling: str, others: Iterable[str], scores: Mapping[str, float]) -> str:
    """Return for which country a spelling speaks: British spelling for Australia where Australian bodies are named."""
    best = max(others, key=scores.__getitem__)
    return best if scores[best] >= ENOUGH - 1 and scores[best] > scores[spelling] else spelling


def _add_language(cues: ProfileCues, scores: dict[str, float], evidence: dict[str, list[str]]) -> None:
    """Count the language tag of the file; en-US is what templates come with, and weighs less."""
    metadata = cues.annotated.article.metadata
    for tag in (metadata.language, metadata.fields.get("og:locale")):
        place = _LANGUAGES.get(str(tag or "").lower().replace("_", "-"))
        if place:
            scores[place] += 1 if place == "us" else 2
            evidence[place].append(f"language {tag}")
            return


def _decided(scores: Mapping[str, float], evidence: Mapping[str, list[str]]) -> Inferred:
    """Return the country with the most points, if it has enough and is well ahead."""
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    first, second = scores[ranked[0]], scores[ranked[1]]
    if first < ENOUGH or first < _AHEAD * second:
        return ANYWHERE
    return Inferred(ranked[0], tuple(evidence[ranked[0]][:SHOWN]))


# -- audience ----------------------------------------------------------------------------------------------------------

#: Share of *you* and *your* in the words: articles for professionals hardly say it.
_YOU_IN_PUBLIC = 0.006
#: Share of clinical words in articles for professionals.
_CLINICAL_IN_PROFESSIONAL = 0.004


def _audience(cues: ProfileCues) -> Inferred:
    """Return *professional* where the text says so of itself, or speaks clinically of patients and not to a reader."""
    stated = cues.stated("audience_stated")
    clinical = cues.counts("audience_professional")
    if stated and not cues.stated("audience_public"):
        return Inferred("professional", (*stated, *shown(clinical))[:SHOWN])
    is_dense = sum(clinical.values()) >= cues.words * _CLINICAL_IN_PROFESSIONAL
    if len(clinical) >= ENOUGH and is_dense and _spoken_to(cues) < _YOU_IN_PUBLIC:
        return Inferred("professional", tuple(shown(clinical)))
    return PUBLIC


def _spoken_to(cues: ProfileCues) -> float:
    return cues.annotated.tokens.count("you", "your") / cues.words

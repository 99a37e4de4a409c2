"""Recognises statements that a text is general information and no substitute for care, by their parts."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.document.article import Article
from healthlint.document.disclaimer_parts import (
    ALONE,
    CARER,
    IN_COMPANY,
    INFORMS,
    LABEL,
    PRESENTS,
    STEMS,
    SUPPORT,
)
from healthlint.document.disclaimer_words import Part, has_any
from healthlint.document.patterns import regex

#: Nothing longer is read as one statement (characters).
_LONGEST = 4_000
_SENTENCE = regex(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bdr\.)(?<!\bu\.s\.)[\"')\]]*\s+")
_CLAUSE = regex(r"[:;,] ")
_STRAIGHT = str.maketrans("’‘“”\u2010\u2011", "''\"\"--")


def is_disclaimer(text: str) -> bool:
    """Tell whether a text says that it is general information and no substitute for professional advice.

    The statement that US law asks of supplements counts too, in its own words and in others. Advice to see a doctor,
    or that a product does not replace one, is no disclaimer: it must speak of the text itself.
    """
    return any(_said(_sentences(text)))


def disclaimer_share(text: str) -> float:
    """Return how much of a text is disclaimer: 0 for nothing, 1 for every sentence (by characters).

    A sentence that only supports a disclaimer (“Always ask your doctor …”) counts beside one.
    """
    sentences = _sentences(text)
    said = list(_said(sentences))
    if not any(said):
        return 0.0
    counted = sum(len(sentence) for sentence, says in zip(sentences, said, strict=True) if says or _supports(sentence))
    return counted / (sum(map(len, sentences)) or 1)


def blocks_worth_reading(article: Article) -> set[int]:
    """Return the indexes of the blocks that could hold a disclaimer; told from a few stems, in one pass for each."""
    prose = article.prose.lower()
    if len(prose) != len(article.prose):  # some capitals are longer in lower case: the offsets would be wrong
        return set(range(len(article.blocks)))
    found: set[int] = set()
    for stem in STEMS:
        at = prose.find(stem)
        while at >= 0:
            block = article.block_at(at)
            found.add(block.index)
            at = prose.find(stem, block.span.end)
    return found


def _sentences(text: str) -> list[str]:
    plain = text[:_LONGEST].lower()
    if not has_any(STEMS, plain):
        return []
    return _SENTENCE.split(plain.translate(_STRAIGHT))


def _said(sentences: list[str]) -> Iterable[bool]:
    """Yield for each sentence whether it disclaims, alone or in the company of what went before."""
    has_company = False
    for index, sentence in enumerate(sentences):
        says = _says(sentence, sentences[index - 1] if index else "", has_company=has_company)
        has_company = has_company or says
        yield says


def _says(sentence: str, before: str, *, has_company: bool) -> bool:
    if not has_any(STEMS, sentence):
        return False
    if _has(ALONE, sentence):
        return True
    if _has(IN_COMPANY, sentence) and (has_company or _has(INFORMS, before) or PRESENTS.is_in(before)):
        return True
    if _has(INFORMS, sentence) and any(_has(IN_COMPANY, clause) for clause in _CLAUSE.split(sentence)):
        return True
    return LABEL.is_in(sentence) and CARER.is_in(sentence)


def _supports(sentence: str) -> bool:
    return _has((PRESENTS, LABEL, *INFORMS, *IN_COMPANY, *SUPPORT), sentence)


def _has(parts: tuple[Part, ...], sentence: str) -> bool:
    return any(part.is_in(sentence) for part in parts)

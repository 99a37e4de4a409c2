"""Recognises statements that a text is general information and no substitute for care, by their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from healthlint.document.article import Article
from healthlint.document.zones.disclaimer_parts import (
    ALONE,
    CARER,
    IN_COMPANY,
    INFORMS,
    LABEL,
    PRESENTS,
    STEMS,
    SUPPORT,
)
from healthlint.document.zones.disclaimer_words import DENIAL, Part, has_any
from healthlint.patterns import regex

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
    return any(says for _, says in _read(text))


def disclaimer_share(text: str) -> float:
    """Return how much of a text is disclaimer: 0 for nothing, 1 for every sentence (by characters).

    A sentence that only supports a disclaimer (“Always ask your doctor …”) counts beside one.
    """
    read = list(_read(text))
    if not any(says for _, says in read):
        return 0.0
    counted = sum(len(sentence) for sentence, says in read if says or _supports(sentence))
    return counted / (sum(len(sentence) for sentence, _ in read) or 1)


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


#: The kinds of parts of which a sentence is made.
_KINDS = (ALONE, IN_COMPANY, INFORMS, (LABEL,))


def _by_stem() -> dict[str, set[int]]:
    """Return for each stem the parts (by their identity) that it may stand for, so that each is looked for once."""
    found: dict[str, set[int]] = {}
    for part in chain(*_KINDS):
        for stem in part.stems:
            found.setdefault(stem, set()).add(id(part))
    return found


_BY_STEM = _by_stem()


class _Possible:
    """The parts that a sentence could hold, by its stems: few of many, so that it is compared with few."""

    def __init__(self, sentence: str) -> None:
        found: set[int] = set()
        for stem, parts in _BY_STEM.items():
            if stem in sentence:
                found |= parts
        may_deny = DENIAL.search(sentence) is not None
        self.alone, self.in_company, self.informs, self.labels = (
            [part for part in parts if id(part) in found and (may_deny or not part.denies)] for parts in _KINDS
        )

    def says(self, sentence: str, before: str, *, has_company: bool) -> bool:
        """Tell whether the sentence disclaims, alone or in the company of what went before."""
        if _has(self.alone, sentence):
            return True
        if _has(self.in_company, sentence) and (has_company or _has((*INFORMS, PRESENTS), before)):
            return True
        if _has(self.informs, sentence) and any(_has(self.in_company, clause) for clause in _CLAUSE.split(sentence)):
            return True
        return _has(self.labels, sentence) and CARER.is_in(sentence)


def _read(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a text, and for each whether it disclaims."""
    before, has_company = "", False
    for sentence in _SENTENCE.split(text[:_LONGEST].lower().translate(_STRAIGHT)):
        says = has_any(STEMS, sentence) and _Possible(sentence).says(sentence, before, has_company=has_company)
        has_company = has_company or says
        before = sentence
        yield sentence, says


def _supports(sentence: str) -> bool:
    return _has((PRESENTS, LABEL, *INFORMS, *IN_COMPANY, *SUPPORT), sentence)


def _has(parts: Sequence[Part], sentence: str) -> bool:
    return any(part.is_in(sentence) for part in parts)

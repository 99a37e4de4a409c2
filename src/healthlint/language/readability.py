"""How hard an article is to read: what is counted, the formulas, and the grade that they agree on.

Words and sentences are ours, so that abbreviations, lists and line ends do not bend a grade; the formulas are those of
textstat (0.7.8), and the tests hold them to it. `panel` asks textstat itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from heapq import nsmallest
from pathlib import Path
from statistics import median
from typing import NamedTuple

from msgspec import Struct

from healthlint.document.article import Block, BlockKind, Zone
from healthlint.language import syllables
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex

EASY = Path(__file__).with_name("data") / "easy_words.txt"
#: Below this number of words a grade says nothing; SMOG was made for this number of sentences and more.
LEAST_WORDS = 100
LEAST_SENTENCES_FOR_SMOG = 30
#: What is shorter is a label (“Side effects”, “Mild fever”) and no sentence.
LEAST_WORDS_IN_SENTENCE = 3
#: What is longer is a list or a table that has lost its stops on the way.
MOST_WORDS_IN_SENTENCE = 80
#: How many of the hardest sentences are named; a shorter one is hard by a name only, and cannot be helped.
HARDEST = 3
LEAST_WORDS_IN_HARDEST = 10
#: Different pieces that are kept in mind at once; bounds the memory for a file of nothing but different words.
_MOST_PIECES = 50_000

_PROSE_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION})
_ADDRESS = regex(r"://|www\.|[^\s@]@[^\s@]", re.IGNORECASE)
_CITATION = regex(r"\[\d[\d,;–-]*\]|(?<=[a-z]{2}[.,;:])\d[\d,–-]*$")
#: What parts two words that no blank parts.
_PARTING = regex(r"[—…/\ufffc]|--|\.\.+")
#: What is longer without a blank is no word: a file name, a table of dots, a mistake.
_LONGEST_WORD = 200
_PUNCTUATION = ".,;:!?()[]\"'“”‘’"
_STOPS = (".", "!", "?")
_LETTERS = regex(r"[^\W_]")
_MARKS = regex(r"[^\w\s]")
_PLAIN = regex(r"[^\w'’.-]")


class Counts(Struct, frozen=True):
    """What the formulas are made of. Letters are letters and digits; characters are all that is not blank."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    letters: int = 0
    characters: int = 0
    polysyllables: int = 0
    """Words of three syllables and more."""
    complex_words: int = 0
    """Polysyllables that are not on the list of easy words."""
    long_words: int = 0
    """Words of more than six letters."""

    @property
    def words_per_sentence(self) -> float:
        """Return the mean length of a sentence in words, 0.0 without any."""
        return self.words / self.sentences if self.sentences else 0.0


class Difficult(NamedTuple):
    """A sentence that is among the hardest of its article: its tokens, its words and its own Flesch-Kincaid grade."""

    span: TokenSpan
    words: int
    grade: float


class Readability(Struct, frozen=True):
    """The grade of an article: the median of `formulas`; `indices` are further figures, and decide nothing."""

    grade: float
    formulas: Mapping[str, float]
    indices: Mapping[str, float]
    counts: Counts
    difficult: tuple[Difficult, ...]

    @property
    def hardest(self) -> tuple[TokenSpan, ...]:
        """Return where the hardest sentences stand, the hardest first."""
        return tuple(sentence.span for sentence in self.difficult)


class _Measure(NamedTuple):
    """What a run of characters between blanks adds to each count; the fields are those of `Counts`, in order."""

    words: int
    syllables: int
    letters: int
    characters: int
    polysyllables: int
    complex_words: int
    long_words: int


#: All counts of a piece are added up as one number, so that a sentence is one sum: so many bits hold one of them, the
#: words the lowest. None of them can reach that many in a file that fits into memory.
_FIELD_BITS = 48
_FIELD = (1 << _FIELD_BITS) - 1
_NOTHING = _Measure(0, 0, 0, 0, 0, 0, 0)


def count(sentences: Iterable[str]) -> Counts:
    """Count the words of sentences that are given as text; every one of them is a sentence.

    A word has a letter or a digit. What no blank parts is one word: `don't`, `follow-up`, `2-3`; a dash, a slash or an
    ellipsis parts as well. Addresses and marks of citation (`[12]`, `pain.12`) are no words. A number has one syllable.
    """
    number = total = 0
    for sentence in sentences:
        number += 1
        total += _total(sentence.split())
    return _counts(number, total)


def flesch_kincaid_grade(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade level (Kincaid et al. 1975, Navy Research Branch Report 8-75)."""
    if not counts.words:
        return 0.0
    return _kincaid(counts.words_per_sentence, counts.syllables / counts.words)


def _kincaid(words_per_sentence: float, syllables_per_word: float) -> float:
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def flesch_reading_ease(counts: Counts) -> float:
    """Return Flesch's reading ease, about 0 to 100, easy is high (Flesch 1948, J Appl Psychol 32:221)."""
    if not counts.words:
        return 0.0
    return 206.835 - 1.015 * counts.words_per_sentence - 84.6 * (counts.syllables / counts.words)


def smog_index(counts: Counts) -> float:
    """Return the SMOG grade (McLaughlin 1969, Journal of Reading 12:639); made for 30 sentences and more."""
    if not counts.sentences:
        return 0.0
    return float(1.043 * (30 * (counts.polysyllables / counts.sentences)) ** 0.5 + 3.1291)


def gunning_fog(counts: Counts) -> float:
    """Return the fog index (Gunning 1952, The Technique of Clear Writing)."""
    if not counts.words:
        return 0.0
    return 0.4 * (counts.words_per_sentence + 100 * counts.complex_words / counts.words)


def automated_readability_index(counts: Counts) -> float:
    """Return the automated readability index, a grade (Smith and Senter 1967, AMRL-TR-66-220).

    Characters are strokes of the typewriter, punctuation too.
    """
    if not counts.words:
        return 0.0
    return 4.71 * (counts.characters / counts.words) + 0.5 * counts.words_per_sentence - 21.43


def coleman_liau_index(counts: Counts) -> float:
    """Return the Coleman-Liau index, a grade (Coleman and Liau 1975, J Appl Psychol 60:283)."""
    if not counts.words:
        return 0.0
    return 0.058 * (counts.letters / counts.words * 100) - 0.296 * (counts.sentences / counts.words * 100) - 15.8


def lix(counts: Counts) -> float:
    """Return the läsbarhetsindex, about 20 to 60, no grade (Björnsson 1968)."""
    if not counts.words:
        return 0.0
    return counts.words_per_sentence + 100 * counts.long_words / counts.words


#: The formulas that give a grade and decide; each looks at the words of an article in its own way.
GRADES: Mapping[str, Callable[[Counts], float]] = {
    "Flesch-Kincaid": flesch_kincaid_grade,
    "SMOG": smog_index,
    "ARI": automated_readability_index,
}
#: Further figures, for who is used to them.
INDICES: Mapping[str, Callable[[Counts], float]] = {
    "Flesch reading ease": flesch_reading_ease,
    "Gunning fog": gunning_fog,
    "Coleman-Liau": coleman_liau_index,
    "LIX": lix,
}


def grade(annotated: Annotated) -> Readability | None:
    """Return how hard an article is to read, or None where it has fewer than `LEAST_WORDS` words of prose.

    Prose are the sentences of paragraphs, list items and definitions in the body, of 3 to 80 words; an item that
    completes the line before its list is a sentence of its own. Headings, tables, captions, references, quotations and
    comments are left out. The grade is the median of at least two formulas, since each can err by two grades: of
    Flesch-Kincaid (syllables), SMOG (long words) and ARI (letters); under 30 sentences SMOG has no say, and the mean of
    the other two is taken.
    """
    number = total = 0
    hard: list[tuple[float, int, int, int]] = []
    for first, last, text in _prose(annotated):
        measured = _total(text.split())
        words, syllables_said = measured & _FIELD, measured >> _FIELD_BITS & _FIELD
        if LEAST_WORDS_IN_SENTENCE <= words <= MOST_WORDS_IN_SENTENCE:
            number += 1
            total += measured
            if words >= LEAST_WORDS_IN_HARDEST:
                hard.append((-_kincaid(words, syllables_said / words), first, last, words))
    counts = _counts(number, total)
    if counts.words < LEAST_WORDS:
        return None
    formulas = {
        name: formula(counts)
        for name, formula in GRADES.items()
        if name != "SMOG" or counts.sentences >= LEAST_SENTENCES_FOR_SMOG
    }
    # The hardest first, and of equals the one that comes first.
    hardest = tuple(
        Difficult(TokenSpan(first, last), words, -easiness) for easiness, first, last, words in nsmallest(HARDEST, hard)
    )
    indices = {name: formula(counts) for name, formula in INDICES.items()}
    return Readability(median(formulas.values()), formulas, indices, counts, hardest)


def prose(annotated: Annotated) -> str:
    """Return the sentences that a grade is made of as one text, for formulas that part a text into sentences again.

    Each is a line, and ends with a stop, which a list item often lacks.
    """
    texts = (text for _, _, text in _prose(annotated))
    long_enough = (text for text in texts if _total(text.split()) & _FIELD >= LEAST_WORDS_IN_SENTENCE)
    return "\n".join(text if text.endswith(_STOPS) else f"{text}." for text in long_enough)


def panel(text: str) -> dict[str, float]:
    """Return the figures of textstat itself for a text, by textstat's names; its sentences and words are its own.

    The first call takes about 0.7 s: textstat reads its whole dictionary. Raises `ModuleNotFoundError` where textstat,
    or something that it needs, is not installed.
    """
    from textstat.textstat import textstatistics  # noqa: PLC0415 -- slow to import, and only a report asks for it

    measured = textstatistics()
    names = (
        "flesch_kincaid_grade", "flesch_reading_ease", "smog_index", "gunning_fog", "automated_readability_index",
        "coleman_liau_index", "lix", "rix", "dale_chall_readability_score", "linsear_write_formula",
    )  # fmt: skip
    return {name: float(getattr(measured, name)(text)) for name in names}


def _prose(annotated: Annotated) -> Iterable[tuple[int, int, str]]:
    """Yield the sentences that a grade is made of: first token, one past the last, text."""
    prose, starts, ends = annotated.article.prose, annotated.tokens.starts, annotated.tokens.ends
    is_prose = list(map(_is_prose, annotated.article.blocks))
    for _, first, last, block in annotated.sentences:
        if is_prose[block]:
            yield first, last, prose[starts[first] : ends[last - 1]]


def _is_prose(block: Block) -> bool:
    return block.kind in _PROSE_BLOCKS and block.zone == (Zone.BODY,) and block.cell is None


class _Pieces(dict[str, int]):
    """What each piece adds to the counts, as one number (see `_FIELD_BITS`); measured once, however often it is met."""

    def __missing__(self, piece: str) -> int:
        if len(self) >= _MOST_PIECES:
            self.clear()
        amount = 0
        for field in reversed(_measure(piece)):
            amount = amount << _FIELD_BITS | field
        self[piece] = amount
        return amount


_PIECES = _Pieces()


def _total(pieces: Iterable[str]) -> int:
    """Return what some pieces add to the counts, all in one sum."""
    return sum(map(_PIECES.__getitem__, pieces))


def _counts(sentences: int, total: int) -> Counts:
    """Take a total apart into its counts."""
    return Counts(sentences, *(total >> _FIELD_BITS * place & _FIELD for place in range(len(_Measure._fields))))


def _measure(piece: str) -> _Measure:
    """Measure one run of characters between blanks; mostly it is one word, with its punctuation."""
    word = piece.strip(_PUNCTUATION)
    if len(word) > _LONGEST_WORD:
        return _NOTHING
    if word.isalpha():
        return _measure_word(word.lower(), len(word), len(piece))
    if _ADDRESS.search(piece):
        return _NOTHING
    bare = _CITATION.sub("", piece)
    measures = []
    for part in _PARTING.split(bare):
        if _LETTERS.search(part):
            word = _PLAIN.sub("", part.lower()).strip("'’.-")
            measures.append(_measure_word(word, len(_MARKS.sub("", part)), len(part)))
    if len(measures) < 2:
        return measures[0] if measures else _NOTHING
    return _Measure(*map(sum, zip(*measures, strict=True)))


def _measure_word(word: str, letters: int, characters: int) -> _Measure:
    said = syllables.count(word)
    is_complex = said >= 3 and _is_complex(word)
    return _Measure(1, said, letters, characters, int(said >= 3), int(is_complex), int(letters > 6))


def _is_complex(word: str) -> bool:
    """Tell whether a polysyllable is hard: a compound is so by one of its parts (Gunning)."""
    if word in _easy():
        return False
    return "-" not in word or any(syllables.count(p) >= 3 and p not in _easy() for p in word.split("-") if p)


@cache
def _easy() -> frozenset[str]:
    """Read the words of three syllables and more that everybody knows (after Dale and Chall)."""
    lines = EASY.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))

"""Writes an article as one letter for each token, for the grammar of what is said to be the same.

The closed classes of English are grammar and stand here; the words of naming, and those around a term, are cue sets.
A stretch of letters knows which token each of them is, so a pattern over letters is a pattern over the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple

from healthlint.language.annotated import Annotated
from healthlint.language.equations.grammar import SIGN, STARTS, is_broken, may_stand_between
from healthlint.language.lexicon import Lexicon
from healthlint.language.terms import LEAF, Leaf, TermIndex
from healthlint.language.tokens import Mention, Sentence, TokenSpan

#: Letters of closed classes; `Q` is dropped, `x` is every other word.
_CLASSES = {
    "a": "a an",
    "t": "the",
    "d": "this these those your our its their his her my such",
    "q": "some any many most few several other certain two three four both each every more various half all",
    "b": "be am is are been being 's 're",
    "X": "was were",
    "v": "can may might could will would shall should must have has had do does did 'll 've get gets got",
    "k": "as",
    "o": "to",
    "f": "for",
    "g": "of",
    "y": "by among amongst",
    "r": "or",
    "n": "and & plus",
    "w": "which that who whom",
    "W": "what",
    "p": "it",
    "P": "we you i they",
    "i": "in on at within inside",
    "j": "with",
    "e": "between",
    "u": "but yet although though however whereas while",
    "c": "from into about during after before than through against like if when because until since how why where so "
    "then under over per via whether",
    "z": "not n't nt no never nor neither without none hardly nothing nobody cannot",
    ",": ",",
    "(": "( [",
    ")": ") ]",
    ";": "; • · | ◦ ▪",
    ":": ":",
    "=": "=",
    "/": "/ and/or",
    "-": "– — --",
    ".": ". ! ? …",
    "Q": "\" “ ” ‘ « » * _ ' ”",
}  # fmt: skip
_CLOSED = {word: letter for letter, words in _CLASSES.items() for word in words.split()}
#: Letters of cue sets; the verbs come first, since their forms give way to every other set (“a *lasting* cramp”).
_CUES = {
    "equivalence_verb": "V",
    "equivalence_describing": "D",
    "equivalence_belief": "l",
    "equivalence_kind": "N",
    "equivalence_thing": "H",
    "equivalence_agent": "P",
    "equivalence_quality": "J",
    "equivalence_adverb": "A",
    "equivalence_frequency": "F",
    "equivalence_reported": "L",
    "equivalence_use": "U",
    "equivalence_name": "T",
    "equivalence_describe": "O",
    "equivalence_mean": "M",
    "equivalence_refer": "R",
    "equivalence_know": "K",
    "equivalence_call": "C",
    "equivalence_go_by": "Z",
    "equivalence_same": "E",
    "equivalence_difference": "Y",
    "equivalence_alias": "G",
    "equivalence_gloss": "I",
    "equivalence_setting": "S",
}
#: What the grammar needs from the rules' data.
CUE_SETS = tuple(_CUES)
_LETTERS = tuple(_CUES.values())
#: The first token of a cue has its letter, the others this; it is dropped like a quotation mark.
_REST = "~"
_DROPPED = "Q~"
_WITHOUT_DROPPED = str.maketrans("", "", _DROPPED)
#: For each letter as a byte whether it is kept: 1 or 0.
_KEPT = bytes(chr(letter) not in _DROPPED for letter in range(256))
#: Words whose letters are kept in mind at once; bounds the memory for files of nothing but different words.
_MOST_WORDS = 50_000
#: Letters of which an equation has one (save “A, or B,”), and the tokens around its first term among which it is.
_SAYING = frozenset("CZKRTMOEGIY=(-:")
_FOLLOWING, _PRECEDING = 36, 8
_NOUNS_AND_ADJECTIVES = frozenset("TJHND")
#: Letters without which a sentence gives no second name to what another one is about.
_NAMING = frozenset("CZKRTE")
#: Who speaks of terms can be a term itself (“what neurologists call”).
_AGENTS = frozenset({"specialist", "population"})


class Stretch(NamedTuple):
    """Letters of some tokens in reading order, quotation marks dropped, and the token that each of them stands for."""

    letters: str
    tokens: Sequence[int]


class Alphabet(dict[str, str]):
    """The letter of each word that stands alone: of its closed class, or of a cue set that it is a term of.

    A sign that is no word (an emoji, a trade mark) is dropped.
    """

    def __init__(self, index: TermIndex) -> None:
        super().__init__()
        self._index = index
        self._ranks = {index.cues[name]: rank for rank, name in enumerate(_CUES)}

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        other = "x" if word.isascii() or any(map(str.isalnum, word)) else "Q"
        letter = self[word] = self._of_cue(word) or _CLOSED.get(word, other)
        return letter

    def _of_cue(self, word: str) -> str | None:
        """Return the letter of the last set that has a word, whatever its capitals."""
        if word not in self._index.first_words:
            return None
        leaf: Leaf = self._index.tree[word].get(LEAF, [])
        ranks = [self._ranks[owner] for owner, exact in leaf if owner in self._ranks and exact is None]
        return _LETTERS[max(ranks)] if ranks else None


class Letters:
    """The letters of an article, one for each token."""

    def __init__(self, annotated: Annotated, alphabet: Alphabet) -> None:
        """Paint words, then cues of several words (longer ones over shorter ones), then terms."""
        painted = list(map(alphabet.__getitem__, annotated.tokens.words))
        self.naming: list[int] = []
        """The tokens of naming words, in no order."""
        hyphens = _marked_hyphens(annotated, painted)
        self._paint_cues(annotated, painted)
        _join_hyphens(painted, hyphens)
        _paint_terms(annotated, painted)
        self._letters = "".join(painted)
        is_kept = self._letters.encode("ascii").translate(_KEPT)
        self._kept = list(compress(range(len(is_kept)), is_kept))
        self._text = self._letters.translate(_WITHOUT_DROPPED)
        #: For each token how many letters before it are kept: where it stands in `_text`.
        self._place = list(accumulate(is_kept, initial=0))

    def may_be_named(self, mention: Mention) -> bool:
        """Tell whether a term may be the first of an equation: a look, so that most terms cost next to nothing."""
        before = self._letters[max(0, mention.first - _PRECEDING) : mention.first]
        # Where a naming verb stands before a term, nothing need follow: “doctors *call* a stroke …”.
        if "C" not in before and self._after(mention.last) not in STARTS:
            return False
        after = self._letters[mention.last : mention.last + _FOLLOWING]
        return not _SAYING.isdisjoint(after) or not _SAYING.isdisjoint(before) or after[:2] == ",r"

    def sentences(self, annotated: Annotated) -> Iterator[Sentence]:
        """Yield the sentences that have a sign of an equation; most have none."""
        end = 0
        for sign in SIGN.finditer(self._text):
            token = self._kept[sign.start()]
            if token >= end:
                sentence = annotated.sentence_of(token)
                end = sentence.last
                yield sentence

    def is_broken(self, first: int, last: int) -> bool:
        """Tell whether no frame has letters between its terms that begin with those of a range of tokens."""
        return is_broken(self._text, self._place[first], self._place[last])

    def may_stand_between(self, first: int, last: int) -> bool:
        """Tell whether some frame may have the tokens of a range between its terms."""
        return may_stand_between(self._text, self._place[first], self._place[last])

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the letters of a range of tokens."""
        start, end = self._place[first], self._place[last]
        return Stretch(self._text[start:end], self._kept[start:end])

    def _after(self, token: int) -> str:
        """Return the first letter at or after a token, or nothing at the end."""
        place = self._place[token]
        return self._text[place : place + 1]

    def at(self, token: int) -> str:
        """Return the letter of a token."""
        return self._letters[token]

    def end_of(self, token: int) -> int:
        """Return one past the last token of the cue or term that begins at a token."""
        end = token + 1
        while end < len(self._letters) and self._letters[end] == _REST:
            end += 1
        return end

    def next(self, token: int, last: int) -> str:
        """Return the first letter at or after a token, before `last`; empty where there is none."""
        return self.stretch(token, last).letters[:1]

    def _paint_cues(self, annotated: Annotated, painted: list[str]) -> None:
        """Paint cues of several words; those of one word have their letter, save where capitals matter."""
        found: list[tuple[int, TokenSpan, str]] = []
        for name, letter in _CUES.items():
            number = annotated.index.cues[name]
            if letter in _NAMING:
                self.naming += [first for first, _ in annotated.hits.everywhere(number)]
            found += [(last - first, TokenSpan(first, last), letter) for first, last in annotated.hits.phrases(number)]
        for length, (first, last), letter in sorted(found):
            painted[first:last] = [letter, *_REST * (length - 1)]


def _marked_hyphens(annotated: Annotated, painted: list[str]) -> list[int]:
    """Tell a hyphen inside a word (`h`) from one between blanks, which is a dash; return where the former stand."""
    starts, ends = annotated.tokens.starts, annotated.tokens.ends
    inside: list[int] = []
    for token in annotated.tokens.places("-"):
        glued = token and ends[token - 1] == starts[token]
        painted[token] = "h" if glued else "-"
        if glued:
            inside.append(token)
    return inside


def _join_hyphens(painted: list[str], hyphens: Sequence[int]) -> None:
    """Make plain words of nouns and adjectives that are a part of a longer word, as in “long-*term*”."""
    for token in hyphens:
        if painted[token] == "h":
            for beside in (token - 1, token + 1):
                if beside < len(painted) and painted[beside] in _NOUNS_AND_ADJECTIVES:
                    painted[beside] = "x"


def _paint_terms(annotated: Annotated, painted: list[str]) -> None:
    """Paint each term (see `_letter_of`); a word that is a cue as well stays one."""
    letters: dict[tuple[str, ...], str] = {}
    for first, last, concepts in annotated.mentions:
        if last - first == 1 and painted[first] != "x":
            continue
        if concepts not in letters:
            letters[concepts] = _letter_of(annotated.lexicon, concepts)
        painted[first] = letters[concepts]
        if last - first > 1:
            painted[first + 1 : last] = _REST * (last - first - 1)


def _letter_of(lexicon: Lexicon, concepts: Sequence[str]) -> str:
    """Return the letter of a term: `B` for anatomy, `P` for who speaks, `m` for all others."""
    classes = {lexicon.concepts[name].concept_class for name in concepts}
    if classes <= _AGENTS:
        return "P"
    return "B" if classes == {"anatomy"} else "m"

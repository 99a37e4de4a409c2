"""Writes an article as one letter for each token, for the grammar of what is said to be the same.

The closed classes of English are grammar and stand here; the words of naming, and those around a term, are cue sets.
A stretch of letters knows which token each of them is, so a pattern over letters is a pattern over the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple

from healthlint.language.annotated import Annotated
from healthlint.language.equations.grammar import SIGNS, is_broken, may_stand_between
from healthlint.language.lexicon import Lexicon
from healthlint.language.terms import EXACT, TermIndex, joined
from healthlint.language.tokens import Sentence, TokenSpan

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
#: The first token of a cue has its letter, the others this; it is dropped like a quotation mark.
_REST = "~"
_DROPPED = "Q~"
_WITHOUT_DROPPED = str.maketrans("", "", _DROPPED)
#: For each letter as a byte whether it is kept: 1 or 0.
_KEPT = bytes(chr(letter) not in _DROPPED for letter in range(256))
#: Words whose letters are kept in mind at once; bounds the memory for files of nothing but different words.
_MOST_WORDS = 50_000
_NOUNS_AND_ADJECTIVES = frozenset("TJHND")
#: Sets without which a sentence gives no second name to what another one is about.
NAMING = tuple(name for name, letter in _CUES.items() if letter in "CZKRTE")
#: Sets and words of which a sentence that says that two things are one has one, save for “A, or B,”.
_SAYING = tuple(name for name, letter in _CUES.items() if letter in SIGNS)
_SIGNS = ("-", *(word for word, letter in _CLOSED.items() if letter in SIGNS))
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
        self._cues = joined((letter, index.sets[index.cues[name]]) for name, letter in _CUES.items())

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        other = "x" if word.isascii() or any(map(str.isalnum, word)) else "Q"
        letter = self[word] = self._of_cue(word) or _CLOSED.get(word, other)
        return letter

    def _of_cue(self, word: str) -> str | None:
        """Return the letter of the last set that has a word, whatever its capitals."""
        entries = self._cues.get(word, {}).get(EXACT, [])
        return next((letter for letter, exact in reversed(entries) if exact is None), None)

    def phrases(self, annotated: Annotated, tokens: TokenSpan) -> Iterator[tuple[int, int, str]]:
        """Yield the cues inside a range of tokens that no single word tells: several words, or capitals.

        Each is told by its length, its first token and its letter.
        """
        words, (begin, end) = annotated.tokens.words, tokens
        for first in compress(range(begin, end), map(self._cues.__contains__, words[begin:end])):
            node, last = self._cues[words[first]], first + 1
            while node is not None:
                for letter, exact in node.get(EXACT, ()):
                    if last - first > 1 if exact is None else exact == _written(annotated, TokenSpan(first, last)):
                        yield last - first, first, letter
                node = node.get(words[last]) if last < end else None
                last += 1


def _written(annotated: Annotated, tokens: TokenSpan) -> str:
    return annotated.text(tokens).replace("’", "'")


def signed(annotated: Annotated) -> Iterator[Sentence]:
    """Yield the sentences that may say that two things are one, in order: a look, since most do not."""
    tokens, hits, end = annotated.tokens, annotated.hits, 0
    signs = [token for word in _SIGNS for token in tokens.where.get(word, ())]
    signs += [hit.first for name in _SAYING for hit in hits.everywhere(annotated.index.cues[name])]
    signs += [token for token in tokens.where.get("or", ()) if not tokens.words[token - 1].isalnum()]
    for token in sorted(signs):
        if token >= end:
            sentence = annotated.sentence_of(token)
            end = sentence.last
            yield sentence


class Written(dict[Sentence, "Letters"]):
    """The sentences of an article in letters; each is written when it is asked for, since few are."""

    def __init__(self, annotated: Annotated, alphabet: Alphabet) -> None:
        super().__init__()
        self._annotated = annotated
        self._alphabet = alphabet

    def __missing__(self, sentence: Sentence) -> Letters:
        letters = self[sentence] = Letters(self._annotated, self._alphabet, sentence)
        return letters


class Letters:
    """The letters of a sentence, one for each token."""

    def __init__(self, annotated: Annotated, alphabet: Alphabet, sentence: Sentence) -> None:
        """Paint words, then cues of several words (longer ones over shorter ones), then terms."""
        first, last = sentence.first, sentence.last
        painted = list(map(alphabet.__getitem__, annotated.tokens.words[first:last]))
        hyphens = _marked_hyphens(annotated, sentence, painted)
        for length, place, letter in sorted(alphabet.phrases(annotated, TokenSpan(first, last))):
            painted[place - first : place - first + length] = [letter, *_REST * (length - 1)]
        _join_hyphens(painted, hyphens)
        _paint_terms(annotated, sentence, painted)
        self.sentence = sentence
        self._letters = "".join(painted)
        is_kept = self._letters.encode("ascii").translate(_KEPT)
        self._kept = list(compress(range(first, last), is_kept))
        self._text = self._letters.translate(_WITHOUT_DROPPED)
        #: For each token how many letters before it are kept: where it stands in `_text`.
        self._place = list(accumulate(is_kept, initial=0))

    def is_broken(self, first: int, last: int) -> bool:
        """Tell whether no frame has letters between its terms that begin with those of a range of tokens."""
        return is_broken(self._text, *self._places(first, last))

    def may_stand_between(self, first: int, last: int) -> bool:
        """Tell whether some frame may have the tokens of a range between its terms."""
        return may_stand_between(self._text, *self._places(first, last))

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the letters of a range of tokens."""
        start, end = self._places(first, last)
        return Stretch(self._text[start:end], self._kept[start:end])

    def at(self, token: int) -> str:
        """Return the letter of a token."""
        return self._letters[token - self.sentence.first]

    def end_of(self, token: int) -> int:
        """Return one past the last token of the cue or term that begins at a token."""
        end = token + 1
        while end < self.sentence.last and self.at(end) == _REST:
            end += 1
        return end

    def next(self, token: int) -> str:
        """Return the first letter at or after a token; empty where there is none."""
        return self.stretch(token, self.sentence.last).letters[:1]

    def _places(self, first: int, last: int) -> tuple[int, int]:
        base, end = self.sentence.first, self.sentence.last
        return self._place[min(first, end) - base], self._place[min(last, end) - base]


def _marked_hyphens(annotated: Annotated, sentence: Sentence, painted: list[str]) -> list[int]:
    """Tell a hyphen inside a word (`h`) from one between blanks, which is a dash; return where the former stand."""
    words, starts, ends = annotated.tokens.words, annotated.tokens.starts, annotated.tokens.ends
    inside: list[int] = []
    for token in range(sentence.first, sentence.last):
        if words[token] == "-":
            glued = token and ends[token - 1] == starts[token]
            painted[token - sentence.first] = "h" if glued else "-"
            if glued:
                inside.append(token - sentence.first)
    return inside


def _join_hyphens(painted: list[str], hyphens: Sequence[int]) -> None:
    """Make plain words of nouns and adjectives that are a part of a longer word, as in “long-*term*”."""
    for place in hyphens:
        if painted[place] == "h":
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(painted) and painted[beside] in _NOUNS_AND_ADJECTIVES:
                    painted[beside] = "x"


def _paint_terms(annotated: Annotated, sentence: Sentence, painted: list[str]) -> None:
    """Paint each term (see `_letter_of`); a word that is a cue as well stays one."""
    for first, last, concepts in annotated.mentions_in(TokenSpan(sentence.first, sentence.last)):
        place, length = first - sentence.first, min(last, sentence.last) - first
        if length > 1 or painted[place] == "x":
            painted[place : place + length] = [_letter_of(annotated.lexicon, concepts), *_REST * (length - 1)]


def _letter_of(lexicon: Lexicon, concepts: Sequence[str]) -> str:
    """Return the letter of a term: `B` for anatomy, `P` for who speaks, `m` for all others."""
    classes = {lexicon.concepts[name].concept_class for name in concepts}
    if classes <= _AGENTS:
        return "P"
    return "B" if classes == {"anatomy"} else "m"

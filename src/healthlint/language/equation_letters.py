"""Writes an article as one letter for each token, for the grammar of what is said to be the same.

The closed classes of English are grammar and stand here; the words of naming, and those around a term, are cue sets.
A stretch of letters knows which token each of them is, so a pattern over letters is a pattern over the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.language.annotated import Annotated, Mention, TokenSpan

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
_DROPPED = frozenset("Q~")
#: Letters of which an equation has one (save “A, or B,”), and the tokens around its first term among which it is.
_SAYING = frozenset("CZKRTMOEGIY=(-:")
_FOLLOWING, _PRECEDING = 36, 8
_NOUNS_AND_ADJECTIVES = frozenset("TJHND")
#: Letters without which a sentence gives no second name to what another one is about.
_NAMING = frozenset("CZKRTE")
#: Who speaks of terms can be a term itself (“what neurologists call”).
_AGENTS = frozenset({"specialist", "population"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of some tokens in reading order, quotation marks dropped, and the token that each of them stands for."""

    letters: str
    tokens: tuple[int, ...]


class _OfWord(dict[str, str]):
    """The letter of each word; a sign that is no word (an emoji, a trade mark) is dropped."""

    def __missing__(self, word: str) -> str:
        letter = "x" if word.isascii() or any(map(str.isalnum, word)) else "Q"
        self[word] = letter
        return letter


class Letters:
    """The letters of an article, one for each token."""

    def __init__(self, annotated: Annotated) -> None:
        """Paint closed classes, then cues (longer ones over shorter ones), then terms."""
        of_word = _OfWord(_CLOSED)
        self._letters = [of_word[word] for word in annotated.tokens.words]
        self.naming: list[int] = []
        """The tokens of naming words, in no order."""
        self._mark_hyphens(annotated)
        self._paint_cues(annotated)
        self._join_hyphens()
        for mention in annotated.mentions:
            self._paint_term(annotated, mention)

    def may_be_named(self, mention: Mention, starts: frozenset[str]) -> bool:
        """Tell whether a term may be the first of an equation: a first look, so that most terms cost next to nothing.

        `starts` are the letters that may follow A, where no naming verb stands before it (“doctors *call* a stroke …”).
        """
        letters = self._letters
        before = letters[max(0, mention.first - _PRECEDING) : mention.first]
        if self.next(mention.last) not in starts and "C" not in before:
            return False
        after = letters[mention.last : mention.last + _FOLLOWING]
        return not _SAYING.isdisjoint(after) or not _SAYING.isdisjoint(before) or after[:2] == [",", "r"]

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the letters of a range of tokens."""
        letters = self._letters
        kept = [token for token in range(first, last) if letters[token] not in _DROPPED]
        return Stretch("".join([letters[token] for token in kept]), tuple(kept))

    def at(self, token: int) -> str:
        """Return the letter of a token."""
        return self._letters[token]

    def end_of(self, token: int) -> int:
        """Return one past the last token of the cue or term that begins at a token."""
        end = token + 1
        while end < len(self._letters) and self._letters[end] == _REST:
            end += 1
        return end

    def next(self, token: int, last: int | None = None) -> str:
        """Return the first letter at or after a token, before `last`; empty where there is none."""
        end = len(self._letters) if last is None else last
        while token < end and self._letters[token] in _DROPPED:
            token += 1
        return self._letters[token] if token < end else ""

    def _mark_hyphens(self, annotated: Annotated) -> None:
        """Tell a hyphen inside a word (`h`) from one between blanks, which is a dash."""
        tokens = annotated.tokens
        for token in [token for token, word in enumerate(tokens.words) if word == "-"]:
            glued = token and tokens.ends[token - 1] == tokens.starts[token]
            self._letters[token] = "h" if glued else "-"

    def _join_hyphens(self) -> None:
        """Make plain words of nouns and adjectives that are a part of a longer word, as in “long-*term*”."""
        for token in [token for token, letter in enumerate(self._letters) if letter == "h"]:
            for beside in (token - 1, token + 1):
                if 0 <= beside < len(self._letters) and self._letters[beside] in _NOUNS_AND_ADJECTIVES:
                    self._letters[beside] = "x"

    def _paint_cues(self, annotated: Annotated) -> None:
        long: list[tuple[TokenSpan, str]] = []
        for name, letter in _CUES.items():
            hits = annotated.hits.get(annotated.index.cues[name], ())
            if letter in _NAMING:
                self.naming += [hit.first for hit in hits]
            for hit in hits:
                if hit.last - hit.first == 1:
                    self._letters[hit.first] = letter
                else:
                    long.append((hit, letter))
        long.sort(key=_length)
        for hit, letter in long:
            self._letters[hit.first : hit.last] = [letter, *_REST * (hit.last - hit.first - 1)]

    def _paint_term(self, annotated: Annotated, mention: Mention) -> None:
        """Paint a term `m`, one of anatomy `B`; a word that is a cue as well stays one."""
        first, last = mention.first, mention.last
        classes = {annotated.lexicon.concepts[name].concept_class for name in mention.concepts}
        if last - first == 1 and self._letters[first] != "x":
            return
        letter = "B" if classes == {"anatomy"} else "m"
        self._letters[first:last] = [letter, *_REST * (last - first - 1)]
        if classes <= _AGENTS:
            self._letters[first] = "P"


def _length(hit: tuple[TokenSpan, str]) -> tuple[int, TokenSpan]:
    return (hit[0].last - hit[0].first, hit[0])

"""What stands left and right of a place in its clause, as one letter for each token: grammar without a parser.

The closed classes of English (articles, auxiliaries, pronouns, conjunctions) are grammar and stand here; every other
word that matters stands in the cue files. With one letter a token, what may stand between a cue and the words that it
governs is a pattern over letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from healthlint.document.article import Block, BlockKind, CellPlace
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex

#: The letters. Cues are painted over them: e (nonfactive head), u (need), f (factive verb), n (negation).
_CLASSES = {
    "v": "am is are was were does do did has had can could will would shall should may might must ought 're 've "
    "'ll 'd 'm ca wo sha ai 's",
    "x": "be been being have having get gets got getting",
    "r": "also always actually already yet ever even still just really simply so too very quite often sometimes "
    "usually both far well again now soon almost nearly either only alone itself themselves himself herself "
    "indeed necessarily fully ' \" “ ” ‘ « » * _ once more less most least somehow any longer mostly otherwise "
    "then thus thereby ultimately currently together instead",
    "t": "to",
    "d": "a an the any some this these those its their your our my his her each every another all one other enough "
    "much many few several everyone everybody everything anyone anybody anything",
    "p": "it they he she we you i there them him us me",
    "&": "and & plus",
    "|": "or nor /",
    ",": ",",
    ";": "; … . ! ? — – but although though because since while whereas when whenever where why how what however "
    "therefore except besides after before until whereby despite",
    ":": ":",
    "(": "( [",
    ")": ") ]",
    "h": "that which who whom whose",
    "q": "if whether unless",
    "o": "of for in by with on at from as into about against towards toward through over under than per via among "
    "between during within like without up out off down",
}  # fmt: skip
CLOSED = {word: letter for letter, words in _CLASSES.items() for word in words.split()}
_ASIDE = regex(r"\([^()]{1,5}\)")
#: `how to`, `what to` and the like begin no clause of their own.
_QUESTION_WORDS = frozenset({"how", "what", "when", "where"})
#: Tokens that are looked at on either side: longer clauses are rare, and a sentence may be a whole file.
_LEFT, _RIGHT = 40, 30
#: Items of a list that are walked back to find the words that introduce it.
_MOST_ITEMS = 60
_MOST_CELLS = 120


class Stretch(Struct, frozen=True, dict=True):
    """Tokens on one side of a place, in reading order; on the left, the words that introduce a list may come first."""

    annotated: Annotated
    spans: tuple[TokenSpan, ...]

    @cached_property
    def words(self) -> list[str]:
        """Return the tokens, lower-case."""
        words = self.annotated.tokens.words
        return [word for span in self.spans for word in words[span.first : span.last]]

    @cached_property
    def letters(self) -> str:
        """Return one letter for each token."""
        letters = "".join(self._letters_of(span) for span in self.spans)
        return _ASIDE.sub(_adverbs, letters)

    def find(self, *names: str) -> Sequence[TokenSpan]:
        """Return where sets of cues stand, counted in this stretch, in order."""
        found = self._found.get(names)
        if found is None:
            found = self._found[names] = sorted(self._places(names))
        return found

    @cached_property
    def _found(self) -> dict[tuple[str, ...], list[TokenSpan]]:
        """What `find` has found already: the same sets are asked for at every negation."""
        return {}

    def _places(self, names: Iterable[str]) -> Iterator[TokenSpan]:
        base = 0
        for span in self.spans:
            shift = base - span.first
            for name in names:
                for first, last in self.annotated.cue(name, span):
                    if last <= span.last:
                        yield TokenSpan(first + shift, last + shift)
            base += span.last - span.first

    def local(self, span: TokenSpan) -> TokenSpan:
        """Return tokens of the article, counted in this stretch (which may begin after them)."""
        last = self.spans[-1]
        shift = sum(each.last - each.first for each in self.spans[:-1]) - last.first
        return TokenSpan(span.first + shift, span.last + shift)

    def painted(self, letter: str, *names: str) -> str:
        """Return the letters with one put over every token of sets of cues, closed classes left as they are."""
        return paint(self.letters, letter, self.find(*names))

    def _letters_of(self, span: TokenSpan) -> str:
        words = self.annotated.tokens.words
        letters = [
            CLOSED.get(word) or ("r" if len(word) > 4 and word.endswith("ly") else "w")
            for word in words[span.first : span.last]
        ]
        for place, word in enumerate(words[span.first : span.last]):
            if word == "'s" and not _is_contracted(words, span.first + place):
                letters[place] = "j"
            elif word == "-":
                letters[place] = "j" if self._joins(span.first + place) else ";"
            elif word in _QUESTION_WORDS and letters[place + 1 : place + 2] == ["t"]:
                letters[place] = "r"
        return "".join(letters)

    def _joins(self, token: int) -> bool:
        """Tell whether a hyphen stands inside a word."""
        tokens = self.annotated.tokens
        before = token > 0 and tokens.ends[token - 1] == tokens.starts[token]
        return before and token + 1 < len(tokens) and tokens.ends[token] == tokens.starts[token + 1]


def _is_contracted(words: Sequence[str], token: int) -> bool:
    """Tell whether *'s* is a verb (“it's”), and not a possessive (“the body's”)."""
    before = words[token - 1] if token else ""
    return (
        CLOSED.get(before) in {"p", "h", ";"}
        or before in {"that", "this", "one"}
        or words[token + 1 : token + 2] == ["not"]
    )


def paint(letters: str, letter: str, places: Sequence[TokenSpan]) -> str:
    """Return the letters with one put over every open-class token (w) in some places."""
    if not places:
        return letters
    painted = list(letters)
    for first, last in places:
        for place in range(max(first, 0), min(last, len(painted))):
            if painted[place] == "w":
                painted[place] = letter
    return "".join(painted)


def overlap(one: TokenSpan, other: TokenSpan) -> bool:
    """Tell whether two ranges share a token."""
    return one.first < other.last and other.first < one.last


def _adverbs(aside: re.Match[str]) -> str:
    return "r" * len(aside.group())


def left_of(annotated: Annotated, focus: TokenSpan) -> Stretch:
    """Return what stands left of a place in its sentence, after the words over its list or column if it goes on."""
    sentence = annotated.sentence_of(focus.first)
    own = TokenSpan(max(sentence.first, focus.first - _LEFT), focus.first)
    block = annotated.article.blocks[sentence.block]
    is_part = block.item is not None or block.cell is not None
    if not is_part or annotated.tokens.within(block.span).first != own.first:
        return Stretch(annotated, (own,))
    lead = _lead_in(annotated, block)
    return Stretch(annotated, (own,) if lead is None else (lead, own))


def right_of(annotated: Annotated, focus: TokenSpan) -> Stretch:
    """Return what stands right of a place in its sentence."""
    sentence = annotated.sentence_of(focus.first)
    last = min(sentence.last, focus.last + _RIGHT)
    return Stretch(annotated, (TokenSpan(min(focus.last, last), last),))


#: The end of words that a list goes on from: “It does not:”, “See a doctor if you:”, “There is no proof that tea can:”.
_OPEN_END = regex(r"(?:n|[vxtpqhod]|h[wdr]{1,3}|t[wo])$")
_NEGATIONS = ("negation", "negation_verb")


def _lead_in(annotated: Annotated, block: Block) -> TokenSpan | None:
    """Return the words over a list or a column that its items complete: open at a colon, or a heading that denies."""
    before = (
        introduction(annotated, block) if block.cell is None else _head_of_column(annotated, block.cell, block.index)
    )
    if before is None:
        return None
    tokens = annotated.tokens
    first, last = tokens.within(before.span)
    has_colon = last > first and tokens.words[last - 1] in {":", "…", "...", "—", "–"}
    if has_colon:
        last -= 1
    if last <= first or not (has_colon or before.kind in {BlockKind.HEADING, BlockKind.TABLE_CELL}):
        return None
    first = max(annotated.sentence_of(last - 1).first, last - _LEFT, first)
    lead = Stretch(annotated, (TokenSpan(first, last),))
    letters = paint(lead.letters.replace("r", "w"), "n", lead.find(*_NEGATIONS))
    if has_colon:
        return lead.spans[0] if _OPEN_END.search(letters) else None
    return lead.spans[0] if re.search(r"n[vxw]?$", letters) else None


def introduction(annotated: Annotated, block: Block) -> Block | None:
    """Return the block before the list of an item: the one that introduces it; None for what is in no list."""
    blocks = annotated.article.blocks
    if block.item is None:
        return None
    for index in range(block.index - 1, max(-1, block.index - 1 - _MOST_ITEMS), -1):
        before = blocks[index].item
        if before is None or (before.list != block.item.list and before.depth < block.item.depth):
            return blocks[index]
    return None


def _head_of_column(annotated: Annotated, cell: CellPlace, index: int) -> Block | None:
    """Return the cell that heads a column, if it is not too far up."""
    for before in annotated.article.blocks[max(0, index - _MOST_CELLS) : index]:
        place = before.cell
        if place is not None and (place.table, place.row, place.column) == (cell.table, 1, cell.column):
            return before if cell.row > 1 else None
    return None

"""Sentences that only point at their subject (“It is also called …”, “Also known as …”), and the term that is meant."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from healthlint.document.article import Block, BlockKind
from healthlint.language.annotated import Annotated
from healthlint.language.equations.grammar import FRAGMENT, THEY_KNOW
from healthlint.language.equations.letters import NAMING, Letters, Written
from healthlint.language.equations.sides import Window, is_whole
from healthlint.language.tokens import Mention, Sentence, TokenSpan
from healthlint.patterns import regex

_PRONOUNS = frozenset({"it", "they"})
#: “This condition is also called …”
_THIS_CONDITION = regex(r"[dt][HN]")
_THEY_KNOW_IT = regex(rf"{THEY_KNOW}(?=p)")
#: Tokens at the start of a sentence that are looked at.
_REACH = 14
#: Sentences that may go by before the one that names the subject: “It is … It is also called …”
_MOST_BACK = 3
#: A mere pronoun may point at anything; what follows must plainly give a second name, not say what something is called.
_PLAINLY = regex(r"[AFLTE]")
#: “Also called B.” gives a name to what came before; “Also called B, A is …” does not.
_FRAGMENT_ENDS = regex(r"[.;:)(r]|$")
_ENTRY_BLOCKS = frozenset({BlockKind.TERM, BlockKind.HEADING, BlockKind.TITLE, BlockKind.TABLE_CELL})


class Subject(Struct, frozen=True):
    """A term that a later sentence points at, and the sentence, by its tokens."""

    mention: Mention
    start: int
    """Where the statement begins: at the term, or, where that stands in another block, with the sentence."""
    sentence: Sentence
    """The one that points at it."""
    place: int
    """What stands before it in the sentence comes before the pronoun (“Most people know *it* as …”)."""
    begin: int
    """What follows the pronoun."""
    is_fragment: bool

    def allows(self, window: Window) -> bool:
        """Tell whether what follows is plain enough for a subject that is only pointed at."""
        if self.is_fragment:
            return bool(_FRAGMENT_ENDS.match(window.after.letters))
        return self.place > self.sentence.first or bool(_PLAINLY.search(window.gap))


def subjects(annotated: Annotated, written: Written) -> Iterator[Subject]:
    """Yield the sentences with a naming word that point at their subject, where it is known which term that is."""
    naming = (hit for name in NAMING for hit in annotated.hits.everywhere(annotated.index.cues[name]))
    for index in sorted({annotated.sentence_of(hit.first).index for hit in naming}):
        sentence = annotated.sentences[index]
        if not annotated.mentions_in(TokenSpan(sentence.first, sentence.last)):
            continue
        pointer = _pointer(annotated, written[sentence])
        if pointer is not None:
            mention = _antecedent(annotated, written, sentence)
            if mention is not None:
                near = annotated.sentence_of(mention.first).block == sentence.block
                yield Subject(mention, mention.first if near else sentence.first, sentence, *pointer)


def _pointer(annotated: Annotated, letters: Letters) -> tuple[int, int, bool] | None:
    """Return where the pronoun stands, where the rest begins, and whether there is none; None for a full subject."""
    sentence = letters.sentence
    start = letters.stretch(sentence.first, min(sentence.last, sentence.first + _REACH))
    if not start.letters:
        return None
    if annotated.tokens.words[start.tokens[0]] in _PRONOUNS:
        return start.tokens[0], start.tokens[0] + 1, False
    if _THIS_CONDITION.match(start.letters):
        return sentence.first, start.tokens[1] + 1, False
    found = _THEY_KNOW_IT.match(start.letters)
    if found:
        place = start.tokens[found.end()]
        return place, place + 1, False
    if FRAGMENT.match(start.letters):
        return sentence.first, sentence.first, True
    return None


def _antecedent(annotated: Annotated, written: Written, sentence: Sentence) -> Mention | None:
    """Return the term that a sentence without a subject of its own is about: the subject before it, or its heading."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _MOST_BACK), -1):
        before = annotated.sentences[index]
        if before.block != sentence.block:
            break
        if _pointer(annotated, written[before]) is None:
            return _opening_term(annotated, written[before])
    return _entry(annotated, written, annotated.article.blocks[sentence.block])


def _opening_term(annotated: Annotated, letters: Letters) -> Mention | None:
    """Return the term that a sentence begins with, at most after an article."""
    sentence = letters.sentence
    start = letters.stretch(sentence.first, min(sentence.last, sentence.first + _REACH))
    skipped = 1 if start.letters[:1] in {"a", "t"} else 0
    if skipped >= len(start.tokens):
        return None
    token = start.tokens[skipped]
    found = annotated.mentions_in(TokenSpan(token, token + 1))
    return found[0] if found and is_whole(letters.next(found[0].last)) else None


def _entry(annotated: Annotated, written: Written, block: Block) -> Mention | None:
    """Return the term that the block before is made of: the head of an entry, a heading, the cell to the left."""
    if block.index == 0:
        return None
    before = annotated.article.blocks[block.index - 1]
    if before.kind not in _ENTRY_BLOCKS or before.zone != block.zone:
        return None
    if before.cell is not None and (block.cell is None or before.cell.row != block.cell.row):
        return None
    own = annotated.sentences_in(before.index)
    if len(own) != 1:
        return None
    letters = written[own[0]]
    mention = _opening_term(annotated, letters)
    return mention if mention is not None and letters.next(mention.last) in {"", ".", ":", "("} else None

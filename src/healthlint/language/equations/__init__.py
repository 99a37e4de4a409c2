"""Finds where an article says that one term is the same as another: “A, also known as B”, “A (B)”, “It is called B”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from healthlint.language.annotated import Annotated
from healthlint.language.equations.grammar import Fit, Frame, Strength, fit
from healthlint.language.equations.letters import Alphabet, Letters, Stretch, Written, signed
from healthlint.language.equations.sides import Side, Window, is_finite, right_side, sides
from healthlint.language.equations.subjects import Subject, subjects
from healthlint.language.tokens import Mention, Sentence, TokenSpan
from healthlint.patterns import regex

#: Between two terms of an equation there are at most this many tokens, and this many other terms.
_WIDEST_GAP = 24
_MOST_BETWEEN = 3
#: Tokens that are looked at before A and after B.
_REACH = 16
#: Names that may follow the first: “also called B, C, or D”.
_MOST_NAMES = 4
#: So many of the next terms of its sentence may be the second of an equation, or a further name in it.
_MOST_AFTER = _MOST_BETWEEN + 1 + _MOST_NAMES
#: The words that say it: the one that bears the polarity is the first of them.
_KEYS = frozenset("CZKRTMOEGIY=")
#: Words that belong to what is said and have no say over it: neither negation, nor lay usage, nor history.
_OWN = _KEYS | {"z", "A"}
#: “a spasm called a cramp” names one of the spasms; with a comma, a verb or an adverb it names them all.
_PARTICIPLES = frozenset({"called", "they-call"})
_NAMES_ALL = regex(r"[,(\-bXAFLZr]")
#: “(In most people,) a sprain, or strain, is …” is a subject; elsewhere a comma and an *or* offer a choice.
_OPENING = regex(r"(?:[^m]{1,7},)?")
_VERB_FOLLOWS = regex(r",[AFL]*[bvVMR]|$")
#: “Many people think (that) …”
_BELIEVED = regex(r"l[AFL]*w?[a-z]?$")
#: What joins further names to the first: “, C, or D”.
_JOINT = regex(r"(?=.)(?P<comma>,)?(?P<or>r)?")


#: Tells of the concepts that two terms may name whether anybody wants to know that the two are said to be the same.
Wanted = Callable[[tuple[str, ...], tuple[str, ...]], bool]


class Equation(Struct, frozen=True):
    """Two terms that are said to be the same."""

    frame: Frame
    left: Side
    right: Side
    span: TokenSpan
    """From the first to the last word that belongs to the statement; A may stand before it, in another block."""
    connector: TokenSpan
    """The word that says it, or the bracket or comma that does."""
    own: tuple[TokenSpan, ...]
    """All words that say it, a negation of theirs (“*no* difference”) included."""
    asserted: bool
    """Not so for what was once called so, and for what somebody thinks (“Many people believe that A and B are one”)."""


def equations(
    annotated: Annotated, alphabet: Alphabet | None = None, is_wanted: Wanted | None = None
) -> Iterator[Equation]:
    """Yield every equation of an article. The work grows linearly with the text.

    `alphabet` is that of the index of the article, for who reads many. Those that are not wanted need not come: hardly
    any two terms that stand near each other can be confused, and the grammar is read for these alone.
    """
    written = Written(annotated, Alphabet(annotated.index) if alphabet is None else alphabet)
    for sentence in signed(annotated):
        for mention in _first_terms(annotated, sentence, is_wanted):
            yield from _Reader(annotated, written[sentence]).from_term(mention)
    for subject in subjects(annotated, written):
        yield from _Reader(annotated, written[subject.sentence]).from_subject(subject)


def _first_terms(annotated: Annotated, sentence: Sentence, is_wanted: Wanted | None) -> Iterator[Mention]:
    """Yield the terms of a sentence after which one stands with which an equation would be wanted."""
    mentions = annotated.mentions_in(TokenSpan(sentence.first, sentence.last))
    for place, mention in enumerate(mentions):
        for other in mentions[place + 1 : place + 1 + _MOST_AFTER]:
            if is_wanted is None or is_wanted(mention.concepts, other.concepts):
                yield mention
                break


class _Reader:
    """Reads the equations of one sentence."""

    def __init__(self, annotated: Annotated, letters: Letters) -> None:
        self.annotated = annotated
        self.letters = letters
        self.sentence = letters.sentence

    def from_term(self, left: Mention) -> Iterator[Equation]:
        """Yield the equations whose first term is a mention."""
        for right, between in self._terms_after(left.last):
            before = self.letters.stretch(max(self.sentence.first, left.first - _REACH), left.first)
            yield from self._equations(left, right, Window(before, between, self._after(right)), left.first)

    def from_subject(self, subject: Subject) -> Iterator[Equation]:
        """Yield the equations of a sentence that only points at its first term, as in “It is also called B”."""
        before = self.letters.stretch(subject.sentence.first, subject.place)
        for right, between in self._terms_after(subject.begin):
            window = Window(before, between, self._after(right))
            if subject.allows(window):
                found = self._equations(subject.mention, right, window, subject.start)
                yield from (each for each in found if each.frame.strength is Strength.NAMED)

    def _terms_after(self, begin: int) -> Iterator[tuple[Mention, Stretch]]:
        """Yield those of the next terms of the sentence that a frame may join to what ends before a token."""
        near = TokenSpan(begin, min(self.sentence.last, begin + _WIDEST_GAP))
        for right in self.annotated.mentions_in(near)[: _MOST_BETWEEN + 1]:
            if self.letters.is_broken(begin, right.first):
                return
            if self.letters.may_stand_between(begin, right.first):
                yield right, self.letters.stretch(begin, right.first)

    def _after(self, mention: Mention) -> Stretch:
        return self.letters.stretch(mention.last, min(self.sentence.last, mention.last + _REACH))

    def _equations(self, left: Mention, right: Mention, window: Window, start: int) -> Iterator[Equation]:
        """Yield the equation of two terms, and those with further names; it begins at token `start` or before."""
        found = fit(window.lead, window.gap, window.after.letters)
        if found is None:
            return
        tail = found.has_tail or (found.frame.name in _PARTICIPLES and not _NAMES_ALL.search(window.gap))
        is_subject = found.frame.name == "are-same" or (found.frame.before is None and is_finite(window.gap))
        one, two = sides(
            self.annotated, (left, right), window, said_from=found.said_from, tail=tail, is_subject=is_subject
        )
        if found.frame.strength is Strength.BESIDE and not _is_name_beside(found.frame.name, one, two, window):
            return
        said = _said(window, found)
        equation = Equation(
            frame=found.frame,
            left=one,
            right=two,
            span=TokenSpan(min([start, *said[:1]]), self._end(right, window, found)),
            connector=self._connector(window, found, right),
            own=tuple(self._cue(token) for token in said if self.letters.at(token) in _OWN),
            asserted=not any(self.letters.at(token) == "X" for token in said) and not _BELIEVED.search(window.lead),
        )
        yield equation
        yield from self._more_names(equation)

    def _end(self, right: Mention, window: Window, found: Fit) -> int:
        """Return one past the last token of a statement: B, what is said after it, or the bracket that holds B."""
        if found.said_to:
            return self.letters.end_of(window.after.tokens[found.said_to - 1])
        opened = window.gap.count("(") > window.gap.count(")")
        return window.after.tokens[0] + 1 if opened and window.after.letters[:1] == ")" else right.last

    def _connector(self, window: Window, found: Fit, right: Mention) -> TokenSpan:
        """Return the word that bears the polarity of a statement: the first that says it, else what joins the terms."""
        between = window.between.tokens[: len(window.gap)]
        candidates = (*between, *window.after.tokens[: found.said_to], *_said_before(window, found))
        keys = (token for token in candidates if self.letters.at(token) in _KEYS)
        return self._cue(next(keys, between[0] if between else right.first - 1))

    def _cue(self, token: int) -> TokenSpan:
        return TokenSpan(token, self.letters.end_of(token))

    def _more_names(self, found: Equation) -> Iterator[Equation]:
        """Yield the equations with further names: “A, also called B or C”, “A, also called B, C, or D”."""
        if found.frame.strength is not Strength.NAMED or found.span.last != found.right.mention.last:
            return
        listed: list[Equation] = []
        for right, window in self._chain(found.right.mention):
            joint = _JOINT.fullmatch(window.gap)
            if not joint or (joint["comma"] and joint["or"] and not listed):
                return
            span = TokenSpan(found.span.first, right.last)
            listed.append(replace(found, right=right_side(self.annotated, right, window), span=span))
            if joint["or"]:
                yield from listed
                return

    def _chain(self, mention: Mention) -> Iterator[tuple[Mention, Window]]:
        """Yield the next few terms of a sentence, each with what stands between it and the term before it."""
        near = TokenSpan(mention.last, min(self.sentence.last, mention.last + _WIDEST_GAP))
        for right in self.annotated.mentions_in(near)[:_MOST_NAMES]:
            yield right, Window(Stretch("", ()), self.letters.stretch(mention.last, right.first), self._after(right))
            mention = right


def _is_name_beside(frame: str, one: Side, two: Side, window: Window) -> bool:
    """Tell a second name from a choice, and a definition from a label.

    “A sprain, or strain, is …” has a subject with one article; “if you had a sprain, or a strain, …” offers a choice.
    “Fasciculation: a spasm” defines; “Diabetes: stroke” heads what is said of it.
    """
    if frame == "or":
        is_subject = _OPENING.fullmatch(window.lead) and _VERB_FOLLOWS.match(window.after.letters)
        return bool(is_subject) and not two.article and one.article != "q"
    return frame != "entry" or two.article == "a"


def _said_before(window: Window, found: Fit) -> Sequence[int]:
    return window.before.tokens[found.said_from : len(window.lead)]


def _said(window: Window, found: Fit) -> list[int]:
    """Return the tokens, in order, of all that a frame consists of, its terms left out."""
    between = window.between.tokens[: len(window.gap)]
    return [*_said_before(window, found), *between, *window.after.tokens[: found.said_to]]

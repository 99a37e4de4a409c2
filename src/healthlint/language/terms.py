"""Terms and the one index that finds all of them in a single pass over the tokens.

Rules, cues and concepts all speak in sets of terms. Their forms (plurals, verb forms, hyphens, apostrophes) are made
when the rules are compiled, and put into trees of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from healthlint.language import inflection
from healthlint.patterns import regex


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of terms: words as written, verbs and nouns in all their forms, and terms of the lexicon by what they are.

    `classes` and `tags` select concepts together: one of the classes (if any is named) and one of the tags (if any is).
    """

    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every written form of the words, verbs and nouns, in order and once each."""
        made = [*self.words]
        for verb in self.verbs:
            made += inflection.verb(verb)
        for noun in self.nouns:
            made += inflection.noun(noun)
        return tuple(dict.fromkeys(made))


#: What `shapes` may ask for: properties of a single token that no list can hold.
SHAPES = ("number", "capitalised")

#: The ends of terms in a tree; no token is empty or blank, so that the keys are free. `PLAIN` has the names of the
#: terms that end there. Where capitals matter for one, `EXACT` has them all, each as `[name, exact form or None]`.
PLAIN, EXACT = "", " "
Tree = dict[str, Any]

#: Units that may be written close to their number: `5mg` is two tokens, `B12` and `2nd` are one.
_UNIT = (
    r"mg|mcg|[µμ]g|ug|ng|kg|g|ml|dl|cl|l|mm|cm|km|iu|meq|mmol|mol|kcal|cal|kj|mmhg|ppm|bpm|"
    r"h|hrs?|mins?|[ap]\.?m|lbs?|oz|ft"
)
_CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
_LETTER = r"[^\W_]"
_ACCENT = r"[\u0300-\u036f]"
#: What a token is, for the terms of all rules and for the text alike. A stop, a hyphen, a slash is always a token of
#: its own (so `vitamin C` is found in `vitamin C.`, `et al` in `et al.`), save in numbers, addresses and
#: abbreviations such as `i.v.` and `Dr.`
PIECE = regex(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[\w/]                                               # an address
    |(?<![^\W\d])(?:Ph|Pharm|Psy|[a-z])\.(?:[a-z]{{1,2}}\.)+                          # i.v.  b.i.d.  U.S.  Ph.D.
    |(?<!\w)(?-i:Drs?|Mrs?|Ms|Mx|Prof|St|Figs?|[Vv]s|[Cc]f|[Aa]pprox)\.               # Dr. (MS is a disease)
    |(?<![^\W\d])[a-z](?:\.[a-z])+(?!\w)                                              # e.g  a.m
    |\d{{1,3}}(?:,\d{{3}})+(?:[.·]\d+)?(?!\d)                                         # 10,000  1,000.5
    |\d+(?:[.·]\d+)+|(?<![\w.])\.\d+                                                  # 3.5  .5
    |\d+(?=(?:{_UNIT})\b)                                                             # 5 of 5mg
    |can(?=not\b)
    |{_LETTER}++(?!['’]|{_ACCENT})                                                    # a word
    |n['’]t\b|{_CLITIC}|[^\W\d_]+?(?=n['’]t\b)                                        # do n't, patient 's
    |{_LETTER}+(?:{_ACCENT}+{_LETTER}*|['’](?!(?:s|re|ve|ll|d|m)\b|\d){_LETTER}+)*+   # o'clock
    |\.{{2,}}|-{{2,}}|[*=~#_]{{2,}}                                                   # runs that mean one thing
    |[^\w\s]|_
    """,
    re.IGNORECASE | re.VERBOSE,
)


def split(term: str) -> tuple[str, ...]:
    """Return the tokens of a term, lower-case and with straight apostrophes, exactly as the pipeline cuts them."""
    return tuple(piece.group().lower().replace("’", "'") for piece in PIECE.finditer(term))


def variants(form: str) -> Iterable[str]:
    """Return a form, and the form with blanks for its hyphens.

    A hyphen may be left out (`x-ray`, `x ray`); a blank is never made a hyphen, since that changes what is said.
    """
    yield form
    if "-" in form:
        yield form.replace("-", " ")


def exact_form(form: str) -> str | None:
    """Return the form itself, with straight apostrophes, where its capitals matter (`AIDS`, `AFib`), else None."""
    matters = any(sum(map(str.isupper, word)) > 1 for word in re.split(r"[\s-]", form))
    return form.replace("’", "'") if matters else None


def build_tree(named: Iterable[tuple[str, Iterable[str]]]) -> Tree:
    """Build a tree of terms: for each name the written forms of its terms. The one set of a tree needs no name."""
    ends: dict[tuple[str, ...], list[tuple[str, str | None]]] = {}
    for name, forms in named:
        for form in forms:
            for variant in variants(form):
                entry = (name, exact_form(variant))
                entries = ends.setdefault(split(variant), [])
                if entry not in entries:
                    entries.append(entry)
    tree: Tree = {}
    for words, entries in ends.items():
        node = tree
        for word in words:
            node = node.setdefault(word, {})
        if all(exact is None for _, exact in entries):
            node[PLAIN] = [name for name, _ in entries]
        else:
            node[EXACT] = [list(entry) for entry in entries]
    tree.pop(PLAIN, None)  # a form without any word
    return tree


def joined(named: Iterable[tuple[str, Tree]]) -> Tree:
    """Return the trees of some sets as one, in which each set has a name. All of its terms are at `EXACT`."""
    whole: Tree = {}
    for name, tree in named:
        todo = [(tree, whole)]
        while todo:
            node, into = todo.pop()
            for word, below in node.items():
                if word in {PLAIN, EXACT}:
                    exacts = [exact for _, exact in below] if word == EXACT else [None]
                    into.setdefault(EXACT, []).extend([name, exact] for exact in exacts)
                else:
                    todo.append((below, into.setdefault(word, {})))
    return whole


def paths(tree: Tree) -> Iterator[tuple[str, ...]]:
    """Yield the words of every term of a tree."""
    todo: list[tuple[tuple[str, ...], Tree]] = [((), tree)]
    while todo:
        words, node = todo.pop()
        if words and not node.keys().isdisjoint((PLAIN, EXACT)):
            yield words
        todo += [((*words, word), below) for word, below in node.items() if word not in {PLAIN, EXACT}]


def signs_of(trees: Mapping[int, Tree]) -> dict[str, list[int]]:
    """Return for words the numbers of the sets that they are a sign of: without any sign, a text holds none of a set.

    The sign of a term is its longest word, which is seldom found without the others.
    """
    found: dict[str, list[int]] = {}
    for number, tree in trees.items():
        for sign in {max(words, key=len) for words in paths(tree)}:
            found.setdefault(sign, []).append(number)
    return found


Key = TypeVar("Key")


class Stored(dict[Key, Tree]):
    """Trees as they are stored, by what leads to them: each is decoded when it is asked for, since most never are."""

    def __init__(self, stored: Mapping[Key, msgspec.Raw]) -> None:
        super().__init__()
        self.stored = stored

    def __missing__(self, key: Key) -> Tree:
        node: Tree = msgspec.json.decode(self.stored[key])
        self[key] = node
        return node


class TermIndex(msgspec.Struct, frozen=True):
    """The tree of the names of all concepts, and for each set of terms its number and its tree."""

    concepts: Tree
    sets: Mapping[int, Tree]
    signs: Mapping[str, Sequence[int]]
    """See `signs_of`."""
    numbers: Mapping[Terms, int]
    cues: Mapping[str, int]

    @classmethod
    def of(
        cls, sets: Iterable[Terms], cues: Mapping[str, Terms], concepts: Iterable[tuple[str, Iterable[str]]] = ()
    ) -> TermIndex:
        """Return the index of some sets, of cues by their names, and of concepts, each with the forms of its names."""
        numbers = {terms: number for number, terms in enumerate(dict.fromkeys([*cues.values(), *sets]))}
        trees = {number: build_tree([("", terms.forms)]) for terms, number in numbers.items()}
        names = {name: numbers[terms] for name, terms in cues.items()}
        return cls(build_tree(concepts), trees, signs_of(trees), numbers, names)

    @property
    def first_words(self) -> KeysView[str]:
        """Return the words that a name of a concept can begin with."""
        return self.concepts.stored.keys() if isinstance(self.concepts, Stored) else self.concepts.keys()

    def number(self, terms: Terms) -> int | None:
        """Return the number of a set of terms, or None where it has no written forms."""
        return self.numbers.get(terms)

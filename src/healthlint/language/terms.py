"""Terms and the one index that finds all of them in a single pass over the tokens.

Rules, cues and concepts all speak in sets of terms. Their forms (plurals, verb forms, hyphens, apostrophes) are made
when the rules are compiled; at run time there is one tree of words, walked once from every token.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

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

#: The end of a term in the tree. No token is empty, so the key is free.
LEAF = ""
#: A leaf holds (owner, exact form or None): an owner from 0 is a set of terms, one below 0 a concept (~owner).
Leaf = list[tuple[int, str | None]]
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


#: Runs of characters between blanks that the tokenizer remembers how to cut: more than many articles have in common.
_MOST_REMEMBERED = 50_000


def prepare(tokenizer: Any) -> None:  # noqa: ANN401 -- spaCy's tokenizer is compiled and has no types
    """Make a spaCy tokenizer cut text as `split` cuts terms: one grammar of tokens, so the two cannot differ.

    spaCy's own grammar is replaced, not extended. It cuts `id` and `wed` as if they were `i'd` and `we'd`,
    takes `8)` for a face, keeps the stop of `vitamin C.` and `5 mL.`, and needs time that grows with the square of a
    run of brackets. What is left to spaCy is to cut at white space and to remember what it has cut before.
    """
    tokenizer.rules = {}
    tokenizer.prefix_search = None
    tokenizer.suffix_search = None
    tokenizer.token_match = None
    tokenizer.url_match = None
    tokenizer.infix_finditer = PIECE.finditer
    tokenizer.max_cache_size = _MOST_REMEMBERED


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


#: Every other sentence has one of these: a set that holds one is looked up where a rule asks for a few tokens.
COMMON = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "being",
            "by",
            "can",
            "could",
            "for",
            "from",
            "had",
            "has",
        ),
        *(
            "have",
            "he",
            "how",
            "if",
            "in",
            "is",
            "it",
            "may",
            "might",
            "of",
            "on",
            "or",
            "she",
            "should",
            "that",
            "the",
        ),
        *("these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "who", "will"),
        *("with", "would", "you", "your", ",", ".", ";", ":", "(", ")"),
    }
)


def is_local(terms: Terms) -> bool:
    """Tell whether a set of terms holds a word so common that it is better looked up than found everywhere."""
    return not COMMON.isdisjoint(terms.forms)


def build_tree(owners: Iterable[tuple[int, Sequence[str]]]) -> Tree:
    """Build the tree of all terms: for each owner (see `Leaf`) the written forms of its terms."""
    tree: Tree = {}
    for owner, forms in owners:
        for form in forms:
            for variant in variants(form):
                words = split(variant)
                if not words:
                    continue
                node = tree
                for word in words:
                    node = node.setdefault(word, {})
                leaf = node.setdefault(LEAF, [])
                entry = (owner, exact_form(variant))
                if entry not in leaf:
                    leaf.append(entry)
    return tree


class StoredTree(dict[str, Tree]):
    """A tree as it is stored: what follows a first word is decoded when that word is met, since most never are."""

    def __init__(self, stored: Mapping[str, msgspec.Raw]) -> None:
        super().__init__()
        self.stored = stored

    def __missing__(self, word: str) -> Tree:
        node: Tree = msgspec.json.decode(self.stored[word])
        self[word] = node
        return node


class TermIndex(msgspec.Struct, frozen=True):
    """The tree, the words that a term can begin with, and the number of each set of terms."""

    tree: Tree
    numbers: Mapping[Terms, int]
    cues: Mapping[str, int]
    local: Mapping[int, Terms] = msgspec.field(default_factory=dict)
    """Sets with words so common that in a few tokens they are looked up, and not found everywhere for that."""
    _local_trees: dict[int, Tree] = msgspec.field(default_factory=dict)

    def local_tree(self, number: int) -> Tree | None:
        """Return the tree of a local set, or None for a set that is no local one."""
        if number not in self.local:
            return None
        if number not in self._local_trees:
            self._local_trees[number] = build_tree([(number, self.local[number].forms)])
        return self._local_trees[number]

    @property
    def first_words(self) -> Container[str]:
        """Return the words that a term can begin with."""
        return self.tree.stored if isinstance(self.tree, StoredTree) else self.tree

    def number(self, terms: Terms) -> int | None:
        """Return the number of a set of terms, or None where it has no written forms."""
        return self.numbers.get(terms)

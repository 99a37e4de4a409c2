"""`Article` to `Annotated`: tokens by spaCy, sentences, terms, voices, profile. The only module that knows spaCy."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from types import ModuleType
from typing import Any

from msgspec.structs import replace

from healthlint.document.article import BLOCK_BREAK, Article
from healthlint.language import sentences, voice
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Lexicon
from healthlint.language.occurrences import Hits, mentions
from healthlint.language.profile import UNKNOWN
from healthlint.language.profile.inference import infer
from healthlint.language.terms import PIECE, TermIndex
from healthlint.language.tokens import Tokens

#: Characters that one spaCy Doc holds: long articles are cut between blocks, and memory stays bounded.
_CHUNK = 100_000
#: What has been cut is remembered, by spaCy too; after so many characters it is forgotten, and memory stays bounded.
_MOST_REMEMBERED = 1_000_000
#: How a run of characters between blanks is cut: its words, and for each of them its length and how far behind it the
#: next one begins, as 32-bit numbers.
Cut = tuple[tuple[str, ...], bytes]


class _Cutter:
    """spaCy's tokenizer, and how it has cut what it was given: most runs of characters come again and again."""

    def __init__(self) -> None:
        self._tokenizer = tokenizer()
        self._known: dict[str, Cut] = {}
        self.size = 0
        """Characters of all runs that are remembered."""

    def cut(self, runs: Sequence[str]) -> list[Cut]:
        """Return how some runs are cut."""
        try:
            return list(map(self._known.__getitem__, runs))
        except KeyError:  # there is a new one
            self._learn([run for run in dict.fromkeys(runs) if run not in self._known])
            return list(map(self._known.__getitem__, runs))

    def _learn(self, runs: Sequence[str]) -> None:
        text = " ".join(runs)
        self.size += len(text)
        lowered = self._tokenizer.vocab.strings
        words: list[str] = []
        numbers = array("i")
        new = iter(runs)
        for lower, length, has_blank in self._tokenizer(f"{text} ").to_array(["LOWER", "LENGTH", "SPACY"]).tolist():
            words.append(lowered[lower].replace("’", "'"))
            numbers.extend((length, length + has_blank))
            if has_blank:  # after the last word of a run
                self._known[next(new)] = (tuple(words), numbers.tobytes())
                words, numbers = [], array("i")


@cache
def _cutter() -> _Cutter:
    return _Cutter()


def tokenizer() -> Any:  # noqa: ANN401 -- spaCy's tokenizer is compiled and has no types
    """Return a tokenizer of spaCy's that cuts text as `terms.split` cuts terms: one grammar, so the two cannot differ.

    spaCy's own grammar is left out. It cuts `id` and `wed` as if they were `i'd` and `we'd`, takes `8)` for a face,
    keeps the stop of `vitamin C.` and `5 mL.`, and needs time that grows with the square of a run of brackets. What is
    left to spaCy is to cut at white space, and to number words.
    """
    _import_spacy()
    from spacy.attrs import LOWER  # type: ignore[import-not-found]  # noqa: PLC0415 -- is there by now; it has no stub
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # noqa: PLC0415 -- the same
    from spacy.vocab import Vocab  # noqa: PLC0415 -- the same

    # Of all that spaCy can work out for a word that it meets first (its shape, whether it is a number, …) this is read.
    return Tokenizer(Vocab(lex_attr_getters={LOWER: str.lower}), infix_finditer=PIECE.finditer)


def _import_spacy() -> ModuleType:
    """Import spaCy when an article is read, without its command line: docs/decisions/0008.

    The place of `spacy.cli` is held while spaCy imports itself, and given back then: it can still be imported later.
    """
    found = find_spec("spacy")
    if "spacy" not in sys.modules and found is not None and found.submodule_search_locations:
        package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        package.__path__ = [f"{found.submodule_search_locations[0]}/cli"]
        vars(info)["info"] = _info
        held = {module.__name__: module for module in (package, info)}
        sys.modules.update(held)
        try:
            return import_module("spacy")
        finally:
            for name in held:
                sys.modules.pop(name, None)
    return import_module("spacy")


def _info(*given: Any, **named: Any) -> Any:  # noqa: ANN401 -- what `spacy.info` takes and gives
    """Stand for `spacy.info`, which spaCy takes from its command line."""
    return import_module("spacy.cli.info").info(*given, **named)


def annotate(article: Article, lexicon: Lexicon, index: TermIndex, given: Mapping[str, str] | None = None) -> Annotated:
    """Return an article with its language. `given` names what the profile must not infer (`audience`: `public`, …)."""
    tokens = tokenize(article.prose)
    found = sentences.find(article, tokens)
    plain = Annotated(
        article=article,
        tokens=tokens,
        sentences=found,
        hits=Hits(article.prose, tokens, index),
        mentions=mentions(article.prose, tokens, index),
        profile=UNKNOWN,
        lexicon=lexicon,
        index=index,
    )
    spoken = _with(plain, voices=voice.find(plain))
    return _with(spoken, profile=infer(spoken).given(given or {}))


def _with(annotated: Annotated, **fields: Any) -> Annotated:  # noqa: ANN401 -- as `replace` has it
    """Return an annotated article with other fields; what has been looked up in it stays known."""
    changed = replace(annotated, **fields)
    vars(changed).update(vars(annotated))
    return changed


def tokenize(prose: str) -> Tokens:
    """Return the tokens of a prose, in which single blanks part words, in time linear in its length."""
    words: list[str] = []
    starts, ends = array("q"), array("q")
    for offset, text in chunks(prose):
        cutter = _cutter()
        _append(cutter.cut(text.replace(BLOCK_BREAK, " ").split(" ")), offset, words, starts, ends)
        if cutter.size > _MOST_REMEMBERED:
            _cutter.cache_clear()
    return Tokens(words, starts, ends)


def _append(cuts: Sequence[Cut], offset: int, words: list[str], starts: array[int], ends: array[int]) -> None:
    """Add the words of some runs; the first begins at an offset, and a blank stands between two of them."""
    from numpy import cumsum, frombuffer  # noqa: PLC0415 -- spaCy has brought it by now

    written, numbers = zip(*cuts, strict=True)
    words.extend(chain.from_iterable(written))
    columns = frombuffer(b"".join(numbers), "i4")
    lengths, steps = columns[::2], columns[1::2]
    begin = cumsum(steps, dtype="i8") - steps + offset
    starts.frombytes(begin.tobytes())
    ends.frombytes((begin + lengths).tobytes())


def chunks(prose: str) -> Iterator[tuple[int, str]]:
    """Cut a prose between blocks (a very long block at a blank) into parts of bounded length, with their offsets."""
    start = 0
    while len(prose) - start > _CHUNK:
        cut = prose.rfind(BLOCK_BREAK, start + 1, start + _CHUNK)
        if cut <= start:
            cut = prose.rfind(" ", start + 1, start + _CHUNK)
        if cut <= start:
            cut = start + _CHUNK
        yield start, prose[start:cut]
        start = cut + prose[cut].isspace()  # what parts the two is in neither
    if start < len(prose):
        yield start, prose[start:]

"""`Article` to `Annotated`: tokens by spaCy, sentences, terms, voices, profile. The only module that knows spaCy."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from healthlint.document.article import BLOCK_BREAK, Article
from healthlint.language import occurrences, sentences, voice
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Lexicon
from healthlint.language.profile import UNKNOWN
from healthlint.language.profile.inference import infer
from healthlint.language.terms import TermIndex, prepare
from healthlint.language.tokens import Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Characters that one spaCy Doc holds: long articles are cut between blocks, and memory stays bounded.
_CHUNK = 100_000
#: spaCy remembers each word that it has met; with so many different ones it begins anew, and memory stays bounded.
_MOST_WORDS = 200_000


class _Words(dict[int, str]):
    """spaCy's number of a lower-case word to the word, with straight apostrophes; white space is an empty string."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self._strings = nlp.vocab.strings

    def __missing__(self, number: int) -> str:
        word = self._strings[number].replace("’", "'").strip()
        self[number] = word
        return word


@cache
def _pipeline() -> tuple[Language, _Words]:
    """Return a blank English pipeline that cuts by our grammar of tokens, and its words."""
    nlp = _spacy().blank("en")
    from spacy.attrs import LOWER  # type: ignore[import-not-found]  # noqa: PLC0415 -- is there by now; it has no stub

    prepare(nlp.tokenizer)
    # Of all that spaCy works out for a word that it meets first (its shape, whether it is a number, …) this is read.
    nlp.vocab.lex_attr_getters = {LOWER: str.lower}
    return nlp, _Words(nlp)


def _spacy() -> ModuleType:
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
    hits, mentions = occurrences.find(article.prose, tokens, index, list(lexicon.concepts))
    plain = Annotated(
        article=article,
        tokens=tokens,
        sentences=found,
        hits=hits,
        mentions=mentions,
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
    """Return the tokens of a prose, in time linear in its length."""
    words: list[str] = []
    starts, ends = array("q"), array("q")
    for offset, text in chunks(prose):
        nlp, known = _pipeline()
        # Blocks are parted by a blank for once: a line end would be a token, to be thrown away again.
        _append(nlp.tokenizer(text.replace(BLOCK_BREAK, " ")), offset, known, words, starts, ends)
        if len(known) > _MOST_WORDS:
            _pipeline.cache_clear()
    return Tokens(words, starts, ends)


def _append(doc: Doc, offset: int, known: _Words, words: list[str], starts: array[int], ends: array[int]) -> None:
    """Add the tokens of one Doc, white space left out."""
    columns = doc.to_array(["LOWER", "IDX", "LENGTH"])
    lower = list(map(known.__getitem__, columns[:, 0].tolist()))
    begin = columns[:, 1].astype("int64") + offset
    finish = begin + columns[:, 2].astype("int64")
    if "" in lower:
        kept = [place for place, word in enumerate(lower) if word]
        lower = [lower[place] for place in kept]
        begin, finish = begin[kept], finish[kept]
    words.extend(lower)
    starts.frombytes(begin.tobytes())
    ends.frombytes(finish.tobytes())


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
        start = cut
    if start < len(prose):
        yield start, prose[start:]

"""`Article` to `Annotated`: tokens by spaCy, sentences, terms, voices, profile. The only module that knows spaCy."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from healthlint.document.article import BLOCK_BREAK, Article
from healthlint.language import profile, sentences, voice
from healthlint.language.annotated import Annotated, Mention, Tokens, TokenSpan
from healthlint.language.lexicon import Lexicon
from healthlint.language.terms import LEAF, TermIndex, prepare

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Characters that one spaCy Doc holds: long articles are cut between blocks, and memory stays bounded.
_CHUNK = 100_000


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
    """Return a blank English pipeline that keeps medical abbreviations whole, and its words."""
    import spacy  # noqa: PLC0415 -- takes most of a cold start; commands that read no article must not pay it

    nlp = spacy.blank("en")
    prepare(nlp.tokenizer)
    return nlp, _Words(nlp)


def annotate(article: Article, lexicon: Lexicon, index: TermIndex, given: Mapping[str, str] | None = None) -> Annotated:
    """Return an article with its language. `given` names what the profile must not infer (`audience`: `public`, …)."""
    tokens = tokenize(article.prose)
    found = sentences.find(article, tokens)
    hits, mentions = _terms(article.prose, tokens, index, lexicon)
    plain = Annotated(
        article=article,
        tokens=tokens,
        sentences=found,
        hits=hits,
        mentions=mentions,
        profile=profile.UNKNOWN,
        lexicon=lexicon,
        index=index,
    )
    spoken = replace(plain, voices=voice.find(plain))
    return replace(spoken, profile=profile.infer(spoken).given(given or {}))


def tokenize(prose: str) -> Tokens:
    """Return the tokens of a prose, in time linear in its length."""
    nlp, known = _pipeline()
    words: list[str] = []
    starts, ends = array("l"), array("l")
    for offset, text in chunks(prose):
        _append(nlp.tokenizer(text), offset, known, words, starts, ends)
    return Tokens(words, starts, ends)


def _append(doc: Doc, offset: int, known: _Words, words: list[str], starts: array[int], ends: array[int]) -> None:
    """Add the tokens of one Doc, white space left out."""
    columns = doc.to_array(["LOWER", "IDX", "LENGTH"])
    lower = [known[number] for number in columns[:, 0].tolist()]
    begin = (columns[:, 1] + offset).tolist()
    finish = (columns[:, 1] + columns[:, 2] + offset).tolist()
    if "" in lower:
        kept = [place for place, word in enumerate(lower) if word]
        lower = [lower[place] for place in kept]
        begin = [begin[place] for place in kept]
        finish = [finish[place] for place in kept]
    words.extend(lower)
    starts.extend(begin)
    ends.extend(finish)


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


def _terms(
    prose: str, tokens: Tokens, index: TermIndex, lexicon: Lexicon
) -> tuple[dict[int, list[TokenSpan]], list[Mention]]:
    """Find all terms in one pass: where each set of terms stands, and the concepts, longest first from the left."""
    names = list(lexicon.concepts)
    hits: dict[int, list[TokenSpan]] = {}
    mentions: list[Mention] = []
    words, tree, known = tokens.words, index.tree, index.first_words
    count = len(words)
    covered = 0
    for first, word in enumerate(words):
        if word not in known:
            continue
        node = tree[word]
        place = first + 1
        best: Mention | None = None
        while True:
            if LEAF in node:
                concepts = []
                for owner, exact in node[LEAF]:
                    if exact is not None and prose[tokens.starts[first] : tokens.ends[place - 1]].replace("’", "'") != exact:
                        continue
                    if owner < 0:
                        concepts.append(names[~owner])
                    else:
                        hits.setdefault(owner, []).append(TokenSpan(first, place))
                if concepts and first >= covered:
                    best = Mention(first, place, tuple(concepts))
            if place >= count or words[place] not in node:
                break
            node = node[words[place]]
            place += 1
        if best is not None:
            mentions.append(best)
            covered = best.last
    return hits, mentions

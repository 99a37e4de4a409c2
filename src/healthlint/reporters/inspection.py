"""What the linter sees in one file, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from healthlint import __version__
from healthlint.document.article import Article, Block, Dated, Person, ProseSpan
from healthlint.document.source import SourceSpan
from healthlint.findings.resolve import voice_of
from healthlint.language import english, readability
from healthlint.language.annotated import Annotated
from healthlint.language.profile import Inferred
from healthlint.language.tokens import Sentence, TokenSpan, Voice
from healthlint.reporters import json
from healthlint.reporters.place import printable, wrapped


def as_json(annotated: Annotated, formulas: Mapping[str, float] | None = None) -> str:
    """Return all of it as one JSON object: blocks with sentences and concepts, metadata, profile, links, media.

    `formulas` are further figures of readability, where they are asked for.
    """
    value = _plain(annotated)
    return json.encoded(value if formulas is None else value | {"formulas": formulas})


def _plain(annotated: Annotated) -> dict[str, Any]:
    article = annotated.article
    return {
        "tool": {"name": "healthlint", "version": __version__},
        "schema_version": 1,
        "path": article.source.path,
        "format": article.format,
        "encoding": article.source.encoding,
        "profile": annotated.profile.explained(),
        "metadata": _metadata(article),
        "readability": _readability(annotated),
        "blocks": [_block(annotated, block) for block in article.blocks],
        "links": [
            {"target": i.target, **_places(article, i.source), "text": article.prose[i.span.start : i.span.end]}
            for i in article.inlines
            if i.kind.value == "link"
        ],
        "media": [
            {"kind": m.kind, "target": m.target, "alt": m.alt, **_places(article, m.source)} for m in article.media
        ],
        "footnotes": [{"label": f.label, **_places(article, f.source)} for f in article.footnotes],
        "notes": _notes(annotated),
    }


def _places(article: Article, span: SourceSpan) -> dict[str, Any]:
    source = article.source
    return {"start": source.location(span.start), "end": source.location(span.end)}


def _prose_places(article: Article, span: ProseSpan) -> dict[str, Any]:
    return _places(article, article.to_source(span))


def _block(annotated: Annotated, block: Block) -> dict[str, Any]:
    article = annotated.article
    voice = _voice(annotated, annotated.block_tokens[block.index])
    told: dict[str, Any] = {"kind": block.kind.value, "zone": block.zone_path, "voice": voice}
    told |= {name: value for name in ("level", "id", "language", "item", "cell") if (value := getattr(block, name))}
    told |= _prose_places(article, block.span)
    told["text"] = article.text(block)
    told["sentences"] = [_sentence(annotated, sentence) for sentence in annotated.sentences_in(block.index)]
    return told


def _sentence(annotated: Annotated, sentence: Sentence) -> dict[str, Any]:
    article, tokens = annotated.article, annotated.tokens
    span = TokenSpan(sentence.first, sentence.last)
    concepts = [
        {"id": concept, **_prose_places(article, tokens.span(TokenSpan(mention.first, mention.last)))}
        for mention in annotated.mentions_in(span)
        for concept in mention.concepts
    ]
    return {**_prose_places(article, tokens.span(span)), "voice": _voice(annotated, span), "concepts": concepts}


def _metadata(article: Article) -> dict[str, Any]:
    said = article.metadata
    return {
        "title": said.title,
        "description": said.description,
        "language": said.language,
        "authors": [_person(article, person) for person in said.authors],
        "reviewers": [_person(article, person) for person in said.reviewers],
        "publisher": said.publisher,
        "published": _dated(article, said.published),
        "updated": _dated(article, said.updated),
        "reviewed": _dated(article, said.reviewed),
    }


def _person(article: Article, person: Person) -> dict[str, Any]:
    places = _places(article, person.source) if person.source else {}
    return {"name": person.name, "credentials": person.credentials, **places}


def _dated(article: Article, dated: Dated | None) -> dict[str, Any] | None:
    if dated is None:
        return None
    return {"date": dated.date, **(_places(article, dated.source) if dated.source else {})}


def _readability(annotated: Annotated) -> dict[str, Any] | None:
    measured = readability.grade(annotated)
    if measured is None:
        return None
    return {"grade": measured.grade, "formulas": measured.formulas, "counts": measured.counts}


def as_text(annotated: Annotated, width: int = 100, formulas: Mapping[str, float] | None = None) -> str:
    """Return the same for a person in lines of at most `width` columns: each block, its concepts below it."""
    lines = [*_head(annotated, width, formulas)]
    for block in annotated.article.blocks:
        lines += _block_lines(annotated, block, max(width, 2 * len(_MARGIN)))
    return "\n".join(lines) + "\n"


def _head(annotated: Annotated, width: int, formulas: Mapping[str, float] | None) -> Iterator[str]:
    """Yield what is seen of the article as a whole."""
    article = annotated.article
    yield printable(f"{article.source.path}: {article.format}, {article.source.encoding}")
    told = {
        name: f"{part.value} ({', '.join(part.evidence) or 'nothing speaks'})" for name, part in _profile(annotated)
    }
    told |= {name: _said(value) for name, value in _metadata(article).items() if value}
    measured = readability.grade(annotated)
    if measured is not None:
        told["readability"] = f"grade {measured.grade:.1f} ({_figures(measured.formulas)})"
    if formulas is not None:
        few = "" if measured is not None else f" (fewer than {readability.LEAST_WORDS} words, so they say little)"
        told["formulas of textstat"] = _figures(formulas).replace("_", " ") + few if formulas else "no prose to measure"
    for name, text in [*told.items(), *(("note", note) for note in _notes(annotated))]:
        yield from wrapped(f"{name}: {text}", width, "  ", "    ")


def _notes(annotated: Annotated) -> list[str]:
    """Return what the reader should know, such as that the file is in another language, and is not checked."""
    article = annotated.article
    foreign = english.foreign(annotated.tokens.words, article.metadata.language)
    return [*article.notes, *filter(None, [foreign])]


def _figures(formulas: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in formulas.items())


def _profile(annotated: Annotated) -> Iterator[tuple[str, Inferred]]:
    for name in annotated.profile.values():
        yield name, getattr(annotated.profile, name)


def _said(value: Any) -> str:  # noqa: ANN401 -- a piece of metadata as plain values
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join([str(value.get("name") or value.get("date")), *value.get("credentials", ())])
    return str(value)


#: As wide as what stands before a block: its line and its zone.
_MARGIN = " " * 19


def _block_lines(annotated: Annotated, block: Block, width: int) -> Iterator[str]:
    article = annotated.article
    line = article.source.location(article.to_source(block.span).start).line
    own_voice = _voice(annotated, annotated.block_tokens[block.index])
    level = f" {block.level}" if block.level else ""
    voice = f" [{own_voice}]" if own_voice != Voice.AUTHOR else ""
    kind = f"{block.kind.value}{level}{voice}:"
    yield from wrapped(f"{kind} {article.text(block)}", width, f"{line:>5} {block.zone_path:<12} ", _MARGIN + "  ")
    for sentence in annotated.sentences_in(block.index):
        span = TokenSpan(sentence.first, sentence.last)
        spoken = _voice(annotated, span)
        told = [f"[{spoken}]"] if spoken != own_voice else []
        mentions = annotated.mentions_in(span)
        told += [f"{annotated.text(TokenSpan(m.first, m.last))} = {'/'.join(m.concepts)};" for m in mentions]
        yield from wrapped(" ".join(told).removesuffix(";"), width, _MARGIN, _MARGIN + "  ")


def _voice(annotated: Annotated, span: TokenSpan) -> str:
    return voice_of(annotated, span).value

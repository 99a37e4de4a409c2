"""What the linter sees in one file, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from healthlint import __version__
from healthlint.document.article import Article, Block, Dated, Person, ProseSpan
from healthlint.document.source import SourceSpan
from healthlint.findings.resolve import voice_of
from healthlint.language import readability
from healthlint.language.annotated import Annotated, Sentence, TokenSpan


def as_json(annotated: Annotated) -> str:
    """Return everything as one JSON object: blocks with their sentences and concepts, metadata, profile, links, media."""
    return msgspec.json.format(msgspec.json.encode(_plain(annotated)), indent=1).decode() + "\n"


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
        "media": [{"kind": m.kind, "target": m.target, "alt": m.alt, **_places(article, m.source)} for m in article.media],
        "footnotes": [{"label": f.label, **_places(article, f.source)} for f in article.footnotes],
        "notes": article.notes,
    }


def _places(article: Article, span: SourceSpan) -> dict[str, Any]:
    source = article.source
    return {"start": source.location(span.start), "end": source.location(span.end)}


def _prose_places(article: Article, span: ProseSpan) -> dict[str, Any]:
    return _places(article, article.to_source(span))


def _block(annotated: Annotated, block: Block) -> dict[str, Any]:
    article = annotated.article
    told: dict[str, Any] = {"kind": block.kind.value, "zone": block.zone_path}
    told |= {name: value for name, value in (("level", block.level), ("id", block.id), ("language", block.language)) if value}
    if block.item:
        told["item"] = block.item
    if block.cell:
        told["cell"] = block.cell
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
    return {**_prose_places(article, tokens.span(span)), "voice": voice_of(annotated, span).value, "concepts": concepts}


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


def as_text(annotated: Annotated) -> str:
    """Return the same for a person: a line for each block, its concepts below it."""
    return "\n".join(_lines(annotated)) + "\n"


def _lines(annotated: Annotated) -> Iterator[str]:
    article = annotated.article
    yield f"{article.source.path}: {article.format}, {article.source.encoding}"
    for name, told in annotated.profile.explained().items():
        evidence = f" ({', '.join(told['evidence'])})" if told["evidence"] else " (nothing speaks)"
        yield f"  {name}: {told['value']}{evidence}"
    for name, value in _metadata(article).items():
        if value:
            yield f"  {name}: {_said(value)}"
    measured = readability.grade(annotated)
    if measured is not None:
        yield f"  readability: grade {measured.grade:.1f} ({', '.join(f'{n} {v:.1f}' for n, v in measured.formulas.items())})"
    yield from (f"  note: {note}" for note in article.notes)
    for block in article.blocks:
        yield from _block_lines(annotated, block)


def _said(value: Any) -> str:  # noqa: ANN401 -- a piece of metadata as plain values
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join([str(value.get("name") or value.get("date")), *value.get("credentials", ())])
    return str(value)


def _block_lines(annotated: Annotated, block: Block) -> Iterator[str]:
    article = annotated.article
    line = article.source.location(article.to_source(block.span).start).line
    level = f" {block.level}" if block.level else ""
    yield f"{line:>5} {block.zone_path:<12} {block.kind.value}{level}: {article.text(block)}"
    for sentence in annotated.sentences_in(block.index):
        span = TokenSpan(sentence.first, sentence.last)
        voice = voice_of(annotated, span).value
        found = [f"{annotated.text(TokenSpan(m.first, m.last))} = {'/'.join(m.concepts)}" for m in annotated.mentions_in(span)]
        if found or voice != "author":
            yield " " * 19 + (f"[{voice}] " if voice != "author" else "") + "; ".join(found)

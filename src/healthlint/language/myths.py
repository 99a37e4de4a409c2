"""Finds the statements that an article tells as myths, by its layout: labels, headings, lists and tables of myths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from healthlint.document.article import Block, BlockKind, Zone
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan

_LABEL_ENDS = frozenset({":", "–", "—", "-", "|"})
_SENTENCE_ENDS = frozenset({".", "!", "?"})
_STOPS = _SENTENCE_ENDS | {","}
_LONGEST_LABEL = 4
#: “no. 2” and the like, in tokens.
_LONGEST_NUMBER = 4
_HEADS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_ELSEWHERE = frozenset({Zone.COMMENTS, Zone.NAVIGATION, Zone.META})


def myths(annotated: Annotated) -> Iterator[TokenSpan]:
    """Yield the tokens of every myth; the correction after it is the author's again."""
    whole = TokenSpan(0, len(annotated.tokens))
    if not any(annotated.cue(name, whole) for name in ("myth_label", "myth_heading")):
        return
    reader = _Reader(annotated)
    for block in annotated.article.blocks:
        if not _ELSEWHERE.intersection(block.zone):
            yield from reader.read(block)


class _Label(Struct, frozen=True):
    """“Myth 2:” or “Fact:”: its tokens with number and colon, and which of the two it is."""

    span: TokenSpan
    is_myth: bool


class _Reader:
    """Walks the blocks in order and knows whether a myth is being told."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self._told = False
        """A heading or a label on its own line has announced a myth, and no answer has begun."""
        self._list_level = 0
        """Level of the heading “Common myths” whose items and sub-headings are statements; 0 for none."""
        self._columns: dict[int, set[int]] = {}
        """Columns of each table that are headed “Myth”."""

    def read(self, block: Block) -> Iterator[TokenSpan]:
        """Yield the myths in a block."""
        tokens = self.annotated.block_tokens[block.index]
        if tokens.first >= tokens.last:
            return
        labels = self._labels(tokens)
        if block.kind in _HEADS:
            yield from self._heading(block, tokens, labels)
        elif block.cell is not None:
            yield from self._cell(block, tokens, labels)
        elif labels:
            yield from self._labelled(tokens, labels)
        elif self._told:
            yield from self._continued(tokens)
        elif self._list_level and block.item is not None:
            yield self._statement(tokens)

    def _heading(self, block: Block, tokens: TokenSpan, labels: Sequence[_Label]) -> Iterator[TokenSpan]:
        self._told = bool(labels) and labels[0].is_myth and labels[0].span.first == tokens.first
        if self._told:
            yield TokenSpan(labels[0].span.last, tokens.last)
            return
        if self._list_level and block.level > self._list_level:
            if not self._answers(tokens):
                yield tokens
            return
        about = self.annotated.cue("myth_heading", tokens)
        mixed = self.annotated.cue("fact_heading", tokens)
        self._list_level = max(block.level, 1) if about and not mixed else 0

    def _cell(self, block: Block, tokens: TokenSpan, labels: Sequence[_Label]) -> Iterator[TokenSpan]:
        cell = block.cell
        assert cell is not None  # noqa: S101 -- for the type checker: the caller has looked
        columns = self._columns.setdefault(cell.table, set())
        if (cell.header or cell.row == 1) and self._heads_myths(tokens):
            columns.add(cell.column)
        elif labels:
            yield from self._labelled(tokens, labels)
        elif cell.row > 1 and cell.column in columns:
            yield tokens

    def _heads_myths(self, tokens: TokenSpan) -> bool:
        """Tell whether a cell heads a column of myths: “Myth”, “Common misconceptions”."""
        is_label = tokens.last - tokens.first <= _LONGEST_LABEL and bool(self.annotated.cue("myth_label", tokens))
        return is_label or bool(self.annotated.cue("myth_heading", tokens))

    def _labelled(self, tokens: TokenSpan, labels: Sequence[_Label]) -> Iterator[TokenSpan]:
        """Yield what stands between each myth label and the next label; a label on its own speaks for what follows."""
        if self._told and labels[0].span.first > tokens.first:
            yield from self._continued(TokenSpan(tokens.first, labels[0].span.first))
        ends = [label.span.first for label in labels[1:]] + [tokens.last]
        for label, end in zip(labels, ends, strict=True):
            if label.is_myth and label.span.last < end:
                yield TokenSpan(label.span.last, end)
        self._told = labels[-1].is_myth and labels[-1].span.last == tokens.last

    def _continued(self, tokens: TokenSpan) -> Iterator[TokenSpan]:
        """Yield a block after a label or a heading, until an answer begins."""
        if self._answers(tokens):
            self._told = False
        else:
            yield tokens

    def _statement(self, tokens: TokenSpan) -> TokenSpan:
        """Return the first sentence of an item: what comes after it is mostly the answer."""
        return TokenSpan(tokens.first, min(tokens.last, self.annotated.sentence_of(tokens.first).last))

    def _answers(self, tokens: TokenSpan) -> bool:
        """Tell whether a block begins like an answer: “In fact”, “No,”, “Reality”."""
        start = TokenSpan(tokens.first, tokens.first + 1)
        return any(hit.last <= tokens.last for hit in self.annotated.cue("fact_label", start))

    def _labels(self, tokens: TokenSpan) -> list[_Label]:
        """Return the labels in a block: at its start, or at the start of a sentence."""
        found: dict[int, _Label] = {}
        for name, is_myth in (("fact_label", False), ("myth_label", True)):
            for hit in self.annotated.cue(name, tokens):
                end = self._label_end(hit.last, tokens)
                if end and self._begins(hit.first, tokens):
                    found[hit.first] = _Label(TokenSpan(hit.first, end), is_myth)
        return [found[first] for first in sorted(found)]

    def _label_end(self, token: int, tokens: TokenSpan) -> int | None:
        """Return where a label ends, with number and colon; None where it is only a word of a sentence."""
        words = self.annotated.tokens.words
        numbered = False
        last = min(tokens.last, token + _LONGEST_NUMBER)
        while token < last and (words[token] in {"#", "no", "number", "no."} or words[token].isdigit()):
            numbered = numbered or words[token].isdigit()
            token += 1
        if token >= tokens.last:
            return token
        ends = words[token] in _LABEL_ENDS or (numbered and words[token] in {".", ")"})
        joins = words[token] == "-" and self.annotated.tokens.ends[token - 1] == self.annotated.tokens.starts[token]
        return token + 1 if ends and not joins else None

    def _begins(self, token: int, tokens: TokenSpan) -> bool:
        """Tell whether a token begins its block or a sentence; a number or a quotation mark may come before it."""
        words = self.annotated.tokens.words
        while token > tokens.first and words[token - 1] not in _STOPS and not words[token - 1][0].isalpha():
            token -= 1
        return token == tokens.first or words[token - 1] in _SENTENCE_ENDS

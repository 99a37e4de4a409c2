"""Finds the parts of a page that a label opens: sources, comment threads, disclaimers, links, advertisements."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct

from healthlint.document.article import Article, Block, BlockKind, InlineKind, Zone
from healthlint.document.metadata.bylines import is_credit_block
from healthlint.document.zones.disclaimers import is_disclaimer
from healthlint.document.zones.page_labels import LONGEST, Label, is_counter, is_navigation, label_of
from healthlint.document.zones.threads import is_dated_line, is_thread_line
from healthlint.patterns import regex

_PROSE = 120
"""A paragraph of so many characters is one of the text."""
#: A label that is no heading opens less than one that is: below every heading.
_BELOW_ALL = 7
_MOST_ADVERTISEMENT = 3
#: So many links and nothing else are no sentence.
_ROW = 3
#: So many cells tell what a table holds.
_MOST_CELLS = 60
_REFERENCE = regex(
    r"https?://|www\.|\bdoi\b|\bpmid\b|\bisbn\b|\bet al\b|(?<!\d)(?:19|20)\d\d[a-z]?\b|\b\d+\s?\(\d+(?:-\d+)?\):"
    r"|\bvol\.|\bpp?\. ?\d|\baccessed\b|\bavailable (?:at|from)\b"
    r"|\b(?:journal|lancet|bmj|jama|cochrane|press|proceedings|university|institutes?|association|society|foundation"
    r"|academy|organi[sz]ation|cent(?:er|re)s? for|college of"
    r"|department of|ministry|council|federation|agency|guidelines?|encyclop\w+|pubmed|medline\w*|webmd|healthline)\b"
    r"|\b(?:NHS|NICE|WHO|CDC|NIH|FDA|MHRA|EMA|SIGN|AHA|ADA|USDA)\b",
    re.IGNORECASE,
)
#: What only a bibliography writes: year, volume and page; a DOI; the number of a paper.
_CITATION = regex(
    r"\b(?:19|20)\d\d[a-z]?\b[\w .]{0,12}[;,]\s?\d+\s?(?:\([\w -]+\))?\s?[:,]\s?\w|\b10\.\d{4,9}/\S"
    r"|\b(?:doi|pmid|pmcid)\s?:|\b\d+\s?\(\d+\)\s?:\s?\d",
    re.IGNORECASE,
)
_LONGEST_ENTRY = 600
_ENTRY_NUMBER = regex(r"\W*(?:\[\d+\]|\d+[.)]\s|[¹²³⁴-⁹])")
_SURE_REFERENCES = regex(
    r"\b(?:references?|bibliography|works cited|literature cited|citations?|endnotes|\d+ sources|(?:article|medical"
    r"|scientific|key|external) sources)\b",
    re.IGNORECASE,
)


class Part(Struct, frozen=True):
    """Blocks `first` to `last` (half-open) that stand in a zone together."""

    first: int
    last: int
    zone: Zone


class Page:
    """The blocks of an article with what their words say of the page; everything is worked out once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks: Sequence[Block] = article.blocks
        self.labels: list[Label | None] = [self._label(block) for block in article.blocks]

    def text(self, index: int) -> str:
        """Return the prose of a block by its index."""
        span = self.blocks[index].span
        return self.article.prose[span.start : span.end]

    def size(self, index: int) -> int:
        """Return how many characters of prose a block has."""
        span = self.blocks[index].span
        return span.end - span.start

    def is_free(self, index: int) -> bool:
        """Tell whether markup says nothing of where a block stands."""
        return self.blocks[index].zone[0] in {Zone.BODY, Zone.QUOTE, Zone.FOOTNOTE}

    def is_heading(self, index: int) -> bool:
        """Tell whether a block is a heading."""
        return self.blocks[index].kind is BlockKind.HEADING

    def is_prose(self, index: int, least: int = _PROSE) -> bool:
        """Tell whether a block is a paragraph of the text."""
        block = self.blocks[index]
        if block.kind is not BlockKind.PARAGRAPH or self.size(index) < least or block.zone[0] is not Zone.BODY:
            return False
        return self.article.prose[block.span.end - 1] in '.!?:”")' and not is_credit_block(self.text(index))

    @cached_property
    def first_prose(self) -> int:
        """Return the index of the first paragraph of the text, or the number of blocks."""
        return next((index for index in range(len(self.blocks)) if self.is_prose(index, least=50)), len(self.blocks))

    @cached_property
    def last_heading(self) -> int:
        """Return the index of the last heading that is no label of the page, or -1."""
        return max(
            (index for index in range(len(self.blocks)) if self.is_heading(index) and not self.labels[index]),
            default=-1,
        )

    @cached_property
    def headings(self) -> dict[str, int]:
        """Return where each heading stands last, by its text in lower case."""
        return {self.text(index).lower(): index for index in range(len(self.blocks)) if self.is_heading(index)}

    def _label(self, block: Block) -> Label | None:
        if block.span.end - block.span.start > LONGEST or block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            return None
        return label_of(self.article.text(block))


def part_at(page: Page, index: int) -> Part | None:
    """Return the part of the page that a block opens, if it opens one."""
    if not page.is_free(index):
        return None
    label = page.labels[index]
    if label is None:
        return _listed_sources(page, index) or _thread(page, index)
    opens = _OPENERS.get(label)
    return opens(page, index) if opens else None


def is_leftover(page: Page, index: int) -> bool:
    """Tell whether a block alone is furniture: “Back to top”, a cookie notice, a counter over the title."""
    text = page.text(index) if page.size(index) <= 400 else ""
    if page.labels[index] is Label.LINE:
        return not page.is_heading(index) or " " in text
    if text and _is_strewn_line(page, index, text):
        return True
    if index < page.first_prose and is_counter(text) and page.last_heading > index:
        return True
    return not page.is_heading(index) and is_navigation(text)


def _is_strewn_line(page: Page, index: int, text: str) -> bool:
    """Tell whether a block is links and nothing else, a label with links below it, or an item such as “Log in to …”."""
    block = page.blocks[index]
    if block.item:
        return text.count(" ") > 1 and label_of(text) in {Label.LINE, Label.COMMENT_COUNT}
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    if block.breaks and label_of(text[: block.breaks[0] - block.span.start]) is Label.NAVIGATION:
        return True
    links = [inline.span for inline in page.article.inlines_in(block.span) if inline.kind is InlineKind.LINK]
    shown = sum(link.end - link.start for link in links)
    return len(links) >= _ROW and text[-1] != "." and shown + 3 * len(links) >= len(text)


def is_reference(text: str) -> bool:
    """Tell whether a text names a source: a year, an address, a journal, a body."""
    return _REFERENCE.search(text[:600]) is not None


# -- references --------------------------------------------------------------------------------------------------------


def _references(page: Page, index: int) -> Part | None:
    label = page.labels[index]
    is_sure = label is Label.REFERENCES and _SURE_REFERENCES.search(page.text(index)) is not None
    if not is_sure and not _has_entries(page, index + 1, numbered=label is Label.NOTES):
        return None
    level = _level(page, index)
    last = index + 1
    has_entry = has_items = False
    while last < len(page.blocks) and not _closes(page, last, level):
        if (has_entry and _leaves_references(page, last)) or (has_items and _follows_items(page, last)):
            break
        has_entry = has_entry or _is_entry(page, last, numbered=False)
        has_items = page.blocks[last].item is not None
        last += 1
    return Part(index, last, Zone.REFERENCES)


def _has_entries(page: Page, first: int, *, numbered: bool) -> bool:
    """Tell whether one of the next blocks is a source; of a table, most rows must name one."""
    if first < len(page.blocks) and page.blocks[first].cell:
        return _is_table_of_sources(page, first)
    entries = range(first, min(first + 3, len(page.blocks)))
    return any(_is_entry(page, entry, numbered=numbered) for entry in entries if not page.is_heading(entry))


def _is_table_of_sources(page: Page, first: int) -> bool:
    rows: dict[int, bool] = {}
    for index in range(first, min(first + _MOST_CELLS, len(page.blocks))):
        cell = page.blocks[index].cell
        if cell is None:
            break
        if not cell.header:
            rows[cell.row] = rows.get(cell.row, False) or is_reference(page.text(index))
    return 2 * sum(rows.values()) > len(rows)


def _is_entry(page: Page, index: int, *, numbered: bool) -> bool:
    block, text = page.blocks[index], page.text(index)
    has_number = (
        (block.item is not None and block.item.ordered)
        or block.zone[0] is Zone.FOOTNOTE
        or _ENTRY_NUMBER.match(text) is not None
    )
    return is_reference(text) and (has_number or not numbered)


def _leaves_references(page: Page, index: int) -> bool:
    """Tell whether a paragraph below a list of sources is none of them."""
    if page.blocks[index].kind is not BlockKind.PARAGRAPH or page.blocks[index].item:
        return False
    if page.labels[index] and page.labels[index] is not Label.REFERENCES:
        return True
    text = page.text(index)
    return is_credit_block(text) or (len(text) > _PROSE and not is_reference(text)) or is_disclaimer(text)


def _follows_items(page: Page, index: int) -> bool:
    """Tell whether a paragraph right below a list of sources is none of them."""
    block = page.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and block.item is None and not is_reference(page.text(index))


def _listed_sources(page: Page, index: int) -> Part | None:
    """Return a numbered list that no label opens, of which every item is the entry of a bibliography."""
    item = page.blocks[index].item
    if item is None or item.item != 1 or not item.ordered or not _is_citation(page, index):
        return None
    last = index + 1
    while last < len(page.blocks) and page.blocks[last].item and _is_citation(page, last):
        last += 1
    after = page.blocks[last].item if last < len(page.blocks) else None
    is_whole = after is None or after.list != item.list
    return Part(index, last, Zone.REFERENCES) if is_whole and last - index > 1 else None


def _is_citation(page: Page, index: int) -> bool:
    return _CITATION.search(page.text(index)[:_LONGEST_ENTRY]) is not None


# -- comments ----------------------------------------------------------------------------------------------------------


def _comments(page: Page, index: int) -> Part | None:
    is_count = page.labels[index] is Label.COMMENT_COUNT
    if page.first_prose > index and (is_count or not page.is_heading(index)):
        return Part(index, index + 1, Zone.META if is_count else Zone.NAVIGATION)
    if is_count and page.last_heading > index and not _has_sign(page, index + 1):
        return Part(index, index + 1, Zone.NAVIGATION)
    return Part(index, _end_of_comments(page, index), Zone.COMMENTS)


def _end_of_comments(page: Page, index: int) -> int:
    """Return where a thread ends: at a heading as high that is clearly editorial, or with the file."""
    level = _level(page, index)
    editorial = {Label.REFERENCES, Label.DISCLAIMER, Label.ABOUT, Label.NAVIGATION}
    last = index + 1
    while last < len(page.blocks) and not (page.labels[last] in editorial and _closes(page, last, level)):
        last += 1
    return last


def _has_sign(page: Page, first: int) -> bool:
    return any(is_thread_line(page.text(index)) for index in range(first, min(first + 8, len(page.blocks))))


def _thread(page: Page, index: int) -> Part | None:
    """Return a thread without a heading: lines such as “Jo · 3 days ago”, below the text and near the end."""
    if (
        index <= page.first_prose
        or 5 * index < 2 * len(page.blocks)
        or index < page.last_heading
        or not is_thread_line(page.text(index))
    ):
        return None
    if not is_dated_line(page.text(index)) and not _has_sign(page, index + 1):
        return None
    return Part(index, _end_of_comments(page, index), Zone.COMMENTS)


# -- the other parts ---------------------------------------------------------------------------------------------------


def _disclaimer(page: Page, index: int) -> Part:
    """Return what a heading “Disclaimer” opens; a label that is no heading opens the next block only."""
    if not page.is_heading(index):
        return Part(index, min(index + 2, len(page.blocks)), Zone.DISCLAIMER)
    level = _level(page, index)
    last = index + 1
    while last < len(page.blocks) and not _closes(page, last, level):
        last += 1
    is_all_text = last == len(page.blocks) and page.first_prose > index
    return Part(index, min(index + 2, last) if is_all_text else last, Zone.DISCLAIMER)


def _links(page: Page, index: int) -> Part:
    """Return the links below a label: they end at the next heading, or at a paragraph of the text."""
    label, level = page.labels[index], _level(page, index)
    last = index + 1
    while last < len(page.blocks) and not (_closes(page, last, level) and not _is_listed(page, last)):
        is_other = page.labels[last] not in {None, Label.NAVIGATION, Label.LINE}
        is_no_entry = label is Label.CONTENTS and not (page.blocks[last].item or _is_listed(page, last))
        if is_other or is_no_entry or not _is_link(page, last, 120 if page.is_heading(index) else 80):
            break
        last += 1
    return Part(index, last, Zone.NAVIGATION)


def _is_link(page: Page, index: int, longest: int) -> bool:
    """Tell whether a block could be the title of another page: an item, or a short line that is no sentence."""
    if page.blocks[index].item:
        return True
    text = page.text(index) if page.size(index) <= longest else ""
    return bool(text) and text[-1] not in ".!?:"


def _is_listed(page: Page, index: int) -> bool:
    """Tell whether a short block announces a heading that stands further down."""
    return page.size(index) < _PROSE and page.headings.get(page.text(index).lower(), -1) > index


def _advertisement(page: Page, index: int) -> Part:
    """Return an advertisement: the blocks up to the next heading, or the label alone where a long text follows."""
    last = index + 1
    while last < len(page.blocks) and not page.is_heading(last) and page.labels[last] is None:
        last += 1
    is_section = page.is_heading(index) or last - index - 1 <= _MOST_ADVERTISEMENT
    return Part(index, last if is_section else index + 1, Zone.ADVERTISEMENT)


def _slot(page: Page, index: int) -> Part:  # noqa: ARG001 -- one of the openers
    return Part(index, index + 1, Zone.ADVERTISEMENT)


def _level(page: Page, index: int) -> int:
    return page.blocks[index].level if page.is_heading(index) else _BELOW_ALL


def _closes(page: Page, index: int, level: int) -> bool:
    """Tell whether a heading ends a part that a heading of this level opened."""
    return page.is_heading(index) and page.blocks[index].level <= level


_OPENERS: dict[Label, Callable[[Page, int], Part | None]] = {
    Label.REFERENCES: _references,
    Label.NOTES: _references,
    Label.COMMENTS: _comments,
    Label.COMMENT_COUNT: _comments,
    Label.DISCLAIMER: _disclaimer,
    Label.CONTENTS: _links,
    Label.NAVIGATION: _links,
    Label.ADVERTISEMENT: _advertisement,
    Label.SLOT: _slot,
}

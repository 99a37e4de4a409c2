"""Finds the lists of sources on a page: those that a label opens, and those that nothing but a bibliography can be."""

from __future__ import annotations

import re

from healthlint.document.article import BlockKind, Zone
from healthlint.document.metadata.credit_blocks import is_credit_block
from healthlint.document.zones.disclaimers import is_disclaimer
from healthlint.document.zones.page import PROSE, Page, Part
from healthlint.document.zones.page_labels import Label
from healthlint.patterns import regex

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


def labelled_sources(page: Page, index: int) -> Part | None:
    """Return what “References” or “Notes” opens, if it is a list of sources."""
    label = page.labels[index]
    is_sure = label is Label.REFERENCES and _SURE_REFERENCES.search(page.text(index)) is not None
    if not is_sure and not _has_entries(page, index + 1, numbered=label is Label.NOTES):
        return None
    level = page.level(index)
    last = index + 1
    has_entry = has_items = False
    while last < len(page.blocks) and not page.closes(last, level):
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
    return is_credit_block(text) or (len(text) > PROSE and not is_reference(text)) or is_disclaimer(text)


def _follows_items(page: Page, index: int) -> bool:
    """Tell whether a paragraph right below a list of sources is none of them."""
    block = page.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and block.item is None and not is_reference(page.text(index))


def listed_sources(page: Page, index: int) -> Part | None:
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


def is_reference(text: str) -> bool:
    """Tell whether a text names a source: a year, an address, a journal, a body."""
    return _REFERENCE.search(text[:600]) is not None

"""Finds the parts of a page that a label opens, sources apart: comment threads, disclaimers, links, advertisements."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.document.article import BlockKind, InlineKind, Zone
from healthlint.document.zones.page import PROSE, Page, Part
from healthlint.document.zones.page_labels import Label, is_counter, is_navigation, label_of
from healthlint.document.zones.sources import labelled_sources, listed_sources
from healthlint.document.zones.threads import is_dated_line, is_thread_line

_MOST_ADVERTISEMENT = 3
#: So many links and nothing else are no sentence.
_ROW = 3


def part_at(page: Page, index: int) -> Part | None:
    """Return the part of the page that a block opens, if it opens one."""
    if not page.is_free(index):
        return None
    label = page.labels[index]
    if label is None:
        return listed_sources(page, index) or _thread(page, index)
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
    level = page.level(index)
    editorial = {Label.REFERENCES, Label.DISCLAIMER, Label.ABOUT, Label.NAVIGATION}
    last = index + 1
    while last < len(page.blocks) and not (page.labels[last] in editorial and page.closes(last, level)):
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
    level = page.level(index)
    last = index + 1
    while last < len(page.blocks) and not page.closes(last, level):
        last += 1
    is_all_text = last == len(page.blocks) and page.first_prose > index
    return Part(index, min(index + 2, last) if is_all_text else last, Zone.DISCLAIMER)


def _links(page: Page, index: int) -> Part:
    """Return the links below a label: they end at the next heading, or at a paragraph of the text."""
    label, level = page.labels[index], page.level(index)
    last = index + 1
    while last < len(page.blocks) and not (page.closes(last, level) and not _is_listed(page, last)):
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
    return page.size(index) < PROSE and page.headings.get(page.text(index).lower(), -1) > index


def _advertisement(page: Page, index: int) -> Part:
    """Return an advertisement: the blocks up to the next heading, or the label alone where a long text follows."""
    last = index + 1
    while last < len(page.blocks) and not page.is_heading(last) and page.labels[last] is None:
        last += 1
    is_section = page.is_heading(index) or last - index - 1 <= _MOST_ADVERTISEMENT
    return Part(index, last if is_section else index + 1, Zone.ADVERTISEMENT)


def _slot(page: Page, index: int) -> Part:  # noqa: ARG001 -- one of the openers
    return Part(index, index + 1, Zone.ADVERTISEMENT)


_OPENERS: dict[Label, Callable[[Page, int], Part | None]] = {
    Label.REFERENCES: labelled_sources,
    Label.NOTES: labelled_sources,
    Label.COMMENTS: _comments,
    Label.COMMENT_COUNT: _comments,
    Label.DISCLAIMER: _disclaimer,
    Label.CONTENTS: _links,
    Label.NAVIGATION: _links,
    Label.ADVERTISEMENT: _advertisement,
    Label.SLOT: _slot,
}

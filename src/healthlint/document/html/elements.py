"""What each element of HTML is to a reader: a block, a mark inside a block, an object, or nothing that is read."""

from __future__ import annotations

from healthlint.document.article import BlockKind, InlineKind


def names(words: str) -> frozenset[str]:
    """Return the words of a text as a set: a table that can be read."""
    return frozenset(words.split())


#: Elements that stand on lines of their own: what precedes them and what follows are other blocks.
BLOCKS = names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section select summary table tbody td tfoot th thead "
    "title tr ul xmp",
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
#: Elements that say what kind of block their text is. (A paragraph in a list or a cell is the builder's matter.)
KINDS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), BlockKind.CODE),
    **dict.fromkeys(("li", "td", "th", "table"), BlockKind.PARAGRAPH),
    **dict.fromkeys(("caption", "figcaption"), BlockKind.CAPTION),
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
}
INLINES = {
    **dict.fromkeys(("b", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("i", "em", "dfn"), InlineKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), InlineKind.DELETED),
    **dict.fromkeys(("abbr", "acronym"), InlineKind.ABBREVIATION),
    "q": InlineKind.QUOTE,
    "cite": InlineKind.CITE,
    "sup": InlineKind.SUPERSCRIPT,
    "sub": InlineKind.SUBSCRIPT,
    "time": InlineKind.TIME,
}
#: The attribute that an inline's target is taken from.
TARGETS = {"abbr": "title", "acronym": "title", "time": "datetime", "q": "cite"}
#: Elements whose content no reader sees, or sees only where the element itself fails.
UNREAD = names(
    "applet audio canvas datalist embed iframe math noembed noframes object rp script style svg template video",
)
#: Objects that a reader sees: something is there, though nobody knows what.
EMBEDDED = frozenset({"applet", "audio", "embed", "iframe", "object", "video"})
#: Everything that is recorded as media, under this name.
MEDIA = {
    **{name: name for name in ("audio", "canvas", "embed", "form", "iframe", "input", "object", "svg", "video")},
    **dict.fromkeys(("amp-img", "image", "img"), "image"),
    "applet": "object",
}
#: Elements without content or end tag.
VOID = names(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr",
)
#: Elements that are part of their line and say nothing of it. (What is not known is taken for one.)
TRANSPARENT = names(
    "a bdi bdo big blink button data font ins label map mark meter nobr output picture progress rb rt rtc "
    "ruby slot small span tt u var",
)
#: Elements whose content the tokenizer takes as it stands, up to their end tag.
RAW = names(
    "iframe noembed noframes plaintext script style textarea title xmp",
)
#: An end tag looks for its start tag no further out than the nearest of these.
SCOPES = frozenset({"table", "td", "th", "caption"})
#: Parts of a table look no further than their table.
TABLE_PARTS = frozenset({"caption", "colgroup", "row", "row group", "cell"})
#: A list item, or a term, begins where another is open: that one ends, unless one of these stands between.
BARRIERS = (BLOCKS - {"address", "div", "p", "li", "dd", "dt", "option"}) | {"ul"}
#: Elements of which one ends another are one group.
GROUPS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("dt", "dd"), "term"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), "row group"),
    "tr": "row",
}
#: Tags of HTML that end an `<svg>` or a `<math>` that was left open.
BREAKOUT = names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
    "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
)
#: Inside these parts of a drawing or a formula, tags of HTML end nothing: they belong there.
HTML_PARTS = {"svg": names("desc foreignobject title"), "math": names("mi mn mo ms mtext")}
#: The parts of a table that the next part ends.
_ROW_ENDS = ("row", "cell", "caption", "colgroup")
ENDED_PARTS = {
    **dict.fromkeys(CELLS, ("cell", "caption")),
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption", "colgroup"), ("row group", *_ROW_ENDS)),
    "tr": _ROW_ENDS,
}
#: Elements that end others of their kind.
ENDING = frozenset({*HEADINGS, *ENDED_PARTS, "li", "dt", "dd"})

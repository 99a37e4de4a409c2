"""Writes one little article in every format and container: how the examples of a rule are put to the test.

The examples are a little Markdown. The passage that must be found is fenced by two private characters while the
document is written, so that its exact place is known by construction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

#: Fences around the passage, taken out before the document is checked.
OPEN, CLOSE = "\ue000", "\ue001"
FORMATS = ("markdown", "html", "text")
SUFFIX = {"markdown": ".md", "html": ".html", "text": ".txt"}
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_ITEM = re.compile(r"(?:-|(\d+)\.) +(.*)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, and where the passage stands in it (code points), if it has one."""

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a little article: its kind (`p`, `h1`…, `li`, `ol`, `quote`, `row`) and its text."""

    kind: str
    text: str


def fenced(text: str, passage: str | None) -> str:
    """Return a text with fences around a passage; line breaks inside it do not count."""
    if passage is None:
        return text
    pattern = r"\s+".join(map(re.escape, passage.split()))
    return re.sub(pattern, rf"{OPEN}\g<0>{CLOSE}", text, count=1)


def placed(text: str) -> Rendered:
    """Take the fences out and say where they stood."""
    start = text.find(OPEN)
    if start < 0:
        return Rendered(text, None, None)
    bare = text.replace(OPEN, "", 1)
    end = bare.index(CLOSE)
    return Rendered(bare.replace(CLOSE, "", 1), start, end)


def parts(text: str) -> tuple[dict[str, str], list[Part]]:
    """Read a little Markdown: front matter as a mapping, and the blocks."""
    fields: dict[str, str] = {}
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    found = [part for chunk in re.split(r"\n\s*\n", text.strip("\n")) for part in _parts(chunk)]
    return fields, found


def _parts(chunk: str) -> Iterator[Part]:
    lines = chunk.split("\n")
    items = [_ITEM.fullmatch(line) for line in lines]
    if all(items):
        yield from (Part("ol" if item.group(1) else "li", item.group(2)) for item in items if item)
    elif lines[0].startswith("#"):
        mark, _, title = lines[0].partition(" ")
        yield Part(f"h{len(mark)}", title)
        if lines[1:]:
            yield from _parts("\n".join(lines[1:]))
    elif lines[0].startswith("|"):
        yield from (Part("row", line) for line in lines if not set(line) <= set("|-: "))
    elif lines[0].startswith(">"):
        yield Part("quote", " ".join(line.lstrip("> ") for line in lines))
    else:
        yield Part("p", "\n".join(lines))


def render(text: str, format_name: str) -> str:
    """Write a little Markdown in a format, fences kept."""
    if format_name == "markdown":
        return text.strip("\n") + "\n"
    fields, blocks = parts(text)
    byline = _byline(fields)
    if format_name == "html":
        lines = [f"<title>{html.escape(fields['title'])}</title>"] if "title" in fields else []
        lines += [f'<p class="byline">{html.escape(line)}</p>' for line in byline]
        return "\n".join([*lines, *_html(blocks)]) + "\n"
    lines = [fields["title"]] if "title" in fields else []
    return "\n\n".join([*lines, *byline, *_plain(blocks)]) + "\n"


def _byline(fields: Mapping[str, str]) -> list[str]:
    """Say in words what front matter says in fields."""
    forms = {
        "author": "By {}",
        "reviewed_by": "Medically reviewed by {}",
        "date": "Published: {}",
        "updated": "Last updated: {}",
    }
    return [form.format(fields[name]) for name, form in forms.items() if name in fields]


def _html(blocks: list[Part]) -> Iterator[str]:
    opened = ""
    for block in blocks:
        wanted = {"li": "ul", "ol": "ol", "row": "table"}.get(block.kind, "")
        if wanted != opened:
            yield (f"</{opened}>" if opened else "") + (f"<{wanted}>" if wanted else "")
            opened = wanted
        yield _html_block(block)
    if opened:
        yield f"</{opened}>"


def _html_block(block: Part) -> str:
    inner = _LINK.sub(r'<a href="\2">\1</a>', html.escape(block.text, quote=False))
    if block.kind == "row":
        cells = inner.strip().strip("|").split("|")
        return "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in cells) + "</tr>"
    if block.kind == "quote":
        return f"<blockquote><p>{inner}</p></blockquote>"
    tag = {"ol": "li"}.get(block.kind, block.kind)
    return f"<{tag}>{inner}</{tag}>"


def _plain(blocks: list[Part]) -> Iterator[str]:
    lines: list[str] = []
    kind = ""
    number = 0
    for block in blocks:
        if lines and (block.kind != kind or kind not in {"li", "ol", "row"}):
            yield "\n".join(lines)
            lines, number = [], 0
        kind = block.kind
        number += 1
        text = _LINK.sub(r"\1 (\2)", block.text)
        lead = {"li": "• ", "ol": f"{number}. ", "quote": "> "}.get(kind, "")
        lines.append(lead + text)
    if lines:
        yield "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Container:
    """A place for one sentence: the zone, block kind and voice that it makes, and how it is written in each format."""

    name: str
    zone: tuple[str, ...]
    block: str
    voice: str
    write: Mapping[str, str]

    @property
    def alone(self) -> bool:
        """Tell whether nothing stands beside the sentence that could be taken for what it announces or points at."""
        return self.block == "paragraph"


def _container(name: str, block: str, zone: str = "body", voice: str = "author", **write: str) -> Container:
    return Container(name, tuple(zone.split("/")), block, voice, write)


#: What stands before readers' comments.
_ADVICE = "Wash your hands with soap, and dry them well, before you eat and after work."
#: Where a sentence can stand. `{}` is the sentence.
CONTAINERS = (
    _container("paragraph", "paragraph", markdown="{}\n", html="<p>{}</p>", text="{}\n"),
    _container("heading", "heading", markdown="## {}\n\nMore.\n", html="<h2>{}</h2><p>More.</p>"),
    _container(
        "list item",
        "list_item",
        markdown="- {}\n- Rest.\n",
        html="<ul><li>{}</li><li>Rest.</li></ul>",
        text="• {}\n• Rest.\n",
    ),
    _container(
        "table cell",
        "table_cell",
        markdown="| What |\n|---|\n| {} |\n",
        html="<table><tr><th>What</th></tr><tr><td>{}</td></tr></table>",
    ),
    _container("nested item", "list_item", markdown="1. First\n   - {}\n", html="<ol><li>First<ul><li>{}</ul></ol>"),
    _container("definition", "definition", html="<dl><dt>Word</dt><dd>{}</dd></dl>"),
    _container("caption", "caption", html='<figure><img src="a.png" alt=""><figcaption>{}</figcaption></figure>'),
    _container("division", "paragraph", html="<div><div>{}</div></div>"),
    _container(
        "block quotation",
        "paragraph",
        "quote",
        "quoted",
        markdown="> {}\n",
        html="<blockquote><p>{}</p></blockquote>",
        text="> {}\n",
    ),
    _container(
        "comment",
        "paragraph",
        "comments",
        "reader",
        markdown=f"# Page\n\n{_ADVICE}\n\n## Comments\n\nAnna\n\n{{}}\n",
        html=f'<h1>Page</h1><p>{_ADVICE}</p><div id="comments"><p>{{}}</p></div>',
        text=f"Page\n\n{_ADVICE}\n\nComments\n\nAnna\n\n{{}}\n",
    ),
    _container(
        "navigation",
        "paragraph",
        "navigation",
        markdown="<nav>\n\n{}\n\n</nav>\n",
        html="<nav><p>{}</p></nav><p>Text.</p>",
    ),
)


def _as_is(sentence: str) -> str:
    return sentence


def _after_emoji(sentence: str) -> str:
    return "Rest well 👩‍⚕️. " + sentence


def _strong_first(sentence: str, *, before: str, after: str) -> str:
    """Put markup around the first word of the passage."""
    found = re.search(f"{OPEN}\\w+{CLOSE}?", sentence)
    if found is None:
        return sentence
    return f"{sentence[: found.start()]}{before}{found.group()}{after}{sentence[found.end() :]}"


def _with_blanks(sentence: str, *, written: str) -> str:
    """Write the blanks of the passage, and no others, in another way."""
    head, _, rest = sentence.partition(OPEN)
    passage, _, tail = rest.partition(CLOSE)
    return f"{head}{OPEN}{passage.replace(' ', written)}{CLOSE}{tail}" if rest else sentence


#: What may happen to a sentence on its way into a file, for each format: markup, entities, line ends.
DRESSES: dict[str, dict[str, Callable[[str], str]]] = {
    "markdown": {
        "as is": _as_is,
        "bold": partial(_strong_first, before="**", after="**"),
        "entity": partial(_with_blanks, written="&nbsp;"),
        "emoji": _after_emoji,
        "soft break": partial(_with_blanks, written="\n"),
    },
    "html": {
        "as is": _as_is,
        "bold": partial(_strong_first, before="<b>", after="</b>"),
        "entity": partial(_with_blanks, written="&#160;"),
        "emoji": _after_emoji,
        "soft break": partial(_with_blanks, written="\r\n  "),
    },
    "text": {"as is": _as_is, "emoji": _after_emoji, "no-break space": partial(_with_blanks, written="\xa0")},
}

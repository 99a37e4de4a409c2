"""Template syntax (Liquid, Jinja, Hugo, Handlebars, ERB, MDX, WordPress) is opaque: neither prose nor a placeholder.

What template comments hold is shown to nobody, so it is opaque with them.

Before a format reads a file, every template tag is masked by as many `OPAQUE` characters as it has characters, so that
no parser trips over it and no position moves. The builder turns each run of them into one `OPAQUE` character of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.document.article import OPAQUE
from healthlint.patterns import regex

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_OPENER = regex("|".join(map(re.escape, _CLOSERS)))
_VISIBLE = regex(r"[^\r\n]")
#: A tag longer than this is a stray opener in prose, not a tag.
_LONGEST = 2_000

#: A tag that opens a comment, and the tag that closes it. Tags between them are part of the comment.
_COMMENT = regex(r"\{%[-+~]?\s*(?P<word>comment|doc)\b|\{\{~?!--|\{\{[-~]?\s*/\*|\{#(?=[-+~\s])")
_COMMENT_ENDS = {word: regex(rf"\{{%[-+~]?\s{{0,20}}end{word}\s{{0,20}}[-+~]?%\}}") for word in ("comment", "doc")}
_COMMENT_ENDS |= {"--": regex(r"--~?\}\}"), "/*": regex(r"\*/\s{0,20}[-~]?\}\}"), "{#": regex("#}")}
#: A comment longer than this is a stray opener.
_LONGEST_COMMENT = 100_000

#: A shortcode of WordPress: with an attribute in quotes, as an end, or one of those that stand alone.
_SHORTCODE = regex(
    r"""\[(?:/[a-z][\w-]{1,30}|[a-z][\w-]{1,30}(?:\s{1,9}[\w-]{1,40}=(?:"[^"\]\r\n]*"|'[^'\]\r\n]*'))+[^\]\r\n]{0,200}"""
    r"|gallery|nextpage|toc|TOC)\]",
)

_MDX_TOKEN = regex(r"^[ \t]*(?P<fence>`{3,}|~{3,})|`[^`\r\n]*`|[{}]", re.MULTILINE)
_MDX_MODULE = regex(
    rf"^(?:import[ \t]*(?:[\"'{{*]|[^\r\n]*?\bfrom[ \t]*[\"'])"
    rf"|export[ \t]+(?:const|let|var|default|function|async|class|[{OPAQUE}*]))"
    r"[^\r\n]*(?:(?:\r\n|\r|\n)[^\r\n]+)*",
    re.MULTILINE,
)
#: The tag of a component on lines of its own; what stands inside is Markdown again.
_MDX_LINE = regex(r"^[ \t]*(</?[A-Z]\w*(?:\s[^<>]*)?(?<!/)>)[ \t]*$", re.MULTILINE)
#: Tags that only JSX knows: fragments, dotted names, spread attributes.
_MDX_TAG = regex(
    rf"</?>|</?[A-Za-z]\w*+(?:\.\w++)++[^<>]*+>|<[A-Za-z]\w*+(?:\s[^<>{OPAQUE}]*)?\s{OPAQUE}++[^<>]*+>",
)


def mask(text: str) -> str:
    """Return `text` with every template tag masked; same length, same line ends. Linear in the size of the text."""
    if "{" in text or "<%" in text:
        text = _masked(text, _tags(text))
    return _masked(text, (found.span() for found in _SHORTCODE.finditer(text))) if "[" in text else text


def mask_mdx(text: str) -> str:
    """Return `text` with MDX's imports, `{expressions}` and JSX-only tags masked; same length, same line ends."""
    text = _masked(text, _expressions(text))
    text = _masked(text, (found.span() for found in _MDX_MODULE.finditer(text)))
    text = _masked(text, (found.span(1) for found in _MDX_LINE.finditer(text)))
    return _masked(text, (found.span() for found in _MDX_TAG.finditer(text)))


def _masked(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], _VISIBLE.sub(OPAQUE, text[start:end])]
        done = end
    return "".join([*parts, text[done:]]) if parts else text


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield the template tags, none inside another."""
    done = 0
    nearest: dict[str, int] = {}
    comments = _CommentEnds(text)
    for opener in _OPENER.finditer(text):
        if opener.start() < done:
            continue
        comment = comments.of(opener.start())
        if comment:
            done = comment
            yield opener.start(), done
            continue
        closer = _CLOSERS[opener.group()]
        if nearest.get(closer, 0) < opener.end() and nearest.get(closer) != -1:
            nearest[closer] = text.find(closer, opener.end())
        end = nearest[closer]
        if end == -1 or end - opener.start() > _LONGEST:
            continue
        is_triple = text.startswith("{{{", opener.start()) and text.startswith("}}}", end)
        done = end + len(closer) + is_triple
        yield opener.start(), done


class _CommentEnds:
    """Knows where comments end; each kind of end is looked for from left to right, once over the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[int, int]] = {}

    def of(self, start: int) -> int:
        """Return where the comment ends that the tag at `start` opens, or 0 where it opens none."""
        opener = _COMMENT.match(self._text, start, start + _LONGEST)
        if not opener:
            return 0
        kind = opener["word"] or opener.group()[-2:]
        first, last = self._found.get(kind, (0, 0))
        if first < opener.end() and last >= 0:
            end = _COMMENT_ENDS[kind].search(self._text, opener.end())
            first, last = self._found[kind] = end.span() if end else (len(self._text), -1)
        return last if 0 < last <= start + _LONGEST_COMMENT else 0


def _expressions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost pairs of braces outside code."""
    opened: list[int] = []
    fence = ""
    for token in _MDX_TOKEN.finditer(text):
        if token["fence"]:
            fence = "" if fence and token["fence"].startswith(fence) else fence or token["fence"]
        elif fence or token[0][0] == "`":
            continue
        elif token[0] == "{":
            if opened and token.start() - opened[0] > _LONGEST:
                opened.clear()
            opened.append(token.start())
        elif opened:
            start = opened.pop()
            if not opened and token.end() - start <= _LONGEST:
                yield start, token.end()

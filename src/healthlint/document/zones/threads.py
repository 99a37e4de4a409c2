"""Knows the lines that open a reader's comment: “Jo · 3 days ago”, “Jane says:”."""

from __future__ import annotations

import re

from healthlint.patterns import regex

#: No such line is longer than this, with the comment that may follow it (characters).
_LONGEST = 2_000
_AGO = r"(?:\d+|an?|one|two|three|a few|several)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?"
#: “Jo Roe”, “cramps_girl”, “jo roe ·”.
_NAME = r"(?:(?-i:[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})|\S{1,40}|\S{1,30}(?:\s\S{1,20}){1,2}(?=\s*[·•|,–—-]))"
_DATED = regex(
    rf"(?:{_NAME}\s*[·•|,–—-]?\s*)?{_AGO}\b(?:$|\s*[:·•|]|\s+(?:reply|edited)).{{0,2000}}"
    rf"|(?:posted\s+)?by\s+.{{2,40}}\s+(?:on|at)\s+.{{4,40}}\b{_CLOCK}.{{0,20}}"
    rf"|.{{2,40}}\s+(?:on\s+)?\w+\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\s+(?:at|@|-|,)?\s*{_CLOCK}\.?(?:\s+(?:said"
    rf"|says|wrote|reply))?\W*|.{{2,40}}\s+(?:on|at)\s+\d[\d/.-]{{5,9}}\s+(?:at\s+)?{_CLOCK}.{{0,12}}",
    re.IGNORECASE,
)
_SAYS = regex(
    r"(?:[A-Z][\w.’'-]*|[a-z]\w*\d+)(?:\s[A-Z][\w.’'-]*){0,3}\s+(?:says|said|wrote|writes|replied|commented"
    r"|asks)(?:\s+on\b.{0,40})?\s*:"
)
_REPLY = regex(
    r"(?:reply|like\s*·?\s*reply|report(?: (?:abuse|comment))?|permalink|(?:log|sign) in to reply)\W*", re.IGNORECASE
)


def is_thread_line(text: str) -> bool:
    """Tell whether a line could open a reader's comment, or stands below one (“Reply”)."""
    return (
        is_dated_line(text)
        or _SAYS.match(text[:100]) is not None
        or (len(text) < 40 and _REPLY.fullmatch(text) is not None)
    )


def is_dated_line(text: str) -> bool:
    """Tell whether a line is a name with the time of a comment."""
    return len(text) <= _LONGEST and any(map(str.isdigit, text[:100])) and _DATED.fullmatch(text) is not None

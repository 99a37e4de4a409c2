"""Knows the labels of a page's parts: what “Works cited”, “3 Comments” or “Skip to content” open or are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache, partial

from healthlint.patterns import regex

#: No label is longer than this (characters).
LONGEST = 100


class Label(StrEnum):
    """What a short line says of itself or of what follows it."""

    REFERENCES = "references"
    NOTES = "notes"
    """“Notes”, which are references only where numbered entries follow."""
    COMMENTS = "comments"
    COMMENT_COUNT = "comment count"
    """“3 Comments”, “Leave a comment”: stands over a thread, and beside the byline too."""
    DISCLAIMER = "disclaimer"
    CONTENTS = "contents"
    NAVIGATION = "navigation"
    """Opens a list of links to other pages."""
    LINE = "line"
    """A line of navigation that opens nothing: “Back to top”."""
    ADVERTISEMENT = "advertisement"
    SLOT = "advertisement slot"
    """Stands where an advertisement was: “Advertisement – continue reading below”."""
    ABOUT = "about"
    """A part of the page about its makers: ends a comment thread."""


#: One label a line, in lower case with straight quotes. `{a|b}` may be missing, with the blank beside it; `#` is a
#: number in figures, `...` a few words; the rest is a regular expression.
_LABEL_LINES = {
    Label.REFERENCES: """
        {selected|key|cited|article|medical|scientific|external|our|show|view} references? {list|cited|used} {\\(#\\)}
        {selected|key|main|article|medical|scientific|external|our|show|view} sources? {cited|used} {\\(#\\)}
        # (references|sources)
        {selected|our} (bibliography|works cited|citations?|reference list|list of references|endnotes)
        literature {cited}
        (references|sources|citations|notes) (&|and|/) {further|suggested} (reading|sources|references|citations)
        (further|suggested) reading (&|and|/) (references|sources)
        (references|sources) (&|and) (notes|credits|links|resources)
        (sources|references) (for|of|used in|cited in) (this|the) (article|page|guide|information|leaflet|post)
        where (we|did we) (got|get|found) (our|this|the) (information|facts)
        evidence (sources|used)
    """,
    Label.NOTES: """
        notes|footnotes
    """,
    Label.COMMENTS: """
        {readers?'?s?|users?'?s?|visitors?'?|members?'?|public|recent|latest|top|your} comments? {section|\\(#\\)}
        (view|show|see|hide|read) {all} {the} comments {\\(#\\)}
        (comments|discussion):? #
        reader'?s?'? (stories|letters|questions|discussion|reactions|reviews|responses)
        responses? to "...
        responses \\(#\\)
        comments? {are} closed
        discussion thread|replies
        (comments|thoughts|responses|replies) (from|by) {our} readers
    """,
    Label.COMMENT_COUNT: """
        (#|no|one|two|three|all) {readers?'?s?|more} (comments?|replies|thoughts) {so far|yet} {on ...|to ...}
        # (reply|replies|responses?) {to ...}
        (leave|post|add|write|submit|make) (a|an|your|the|us a) {public|first} (comment|reply|response) {cancel reply}
        (join|start) {in|in on} (the|our) (discussion|conversation|comments)
        be the first to (comment|reply|join the (discussion|conversation))
        (log|sign) in {or register} to (comment|reply|leave a comment|post comments?)
        cancel reply
    """,
    Label.DISCLAIMER: """
        {our|the|important|full} {medical|health|legal|general|website|site|content|product|professional} disclaimers?
        {medical|health|legal|general} disclaimers? (notice|statement|of liability|and ...)
        medical advice (disclaimer|notice)
        limitations? of liability
    """,
    Label.CONTENTS: """
        {table of|page|article} contents
        on this page
        {what'?s} (in|on) this (article|section|guide|page|post|leaflet|booklet|topic|story|issue)
        jump to {a} {section}
        skip to section|quick navigation|article sections|page sections
    """,
    Label.NAVIGATION: """
        (related|recommended|similar|trending) (articles?|posts?|content|stories|reading|links|topics|pages|news|guides)
        related [a-z]+ (articles?|posts?|content|stories|links|topics|pages|news|guides|videos|resources)
        related (videos|resources|coverage|blogs|programmes|services)
        (popular|recent|featured|latest|top) (articles?|posts?|content|stories|reading|topics|pages|news|guides|videos)
        (most (read|popular|viewed)|more) (articles?|posts?|content|stories|reading|links|topics|pages|news|guides)
        (more|latest|articles) from ...
        (you|readers?) (may|might|will|could) also (like|enjoy|love|be interested in|find ...)
        you might be interested in
        {read} more (like this|on this (topic|site|story|subject|page)|to (read|explore))
        (read {this}|up|what to read|where to) next
        {people} also (viewed|searched for|read)
        (next|previous) (articles|posts|pages|stories)
        (recommended|trending) {for you|now}
        see also|also (read|see)|read also|keep reading|explore more|what others are reading|don't miss
        explore more on ...
        editor'?s?'? picks?
        categor(y|ies)|tags?|archives?|site ?map|quick links|useful links
        {main|site} (menu|navigation)
        share {this|the|on|via} {article|page|post|story}
        share (on|via|this with) ...
        follow us {on ...|at ...}
        {our} newsletters? {sign-?up}
        subscribe {now|today}
        subscribe to (our|the|my|this) ...
        sign up (for|to) {our|the} {free|weekly|daily|email} (newsletters?|e-?mails?|updates|alerts)
        get our {free|weekly|daily|email} newsletter
        stay connected|connect with us
    """,
    Label.LINE: """
        skip to {main|the|page} (content|navigation|menu|search|footer)
        (back|return|go|jump) to {the} (top|home ?page|home|main menu|search|navigation|all ...) {of page|of the page}
        scroll (to top|down)
        (read|show|see|view|load|learn) (more|less|all) {articles|posts|here} {»|→|>}
        continue reading|home|register|feedback|reply|listen to this article|watch video|advertise with us
        log ?in|log ?out|sign in|sign up|sign out|toggle navigation|toggle menu|close menu
        print {this} {page|article}
        e-?mail {this|to a friend|this page}
        tweet|pin|pin it|like|facebook|twitter|pinterest|linkedin|whatsapp|reddit|instagram|copy link|save|bookmark
        share|listen|follow
        (share|tweet|facebook|twitter|x|pinterest)[ ,|/·•]+(share|tweet|pin|email|facebook|twitter|pinterest)(\\W.*)?
        {«|‹|<|←} (previous|next|prev|older|newer) {page|post|posts|article} {»|›|>|→}
        (was|is) this (page|article|information|content) (helpful|useful)\\?? {...}
        (view|read) (this|the) (e-?mail|newsletter|message) (in (your|a) browser|online)
        page # {of #}
        thank(s| you) for your feedback!?
        rate this (page|article)
        privacy {policy|notice|settings}|terms (of use|of service|and conditions)|accessibility {statement}
        cookies|yes {/} no
        cookie (policy|settings|preferences)|accept (all )?cookies
        filed under:? ...
        (tags?|tagged|categor(y|ies)|topics?): ...
    """,
    Label.ADVERTISEMENT: """
        advertisements?|advertising|ads?|advertorial|promotion|our sponsors?
        sponsored {content|post|links?|message|stories|by ...}
        paid (content|post|promotion|partnership|advertisement|for by advertisers)
        promoted {content|by ...}
        advertis(ement|ing) feature
        {a word|a message} from our (sponsors?|partners?)
        (brand|partner|sponsor) content
    """,
    Label.SLOT: """
        {advertisement|ad} {-|–|—} (continue reading|scroll {down} to continue) {below|after ...}
        {advertisement|ad} {-|–|—} (article|story) continues {below|after ...}
        skip {this} ad
    """,
    Label.ABOUT: """
        about (the|this|our) (authors?|writers?|reviewers?|article|site|website|experts?|team|leaflet|information)
        about us
        authors?'?s?'? {bio|biography|information|details|notes?}
        credits|acknowledge?ments?|disclosures?|author disclosures?|funding|review process
        (conflicts?|declarations?|competing) {of} interests?
        contact {us|details|information}
        copyright {notice}
        editorial (policy|process|standards|team)
        further (reading|information|help|support)
        (more|additional) (information|resources)
        publication (details|date)
    """,
}
_ARROWS = "«‹<←"
_DIGIT = "#"
_ARROWS_OR_NUMBER = regex(f"[{_ARROWS}{_DIGIT}]")
_OPENING = regex(r"(?:^|[|{( ])\W*([a-z][a-z '-]*)")
_OPTIONAL = regex(r"(?P<before> ?)\{(?P<words>[^{}]*)\}(?P<after> ?)")
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_DECORATION = " \t:.–—-*_#|•·=►▶▼↓"
_COOKIES = regex(
    r"(?:(?:we|this (?:web)?site|our (?:web)?site|our partners|we and our partners) (?:also )?uses? "
    r"(?:essential |necessary |some )?cookies|cookies? (?:notice|settings|consent|policy)\b"
    r"|by (?:continuing|using|clicking).{1,80}\b(?:cookies|privacy policy)\b"
    r"|(?:accept|manage|reject) (?:all )?cookies)",
    re.IGNORECASE,
)
_CRUMBS = regex(
    r"[A-Z][^<>»›|/]{1,40}(?:\s+[>»›|]\s+[A-Z][^<>»›|/]{1,60}){2,12}|Home(?:\s+/\s+[^<>»›|/]{1,60}){1,12}",
)
_COUNTER = regex(r"(?:[\w’'&,/()-]+ ){0,5}(?P<word>[A-Za-z]?[a-z]{3,})(?P<count>\d{1,4})")
#: Words that are written together with a number.
_NUMBERED = frozenset(
    {
        *("omega", "vitamin", "type", "grade", "stage", "phase", "covid", "sars", "section", "chapter", "figure"),
        *("table", "step", "day", "week", "part", "level", "class", "factor", "page", "coenzyme", "cov"),
    },
)


def label_of(text: str) -> Label | None:
    """Return what a line is as the label of a part of a page, or None; it must be nothing but the label."""
    if len(text) > LONGEST:
        return None
    bare = text.strip(_DECORATION).lower()
    if not bare.isascii():
        bare = bare.translate(_STRAIGHT)
    return _label(bare) if bare.ljust(3)[:3] in _OPENINGS or bare[:1].isdigit() or bare[:1] in _ARROWS else None


@lru_cache(maxsize=4096)
def _label(bare: str) -> Label | None:
    initial = _DIGIT if bare[:1].isdigit() else bare[:1]
    return next((label for label, pattern in _BY_INITIAL.get(initial, ()) if pattern.fullmatch(bare)), None)


def is_navigation(text: str) -> bool:
    """Tell whether a block as a whole is furniture of the page: a cookie notice, a trail of crumbs."""
    if len(text) <= 400 and _COOKIES.match(text):
        return True
    return len(text) <= 200 and text[-1:] not in ".?!" and _CRUMBS.fullmatch(text) is not None


def is_counter(text: str) -> bool:
    """Tell whether a line is a name of a category run together with a number: `Back Pain1`."""
    match = _COUNTER.fullmatch(text) if len(text) <= 60 else None
    return match is not None and match["word"].lower() not in _NUMBERED


def _by_initial() -> dict[str, list[tuple[Label, re.Pattern[str]]]]:
    """Return the expressions of the labels by the character that they begin with: a line is compared with few."""
    found: dict[str, list[tuple[Label, re.Pattern[str]]]] = {}
    for label, lines in _LABELS.items():
        by_initial: dict[str, list[str]] = {}
        for line in lines:
            for initial in {opening[0] for opening in _openings(line)} | set(_ARROWS_OR_NUMBER.findall(line)):
                by_initial.setdefault(initial, []).append(line)
        for initial, those in by_initial.items():
            found.setdefault(initial, []).append((label, regex(partial(_expressions, those))))
    return found


def _expressions(lines: Sequence[str]) -> str:
    return "|".join(f"(?:{_expression(line)})" for line in lines)


def _expression(line: str) -> str:
    """Write a label out as a regular expression."""
    words = line
    while match := _OPTIONAL.search(words):
        before, inner, after = match.groups()
        optional = f"(?:{before}(?:{inner}))?{after}" if before else f"(?:(?:{inner}){after})?"
        words = words[: match.start()] + optional + words[match.end() :]
    return words.replace("...", ".{1,80}").replace("#", r"\d[\d,]*")


def _openings(line: str) -> list[str]:
    """Return the first three letters of a label, in all its forms, so that most lines are told from labels at once."""
    return [word.ljust(3)[:3] for word in _OPENING.findall(line)]


_LABELS = {label: [line.strip() for line in lines.strip().splitlines()] for label, lines in _LABEL_LINES.items()}
_BY_INITIAL = _by_initial()
_OPENINGS = frozenset(opening for lines in _LABELS.values() for line in lines for opening in _openings(line))

"""Patterns of bylines, review lines, date labels and credits; what they mean is read in `bylines`."""

from __future__ import annotations

import re

from healthlint.document.metadata.dates import MONTH
from healthlint.patterns import regex

TEXTS = (
    r"(?:article|answer|page|content|text|leaflet|factsheet|guide|post|information|piece|story|entry|material|facts?"
    r"|booklet|review)"
)
SUBJECT = rf"(?:(?:this|the|our|all)\s+)?(?:{TEXTS}\s+)?(?:(?:was|were|is|has been|have been)\s+)?"
MANNER = (
    r"(?:(?:last|first|also|page|medically|clinically|scientifically|expertly|peer|professionally|editorially|fact|expert"
    r"|independently|originally"
    r"|initially|most recently)[\s-]+){0,3}"
)
AND = r"(?:\s*(?:,|/|and|&)\s*(?:\w+ly\s+|fact[\s-])?(?:\w+ed|written)(?:\s+for\s+(?:medical\s+)?accuracy)?)?"
VERBS = (
    ("reviewed", r"reviewed|checked|approved|verified|vetted|fact-checked|signed off|assessed"),
    ("updated", r"updated|modified|revised|amended|edited"),
    (
        "published",
        (
            r"published|posted|written|authored|created|compiled|prepared|contributed|reported|researched|submitted"
            r"|released|issued|uploaded"
        ),
    ),
)
VERB = "|".join(f"(?P<{event}>{words})" for event, words in VERBS)
ACT = regex(rf"{SUBJECT}{MANNER}(?:{VERB})\b(?P<also>{AND})\s*(?P<on>on\b|:|–|—|-|in\b)?\s*", re.IGNORECASE)
BY = regex(r"(?:(?:words|text|story|article|report|answer|advice)\s+)?by\b\s*:?\s*", re.IGNORECASE)
AUTHOR_LABEL = regex(
    r"(?:(?:lead|guest|article|medical|contributing)\s+)?(?:authors?|writers?|contributors?|words"
    r"|byline)(?:\(s\))?\s*:\s*",
    re.IGNORECASE,
)
REVIEWER_LABEL = regex(
    r"(?:(?:medical|clinical|expert|scientific|medically|clinically|peer|fact)[\s-]+)?(?:review(?:er|ed|ers)?|checker"
    r"|checked|advis[eo]r|approver)"
    r"(?:\(s\))?(?:\s+by)?\s*:\s*",
    re.IGNORECASE,
)
DATE_LABEL = regex(
    r"(?P<reviewed>(?:(?:date\s+(?:of\s+)?)?(?:last\s+)?(?:(?:full|medical|clinical)\s+)?review(?:\s+date)?"
    r"|last\s+check(?:ed)?|date\s+(?:last\s+)?reviewed)\s*:\s*|review\s+date\s+(?=\d))"
    r"|(?P<updated>(?:last\s+)?(?:update|revision|modification)(?:\s+date)?|date\s+(?:updated|modified|revised))\s*:\s*"
    r"|(?P<published>(?:publication\s+|publish\s+|release\s+|issue\s+|version\s+)?date(?:\s+(?:published|posted"
    r"|created|produced|issued|of\s+(?:publication|issue|production)))?|produced|issued)\s*:\s*",
    re.IGNORECASE,
)
#: A label whose name or date stands in the next block.
LABEL_ALONE = regex(
    r"(?:(?:last|page last|medically|clinically|fact|expert|peer)[ -])*"
    r"(?:written|reviewed|checked|updated|modified|published|posted|authored|approved)(?:\s+(?:by|on))?\s*:?"
    r"|(?:by|authors?|written by|(?:medical |clinical |expert )?reviewers?|review date|date|date published"
    r"|publication date|last update)\s*:?",
    re.IGNORECASE,
)
#: The day of the last review, or of the next.
REVIEW_DATE = regex(r"(?:date\s+of\s+)?review(?:\s+date)?\s*:", re.IGNORECASE)
NEXT_REVIEW = regex(r"(?:next|planned|due for|date of next|future)\s+review\b", re.IGNORECASE)
FILED = regex(r"(?:(?:posted|filed|published)\s+)?(?:in|under)\s+(?P<topics>[^.!?]{2,200}?)\s+by\s+", re.IGNORECASE)
SIGNED = regex(
    r"(?:yours(?:\s+(?:sincerely|faithfully|truly))?|sincerely|(?:with\s+)?(?:best|kind|warm)\s+(?:wishes"
    r"|regards))\s*,\s*",
    re.IGNORECASE,
)
COUNTER = regex(
    r"\s*(?:(?:follow(?:ing)?|listen|save)\s+)?(?:\d[\d,.]*|no|one|leave an?|add an?)?\s*(?:comments?|repl(?:y|ies)"
    r"|responses?|shares?|views?|follow(?:ing)?|listen|save|min(?:ute)?s?(?:\s+read)?)\s*",
    re.IGNORECASE,
)
#: What may follow a date: the time of day, and where it is that time.
CLOCK = regex(
    r"(?:\s*,)?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?", re.IGNORECASE
)
#: “Last reviewed on 05/08/2023”: a date for readers, though nobody knows which number is the month.
NUMBERS = regex(r"\W*\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\W*")
DETAIL = regex(
    r"\s+and (?:the|our)\b|\s*[,;|·•–—(-]\s*"
    r"|\s+(?:on|at|for|from|with|in)\s+(?=[A-Z])|\s+on\s+(?=\d)|\s+(?=(?:updated|published|reviewed"
    r"|last|medically)\b)",
    re.IGNORECASE,
)
#: A detail that begins so goes on as a sentence: “On 3 May 2024, the agency …”, “By Jane Doe, who …”.
CLAUSE = regex(r"[\s,;(|·•–—-]*(?:who|whose|which|that|when|where|while|but|if|it|she|he|they|we|I|you)\b")
#: What may be in lower case in a detail behind a date.
DETAIL_WORDS_LIST = """
    in of and the for at by to on from with min mins minute minutes read reading updated reviewed published posted
    last medically clinically edited comment comments reply replies share shares views am pm a.m p.m
"""
DETAIL_WORDS = frozenset(DETAIL_WORDS_LIST.split())
PEOPLE_END = regex(
    rf"\s*(?:[|·•–—]|\s-\s|\d|\b(?i:{MONTH})\s+(?:\d|of)|\bon\s|\b(?:at|for|from|in)\s+(?=[A-Z\d])"
    r"|\b(?:Updated|Published|Reviewed|Posted|Last|Medically|Clinically|Edited|Photo\w*|Source|Comments?|Leave"
    r"|No Comments?|updated|published|reviewed|last)\b)",
)
_MADE = r"(?:[Rr]eview(?:ed)?|[Cc]hecked|[Uu]pdated|[Mm]odified|[Rr]evised|[Pp]ublished|[Pp]osted|[Ww]ritten|due)"
#: Where a statement ends: at a bar, after a sentence, and before the next “Reviewed by”, “Last updated”, “By Jane Doe”.
STATEMENT_END = regex(
    r"\s*[|·•]\s*"
    r"|(?<=[.!?])(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr|No|vs)\.)(?<!\b(?:Mrs|Rev|Sen)\.)(?<!\bProf\.)(?<!\b[A-Z]\.)"
    r"\s+(?=[\"“(]?[A-Z])"
    rf"|(?:\s+[—–-]|[.,;])?(?<!Page)(?<!Content)\s+(?=(?:Medically|Clinically|Last|Page last|Fact|Next)[ -]{_MADE}\b)"
    r"|(?:\s+[—–-]|[.,;])?(?<!ally)(?<![Ll]ast)(?<!Next)(?<!Fact)(?<!,)\s+"
    r"(?=(?:Reviewed|Checked|Updated|Modified|Revised|Published|Posted|Written)"
    r" ?(?:by|on|:|\d|[A-Z]))"
    r"|\s+[—–-]\s+(?=[Bb]y:? [A-Z])"
    rf"|[,;](?:\s+and)?\s+(?=(?:last |medically |clinically )?{_MADE} (?:by|on|\d|[A-Z]))",
)
PERSON_FIRST_WORD = regex(r"(?:dr|prof(?:essor)?|doctor|nurse|mr|mrs|ms)\b\.?\s", re.IGNORECASE)
GENERIC = regex(
    r"(?:the\s+)?(?:\w+\s+){0,3}(?:admin(?:istrator)?|staff|team|webmaster|editors?|editorial(?:\s+\w+)?|writers?"
    r"|contributors?|author|user|anonymous|guest|desk)",
    re.IGNORECASE,
)
NO_NAME_LIST = """
    monday tuesday wednesday thursday friday saturday sunday new week day age year then now this that these those your
    our all any most some christmas easter summer winter spring autumn fall contrast comparison chance law nature far
    default the a an if when what
"""
NO_NAME = frozenset(NO_NAME_LIST.split())
#: No credit is without one of these.
HINT = regex(r"\d|(?:eviewed|hecked)\.?$|[Bb][Yy]\b|[:©|·•–—]|[Rr]ights|[Rr]ead|[Yy]ours|incerely|ishes|egards")
FIRST_WORDS_LIST = """
    by words text story report article answer advice lead guest medical contributing author authors author(s) writer
    writers contributor contributors byline clinical expert scientific medically clinically peer fact fact-checked
    reviewer reviewers review reviewed checker checked adviser advisor approver approved date last update updated
    revision modification publication publish release published posted filed in under written authored created
    compiled prepared contributed reported researched submitted released issued produced issue uploaded modified
    revised amended edited verified vetted signed assessed scientifically expertly professionally editorially
    independently originally initially most first page this the our all content leaflet factsheet guide post
    information piece entry material facts booklet next planned due future yours sincerely best kind warm with
    copyright photo photos photograph photographs image images picture pictures illustration illustrations video
    videos cover feature featured header main top stock getty shutterstock istock unsplash pexels alamy estimated
    read reading about isbn issn document version reference on mon monday tue tues tuesday wed wednesday thu thurs
    thursday fri friday sat saturday sun sunday jan january feb february mar march apr april may jun june jul july
    aug august sep sept september oct october nov november dec december
"""
FIRST_WORDS = frozenset(FIRST_WORDS_LIST.split())
CREDIT = regex(
    r"(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)|all rights reserved)"
    r"|(?:(?:cover|featured?|header|main|top|stock)\s+)?(?:photo(?:graph)?s?|image|picture|illustration|video)s?"
    r"\s*(?:(?:credits?|courtesy|source|by)?\s*:|(?:by|courtesy of|via|from|credits?)"
    r"(?:\s+(?-i:[A-Z\d©@]\S*|on|for|of|and|the|via|from|by|at|[/&]))+\W*$)"
    r"|(?:getty|shutterstock|istock|unsplash|pexels|alamy)(?:\s+(?:images|stock(?: photo)?))?\s*(?:$|[/|.,])"
    r"|(?:(?:estimated\s+)?read(?:ing)?\s+time\s*:?\s*)?(?:about\s+)?\d+\s*-?\s*min(?:ute)?s?(?:\s+(?:read|to read))?$"
    r"|(?:estimated\s+)?read(?:ing)?\s+time\b|(?:medically|clinically|expert|fact)[ -](?:reviewed|checked)\.?$"
    r"|this (?:article|page) was (?:first|originally) published (?:on|in|at)\b"
    r"|(?:isbn|issn|document (?:id|number)|version|reference number|leaflet (?:code|number"
    r"|reference))(?:\s*:\s*|\s+)[\w./-]*\d[\w./-]*\W*(?:$|,)",
    re.IGNORECASE,
)
IMPRINT = regex(
    r"(?:sources?|references?|contact|e-?mail|funding|disclosure|publisher|website|copyright|telephone|tel)\s*:"
    r"|(?:(?:it|this (?:site|website|page|leaflet|article|guide|work))\s+(?:is|was)\s+)?(?:published and\s+)?(?:run"
    r"|paid for|funded|sponsored|produced|owned|published|supported)\b.{0,40}\bby\b"
    r"|(?:contact|write to|e-?mail|questions\?)\b",
    re.IGNORECASE,
)

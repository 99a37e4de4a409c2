"""Tells what kind of text an article is, by the words that only that kind uses."""

from __future__ import annotations

from healthlint.document.article import Block, BlockKind
from healthlint.language.annotated import Annotated
from healthlint.language.profile import ARTICLE, Inferred
from healthlint.language.profile.cues import ENOUGH, SHOWN, ProfileCues
from healthlint.language.tokens import Voice
from healthlint.patterns import regex

Points = tuple[float, list[str]]

#: “LONDON, March 3 (Reuters) – ”
_DATELINE = regex(r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w.]{1,12}\.?)?(?:, \w+\.? \d{1,2})?(?: \([\w ]{2,20}\))? ?[—–-] ")
_DATELINE_BLOCKS = 8
_LABEL_BLOCKS = 4
#: Tokens of a label such as “Opinion”, “Ingredients”.
_SHORT = 3
_FIRST_PERSON = ("i", "my", "me")
#: The first person of an opinion: this often, and this share of the words.
_SAID_BY_AUTHOR, _SHARE_BY_AUTHOR = 5, 0.015
_FEWEST_KITCHEN = 3
_LINKED_DATA = {"NewsArticle": "news", "Product": "product", "Recipe": "recipe", "OpinionNewsArticle": "opinion"}


def article_type(cues: ProfileCues) -> Inferred:
    """Return product, news, leaflet, opinion or recipe where enough speaks for one of them; else article."""
    tests = {"product": _product, "news": _news, "leaflet": _leaflet, "opinion": _opinion, "recipe": _recipe}
    found = {name: test(cues) for name, test in tests.items()}
    declared = _declared(cues.annotated)
    if declared is not None:
        points, told = found[declared]
        found[declared] = (points + ENOUGH, [f"declared {declared}", *told])
    scores = {name: points for name, (points, _) in found.items()}
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    (first, told), (second, _) = found[ranked[0]], found[ranked[1]]
    if first < ENOUGH or first == second:
        return ARTICLE
    return Inferred(ranked[0], tuple(told[:SHOWN]))


def _declared(annotated: Annotated) -> str | None:
    """Return the type that JSON-LD or a meta tag gives."""
    fields = annotated.article.metadata.fields
    for name in ("@type", "og:type", "type"):
        value = fields.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each in _LINKED_DATA:
                return _LINKED_DATA[each]
    return None


def _product(cues: ProfileCues) -> Points:
    """Count distinct words of a shop; a price alone sells nothing."""
    strong, weak = list(cues.counts("product_strong")), list(cues.counts("product"))
    return 2.0 * len(strong) + (len(weak) if len(weak) > 1 or strong else 0.0), strong + weak


def _news(cues: ProfileCues) -> Points:
    """Count a dateline, an agency, and what reporters write."""
    article = cues.annotated.article
    weak = list(cues.counts("news"))
    if not any(_DATELINE.match(article.text(block)) for block in article.blocks[:_DATELINE_BLOCKS]):
        return float(len(weak)), weak
    agency = list(cues.counts("news_agency"))
    return len(weak) + 2.0 + 2.0 * bool(agency), ["dateline", *agency, *weak]


def _leaflet(cues: ProfileCues) -> Points:
    """Count words with which a leaflet speaks of itself."""
    strong, weak = list(cues.counts("leaflet_strong")), list(cues.counts("leaflet"))
    return ENOUGH * bool(strong) + len(weak), strong or weak


def _opinion(cues: ProfileCues) -> Points:
    """Count views said to be somebody's own, where the author speaks in the first person throughout."""
    annotated = cues.annotated
    labels = [block for block in annotated.article.blocks[:_LABEL_BLOCKS] if _is_label(annotated, block)]
    label = [annotated.article.text(block) for block in labels]
    said = annotated.tokens.count(*_FIRST_PERSON) - _said_by_others(annotated)
    if said < _SAID_BY_AUTHOR or said < cues.words * _SHARE_BY_AUTHOR:
        return (ENOUGH if label and said else 0.0), label
    own = list(cues.counts("opinion"))
    return 2.0 + 2.0 * bool(label) + min(len(own), 3), [*label, "first person throughout", *own]


def _is_label(annotated: Annotated, block: Block) -> bool:
    span = annotated.block_tokens[block.index]
    return span.last - span.first <= _SHORT and bool(annotated.cue("opinion_label", span))


def _said_by_others(annotated: Annotated) -> int:
    """Count the first person in quotations and reader comments."""
    words = annotated.tokens.words
    others = [span for span, voice in annotated.voices if voice is not Voice.AUTHOR]
    return sum(word in _FIRST_PERSON for first, last in others for word in words[first:last])


def _recipe(cues: ProfileCues) -> Points:
    """Count the parts of a recipe: a list of ingredients, a method or a yield, and a kitchen."""
    annotated = cues.annotated
    kitchen, yields = list(cues.counts("recipe_kitchen")), list(cues.counts("recipe_yield"))
    if len(kitchen) < _FEWEST_KITCHEN:
        return 0.0, []
    heads = [annotated.block_tokens[block.index] for block in annotated.article.blocks if _is_head(annotated, block)]
    parts = {
        name for name in ("recipe_ingredients", "recipe_method") if any(annotated.cue(name, span) for span in heads)
    }
    if "recipe_ingredients" not in parts or not (len(parts) > 1 or yields):
        return 0.0, []
    return ENOUGH + len(kitchen) / 4, ["ingredients", *yields, *kitchen]


def _is_head(annotated: Annotated, block: Block) -> bool:
    if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
        return True
    span = annotated.block_tokens[block.index]
    return block.kind is BlockKind.PARAGRAPH and span.last - span.first <= _SHORT

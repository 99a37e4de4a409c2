"""What in an article tells for whom and as what it is written: the cues in its own text, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from healthlint.document.article import BlockKind, Zone
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan

#: Points that settle a matter: one weak hint has one.
ENOUGH = 3.0
#: Pieces of evidence that are shown.
SHOWN = 6

#: Zones whose words say nothing of the article itself.
_OTHERS = frozenset({Zone.COMMENTS, Zone.NAVIGATION, Zone.REFERENCES, Zone.ADVERTISEMENT, Zone.CODE, Zone.QUOTE})
#: Places of a set that are looked at: enough to weigh it, few enough to cost nothing.
_MOST_HITS = 300
#: A cue said often counts up to this often.
_MOST_COUNTED = 3
_FIRST_BLOCKS = 4
_NO_COUNTS: Counter[str] = Counter()


class ProfileCues:
    """The cues that stand in the article's own text, counted by what is written there."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.words = max(1, len(annotated.tokens))

    def counts(self, name: str) -> Counter[str]:
        """Return how often each cue of a set is said, as it is first written."""
        annotated = self.annotated
        hits = annotated.hits.everywhere(annotated.index.cues[name], _MOST_HITS)
        if not hits:  # as for most sets
            return _NO_COUNTS
        written: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for hit in _longest(hits):
            if self.is_own(hit.first):
                text = annotated.text(hit)
                counts[written.setdefault(text.lower(), text)] += 1
        return counts

    def points(self, name: str, weight: float = 1.0, most: int = _MOST_COUNTED) -> tuple[float, list[str]]:
        """Return the weight of a set, each cue counted at most so often, and its cues, the most frequent first."""
        counts = self.counts(name)
        if not counts:
            return 0.0, []
        total = weight * sum(min(count, most) for count in counts.values())
        return total, shown(counts)

    def stated(self, name: str) -> list[str]:
        """Return the cues of a set in the title or the first blocks; further down they may speak of another page."""
        annotated = self.annotated
        own = [block for block in annotated.article.blocks if _OTHERS.isdisjoint(block.zone)]
        found: list[str] = []
        for block in [*(block for block in own if block.kind is BlockKind.TITLE), *own[:_FIRST_BLOCKS]]:
            found += [annotated.text(hit) for hit in annotated.cue(name, annotated.block_tokens[block.index])]
        return list(dict.fromkeys(found))

    def is_own(self, token: int) -> bool:
        """Tell whether a token stands in the article's own text."""
        return _OTHERS.isdisjoint(self.annotated.block_of(token).zone)


def shown(counts: Counter[str]) -> list[str]:
    """Return cues for people, the most frequent first, each with how often it is said."""
    return [cue if count == 1 else f"{cue} ×{count}" for cue, count in counts.most_common(SHOWN)]


def _longest(hits: Iterable[TokenSpan]) -> list[TokenSpan]:
    """Return hits without those inside another one: “NHS England” is one."""
    kept: list[TokenSpan] = []
    for hit in hits:
        if kept and kept[-1].first == hit.first:
            kept[-1] = hit
        elif not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept

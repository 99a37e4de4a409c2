"""Check kinds: one module for each distinct question, and the table of them."""

from __future__ import annotations

from typing import cast

from healthlint.checks import absence, consistency, count, equivalence, frame, gloss, metric, phrase, pointer, promise
from healthlint.checks.kind import Kind

#: Every check kind, by its name.
KINDS: dict[str, Kind] = {
    module.NAME: cast("Kind", module)
    for module in (absence, consistency, count, equivalence, frame, gloss, metric, phrase, pointer, promise)
}

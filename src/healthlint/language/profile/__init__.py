"""For which country, for whom and as what kind of text an article is written, and what told so."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace


class Inferred(Struct, frozen=True):
    """A value, and what in the article speaks for it; no evidence means that nothing does."""

    value: str
    evidence: tuple[str, ...] = ()


#: Where nothing speaks.
ANYWHERE = Inferred("any")
PUBLIC = Inferred("public")
ARTICLE = Inferred("article")


class Profile(Struct, frozen=True):
    """Jurisdiction (us, uk, eu, au, ca, any), audience (public, professional) and type (article, leaflet, news, …)."""

    jurisdiction: Inferred = ANYWHERE
    audience: Inferred = PUBLIC
    type: Inferred = ARTICLE

    @classmethod
    def of(cls, **given: str) -> Profile:
        """Return a profile of given values; what is not given is as where nothing speaks."""
        return cls().given(given)

    def given(self, values: Mapping[str, str]) -> Profile:
        """Return the profile with what the command line says; `auto` and what is not named stay as inferred."""
        said = {name: Inferred(value, ("given",)) for name, value in values.items() if value != "auto"}
        return replace(self, **said)

    def values(self) -> dict[str, str]:
        """Return the three values by name."""
        return {"jurisdiction": self.jurisdiction.value, "audience": self.audience.value, "type": self.type.value}

    def explained(self) -> dict[str, dict[str, object]]:
        """Return the three values by name, each with its evidence."""
        parts = {"jurisdiction": self.jurisdiction, "audience": self.audience, "type": self.type}
        return {name: {"value": part.value, "evidence": list(part.evidence)} for name, part in parts.items()}


UNKNOWN = Profile()

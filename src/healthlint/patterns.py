"""Regular expressions that are compiled when they are first used: an article needs few of the many that there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

#: What an expression can do; looked up once, when it is compiled.
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands for a compiled expression, and has its methods from its first use on."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- an attribute of `re.Pattern`
        if name == "pattern":
            return self._source() if callable(self._source) else self._source
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return vars(self)[name]


def regex(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns for an expression, or for what a function makes, when it is first used.

    What is wrong with the expression is raised then, too: the tests compile all of them.
    """
    return cast("re.Pattern[str]", _Late(source, flags))

"""Says why a plain value is not of its type, in the words of a rule file: what was found, what is allowed, and where.

The type library says that much itself, but in terms of programs, and with `[...]` where it does not know which entry of
a mapping it means. Here its complaint is put into words, with the words that are allowed and the nearest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, EnumType
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from healthlint.errors import did_you_mean

#: A path of keys and indexes into plain values.
Where = tuple[str | int, ...]
_LONGEST_SHOWN = 60
_COMPLAINT = re.compile(r"(?P<said>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?", re.DOTALL)
_PATH_PART = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_GOT = re.compile(r", got `[^`]*`$")
_LENGTH = re.compile(r"Expected `array` of length (>= )?(\d+)(?:, got \d+)?")
_WORDS = {"array": "a list", "object": "a mapping", "str": "text", "int": "a whole number", "float": "a number"}
_WORDS |= {"bool": "true or false"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, and where: at a value, or at its key."""

    message: str
    where: Where
    at_key: bool = False


def complaint(wanted: Any, value: Any, said: str) -> Complaint:  # noqa: ANN401 -- a type expression, plain YAML
    """Return what msgspec `said` of a value that should have been of a type, in words."""
    parts = _COMPLAINT.fullmatch(said)
    told, path = (parts["said"], parts["path"] or "") if parts else (said, "")
    where = _where(wanted, value, path)
    at = _type_at(wanted, where)
    if unknown := _UNKNOWN.fullmatch(told):
        allowed = _fields(at)
        near = did_you_mean(unknown[1], allowed)
        message = f"unknown key '{unknown[1]}'; allowed: {', '.join(allowed)}{near}"
        return Complaint(message, (*where, unknown[1]), at_key=True)
    if missing := _MISSING.fullmatch(told):
        return Complaint(f"the key '{missing[1]}' is missing; allowed: {', '.join(_fields(at))}", where)
    found = _at(value, where)
    choices = _choices(at)
    if choices and not isinstance(found, Mapping | list):
        allowed_text = f"allowed: {', '.join(choices)}{did_you_mean(str(found), choices)}"
        return Complaint(f"{_shown(found)} is not allowed here; {allowed_text}", where)
    if length := _LENGTH.fullmatch(told):
        wanted_length = f"{length[2]} or more" if length[1] else length[2]
        return Complaint(f"expected a list of length {wanted_length}, found one of length {len(found)}", where)
    if not told.startswith(("Expected", "Invalid")):
        return Complaint(_in_words(told), where)  # what a kind says of its parameters
    return Complaint(f"{_in_words(told)}, found {_shown(found)}", where)


def _where(wanted: Any, value: Any, path: str) -> Where:  # noqa: ANN401 -- a type expression, plain YAML
    """Read msgspec's path (`.params.heads[0]`), in which `[...]` is the first entry of a mapping that does not fit."""
    found: list[str | int] = []
    for key, index in _PATH_PART.findall(path):
        if index == "...":
            here = _at(value, tuple(found))
            found.append(_misfit(here, _type_at(wanted, tuple(found))))
        else:
            found.append(key or int(index))
    return tuple(found)


def _misfit(entries: Mapping[str, Any], wanted: Any) -> str:  # noqa: ANN401 -- a type expression
    """Return the key of the first entry that is not as a mapping of this type wants it."""
    of = next((get_args(option)[1] for option in _options(wanted) if get_origin(option) is dict), Any)
    for key, value in entries.items():
        try:
            msgspec.convert(value, of, strict=False)
        except msgspec.ValidationError:
            return key
    return next(iter(entries))


def _at(value: Any, where: Where) -> Any:  # noqa: ANN401 -- plain YAML
    for part in where:
        value = value[part]
    return value


def _type_at(wanted: Any, where: Where) -> Any:  # noqa: ANN401 -- a type expression
    """Follow a path of keys and indexes through a type; `Any` where it cannot be followed."""
    for part in where:
        wanted = next((step for option in _options(wanted) for step in _steps(option, part)), Any)
    return wanted


def _options(wanted: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a type expression
    return get_args(wanted) if get_origin(wanted) in {Union, UnionType} else (wanted,)


def _steps(wanted: Any, part: str | int) -> Iterator[Any]:  # noqa: ANN401 -- a type expression
    """Yield the type of a field, an entry or an item, if the type can have one."""
    arguments = get_args(wanted)
    if isinstance(part, str) and _is_struct(wanted):
        names = dict(zip(wanted.__struct_encode_fields__, wanted.__struct_fields__, strict=True))
        yield get_type_hints(wanted)[names[part]]
    elif isinstance(part, str) and get_origin(wanted) is dict:
        yield arguments[1]
    elif isinstance(part, int) and get_origin(wanted) in {tuple, list}:
        yield arguments[0] if arguments[-1] is Ellipsis else arguments[min(part, len(arguments) - 1)]


def _is_struct(wanted: Any) -> bool:  # noqa: ANN401 -- a type expression
    return isinstance(wanted, type) and issubclass(wanted, msgspec.Struct)


def _fields(wanted: Any) -> list[str]:  # noqa: ANN401 -- a type expression
    return [name for option in _options(wanted) if _is_struct(option) for name in option.__struct_encode_fields__]


def _choices(wanted: Any) -> list[str]:  # noqa: ANN401 -- a type expression
    """Return the words that a type allows, if it is a list of words or a truth value."""
    words: list[str] = []
    for option in _options(wanted):
        if isinstance(option, EnumType):
            members: Iterable[Enum] = option
            words += [str(member.value) for member in members]
        elif get_origin(option) is Literal:
            words += map(str, get_args(option))
        elif option is bool:
            words += ["true", "false"]
    return words


def _in_words(told: str) -> str:
    """Return “expected a list” for “Expected `array | null`, got `str`”."""

    def said(names: re.Match[str]) -> str:
        known = [_WORDS.get(name, name) for name in names[1].split(" | ") if name != "null"]
        return " or ".join(known)

    text = (
        re.sub(r"`([^`]*)`", said, _GOT.sub("", told)).replace(" >= ", " of at least ").replace(" <= ", " of at most ")
    )
    return text[:1].lower() + text[1:]


def _shown(value: Any) -> str:  # noqa: ANN401 -- plain YAML
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}…'"

"""Reporters: one module for each output format, and the table of them."""

from __future__ import annotations

from types import ModuleType

from healthlint.reporters import json, text

#: Every output format of `check`, by its name: a module with `render(report, …) -> str`.
REPORTERS: dict[str, ModuleType] = {module.NAME: module for module in (text, json)}

"""Counts calls instead of seconds: the same number on every machine, and it grows as the work does."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")
Result = TypeVar("Result")

TIMES = 8
#: How often the calls of the smaller size the larger may take: a table fills up, a window is wider than a short text.
MOST = 12
#: What a longer text may cost once, whatever its length.
SLACK = 2_000


def calls(work: Callable[[Made], Result], made: Made) -> tuple[int, Result]:
    """Return how many functions are called, in Python or from it, while a work is done, and what the work gives."""
    count = 0

    def seen(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before, is_collecting = sys.getprofile(), gc.isenabled()
    gc.disable()  # what is called when garbage is collected is no part of the work
    sys.setprofile(seen)
    try:
        result = work(made)
    finally:
        sys.setprofile(before)
        if is_collecting:
            gc.enable()
    return count, result


def grows_with_size(work: Callable[[Made], Result], make: Callable[[int], Made], size: int) -> Result:
    """Do a work on what is made for a size and for eight times that; return what it gives for the larger.

    Raises AssertionError where the larger takes more than 12 times the calls: the square of the size takes 64 times
    as many. What a single call does inside (a regular expression, a slice, `in` on a list) is not seen: for that there
    is `benchmarks/hostile.py`.
    """
    work(make(TIMES * size))  # what is made once, or remembered, is there for both
    (small, _), (large, result) = calls(work, make(size)), calls(work, make(TIMES * size))
    assert large <= MOST * small + SLACK, f"{small} calls for {size}, {large} for {TIMES} times that"
    return result

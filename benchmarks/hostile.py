"""How the time of hostile input grows: every shape of tests/hostile_inputs.py at one size and at four times that.

    python benchmarks/hostile.py                 the whole way from bytes to findings
    python benchmarks/hostile.py --read          reading alone: from bytes to the article
    python benchmarks/hostile.py lists quotes    the shapes whose names hold one of these words

A ratio of 4 is linear time, 16 its square. Each size is taken as the least of some runs, the two sizes in turn.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from healthlint.checks import KINDS
from healthlint.document import reading
from healthlint.document.source import decode
from healthlint.engine import Linter
from healthlint.errors import HealthlintError
from healthlint.rules import loader

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import hostile_inputs

TIMES = 4
Work = Callable[[bytes, str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """What one shape took: its name, the bytes and the seconds of its larger size, and how often the smaller's time."""

    name: str
    size: int
    seconds: float
    ratio: float


def read(data: bytes, name: str) -> None:
    """Read a file, as far as it can be read."""
    try:
        reading.read(decode(data, name, None), reading.format_of(name) or reading.TEXT)
    except HealthlintError:
        return


def timed(work: Work, data: bytes, name: str) -> float:
    """Return the seconds of this process that a work takes; what lay about before is not collected in them."""
    gc.collect()
    start = time.process_time()
    work(data, name)
    return time.process_time() - start


def measured(work: Work, size: int, runs: int, words: list[str]) -> Iterator[Row]:
    """Time the shapes whose names hold one of some words (all of them where there is none)."""
    for name, shape in hostile_inputs.SHAPES.items():
        if words and not any(word in name for word in words):
            continue
        small, large = (shape(length).encode("utf-8") for length in (size, TIMES * size))
        pairs = [(timed(work, small, name), timed(work, large, name)) for _ in range(runs)]
        least, most = (min(side) for side in zip(*pairs, strict=True))
        yield Row(name, len(large), most, most / least)


def main() -> None:
    """Read the command line, time the shapes and print them, the steepest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="parts of the names of shapes; all shapes where none is given")
    parser.add_argument("--read", action="store_true", help="only read: no language, no checks")
    parser.add_argument("--size", type=int, default=100_000, help="characters of the smaller size (default 100000)")
    parser.add_argument("--runs", type=int, default=2, help="runs of each size, of which the least counts (default 2)")
    arguments = parser.parse_args()
    pack = loader.load_shipped(KINDS)
    work: Work = read if arguments.read else Linter(pack, pack.rules).lint
    for suffix in ("md", "html", "txt"):
        work(b"Rest well.", f"a.{suffix}")  # what is made once is made
    rows = sorted(measured(work, arguments.size, arguments.runs, arguments.words), key=lambda row: -row.ratio)
    print(f"{'shape':<52} {'bytes':>9} {'seconds':>8} {'ratio':>6}")
    for row in rows:
        print(f"{row.name:<52} {row.size:>9,} {row.seconds:>8.2f} {row.ratio:>6.1f}")
    if rows:
        slowest = max(rows, key=lambda row: row.seconds)
        print(
            f"{len(rows)} shapes, {TIMES} times the size: the steepest is {rows[0].name} ({rows[0].ratio:.1f} times "
            f"the time), the slowest {slowest.name} ({slowest.seconds:.1f} s)"
        )


if __name__ == "__main__":
    main()

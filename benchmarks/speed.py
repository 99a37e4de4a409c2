"""Speed beside peers and beside itself, as ratios of medians measured side by side in one run.

    python benchmarks/speed.py cold            a cold check of one article against a blank spaCy pipeline on one word
    python benchmarks/speed.py throughput      articles per second against proselint (pip install proselint) on one core
    python benchmarks/speed.py workers         40 MB with one process and with two
    python benchmarks/speed.py growth          a text and ten times the text
    python benchmarks/speed.py memory          peak memory on a 20 MB file

The articles are made here, from sentences of our own; --articles FOLDER takes real ones instead.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "fixtures"
PYTHON = sys.executable
CHECK = [PYTHON, "-m", "healthlint", "check", "--quiet", "--fail-on", "never", "--output", "/dev/null"]
BLANK = [PYTHON, "-c", "import spacy; spacy.blank('en')('A.')"]


def timed(command: Sequence[str]) -> float:
    """Return the seconds that a command takes, whatever its exit code."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def ratio(name: str, ours: Callable[[], float], other: Callable[[], float], runs: int) -> float:
    """Run two things in turn and print the ratio of their medians."""
    ours(), other()  # warm the disk
    pairs = [(ours(), other()) for _ in range(runs)]
    left, right = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{name}: {left:.3f} s against {right:.3f} s: ratio {left / right:.2f} (median of {runs} pairs)")
    return left / right


def articles(folder: Path, count: int, source: Path | None) -> None:
    """Write `count` articles: copies of real ones, or sentences of the fixtures put together anew."""
    if source is not None:
        texts = [path for path in sorted(source.rglob("*")) if path.suffix in {".txt", ".md", ".html"}]
        for number in range(count):
            path = texts[number % len(texts)]
            shutil.copyfile(path, folder / f"{number:05d}{path.suffix}")
        return
    sentences = _sentences()
    chance = random.Random(7)  # noqa: S311 -- the same articles in every run
    for number in range(count):
        parts = [f"# Article {number}"]
        for section in range(6):
            parts.append(f"## Part {section}")
            parts += [" ".join(chance.sample(sentences, 5)) for _ in range(4)]
        (folder / f"{number:05d}.md").write_text("\n\n".join(parts), encoding="utf-8")


def _sentences() -> list[str]:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(FIXTURES.rglob("*.md")))
    return [part.strip() + "." for part in text.replace("\n", " ").split(". ") if 30 < len(part) < 300]


def _joined(folder: Path) -> str:
    texts = (path for path in sorted(folder.iterdir()) if path.suffix in {".md", ".txt"})
    return "\n\n".join(path.read_text(encoding="utf-8") for path in texts)


def cold(arguments: argparse.Namespace, folder: Path) -> None:
    """Check one article, in a new process."""
    articles(folder, 1, arguments.articles)
    file = str(next(folder.iterdir()))
    ratio("cold check / blank spaCy", lambda: timed([*CHECK, file]), lambda: timed(BLANK), arguments.runs)


def throughput(arguments: argparse.Namespace, folder: Path) -> None:
    """Check many articles on one core; proselint is given the same files."""
    articles(folder, arguments.count, arguments.articles)
    size = sum(path.stat().st_size for path in folder.iterdir())
    files = [str(path) for path in sorted(folder.iterdir())]
    proselint = [PYTHON, "-m", "proselint", "check", *files]
    ours = [*CHECK, "--jobs", "1", str(folder)]
    found = ratio("proselint / healthlint", lambda: timed(proselint), lambda: timed(ours), arguments.runs)
    print(f"{len(files)} articles, {size / 1e6:.1f} MB: healthlint is {found:.1f} times as fast")


def workers(arguments: argparse.Namespace, folder: Path) -> None:
    """Check the same files with one process and with two."""
    articles(folder, 100, arguments.articles)
    files = sorted(folder.iterdir())
    size, number = sum(path.stat().st_size for path in files), 0
    while size < 40_000_000:
        copy = folder / f"copy{number}{files[number % len(files)].suffix}"
        shutil.copyfile(files[number % len(files)], copy)
        size += copy.stat().st_size
        number += 1
    one, two = ([*CHECK, "--jobs", jobs, str(folder)] for jobs in ("1", "2"))
    ratio("one process / two", lambda: timed(one), lambda: timed(two), arguments.runs)


def growth(arguments: argparse.Namespace, folder: Path) -> None:
    """Check one text and ten times the text, the start of the process taken off both."""
    articles(folder, 60, arguments.articles)
    one = _joined(folder)
    small, large, empty = folder / "small.md", folder / "large.md", folder / "empty.md"
    small.write_text(one, encoding="utf-8")
    large.write_text("\n\n".join([one] * 10), encoding="utf-8")
    empty.write_text("Rest.\n", encoding="utf-8")
    base = statistics.median(timed([*CHECK, str(empty)]) for _ in range(arguments.runs))
    print(f"{len(one) / 1e6:.2f} MB and ten times that; a process starts in {base:.2f} s")
    ten, once = ([*CHECK, str(file)] for file in (large, small))
    ratio("ten times the text", lambda: timed(ten) - base, lambda: timed(once) - base, arguments.runs)


def memory(arguments: argparse.Namespace, folder: Path) -> None:
    """Check a 20 MB file."""
    articles(folder, 60, arguments.articles)
    one = _joined(folder)
    large = folder / "large.md"
    large.write_text("\n\n".join([one] * (20_000_000 // len(one) + 1))[:20_000_000], encoding="utf-8")
    seconds = timed([*CHECK, "--jobs", "1", str(large)])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"20 MB: {seconds:.1f} s, peak memory {peak:.0f} MB")


def main() -> None:
    """Read the command line and run one measurement."""
    measurements = {function.__name__: function for function in (cold, throughput, workers, growth, memory)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measurement", choices=measurements)
    parser.add_argument("--articles", type=Path, help="a folder of real articles")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measurements[arguments.measurement](arguments, Path(name))


if __name__ == "__main__":
    main()

"""Several processes, of which any may die."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time

import pytest

from healthlint import workers

# What a worker runs must be known to it, as it is to a copy of this process.
FORKED = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
pytestmark = pytest.mark.skipif(not FORKED, reason="workers here are no copies of this process")
started: list[str] = []


@pytest.fixture(autouse=True)
def _fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", _Forked)


class _Forked(workers.ProcessPoolExecutor):
    def __init__(self, count: int, **rest: object) -> None:
        super().__init__(count, mp_context=multiprocessing.get_context("fork"), **rest)


def start(word: str) -> None:
    started.append(word)


def work(numbers: list[int]) -> list[tuple[int, str]]:
    """13 kills its worker, 7 takes its time."""
    for number in numbers:
        if number == 13:
            os._exit(1)
        if number == 7:
            time.sleep(0.2)
    return [(number, *started) for number in numbers]


def run(tasks: list[list[int]], count: int) -> tuple[list[int], list[int]]:
    done: list[int] = []
    lost: list[int] = []
    for task, found in workers.results(work, tasks, count, (start, "ready")):
        if found is None:
            lost += task
        else:
            assert found == [(number, "ready") for number in task]
            done += task
    return sorted(done), lost


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_task_is_done_once(count: int) -> None:
    tasks = [[1, 2], [7], [3], [4, 5, 6], [8]]
    assert run(tasks, count) == ([1, 2, 3, 4, 5, 6, 7, 8], [])


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(
    "tasks",
    [[[13]], [[1, 13, 2], [3], [4]], [[1], [7, 2], [3], [13, 4], [5]], [[7], [13], [1]], [[1], [2], [3], [13]]],
    ids=str,
)
def test_only_the_item_at_fault_is_lost(tasks: list[list[int]], count: int) -> None:
    """Those of the same task and those in other hands are done all the same."""
    everything = sorted(number for task in tasks for number in task if number != 13)
    assert run(tasks, count) == (everything, [13])


def test_several_may_be_at_fault() -> None:
    assert run([[13, 1], [2, 13], [3], [13]], 2) == ([1, 2, 3], [13, 13, 13])


def test_nothing_to_do() -> None:
    assert run([], 2) == ([], [])


def test_what_work_raises_is_raised() -> None:
    with pytest.raises(TypeError):
        list(workers.results(work, [[1], 5], 2, (start, "ready")))  # a number is no list of items


def test_an_interrupt_is_an_interrupt() -> None:
    """It reaches the caller, and the workers end."""
    found = workers.results(work, [[1], [7], [2]], 2, (start, "ready"))
    next(found)
    with pytest.raises(KeyboardInterrupt):
        found.throw(KeyboardInterrupt)
    assert multiprocessing.active_children() == []

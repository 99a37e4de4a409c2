"""Work for several processes, of which any may die."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, parent_process
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
#: A function that every worker runs once, and what it is given.
Start = tuple[Callable[[Any], None], Any]


def results(
    work: Callable[[list[T]], R], tasks: Sequence[list[T]], count: int, start: Start
) -> Iterator[tuple[list[T], R | None]]:
    """Yield each task with its result, as `count` workers finish them; None for a task of one item that killed one.

    When a worker dies, nobody knows on which of the tasks in hand; the rest goes on with new workers, and the items of
    those tasks are worked on one by one, so that only the one at fault is lost.
    """
    todo = list(reversed(tasks))
    suspects: list[list[T]] = []
    while todo:
        suspects += yield from _until_one_dies(work, todo, count, start)
    todo = [[item] for task in reversed(suspects) for item in reversed(task)]
    while todo:
        for task in (yield from _until_one_dies(work, todo, 1, start)):
            yield task, None


def _until_one_dies(
    work: Callable[[list[T]], R], todo: list[list[T]], count: int, start: Start
) -> Generator[tuple[list[T], R], None, list[list[T]]]:
    """Take tasks from the end of a list and yield their results; return the tasks in hand when a worker died."""
    others = set(active_children())
    with ProcessPoolExecutor(count, initializer=_start, initargs=(start,)) as pool:
        in_hand: dict[Future[R], list[T]] = {}
        try:
            while todo or in_hand:
                while todo and len(in_hand) < count:
                    future = pool.submit(work, todo[-1])  # it may raise, and the task must not be lost
                    in_hand[future] = todo.pop()
                for done in wait(in_hand, return_when=FIRST_COMPLETED).done:
                    yield in_hand[done], done.result()
                    del in_hand[done]
        except BrokenProcessPool:
            return list(in_hand.values())
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is in hand
            for worker in set(active_children()) - others:
                worker.terminate()
            raise
    return []


def _start(start: Start) -> None:
    """Prepare a worker. An interrupt from the terminal reaches it too: it ends at once, and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_the_parent, daemon=True).start()
    function, given = start
    function(given)


def _end_with_the_parent() -> None:
    """Wait for the end of the process that works are done for; one that is killed cannot tell its workers to end."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

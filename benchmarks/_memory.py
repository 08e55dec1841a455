"""What a piece of work costs in seconds and in memory, seen from beside it."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import psutil

T = TypeVar("T")
POLL_S = 0.005


def watched(work: Callable[[], T]) -> tuple[T, float, float, float]:
    """What the work returns, its seconds, and the most memory in MiB: above where it began, and in all."""
    process = psutil.Process()
    start = peak = process.memory_info().rss
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(POLL_S):
            peak = max(peak, process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    try:
        result = work()
        seconds = time.perf_counter() - began
    finally:
        done.set()
        watcher.join()
    peak = max(peak, process.memory_info().rss)
    return result, seconds, (peak - start) / 2**20, peak / 2**20

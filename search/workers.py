"""Who does the work: this process, some processes beside it, or a Dask cluster; the results come in order from each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from importlib import import_module
from typing import Any

import cloudpickle
import joblib

from .space import Points, Space

ANSWERS_WITHIN = "10s"
AHEAD = 4
"""Chunks that a worker of a cluster has waiting, so that little is in vain when somebody cancels."""
Work = Callable[[Space, Points, tuple[str, ...]], Any]


def blocks(
    work: Work, space: Space, chunks: Sequence[Points], keys: tuple[str, ...], *, jobs: int, scheduler: str
) -> Iterator[Any]:
    """What `work` makes of each chunk, in the order of the chunks.

    Raises ValueError where the scheduler cannot be used.
    """
    if scheduler:
        yield from _on_a_cluster(work, space, chunks, keys, scheduler)
    elif jobs == 1 or len(chunks) == 1:
        yield from (work(space, chunk, keys) for chunk in chunks)
    else:
        yield from _in_processes(work, space, chunks, keys, jobs)


def _in_processes(
    work: Work, space: Space, chunks: Sequence[Points], keys: tuple[str, ...], jobs: int
) -> Iterator[Any]:
    packed = cloudpickle.dumps(space.lean)
    calls = (joblib.delayed(_worked)(work, packed, chunk, keys) for chunk in chunks)
    with closing(joblib.Parallel(n_jobs=jobs, max_nbytes=None, return_as="generator")(calls)) as made:
        yield from made


def _worked(work: Work, packed: bytes, chunk: Points, keys: tuple[str, ...]) -> Any:
    return work(_unpacked(packed), chunk, keys)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Space:
    """The space, once a process: what latencies it works out serve all chunks."""
    found: Space = cloudpickle.loads(packed)
    return found


def _on_a_cluster(
    work: Work, space: Space, chunks: Sequence[Points], keys: tuple[str, ...], scheduler: str
) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise ValueError(
            f"The scheduler {scheduler} needs Dask, which is not installed here. "
            "Install `distributed`, or do without a scheduler."
        ) from None
    try:
        client = distributed.Client(scheduler, timeout=ANSWERS_WITHIN)
    except (OSError, ValueError) as no:
        raise ValueError(f"No Dask scheduler answers at {scheduler} within {ANSWERS_WITHIN}: {no}") from None
    with client:
        packed = client.scatter(cloudpickle.dumps(space.lean), broadcast=True)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        futures: dict[int, Any] = {}
        try:
            for i in range(len(chunks)):
                for j in range(i, min(i + ahead, len(chunks))):
                    if j not in futures:
                        futures[j] = client.submit(_worked, work, packed, chunks[j], keys, pure=False)
                yield futures[i].result()
        finally:
            client.cancel(list(futures.values()))

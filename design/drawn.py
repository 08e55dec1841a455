"""Requests drawn one by one: the time of each, and what it was spent on, along the path that it waited for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .service import Times


class Span(NamedTuple):
    """Time spent at one part, in its queue or at work: for each request the ms on its critical path, 0 if off it."""

    name: str
    queued: bool
    times: Times


@dataclass(frozen=True, eq=False)
class Drawn:
    """Some requests. The spans stand in the order in which a request meets them, and sum up to its time."""

    count: int
    spans: tuple[Span, ...]

    @cached_property
    def times(self) -> Times:
        """The time of each request, ms; unbounded where no answer comes."""
        return sum((span.times for span in self.spans), np.zeros(self.count))

    def spent_at(self, name: str, queued: bool = False) -> Times:
        """What each request spent at a part, ms: in all, or in its queue."""
        there = (span.times for span in self.spans if span.name == name and (span.queued or not queued))
        return sum(there, np.zeros(self.count))

    def then(self, other: Drawn) -> Drawn:
        """One after the other."""
        return Drawn(self.count, self.spans + other.spans)

    def where(self, taken: NDArray[np.bool_]) -> Drawn:
        """Only for the requests that took this way."""
        spans = tuple(Span(span.name, span.queued, np.where(taken, span.times, 0.0)) for span in self.spans)
        return Drawn(self.count, spans)

    def at(self, places: NDArray[np.intp]) -> Drawn:
        """The requests at some places, in that order."""
        chosen = tuple(Span(span.name, span.queued, span.times[places]) for span in self.spans)
        return Drawn(len(places), chosen)

    def until(self, limit: float) -> Drawn:
        """What each request had spent by `limit` ms, and on what."""
        spans: list[Span] = []
        so_far = np.zeros(self.count)
        for span in self.spans:
            after = so_far + span.times
            spans.append(Span(span.name, span.queued, np.minimum(after, limit) - np.minimum(so_far, limit)))
            so_far = after
        return Drawn(self.count, tuple(spans))


def kth(ways: list[Drawn], first: int) -> Drawn:
    """Side by side, waiting for the first so many: of each request the way that was the last of these."""
    order = np.argsort(np.stack([way.times for way in ways]), axis=0, kind="stable")[first - 1]
    return Drawn(ways[0].count, tuple(span for i, way in enumerate(ways) for span in way.where(order == i).spans))

"""Features computed as events arrive."""

from dataclasses import dataclass
from math import inf

from design import (
    Count,
    Hours,
    PerSecond,
    Seconds,
    Service,
    Share,
    UsdPerHour,
    UsdPerMonth,
    assumed,
    consequence,
)
from design.units import digits

from ._fleet import queue
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._time import MONTH_HOURS


@dataclass(frozen=True, kw_only=True)
class StreamProcessor(Operated):
    """Workers that keep windows of events in state and write each feature when its trigger fires."""

    family = "stream"
    icon = "workflow"
    kind = "Stream processor"
    badge = "freshness"

    load: PerSecond
    workers: Count = assumed(4, "Two would carry the load; a failed one must not stop it.")
    events_a_worker: PerSecond = assumed(5000, "Keyed windows with state on disk, two processors a worker.")
    trigger_s: Seconds = assumed(5.0, "Windows are written this often: more often is fresher and writes more.")
    write_s: Seconds = assumed(0.02, "From the stream into the worker and from it into the store.")
    checkpoint_s: Seconds = assumed(60.0, "What happened since the last checkpoint is computed again.")
    restart_s: Seconds = assumed(60.0, "To notice a failure and load state.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(24.0, "State, late events, upgrades with savepoints: the part that pages people.")

    @property
    def note(self) -> str:
        """How often, by how many."""
        return f"trigger {digits(self.trigger_s)} s · {self.workers} workers"

    @consequence
    def capacity(self) -> PerSecond:
        """Events that the workers get through a second.

        Source: workers times what one gets through
        """
        return self.workers * self.events_a_worker

    @consequence
    def utilisation(self) -> Share:
        """This share of the workers' time is busy at peak; from 100 % on features grow older without end.

        Source: utilisation law (Little 1961)
        """
        return ratio(self.load, self.capacity)

    @consequence
    def queue_s(self) -> Seconds:
        """How long an event that has to wait for a worker waits, at peak.

        Source: M/M/c (Erlang C), with the constant service approximated by Allen-Cunneen
        """
        work = ratio(1000.0, self.events_a_worker)
        return queue(self.load, self.workers, Service(work, work)).mean / 1000 if work < inf else inf

    @consequence
    def freshness(self) -> Seconds:
        """From an event to a feature that a decision can read, at worst.

        Source: one trigger, then queue, work and write, one after the other
        """
        return self.trigger_s + self.queue_s + ratio(1.0, self.events_a_worker) + self.write_s

    @consequence
    def catch_up(self) -> Seconds:
        """From a worker's failure at peak until features are fresh again.

        Source: fluid queue: what piled up, load times (restart + checkpoint), drains at capacity less load
        """
        return ratio(self.restart_s + self.checkpoint_s, 1 - self.utilisation)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Workers and the people who keep them running.

        Source: workers times 730 hours times the price of an hour (prices.csv, m7g.large), plus upkeep
        """
        return self.workers * self.usd_an_hour * MONTH_HOURS + self.people_cost

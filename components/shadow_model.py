"""A candidate that scores and is not asked."""

from dataclasses import dataclass

from design import Count, Days, Hours, Millis, PerSecond, Share, Times, assumed, consequence, unit_of, written

from ._algorithms import spoken
from ._fleet import Scaled
from ._ratio import ratio
from ._samples import for_two_shares
from ._time import DAY_SECONDS


@dataclass(frozen=True, kw_only=True)
class ShadowModel(Scaled):
    """Gets a copy of the traffic. It proves that a candidate runs and scores alike, not what users do."""

    family = "model"
    icon = "ghost"
    kind = "Shadow model"
    badge = "compared"

    load: PerSecond
    algorithm: str
    service_p50: Millis
    service_p99: Millis
    share: Share = assumed(1.0, "All traffic, so that rare segments are seen as well.")
    replicas: Count = assumed(2, "One in each of two zones; nobody waits for it.")
    flagged: Share = assumed(0.005, "The share of requests that either model would stop.")
    detectable_change: Share = assumed(0.05, "A twentieth more or fewer stopped is worth knowing.")
    peak: Times = assumed(5.0, "The busiest second over the mean; it turns the load back into a day's requests.")
    upkeep_hours: Hours = assumed(8.0, "Somebody reads the comparison.")

    @property
    def note(self) -> str:
        """What, on how much."""
        return f"{spoken(self.algorithm)} · on {written(self.share, unit_of(Share))}"

    @property
    def arriving(self) -> PerSecond:
        """The copied requests, 1/s at peak."""
        return self.load * self.share

    @consequence
    def compared(self) -> Days:
        """From its start until a change in what it would stop is told from noise.

        Source: n = 16 p (1 - p) / d^2, Lehr (1992), over the copied requests a day
        """
        requests = for_two_shares(self.flagged, self.detectable_change)
        return ratio(requests, ratio(self.arriving, self.peak) * DAY_SECONDS)

"""Where a score becomes an action."""

from dataclasses import dataclass

from design import Count, Hours, Millis, PerSecond, assumed

from ._answering import Answering
from ._fleet import Scaled


@dataclass(frozen=True, kw_only=True)
class DecisionService(Scaled, Answering):
    """Gathers score and rules, holds them against the thresholds, answers with an action and a reason."""

    icon = "scale"
    kind = "Decision service"

    load: PerSecond
    replicas: Count = assumed(3, "One in each of three zones.")
    service_p50: Millis = assumed(0.3, "Two comparisons and one message; the rest is serialisation.")
    service_p99: Millis = assumed(1.5, "Five times the median: a collection pause.")
    upkeep_hours: Hours = assumed(12.0, "Thresholds change by review and release.")

    @property
    def note(self) -> str:
        """What it does."""
        return f"thresholds · {self.running} replicas"

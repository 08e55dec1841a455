"""The model behind an address."""

from dataclasses import dataclass

from design import Count, Hours, Millis, PerSecond, assumed

from ._algorithms import spoken
from ._fleet import Answering


@dataclass(frozen=True, kw_only=True)
class ModelServer(Answering):
    """Replicas that each hold the model in memory and score one row at a time in each lane."""

    family = "model"
    icon = "brain-circuit"
    kind = "Model server"

    load: PerSecond
    replicas: Count
    algorithm: str
    service_p50: Millis
    service_p99: Millis
    upkeep_hours: Hours = assumed(16.0, "Library upgrades, memory, an on-call rota.")

    @property
    def note(self) -> str:
        """Which model, how often."""
        return f"{spoken(self.algorithm)} · {self.replicas} replicas"

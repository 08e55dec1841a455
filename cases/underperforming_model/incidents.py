"""The case's evidence: the lab's harmful incidents side by side, with what each costs by what is done first."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from labs.fraud.simulation import Flags, Floats, Ints
from labs.incident import faults, library
from labs.incident.library import EACH, HEALTHY, plants_of
from labs.incident.responses import RESPONSES, SIZES, responses


@dataclass(frozen=True, eq=False)
class Incidents:
    """Harmful worlds of the library, each at its place there: fault, what it loses a payment by response (worlds, responses).

    `announced` says whether the change log knew; `healthy` is what each response loses a payment where nothing is wrong.
    """

    place: Ints
    fault: tuple[str, ...]
    announced: Flags
    usd_a_payment: Floats
    healthy: Floats
    drifts: Ints

    def of_stage(self, *stages: str) -> Flags:
        """Which of them begin at one of these stages."""
        return np.array([faults()[name].stage in stages for name in self.fault])

    def __len__(self) -> int:
        """How many."""
        return len(self.fault)


@lru_cache(maxsize=1)
def incidents() -> Incidents:
    """All of them; read from the lab's shipped tables in some milliseconds."""
    known = {(one.fault, one.size, one.response): one.usd_a_payment for one in responses()}
    every = library().fault
    jobs = [(name, number) for number in range(EACH) for name in faults()]
    if every != ("",) * HEALTHY + tuple(name for name, _ in jobs):
        raise ValueError("The incident lab's library holds other worlds than its faults; make it anew with --library.")
    harmful = [
        place for place, (name, _) in enumerate(jobs) if faults()[name].remedy != "nothing" and name != DASHBOARD
    ]
    chosen = [jobs[place] for place in harmful]
    rest = sorted(set(range(len(jobs))) - set(harmful))
    return Incidents(
        place=np.array(harmful) + HEALTHY,
        fault=tuple(name for name, _ in chosen),
        announced=np.array([plants_of(name, number)[0].announced for name, number in chosen]),
        usd_a_payment=np.array([[known[name, number % SIZES, r] for r in RESPONSES] for name, number in chosen]),
        healthy=np.array([np.mean([known["", size, r] for size in range(SIZES)]) for r in RESPONSES]),
        drifts=np.array(rest) + HEALTHY,
    )


DASHBOARD = "broken_monitor"
"""The fault that harms the dashboard and no payment: it counts among the drifts."""

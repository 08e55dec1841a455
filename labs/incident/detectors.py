"""Two detectors that read a stream one value at a time and say when it is no longer what it was."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PageHinkley:
    """Finds where the mean of a stream rises.

    Page 1954, Continuous Inspection Schemes; with the forgetting `alpha` of Mouss et al. 2004. `delta` is a rise that
    does not matter, `limit` how much evidence it takes; nothing is said in the first `warm` values.
    """

    delta: float = 0.005
    limit: float = 50.0
    alpha: float = 0.9999
    warm: int = 30

    def alarms(self, stream: Iterable[float]) -> tuple[int, ...]:
        """Positions at which the mean has risen; after each the detector begins anew."""
        found, count, mean, total = [], 0, 0.0, 0.0
        for place, value in enumerate(stream):
            count += 1
            mean += (value - mean) / count
            total = max(0.0, self.alpha * total + (value - mean - self.delta))
            if count + 1 >= self.warm and total >= self.limit:
                found.append(place)
                count, mean, total = 0, 0.0, 0.0
        return tuple(found)


@dataclass(frozen=True)
class DDM:
    """Finds where errors become more frequent: warnings at two, changes at three deviations above the best so far.

    Gama et al. 2004, Learning with drift detection.
    """

    warm: int = 30
    warning: float = 2.0
    change: float = 3.0

    def alarms(self, errors: Iterable[bool]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Positions of the first value of each warning, and of changes; after a change the detector begins anew."""
        warnings, changes = [], []
        count, rate, best, best_rate, best_sd, warned = 0, 0.0, math.inf, math.inf, math.inf, False
        for place, error in enumerate(errors):
            count += 1
            rate += (error - rate) / count
            sd = math.sqrt(rate * (1 - rate) / count)
            if count <= self.warm:
                continue
            if rate + sd <= best:
                best, best_rate, best_sd = rate + sd, rate, sd
            if rate + sd > best_rate + self.change * best_sd:
                changes.append(place)
                count, rate, best, best_rate, best_sd, warned = 0, 0.0, math.inf, math.inf, math.inf, False
            elif rate + sd > best_rate + self.warning * best_sd and not warned:
                warnings.append(place)
                warned = True
        return tuple(warnings), tuple(changes)

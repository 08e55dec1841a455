"""Monitors designed: what is watched, over which window, from which limit, how often in a row, and who is paged.

Evaluated on the library, so that a plan costs milliseconds: how late each fault is found against false alarms a month.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from labs.incident.fault import OWNERS, Owner
from labs.incident.faults import found as faults
from labs.incident.library import Library, library
from labs.incident.series import BLOCKS_A_DAY, PLACE, POINTS, WINDOWS_DAYS, point_s, series_of
from labs.incident.world import World

LATEST_DAYS = 14
"""What is not found in so many days counts as missed."""
CONSECUTIVE_MOST = 14


@dataclass(frozen=True)
class Monitor:
    """One alert: it pages the owner when `statistic` over `window_days` exceeds `limit` at `consecutive` readings in
    a row,
    one every half day. Raises ValueError where it cannot."""

    statistic: str
    window_days: int
    limit: float
    consecutive: int = 1
    owner: Owner = "model team"

    def __post_init__(self) -> None:
        """Refuse what is no monitor, in words."""
        if self.statistic not in PLACE:
            raise ValueError(f"statistic = {self.statistic!r} is none of {', '.join(PLACE)}.")
        if self.window_days not in WINDOWS_DAYS:
            raise ValueError(f"window_days = {self.window_days!r} is none of {', '.join(map(str, WINDOWS_DAYS))}.")
        if not 1 <= self.consecutive <= CONSECUTIVE_MOST:
            raise ValueError(f"consecutive = {self.consecutive} is outside 1 to {CONSECUTIVE_MOST}.")
        if not self.limit >= 0:
            raise ValueError(f"limit = {self.limit} is not a number from 0 on.")
        if self.owner not in OWNERS:
            raise ValueError(f"owner = {self.owner!r} is none of {', '.join(OWNERS)}.")

    @property
    def name(self) -> str:
        """A short text that names it, as the drill's `prevent` takes it."""
        return f"{self.statistic}.{self.window_days}.{self.limit:g}.{self.consecutive}"


Plan = tuple[Monitor, ...]


PLAN: Plan = (
    Monitor("nulls", 1, 0.02, 1, "feature team"),
    Monitor("mismatch", 1, 0.01, 1, "feature team"),
    Monitor("input_psi", 1, 0.06, 2, "data platform"),
    Monitor("slice", 3, 7.5, 2, "data platform"),
    Monitor("score_psi", 1, 0.02, 2, "model team"),
    Monitor("blocks", 1, 0.9, 2, "model team"),
    Monitor("estimated", 3, 0.11, 2, "model team"),
    Monitor("recall", 7, 0.13, 2, "model team"),
    Monitor("precision", 3, 0.2, 2, "model team"),
    Monitor("labels", 3, 0.7, 2, "label team"),
    Monitor("volume", 1, 0.1, 2, "risk operations"),
    Monitor("copy", 1, 0.01, 1, "monitoring"),
)
"""A plan to begin with: one alert for each statistic, at limits that its healthy worlds seldom reach (see
`evaluated`)."""


def monitor_named(name: str) -> Monitor:
    """The monitor of a `Monitor.name`; raises ValueError for a text that is none."""
    parts = name.split(".", 2)
    try:
        limit, _, consecutive = parts[2].rpartition(".")
        return Monitor(parts[0], int(parts[1]), float(limit), int(consecutive))
    except (IndexError, ValueError) as error:
        raise ValueError(
            f"{name!r} names no monitor ({error}); a name is statistic.window.limit.consecutive."
        ) from None


@dataclass(frozen=True)
class FaultFound:
    """How one fault is found by a plan: the middle delay in days (infinite: more than half are missed), the share found
    within `LATEST_DAYS`, and which monitor is first most often (its place in the plan, None for none)."""

    fault: str
    delay_days: float
    found: float
    first: int | None


@dataclass(frozen=True)
class PlanResult:
    """What a plan does: false alarms a month in all and by monitor, and how each fault is found.

    `delay_days` is the mean over all faulty worlds of the library, a missed one counting `LATEST_DAYS`, `found` the
    share found in time, by whatever alarm: at a high rate of false ones some luck is in it. Worlds in which nothing is
    broken (`remedy` is nothing) are not counted there: `distractions` is the share of them that page.
    """

    false_alarms: float
    by_monitor: tuple[float, ...]
    faults: tuple[FaultFound, ...]
    delay_days: float
    found: float
    distractions: float


def alarmed(values: NDArray[np.float32], monitor: Monitor) -> NDArray[np.bool_]:
    """Whether the monitor pages at each point, (..., POINTS), of its statistic's series."""
    above = values > monitor.limit
    page = above.copy()
    for back in range(1, monitor.consecutive):
        page[..., back:] &= above[..., :-back]
        page[..., :back] = False
    return page


def begun(page: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where alarms begin."""
    start = page.copy()
    start[..., 1:] &= ~page[..., :-1]
    return start


def evaluated(plan: Plan, within: Library | None = None) -> PlanResult:
    """The plan on every world of the library; pure, a millisecond or two for a plan of ten. Raises ValueError for an
    empty one."""
    if not plan:
        raise ValueError("A plan without a monitor finds nothing. Add one.")
    worlds = within or library()
    fault = np.array(worlds.fault)
    seen = [_watch(monitor, within) if within else watched(monitor) for monitor in plan]
    by_monitor = [one.false_alarms for one in seen]
    firsts = np.stack([one.delays for one in seen])
    delay = firsts.min(axis=0)
    found, harmful = [], np.zeros(len(fault), dtype=np.bool_)
    for name, one in faults().items():
        here = np.flatnonzero(fault == name)
        if not len(here):
            continue
        harmful[here] = one.remedy != "nothing"
        caught = here[np.isfinite(delay[here])]
        first = int(np.bincount(firsts[:, caught].argmin(axis=0)).argmax()) if len(caught) else None
        found.append(FaultFound(name, _middle(delay[here]), len(caught) / len(here), first))
    idle = (fault != "") & ~harmful
    return PlanResult(
        false_alarms=sum(by_monitor),
        by_monitor=tuple(by_monitor),
        faults=tuple(found),
        delay_days=float(np.minimum(delay[harmful], LATEST_DAYS).mean()) if harmful.any() else float("inf"),
        found=float(np.isfinite(delay[harmful]).mean()) if harmful.any() else 0.0,
        distractions=float(np.isfinite(delay[idle]).mean()) if idle.any() else 0.0,
    )


def scaled(plan: Plan, factor: float) -> Plan:
    """The plan with every limit times a factor."""
    return tuple(replace(monitor, limit=monitor.limit * factor) for monitor in plan)


FACTORS = tuple(float(factor) for factor in np.geomspace(0.4, 4.0, 25))


def frontier(plan: Plan, factors: Sequence[float] = FACTORS) -> tuple[tuple[float, PlanResult], ...]:
    """The plan at every strictness, by factor of its limits: detection delay against false alarms."""
    return tuple((factor, evaluated(scaled(plan, factor))) for factor in factors)


def efficient(results: Sequence[PlanResult]) -> tuple[int, ...]:
    """Places of results that no other beats in both false alarms and delay (the share missed counts as delay)."""
    points = [(one.false_alarms, one.delay_days) for one in results]
    return tuple(
        place
        for place, (alarms, delay) in enumerate(points)
        if not any(a <= alarms and d <= delay and (a, d) != (alarms, delay) for a, d in points)
    )


def limit_for(statistic: str, window_days: int, alarms_a_month: float, consecutive: int = 1) -> float:
    """The lowest limit at which the monitor raises no more false alarms a month on the library's healthy worlds.

    Where a statistic never moves in healthy worlds, a tenth of a per cent.
    """
    worlds = library()
    values = _series(worlds.values, Monitor(statistic, window_days, 0.0, consecutive))[np.array(worlds.fault) == ""]
    limits = np.maximum(np.unique(np.quantile(values, np.linspace(0.5, 1.0, 200)))[::-1], 0).astype(values.dtype)
    low = np.full_like(values, -np.inf)
    low[:, consecutive - 1 :] = sliding_window_view(values, consecutive, axis=-1).min(axis=-1)
    before = np.full_like(low, -np.inf)
    before[:, 1:] = low[:, :-1]
    rises = low > before
    begins = _at_most(before[rises], limits) - _at_most(low[rises], limits)
    paging = 1 - _at_most(low.ravel(), limits) / low.size
    kept = (begins / worlds.healthy_months <= alarms_a_month) & (paging <= 0.5)
    found = limits[max(0, int(np.argmin(kept)) - 1)] if not kept.all() else limits[-1]
    return float(max(found * 1.0001, 0.001))


def _at_most(values: NDArray[np.float32], limits: NDArray[np.float32]) -> NDArray[np.int64]:
    """How many values are at most each limit."""
    return np.searchsorted(np.sort(values), limits, side="right")


@dataclass(frozen=True, eq=False)
class Watch:
    """What one monitor does on the library: false alarms a month, and its delay in days in each world.

    Infinite is never, or not within `LATEST_DAYS`.
    """

    false_alarms: float
    delays: NDArray[np.float64]


@lru_cache(maxsize=4096)
def watched(monitor: Monitor) -> Watch:
    """One monitor alone on every world of the shipped library."""
    return _watch(monitor, library())


def _watch(monitor: Monitor, worlds: Library) -> Watch:
    page = alarmed(_series(worlds.values, monitor), monitor)
    healthy = np.flatnonzero(np.array(worlds.fault) == "")
    return Watch(float(begun(page[healthy]).sum()) / worlds.healthy_months, _delays(page, worlds.onset))


def first_page(world: World, monitor: Monitor, from_s: float) -> float:
    """The second at which the monitor first pages in a world from a moment on; infinite if it never does."""
    page = alarmed(_series(series_of(world)[None], monitor)[0], monitor)
    at = [point_s(int(point)) for point in np.flatnonzero(page)]
    later = [second for second in at if second >= from_s]
    return float(min(later)) if later else float("inf")


def _series(values: NDArray[np.float32], monitor: Monitor) -> NDArray[np.float32]:
    return values[:, PLACE[monitor.statistic], WINDOWS_DAYS.index(monitor.window_days)]


def _delays(page: NDArray[np.bool_], onset: NDArray[np.int64]) -> NDArray[np.float64]:
    """Days from each world's onset to the first page after it; infinite where there is none in time."""
    point = np.arange(POINTS)
    late = np.where(page & (point >= onset[:, None]) & (onset[:, None] >= 0), point - onset[:, None] + 1, np.inf).min(
        axis=1
    )
    days = late / BLOCKS_A_DAY
    return np.where(days <= LATEST_DAYS, days, np.inf)


def _middle(delays: NDArray[np.float64]) -> float:
    """The median, infinite where the middle one is missed."""
    ordered = np.sort(delays)
    return float(ordered[len(ordered) // 2]) if len(ordered) else float("inf")

"""What monitors watch: statistics over sliding windows, every half day of a world's run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labs.fraud.features import NAMES
from labs.fraud.simulation import DAY_S, Floats, Ints
from labs.incident.cbpe import calibrated
from labs.incident.draft import GROUP_OF
from labs.incident.models import registry
from labs.incident.setting import DAYS, MATURATION_DAYS, REFERENCE_DAYS, REFERENCE_START_S, RUN_DAYS, WARM_DAYS
from labs.incident.statistics import HALF, edges_of
from labs.incident.traffic import DIMENSIONS, VALUES
from labs.incident.world import World

BLOCK_S = DAY_S // 2
BLOCKS_A_DAY = 2
REFERENCE_BLOCKS = REFERENCE_DAYS * BLOCKS_A_DAY
POINTS = RUN_DAYS * BLOCKS_A_DAY
WINDOWS_DAYS = (1, 3, 7)
BINS = 10


@dataclass(frozen=True)
class Statistic:
    """What a monitor can watch: its name, what it is, its unit, the layer it sees, and what it costs to compute.

    Costs are assumed; measure yours. Dear is what computes every feature a second time.
    """

    name: str
    title: str
    unit: str
    layer: str
    says: str
    usd_per_month: float = 100.0


STATISTICS: tuple[Statistic, ...] = (
    Statistic(
        "nulls",
        "Null rate",
        "share of payments",
        "data health",
        "The largest null rate of any input, on the dashboard's copy.",
    ),
    Statistic(
        "input_psi",
        "Input shift",
        "PSI",
        "inputs",
        "The largest PSI of any input but the weekday, against the healthy weeks.",
    ),
    Statistic(
        "mismatch",
        "Served against recomputed",
        "share of payments",
        "data health",
        "The largest share in which an input as served differs from its recomputation.",
        4_000.0,
    ),
    Statistic("score_psi", "Score shift", "PSI", "scores", "PSI of the score."),
    Statistic(
        "blocks",
        "Share of blocks",
        "relative change",
        "scores",
        "How far the share of blocks is from that of the healthy weeks, either way.",
    ),
    Statistic(
        "slice",
        "Worst slice",
        "deviations",
        "scores",
        "The country, app version or channel whose share of blocks or of low scores is furthest off.",
    ),
    Statistic(
        "estimated",
        "Estimated recall (CBPE)",
        "points fallen",
        "scores",
        "How far estimated recall fell, without labels.",
    ),
    Statistic(
        "recall", "Matured recall", "points fallen", "labels", "How far recall fell on payments whose labels are ripe."
    ),
    Statistic(
        "precision",
        "Matured precision",
        "points fallen",
        "labels",
        "How far precision fell on payments whose labels are ripe.",
    ),
    Statistic(
        "calibration",
        "Calibration",
        "log ratio",
        "labels",
        "Known frauds against promised ones, on ripe payments, either way.",
    ),
    Statistic(
        "labels",
        "Arrival of labels",
        "relative change",
        "labels",
        "Frauds that became known, against the healthy weeks, either way.",
    ),
    Statistic("volume", "Payments", "relative change", "business", "Payments against the healthy weeks, either way."),
    Statistic(
        "copy",
        "Dashboard against log",
        "share of payments",
        "monitoring",
        "Rows of the dashboard's copy that differ from the log.",
    ),
)
PLACE = {statistic.name: place for place, statistic in enumerate(STATISTICS)}


def series_of(world: World) -> NDArray[np.float32]:
    """Every statistic, (statistics, windows, POINTS); a point is the end of a half day after the reference."""
    block = ((world.time_s - REFERENCE_START_S) // BLOCK_S).astype(np.int64)
    sums = _Sums(world, block)
    found = np.empty((len(STATISTICS), len(WINDOWS_DAYS), POINTS), dtype=np.float32)
    for place, days in enumerate(WINDOWS_DAYS):
        for name, values in sums.statistics(days * BLOCKS_A_DAY).items():
            found[PLACE[name], place] = values
    return found


def point_s(point: int) -> int:
    """The second at which a point can be read.

    >>> (point_s(1) - point_s(0)) / 3600
    12.0
    """
    return (WARM_DAYS + REFERENCE_DAYS) * DAY_S + (point + 1) * BLOCK_S


class _Sums:
    """Counts a half day, from which every window is a difference of running totals."""

    def __init__(self, world: World, block: Ints) -> None:
        self._block, self._blocks = block, (DAYS - WARM_DAYS) * BLOCKS_A_DAY
        reference = world.reference
        threshold = registry().threshold
        copy_blocked, low = (
            world.copy_score >= threshold,
            world.copy_score < float(np.median(world.copy_score[reference])),
        )
        ripe = world.label_s <= world.time_s + MATURATION_DAYS * DAY_S
        p = calibrated(world.score[reference], ripe[reference], world.score)
        self._payments = self._count(np.ones(len(world)))
        self._copy_blocked = self._count(copy_blocked)
        self._nulls = np.stack([self._count(world.copy_null[:, column]) for column in range(len(NAMES))])
        differ = np.abs(world.served - world.recomputed) > 1e-4 * np.maximum(1.0, np.abs(world.recomputed))
        self._differ = np.stack([self._count(differ[:, column]) for column in range(len(NAMES))])
        self._copy_differs = self._count((world.copy != world.served).any(axis=1))
        self._inputs = [
            self._binned(world.copy[:, column], reference, GROUP_OF[column])
            for column in range(len(NAMES))
            if NAMES[column] != "weekend"
        ]
        self._score = self._binned(world.copy_score, reference, "score")
        self._expected, self._expected_caught = self._count(p), self._count(p * world.blocked)
        self._ripe, self._caught = self._count(ripe), self._count(ripe & world.blocked)
        self._blocked, self._promised = self._count(world.blocked), self._count(world.score)
        came = np.isfinite(world.label_s)
        at = ((world.label_s[came] - REFERENCE_START_S) // BLOCK_S).astype(np.int64)
        self._arrived = np.cumsum(np.concatenate([[0.0], np.bincount(at[at < self._blocks], minlength=self._blocks)]))
        self._slices = []
        for dimension in DIMENSIONS:
            for place in range(len(VALUES[dimension])):
                here = world.segments[dimension] == place
                self._slices.append((self._count(here), self._count(here & copy_blocked), self._count(here & low)))

    def _count(self, values: NDArray[np.generic]) -> Floats:
        """Running total over blocks, one longer than there are blocks."""
        return np.cumsum(np.concatenate([[0.0], np.bincount(self._block, values, self._blocks)]))

    def _binned(self, values: NDArray[np.floating], reference: slice, group: str) -> Floats:
        """Running totals by bin, (bins, blocks + 1)."""
        edges = np.array([0.5]) if group == "clock" else edges_of(values[reference][::10].astype(np.float64), BINS)
        place = np.searchsorted(edges, values, side="right")
        counts = np.bincount(self._block * (len(edges) + 1) + place, minlength=self._blocks * (len(edges) + 1))
        per_block = counts.reshape(self._blocks, len(edges) + 1).T
        return np.concatenate([np.zeros((len(per_block), 1)), np.cumsum(per_block, axis=1)], axis=1)

    def statistics(self, blocks: int) -> dict[str, Floats]:
        """Every statistic over windows of so many half days, each of shape (POINTS,)."""
        end = REFERENCE_BLOCKS + 1 + np.arange(POINTS)
        ripe_end = end - MATURATION_DAYS * BLOCKS_A_DAY

        def now(total: Floats, ends: Ints = end) -> Floats:
            part: Floats = total[..., ends] - total[..., ends - blocks]
            return part

        def usual(total: Floats) -> Floats:
            return np.asarray(total[..., REFERENCE_BLOCKS])

        payments = now(self._payments)
        share, before = now(self._copy_blocked) / payments, usual(self._copy_blocked) / usual(self._payments)
        recall = now(self._caught, ripe_end) / np.maximum(now(self._ripe, ripe_end), 1)
        precision = now(self._caught, ripe_end) / np.maximum(now(self._blocked, ripe_end), 1)
        promised = now(self._ripe, ripe_end) / np.maximum(now(self._promised, ripe_end), 1e-9)
        usual_promised = usual(self._ripe) / usual(self._promised)
        estimated = now(self._expected_caught) / now(self._expected)
        arrived, usual_arrived = now(self._arrived), usual(self._arrived) * blocks / REFERENCE_BLOCKS
        usual_payments = usual(self._payments) * blocks / REFERENCE_BLOCKS
        return {
            "nulls": (now(self._nulls) / payments).max(axis=0),
            "input_psi": np.stack([_psi(usual(one), now(one)) for one in self._inputs]).max(axis=0),
            "mismatch": (now(self._differ) / payments).max(axis=0),
            "score_psi": _psi(usual(self._score), now(self._score)),
            "blocks": np.abs(share / before - 1),
            "slice": np.stack([_slice(tuple(map(usual, one)), tuple(map(now, one))) for one in self._slices]).max(
                axis=0
            ),
            "estimated": usual(self._expected_caught) / usual(self._expected) - estimated,
            "recall": usual(self._caught) / usual(self._ripe) - recall,
            "precision": usual(self._caught) / usual(self._blocked) - precision,
            "calibration": np.abs(np.log(np.maximum(promised, 1e-3) / usual_promised)),
            "labels": np.abs(arrived / usual_arrived - 1),
            "volume": np.abs(payments / usual_payments - 1),
            "copy": now(self._copy_differs) / payments,
        }


def _psi(expected: Floats, actual: Floats) -> Floats:
    """PSI of every window, (points,), against one histogram, (bins,); see `statistics.psi`."""
    p = ((expected + HALF) / (expected + HALF).sum())[:, None]
    q = (actual + HALF) / (actual + HALF).sum(axis=0)
    return np.asarray(((q - p) * np.log(q / p)).sum(axis=0), dtype=np.float64)


def _slice(before: tuple[Floats, ...], now: tuple[Floats, ...]) -> Floats:
    """The larger of the shifts of a slice's shares of blocks and of low scores, in deviations of independent
    payments."""
    found = []
    for usual, seen in zip(before[1:], now[1:], strict=True):
        share = float(usual) / float(before[0])
        found.append(
            np.abs(seen / np.maximum(now[0], 1) - share) / np.sqrt(share * (1 - share) / np.maximum(now[0], 1))
        )
    return np.maximum(*found)

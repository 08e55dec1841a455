"""What scored payments show, pressed into a few hundred thresholds: a move of a slider is a look-up."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from labs.scores.calibration import Calibration, calibration_of
from labs.scores.ranking import Wholes, quality, rank_in_day, riskiest_first
from labs.scores.reading import Payments, Say
from labs.scores.refusal import BadFile, shown
from labs.scores.review import found_by_capacity
from labs.scores.stops import stops_of
from labs.scores.values import DayNumbers, Floats


@dataclass(frozen=True)
class Tally:
    """What lies at or above a threshold: numbers and amounts, and their shares of all frauds or good payments.

    A share of nothing is not a number: the amounts of frauds can all be zero.
    """

    threshold: float
    goods: int
    frauds: int
    good_share: float
    fraud_share: float
    fraud_amount: float
    fraud_amount_share: float
    precision: float


@dataclass(frozen=True, eq=False)
class ScoresEvidence:
    """The tallies of a file of scored payments at `stops`, shape (t,), ascending.

    `goods`, `frauds`, `good_amount`, `fraud_amount` have shape (t + 1,): what lies at or above each stop, the last
    row what lies above all: nothing. `cases` is (days, t): payments at or above each stop on each day. `found` and
    `found_amount` are (capacities, t): frauds at or above the stop that a team reaches that takes each day's riskiest.
    `not_probabilities` is empty, or says why there is no calibration.
    """

    payments: int
    first_day: date
    days: int
    stops: Floats
    goods: Wholes
    frauds: Wholes
    good_amount: Floats
    fraud_amount: Floats
    cases: NDArray[np.int32]
    found: Wholes
    found_amount: Floats
    roc_auc: float
    average_precision: float
    calibration: Calibration | None
    not_probabilities: str

    @property
    def last_day(self) -> date:
        """The day of the latest payment."""
        return self.first_day + timedelta(days=self.days - 1)

    @property
    def nothing(self) -> int:
        """The row that stops nothing."""
        return len(self.stops)

    def row(self, threshold: float) -> int:
        """The row of the lowest stop of at least this threshold."""
        return int(np.searchsorted(self.stops, threshold))

    def tally(self, row: int) -> Tally:
        """What stands in a row."""
        goods, frauds = int(self.goods[row]), int(self.frauds[row])
        return Tally(
            threshold=float(self.stops[row]) if row < len(self.stops) else float("inf"),
            goods=goods,
            frauds=frauds,
            good_share=_share(goods, int(self.goods[0])),
            fraud_share=_share(frauds, int(self.frauds[0])),
            fraud_amount=float(self.fraud_amount[row]),
            fraud_amount_share=_share(float(self.fraud_amount[row]), float(self.fraud_amount[0])),
            precision=_share(frauds, frauds + goods),
        )


def evidence_of(payments: Payments, say: Say = lambda share, doing: None) -> ScoresEvidence:
    """The evidence of these payments; the same payments give the same evidence.

    Raises BadFile where all of them are fraud, or none is.
    """
    score, fraud = payments.score, payments.fraud
    _check_both_kinds(payments)
    say(0.0, f"Ranking {len(score):,} payments")
    order = riskiest_first(score, fraud)
    falling = score[order]
    roc_auc, average_precision = quality(score, fraud, order)
    doubt = _not_probabilities(payments)
    stops = stops_of(falling, falling[fraud[order]], not doubt)
    first = int(payments.day.min())
    day: DayNumbers = payments.day - np.int32(first)
    say(0.5, f"Tallying {len(stops)} thresholds")
    rank = rank_in_day(day, order)
    del order, falling
    place = np.searchsorted(stops, score, side="right")
    found, found_amount = found_by_capacity(rank[fraud], place[fraud], payments.amount[fraud], len(stops))
    return ScoresEvidence(
        payments=len(score),
        first_day=date(1970, 1, 1) + timedelta(days=first),
        days=int(day.max()) + 1,
        stops=stops,
        goods=_at_or_above(place[~fraud], len(stops)).astype(np.int64),
        frauds=_at_or_above(place[fraud], len(stops)).astype(np.int64),
        good_amount=_at_or_above(place[~fraud], len(stops), payments.amount[~fraud]),
        fraud_amount=_at_or_above(place[fraud], len(stops), payments.amount[fraud]),
        cases=_cases(day, place, len(stops)),
        found=found,
        found_amount=found_amount,
        roc_auc=roc_auc,
        average_precision=average_precision,
        calibration=None if doubt else calibration_of(score, fraud),
        not_probabilities=doubt,
    )


def _check_both_kinds(payments: Payments) -> None:
    fraud = payments.fraud
    if fraud.all() or not fraud.any():
        kind = "fraud" if fraud[0] else "legitimate"
        both = "A threshold can only be judged by payments of both kinds."
        raise BadFile(
            f"Column {shown(payments.columns.label)} says of all {len(fraud):,} rows that they are {kind}. {both}"
        )


def _not_probabilities(payments: Payments) -> str:
    """Why the scores are no probabilities, naming the first that is outside 0 to 1; empty where all are inside."""
    outside = (payments.score < 0) | (payments.score > 1)
    if not outside.any():
        return ""
    row = int(outside.argmax())
    return (
        f"Column {shown(payments.columns.score)}, row {row + 1:,} under the header: {payments.score[row]:g} is outside "
        "0 to 1, so the scores are no probabilities. They are only ranked, and calibration is switched off."
    )


def _at_or_above(place: Wholes, stops: int, weights: Floats | None = None) -> Floats:
    """Numbers or weights at or above each stop and above all, shape (stops + 1,), from how many stops each reaches."""
    held = np.bincount(place, weights=weights, minlength=stops + 1)[1:]
    return np.append(np.cumsum(held[::-1])[::-1], 0)


def _cases(day: DayNumbers, place: Wholes, stops: int) -> NDArray[np.int32]:
    days = int(day.max()) + 1
    held = np.bincount(day.astype(np.int64) * (stops + 1) + place, minlength=days * (stops + 1))
    by_day = held.reshape(days, stops + 1)[:, 1:]
    return np.cumsum(by_day[:, ::-1], axis=1)[:, ::-1].astype(np.int32)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")

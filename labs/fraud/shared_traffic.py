"""A threshold's curve for traffic that comes in part from a new country: home's curve and its, shared out."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from labs.fraud.curves import Tally, ThresholdCurve


@dataclass(frozen=True, eq=False)
class SharedCurve:
    """What lies above a threshold where a `share` of the payments is from `there`; asked as a `ThresholdCurve` is.

    Fraud is as common in both, which is assumed; amounts keep the ratio between the two that they have in the lab.
    `goods` and `frauds` are the mean amounts of a good payment and of a fraud, (at home, there).
    """

    home: ThresholdCurve
    there: ThresholdCurve
    share: float
    goods: tuple[float, float]
    frauds: tuple[float, float]

    def above(self, p: float) -> Tally:
        """What has a score of at least `p`."""
        return shared_tally(self.home.above(p), self.there.above(p), self.share, self.goods, self.frauds)

    def volume(self, p: float, fraud_weight: float = 1.0) -> float:
        """Share of all payments with a score of at least `p`; a fraud at home counts `fraud_weight` payments.

        One abroad counts as many as make fraud as common there.
        """
        abroad = fraud_weight * _odds(self.home) / _odds(self.there)
        return (1 - self.share) * self.home.volume(p, fraud_weight) + self.share * self.there.volume(p, abroad)

    def score_at_volume(self, share_of_payments: float, fraud_weight: float = 1.0) -> float:
        """The lowest threshold with at most that share of payments at or above it; infinity where there is none."""

        def volume(p: float) -> float:
            return self.volume(p, fraud_weight)

        return min(_lowest_within(curve, share_of_payments, volume) for curve in (self.home, self.there))


def shared_tally(
    home: Tally, there: Tally, share: float, goods: tuple[float, float], frauds: tuple[float, float]
) -> Tally:
    """Shares of the two in one: by number as the traffic is, by amount as the money is.

    >>> half = shared_tally(Tally(0.0, 0.5, 0.0, 0.5), Tally(0.2, 0.7, 0.2, 0.7), 0.5, (50.0, 100.0), (100.0, 300.0))
    >>> [round(one, 3) for one in (half.legit, half.fraud, half.legit_amount, half.fraud_amount)]
    [0.1, 0.6, 0.133, 0.65]
    """
    good, fraud = (share * b / ((1 - share) * a + share * b) for a, b in (goods, frauds))
    return Tally(
        home.legit + share * (there.legit - home.legit),
        home.fraud + share * (there.fraud - home.fraud),
        home.legit_amount + good * (there.legit_amount - home.legit_amount),
        home.fraud_amount + fraud * (there.fraud_amount - home.fraud_amount),
    )


def _odds(curve: ThresholdCurve) -> float:
    return curve.frauds / (curve.payments - curve.frauds)


def _lowest_within(curve: ThresholdCurve, share: float, volume: Callable[[float], float]) -> float:
    """The lowest score of the curve at which the volume, which falls with it, is within the share."""
    row = bisect_left(range(len(curve.scores)), -share, key=lambda row: -volume(float(curve.scores[row])))
    return float(curve.scores[row]) if row < len(curve.scores) else float("inf")

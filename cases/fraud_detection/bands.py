"""From scores to actions: which share of payments is blocked, reviewed, stepped up or allowed, measured in the lab."""

from dataclasses import dataclass, replace
from typing import Any

from cases.fraud_detection.scores import raw_threshold, world
from labs.fraud import Action, FraudEvidence, Prices, Regions, ScoringPath, Tally, ThresholdCurve, best_regions

PATH: dict[str, ScoringPath] = {"inline": "inline", "near_real_time": "near_real_time", "batch": "nightly"}
NOTHING = Tally(0.0, 0.0, 0.0, 0.0)
ALLOWED: dict[str, tuple[Action, ...]] = {
    "block": ("allow", "block"),
    "block_review": ("allow", "review", "block"),
    "block_step_up": ("allow", "step_up", "block"),
    "all": ("allow", "step_up", "review", "block"),
}


@dataclass(frozen=True)
class Bands:
    """Disjoint shares of legitimate and fraudulent payments; `wanted` is the share of payments sent to review."""

    blocked: Tally
    reviewed: Tally
    stepped: Tally
    wanted: float


def bands(k: Any, evidence: FraudEvidence) -> Bands:
    """The bands of one setting of the case's knobs; a share of the would-be blocks is let through to learn from."""
    cut = by_amount(k, evidence) if k.cut == "by_amount" and k.scoring == "inline" else by_threshold(k, evidence)
    return replace(cut, blocked=_times(cut.blocked, 1 - float(k.let_through)))


def prices(k: Any) -> Prices:
    """What goes wrong, in this world's money."""
    return Prices(
        margin=float(k.margin),
        goodwill=float(k.goodwill),
        chargeback_fee=float(k.chargeback_fee),
        review_cost=float(k.review_minutes) / 60 * float(k.reviewer_usd_per_hour),
        step_up_catch=float(k.step_up_catch),
        step_up_abandonment=float(k.step_up_abandonment),
    )


def regions(k: Any, evidence: FraudEvidence) -> Regions:
    """The action with the lowest expected cost for each payment, by its score and its amount."""
    capacity = float(k.review_capacity) / float(k.payments_per_day)
    return best_regions(world(k, evidence).cells, prices(k), ALLOWED[str(k.actions)], capacity)


def by_amount(k: Any, evidence: FraudEvidence) -> Bands:
    """The shares of each action where the expected cost decides."""
    found, actions = regions(k, evidence), ALLOWED[str(k.actions)]
    blocked, reviewed, stepped = (
        found.tally(action) if action in actions else NOTHING for action in ("block", "review", "step_up")
    )
    return Bands(blocked, reviewed, stepped, found.wanted)


def by_threshold(k: Any, evidence: FraudEvidence) -> Bands:
    """The shares of each action where one threshold a kind decides, whatever the amount.

    Thresholds are probabilities at the world's base rate; the lab's own is another, so they are carried over by
    Elkan's theorem 2. Cases are counted on the payment's own score; what they stop, on the score that came in time.
    Cases beyond the review capacity are not reviewed: the highest scores go first, the rest falls one band lower.
    """
    flagged = evidence.curves[("inline", k.rules)]
    stopped = evidence.curves[(PATH[k.scoring], k.rules)]
    weight = odds(k.fraud_rate) / odds(evidence.base_rate)
    block, review, step_up = (raw_threshold(k, evidence, p) for p in _ordered(k))
    blocked = stopped.above(block)
    reviewed, wanted, lowest = NOTHING, 0.0, blocked
    if k.actions in ("block_review", "all"):
        certain = flagged.volume(block, weight)
        wanted = flagged.volume(review, weight) - certain
        within = min(wanted, k.review_capacity / k.payments_per_day)
        cut = review if within >= wanted else max(review, flagged.score_at_volume(certain + within, weight))
        lowest = _outer(stopped, min(cut, block), blocked)
        reviewed = _between(lowest, blocked)
    stepped = NOTHING
    if k.actions in ("block_step_up", "all") and k.scoring == "inline":
        stepped = _between(_outer(stopped, step_up, lowest), lowest)
    return Bands(blocked, reviewed, stepped, wanted)


def _ordered(k: Any) -> tuple[float, float, float]:
    """Block, review and step-up thresholds; a lower band never begins above a higher one."""
    block = float(k.block_above)
    review = min(float(k.review_above), block) if k.actions in ("block_review", "all") else block
    return block, review, min(float(k.step_up_above), review)


def _outer(curve: ThresholdCurve, p: float, inner: Tally) -> Tally:
    outer = curve.above(p)
    return outer if outer.legit >= inner.legit and outer.fraud >= inner.fraud else inner


def _between(outer: Tally, inner: Tally) -> Tally:
    return Tally(
        outer.legit - inner.legit,
        outer.fraud - inner.fraud,
        outer.legit_amount - inner.legit_amount,
        outer.fraud_amount - inner.fraud_amount,
    )


def _times(tally: Tally, share: float) -> Tally:
    return Tally(tally.legit * share, tally.fraud * share, tally.legit_amount * share, tally.fraud_amount * share)


def odds(share: float) -> float:
    """The odds of a share.

    >>> odds(0.2)
    0.25
    """
    return share / (1 - share)

"""From scores to actions: which share of payments is blocked, reviewed, stepped up or allowed, measured in the lab."""

from dataclasses import dataclass, replace
from typing import Any

from cases.fraud_detection.scores import cells, opened, raw_threshold
from labs.fraud import (
    Action,
    FraudEvidence,
    Prices,
    Regions,
    ScoringPath,
    SharedCurve,
    Tally,
    ThresholdCurve,
    best_regions,
    shared_tally,
)

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
    """Disjoint shares of legitimate and fraudulent payments; `wanted` is the share of payments sent to review.

    `overflow_cost` is what cases beyond the team's room cost, in money per payment, less what reviewing them would.
    """

    blocked: Tally
    reviewed: Tally
    stepped: Tally
    wanted: float
    overflow_cost: float = 0.0


def bands(k: Any, evidence: FraudEvidence) -> Bands:
    """The bands of one setting of the case's knobs; would-be blocks that are let through to learn from are blocked here."""
    return by_amount(k, evidence) if k.cut == "by_amount" and k.scoring == "inline" else by_threshold(k, evidence)


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
    capacity = float(reviewed_a_day(k)) / float(k.payments_per_day)
    return best_regions(cells(k, evidence), prices(k), ALLOWED[str(k.actions)], capacity)


def curve_of(k: Any, evidence: FraudEvidence, path: ScoringPath) -> ThresholdCurve | SharedCurve:
    """What lies above a score on this path, with the rules as they are set; of the new country's traffic, too."""
    home = evidence.curves[path, k.rules]
    if not k.new_country:
        return home
    there = opened(evidence)
    goods, frauds = (evidence.mean_good, there.mean_good), (evidence.mean_fraud, there.mean_fraud)
    return SharedCurve(home, there.curves[path, k.rules], float(k.new_country), goods, frauds)


def rules_alone(k: Any, evidence: FraudEvidence, path: ScoringPath) -> Tally:
    """What the plain rules stop where the model is away; of the new country's traffic and of unseen methods, too."""
    home = evidence.rules_alone[path]
    if not k.new_country:
        return blind(k, home)
    there = opened(evidence)
    goods, frauds = (evidence.mean_good, there.mean_good), (evidence.mean_fraud, there.mean_fraud)
    return blind(k, shared_tally(home, there.rules_alone[path], float(k.new_country), goods, frauds))


def reviewed_a_day(k: Any) -> Any:
    """The cases a day that the review team can decide: all that was decided on, or those who are there."""
    return k.review_capacity if k.reviewers_there == 1 else k.review_capacity * k.reviewers_there


def blind(k: Any, seen: Tally) -> Tally:
    """A tally where a share of the frauds comes by an unseen method: of these as much is caught as of good payments."""
    share = float(k.new_method)
    if not share:
        return seen
    return replace(
        seen,
        fraud=seen.fraud + share * (seen.legit - seen.fraud),
        fraud_amount=seen.fraud_amount + share * (seen.legit_amount - seen.fraud_amount),
    )


@dataclass(frozen=True)
class Blind:
    """A curve that meets frauds by an unseen method, in the world of some knobs."""

    curve: ThresholdCurve | SharedCurve
    k: Any

    def above(self, p: float) -> Tally:
        """What has a score of at least `p`."""
        return blind(self.k, self.curve.above(p))

    def volume(self, p: float, fraud_weight: float = 1.0) -> float:
        """Share of all payments with a score of at least `p`: of the unseen frauds as many as of good payments."""
        seen = self.curve.above(p)
        fewer = float(self.k.new_method) * float(self.k.fraud_rate) * (seen.fraud - seen.legit)
        return self.curve.volume(p, fraud_weight) - fewer

    def score_at_volume(self, share_of_payments: float, fraud_weight: float = 1.0) -> float:
        """As without the unseen: the threshold was set before anybody knew, and leaves a little room."""
        return self.curve.score_at_volume(share_of_payments, fraud_weight)


def met(k: Any, curve: ThresholdCurve | SharedCurve) -> ThresholdCurve | SharedCurve | Blind:
    """A curve as this world's frauds meet it."""
    return Blind(curve, k) if k.new_method else curve


def by_amount(k: Any, evidence: FraudEvidence) -> Bands:
    """The shares of each action where the expected cost decides."""
    found, actions = regions(k, evidence), ALLOWED[str(k.actions)]
    blocked, reviewed, stepped = (
        blind(k, found.tally(action)) if action in actions else NOTHING for action in ("block", "review", "step_up")
    )
    return Bands(blocked, reviewed, stepped, found.wanted, found.overflow_cost)


def by_threshold(k: Any, evidence: FraudEvidence) -> Bands:
    """The shares of each action where one threshold a kind decides, whatever the amount.

    Thresholds are probabilities at the world's base rate; the lab's own is another, so they are carried over by
    Elkan's theorem 2. Cases are counted on the payment's own score; what they stop, on the score that came in time.
    Cases beyond the review capacity are not reviewed: the highest scores go first, the rest falls one band lower.
    """
    flagged, stopped = (met(k, curve_of(k, evidence, path)) for path in ("inline", PATH[k.scoring]))
    weight = odds(k.fraud_rate) / odds(evidence.base_rate)
    block, review, step_up = (raw_threshold(k, evidence, p) for p in _ordered(k))
    blocked = stopped.above(block)
    reviewed, wanted, lowest, asked = NOTHING, 0.0, blocked, blocked
    if k.actions in ("block_review", "all"):
        certain = flagged.volume(block, weight)
        wanted = flagged.volume(review, weight) - certain
        within = min(wanted, reviewed_a_day(k) / k.payments_per_day)
        cut = review if within >= wanted else max(review, flagged.score_at_volume(certain + within, weight))
        lowest = _outer(stopped, min(cut, block), blocked)
        reviewed = _between(lowest, blocked)
        asked = _outer(stopped, review, lowest) if within < wanted else lowest
    stepped, instead = NOTHING, ALLOWED["block"][0]
    if k.actions in ("block_step_up", "all") and k.scoring == "inline":
        stepped, instead = _between(_outer(stopped, step_up, lowest), lowest), "step_up"
    overflow = _cost_beside_review(k, _between(asked, lowest), instead) if asked is not lowest else 0.0
    return Bands(blocked, reviewed, stepped, wanted, overflow)


def _cost_beside_review(k: Any, cases: Tally, instead: Action) -> float:
    """What it costs, per payment, that these cases get another action than a review; by their labels."""
    price, rate, average = prices(k), float(k.fraud_rate), float(k.average_payment)
    good, ticket = (1 - rate) * cases.legit, float(k.fraud_ticket)
    of_good = average * (1 - rate * ticket) / (1 - rate)
    missed = rate * (cases.fraud_amount * ticket * average * price.loss_share + cases.fraud * price.chargeback_fee)
    lost = good * (price.margin * of_good + price.goodwill)
    other, review = price.effect(instead), price.effect("review")
    work = (other.fixed - review.fixed) * (good + rate * cases.fraud)
    return work + (other.missed - review.missed) * missed + (other.lost - review.lost) * lost


def _ordered(k: Any) -> tuple[float, float, float]:
    """Block, review and step-up thresholds; a lower band never begins above a higher one."""
    block = float(k.block_above)
    review = min(float(k.review_above), block) if k.actions in ("block_review", "all") else block
    return block, review, min(float(k.step_up_above), review)


def _outer(curve: ThresholdCurve | SharedCurve | Blind, p: float, inner: Tally) -> Tally:
    outer = curve.above(p)
    return outer if outer.legit >= inner.legit and outer.fraud >= inner.fraud else inner


def _between(outer: Tally, inner: Tally) -> Tally:
    return Tally(
        outer.legit - inner.legit,
        outer.fraud - inner.fraud,
        outer.legit_amount - inner.legit_amount,
        outer.fraud_amount - inner.fraud_amount,
    )


def odds(share: float) -> float:
    """The odds of a share.

    >>> odds(0.2)
    0.25
    """
    return share / (1 - share)

"""What a decision costs where each customer has own costs: a threshold, the best one, the minimum-risk rule."""

from dataclasses import dataclass

import numpy as np

from labs.churn.parts import Flags, Floats, RiskEvidence
from labs.churn.targeting import charged


@dataclass(frozen=True)
class Decided:
    """A rule for whom to contact and its mean cost a customer, by the real labels.

    `savings` is the savings score of Correa Bahnsen et al. 2015: 1 - cost / the cheaper of contacting nobody and
    everybody; 0 where the model is no use. `threshold` is None where the rule is none.
    """

    threshold: float | None
    contacted: float
    cost: float
    savings: float


def cost_at(risk: RiskEvidence, threshold: float) -> Decided:
    """Contact whose score is at least this."""
    return _decided(risk, risk.score >= threshold, threshold)


def best_threshold(risk: RiskEvidence) -> Decided:
    """The threshold that was cheapest in hindsight: of every score one, and one above all."""
    contacted, alone = charged(risk.costs, risk.churn)
    order = np.argsort(-risk.score, kind="stable")
    falling = risk.score[order]
    cost = alone.sum() + np.concatenate([[0.0], np.cumsum((contacted - alone)[order])])
    whole = np.flatnonzero(np.concatenate([[True], falling[1:] != falling[:-1], [True]]))
    row = int(whole[np.argmin(cost[whole])])
    return cost_at(risk, float(falling[row - 1]) if row else np.inf)


def minimum_risk(risk: RiskEvidence) -> Decided:
    """Contact whom it is cheaper to contact by the score and the customer's own costs (Bayes minimum risk).

    p C_TP + (1 - p) C_FP <= p C_FN + (1 - p) C_TN: it needs probabilities, not a ranking, so balanced training spoils
    it. Correa Bahnsen, Stojanovic, Aouada and Ottersten 2013, Cost Sensitive Credit Card Fraud Detection using Bayes
    Minimum Risk.
    """
    return _decided(risk, worth_contacting(risk.score, risk), None)


def worth_contacting(p: Floats, risk: RiskEvidence) -> Flags:
    """Of customers with these chances to leave, (n,), whom it is cheaper to contact."""
    costs = risk.costs
    return np.asarray(p * costs.tp + (1 - p) * costs.fp <= p * costs.fn + (1 - p) * costs.tn)


def _decided(risk: RiskEvidence, chosen: Flags, threshold: float | None) -> Decided:
    contacted, alone = charged(risk.costs, risk.churn)
    cost = float(np.where(chosen, contacted, alone).mean())
    best = min(float(contacted.mean()), float(alone.mean()))
    return Decided(threshold=threshold, contacted=float(chosen.mean()), cost=cost, savings=1 - cost / best)

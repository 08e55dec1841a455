"""Expected maximum profit for churn: the best a ranking can earn where nobody knows how many accept the offer."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

from labs.churn.parts import Floats


@dataclass(frozen=True)
class Profit:
    """Expected profit a customer of the base, in money, and the share of the base that is contacted to earn it."""

    per_customer: float
    contacted: float


def empc(
    hull_false: Floats,
    hull_true: Floats,
    churn_rate: float,
    *,
    alpha: float = 6.0,
    beta: float = 14.0,
    value: float = 200.0,
    offer: float = 10.0,
    contact: float = 1.0,
) -> Profit:
    """The integral over acceptance ~ Beta(alpha, beta) of the profit at its own best threshold, in closed form.

    At acceptance g a contacted churner earns g * (value - offer) - contact, another customer costs offer + contact. For
    each g one corner of the ROC curve's convex hull is best, so the integral is a sum of incomplete beta functions.
    `hull_false` and `hull_true` are the corners from (0, 0) to (1, 1). Verbraken, Verbeke and Baesens 2013, IEEE TKDE
    25(5), 961-973; the defaults are theirs. Raises ValueError where a figure makes no sense.

    >>> empc(np.array([0.0, 1.0]), np.array([0.0, 1.0]), 0.1).per_customer < 0.5
    True
    """
    _check(churn_rate, alpha, beta, value, offer, contact)
    from_gamma, to_gamma = _best_between(hull_false, hull_true, churn_rate, value, offer, contact)
    weight = betainc(alpha, beta, to_gamma) - betainc(alpha, beta, from_gamma)
    mean = betainc(alpha + 1, beta, to_gamma) - betainc(alpha + 1, beta, from_gamma)
    churners, others = churn_rate * hull_true, (1 - churn_rate) * hull_false
    earned = churners * ((value - offer) * alpha / (alpha + beta) * mean - contact * weight)
    return Profit(
        per_customer=float(np.sum(earned - others * (offer + contact) * weight)),
        contacted=float(np.sum((churners + others) * weight)),
    )


def _best_between(
    hull_false: Floats, hull_true: Floats, rate: float, value: float, offer: float, contact: float
) -> tuple[Floats, Floats]:
    """From which to which acceptance, within 0 to 1, each corner of the hull is the most profitable."""
    gained, paid = rate * np.diff(hull_true), (1 - rate) * np.diff(hull_false)
    with np.errstate(divide="ignore"):  # a last, level edge is never worth its contacts
        turn = (contact + (offer + contact) * paid / gained) / (value - offer)
    bounds = np.clip(np.concatenate([[0.0], turn, [1.0]]), 0, 1)
    return bounds[:-1], bounds[1:]


def convex_hull(false: Floats, true: Floats) -> tuple[Floats, Floats]:
    """The corners of the upper convex hull of a ROC curve that runs from (0, 0) to (1, 1), ascending.

    >>> convex_hull(np.array([0, 0.5, 0.6, 1]), np.array([0, 0.5, 0.9, 1]))
    (array([0. , 0.6, 1. ]), array([0. , 0.9, 1. ]))
    """
    corners: list[tuple[float, float]] = []
    for point in sorted(zip(false.tolist(), true.tolist(), strict=True)):
        while len(corners) > 1 and _turns_left(corners[-2], corners[-1], point):
            corners.pop()
        corners.append(point)
    if len(corners) > 2 and corners[0][0] == corners[1][0] == 0 and corners[0][1] == corners[1][1]:
        corners.pop(0)
    return np.array([one[0] for one in corners]), np.array([one[1] for one in corners])


def _turns_left(first: tuple[float, float], middle: tuple[float, float], last: tuple[float, float]) -> bool:
    rise = (middle[0] - first[0]) * (last[1] - first[1])
    # Points on one line differ in the last digit of a product of shares; no real corner is as flat as that.
    return bool(rise - (middle[1] - first[1]) * (last[0] - first[0]) >= -1e-15)


def _check(rate: float, alpha: float, beta: float, value: float, offer: float, contact: float) -> None:
    if not 0 < rate < 1:
        raise ValueError(f"churn_rate = {rate:g} is not strictly between 0 and 1. It is a share of customers.")
    if not (alpha > 0 and beta > 0):
        raise ValueError(f"alpha = {alpha:g}, beta = {beta:g}: both parameters of the Beta law must be above 0.")
    if not 0 <= offer < value:
        raise ValueError(f"offer = {offer:g} is outside 0 to the customer's value = {value:g}: nobody would make it.")
    if not contact >= 0:
        raise ValueError(f"contact = {contact:g} is below 0. It is what a contact costs.")

"""A campaign and its proof: how tired offers become, what a permanent control group costs and what it shows when."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, expm1, inf, log1p, sqrt
from statistics import NormalDist

Z_95 = 1.959964
NORMAL = NormalDist()


@dataclass(frozen=True)
class Proof:
    """What a control group shows of the effect on churn, in points of the churn rate (0.01 is one point).

    `effect` is churn without less churn with contact; `half_width` is that of its 95 % Wald interval after the months
    asked for; `power` the chance that it is significant at 5 %, two-sided; `months_needed` campaigns until that chance
    is the one wanted, None where it is not within `MONTHS_LIMIT`.
    """

    effect: float
    half_width: float
    power: float
    months_needed: int | None
    treated: float
    control: float


MONTHS_LIMIT = 120


def power_of(p_control: float, p_treated: float, n_control: float, n_treated: float, alpha: float = 0.05) -> float:
    """The chance that a two-sided z-test of two proportions finds this difference.

    Normal approximation, pooled variance under the null and unpooled under the alternative, no continuity correction
    (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, chapter 4).

    >>> round(power_of(0.10, 0.07, 1000, 1000), 3)
    0.672
    """
    if min(n_control, n_treated) <= 0:
        return 0.0
    pooled = (n_control * p_control + n_treated * p_treated) / (n_control + n_treated)
    null = sqrt(pooled * (1 - pooled) * (1 / n_control + 1 / n_treated))
    spread = _standard_error(p_control, p_treated, n_control, n_treated)
    if spread == 0:
        return float(p_control != p_treated)
    bound, gap = NORMAL.inv_cdf(1 - alpha / 2) * null, p_control - p_treated
    return NORMAL.cdf((gap - bound) / spread) + NORMAL.cdf((-bound - gap) / spread)


def proof_of(
    p_control: float,
    p_treated: float,
    contacts_a_month: float,
    control_share: float,
    months: float = 1,
    wanted_power: float = 0.8,
) -> Proof:
    """What withholding `control_share` of each month's chosen customers shows after so many months.

    Churn rates are those of the chosen customers within the label's horizon. Customers of different months are taken as
    independent. Raises ValueError where a rate or share is none.
    """
    for name, share in (("p_control", p_control), ("p_treated", p_treated), ("control_share", control_share)):
        if not 0 <= share <= 1:
            raise ValueError(f"{name} = {share:g} is outside 0 to 1.")
    control, treated = control_share * contacts_a_month, (1 - control_share) * contacts_a_month

    def power(number: float) -> float:
        return power_of(p_control, p_treated, number * control, number * treated)

    there = min(control, treated) * months > 0
    return Proof(
        effect=p_control - p_treated,
        half_width=Z_95 * _standard_error(p_control, p_treated, months * control, months * treated) if there else inf,
        power=power(months),
        months_needed=_first(power, wanted_power) if p_control != p_treated else None,
        treated=months * treated,
        control=months * control,
    )


def control_needed(p_control: float, p_treated: float, contacts: float, wanted_power: float = 0.8) -> float | None:
    """The smallest control share, up to a half, that shows this effect in so many contacts; None where none does."""
    low, high = 0.0, 0.5
    if power_of(p_control, p_treated, high * contacts, high * contacts) < wanted_power:
        return None
    for _ in range(40):
        middle = (low + high) / 2
        enough = power_of(p_control, p_treated, middle * contacts, (1 - middle) * contacts) >= wanted_power
        low, high = (low, middle) if enough else (middle, high)
    return high


def tired_take(contacts_a_year: float, fatigue: float) -> float:
    """The mean acceptance over a year as a share of the first contact's, where each contact costs `fatigue` of it.

    The n-th contact of a year is accepted (1 - fatigue)^(n - 1) times as often as the first (assumed; measure yours).

    >>> tired_take(1, 0.2), round(tired_take(4, 0.2), 4)
    (1.0, 0.738)
    """
    if not 0 <= fatigue <= 1:
        raise ValueError(
            f"fatigue = {fatigue:g} is outside 0 to 1. It is the share of acceptance that a contact costs."
        )
    if contacts_a_year <= 1 or fatigue == 0:
        return 1.0
    # The sum 1 + r + r^2 ... = (1 - r^n) / (1 - r), written so that a fatigue near 0 loses no digits.
    power = contacts_a_year * log1p(-fatigue) if fatigue < 1 else -inf
    return -expm1(power) / (contacts_a_year * fatigue)


def contacts_a_customer(share_a_month: float, rest_months: int) -> float:
    """Contacts in a year of a customer who stays on the list, where nobody is called twice within `rest_months`.

    With rest, a campaign reaches further down the list: the pool on the list is share * (rest + 1), at most everybody.
    """
    if share_a_month <= 0:
        return 0.0
    pool = min(share_a_month * (rest_months + 1), 1.0)
    return 12 * min(share_a_month, pool / (rest_months + 1)) / pool


def _standard_error(p: float, q: float, n: float, m: float) -> float:
    return sqrt(p * (1 - p) / n + q * (1 - q) / m)


def _first(power: Callable[[float], float], wanted: float) -> int | None:
    """The first whole number of months with this power; power grows with months."""
    if power(MONTHS_LIMIT) < wanted:
        return None
    low, high = 0, MONTHS_LIMIT
    while high - low > 1:
        middle = ceil((low + high) / 2)
        low, high = (low, middle) if power(middle) >= wanted else (middle, high)
    return high

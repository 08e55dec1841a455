"""When, not only whether: Kaplan-Meier, a Cox regression, and the months that each customer is expected to stay.

statsmodels fits both: it is BSD-licensed, runs on every Python and pandas that this project does, and is kept by many.
(lifelines holds pandas below 3; scikit-survival is under the GPL.)
"""

import warnings
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.churn.customers import Customers
from labs.churn.parts import Flags, Floats, Hazard, Survival

AHEAD_MONTHS = 24
"""How far remaining months are counted: further, a curve of 72 months is mostly extrapolation."""

SOON_MONTHS = 3
TAIL_MONTHS = 12
LEAVERS_LEAST = 5
WIDEST = 10.0
"""A log hazard ratio less certain than this is no number: the likelihood has no peak."""

Z_95 = 1.959964

CLOCKS = ("tenure", "TotalCharges")
"""Columns that are the time itself, or grow with it: as covariates they would say what they are asked."""


def survival_of(customers: Customers, clocks: tuple[str, ...] = CLOCKS) -> Survival:
    """How long these customers stay. Who has not left is censored at the tenure so far.

    Tenure is counted from 1, so that a customer of the first month is at risk in it. Raises ValueError where no tenure
    is known, or where the regression has no best fit.
    """
    if customers.tenure is None:
        raise ValueError("These customers have no tenure, so that nothing can be said of when they leave.")
    from statsmodels.duration.survfunc import SurvfuncRight

    time = np.maximum(customers.tenure, 0.0) + 1.0
    churn = customers.churn
    curve: Any = SurvfuncRight(time, churn.astype(np.int64))
    months, staying = np.asarray(curve.surv_times, dtype=np.float64), np.asarray(curve.surv_prob, dtype=np.float64)
    least, most = _log_log(staying, np.asarray(curve.surv_prob_se, dtype=np.float64))
    below = np.flatnonzero(staying <= 0.5)
    design, names = _design(customers, clocks)
    fit = _cox(time, churn, design)
    log_hazard = design @ fit.params
    grid, cumulative = _baseline(time, churn, log_hazard)
    return Survival(
        months=months,
        staying=staying,
        least=least,
        most=most,
        median_months=float(months[below[0]]) if len(below) else None,
        hazards=_hazards(names, fit),
        concordance=concordance(time, churn, log_hazard),
        remaining=_remaining(grid, cumulative, time, log_hazard),
        risk=-np.expm1(-_more(grid, cumulative, time, SOON_MONTHS) * np.exp(log_hazard)),
    )


def concordance(time: Floats, churn: Flags, risk: Floats) -> float:
    """Harrell's C: of pairs in which one was seen to leave while the other was still there, how often `risk` knew whom.

    Ties in risk count a half; two who leave at the same time are no pair; who is censored when another leaves was still
    there. Harrell et al. 1982.

    >>> concordance(np.array([1.0, 2.0, 3.0]), np.array([True, True, False]), np.array([3.0, 1.0, 2.0]))
    0.6666666666666666
    """
    right = pairs = 0.0
    for moment in np.unique(time[churn]):
        leaving = risk[(time == moment) & churn]
        others = np.sort(risk[(time > moment) | ((time == moment) & ~churn)])
        below = np.searchsorted(others, leaving, side="left")
        right += float(below.sum() + 0.5 * (np.searchsorted(others, leaving, side="right") - below).sum())
        pairs += len(leaving) * len(others)
    return right / pairs if pairs else float("nan")


def _design(customers: Customers, clocks: tuple[str, ...]) -> tuple[Floats, tuple[str, ...]]:
    """Standardised columns without the clocks, a level less a category, none that others add up to."""
    columns: list[Floats] = []
    names: list[str] = []
    for place, name in enumerate(customers.names):
        column, levels = customers.matrix[:, place], customers.levels[place]
        if name in clocks:
            continue
        if levels:
            told = [code for code in range(1, len(levels)) if _tells(column == code, customers.churn)]
            columns += [(column == code).astype(np.float64) for code in told]
            names += [f"{name}: {levels[code]}" for code in told]
        else:
            gaps = np.isnan(column)
            columns.append(np.where(gaps, np.nanmedian(column) if not gaps.all() else 0.0, column))
            names.append(name)
    if not columns:
        raise ValueError("No column but the tenure is left, so that nothing can say who leaves when.")
    matrix = np.stack(columns, axis=1)
    spread = matrix.std(axis=0)
    matrix = (matrix - matrix.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    kept = _independent(matrix)
    return matrix[:, kept], tuple(names[place] for place in kept)


def _tells(inside: Flags, churn: Flags) -> bool:
    """Whether enough leave, in the group and outside, that its hazard ratio is a number."""
    return min(int((inside & churn).sum()), int((~inside & churn).sum())) >= LEAVERS_LEAST


def _independent(matrix: Floats) -> list[int]:
    """Places of columns none of which is (nearly) a sum of those before, by Gram-Schmidt."""
    basis: list[Floats] = []
    kept = []
    for place in range(matrix.shape[1]):
        left = matrix[:, place].copy()
        for one in basis:
            left -= one * (one @ left)
        size = float(np.linalg.norm(left))
        if size > 0.03 * np.sqrt(len(matrix)):
            basis.append(left / size)
            kept.append(place)
    return kept


def _cox(time: Floats, churn: Flags, design: Floats) -> Any:
    from statsmodels.duration.hazard_regression import PHReg
    from statsmodels.tools.sm_exceptions import ConvergenceWarning

    with threadpool_limits(1), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            fit = PHReg(time, design, status=churn.astype(np.float64), ties="breslow").fit(disp=0)
        except np.linalg.LinAlgError:
            fit = None
    lost = any(issubclass(one.category, ConvergenceWarning) for one in said)
    if fit is None or lost or not np.isfinite(fit.bse).all() or fit.bse.max() > WIDEST:
        raise ValueError("The Cox regression finds no best fit: some column tells all too well when they leave.")
    return fit


def _baseline(time: Floats, churn: Flags, log_hazard: Floats) -> tuple[Floats, Floats]:
    """Breslow's cumulative hazard at the moments somebody left, from (0, 0), and a straight tail beyond the last."""
    moments = np.unique(time[churn])
    order = np.argsort(time, kind="stable")
    at_risk = np.cumsum(np.exp(log_hazard)[order][::-1])[::-1]
    leaving = np.array([np.sum(churn & (time == moment)) for moment in moments])
    steps = leaving / at_risk[np.searchsorted(time[order], moments)]
    grid, cumulative = np.concatenate([[0.0], moments]), np.concatenate([[0.0], np.cumsum(steps)])
    from_then = max(float(grid[-1]) - TAIL_MONTHS, 0.0)
    slope = (cumulative[-1] - np.interp(from_then, grid, cumulative)) / max(float(grid[-1]) - from_then, 1e-9)
    far = grid[-1] + 10 * AHEAD_MONTHS
    return np.append(grid, far), np.append(cumulative, cumulative[-1] + slope * (far - grid[-1]))


def _more(grid: Floats, cumulative: Floats, time: Floats, months: float) -> Floats:
    """The baseline hazard that gathers in so many months from each customer's tenure on, shape (n,)."""
    return np.asarray(np.interp(time + months, grid, cumulative) - np.interp(time, grid, cumulative))


def _remaining(grid: Floats, cumulative: Floats, time: Floats, log_hazard: Floats) -> Floats:
    """Expected months of staying among the next `AHEAD_MONTHS`, given that the customer is still there, shape (n,)."""
    factor = np.exp(log_hazard)
    there = [np.exp(-_more(grid, cumulative, time, month) * factor) for month in range(AHEAD_MONTHS + 1)]
    return np.asarray(np.trapezoid(np.stack(there), axis=0))


def _hazards(names: tuple[str, ...], fit: Any) -> tuple[Hazard, ...]:
    """Every column's hazard ratio, the strongest first."""
    rows = sorted(zip(names, fit.params.tolist(), fit.bse.tolist(), strict=True), key=lambda row: -abs(row[1]))
    return tuple(
        Hazard(name, float(np.exp(beta)), float(np.exp(beta - Z_95 * error)), float(np.exp(beta + Z_95 * error)))
        for name, beta, error in rows
    )


def _log_log(staying: Floats, error: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval on the scale log(-log S), which stays within 0 to 1 (Kalbfleisch and Prentice 2002)."""
    inside = (staying > 0) & (staying < 1)
    safe = np.where(inside, staying, 0.5)
    half = Z_95 * error / (safe * np.abs(np.log(safe)))
    least = np.where(inside, safe ** np.exp(half), staying)
    most = np.where(inside, safe ** np.exp(-half), staying)
    return least, most

"""Simulated card payments with three kinds of fraud: the rules of the ULB handbook, in vectorised NumPy.

Source of every rule and constant: Le Borgne, Siblini, Lebichot, Bontempi, Reproducible Machine Learning for
Credit Card Fraud Detection - Practical Handbook, ULB 2022, chapter 3. The code is our own, and so are the seeds:
the rates agree with the book, the third decimal does not.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from labs.fraud.setting import FraudSetting

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DAY_S = 86_400
REACH = 5.0
LARGE_AMOUNT = 220.0
TERMINAL_FRAUD_DAYS = 28
CUSTOMER_FRAUD_DAYS = 14
CUSTOMER_FRAUD_SHARE = 3
CUSTOMER_FRAUD_FACTOR = 5.0
TERMINALS_A_DAY = 2 / 10_000
CUSTOMERS_A_DAY = 3 / 5_000
FIRST_WEEKDAY = 6
"""Day 0 is 2018-04-01, a Sunday; Monday counts 0."""


@dataclass(frozen=True, eq=False)
class Payments:
    """All payments, oldest first; every array has shape (n,) and is read-only.

    `time_s` is seconds since the first midnight, `day` counts from 0, `amount` is in units of currency with
    two decimals, `scenario` is 0 for legitimate, 1 large amount, 2 compromised terminal, 3 compromised
    customer.
    """

    time_s: Ints
    day: NDArray[np.int16]
    customer: NDArray[np.uint16]
    terminal: NDArray[np.uint16]
    amount: Floats
    fraud: Flags
    scenario: NDArray[np.int8]

    def __post_init__(self) -> None:
        """Close every array to writing."""
        for field in fields(self):
            getattr(self, field.name).setflags(write=False)

    def __len__(self) -> int:
        """How many payments there are."""
        return len(self.time_s)

    def rows_of_days(self, first: int, end: int) -> slice:
        """The rows of the days from `first` up to, not including, `end`."""
        rows = np.searchsorted(self.day, [first, end])
        return slice(int(rows[0]), int(rows[1]))


def random_streams(seed: int) -> dict[str, np.random.Generator]:
    """Independent random streams, one a purpose, so that one stage never shifts another's draws."""
    names = ("people", "payments", "terminal fraud", "customer fraud", "labels", "permutation")
    children = np.random.SeedSequence(seed).spawn(len(names))
    return {name: np.random.default_rng(child) for name, child in zip(names, children, strict=True)}


def simulate(setting: FraudSetting) -> Payments:
    """Payments of the setting's customers at its terminals over its days; only these and the seed matter."""
    streams = random_streams(setting.seed)
    people = streams["people"]
    homes = people.uniform(0, 100, (setting.customers, 2))
    mean_amount = people.uniform(5, 100, setting.customers)
    payments_a_day = people.uniform(0, 4, setting.customers)
    places = people.uniform(0, 100, (setting.terminals, 2))

    rng = streams["payments"]
    customer, time_s = _moments(rng, payments_a_day, setting.days)
    amount = _amounts(rng, mean_amount[customer])
    terminal = _terminals(rng, customer, *_within_reach(homes, places))

    order = np.argsort(time_s, kind="stable")
    time_s, customer, terminal, amount = time_s[order], customer[order], terminal[order], amount[order]
    day = (time_s // DAY_S).astype(np.int16)
    scenario = np.where(amount > LARGE_AMOUNT, 1, 0).astype(np.int8)
    stolen = _compromised_terminals(streams["terminal fraud"], setting.terminals, setting.days)
    scenario[stolen[terminal, day]] = 2
    _take_over_customers(streams["customer fraud"], setting, day, customer, amount, scenario)
    return Payments(
        time_s=time_s,
        day=day,
        customer=customer.astype(np.uint16),
        terminal=terminal.astype(np.uint16),
        amount=amount,
        fraud=scenario > 0,
        scenario=scenario,
    )


def drawn_on(day: int, a_day: float) -> int:
    """How many are drawn on a day so that the total never strays a whole unit from `a_day` times days.

    >>> [drawn_on(day, 0.6) for day in range(5)]
    [0, 1, 0, 1, 1]
    """
    slack = 1e-9
    return int((day + 1) * a_day + slack) - int(day * a_day + slack)


def _moments(rng: np.random.Generator, payments_a_day: Floats, days: int) -> tuple[Ints, Ints]:
    """Customer and second of every payment, customer by customer."""
    counts = rng.poisson(payments_a_day[:, None], (len(payments_a_day), days))
    customer_day = np.repeat(np.arange(counts.size), counts.ravel())
    second = rng.normal(DAY_S / 2, 20_000, len(customer_day)).astype(np.int64)
    inside = (second > 0) & (second < DAY_S)
    customer, day = np.divmod(customer_day[inside], days)
    return customer, day * DAY_S + second[inside]


def _amounts(rng: np.random.Generator, mean: Floats) -> Floats:
    """Amounts around each customer's mean, sd half of it; negatives are redrawn up to twice the mean."""
    amount = rng.normal(mean, mean / 2)
    negative = amount < 0
    amount[negative] = rng.uniform(0, 2 * mean[negative])
    return np.round(amount, 2)


def _within_reach(homes: Floats, places: Floats) -> tuple[Ints, Ints, Ints]:
    """First position, number and list of the terminals that each customer uses.

    A customer with none in reach uses the nearest; that happens in small worlds only, never at the published
    size.
    """
    tree = cKDTree(places)
    lists = tree.query_ball_point(homes, REACH, return_sorted=True)
    nearest = tree.query(homes)[1]
    lists = [found or [int(near)] for found, near in zip(lists, nearest, strict=True)]
    counts = np.array([len(found) for found in lists], dtype=np.int64)
    return (
        np.cumsum(counts) - counts,
        counts,
        np.concatenate([np.asarray(found, np.int64) for found in lists]),
    )


def _terminals(rng: np.random.Generator, customer: Ints, first: Ints, counts: Ints, terminals: Ints) -> Ints:
    """A terminal for every payment, uniform among those that the customer uses."""
    pick = (rng.random(len(customer)) * counts[customer]).astype(np.int64)
    picked: Ints = terminals[first[customer] + pick]
    return picked


def _compromised_terminals(rng: np.random.Generator, terminals: int, days: int) -> Flags:
    """Whether a terminal is compromised on a day, (terminals, days); drawn each day but the last."""
    stolen = np.zeros((terminals, days), dtype=np.bool_)
    for day in range(days - 1):
        drawn = rng.choice(terminals, drawn_on(day, terminals * TERMINALS_A_DAY), replace=False)
        stolen[drawn, day : day + TERMINAL_FRAUD_DAYS] = True
    return stolen


def _take_over_customers(
    rng: np.random.Generator,
    setting: FraudSetting,
    day: NDArray[np.int16],
    customer: Ints,
    amount: Floats,
    scenario: NDArray[np.int8],
) -> None:
    """Multiply a third of the payments of drawn customers by five, mark them; writes into the last two."""
    first_row = np.searchsorted(day, np.arange(setting.days + CUSTOMER_FRAUD_DAYS))
    for today in range(setting.days - 1):
        drawn = rng.choice(setting.customers, drawn_on(today, setting.customers * CUSTOMERS_A_DAY), replace=False)
        if not len(drawn):
            continue
        taken = np.zeros(setting.customers, dtype=np.bool_)
        taken[drawn] = True
        start, end = first_row[today], first_row[today + CUSTOMER_FRAUD_DAYS]
        theirs = start + np.flatnonzero(taken[customer[start:end]])
        chosen = rng.choice(theirs, len(theirs) // CUSTOMER_FRAUD_SHARE, replace=False)
        amount[chosen] = np.round(amount[chosen] * CUSTOMER_FRAUD_FACTOR, 2)
        scenario[chosen] = 3

"""`python -m labs.scores FILE` says what a file of scored payments shows; the file does not leave the machine."""

import argparse
import sys
from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from labs.scores.evidence import ScoresEvidence, evidence_of
from labs.scores.mapping import ROLES, Columns, guessed
from labs.scores.money import Prices, cheapest, costs
from labs.scores.reading import payments_in
from labs.scores.refusal import BadFile, shown
from labs.scores.review import CAPACITIES, fits, load
from labs.scores.source import header_of

SHOWN_ROWS = 12
HEAD = f"{'threshold':>12} {'caught':>8} {'amount':>8} {'good stopped':>13} {'precision':>10} {'cost':>15} {'a day':>9}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, print; 0, or 2 where the file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m labs.scores", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or Parquet, 5 M rows at most")
    for role in ROLES:
        parser.add_argument(f"--{role}", metavar="COL", help=f"the column of the {role}; guessed where obvious")
    default = Prices()
    parser.add_argument("--margin", type=float, default=default.margin, help="share of a good payment (%(default)s)")
    parser.add_argument("--goodwill", type=float, default=default.goodwill, help="lost a good payment stopped")
    parser.add_argument("--chargeback-fee", type=float, default=default.chargeback_fee, help="a fraud let through")
    parser.add_argument("--capacity", type=int, default=100, help="cases a day that people can review (%(default)s)")
    given = parser.parse_args(arguments)
    capacity = min(CAPACITIES, key=lambda one: abs(one - given.capacity))
    try:
        prices = Prices(given.margin, given.goodwill, given.chargeback_fee)
        evidence = evidence_of(payments_in(given.file, _columns(given)))
    except ValueError as bad:
        print(bad, file=sys.stderr)
        return 2
    _print(evidence, prices, capacity)
    return 0


def _columns(given: argparse.Namespace) -> Columns:
    """The columns that were named, and guesses for the others; raises BadFile where a name is not obvious."""
    header = header_of(given.file)
    guesses = guessed(header.names)
    names = {role: getattr(given, role) or guesses[role] for role in ROLES}
    if missing := [role for role in ROLES if names[role] is None]:
        there = ", ".join(shown(name) for name in header.names[:20])
        raise BadFile(f"No column is obviously the {missing[0]}. Name it with --{missing[0]}; the file has {there}.")
    return Columns(*(str(names[role]) for role in ROLES))


def _print(evidence: ScoresEvidence, prices: Prices, capacity: int) -> None:
    money = costs(evidence, prices)
    best = cheapest(money)
    frauds = int(evidence.frauds[0])
    print(f"{evidence.payments:,} payments, {frauds:,} frauds, {evidence.first_day} to {evidence.last_day}", end="; ")
    print(f"ROC AUC {evidence.roc_auc:.4f}, average precision {evidence.average_precision:.4f}")
    if evidence.calibration:
        found = evidence.calibration
        print(f"Brier {found.brier:.6f} ({found.brier_of_rate:.6f} for always saying the base rate)", end="; ")
        print(f"mean score {found.mean_score:.4%}, fraud {found.rate:.4%}")
    else:
        print(evidence.not_probabilities)
    print()
    print(HEAD)
    rows = {*range(0, evidence.nothing, max(evidence.nothing // SHOWN_ROWS, 1)), best, evidence.nothing}
    for row in sorted(rows):
        one, mark = evidence.tally(row), "  <- cheapest" if row == best else ""
        cases = load(evidence, row, capacity).cases_a_day
        threshold = f"{one.threshold:12.6g}" if row < evidence.nothing else f"{'stop none':>12}"
        print(
            f"{threshold} {_share(one.fraud_share):>8} {_share(one.fraud_amount_share):>8} "
            f"{_share(one.good_share):>13} {_share(one.precision):>10} {money.total[row]:15,.2f} {cases:9,.1f}{mark}"
        )
    row = fits(evidence, capacity)
    work = load(evidence, row, capacity)
    where = f"from the threshold {evidence.stops[row]:.6g} on" if row < evidence.nothing else "at no threshold"
    print(f"\n{capacity:,} cases a day are enough on every day {where}", end=": ")
    print(f"{_share(work.found_share)} of the frauds are met by a person.")


def _share(value: float) -> str:
    return f"{value:.2%}" if isfinite(value) else "-"


if __name__ == "__main__":
    sys.exit(main())

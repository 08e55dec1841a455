"""`python -m labs.churn` prints the default evidence; `python -m labs.churn FILE` says what your own customers show."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from labs.churn.evidence import ChurnEvidence
from labs.churn.lab import evidence_of
from labs.churn.own import OPTIONAL, BadFile, Columns, OwnEvidence, customers_in, guessed, header_of
from labs.churn.own import evidence_of as own_evidence_of
from labs.churn.parts import Interval
from labs.churn.setting import DATASETS, FAMILIES, LEARNERS, ChurnSetting
from labs.churn.targeting import ORDERS, Offer

SHARE = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and print; 0, or 2 where the file or a figure cannot be used."""
    given = _parser().parse_args(arguments)
    try:
        offer = Offer(contact=given.contact, offer=given.offer)
        setting = ChurnSetting(dataset=given.dataset, family=given.family, learner=given.learner, seed=given.seed)
        if given.file is None:
            found: ChurnEvidence | OwnEvidence = evidence_of(setting, _say)
        else:
            found = own_evidence_of(customers_in(given.file, _columns(given), _say), setting, _say)
    except ValueError as bad:
        print(bad, file=sys.stderr)
        return 2
    _print(found, offer, given.share)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m labs.churn", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="your customers: CSV or Parquet, a row each")
    parser.add_argument("--churn", metavar="COL", help="the column that says who left; guessed where obvious")
    for role in OPTIONAL:
        parser.add_argument(f"--{role}", metavar="COL", help=f"the column of the {role}, if there is one")
    parser.add_argument(
        "--keep", metavar="COL", action="append", default=[], help="keep a column that looks like a leak"
    )
    parser.add_argument("--dataset", choices=DATASETS, default="tv", help="without a FILE (%(default)s)")
    parser.add_argument("--family", choices=FAMILIES, default="boosted", help="of the model (%(default)s)")
    parser.add_argument("--learner", choices=LEARNERS, default="two_model", help="of uplift (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of folds, trials and months (%(default)s)")
    parser.add_argument("--share", type=float, default=SHARE, help="of the customers contacted (%(default)s)")
    parser.add_argument("--contact", type=float, default=Offer().contact, help="what a contact costs (%(default)s)")
    parser.add_argument("--offer", type=float, default=Offer().offer, help="what an accepted offer costs (%(default)s)")
    return parser


def _columns(given: argparse.Namespace) -> Columns:
    """The columns that were named, and guesses for the others; raises BadFile where nothing says who left."""
    header = header_of(given.file)
    found = guessed(header.names) | {role: name for role in ("churn", *OPTIONAL) if (name := getattr(given, role))}
    churn = found.pop("churn")
    if churn is None:
        there = ", ".join(header.names[:12])
        raise BadFile(f"No column obviously says who left. Name it with --churn; the file has {there}.")
    return Columns(churn, **found, kept=tuple(given.keep))


def _say(part: float, words: str) -> None:
    print(f"{part:4.0%}  {words}", file=sys.stderr)


def _print(found: ChurnEvidence | OwnEvidence, offer: Offer, share: float) -> None:
    risk = found.risk
    print(f"{risk.customers:,} customers, {risk.churners:,} left ({risk.base_rate:.2%}); {found.setting.family} model")
    for name in ("auc", "average_precision", "lift", "brier", "empc"):
        print(f"  {name.replace('_', ' '):20}{_interval(getattr(risk, name))}")
    parts = risk.calibration
    print(f"  calibration error {parts.ece:.4f}; Brier: reliability {parts.reliability:.5f}, resolution", end=" ")
    print(f"{parts.resolution:.5f}, uncertainty {parts.uncertainty:.5f}")
    for leak in (*risk.leaks, *(found.flattery if isinstance(found, OwnEvidence) else ())):
        print(f"  leak, {leak.name}: claims {leak.claimed:.3f}, has {leak.honest:.3f}")
    print(f"\nContacting {share:.0%} (response simulated on these customers; money a customer of the base)")
    for order in ORDERS:
        one = found.targeting.outcome(order, share, offer)
        print(f"  by {order:14}kept {one.kept:.4f}  driven away {one.driven:.4f}  profit {one.profit:9.3f}")
    print("\nA quarter, simulated; AUC, and leavers among the riskiest tenth")
    for age in found.quarter.ages:
        print(f"  retrained every {age.retrain_every_months:2} months   {age.auc:.3f}  {age.captured_top:.1%}")
    for policy in found.quarter.policies:
        print(f"  past campaigns' labels {policy.policy:11} {policy.auc:.3f}  {policy.captured_top:.1%}")
    if found.survival:
        median = found.survival.median_months
        half = f"half have left after {median:.0f} months" if median else "less than half ever leave in sight"
        print(f"\nSurvival: {half}; concordance of the Cox model {found.survival.concordance:.3f}")
    if isinstance(found, OwnEvidence):
        _print_own(found)


def _print_own(found: OwnEvidence) -> None:
    if one := found.measured:
        print(
            f"\nYour campaign: {one.churn_alone:.2%} left alone, {one.churn_contacted:.2%} of those contacted;", end=" "
        )
        print(f"effect {one.effect:.2%} ({one.effect_low:.2%} to {one.effect_high:.2%})")
        print(f"  Qini area of two halves {one.qini:.5f} ({one.qini_low:.5f} to {one.qini_high:.5f})")
    for doubt in found.doubts:
        print(f"  ! {doubt.says}{' Left out.' if doubt.left_out else ''}")


def _interval(one: Interval) -> str:
    return f"{one.mean:.4f}  (95 %: {one.low:.4f} to {one.high:.4f})"


if __name__ == "__main__":
    sys.exit(main())

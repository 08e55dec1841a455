"""`python -m labs.fraud` prints the default evidence; `--full` holds the published size to the handbook's table."""

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path

from labs.fraud.claims import claims_of
from labs.fraud.cold_start import CHECKED_SHARE, Protection, cold_start_of
from labs.fraud.evidence import FraudEvidence
from labs.fraud.lab import evidence_of
from labs.fraud.prequential import FOLDS, prequential_of
from labs.fraud.published import (
    BANDS_FILE,
    METRICS,
    SIZE,
    TOP_CARDS,
    Band,
    Line,
    comparison,
    measured_bands,
    published_bands,
    write_bands,
)
from labs.fraud.setting import BALANCES, FAMILIES, FraudSetting

METRIC_NAMES = {
    "roc_auc": "ROC AUC",
    "average_precision": "average precision",
    "card_precision": f"card precision@{TOP_CARDS}",
}


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and print; returns the exit status."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    if given.scores:
        # Only here: the scores lab is a lab of its own, and its readers are not needed for anything else.
        from labs.scores.__main__ import main as show_scores

        return show_scores([str(given.scores)])
    base = replace(SIZE, train_days=7) if given.full else FraudSetting()
    setting = replace(base, family=given.family, balance=given.balance)
    try:
        if given.prequential:
            _print_prequential(setting, given.folds)
        elif given.claims:
            _print_claims(setting)
        elif given.cold_start:
            _print_cold_start(setting)
        elif given.full or given.seeds:
            _print_comparison(given.seeds, given.write)
        else:
            _print_evidence(evidence_of(setting, _say))
    except ValueError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m labs.fraud", description=__doc__)
    parser.add_argument("--full", action="store_true", help="published size; alone, against the handbook's table")
    parser.add_argument("--seeds", type=int, metavar="N", help="measure that table's band anew, a dozen seconds a seed")
    parser.add_argument("--write", action="store_true", help=f"keep the band of --seeds in {BANDS_FILE.name}")
    parser.add_argument("--prequential", action="store_true", help="several weeks in turn, every family")
    parser.add_argument("--folds", type=int, default=FOLDS, metavar="N", help="weeks of --prequential (%(default)s)")
    parser.add_argument("--claims", action="store_true", help="what a naive evaluation would have claimed")
    parser.add_argument("--cold-start", action="store_true", help="a new country without labels, by week")
    parser.add_argument("--family", choices=FAMILIES, default="boosted", help="of the model (%(default)s)")
    parser.add_argument("--balance", choices=BALANCES, default="none", help="of the training payments (%(default)s)")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="your own scored payments, as labs.scores does")
    return parser


def _say(part: float, words: str) -> None:
    print(f"{part:4.0%}  {words}", file=sys.stderr)


def _print_comparison(seeds: int | None, write: bool) -> None:
    lines = list(comparison(say=lambda words: print(words, file=sys.stderr)))
    if seeds:
        measured = measured_bands(range(seeds), say=lambda words: print(words, file=sys.stderr))
        if write:
            write_bands(measured)
        bands = {(band.model, band.metric): band for band in measured}
    else:
        bands = dict(published_bands())
    one = next(iter(bands.values()))
    print("Printed: ULB handbook, chapter 3, of its own seeds; its XGBoost stands beside our histogram boosting.")
    print(f"Seed {SIZE.seed}: measured now. Band: {one.seeds} seeds, {one.measured_on}, {one.versions}.")
    print(f"{'':22}{'':20}printed  seed {SIZE.seed}  mean ± sd        lowest-highest   printed is")
    for line in lines:
        for metric in METRICS:
            print(_row(line, bands[line.model, metric]))


def _row(line: Line, band: Band) -> str:
    value = getattr(line.printed, band.metric) if line.printed else None
    printed = "    -" if value is None else f"{value:.3f}"
    return (
        f"{line.model:22}{METRIC_NAMES[band.metric]:20}{printed}    {getattr(line.measured, band.metric):.3f}   "
        f"{band.mean:.3f} ± {band.sd:.3f}    {band.low:.3f}-{band.high:.3f}      {_verdict(value, band)}"
    )


def _verdict(value: float | None, band: Band) -> str:
    if value is None:
        return ""
    if band.holds(value):
        return "inside the band"
    return "outside it, within what one more seed explains" if band.explains(value) else "OUTSIDE"


def _print_prequential(setting: FraudSetting, folds: int) -> None:
    print(f"{folds} test weeks back in time, {setting.customers:,} customers, balance {setting.balance}: mean ± sd")
    for family in FAMILIES:
        weeks = prequential_of(replace(setting, family=family), folds, _say)
        parts = []
        for metric in METRICS:
            spread = weeks.sd(metric)
            parts.append(
                f"{METRIC_NAMES[metric]} {weeks.mean(metric):.3f} ± {'-' if spread is None else f'{spread:.3f}'}"
            )
        print(f"{family:10}", *parts, sep="  ")


def _print_claims(setting: FraudSetting) -> None:
    for claim in claims_of(setting, _say):
        print(
            f"{claim.name:22}average precision {claim.average_precision:.3f}  ROC AUC {claim.roc_auc:.3f}  {claim.says}"
        )


def _print_cold_start(setting: FraudSetting) -> None:
    print(f"Average precision / recall in the {CHECKED_SHARE:.0%} put first. Home: the old model at home, that week.")
    print("week payments frauds labels  old model    rules        retrained    home")
    for week in cold_start_of(setting, progress=_say).weeks:
        ways = "  ".join(_pair(way) for way in (week.old_model, week.rules, week.retrained, week.home))
        print(f"{week.week:4} {week.payments:8,} {week.frauds:6} {week.labels:6}  {ways}")


def _pair(way: Protection | None) -> str:
    return f"{way.average_precision:.3f}/{way.recall:.3f}" if way else "no fraud   "


def _print_evidence(evidence: FraudEvidence) -> None:
    print(evidence.setting)
    print(f"trained on    {evidence.train_payments:,} payments, {evidence.train_frauds} frauds,")
    print(f"              of which {evidence.train_labels_missed} had no label in time")
    print(f"tested on     {evidence.test_payments:,} payments, {evidence.test_frauds} frauds")
    print(f"ROC AUC {evidence.roc_auc:.3f}, average precision {evidence.average_precision:.3f}", end=", ")
    print(f"card precision@{evidence.cards_checked_per_day} {evidence.card_precision_100:.3f}, ", end="")
    print(f"Brier {evidence.brier:.5f}; {evidence.models_fitted} models in {evidence.fit_seconds:.1f} s")
    for (path, with_rules), curve in evidence.curves.items():
        name = f"{path}{' + rules' if with_rules else ''}"
        for p in (0.5, 0.1):
            tally = curve.above(p)
            print(f"{name:22} p >= {p}: fraud {tally.fraud:6.1%} of number, ", end="")
            print(f"{tally.fraud_amount:6.1%} of amount; legit {tally.legit:6.2%}")


if __name__ == "__main__":
    sys.exit(main())

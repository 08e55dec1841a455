"""`python -m labs.fraud` prints the default evidence; `--full` holds the published size to the handbook."""

import argparse
import logging

from labs.fraud.evidence import FraudEvidence
from labs.fraud.lab import evidence_of
from labs.fraud.published import Quality, comparison
from labs.fraud.setting import FraudSetting


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(prog="python -m labs.fraud", description=__doc__)
    parser.add_argument("--full", action="store_true", help="published size, against the handbook's table")
    wants_full = parser.parse_args().full
    logging.basicConfig(format="%(message)s")
    if wants_full:
        _print_comparison()
    else:
        _print_evidence(evidence_of(FraudSetting(), lambda part, words: print(f"{part:4.0%}  {words}")))


def _print_comparison() -> None:
    print("ROC AUC / average precision / card precision@100. Printed: ULB handbook, chapter 3, its own seeds.")
    for line in comparison(say=print):
        printed = _text(line.printed) if line.printed else "      -"
        print(f"{line.model:22} printed {printed:22} measured {_text(line.measured)}")


def _text(quality: Quality) -> str:
    return f"{quality.roc_auc:.3f} / {quality.average_precision:.3f} / {quality.card_precision:.3f}"


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
    main()

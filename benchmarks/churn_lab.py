"""What the churn lab costs: seconds to the first evidence on a cold cache, and what a move costs that trains nothing.

Run alone with `python -m benchmarks.churn_lab`. The reference is one plain fit of the same family on the same
customers: evidence is some forty fits of that size, and should cost a fixed number of them on any machine.
"""

import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks import Row, seconds, table
from labs.churn import (
    FAMILIES,
    ChurnEvidence,
    ChurnLab,
    ChurnSetting,
    Offer,
    empc,
    minimum_risk,
    proof_of,
)
from labs.churn.customers import customers_of
from labs.churn.lab import silence
from labs.churn.models import classifier, trained

COLD_LIMIT_S = 10.0
"""Promised on two cores that are free; the limits in fits are the stricter ones."""
COLD_LIMIT_FITS = 60.0
WARM_LIMIT_MS = 250.0
MOVE_LIMIT_MS = 1.0
FITS = 5
MOVES = 500


def run() -> list[Row]:
    """The table's rows; each cold row has a cache folder of its own."""
    rows: list[Row] = []
    ChurnLab(Path(tempfile.mkdtemp())).survival(
        "telco", silence
    )  # what statsmodels takes to be imported is no evidence
    for family in FAMILIES:
        setting = ChurnSetting(family=family)
        fit_s = min(seconds(partial(_fit, setting)) for _ in range(FITS))
        with tempfile.TemporaryDirectory() as folder:
            cold_s = seconds(partial(_evidence, Path(folder), setting))
            warm_s = seconds(partial(_evidence, Path(folder), setting))
            evidence = _evidence(Path(folder), setting)
        rows += [
            Row(f"first evidence, TV, {family}, cold cache, in fits", cold_s, "s", fit_s, COLD_LIMIT_FITS),
            Row(f"first evidence, TV, {family}, cold cache", cold_s, "s", limit=COLD_LIMIT_S),
            Row(f"the same from the disk, {family}", 1000 * warm_s, "ms", limit=WARM_LIMIT_MS),
        ]
    rows.append(Row("campaign, offer, proof and EMPC of one design", _move_ms(evidence), "ms", limit=MOVE_LIMIT_MS))
    rows.append(Row("of which the oracle's own list", _oracle_ms(evidence), "ms"))
    return rows


def _evidence(folder: Path, setting: ChurnSetting) -> ChurnEvidence:
    """From what lies in the folder, by a lab that has nothing in memory."""
    return ChurnLab(folder).evidence(setting, silence)


def _fit(setting: ChurnSetting) -> None:
    customers = customers_of(setting.dataset)
    trained(classifier(setting.family, customers.categorical, 0), customers.matrix, customers.churn)


def _move_ms(evidence: ChurnEvidence) -> float:
    """Milliseconds for what a design asks: every order, the truth among them, costs, EMPC, proof."""
    began = time.perf_counter()
    for number in range(MOVES):
        share, offer = 0.02 + number / 1000, Offer(contact=1 + number / MOVES)
        for order in ("random", "risk", "value", "uplift", "uplift_value", "oracle"):
            outcome = evidence.targeting.outcome(order, share, offer)
        evidence.targeting.cost_of(share)
        minimum_risk(evidence.risk)
        empc(evidence.risk.hull_false, evidence.risk.hull_true, 0.02, value=150.0 + number)
        proof_of(outcome.churn_alone, outcome.churn_contacted, 1000 + number, 0.1)
    return (time.perf_counter() - began) / MOVES * 1e3


def _oracle_ms(evidence: ChurnEvidence) -> float:
    began = time.perf_counter()
    for number in range(MOVES):
        evidence.targeting.outcome("oracle", 0.02 + number / 1000, Offer())
    return (time.perf_counter() - began) / MOVES * 1e3


if __name__ == "__main__":
    print(table(run()))

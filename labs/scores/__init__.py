"""Bring your own scores: a file of scored payments, read in one pass, tallied by threshold, capacity and money."""

from labs.scores.calibration import Calibration, ScoreBand
from labs.scores.evidence import ScoresEvidence, Tally, evidence_of
from labs.scores.example import example_csv
from labs.scores.mapping import ROLES, Columns, guessed
from labs.scores.money import Costs, Prices, cheapest, costs
from labs.scores.reading import ROWS_LIMIT, Payments, payments_in
from labs.scores.refusal import BadFile
from labs.scores.review import CAPACITIES, Load, fits, load
from labs.scores.source import Header, header_of

__all__ = [
    "CAPACITIES",
    "ROLES",
    "ROWS_LIMIT",
    "BadFile",
    "Calibration",
    "Columns",
    "Costs",
    "Header",
    "Load",
    "Payments",
    "Prices",
    "ScoreBand",
    "ScoresEvidence",
    "Tally",
    "cheapest",
    "costs",
    "evidence_of",
    "example_csv",
    "fits",
    "guessed",
    "header_of",
    "load",
    "payments_in",
]

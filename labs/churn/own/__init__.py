"""Bring your own customers: a file with who left, read, doubted, and looked at as the shipped sets are."""

from labs.churn.own.columns import Doubt
from labs.churn.own.evidence import MeasuredUplift, OwnEvidence, evidence_of
from labs.churn.own.example import example_csv
from labs.churn.own.mapping import OPTIONAL, ROLES, Columns, guessed
from labs.churn.own.reading import (
    BYTES_LIMIT,
    CHURNERS_LEAST,
    FEATURES_LIMIT,
    ROWS_LEAST,
    ROWS_LIMIT,
    OwnCustomers,
    customers_in,
)
from labs.scores.refusal import BadFile
from labs.scores.source import Header, header_of

__all__ = [
    "BYTES_LIMIT",
    "CHURNERS_LEAST",
    "FEATURES_LIMIT",
    "OPTIONAL",
    "ROLES",
    "ROWS_LEAST",
    "ROWS_LIMIT",
    "BadFile",
    "Columns",
    "Doubt",
    "Header",
    "MeasuredUplift",
    "OwnCustomers",
    "OwnEvidence",
    "customers_in",
    "evidence_of",
    "example_csv",
    "guessed",
    "header_of",
]

"""The fraud lab: simulated payments, labels that arrive late, a trained model, what a threshold stops."""

from labs.fraud.curves import Tally, ThresholdCurve, shift_prior, threshold_curve, unshift_prior
from labs.fraud.evidence import SCENARIO_NAMES, FraudEvidence, ScenarioRecall
from labs.fraud.in_time import PATHS, ScoringPath, in_time_score
from labs.fraud.lab import FraudLab, evidence_of
from labs.fraud.measures import PrecisionRecall, ReliabilityBin, ScoreBin
from labs.fraud.setting import CADENCES_DAYS, FAMILIES, FRESHNESSES, Family, FraudSetting, Freshness
from labs.fraud.training import TrainingWindow

__all__ = [
    "CADENCES_DAYS",
    "FAMILIES",
    "FRESHNESSES",
    "PATHS",
    "SCENARIO_NAMES",
    "Family",
    "FraudEvidence",
    "FraudLab",
    "FraudSetting",
    "Freshness",
    "PrecisionRecall",
    "ReliabilityBin",
    "ScenarioRecall",
    "ScoreBin",
    "ScoringPath",
    "Tally",
    "ThresholdCurve",
    "TrainingWindow",
    "evidence_of",
    "in_time_score",
    "shift_prior",
    "threshold_curve",
    "unshift_prior",
]

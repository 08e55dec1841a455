"""The fraud lab: simulated payments, labels that arrive late, a trained model, what a threshold stops."""

from labs.fraud.calibration import (
    METHODS,
    BrierParts,
    CalibrationBin,
    CalibrationCost,
    Judged,
    brier_parts,
    calibration_of,
    cost_of_miscalibration,
    judged_later,
    reliability_curve,
    wilson_interval,
)
from labs.fraud.curves import Tally, ThresholdCurve, shift_prior, threshold_curve, unshift_prior
from labs.fraud.evidence import SCENARIO_NAMES, FirstDays, FraudEvidence, ScenarioRecall
from labs.fraud.feedback import Loop, estimated_fraud_rate, feedback_rounds
from labs.fraud.first_days import with_first_days
from labs.fraud.in_time import PATHS, ScoringPath, in_time_score
from labs.fraud.lab import FraudLab, evidence_of
from labs.fraud.measures import PrecisionRecall, ReliabilityBin, ScoreBin
from labs.fraud.policy import (
    ACTIONS,
    Action,
    Boundary,
    Prices,
    best_actions,
    boundaries,
    break_even,
    elkan_threshold,
    expected_costs,
    intervals,
)
from labs.fraud.regions import Regions, Thresholds, best_regions, best_thresholds, threshold_regions
from labs.fraud.rounds import Exploration, Round, RoundCost, Spilt, exploration
from labs.fraud.setting import CADENCES_DAYS, FAMILIES, FRESHNESSES, Family, FraudSetting, Freshness
from labs.fraud.shared_traffic import SharedCurve, shared_tally
from labs.fraud.slices import Slice, sliced, slices_of, worst
from labs.fraud.training import TrainingWindow
from labs.fraud.world import Grid, Scales, World, grid_of, scales_of, shared_cells

__all__ = [
    "ACTIONS",
    "CADENCES_DAYS",
    "FAMILIES",
    "FRESHNESSES",
    "METHODS",
    "PATHS",
    "SCENARIO_NAMES",
    "Action",
    "Boundary",
    "BrierParts",
    "CalibrationBin",
    "CalibrationCost",
    "Exploration",
    "Family",
    "FirstDays",
    "FraudEvidence",
    "FraudLab",
    "FraudSetting",
    "Freshness",
    "Grid",
    "Judged",
    "Loop",
    "PrecisionRecall",
    "Prices",
    "Regions",
    "ReliabilityBin",
    "Round",
    "RoundCost",
    "Scales",
    "ScenarioRecall",
    "ScoreBin",
    "ScoringPath",
    "SharedCurve",
    "Slice",
    "Spilt",
    "Tally",
    "ThresholdCurve",
    "Thresholds",
    "TrainingWindow",
    "World",
    "best_actions",
    "best_regions",
    "best_thresholds",
    "boundaries",
    "break_even",
    "brier_parts",
    "calibration_of",
    "cost_of_miscalibration",
    "elkan_threshold",
    "estimated_fraud_rate",
    "evidence_of",
    "expected_costs",
    "exploration",
    "feedback_rounds",
    "grid_of",
    "in_time_score",
    "intervals",
    "judged_later",
    "reliability_curve",
    "scales_of",
    "shared_cells",
    "shared_tally",
    "shift_prior",
    "sliced",
    "slices_of",
    "threshold_curve",
    "threshold_regions",
    "unshift_prior",
    "wilson_interval",
    "with_first_days",
    "worst",
]

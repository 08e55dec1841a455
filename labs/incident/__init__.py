"""The incident lab: a production world in which something is wrong, the evidence, the actions, the money, the
monitors."""

from labs.incident.belief import Belief, Worth, likelihood, next_checks, prior, worth
from labs.incident.check import Chart, Check, Reading
from labs.incident.checks import found as checks
from labs.incident.commands import ACTIONS, FIX_PAGED_MINUTES, LONGEST_WAIT, Action
from labs.incident.debrief import CURVE_HOURS, CheckJudged, Debrief, FixJudged, Prevention, debrief, replayed
from labs.incident.drill import begin, restored, step, threshold_now, total_loss, view_now
from labs.incident.fault import OWNERS, Fault, Owner, Plant
from labs.incident.faults import found as faults
from labs.incident.incident import LEVELS, Incident, Level, incident
from labs.incident.library import Library, library
from labs.incident.monitors import (
    PLAN,
    FaultFound,
    Monitor,
    Plan,
    PlanResult,
    efficient,
    evaluated,
    first_page,
    frontier,
    limit_for,
    monitor_named,
    scaled,
)
from labs.incident.plays import best_play, diagnose_first, do_nothing, played, retrain_first
from labs.incident.series import STATISTICS, WINDOWS_DAYS, Statistic, series_of
from labs.incident.state import DrillState, Event, link
from labs.incident.system import System, Timeline, as_run, money_lost
from labs.incident.view import View, view_of
from labs.incident.walk import WALK, WalkStep, walk
from labs.incident.world import LogEntry, World, world_of

__all__ = [
    "ACTIONS",
    "CURVE_HOURS",
    "FIX_PAGED_MINUTES",
    "LEVELS",
    "LONGEST_WAIT",
    "OWNERS",
    "PLAN",
    "STATISTICS",
    "WALK",
    "WINDOWS_DAYS",
    "Action",
    "Belief",
    "Chart",
    "Check",
    "CheckJudged",
    "Debrief",
    "DrillState",
    "Event",
    "Fault",
    "FaultFound",
    "FixJudged",
    "Incident",
    "Level",
    "Library",
    "LogEntry",
    "Monitor",
    "Owner",
    "Plan",
    "PlanResult",
    "Plant",
    "Prevention",
    "Reading",
    "Statistic",
    "System",
    "Timeline",
    "View",
    "WalkStep",
    "World",
    "Worth",
    "as_run",
    "begin",
    "best_play",
    "checks",
    "debrief",
    "diagnose_first",
    "do_nothing",
    "efficient",
    "evaluated",
    "faults",
    "first_page",
    "frontier",
    "incident",
    "library",
    "likelihood",
    "limit_for",
    "link",
    "money_lost",
    "monitor_named",
    "next_checks",
    "played",
    "prior",
    "replayed",
    "restored",
    "retrain_first",
    "scaled",
    "series_of",
    "step",
    "threshold_now",
    "total_loss",
    "view_now",
    "view_of",
    "walk",
    "world_of",
    "worth",
]

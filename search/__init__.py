"""Searching the designs of a case: samples, fronts, the cheapest that keeps every promise, and who dominates whom."""

from .backwards import CHANGE, DESIGN, Answer, cheapest_change, cheapest_design, said
from .contradiction import Contradiction, Yielding
from .domination import Domination, dominations
from .front import Goal, front_of, goal_of
from .ground import money_key
from .sample import SAMPLES, SEED, Sample, columns_of, sample
from .space import Axis, Cancelled, Space, held_back, near_settings, space_of, train_beside

__all__ = [
    "CHANGE",
    "DESIGN",
    "SAMPLES",
    "SEED",
    "Answer",
    "Axis",
    "Cancelled",
    "Contradiction",
    "Domination",
    "Goal",
    "Sample",
    "Space",
    "Yielding",
    "cheapest_change",
    "cheapest_design",
    "columns_of",
    "dominations",
    "front_of",
    "goal_of",
    "held_back",
    "money_key",
    "near_settings",
    "said",
    "sample",
    "space_of",
    "train_beside",
]

"""Searching the designs of a case: samples, fronts, and the cheapest that keeps every promise."""

from .backwards import CHANGE, DESIGN, Answer, cheapest_change, cheapest_design, said
from .contradiction import Contradiction, Yielding
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
    "Goal",
    "Sample",
    "Space",
    "Yielding",
    "cheapest_change",
    "cheapest_design",
    "columns_of",
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

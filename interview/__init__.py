"""Practice: the timed phases of a case, the clock, the rubric, the score, what to practise next. No screen in here."""

from .clock import HARD, NUDGE, Clock
from .debrief import Debrief, debrief
from .phases import LENGTHS, TEMPLATES, Phase, Template, phases_of
from .progress import Advice, Standing, advice, standings
from .rubric import DIMENSIONS, LEVELS, MISSES, Dimension, Level, Miss
from .score import Mark, Scored, scored

__all__ = [
    "DIMENSIONS",
    "HARD",
    "LENGTHS",
    "LEVELS",
    "MISSES",
    "NUDGE",
    "TEMPLATES",
    "Advice",
    "Clock",
    "Debrief",
    "Dimension",
    "Level",
    "Mark",
    "Miss",
    "Phase",
    "Scored",
    "Standing",
    "Template",
    "advice",
    "debrief",
    "phases_of",
    "scored",
    "standings",
]

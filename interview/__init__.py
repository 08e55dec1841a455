"""Practice: the timed phases of a case, the clock, the rubric, the score, what to practise next. No screen in here."""

from .alone import played
from .clock import HARD, NUDGE, Clock
from .debrief import Debrief, debrief
from .desk import Desk, Put, Verdict, told_marks
from .phases import LENGTHS, TEMPLATES, Phase, Template, phases_of, usual_length
from .progress import Advice, Standing, advice, marks_in, standings
from .rubric import DIMENSIONS, LEVELS, MISSES, Dimension, Level, Miss
from .score import Mark, Scored, scored
from .sums import summed
from .written import as_json, as_markdown, as_pdf

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
    "Desk",
    "Dimension",
    "Level",
    "Mark",
    "Miss",
    "Phase",
    "Put",
    "Scored",
    "Standing",
    "Template",
    "Verdict",
    "advice",
    "as_json",
    "as_markdown",
    "as_pdf",
    "debrief",
    "marks_in",
    "phases_of",
    "played",
    "scored",
    "standings",
    "summed",
    "told_marks",
    "usual_length",
]

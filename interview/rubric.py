"""The rubric: eight dimensions, 0 to 3 points each, weighed by the level that is interviewed for.

Merged by us from published rubrics of such rounds; the weights and bands are our own and not yet calibrated.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["mid", "senior", "staff"]
LEVELS: tuple[Level, ...] = ("mid", "senior", "staff")
POINTS = (
    "not shown",
    "named only: vague, or after a prompt",
    "shown, with a mechanism that fits this case",
    "shown, with a number or a test, what is given up for it, and what would change the choice",
)
"""What each score means, in every dimension."""


@dataclass(frozen=True)
class Dimension:
    """One thing that is judged: what 1, 2 and 3 points look like in it, and what it weighs at each level."""

    key: str
    title: str
    one: str
    two: str
    three: str
    weights: tuple[int, int, int]

    def weight(self, level: Level) -> int:
        """What it weighs at a level."""
        return self.weights[LEVELS.index(level)]


@dataclass(frozen=True)
class Miss:
    """A mistake that leads the debrief whatever the total is."""

    key: str
    says: str


DIMENSIONS = (
    Dimension(
        "framing",
        "Framing and scope",
        "Says the prompt again, and picks a kind of model.",
        "The business goal, the action that follows a score, what is left out.",
        "What both errors cost, what must not be built, who owns the decision.",
        (3, 2, 2),
    ),
    Dimension(
        "numbers",
        "Numbers",
        "Says that the load is high.",
        "Derives load at peak, the slow end, the base rate, the delay of labels.",
        "Lets numbers choose the design, and names the one that binds.",
        (1, 3, 3),
    ),
    Dimension(
        "data",
        "Data, labels, features",
        "A list of features.",
        "Sources, where labels come from and how late, what was known at that moment.",
        "Bias and feedback in labels are dealt with, skew is checked, a feature has a price.",
        (3, 3, 2),
    ),
    Dimension(
        "decision",
        "Model and decision",
        "Names a model.",
        "From a baseline to a model, with the reason; a threshold that follows from costs.",
        "Calibrated; the policy knows capacity and amount; uplift where the action is what counts.",
        (3, 3, 2),
    ),
    Dimension(
        "evaluation",
        "Evaluation",
        "One metric.",
        "A split by time, a metric that fits, guardrails.",
        "From offline to online: the size of a test, or why there can be none; slices.",
        (2, 3, 3),
    ),
    Dimension(
        "serving",
        "Serving and release",
        "Deploys it behind an interface.",
        "Splits the latency, has a fallback, releases in steps.",
        "What triggers a rollback, open or closed on failure, capacity at peak, what it costs.",
        (2, 3, 3),
    ),
    Dimension(
        "operations",
        "Operations, risk, security",
        "Monitors drift.",
        "Signals on data, model and business, each with an owner.",
        "A runbook that tells causes apart, an adversary, the reach of private data, a gate before retraining.",
        (1, 2, 3),
    ),
    Dimension(
        "communication",
        "Communication",
        "Answers what is asked.",
        "Says where they are, sums up, checks what they assume.",
        "Leads, takes in a new requirement, commits and says what that costs.",
        (2, 2, 3),
    ),
)
MISSES = (
    Miss("leakage", "Leakage was accepted: a feature knows what it could not have known."),
    Miss("no_fallback", "A path with money on it has no fallback."),
    Miss("unmatured", "Payments or customers without a label yet were taken for good ones."),
    Miss("raw_card_data", "Raw card data or other secrets went into features or logs."),
)
CAPPED_BY = ("framing", "data", "serving")
"""A 0 in one of these caps the result at mid."""
BANDS: tuple[tuple[float, str, int], ...] = ((0.78, "staff", 5), (0.60, "senior", 3), (0.40, "mid", 0))
"""From which share of the points on a result is called so, and how many threes it needs; below all: not yet."""

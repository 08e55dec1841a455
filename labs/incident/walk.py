"""The walk of a diagnosis: six steps, what each asks, and which of them a player has taken."""

from dataclasses import dataclass

from labs.incident.state import DrillState

STOPS = ("roll_back", "fall_back", "threshold", "fix")
CHANGES = (*STOPS, "restore", "recalibrate", "retrain")
DISCRIMINATING = 2
"""So many checks after the first hypothesis: one that only confirms it discriminates nothing."""


WALK = (
    (
        "Symptom",
        "What moved, since when, for whom? Is it the payments, the model, the labels, or only the dashboard? A cheap "
        "check or two before anything else.",
    ),
    (
        "Stop the bleeding",
        "What is safe before you know the cause? A roll back helps against a release, rules against wrong inputs. Both "
        "cost; where little leaks, leave it.",
    ),
    (
        "Hypotheses",
        "Write down what it could be, the likeliest first, before you look further: else every check confirms.",
    ),
    (
        "Checks that discriminate",
        "Which check would come out differently under your first two hypotheses? Ask the cheapest of those.",
    ),
    (
        "Fix and prove",
        "Mend the source, page its owner first. Then make the check again that showed it: a fix without proof is a "
        "hope. Retraining on poisoned data bakes the fault in.",
    ),
    (
        "Prevent",
        "Which alert, at which limit, paging whom, would have come days earlier, and how often would it cry wolf?",
    ),
)
"""The six steps of a diagnosis, in order, with what each asks."""


@dataclass(frozen=True)
class WalkStep:
    """One step of the walk: its title, what it asks, and whether the player has taken it."""

    title: str
    asks: str
    taken: bool


def walk(state: DrillState) -> tuple[WalkStep, ...]:
    """The six steps in order. It reads the player's commands alone, never the truth; the order is advice."""
    names = [command.partition(":")[0] for command in state.commands]
    suspected = names.index("suspect") if "suspect" in names else len(names)
    changes = [place for place, name in enumerate(names) if name in CHANGES]
    taken = (
        "check" in names,
        any(name in STOPS for name in names),
        suspected < len(names),
        names[suspected:].count("check") >= DISCRIMINATING,
        bool(changes) and "check" in names[changes[-1] :],
        "prevent" in names,
    )
    return tuple(WalkStep(title, asks, done) for (title, asks), done in zip(WALK, taken, strict=True))

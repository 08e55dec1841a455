"""What a player may do, as short texts: a check, an action, a wait, a suspicion, the end. Each has its price in
minutes."""

from collections.abc import Collection
from dataclasses import dataclass

from labs.incident.checks import found as checks
from labs.incident.fault import OWNERS, Owner
from labs.incident.faults import found as faults
from labs.incident.monitors import monitor_named

FIX_MINUTES, FIX_PAGED_MINUTES = 240, 120
LONGEST_WAIT = 7 * 24 * 60


@dataclass(frozen=True)
class Action:
    """One kind of command: its name before the colon, what stands after it, its minutes, what it does."""

    name: str
    title: str
    minutes: int
    takes: str
    says: str


ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("check", "Check", 0, "a check's name", "Look at something; each check has its own minutes."),
        Action(
            "page",
            "Page an owner",
            10,
            "an owner",
            "Ask the people who own a part whether they changed something. Their own fix is then twice as fast.",
        ),
        Action(
            "fix",
            "Fix at the source",
            FIX_MINUTES,
            "a fault's name",
            "Its owner takes the change back, if this is the fault. If not, hours are gone.",
        ),
        Action(
            "roll_back",
            "Roll the model back",
            15,
            "",
            "The release before the newest answers, on the inputs as they are.",
        ),
        Action(
            "fall_back",
            "Fall back to rules",
            10,
            "",
            "Two plain rules decide, on the events themselves. Safe, blunt, dear.",
        ),
        Action("restore", "Restore the model", 10, "", "The model decides again."),
        Action(
            "recalibrate",
            "Recalibrate",
            60,
            "",
            "Scores are mapped to the labels that are ripe. Needs ripe labels of this release.",
        ),
        Action(
            "retrain",
            "Retrain",
            360,
            "",
            "A new model learns from the log as it is: 28 days of ripe payments, faults and all.",
        ),
        Action("threshold", "Move the threshold", 5, "a share from 0.001 to 0.999", "Block from this score on."),
        Action("wait", "Wait", 0, f"minutes to {LONGEST_WAIT}", "Labels ripen; money goes on leaking."),
        Action("suspect", "Note a suspicion", 0, "faults' names joined by +", "Ranks what you think; changes nothing."),
        Action(
            "prevent",
            "Choose the prevention",
            0,
            "a monitor's name",
            "The alert that you would add; the debrief replays the incident with it.",
        ),
        Action(
            "close",
            "Close the incident",
            0,
            "faults' names joined by +, or none",
            "You say what it was; what is not mended goes on leaking.",
        ),
    )
}


@dataclass(frozen=True)
class Command:
    """A command taken apart: its name and what stood after the colon."""

    name: str
    argument: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The argument's parts."""
        return tuple(part for part in self.argument.split("+") if part and part != "none")


def parsed(text: str) -> Command:
    """The command of a text such as `check:null_rates`. Raises ValueError, in words, for anything else."""
    if not isinstance(text, str) or len(text) > 200:
        raise ValueError("A command is a short text such as check:null_rates.")
    name, _, argument = text.partition(":")
    action = ACTIONS.get(name)
    if action is None:
        raise ValueError(f"{name!r} is no command; there are {', '.join(ACTIONS)}.")
    if bool(action.takes) != bool(argument):
        raise ValueError(f"{name} takes {action.takes or 'nothing'}; {argument!r} was given.")
    command = Command(name, argument)
    if name in ("suspect", "close", "fix"):
        _known(command.names, faults(), "fault")
    if name == "fix" and len(command.names) != 1:
        raise ValueError("fix takes the name of one fault.")
    if name == "check":
        _known((argument,), checks(), "check")
    if name == "page":
        owner_of(argument)
    if name == "prevent":
        monitor_named(argument)
    if name == "threshold":
        number_in(argument, 0.001, 0.999, "threshold")
    if name == "wait":
        number_in(argument, 1, LONGEST_WAIT, "wait")
    return command


def owner_of(argument: str) -> Owner:
    """The owner of a text with underscores for spaces; raises ValueError for nobody."""
    for owner in OWNERS:
        if argument == owner.replace(" ", "_"):
            return owner
    raise ValueError(f"{argument!r} owns nothing; page {', '.join(owner.replace(' ', '_') for owner in OWNERS)}.")


def number_in(text: str, low: float, high: float, name: str) -> float:
    """The number in a text; raises ValueError where it is none or outside."""
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{name} = {text!r} is not a number. Give one from {low:g} to {high:g}.") from None
    if not low <= value <= high:
        raise ValueError(f"{name} = {value:g} is outside {low:g} to {high:g}.")
    return value


def _known(names: tuple[str, ...], there: Collection[str], kind: str) -> None:
    for name in names:
        if name not in there:
            raise ValueError(f"{kind} = {name!r} is none of {', '.join(there)}.")

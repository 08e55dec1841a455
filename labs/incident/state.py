"""What a player of the drill knows at a moment, frozen. The truth is nowhere in it."""

from dataclasses import dataclass

from labs.incident.belief import Belief, phase_at
from labs.incident.check import Reading
from labs.incident.system import System, Timeline


@dataclass(frozen=True)
class Event:
    """One line of the timeline: what was done, from when to when in minutes, what it said, the reading of a check."""

    command: str
    from_minute: int
    to_minute: int
    says: str
    reading: Reading | None = None


@dataclass(frozen=True)
class DrillState:
    """All that a player knows. `money_lost` is USD since the page, `loss_per_hour` that of the next day if nothing is
    done; both are None where the level has no meter, until the drill is closed."""

    seed: int
    level: str
    commands: tuple[str, ...]
    minute: int
    alert: Reading
    events: tuple[Event, ...]
    timeline: Timeline
    belief: tuple[tuple[str, float], ...]
    money_lost: float | None
    loss_per_hour: float | None
    paged: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    prevention: str = ""
    closed: bool = False
    said: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def system(self) -> System:
        """How payments are decided now."""
        return self.timeline[-1][1] if self.timeline else System()

    @property
    def done(self) -> tuple[str, ...]:
        """The checks made in this phase, by name, each once: a week on, the same check may tell something new."""
        made = [event for event in self.events if event.reading and phase_at(event.to_minute) == self.phase]
        return tuple(dict.fromkeys(event.command.partition(":")[2] for event in made))

    @property
    def phase(self) -> str:
        """Which table of likelihoods is nearer now: `page` or `week`."""
        return phase_at(self.minute)

    @property
    def beliefs(self) -> Belief:
        """The belief as a mapping, the likeliest first."""
        return dict(sorted(self.belief, key=lambda one: -one[1]))


def link(state: DrillState) -> str:
    """The state as a short text: level, seed and commands; `restored` makes the same state of it."""
    return "~".join([state.level, str(state.seed), *state.commands])

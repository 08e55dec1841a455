"""What a fault is: where it sits, how large it can be, whose it is, and what it does to a world in the making."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from labs.fraud.simulation import DAY_S
from labs.incident.setting import REFERENCE_END_S, RUN_DAYS
from labs.incident.traffic import DIMENSIONS, VALUES, Dimension

if TYPE_CHECKING:
    from labs.incident.draft import Draft

Owner = Literal["data platform", "feature team", "model team", "label team", "risk operations", "monitoring"]
OWNERS: tuple[Owner, ...] = get_args(Owner)
EntryKind = Literal["model release", "feature release", "app release", "upstream change", "label process", "monitoring"]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)


@dataclass(frozen=True)
class Plant:
    """One fault planted: from the morning of `onset_day` (0 is the first day after the reference), in a segment or all.

    `size` is in the fault's own unit. `announced` says whether the change log holds what brought it. Raises ValueError
    where it cannot be planted.
    """

    fault: str
    onset_day: int
    size: float
    segment: tuple[Dimension, str] | None = None
    announced: bool = True

    def __post_init__(self) -> None:
        """Refuse what is no plant, in words."""
        if not 1 <= self.onset_day < RUN_DAYS:
            raise ValueError(f"onset_day = {self.onset_day} is outside 1 to {RUN_DAYS - 1}.")
        if self.segment and (self.segment[0] not in DIMENSIONS or self.segment[1] not in VALUES[self.segment[0]]):
            raise ValueError(f"segment = {self.segment!r} is no segment; there are {VALUES}.")

    @property
    def onset_s(self) -> int:
        """The second it begins."""
        return REFERENCE_END_S + self.onset_day * DAY_S


Hook = Callable[["Draft", Plant], None]


@dataclass(frozen=True)
class Fault:
    """A fault and what it does at each stage of a world.

    `sizes` are a small, a middle and a large one in `unit`. `entry` is what the change log says of it when it is
    announced. `gate` is what would have stopped it before it began. `segments`: whether it can hit one segment alone,
    or
    always does. `remedy` is what ends it: its source is mended, the model learns the new world, or there is nothing
    to mend.
    """

    name: str
    title: str
    says: str
    stage: Literal["source", "features", "model", "labels", "world", "monitor"]
    owner: Owner
    sizes: tuple[float, float, float]
    unit: str
    gate: str
    entry: tuple[EntryKind, str] | None = None
    segments: bool = True
    always_segment: bool = False
    traffic: Hook | None = None
    labels: Hook | None = None
    mix: Hook | None = None
    served: Hook | None = None
    release: Hook | None = None
    monitor: Hook | None = None
    remedy: Literal["fix", "retrain", "nothing"] = "fix"

    @property
    def undoable(self) -> bool:
        """Whether somebody upstream can take it back."""
        return self.remedy == "fix"

"""What a check is: a price in minutes, the outcomes that it can have, and what it found, with a chart."""

from collections.abc import Callable
from dataclasses import dataclass

from labs.incident.view import View

Values = tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """Bars or lines: `labels` along the axis, a row of values a series, and a limit for each label where there is
    one."""

    kind: str
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, Values], ...]
    limits: Values = ()


@dataclass(frozen=True)
class Reading:
    """What a check read: one of its outcomes, a sentence with the numbers, a chart, and where it has one a
    table of text whose first row is its head."""

    outcome: str
    says: str
    chart: Chart | None = None
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Check:
    """A check that can be asked for. `reads` says which of the logs it looks at; `rules_out` what it is good for."""

    name: str
    title: str
    minutes: int
    reads: str
    rules_out: str
    outcomes: tuple[str, ...]
    run: Callable[[View], Reading]

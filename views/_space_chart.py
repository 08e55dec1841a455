"""The chart of a sample: two or three numbers of every design, the front, what keeps every promise, and your design."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from design import Unit, bounded, written
from search import Goal, Sample

BREAKS, KEEPS = "breaks a promise", "keeps every promise"
FRONT_BREAKS, FRONT_KEEPS = "front, breaks a promise", "front, keeps every promise"
YOURS = "your design"
STATES = {
    BREAKS: ("circle", "#808A99"),
    KEEPS: ("square", "#2E7DD1"),
    FRONT_BREAKS: ("triangle-down", "#808A99"),
    FRONT_KEEPS: ("triangle-up", "#2E7DD1"),
    YOURS: ("diamond", "#D1495B"),
}
"""Shape and colour of each; readable on a light and on a dark page (3:1 against both)."""
DRAWN = 2500
"""So many designs are drawn: the fronts and what keeps every promise first, then as they were drawn."""
FEW = 40
"""So many designs of the fronts are listed."""
SPREAD = 12.0
"""A number that spans more than this many times its least is drawn on a log scale."""
HEIGHT = 440
BLUE, AMBER = "#2E7DD1", "#C98A1B"
PICKED, HOME = "picked", -1
IS_YOURS = f"datum.state == '{YOURS}'"
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """A number on an axis: how it is called, its unit, and which way is better."""

    goal: Goal
    title: str
    unit: Unit


@dataclass(frozen=True, eq=False)
class Scatter:
    """What a sample shows of some numbers: the front of all, and the front of what keeps every promise."""

    sample: Sample
    numbers: tuple[Shown, ...]
    front: tuple[int, ...]
    best: tuple[int, ...]
    unbounded: int

    @property
    def listed(self) -> tuple[int, ...]:
        """The designs that are worth taking: the front of those that keep every promise, then that of all."""
        return tuple(dict.fromkeys((*self.best, *self.front)))[:FEW]

    @property
    def says(self) -> str:
        """What the chart shows, in words."""
        kept = int(self.sample.feasible.sum())
        names = _and([f"{n.title} ({'more' if n.goal.upward else 'less'} is better)" for n in self.numbers])
        said = f"{self.sample.says} In {names}, {len(self.front):,} are on the Pareto front: no other beats them."
        if not kept:
            said += " None keeps every promise: ask below which promises contradict each other."
        else:
            said += f" Of those that keep every promise, {len(self.best):,} are on a front of their own."
        if self.unbounded:
            said += f" {self.unbounded:,} are not drawn: one of these numbers is unbounded or missing there."
        return said

    @property
    def legend(self) -> str:
        """What the signs mean, as Markdown below the chart: there it wraps on a narrow screen."""
        signs = {"circle": "●", "square": "■", "triangle-up": "▲", "triangle-down": "▼", "diamond": "◆"}
        inks = {"#808A99": "gray", "#2E7DD1": "blue", "#D1495B": "red"} if len(self.numbers) < 3 else {}
        told = ((f":{inks[c]}[{signs[s]}]" if c in inks else signs[s], state) for state, (s, c) in STATES.items())
        return " · ".join(f"{sign} {state}" for sign, state in told)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """One row for each point that can be drawn."""
        values, sample = _values(self.sample, self.numbers), self.sample
        special = [*self.best, *self.front, *map(int, np.flatnonzero(sample.feasible))]
        order = list(dict.fromkeys((*special, *range(len(values)))))
        best, front = set(self.best), set(self.front)
        drawn = [i for i in order if np.isfinite(values[i]).all()][:DRAWN]
        return [_row(self, i, values[i].tolist(), _state(i, sample, best, front)) for i in drawn]

    def name(self, i: int) -> str:
        """A design of the sample, by its numbers."""
        told = ", ".join(f"{n.title} {written(float(self.sample.column(n.goal.key)[i]), n.unit)}" for n in self.numbers)
        return f"{told}: {KEEPS if self.sample.feasible[i] else BREAKS}"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def scatter(sample: Sample, numbers: Sequence[Shown]) -> Scatter:
    """The fronts of a sample in some numbers."""
    goals = [number.goal for number in numbers]
    finite = np.isfinite(_values(sample, numbers)).all(axis=1)
    front, best = sample.front(goals), sample.front(goals, sample.feasible)
    missing = int((~finite & (sample.state == 0)).sum())
    return Scatter(sample, tuple(numbers), tuple(map(int, front)), tuple(map(int, best)), missing)


def _values(sample: Sample, numbers: Sequence[Shown]) -> NDArray[np.float64]:
    return np.column_stack([sample.column(number.goal.key) for number in numbers])


def spec(shown: Scatter, own: Sequence[float]) -> dict[str, Any]:
    """The chart as Vega-Lite; `own` are the numbers of your design. A click picks a point by its number.

    State is shape and colour; with a third number the colour is that number's, and the shape alone is the state.
    """
    rows = [*shown.rows, _row(shown, HOME, own, YOURS)] if all(map(bounded, own)) else shown.rows
    shapes, colours = ([way[i] for way in STATES.values()] for i in (0, 1))
    encoding = {
        "x": _axis(shown.numbers[0], "n0", rows),
        "y": _axis(shown.numbers[1], "n1", rows),
        "shape": _by_state(shapes),
        "color": _coloured(shown.numbers[2], rows) if len(shown.numbers) > 2 else _by_state(colours),
        "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        "opacity": {"field": "opacity", "type": "quantitative", "scale": None, "legend": None},
        "stroke": {"condition": {"test": IS_YOURS, "value": STATES[YOURS][1]}, "value": None},
        "order": {"field": "size", "type": "quantitative"},
        "tooltip": [
            *({"field": f"t{i}", "type": "nominal", "title": n.title} for i, n in enumerate(shown.numbers)),
            {"field": "state", "type": "nominal", "title": "this design"},
        ],
    }
    return {
        "height": HEIGHT,
        "data": {"values": rows},
        "params": [{"name": PICKED, "select": {"type": "point", "fields": ["id"], "on": "click"}}],
        "mark": {"type": "point", "filled": True, "cursor": "pointer", "strokeWidth": 3},
        "encoding": encoding,
    }


def _by_state(looks: Sequence[str]) -> dict[str, Any]:
    """A look for each state; what they mean stands in `legend`."""
    return {"field": "state", "type": "nominal", "scale": {"domain": list(STATES), "range": looks}, "legend": None}


def _axis(number: Shown, name: str, rows: Rows) -> dict[str, Any]:
    axis = {"format": _form(number), "labelOverlap": True}
    return {"field": name, "type": "quantitative", "title": _titled(number), "scale": _scale(rows, name), "axis": axis}


def _coloured(number: Shown, rows: Rows) -> dict[str, Any]:
    """The third number, from blue for its least to amber for its most."""
    legend = {"orient": "bottom", "title": _titled(number), "gradientLength": 160, "format": _form(number)}
    scale = _scale(rows, "n2") | {"range": [BLUE, AMBER], "padding": 0}
    return {"field": "n2", "type": "quantitative", "scale": scale, "legend": legend}


def _form(number: Shown) -> str:
    return ".5~p" if number.unit.symbol == "%" else ",.3~r"


def _titled(number: Shown) -> str:
    unit = f", {number.unit.symbol}" if number.unit.symbol not in ("", "%") else ""
    return f"{number.title}{unit} ({'more' if number.goal.upward else 'less'} is better)"


def _scale(rows: Rows, name: str) -> dict[str, Any]:
    """From the least to the most; on a log scale where these lie far apart."""
    values = [row[name] for row in rows]
    if len(set(values)) < 2:
        return {"zero": False}
    far = min(values) > 0 and max(values) > SPREAD * min(values)
    return {"type": "log" if far else "linear", "nice": False, "padding": 14, "domain": [min(values), max(values)]}


def _state(i: int, sample: Sample, best: set[int], front: set[int]) -> str:
    if sample.feasible[i]:
        return FRONT_KEEPS if i in best else KEEPS
    return FRONT_BREAKS if i in front else BREAKS


def _row(shown: Scatter, i: int, values: Sequence[float], state: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": i, "state": state}
    for place, (number, value) in enumerate(zip(shown.numbers, values, strict=True)):
        row |= {f"n{place}": value, f"t{place}": written(value, number.unit)}
    row["size"] = {BREAKS: 24, KEEPS: 60, FRONT_BREAKS: 70, FRONT_KEEPS: 110, YOURS: 220}[state]
    row["opacity"] = 0.35 if state == BREAKS else 0.95
    return row

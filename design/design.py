"""A design: a case at one setting of its knobs, with everything that follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .assumption import Assumption, assumptions_of, believing
from .case import Case, turned
from .graph import Graph
from .knob_set import KnobSet
from .ledger import Ledger
from .promise import Outcome, Promise


@dataclass(frozen=True, eq=False)
class Design:
    """What every view, rule, diagram and export is given."""

    case: Case
    knobs: KnobSet
    evidence: Any
    graph: Graph
    ledger: Ledger
    outcomes: tuple[Outcome, ...]

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """The promises that this design does not keep."""
        return tuple(o for o in self.outcomes if not o.kept)

    @property
    def binding(self) -> Outcome:
        """The promise that is broken most, or has least room."""
        return max(self.outcomes, key=lambda o: o.strain)

    def said(self, knob: str) -> str:
        """A knob or given of this design as a reader sees it: `80 ms`, `30 days`."""
        return self.case.knob(knob).said(getattr(self.knobs, knob))

    def beside(self, **turns: Any) -> Design:
        """The same case with some knobs turned, on the same evidence; so none that trains.

        Raises ValueError or ArithmeticError as `design_of` does.
        """
        return design_of(self.case, turned(self.knobs, turns), self.evidence)

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Every default that nobody measured or that was read somewhere, as far as this design stands on it."""
        return tuple(a for part in self.graph.measured for a in assumptions_of(part))

    @cached_property
    def unplaced(self) -> tuple[str, ...]:
        """What is believed of a figure that this design does not stand on, by address."""
        own = {a.address for a in self.assumptions if a.own}
        return tuple(b.address for b in self.knobs.beliefs if b.value is not None and b.address not in own)


def design_of(case: Case, knobs: KnobSet, evidence: Any) -> Design:
    """Knobs and evidence in, design out. Pure: the same input gives the same design, in a millisecond or two.

    A number is computed when it is first read. Where the user believes something, all are computed at once: raises
    ValueError or ArithmeticError where a figure cannot be what is believed.
    """
    with believing({b.address: b.value for b in knobs.beliefs if b.value is not None}):
        graph = case.architecture(knobs, evidence)
    ledger = Ledger(graph.measured)
    if knobs.beliefs:
        ledger.settle()
    outcomes = tuple(_outcome(promise, knobs, ledger) for promise in case.promises)
    return Design(case, knobs, evidence, graph, ledger, outcomes)


def _outcome(promise: Promise, knobs: KnobSet, ledger: Ledger) -> Outcome:
    limit = getattr(knobs, promise.limit) if isinstance(promise.limit, str) else promise.limit
    return Outcome(promise, ledger[promise.key], float(limit))

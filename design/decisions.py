"""The decision record: for each decision the choice, what the others would do, why, what to watch, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .belief import cut
from .design import Design
from .influence import beside
from .knob import DESIGNERS_CHOICE, Knob, Value
from .move import Shift, move
from .remark import ASPECTS, LONGEST_REMARK
from .review import Finding

TOLD = 3
"""So many shifts of a promise are told of an alternative."""


@dataclass(frozen=True)
class Alternative:
    """Another value of a decision: what it would do to the promises; nothing is known where it needs training first."""

    value: Value
    said: str
    better: tuple[Shift, ...] = ()
    worse: tuple[Shift, ...] = ()
    broken: int = 0
    known: bool = True

    @property
    def does(self) -> str:
        """What it would do, in words."""
        if not self.known:
            return "known once a model is trained so"
        told = [f"better: {s.says}" for s in self.better[:TOLD]] + [f"worse: {s.says}" for s in self.worse[:TOLD]]
        return "; ".join(told) or "moves no promise"


@dataclass(frozen=True)
class Decision:
    """One decision of a design, as a record tells it. `own` names the aspects that stand in the designer's words."""

    knob: Knob
    choice: str
    turned: bool
    idle: str
    alternatives: tuple[Alternative, ...]
    says: dict[str, str]
    own: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and words, in the order of the record: what a document writes."""
        alternatives = [(f"Instead: {other.said}", other.does) for other in self.alternatives]
        said = [(f"{ASPECTS[a]}{'' if a in self.own else ' (reckoned)'}", self.says[a]) for a in ASPECTS]
        return (("Choice", self.choice), *alternatives, *said)


def decision_record(design: Design, findings: Sequence[Finding] = ()) -> tuple[Decision, ...]:
    """Every decision of a design that it uses or that was turned: some three designs each, a second or less in all."""
    idle = design.case.idle(design.knobs)
    used = [k for k in design.case.knobs if k.name not in idle or k.name in design.knobs.turned]
    return tuple(decision(design, knob, findings) for knob in used)


def decision(design: Design, knob: Knob, findings: Sequence[Finding] = ()) -> Decision:
    """One decision, with the numbers of this design; the designer's remarks stand in the place of what is reckoned."""
    idle = design.case.idle(design.knobs).get(knob.name, "")
    here = getattr(design.knobs, knob.name)
    others = tuple(_alternatives(design, knob, here)) if not idle else ()
    own = {r.aspect: r.text for r in design.knobs.remarks if r.knob == knob.name}
    reckoned = {
        "reason": _reason(design, knob, others),
        "guardrail": _guardrail(design, others),
        "risk": _risk(design, knob, findings),
        "revisit": _revisit(design, knob, others),
    }
    return Decision(
        knob,
        knob.said(here),
        here != knob.default,
        idle,
        others,
        {a: cut(text, LONGEST_REMARK) for a, text in reckoned.items()} | own,
        tuple(own),
    )


def _alternatives(design: Design, knob: Knob, here: Value) -> Iterator[Alternative]:
    """Every other option; of a number, the places a tenth of its axis below and above."""
    for value in beside(knob, here):
        if value == here:
            continue
        if knob.trains:
            yield Alternative(value, knob.said(value), known=False)
            continue
        try:
            other = design.beside(**{knob.name: value})
        except ValueError:
            continue
        told = move(design, other, ())
        yield Alternative(value, knob.said(value), told.better, told.worse, len(other.broken))


def _reason(design: Design, knob: Knob, others: Sequence[Alternative]) -> str:
    """Why it matters, and what the choice has over its alternatives."""
    known = [other for other in others if other.known]
    broken = len(design.broken)
    kept = len(design.outcomes) - broken
    if not known:
        return f"{knob.why} This design keeps {kept} of {len(design.outcomes)} promises."
    best = min(other.broken for other in known)
    if broken < best:
        held = f"no other that was tried keeps as many promises: {kept} of {len(design.outcomes)}"
    elif broken == best:
        held = f"{kept} of {len(design.outcomes)} promises are kept, and nothing beside it keeps more"
    else:
        more = next(other for other in known if other.broken == best)
        held = f"{kept} of {len(design.outcomes)} promises are kept; {more.said} would keep {broken - best} more"
    source = "" if knob.source == DESIGNERS_CHOICE else f" {knob.source}."
    return f"{knob.why}{source} Set to {design.said(knob.name)}, {held}."


def _guardrail(design: Design, others: Sequence[Alternative]) -> str:
    """Which promise the decision moves most, where it stands and when to act."""
    shifts = [shift for other in others for shift in (*other.better, *other.worse)]
    if not shifts:
        binds = design.binding
        moves = "It moves no promise here" if all(other.known for other in others) else "What it moves needs training"
        return f"{moves}; watch what binds: {binds.promise.title}, {binds.text}, {binds.demand}."
    watched = max(shifts, key=lambda s: abs(min(s.after.strain, 100.0) - min(s.before.strain, 100.0))).before
    act = "act now: it is broken" if not watched.kept else "act before it gets there"
    return f"Watch {watched.promise.title}: {watched.text}, {watched.demand}; {act}."


def _risk(design: Design, knob: Knob, findings: Sequence[Finding]) -> str:
    """The findings that the decision could end, and how much of what the design rests on nobody measured."""
    near = [f for f in findings if knob.name in f.fault.turns]
    told = [f"{f.fault.says}{f' Accepted: {f.accepted}.' if f.accepted else ''}" for f in near[:2]]
    assumed = sum("assumed" in a.source for a in design.assumptions)
    rest = f"The numbers stand on {assumed} assumed figures."
    return " ".join((*told, rest)) if told else f"No rule has a finding that this decision would end. {rest}"


def _revisit(design: Design, knob: Knob, others: Sequence[Alternative]) -> str:
    """The trade that the nearest alternative offers: who would take it, if one promise weighed more than another."""
    if others and not any(other.known for other in others):
        return "What another choice brings is known once a model is trained so: train one, and compare."
    trades = [other for other in others if other.known and other.better]
    if not trades:
        return "No alternative that was tried does better on any promise: only another world would."
    best = min(trades, key=lambda other: (other.broken, -len(other.better)))
    gain = best.better[0]
    price = f", at the price of {best.worse[0].says}" if best.worse else ", at no promise's price"
    return f"If {gain.before.promise.title} weighed more: {best.said} brings {gain.says}{price}."

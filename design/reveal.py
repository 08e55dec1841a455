"""The story of a picture: the numbered steps one after the other, what appears at each, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .design import Design
from .graph import Component, Flow
from .units import Unit, written

KIND_SAID = {
    "sync": "a call that waits for its answer",
    "event": "a message that nobody waits for",
    "batch": "rows moved on a schedule",
    "control": "a control: a deploy, an alert, a switch",
}
"""What each kind of flow is, in words."""


@dataclass(frozen=True)
class Reveal:
    """One step of the story. `parts` and `flows` appear here, by key; what came before stays.

    `order` is its number on the flows; 0 is the last step, which shows all that no number leads to.
    """

    order: int
    title: str
    parts: tuple[str, ...]
    flows: tuple[str, ...]
    says: tuple[str, ...]


def reveals(design: Design) -> tuple[Reveal, ...]:
    """The steps in their order; each part and each flow of the design appears in exactly one of them."""
    return tuple(_reveals(design))


def flow_said(flow: Flow) -> str:
    """What is said of a flow: its ends, its words, its kind, its rate at peak and what it carries."""
    link = flow.link
    rate = f" {written(link.rate, Unit('/s'))}{' at peak' if link.kind != 'batch' else ''}." if link.rate else ""
    carries = f" It carries: {', '.join(sorted(link.carries))}." if link.carries else ""
    return f"{flow.source.name} to {flow.target.name}, “{link.says}”: {KIND_SAID[link.kind]}.{rate}{carries}"


def part_said(design: Design, part: Component) -> str:
    """What is said of a part as it appears: its kind, its note, and the number that matters on it."""
    entry = design.ledger.get(f"{part.key}.{part.badge}") if part.badge else None
    number = f" {entry.name.replace('_', ' ')} {entry.text}: {entry.says}" if entry else ""
    own_kind = part.kind.lower() not in (Component.kind.lower(), part.name.lower())
    about = ", ".join(filter(None, (part.kind.lower() if own_kind else "", part.note)))
    return f"New: {part.name}{f' ({about})' if about else ''}.{number}"


def _reveals(design: Design) -> Iterator[Reveal]:
    flows, shown = design.graph.flows, set[str]()
    for order in (*sorted({f.link.order for f in flows if f.link.order}), 0):
        now = [f for f in flows if f.link.order == order]
        ends = {p.key for f in now for p in (f.source, f.target)}
        fresh = [p for p in design.graph.parts if p.key in ends - shown]
        shown |= ends
        if not now:
            continue
        title = "; ".join(f"{f.source.name} to {f.target.name}: {f.link.says}" for f in now)
        said = (*(flow_said(f) for f in now), *(part_said(design, p) for p in fresh))
        yield Reveal(
            order,
            title if order else "All that goes on around the numbered steps",
            tuple(p.key for p in fresh),
            tuple(f.key for f in now),
            said,
        )

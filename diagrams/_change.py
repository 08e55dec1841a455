"""Two designs of one case compared: parts and flows by key, numbers by their address in the ledger."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from design import Component, DataClass, Design, Entry, Flow, Shift, bounded, move

from ._scene import Arrow, Plane, Scene, Topology, scene_of, topology_of

Fate = Literal["added", "removed", "changed", "same"]
SIGN = {"added": "+", "removed": "−", "changed": "≠", "same": ""}
NOTICEABLE = 0.005
"""A number that changes by less than this share is taken for the same."""


@dataclass(frozen=True)
class Change:
    """Two designs, part by part, flow by flow and number by number."""

    before: Design
    after: Design

    @cached_property
    def scene(self) -> Scene:
        """The geometry of all parts and flows that either design has."""
        both = united(topology_of(self.before), topology_of(self.after))
        return scene_of(replace(both, arrows=tuple(map(self._signed, both.arrows))))

    def _signed(self, arrow: Arrow) -> Arrow:
        """An arrow with its sign before its words, so that its label is given room for both; gone, without a number."""
        fate = self.flow_fate(arrow.key)
        gone = fate == "removed"
        return replace(arrow, says=f"{SIGN[fate]} {arrow.says}".strip(), order=0 if gone else arrow.order)

    def fate(self, key: str) -> Fate:
        """What became of a part: its number on the picture or its note may have changed."""
        old, new = (parts.get(key) for parts in self._parts)
        if old is None or new is None:
            return "added" if old is None else "removed"
        return "changed" if old.note != new.note or self.number(key) else "same"

    def flow_fate(self, key: str) -> Fate:
        """What became of a flow: what it carries may have changed."""
        old, new = self._flows[0].get(key), self._flows[1].get(key)
        if old is None or new is None:
            return "added" if old is None else "removed"
        return "same" if old.link.carries == new.link.carries else "changed"

    @cached_property
    def _parts(self) -> tuple[dict[str, Component], dict[str, Component]]:
        """What each of the two draws: a part that is only measured is not in the picture."""
        before, after = ({p.key: p for p in design.graph.parts} for design in (self.before, self.after))
        return before, after

    @cached_property
    def _flows(self) -> tuple[dict[str, Flow], dict[str, Flow]]:
        before, after = ({f.key: f for f in design.graph.flows} for design in (self.before, self.after))
        return before, after

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The flows that carry something else now, each in a sentence without its end."""
        before, after = self._flows
        return tuple(
            f"{flow.source.name} to {flow.target.name} ({flow.link.says}) "
            + _exchanged(before[key].link.carries, flow.link.carries)
            for key, flow in after.items()
            if self.flow_fate(key) == "changed"
        )

    def number(self, key: str) -> tuple[Entry, Entry] | None:
        """The number that matters on a part, before and after, where it changed."""
        part = self.after.graph.part(key)
        address = f"{key}.{part.badge}" if part and part.badge else ""
        old, new = self.before.ledger.get(address), self.after.ledger.get(address)
        return (old, new) if old and new and _differs(old.value, new.value) else None

    @cached_property
    def parts(self) -> dict[Fate, list[str]]:
        """The names of the parts by what became of them."""
        found: dict[Fate, list[str]] = {"added": [], "removed": [], "changed": [], "same": []}
        for spot in self.scene.topology.spots:
            found[self.fate(spot.key)].append(spot.name)
        return found

    @cached_property
    def flows(self) -> dict[Fate, int]:
        """How many flows came, went, and carry something else."""
        fates = [self.flow_fate(a.key) for a in self.scene.topology.arrows]
        return {fate: fates.count(fate) for fate in ("added", "removed", "changed")}

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Every promise's number, before and after."""
        return tuple(Shift(a, b) for a, b in zip(self.before.outcomes, self.after.outcomes, strict=True))

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """The decisions and the numbers of the world that differ."""
        return move(self.before, self.after, ()).moved

    def subtitle(self, since: str) -> str:
        """What differs, in a line."""
        return f"Since {since} · {' · '.join(self.moved) if self.moved else 'nothing was turned'}"


def united(one: Topology, two: Topology) -> Topology:
    """The parts, flows and zones of both, those of the later design as it says them."""
    spots = {s.key: s for s in (*one.spots, *two.spots)}
    arrows = {a.key: a for a in (*one.arrows, *two.arrows)}
    planes: dict[str, Plane] = {}
    for plane in (*one.planes, *two.planes):
        held = planes.get(plane.name)
        members = dict.fromkeys((*(held.members if held else ()), *plane.members))
        planes[plane.name] = replace(plane, members=tuple(members))
    return Topology(two.title, tuple(spots.values()), tuple(arrows.values()), tuple(planes.values()), two.frame)


def _differs(old: float, new: float) -> bool:
    if old == new:
        return False
    return not (bounded(old) and bounded(new)) or abs(old - new) > NOTICEABLE * max(abs(old), abs(new))


def _exchanged(old: frozenset[DataClass], new: frozenset[DataClass]) -> str:
    """What a flow carries now and did not, and what it does not carry any more."""
    told = (("now carries", new - old), ("no longer", old - new))
    return ", ".join(f"{said} {', '.join(sorted(some))}" for said, some in told if some)

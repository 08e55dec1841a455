"""Overlays: what the architecture's picture says of each part and each flow in place of the badges."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from design import DataClass, Design, Entry, Finding, bounded, crossings, written

from ._live import CHIP_PAD, CHIP_SIZE, FAR, chip_width
from ._scene import NODE_WIDTH
from ._text import fitted, width

NONE, DATA, FINDINGS = "none", "data", "findings"
SIGNS = ("", "•", "••", "•••", "••••")
"""Before the text of each level, so that it can be told without its colour."""
ROOM = (NODE_WIDTH - 43) / FAR - 2 * CHIP_PAD - 11
"""How wide the text of a chip may be, px, even where it is drawn larger."""
SECONDS = {"ms": 1e-3, "s": 1.0, "h": 3600.0, "days": 86_400.0}
# A label source has no freshness of its own: the median wait for its labels, in days, is how old they are.
MEASURED: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "latency": (("p99", frozenset({"ms"})),),
    "utilisation": (("utilisation", frozenset({"%"})),),
    "cost": (("cost", frozenset({"$/month"})),),
    "freshness": (
        *((name, frozenset(SECONDS)) for name in ("freshness", "lag", "age", "model_age")),
        ("p50", frozenset({"days"})),
    ),
}
"""The number that each overlay reads of a part: the first of these names that it has in one of these units."""
DERIVED = {DataClass.FEATURE, DataClass.SCORE, DataClass.MODEL, DataClass.METRIC}
CLOSE = {DataClass.CARD_NUMBER, DataClass.TOKEN, DataClass.PERSONAL}
"""Data that names a person or a card; what is in neither set is a fact about an event."""


@dataclass(frozen=True)
class Reading:
    """What an overlay says of one part or flow: a level from 1 to 4, a few words for the chip, and all in words."""

    level: int
    text: str
    says: str

    @property
    def chip(self) -> str:
        """The words with the sign of their level."""
        return f"{SIGNS[self.level]} {self.text}"

    @property
    def width(self) -> float:
        """How wide the chip is drawn, px."""
        return chip_width(self.chip)


@dataclass(frozen=True)
class Overlay:
    """One way to look at a picture. A part or flow without a reading has nothing to say here, and fades.

    `scale` says in words what each level means; `flows` is by the flow's key.
    """

    name: str
    label: str
    asks: str
    scale: tuple[str, str, str, str] = ("", "", "", "")
    parts: Mapping[str, Reading] = field(default_factory=dict)
    flows: Mapping[str, Reading] = field(default_factory=dict)

    @property
    def used(self) -> tuple[tuple[int, str], ...]:
        """The levels that something has, with their words."""
        seen = {r.level for r in (*self.parts.values(), *self.flows.values())}
        return tuple((level, words) for level, words in enumerate(self.scale, start=1) if level in seen)


def overlays(design: Design, findings: Sequence[Finding] = ()) -> tuple[Overlay, ...]:
    """Every overlay of a design, in the order in which they are offered."""
    return tuple(make(design, findings) for make in _MAKERS.values())


def overlay(design: Design, name: str, findings: Sequence[Finding] = ()) -> Overlay:
    """One of them, by its name."""
    return _MAKERS[name](design, findings)


def overlay_names() -> tuple[str, ...]:
    """What they are called, in that order."""
    return tuple(_MAKERS)


def basis(design: Design, name: str, findings: Sequence[Finding] = ()) -> Hashable:
    """What an overlay follows from: while this is equal, so is the overlay, and nobody need make it again."""
    if name in MEASURED:
        return (_promised(design), *((key, entry.value) for key, entry in _numbers(design, name).items()))
    if name == FINDINGS:
        return tuple((f.fault.part, f.severity, bool(f.accepted), f.fault.says) for f in findings)
    return ways(design)


def ways(design: Design) -> Hashable:
    """The flows and the zones of a design, as far as pictures and words tell of them."""
    flows = tuple((f.source.name, f.target.name, f.link) for f in design.graph.flows)
    return (flows, design.graph.zones)


def overlay_of(design: Design, name: str, findings: Sequence[Finding] = ()) -> Overlay | None:
    """One overlay by its name; `data:card number` follows one class of data; None for `none`.

    Raises ValueError with the names that there are.
    """
    kind, _, followed = name.partition(":")
    if kind == NONE:
        return None
    if kind not in _MAKERS or (followed and (kind != DATA or followed not in list(DataClass))):
        known = ", ".join((NONE, *_MAKERS, *(f"{DATA}:{data}" for data in carried(design))))
        raise ValueError(f"There is no overlay {name!r}; there are {known}.")
    made = _MAKERS[kind](design, findings)
    return following(design, made, DataClass(followed)) if followed else made


def carried(design: Design) -> tuple[DataClass, ...]:
    """The classes of data that some flow carries, the most sensitive first."""
    found = {data for flow in design.graph.flows for data in flow.link.carries}
    return tuple(sorted(found, key=lambda data: (-sensitivity(data), list(DataClass).index(data))))


def following(design: Design, data: Overlay, one: DataClass) -> Overlay:
    """The overlay of data with nothing left but the way of one class, and where it enters a zone that refuses it."""
    refused = {c.flow.key for c in crossings(design.graph) if one in c.refused}
    level = sensitivity(one)
    flows = {
        f.key: Reading(4 if f.key in refused else level, str(one), data.flows[f.key].says)
        for f in design.graph.flows
        if one in f.link.carries
    }
    ends: dict[str, int] = {}
    for f in design.graph.flows:
        if one in f.link.carries:
            for part, worst in ((f.source, level), (f.target, flows[f.key].level)):
                ends[part.key] = max(worst, ends.get(part.key, 0))
    parts = {key: Reading(worst, str(one), f"has {one}") for key, worst in ends.items()}
    return Overlay(f"{DATA}:{one}", f"The way of: {one}", data.asks, data.scale, parts, flows)


def _latency(design: Design, findings: Sequence[Finding]) -> Overlay:
    found, limit = _numbers(design, "latency"), _promised(design)
    whole = limit or max((e.value for e in found.values() if bounded(e.value)), default=1.0)
    steps = (0.05, 0.2, 0.5)
    at = [written(step * whole, next(iter(found.values())).unit) for step in steps] if found else ["", "", ""]
    of = "what is promised" if limit else "the slowest part"
    scale = (f"p99 under {at[0]}", f"{at[0]} to {at[1]}", f"{at[1]} to {at[2]}", f"over {at[2]}: half of {of}, or more")
    parts = {k: _reading(e, _level(e.value / whole, steps), "p99 alone, its queue included:") for k, e in found.items()}
    return Overlay(
        "latency", "Latency", "Where does the time go? Each part's own slow end; p99s do not add up.", scale, parts
    )


def _utilisation(design: Design, findings: Sequence[Finding]) -> Overlay:
    found = _numbers(design, "utilisation")
    scale = ("under 40 % busy at peak", "40 to 70 %", "70 to 100 %: busy", "full: more comes than it can do")
    parts = {k: _reading(e, _level(e.value, (0.4, 0.7, 1.0)), "busy at peak:") for k, e in found.items()}
    return Overlay(
        "utilisation", "Utilisation", "Who is full first? The share of time that a part works.", scale, parts
    )


def _cost(design: Design, findings: Sequence[Finding]) -> Overlay:
    found = _numbers(design, "cost")
    whole = sum(e.value for e in found.values()) or 1.0
    scale = ("under 2 % of the parts' cost", "2 to 10 %", "10 to 30 %", "30 % or more")
    parts = {
        k: _reading(e, _level(e.value / whole, (0.02, 0.1, 0.3)), f"{e.value / whole:.0%} of all parts:")
        for k, e in found.items()
    }
    return Overlay("cost", "Cost", "Where does the money go? Machines and people, a month.", scale, parts)


def _freshness(design: Design, findings: Sequence[Finding]) -> Overlay:
    found = _numbers(design, "freshness")
    scale = ("a minute or less", "up to an hour", "up to two days", "older, or never")
    parts = {
        k: _reading(e, _level(e.value * SECONDS[e.unit.symbol], (60.1, 3600.1, 172_800.1)), f"{_name(e)}:")
        for k, e in found.items()
    }
    return Overlay("freshness", "Freshness", "How old is what a part gives on?", scale, parts)


def _data(design: Design, findings: Sequence[Finding]) -> Overlay:
    refused = {c.flow.key: c for c in crossings(design.graph) if c.refused}
    touched: dict[str, set[DataClass]] = {}
    worst: dict[str, int] = {}
    flows = {}
    for f in design.graph.flows:
        if not f.link.carries:
            continue
        names = _listed(f.link.carries)
        crossing = refused.get(f.key)
        own = max(sensitivity(data) for data in f.link.carries)
        says = f"carries {', '.join(names)}"
        if crossing and crossing.entered:
            says += f"; {crossing.entered.name} does not admit {', '.join(_listed(crossing.refused))}"
        flows[f.key] = Reading(4 if crossing else own, names[0], says)
        for part, level in ((f.source, own), (f.target, 4 if crossing else own)):
            touched.setdefault(part.key, set()).update(f.link.carries)
            worst[part.key] = max(level, worst.get(part.key, 0))
    parts = {}
    for key, classes in touched.items():
        names = _listed(classes)
        more = f" +{len(names) - 1}" if len(names) > 1 else ""
        parts[key] = Reading(worst[key], _short((f"{names[0]}{more}", names[0])), f"has {', '.join(names)}")
    scale = (
        "derived: features, scores, models",
        "facts: payments, decisions, labels",
        "personal or card data",
        "enters a zone that does not admit it",
    )
    return Overlay(DATA, "Data and zones", "Which data goes where, and does each zone admit it?", scale, parts, flows)


def _found(design: Design, findings: Sequence[Finding]) -> Overlay:
    levels = {"note": 2, "risk": 3, "blocker": 4}
    by_part: dict[str, list[Finding]] = {}
    for f in findings:
        if design.graph.part(f.fault.part) is not None:
            by_part.setdefault(f.fault.part, []).append(f)
    parts = {}
    for key, found in by_part.items():
        standing = [f for f in found if not f.accepted]
        counted = [(n, s) for s in ("blocker", "risk", "note") if (n := sum(f.severity == s for f in standing))]
        words = [f"{n} {severity}{'s' if n > 1 else ''}" for n, severity in counted] or ["accepted"]
        level = levels[counted[0][1]] if counted else 1
        brief = f"{words[0]} +{sum(n for n, _ in counted[1:])}" if len(words) > 1 else words[0]
        says = "; ".join(f.fault.says for f in found)
        parts[key] = Reading(level, _short((", ".join(words), brief, words[0])), says)
    scale = ("accepted with a reason", "notes", "risks", "blockers")
    return Overlay(FINDINGS, "Findings", "What does the review say, and of which part?", scale, parts)


_MAKERS: Mapping[str, Callable[[Design, Sequence[Finding]], Overlay]] = {
    "latency": _latency,
    "utilisation": _utilisation,
    "cost": _cost,
    "freshness": _freshness,
    DATA: _data,
    FINDINGS: _found,
}


def _promised(design: Design) -> float:
    """The strictest latency that is promised, ms; 0 where none is."""
    limits = (o.limit for o in design.outcomes if o.entry.unit.symbol == "ms" and o.promise.at_most is not None)
    return min(limits, default=0.0)


def _numbers(design: Design, overlay: str) -> dict[str, Entry]:
    """The number that an overlay reads, for each drawn part that has it."""
    found = {}
    for part in design.graph.parts:
        for name, units in MEASURED[overlay]:
            entry = design.ledger.get(f"{part.key}.{name}")
            if entry is not None and entry.unit.symbol in units:
                found[part.key] = entry
                break
    return found


def _reading(entry: Entry, level: int, lead: str) -> Reading:
    text = entry.text
    return Reading(level, _short((text, text.removesuffix(" a month"))), f"{lead} {text}")


def _level(share: float, steps: tuple[float, float, float]) -> int:
    """From 1 to 4, by how many steps are reached; what is unbounded has reached them all."""
    return 4 if not bounded(share) else 1 + sum(share >= step for step in steps)


def _name(entry: Entry) -> str:
    return entry.name.replace("_", " ") if entry.name != "p50" else "half of its labels are older than"


@lru_cache(maxsize=1024)
def _short(options: tuple[str, ...]) -> str:
    """The first that fits on a chip; the last, cut, where none does."""
    return next((o for o in options if width(o, CHIP_SIZE, True) <= ROOM), None) or fitted(
        options[-1], CHIP_SIZE, ROOM, True
    )


def sensitivity(data: DataClass) -> int:
    """The level of a class of data: 1 derived, 2 a fact, 3 about a person or a card."""
    return 3 if data in CLOSE else 1 if data in DERIVED else 2


def _listed(classes: Iterable[DataClass]) -> list[str]:
    return [str(data) for data in sorted(classes, key=lambda d: (-sensitivity(d), str(d)))]

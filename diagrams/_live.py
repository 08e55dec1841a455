"""What of a picture moves when only numbers move: chips, notes, spoken labels, the subtitle."""

from collections.abc import Mapping
from functools import lru_cache

from design import Component, Design, Entry, Unit, bounded, written

from ._picture import Level, Live
from ._scene import NODE_WIDTH, Scene, Spot
from ._text import fitted, width

CHIP_SIZE, NOTE_SIZE, SUBTITLE_SIZE = 12.0, 11.5, 14.0
CHIP_PAD = 8.0
FAR = 1.3
"""How many times larger a chip is drawn where the page shows the picture small."""
TEXT_LEFT, TEXT_RIGHT, BARS = 37.0, 6.0, 15.0
BUSY, FULL = 0.7, 1.0
SIGN = {"ok": "", "warn": "▲ ", "bad": "▲ ", "": ""}


def room(spot: Spot) -> float:
    """How wide a part's lines of text may be, px: the icon stands left, a stream's bars right."""
    return NODE_WIDTH - TEXT_LEFT - TEXT_RIGHT - (BARS if spot.family == "stream" else 0.0)


def live_of(design: Design, scene: Scene, prefix: str) -> tuple[Live, ...]:
    """Every live bit, in the order of the parts; the subtitle first."""
    broken = {o.promise.key for o in design.broken}
    found = [Live(f"{prefix}-subtitle", subtitle(design, scene.width - 2 * 26))]
    for node in scene.nodes:
        spot = node.spot
        part = design.graph.part(spot.key)
        assert part is not None  # the scene was made from this design's graph
        chip, brief, level, spoken = _chip(design, part, spot, broken)
        label = f"{part.name}: {spoken}" if spoken else f"{part.name}: {part.note}"
        found.append(Live(f"{prefix}-note-{spot.slug}", fitted(part.note, NOTE_SIZE, room(spot)), label=label))
        if spot.chip:
            address = f"{prefix}-chip-{spot.slug}"
            found.append(Live(address, chip, chip_width(chip), level, label, brief, chip_width(brief)))
    return tuple(found)


def chip_width(text: str) -> float:
    """How wide the pill behind a number is drawn, px."""
    return round(width(text, CHIP_SIZE, True) + 2 * CHIP_PAD, 1)


def _chip(design: Design, part: Component, spot: Spot, broken: set[str]) -> tuple[str, str, Level, str]:
    """The chip's text, in full and brief, its level, and what is said of the part to those who do not see it."""
    if not spot.chip:
        return "", "", "", ""
    entry: Entry = design.ledger[f"{part.key}.{part.badge}"]
    level, word = level_of(design, entry, broken)
    number = written(entry.value, entry.unit)
    name = entry.name.replace("_", " ")
    said = number if not bounded(entry.value) else f"{name} {number}"
    tail = f" · {word}" if word and bounded(entry.value) else ""
    options = (f"{SIGN[level]}{said}{tail}", f"{SIGN[level]}{number}{tail}", f"{SIGN[level]}{number}")
    spoken = ", ".join(filter(None, (part.note, said, word if tail else "")))
    return _first_that_fits(options, room(spot)), _first_that_fits(options, room(spot) / FAR), level, spoken


@lru_cache(maxsize=4096)
def _first_that_fits(options: tuple[str, ...], space: float) -> str:
    """The first text that a pill so wide has room for; the last one, cut, where none has."""
    space -= 2 * CHIP_PAD
    text = next((o for o in options if width(o, CHIP_SIZE, True) <= space), None)
    return text or fitted(options[-1], CHIP_SIZE, space, True)


def level_of(design: Design, entry: Entry, broken: set[str]) -> tuple[Level, str]:
    """How a part fares, and the word for it: unbounded or full is bad, a broken promise is bad, busy is a warning."""
    load = design.ledger.get(f"{entry.part.key}.utilisation")
    used = load.value if load is not None else 0.0
    if not bounded(entry.value):
        return "bad", "unbounded"
    if used >= FULL or not bounded(used):
        return "bad", "full"
    if entry.key in broken:
        return "bad", "over limit"
    return ("warn", "busy") if used >= BUSY else ("ok", "")


def subtitle(design: Design, space: float) -> str:
    """One line that says which design this is: load, the promise that binds, the first choices."""
    rate = max((f.link.rate for f in design.graph.flows if f.link.kind == "sync"), default=0.0)
    said = ["Architecture"]
    if rate > 0:
        said.append(f"peak {written_rate(rate)}")
    if design.outcomes:
        bound = design.binding
        said.append(f"{bound.promise.title.lower()} {bound.text}, {bound.demand}")
    for knob in [k for k in design.case.knobs if k.kind == "choice"][:2]:
        said.append(f"{knob.title.lower()}: {design.said(knob.name)}")
    return fitted(" · ".join(said), SUBTITLE_SIZE, space)


def written_rate(rate: float) -> str:
    """A rate at peak as a reader sees it."""
    return written(rate, Unit("/s"))


def text_alternative(design: Design, scene: Scene, found: tuple[Live, ...]) -> str:
    """The picture in words, with its numbers."""
    labels: Mapping[str, str] = {bit.id.rpartition("-")[2]: bit.label for bit in found if bit.label}
    parts = "; ".join(labels[n.spot.slug] for n in scene.nodes)
    return f"{design.case.title}. {found[0].text}. Parts: {parts}. {said_flows(scene)}"


def said_flows(scene: Scene) -> str:
    """The arrows in words, the numbered steps first."""
    names = {n.spot.key: n.spot.name for n in scene.nodes}
    arrows = sorted((e.arrow for e in scene.edges), key=lambda a: (a.order == 0, a.order))
    said = [
        f"{f'step {a.order}, ' if a.order else ''}{names[a.source]} to {names[a.target]}: {a.says} ({a.kind})"
        for a in arrows
    ]
    zones = "; ".join(f"{z.plane.name} holds {', '.join(names[m] for m in z.plane.members)}" for z in scene.zones)
    return f"Flows: {'; '.join(said)}." + (f" Zones: {zones}." if zones else "")

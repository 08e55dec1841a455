"""Before and after: two designs in one picture, what was added, what was removed, which numbers changed.

Parts and flows are matched by key and laid out together by the same scene as the architecture: a part stands where it
stands there. A change is told by sign, word and line style, not by colour alone.
"""

from collections.abc import Iterator
from functools import partial

from design import Design, Shift, design_of, turned

from ._canvas import MARGIN, Anchor, Canvas, nothing
from ._change import SIGN, Change, Fate
from ._geometry import Box
from ._kind import Draw
from ._live import CHIP_PAD, CHIP_SIZE, NOTE_SIZE, room
from ._picture import Picture
from ._scene import Edge, Node, Scene, ZoneBox
from ._shapes import TRIM, head, line, rounded
from ._text import fitted, width
from ._theme import DASH, Theme
from ._words import chip_box, ground, icon_box, name_words, note_words, number_box, number_words, tag_words, zone_words

LABEL, ORDER = "Before and after", 5
PREFIX = "change"
INK = {"added": "store-line", "removed": "bad", "changed": "warn", "same": "zone-line"}
OPENING = "the opening design"
COLUMN, ROW = 350.0, 62.0


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """What was changed since the opening design of the case; a sentence where that rests on another training."""
    before = opening_of(design)
    if before is None:
        why = (
            "The opening design rests on another trained model than this one, so its numbers are not at hand. Compare "
            "two designs that share their training, or look at the last move."
        )
        return nothing(theme, prefix, f"{design.case.title}: before and after", why)
    return draw_change(before, design, theme, prefix, since=OPENING)


def ways(design: Design, before: Design | None = None) -> dict[str, Draw]:
    """Since the last move, where there was one, and since the opening design."""
    found: dict[str, Draw] = {f"Since {OPENING}": draw}
    if before is not None and before is not design:
        found = {"Since the last move": partial(_since, before)} | found
    return found


def _since(before: Design, design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    return draw_change(before, design, theme, prefix, since="the last move")


def opening_of(design: Design) -> Design | None:
    """The case's opening design in the same world, if the evidence at hand is good for it."""
    case = design.case
    knobs = turned(design.knobs, {k.name: k.default for k in case.knobs})
    if case.evidence_key(knobs) != case.evidence_key(design.knobs):
        return None
    return design if knobs == design.knobs else design_of(case, knobs, design.evidence)


def draw_change(
    before: Design, after: Design, theme: Theme = "light", prefix: str = PREFIX, since: str = "the design before"
) -> Picture:
    """What `after` has that `before` had not, what it lost, and whose numbers changed; any two designs of one case."""
    change = Change(before, after)
    scene = change.scene
    canvas = Canvas(theme, prefix, f"{after.case.title}: before and after", change.subtitle(since), scene.width)
    return _Compared(change, scene, canvas).drawn()


class _Compared:
    """One comparison while it is drawn."""

    def __init__(self, change: Change, scene: Scene, canvas: Canvas) -> None:
        self.change, self.scene, self.canvas = change, scene, canvas

    def drawn(self) -> Picture:
        """The scene with everything that stayed held back, then the promises as a table."""
        s = self.scene
        for z in s.zones:
            self.zone(z)
        for e in s.edges:
            self.edge(e)
        stands = {node.box for node in s.nodes if self.change.fate(node.spot.key) != "removed"}
        for node in s.nodes:
            if self.change.fate(node.spot.key) != "removed" or node.box not in stands:
                self.node(node)
        for e in s.edges:
            self.tag(e)
        bottom = self.promises(s.legend_box.y + 14)
        return self.canvas.picture(bottom, self.alt())

    def zone(self, z: ZoneBox) -> None:
        """A zone's box and its words."""
        c, ink = self.canvas, "critical" if z.plane.critical else "zone-line"
        c.path(rounded(z.box, 12), "zone", ink, 1.6 if z.plane.critical else 1.2, "" if z.plane.critical else "5 4")
        for w in zone_words(z):
            c.text(w.x, w.y, w.text, w.size, w.ink, w.bold)

    def edge(self, e: Edge) -> None:
        """An arrow: bold where it came, dashed and red where it went, thin and grey where it stayed."""
        fate, kind, c = self.change.flow_fate(e.arrow.key), e.arrow.kind, self.canvas
        ink, wide = INK[fate], 1.2 if fate == "same" else 2.4
        c.path(line(e.route, TRIM[kind]), "", ink, wide, "3 4" if fate == "removed" else DASH[kind])
        c.path(head(kind, e.route), {"event": "", "control": "page"}.get(kind, ink), ink, 1.3)

    def tag(self, e: Edge) -> None:
        """What an arrow says, in the colour of what became of it."""
        fate, c = self.change.flow_fate(e.arrow.key), self.canvas
        under = ground(self.scene, e.tag.box)
        box = number_box(e)
        for w in tag_words(e):
            anchor: Anchor = "middle" if w.centred else "start"
            ink = "muted" if fate == "same" else INK[fate]
            c.text(w.x, w.y, w.text, w.size, ink, anchor=anchor, halo=under if e.tag.over else "")
        if box:
            c.box(box, "ink" if fate == "same" else INK[fate], radius=4)
            w = number_words(box, e.arrow.order)
            c.text(w.x, w.y, w.text, w.size, "page", bold=True, anchor="middle")

    def node(self, node: Node) -> None:
        """A part: in its own colours where it came or changed, an empty outline where it stayed or (dashed) went."""
        c, spot, fate = self.canvas, node.spot, self.change.fate(node.spot.key)
        part = self.change.after.graph.part(spot.key) or self.change.before.graph.part(spot.key)
        assert part is not None  # the scene was made from these two graphs
        quiet = fate in ("same", "removed")
        ink = INK[fate]
        wide, dash = {"same": (1.2, ""), "removed": (2.0, "5 4")}.get(fate, (2.6, ""))
        c.outline(spot.family, node.box, "page" if quiet else spot.family, ink, wide, dash)
        at = icon_box(node)
        c.icon(spot.icon, at.x, at.y, f"{spot.family}-line" if not quiet else ink)
        name = name_words(node)
        c.text(name.x, name.y, name.text, name.size, {"same": "muted", "removed": "bad"}.get(fate, "ink"), bold=True)
        note = note_words(node, fitted(part.note, NOTE_SIZE, room(spot)))
        c.text(note.x, note.y, note.text, note.size, "muted")
        if spot.chip:
            self.number(node, fate, ink)
        if fate != "same":
            self.flag(node, fate, ink)

    def number(self, node: Node, fate: Fate, ink: str) -> None:
        """The number that matters on a part: before and after where it changed."""
        design = self.change.before if fate == "removed" else self.change.after
        part = design.graph.part(node.spot.key)
        entry = design.ledger.get(f"{node.spot.key}.{part.badge}") if part else None
        if entry is None:
            return
        both, box = self.change.number(node.spot.key), chip_box(node, 0.0)
        if both is None:
            self.canvas.text(box.x, box.y + 13, f"{entry.name.replace('_', ' ')} {entry.text}", CHIP_SIZE, "muted",
                             room=room(node.spot))  # fmt: skip
            return
        old, new = both
        said = f"{old.text} → {new.text}"
        if width(said, CHIP_SIZE, bold=True) + 2 * CHIP_PAD > room(node.spot):
            said = f"→ {new.text}"
        self.canvas.chip(box.x, box.y, said, ink, CHIP_SIZE)

    def flag(self, node: Node, fate: Fate, ink: str) -> None:
        """A word on the part's corner that says what became of it."""
        gone = [
            n.spot.name for n in self.scene.nodes if n.box == node.box and self.change.fate(n.spot.key) == "removed"
        ]
        instead = fate == "added" and gone  # the case pins the two to one place: a design has one or the other
        said = fitted(f"{SIGN[fate]} in place of {gone[0]}" if instead else f"{SIGN[fate]} {fate}", 10, node.box.w)
        self.canvas.chip(node.box.right + 14, node.box.y - 8, said, ink, 10, anchor="end")

    def promises(self, y: float) -> float:
        """Each promise before and after, in columns, and what the signs mean; the lower side of the picture."""
        c, shifts = self.canvas, self.change.shifts
        each = max(1, int((c.width - 2 * MARGIN) // COLUMN))
        rows = -(-len(shifts) // each)
        high = 58 + ROW * rows
        c.box(Box(MARGIN, y, c.width - 2 * MARGIN, high), "zone", "zone-line", 1, 8)
        x = MARGIN + 16
        for fate in ("added", "removed", "changed"):
            names = self.change.parts[fate]
            flows = self.change.flows.get(fate, 0)
            said = f"{len(names)} part{'s' * (len(names) != 1)}" + (
                f", {flows} flow{'s' * (flows != 1)}" if flows else ""
            )
            x += c.chip(x, y + 12, f"{SIGN[fate]} {fate}", INK[fate], 11) + 8
            c.text(x, y + 25, said, 12)
            x += width(said, 12) + 28
        for i, shift in enumerate(shifts):
            self.promise(MARGIN + 16 + COLUMN * (i % each), y + 66 + ROW * (i // each), shift)
        return y + high + MARGIN

    def promise(self, x: float, y: float, shift: Shift) -> None:
        """A promise: its title, its number before and after, whether that is better, and whether it is kept."""
        c, old, new = self.canvas, shift.before, shift.after
        still = old.text == new.text and old.kept == new.kept
        c.text(x, y, new.promise.title, 12.5, "muted", room=COLUMN - 40)
        said = new.text if old.text == new.text else f"{old.text} → {new.text}"
        c.text(x, y + 19, said, 15, "ink", bold=True, room=COLUMN - 40)
        mark, word, ink = ("=", "as before", "muted")
        if not still:
            mark, word, ink = ("▲", "better", "store-line") if shift.better else ("▼", "worse", "bad")
        kept = f"kept, {new.demand}" if new.kept else f"broken, {new.demand}"
        c.text(x, y + 36, f"{mark} {word}", 12, ink, bold=not still)
        c.text(x + width(f"{mark} {word}", 12, bold=True) + 10, y + 36, f"· {kept}", 12, "muted" if new.kept else "bad",
               room=COLUMN - 130)  # fmt: skip

    def alt(self) -> str:
        """The picture in words."""
        return f"{self.canvas.title}. {' '.join(self.said())}"

    def said(self) -> Iterator[str]:
        """What was turned, what came, went and changed, and what it did to the promises."""
        change = self.change
        yield f"Turned: {'; '.join(change.moved)}." if change.moved else "Nothing was turned."
        for fate in ("added", "removed"):
            arrows = [a for a in self.scene.topology.arrows if change.flow_fate(a.key) == fate]
            if change.parts[fate]:
                yield f"Parts {fate}: {', '.join(change.parts[fate])}."
            if arrows:
                yield f"Flows {fate}: {', '.join(f'{a.source} to {a.target} ({a.says[2:]})' for a in arrows)}."
        if change.carried:
            yield f"Flows changed: {'; '.join(change.carried)}."
        told = []
        for spot in self.scene.topology.spots:
            if both := change.number(spot.key):
                told.append(f"{spot.name} {both[1].name.replace('_', ' ')} {both[0].text} to {both[1].text}")
        if told:
            yield f"Numbers changed: {'; '.join(told)}."
        yield f"Promises: {'; '.join(s.says for s in change.shifts)}."

"""The sequence view of a journey: who calls whom, in order, what runs side by side, what is given up and tried again.

Read from the journey's own stages: who asks a part is who has a call to it in the design. Times are each part's own,
as p50 and p99; they are not added.
"""

from functools import partial

from design import Design, Journey, written

from ._calls import MILLIS, SHARE, Answer, Call, Close, Note, Open, Otherwise, Row, Told, number_of, said_row
from ._canvas import MARGIN, TOP, Canvas, lines_of, nothing
from ._found import all_of
from ._geometry import Box
from ._kind import Draw
from ._picture import Picture
from ._text import width
from ._theme import Theme

LABEL, ORDER = "Sequence", 4
PREFIX = "sequence"
NO_JOURNEY = "This design has no journey: nobody waits for an answer, so there is no sequence of calls to show."
LEAST, MOST = 150.0, 214.0
"""How far lifelines stand apart, px."""
CALL, ANSWER, BETWEEN, HEAD = 44.0, 26.0, 22.0, 66.0


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The sequence of a design's first journey, or a sentence where it has none."""
    journeys = journeys_of(design)
    if not journeys:
        return nothing(theme, prefix, f"{design.case.title}: sequence", NO_JOURNEY)
    return draw_journey(journeys[0], design, theme, prefix)


def ways(design: Design, before: Design | None = None) -> dict[str, Draw]:
    """One sequence a journey."""
    return {journey.name: partial(draw_journey, journey) for journey in journeys_of(design)}


def journeys_of(design: Design) -> tuple[Journey, ...]:
    """The journeys of a design that meet a part."""
    return tuple(journey for journey in all_of(design, Journey) if journey.route.stops())


def draw_journey(journey: Journey, design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The sequence of one journey."""
    told = Told(design, journey)
    canvas = Canvas(theme, prefix, f"{design.case.title}: “{journey.name}” call by call", _subtitle(journey),
                    max(900.0, 2 * MARGIN + 130 + len(told.names) * _apart(told)))  # fmt: skip
    return _Sequence(told, canvas).drawn()


def _subtitle(journey: Journey) -> str:
    late = f" · {written(journey.timed_out, SHARE)} answered by the fallback" if journey.timeout else ""
    return (
        f"Sequence · whole journey p50 {written(journey.p50, MILLIS)}, p99 {written(journey.p99, MILLIS)}, budget "
        f"{written(journey.budget, MILLIS)}{late}"
    )


def _apart(told: Told) -> float:
    """How far lifelines stand apart, px."""
    return max(LEAST, min(MOST, (1180 - 2 * MARGIN - 130) / max(1, len(told.names))))


class _Sequence:
    """One sequence while it is drawn."""

    def __init__(self, told: Told, canvas: Canvas) -> None:
        self.told, self.canvas, self.apart = told, canvas, _apart(told)
        self.foot = TOP + HEAD + 20 + sum(map(_height, told.rows)) + 8
        self.slowest = max((number_of(s, "p99") for s in told.stops.values() if hasattr(s, "p99")), default=0.0)

    def x(self, name: str) -> float:
        """Where a lifeline stands."""
        return MARGIN + 84 + self.told.names.index(name) * self.apart

    def drawn(self) -> Picture:
        """Lifelines, fragments behind, then calls and answers."""
        y, spots = TOP + HEAD + 20, []
        for row in self.told.rows:
            spots.append((row, y))
            y += _height(row)
        for name in self.told.names:
            self.canvas.line(((self.x(name), TOP + HEAD), (self.x(name), self.foot)), "zone-line", 1.2, "5 4")
        words = self.fragments(spots)
        for name in self.told.names:
            self.active(name, spots)
            self.head(name)
        for row, y in spots:
            if isinstance(row, Call):
                self.call(row, y)
            elif isinstance(row, Answer):
                self.answer(row, y)
            elif isinstance(row, Note):
                self.note(row, y)
        for x, y, said in words:
            self.canvas.text(x, y, said, 11.5, "muted", room=self.apart * 1.6, halo="page")
        y = self.canvas.block(MARGIN, self.foot + 28, OWN, self.canvas.width - 2 * MARGIN)
        return self.canvas.picture(y + 10, self.alt())

    def head(self, name: str) -> None:
        """A part's box at the top of its lifeline."""
        c, part = self.canvas, self.told.family.get(name)
        family = part.family if part else "actor"
        wide = min(self.apart - 14, 168.0)
        box = Box(self.x(name) - wide / 2, TOP, wide, HEAD - 8)
        c.outline(family, box)
        lid = 4.0 if family == "store" else 0.0
        c.icon(part.icon if part else "user", box.x + 9, box.cy - 9 + lid, f"{family}-line", 0.8)
        room = wide - 42 - (14 if family == "stream" else 0)
        rows = lines_of(name, 12.5, room / 1.08) if width(name, 12.5, bold=True) > room else (name,)
        for i, said in enumerate(rows):
            c.text(
                box.x + 35, box.cy + 1 + lid + (13.5 * i - 2 if len(rows) > 1 else 0), said, 12.5, bold=True, room=room
            )
        if len(rows) == 1:
            note = part.kind.lower() if part and part.kind != name else family
            c.text(box.x + 35, box.cy + 15 + lid, note, 10.5, "muted", room=room)

    def active(self, name: str, spots: list[tuple[Row, float]]) -> None:
        """The bars of a lifeline: from each call to its answer, in queue and at work."""
        begin = -1.0
        for row, y in spots:
            if isinstance(row, Call) and row.target == name and begin < 0:
                begin = y + CALL - 14
            if isinstance(row, Answer) and row.source == name and begin > 0:
                part = self.told.family.get(name)
                family = part.family if part else "actor"
                end = y + ANSWER - 8
                self.canvas.box(Box(self.x(name) - 5, begin, 10, end - begin), family, f"{family}-line", 1.3, 2)
                begin = -1.0

    def call(self, row: Call, y: float) -> None:
        """A solid arrow with what it says, its number, and the time of the part that it asks."""
        c, low = self.canvas, y + CALL - 14
        left, right = self.x(row.source), self.x(row.target)
        way = 1.0 if right > left else -1.0
        c.arrow("sync", ((left + 5 * way, low), (right - 6 * way, low)))
        at = min(left, right) + 14
        if row.order:
            c.box(Box(at, low - 22, 18, 16), "ink", radius=4)
            c.text(at + 9, low - 10, str(row.order), 11, "page", bold=True, anchor="middle")
            at += 24
        c.text(at, low - 9, row.says, 12, "sync", room=abs(right - left) - 46 if right != left else 120, halo="page")
        if row.time:
            own = number_of(self.told.stops[row.target], "p99") if row.target in self.told.stops else 0.0
            slow = own >= self.slowest > 0
            x = right + 12
            ink = "bad" if slow else "muted"
            c.text(x, low + 4, f"{row.time}{' · slowest' if slow else ''}", 11, ink, bold=slow, halo="page")

    def answer(self, row: Answer, y: float) -> None:
        """A dashed arrow back."""
        low = y + ANSWER - 8
        left, right = self.x(row.source), self.x(row.target)
        way = 1.0 if right > left else -1.0
        c = self.canvas
        c.line(((left + 5 * way, low), (right - 5 * way, low)), "batch-line", 1.3, "5 3")
        tip = right - 5 * way
        c.line(((tip - 8 * way, low - 4), (tip, low), (tip - 8 * way, low + 4)), "batch-line", 1.3)

    def note(self, row: Note, y: float) -> None:
        """A slip on a lifeline: time that passes."""
        wide = width(row.says, 11) + 18
        box = Box(self.x(row.at) + 12, y + 3, wide, 20)
        self.canvas.outline("batch", box, wide=1.1)
        self.canvas.text(box.x + 8, box.y + 14, row.says, 11)

    def fragments(self, spots: list[tuple[Row, float]]) -> list[tuple[float, float, str]]:
        """Each fragment's box, from its first row to its last, deeper ones inside; and the words to write over all."""
        c, words = self.canvas, []
        stack: list[tuple[int, float, int, list[tuple[float, str]]]] = []
        found = []
        for i, (row, y) in enumerate(spots):
            if isinstance(row, Open):
                stack.append((i, y, len(stack), []))
            elif isinstance(row, Otherwise):
                stack[-1][3].append((y, row.says))
            elif isinstance(row, Close):
                begin, top, deep, cuts = stack.pop()
                found.append((top, y + BETWEEN / 2, deep, spots[begin][0], cuts))
        for top, low, deep, row, cuts in sorted(found, key=lambda one: one[2]):
            assert isinstance(row, Open)  # it was put there as one
            left = MARGIN + 30 + 12 * deep
            box = Box(left, top + 4, c.width - MARGIN - 12 * deep - left, low - top - 4)
            c.box(box, "", "zone-line", 1.3, 3)
            tab = width(row.operator, 12, bold=True) + 18
            x, y = box.x, box.y
            c.path(f"M{x:.1f} {y:.1f}h{tab:.1f}v10l-6 8h{6 - tab:.1f}z", "zone", "zone-line", 1.3)
            c.text(x + 8, y + 13, row.operator, 12, bold=True)
            words.append((x + tab + 8, y + 13, f"[{row.says}]"))
            for y, says in cuts:
                c.line(((box.x, y + 6), (box.right, y + 6)), "zone-line", 1.2, "6 4")
                if says:
                    words.append((x + 8, y + 20, f"[{says}]"))
        return words

    def alt(self) -> str:
        """The picture in words."""
        return f"{self.canvas.title}. {_subtitle(self.told.journey)}. {' '.join(map(said_row, self.told.rows))}".strip()


def _height(row: Row) -> float:
    if isinstance(row, Otherwise):
        return BETWEEN + (6 if row.says else -8)
    return {Call: CALL, Answer: ANSWER, Note: 30.0, Open: 26.0, Close: BETWEEN}[type(row)]


OWN = (
    "Solid: a call; dashed: its answer. Times are each part’s own, from its queue to its answer; p99s are not added, "
    "the whole journey’s is read off its own distribution."
)

"""The latency waterfall of a journey: what each part adds to average and slowest requests, and who owns the tail.

Bars are averages over requests, so they add up: over all requests, and over their slowest 1 %. p99s never do, and none
is added here.
"""

from functools import partial
from itertools import accumulate

from design import Design, Journey, Leg, Millis, Share, Waterfall, bounded, unit_of, waterfall, written

from ._canvas import MARGIN, TOP, Canvas, nothing, ticks
from ._found import all_of
from ._geometry import Box
from ._kind import Draw
from ._picture import Picture
from ._text import width
from ._theme import Theme

LABEL, ORDER = "Latency waterfall", 1
PREFIX = "waterfall"
MILLIS, SHARE = unit_of(Millis), unit_of(Share)
LEFT, RIGHT = 262.0, 884.0
"""Where the time axis begins and ends, px."""
COLUMNS = (("average", 962.0), ("slowest 1 %", 1056.0), ("in its queue", 1150.0))
ROW, BAR = 56.0, 15.0
NO_JOURNEY = "This design has no journey: nobody waits for an answer, so there is no latency to share out."


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The waterfall of a design's first journey, or a sentence where it has none."""
    journeys = all_of(design, Journey)
    if not journeys:
        return nothing(theme, prefix, f"{design.case.title}: latency", NO_JOURNEY)
    return draw_journey(journeys[0], design, theme, prefix)


def ways(design: Design, before: Design | None = None) -> dict[str, Draw]:
    """One waterfall a journey."""
    return {journey.name: partial(draw_journey, journey) for journey in all_of(design, Journey)}


def draw_journey(journey: Journey, design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The waterfall of one journey."""
    found = waterfall(journey)
    title = f"{design.case.title}: where the time of “{journey.name}” goes"
    canvas = Canvas(theme, prefix, title, percentiles(journey))
    return _Falls(design, journey, found, canvas).drawn()


def percentiles(journey: Journey) -> str:
    """The percentiles and the chance to miss the budget, in a line."""
    return (
        f"p50 {written(journey.p50, MILLIS)} · p99 {written(journey.p99, MILLIS)} · budget "
        f"{written(journey.budget, MILLIS)}, missed by {written(journey.over_budget, SHARE)} of requests"
    )


class _Falls:
    """One waterfall while it is drawn."""

    def __init__(self, design: Design, journey: Journey, found: Waterfall, canvas: Canvas) -> None:
        self.journey, self.found, self.canvas = journey, found, canvas
        family = {part.name: part.family for part in design.graph.measured}
        self.family = [family.get(leg.name, "batch") for leg in found.legs]
        times = [journey.budget, journey.p99, journey.p50, found.mean, found.tail, sum(g.mean for g in found.legs)]
        self.most = 1.15 * max(float(t) for t in times if bounded(t))
        self.bottom = TOP + 74 + ROW * (len(found.legs) + 1)

    def x(self, time: float) -> float:
        """Where a time stands on the axis; what has no end, at its end."""
        return LEFT + (RIGHT - LEFT) * min(1.0, time / self.most if bounded(time) else 1.0)

    def drawn(self) -> Picture:
        """Axis, budget, one row a leg, the whole, and who owns the tail."""
        self.axis()
        legs = self.found.legs
        starts = zip(accumulate((g.mean for g in legs), initial=0.0), _tails(legs), strict=False)
        for i, (leg, (mean, tail)) in enumerate(zip(legs, starts, strict=False)):
            self.leg(i, leg, mean, tail)
        self.whole()
        y = self.canvas.block(MARGIN, self.bottom + 62, self.found.says, 1128, 13, "ink")
        y = self.canvas.block(MARGIN, y + 4, ADDED, 1128)
        return self.canvas.picture(y + 10, self.alt())

    def axis(self) -> None:
        """Round times as grid lines, the budget, p50 and p99 as they are on the journey's own distribution."""
        top, c = TOP + 44, self.canvas
        c.box(Box(LEFT, top, RIGHT - LEFT, self.bottom - top), "zone", radius=0)
        for time in ticks(self.most):
            c.line(((self.x(time), top), (self.x(time), self.bottom)), "zone-line", 0.8, "1 5")
            c.text(self.x(time), self.bottom + 17, f"{time:g}", 11.5, "muted", anchor="middle")
        c.text(LEFT, self.bottom + 36, "time since the request came, ms", 11.5, "muted")
        for said, x in COLUMNS:
            c.text(x, top - 8, said, 11.5, "muted", anchor="end")
        for y, (said, fill) in zip((TOP - 4, TOP + 14), (("average request", ""), ("slowest 1 %", "x")), strict=True):
            c.box(Box(MARGIN, y, 26, 11), "service-line" if fill else "service", "service-line", 1.2, 3)
            c.text(MARGIN + 34, y + 10, said, 11.5)
        c.box(Box(MARGIN + 140, TOP + 14, 26, 11), "batch", "service-line", 1.2, 3, "2 2")
        c.text(MARGIN + 174, TOP + 24, "its wait", 11.5)
        spots = [
            (self.journey.p50, f"p50 {written(self.journey.p50, MILLIS)}", "ink"),
            (self.journey.p99, f"p99 {written(self.journey.p99, MILLIS)}", "ink"),
            (float(self.journey.budget), f"budget {written(self.journey.budget, MILLIS)}", "bad"),
        ]
        self.marks([s for s in spots if bounded(s[0])], top)

    def marks(self, spots: list[tuple[float, str, str]], top: float) -> None:
        """Upright lines with a word right of each, as high as it takes that no line runs through a word."""
        words: list[tuple[float, float, int]] = []
        for time, said, ink in sorted(spots, reverse=True):
            x = self.x(time)
            end = x + width(said, 12, bold=True) + 14
            row = max((r + 1 for left, _, r in words if left < end), default=0)
            words.append((x, end, row))
            y = top - 8 - 16 * row
            self.canvas.line(((x, y - 10), (x, self.bottom)), ink, 1.8 if ink == "bad" else 1.2, "5 4")
            self.canvas.text(x + 5, y, said, 12, ink, bold=True)

    def leg(self, place: int, leg: Leg, mean: float, tail: float) -> None:
        """A leg's name, its two bars where the time before it ends, and its three figures."""
        c, y = self.canvas, TOP + 52 + ROW * place
        ink, owner = f"{self.family[place]}-line", leg is self.found.owner
        c.text(MARGIN, y + 19, leg.name, 13, bold=True, room=LEFT - MARGIN - 16)
        note = f"{written(leg.budget_share, SHARE)} of the budget on average"
        if leg.mean == leg.tail == 0:
            note = "never waited for: beside it is slower"
        if owner:
            c.chip(MARGIN, y + 26, "owns the tail", "bad", 11)
        else:
            c.text(MARGIN, y + 37, note, 11.5, "muted", room=LEFT - MARGIN - 16)
        self.bar(y + 8, mean, leg.mean, self.family[place], ink)
        self.bar(y + 8 + BAR + 5, tail, leg.tail, ink, ink)
        if leg.queued > 0 and bounded(leg.tail):
            self.bar(y + 8 + BAR + 5, tail, leg.queued, "batch", ink, "2 2")
        self.figures(y + 28, (leg.mean, leg.tail, leg.queued))

    def figures(self, y: float, values: tuple[float, ...]) -> None:
        """Times in their columns, that of the slowest requests in bold."""
        for value, (said, x) in zip(values, COLUMNS, strict=False):
            if bounded(value):
                self.canvas.text(x, y, written(value, MILLIS), 12, bold=said == COLUMNS[1][0], anchor="end")
            else:
                self.canvas.text(x, y, MILLIS.unbounded, 10.5, "bad", anchor="end")

    def bar(self, y: float, start: float, time: float, fill: str, ink: str, dash: str = "") -> None:
        """A bar from a time on; at least a pixel, and open to the right where it has no end."""
        if not bounded(start) or time <= 0:
            return
        left, right = self.x(start), self.x(start + time)
        self.canvas.box(Box(left, y, max(1.2, right - left), BAR), fill, ink, 1.2, 3, dash)
        if not bounded(time):
            said = "chip-ink" if fill.endswith("-line") else "ink"
            self.canvas.text(right - 8, y + 12, "no end →", 11.5, said, bold=True, anchor="end")

    def whole(self) -> None:
        """The last row: the whole journey, averages that the bars add up to."""
        c, y = self.canvas, TOP + 52 + ROW * len(self.found.legs)
        c.line(((MARGIN, y), (1150, y)), "zone-line", 1.2)
        c.text(MARGIN, y + 24, "The whole journey", 13, bold=True)
        c.text(MARGIN, y + 42, "the bars above, added", 11.5, "muted")
        self.bar(y + 10, 0.0, self.found.mean, "actor", "actor-line")
        self.bar(y + 10 + BAR + 5, 0.0, self.found.tail, "actor-line", "actor-line")
        self.figures(y + 30, (self.found.mean, self.found.tail))

    def alt(self) -> str:
        """The picture in words."""
        told = "; ".join(
            f"{g.name} {written(g.mean, MILLIS)} on average, {written(g.tail, MILLIS)} in the slowest 1 % of requests"
            + (f", {written(g.queued, MILLIS)} of it in its queue" if g.queued > 0 else "")
            for g in self.found.legs
        )
        return f"{self.canvas.title}. {percentiles(self.journey)}. In the order met: {told}. {self.found.says}"


def _tails(legs: tuple[Leg, ...]) -> list[float]:
    """Where each leg's time in the slowest requests begins; endless behind a leg without an end."""
    return list(accumulate((leg.tail for leg in legs), initial=0.0))


ADDED = (
    "Bars are averages, over all requests and over their slowest 1 %, drawn one by one: these add up. p99s of parts do "
    "not, and are not added; p50 and p99 are read off the distribution of the whole journey. Failures are left out."
)

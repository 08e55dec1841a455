"""A sheet's parts, zones and arrows as DrawingML: shapes of our own outline, connectors glued to them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from itertools import count

from diagrams import (
    Box,
    DrawnFlow,
    DrawnPart,
    DrawnSample,
    DrawnZone,
    Point,
    Route,
    Sheet,
    Theme,
    Words,
    colour,
    strokes,
)
from diagrams import outline as outline_of
from diagrams import rounded as rounded_of

from ._labels import flat
from ._lines import ASCENT, HEIGHT, box_of

EMU_PER_POINT = 12_700
DASHES = {"sync": "solid", "event": "dash", "batch": "sysDot", "control": "dashDot"}
HEADS = {"sync": "triangle", "event": "arrow", "batch": "triangle", "control": "diamond"}
MIDDLES = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
"""The first places at which a part can be glued to: LibreOffice takes the first four of any shape for these."""


def sites_of(drawn: Sheet) -> dict[str, tuple[Point, ...]]:
    """Where arrows are glued to each part, in shares of its box, by key: its middles, then where arrows touch."""
    boxes = {p.part.key: p.box for p in drawn.parts}
    found = {key: dict.fromkeys(MIDDLES) for key in boxes}
    for flow in drawn.flows:
        for key, at in zip(flow.ends, tips(flow.route), strict=True):
            found[key][glued_at(flow.route, boxes[key], at)] = None
    return {key: tuple(sites) for key, sites in found.items()}


def tips(route: Route) -> tuple[Point, Point]:
    """Both ends of a way."""
    return route.points[0], route.points[-1]


def glued_at(route: Route, box: Box, at: Point) -> Point:
    """The place on a part's box to which an arrow that touches it is glued, in shares of the box.

    A straight arrow where it touches; any other at the middle of that side, from which alone LibreOffice, which draws
    it anew, sets out to the right direction. PowerPoint draws it where it touches, until its part is moved.
    """
    x, y = round((at[0] - box.x) / box.w, 4), round((at[1] - box.y) / box.h, 4)
    if route.shape == "straight":
        return x, y
    return (x, 0.5) if x in (0.0, 1.0) else (0.5, y)


class Shapes:
    """Gathers the XML of one slide's shapes. `scale` is in EMU a px; `left`, `top` move the picture, EMU."""

    def __init__(
        self, drawn: Sheet, theme: Theme, scale: float, left: float, top: float, image: Callable[[str, str], str]
    ) -> None:
        self.theme, self.scale, self.left, self.top, self.image = theme, scale, left, top, image
        self.sites = sites_of(drawn)
        self.xml: list[str] = []
        self.ids = count(100)
        self.parts: dict[str, tuple[int, Box]] = {}

    def c(self, name: str, faded: bool = False) -> str:
        """A colour as six digits; a faded one is mostly paper."""
        ink, page = (colour(n, self.theme).lstrip("#") for n in (name, "page"))
        if not faded:
            return ink
        pairs = ((int(ink[i : i + 2], 16), int(page[i : i + 2], 16)) for i in (0, 2, 4))
        return "".join(f"{round(0.22 * a + 0.78 * b):02X}" for a, b in pairs)

    def points(self, px: float) -> int:
        """A size of text, in hundredths of a point."""
        return max(100, round(px * self.scale / EMU_PER_POINT * 100))

    def frame(self, box: Box, more: str = "") -> str:
        return f"<a:xfrm{more}>{self.place(box)}</a:xfrm>"

    def place(self, box: Box, off: str = "off", ext: str = "ext") -> str:
        x, y = round(self.left + box.x * self.scale), round(self.top + box.y * self.scale)
        return f'<a:{off} x="{x}" y="{y}"/><a:{ext} cx="{round(box.w * self.scale)}" cy="{round(box.h * self.scale)}"/>'

    def line(self, ink: str, wide: float, dash: str = "solid", head: str = "") -> str:
        tail = f'<a:round/><a:tailEnd type="{head}"/>' if head else "<a:round/>"
        return (
            f'<a:ln w="{round(wide * self.scale)}"><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
            f'<a:prstDash val="{dash}"/>{tail}</a:ln>'
        )

    def paragraphs(self, lines: Iterable[Words], faded: bool = False, gap: float = 0.0) -> str:
        made = []
        for i, w in enumerate(lines):
            before = f'<a:spcBef><a:spcPts val="{self.points(gap)}"/></a:spcBef>' if i and gap > 0 else ""
            made.append(
                f'<a:p><a:pPr algn="{"ctr" if w.centred else "l"}">{before}</a:pPr><a:r><a:rPr lang="en-GB" '
                f'sz="{self.points(w.size)}" b="{int(w.bold)}"><a:solidFill><a:srgbClr val="{self.c(w.ink, faded)}"/>'
                f'</a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:rPr>'
                f"<a:t>{escape(flat(w.text))}</a:t></a:r></a:p>"
            )
        return "".join(made) or "<a:p/>"

    def shape(
        self, box: Box, geometry: str, fill: str, line: str, words: str = "<a:p/>", name: str = "",
        inset: tuple[float, float] = (0, 0), text: bool = False, anchor: str = "t",
    ) -> int:  # fmt: skip
        """A shape; `inset` moves its words right and down, px. Its id."""
        own = next(self.ids)
        paint = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
        left, top = (round(v * self.scale) for v in inset)
        boxed = ' txBox="1"' if text else ""
        self.xml.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{own}" name="{escape(flat(name)[:200])}"/>'
            f"<p:cNvSpPr{boxed}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{self.frame(box)}{geometry}{paint}{line or '<a:ln><a:noFill/></a:ln>'}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="none" lIns="{left}" tIns="{top}" rIns="0" bIns="0" anchor="{anchor}"/>'
            f"<a:lstStyle/>{words}</p:txBody></p:sp>"
        )
        return own

    def words(self, lines: tuple[Words, ...], halo: str = "", faded: bool = False) -> None:
        """Lines of text by themselves."""
        fill = self.c(halo, faded) if halo else ""
        said = self.paragraphs(lines, faded)
        self.shape(box_of(lines), _preset("rect"), fill, "", said, lines[0].text, text=True)

    def pill(self, box: Box, ink: str, words: Words, corner: float) -> None:
        """A rounded box with one line of text in it."""
        geometry = _preset("roundRect", (corner,)).replace("adj1", "adj")
        middle = (replace(words, centred=True),)
        self.shape(box, geometry, self.c(ink), "", self.paragraphs(middle), words.text, anchor="ctr")

    def zone(self, z: DrawnZone, faded: bool) -> None:
        ink, wide, dash = z.line
        line = self.line(self.c(ink, faded), wide, "dash" if dash else "solid")
        geometry = self.outline(z.box, rounded_of(z.box, 12))
        self.shape(z.box, geometry, self.c("zone"), line, name=z.zone.plane.name)
        for words in z.words:
            self.words((words,), faded=faded)

    def part(self, p: DrawnPart, faded: bool = False, new: bool = False) -> None:
        """A part with all that stands on it as one group; a faded one shows its name alone."""
        group, begin = next(self.ids), len(self.xml)
        body, inner = p.outline
        lines = (p.name,) if faded else (p.name, p.note)
        gap = p.note.y - p.name.y - (HEIGHT - ASCENT) * p.name.size - ASCENT * p.note.size
        inset = (p.name.x - p.box.x, box_of((p.name,)).y - p.box.y)
        family = p.node.spot.family
        own = self.shape(
            p.box, self.outline(p.box, body, inner, self.sites[p.part.key]), self.c(family, faded),
            self.line(self.c(p.ink, faded), 3.4 if new else 1.6), self.paragraphs(lines, faded, gap), p.part.name,
            inset=inset,
        )  # fmt: skip
        self.parts[p.part.key] = own, p.box
        if not faded:
            shapes, spot = p.icon
            self.picture(spot, self.image(shapes, f"#{self.c(p.ink)}"))
            if p.chip and p.pill:
                self.pill(p.pill, p.pill_ink, p.chip, 0.5)
        said = "" if faded else f' descr="{escape(flat(p.says)[:600])}"'
        inside = "".join(self.xml[begin:])
        place = self.place(p.box) + self.place(p.box, "chOff", "chExt")
        self.xml[begin:] = [
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{group}" name="{escape(flat(p.part.name)[:200])}"{said}/>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
        ]

    def picture(self, box: Box, image: str) -> None:
        self.xml.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{next(self.ids)}" name="Icon" descr=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{image}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{self.frame(box)}{_preset('rect')}</p:spPr></p:pic>"
        )

    def flow(self, f: DrawnFlow, new: bool = False) -> None:
        """An arrow glued to both its parts, and its label."""
        ink, wide, _ = f.line
        ends = [self.site(f.route, key, at) for key, at in zip(f.ends, tips(f.route), strict=True)]
        glue = f'<a:stCxn id="{ends[0][0]}" idx="{ends[0][1]}"/><a:endCxn id="{ends[1][0]}" idx="{ends[1][1]}"/>'
        self.connector(f.route, f.kind, ink, wide * (1.7 if new else 1), glue, f.flow.link.says)
        if f.words:
            self.words(f.words, f.halo)
        if f.number:
            self.pill(f.number[0], "ink", f.number[1], 0.25)

    def site(self, route: Route, key: str, at: Point) -> tuple[int, int]:
        """The shape of a part, and which of its sites an arrow that touches it is glued to."""
        own, box = self.parts[key]
        return own, self.sites[key].index(glued_at(route, box, at))

    def connector(self, route: Route, kind: str, ink: str, wide: float, glue: str = "", name: str = "") -> None:
        geometry, box, turn = connector_of(route)
        self.xml.append(
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{next(self.ids)}" name="{escape(flat(name)[:200])}"/>'
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{self.frame(box, turn)}{geometry}"
            f"{self.line(self.c(ink), wide, DASHES[kind], HEADS[kind])}</p:spPr></p:cxnSp>"
        )

    def legend(self, box: Box, entries: Iterable[DrawnSample]) -> None:
        line = self.line(self.c("zone-line"), 0.8)
        self.shape(box, self.outline(box, rounded_of(box, 8)), self.c("page"), line, name="Legend")
        for one in entries:
            what, name = one.sample.what, one.sample.name
            if what == "flow":
                self.connector(one.route, name, one.line[0], 1.8)
            elif what == "order":
                self.pill(one.box, "ink", Words("n", one.box.x + 9, one.box.cy + 4, 11, "page", True, True), 0.25)
            else:
                paths = outline_of(name, one.box)
                self.shape(one.box, self.outline(one.box, *paths), self.c(name), self.line(self.c(f"{name}-line"), 1.3))
            self.words((one.words,))

    def outline(self, box: Box, body: str, inner: str = "", sites: Iterable[Point] = ()) -> str:
        """A closed outline, the lines inside it, and where connectors may be glued."""
        w, h = round(box.w * self.scale), round(box.h * self.scale)

        def path(data: str, more: str = "") -> str:
            said = []
            for letter, points in strokes(data):
                at = "".join(
                    f'<a:pt x="{round((x - box.x) * self.scale)}" y="{round((y - box.y) * self.scale)}"/>'
                    for x, y in points
                )
                tag = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}[letter]
                said.append(f"<a:{tag}>{at}</a:{tag}>" if at else "<a:close/>")
            return f'<a:path w="{w}" h="{h}"{more}>{"".join(said)}</a:path>'

        guides, spots = [], []
        for i, (x, y) in enumerate(sites):
            guides.append(f'<a:gd name="x{i}" fmla="*/ w {round(x * 10_000)} 10000"/>')
            guides.append(f'<a:gd name="y{i}" fmla="*/ h {round(y * 10_000)} 10000"/>')
            angle = 0 if x == 1 else 10_800_000 if x == 0 else 16_200_000 if y == 0 else 5_400_000
            spots.append(f'<a:cxn ang="{angle}"><a:pos x="x{i}" y="y{i}"/></a:cxn>')
        lines = path(inner, ' fill="none"') if inner else ""
        return (
            f"<a:custGeom><a:avLst/><a:gdLst>{''.join(guides)}</a:gdLst><a:ahLst/><a:cxnLst>{''.join(spots)}</a:cxnLst>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path(body)}{lines}</a:pathLst></a:custGeom>'
        )


def _preset(name: str, values: Iterable[float] = ()) -> str:
    adjusted = "".join(
        f'<a:gd name="adj{i}" fmla="val {round(value * 100_000)}"/>' for i, value in enumerate(values, start=1)
    )
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'


def connector_of(route: Route) -> tuple[str, Box, str]:
    """A preset connector that runs as a route does: geometry, upright box, and the attributes that turn and flip it.

    A preset leaves to the right and ends lower right. One that leaves down or up is a preset turned by a quarter,
    clockwise, so that right is down and down is left.
    """
    p, q = route.points[0], route.points[-1]
    px, py = p
    nx, ny = route.points[1]
    bends = len(route.points) - 2 if route.shape == "bent" else 0
    down = route.shape != "straight" and abs(ny - py) > abs(nx - px)

    def local(at: Point) -> Point:
        return (at[1] - py, px - at[0]) if down else (at[0] - px, at[1] - py)

    dx, dy = local(q)
    w, h = max(abs(dx), 0.1), max(abs(dy), 0.1)
    sx, sy = (-1 if dx < 0 else 1), (-1 if dy < 0 else 1)
    corners = [(local(at)[0] * sx / w, local(at)[1] * sy / h) for at in route.points[1:-1]]
    if route.shape == "straight":
        geometry = _preset("straightConnector1")
    elif route.shape == "curve":
        geometry = _preset("curvedConnector3", (0.5,))
    elif bends == 1:
        geometry = _preset("bentConnector2")
    elif bends == 2:
        geometry = _preset("bentConnector3", (corners[0][0],))
    else:
        geometry = _preset("bentConnector4", (corners[0][0], corners[1][1]))
    turn = (' rot="5400000"' if down else "") + (' flipH="1"' if sx < 0 else "") + (' flipV="1"' if sy < 0 else "")
    if route.shape == "straight":
        w, h = abs(dx), abs(dy)
    return geometry, Box((p[0] + q[0] - w) / 2, (p[1] + q[1] - h) / 2, w, h), turn

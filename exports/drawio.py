"""The architecture as a draw.io file: a shape a part in its zone, arrows glued to both ends, every label editable."""

import base64
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from design import Design
from diagrams import Box, DrawnFlow, DrawnPart, DrawnSample, DrawnZone, Point, Route, Sheet, Theme, Words, colour
from diagrams.architecture import sheet

from ._labels import flat
from ._lines import box_of, icon_file, middle

LABEL = "Editable picture (draw.io)"
SUFFIX = ".drawio"
MIME = "application/vnd.jgraph.mxfile"
SHELF = "To edit"

Style = dict[str, object]
SHAPES: dict[str, Style] = {
    "service": {"rounded": 1, "absoluteArcSize": 1, "arcSize": 24},
    "store": {"shape": "cylinder3", "boundedLbl": 0, "size": 5},
    "stream": {"rounded": 1, "absoluteArcSize": 1, "arcSize": 12},
    "model": {"shape": "mxgraph.basic.octagon2", "dx": 5.5},
    "batch": {"shape": "note", "size": 11},
    "ops": {"rounded": 1, "absoluteArcSize": 1, "arcSize": 48},
    "actor": {"rounded": 1, "absoluteArcSize": 1, "arcSize": 4},
}
HEADS: dict[str, Style] = {
    "sync": {"endArrow": "block", "endFill": 1, "endSize": 7},
    "event": {"endArrow": "open", "endFill": 0, "endSize": 7},
    "batch": {"endArrow": "block", "endFill": 1, "endSize": 7},
    "control": {"endArrow": "diamond", "endFill": 0, "endSize": 10},
}
TOP, MIDDLE = -5, -4
"""draw.io sets words lower than they should stand: by 5 px at the top of a shape, by 2 (half of 4) in its middle."""
BARE: Style = {
    "html": 0,
    "strokeColor": "none",
    "fillColor": "none",
    "spacing": 0,
    "spacingTop": MIDDLE,
    "connectable": 0,
}


def render(design: Design, theme: Theme = "light") -> bytes:
    """Uncompressed mxGraph XML. Labels are plain text (`html=0`), so no name can be markup; ids count up."""
    return _Writer(sheet(design), "light" if theme == "page" else theme).file()


class _Writer:
    """Writes one sheet in one theme."""

    def __init__(self, drawn: Sheet, theme: Theme) -> None:
        self.sheet, self.theme = drawn, theme
        self.root = Element("root")
        self.others = count()

    def c(self, name: str) -> str:
        return colour(name, self.theme)

    def file(self) -> bytes:
        scene = self.sheet.scene
        SubElement(self.root, "mxCell", id="0")
        SubElement(self.root, "mxCell", {"id": "1", "parent": "0"})
        self.words((self.sheet.title,))
        self.words((self.sheet.subtitle,))
        for i, zone in enumerate(self.sheet.zones):
            self.zone(f"zone-{i}", zone)
        ids = {p.part.key: f"part-{i}" for i, p in enumerate(self.sheet.parts)}
        for part in self.sheet.parts:
            self.part(ids[part.part.key], part)
        for i, flow in enumerate(self.sheet.flows):
            self.flow(f"flow-{i}", flow, ids)
        self.legend()
        file = Element("mxfile", host="ml-casebook")
        page = SubElement(file, "diagram", id="architecture", name="Architecture")
        model = SubElement(
            page,
            "mxGraphModel",
            grid="0",
            page="1",
            pageWidth=_n(scene.width),
            pageHeight=_n(scene.height),
            background=self.c("page"),
            math="0",
        )
        model.append(self.root)
        indent(file)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(file, encoding="unicode")}\n'.encode()

    def cell(self, value: str, style: Style, box: Box, parent: str = "1", at: Point = (0, 0), name: str = "") -> str:
        """A shape; `at` is the corner of the shape that holds it. What nobody need find again is just counted."""
        made = self.mark(name or f"other-{next(self.others)}", value, style, parent)
        made.set("vertex", "1")
        _geometry(made, x=box.x - at[0], y=box.y - at[1], width=box.w, height=box.h)
        return made.attrib["id"]

    def mark(self, name: str, value: str, style: Style, parent: str) -> Element:
        text = "".join(f"{key}={setting};" for key, setting in style.items())
        said = "\n".join(flat(line) for line in value.split("\n"))
        return SubElement(self.root, "mxCell", {"id": name, "value": said, "style": text, "parent": parent})

    def font(self, w: Words) -> Style:
        return {
            "fontFamily": "Arial", "fontSize": f"{w.size:g}", "fontStyle": int(w.bold), "fontColor": self.c(w.ink),
        }  # fmt: skip

    def words(self, lines: tuple[Words, ...], parent: str = "1", at: Point = (0, 0), halo: str = "") -> None:
        """Lines of text by themselves, in their place."""
        first, box = lines[0], box_of(lines)
        style: Style = {"text": "", **BARE, "align": "center" if first.centred else "left", "verticalAlign": "middle"}
        if halo:
            style["labelBackgroundColor"] = self.c(halo)
        said = "\n".join(w.text for w in lines)
        self.cell(said, style | self.font(first) | {"whiteSpace": "nowrap"}, box, parent, at)

    def zone(self, name: str, z: DrawnZone) -> None:
        ink, wide, dash = z.line
        style: Style = {
            "rounded": 1, "absoluteArcSize": 1, "arcSize": 24, "container": 1, "collapsible": 0, "dropTarget": 1,
            "html": 0, "fillColor": self.c("zone"), "strokeColor": self.c(ink), "strokeWidth": wide, **_dashed(dash),
        }  # fmt: skip
        title, corner = z.words[0], (z.box.x, z.box.y)
        style |= {"align": "left", "verticalAlign": "top", "spacing": 0, **self.font(title)}
        style |= {"spacingLeft": _n(title.x - z.box.x), "spacingTop": _n(box_of((title,)).y - z.box.y + TOP)}
        self.cell(title.text, style, z.box, name=name)
        for note in z.words[1:]:
            self.words((note,), name, corner)

    def part(self, name: str, p: DrawnPart) -> None:
        own = self.sheet.zone_of.get(p.part.key)
        zone = self.sheet.zones[own].box if own is not None else None
        family, at = p.node.spot.family, (p.box.x, p.box.y)
        style: Style = {"html": 0, "container": 1, "collapsible": 0, "dropTarget": 0} | SHAPES[family]
        style |= {"fillColor": self.c(family), "strokeColor": self.c(p.ink), "strokeWidth": 1.6}
        style |= {"align": "left", "verticalAlign": "top", "spacing": 0, **self.font(p.name)}
        style |= {"spacingLeft": _n(p.name.x - p.box.x), "spacingTop": _n(box_of((p.name,)).y - p.box.y + TOP)}
        parent = "1" if own is None else f"zone-{own}"
        self.cell(p.name.text, style, p.box, parent, (zone.x, zone.y) if zone else (0, 0), name)
        if family == "stream":
            self.bars(p.box, p.ink, name)
        shapes, spot = p.icon
        self.cell("", {"shape": "image", **BARE, "aspect": "fixed", "image": self.icon(shapes, p.ink)}, spot, name, at)
        self.words((p.note,), name, at)
        if p.chip and p.pill:
            pill: Style = {**BARE, "rounded": 1, "arcSize": 50, "fillColor": self.c(p.pill_ink), "align": "center"}
            self.cell(p.chip.text, pill | self.font(p.chip), p.pill, name, at)

    def bars(self, box: Box, ink: str, name: str) -> None:
        for i in (1, 2, 3):
            bar: Style = {"shape": "line", "direction": "south", "strokeColor": self.c(ink), "strokeWidth": 1.2}
            place = Box(box.right - 4.5 * i - 1, box.y + 1, 2, box.h - 2)
            self.cell("", {**BARE, **bar}, place, name, (box.x, box.y))

    def icon(self, shapes: str, ink: str) -> str:
        """An icon inside the file; `;base64` is left out as draw.io does it, a semicolon would end the style."""
        svg = icon_file(shapes, self.c(ink))
        return f"data:image/svg+xml,{base64.b64encode(svg.encode()).decode()}"

    def flow(self, name: str, f: DrawnFlow, ids: dict[str, str]) -> None:
        """An arrow with its label; the square with the step's number hangs on it."""
        points, chain = f.route.points, _chain(f.route)
        source, target = (next(p for p in self.sheet.parts if p.part.key == key) for key in f.ends)
        style = self.line(f.kind, *f.line) | _shaped(f.route) | _glued("exit", source.box, points[0])
        style |= _glued("entry", target.box, points[-1])
        if f.words:
            style |= self.font(f.words[0]) | {"align": "center", "verticalAlign": "middle", "spacingTop": MIDDLE}
            style |= {"labelBackgroundColor": self.c(f.halo) if f.halo else "none"}
        made = self.mark(name, "\n".join(w.text for w in f.words), style, "1")
        made.attrib |= {"edge": "1", "source": ids[f.ends[0]], "target": ids[f.ends[1]]}
        half = middle(chain)
        geometry = _geometry(made, relative=1)
        if len(chain) > 2:
            array = SubElement(geometry, "Array", {"as": "points"})
            for x, y in chain[1:-1]:
                SubElement(array, "mxPoint", x=_n(x), y=_n(y))
        if f.words:
            box = box_of(f.words)
            SubElement(geometry, "mxPoint", {"x": _n(box.cx - half[0]), "y": _n(box.cy - half[1]), "as": "offset"})
        if f.number:
            box, words = f.number
            badge: Style = {**BARE, "rounded": 1, "absoluteArcSize": 1, "arcSize": 8, "fillColor": self.c("ink")}
            number = self.mark(f"{name}-number", words.text, badge | self.font(words), name)
            number.set("vertex", "1")
            place = _geometry(number, relative=1, width=box.w, height=box.h)
            SubElement(place, "mxPoint", {"x": _n(box.x - half[0]), "y": _n(box.y - half[1]), "as": "offset"})

    def line(self, kind: str, ink: str, wide: float, dash: str) -> Style:
        """How an arrow of a kind is drawn."""
        style: Style = {"html": 0, "edgeStyle": "none", "strokeColor": self.c(ink), "strokeWidth": wide}
        return style | {"endFillColor": self.c("page")} | HEADS[kind] | _dashed(dash)

    def legend(self) -> None:
        box = self.sheet.scene.legend_box
        frame: Style = {"rounded": 1, "absoluteArcSize": 1, "arcSize": 16, "container": 1, "collapsible": 0, "html": 0}
        frame |= {"fillColor": self.c("page"), "strokeColor": self.c("zone-line"), "strokeWidth": 0.8}
        name = self.cell("", frame, box, name="legend")
        for i, one in enumerate(self.sheet.legend):
            self.sample(f"legend-{i}", one, name, (box.x, box.y))

    def sample(self, name: str, one: DrawnSample, parent: str, at: Point) -> None:
        what, kind = one.sample.what, one.sample.name
        if what == "flow":
            ends = [self.cell("", BARE, Box(x, y, 0, 0), parent, at) for x, y in one.route.points]
            made = self.mark(name, "", self.line(kind, *one.line), parent)
            made.attrib |= {"edge": "1", "source": ends[0], "target": ends[1]}
            _geometry(made, relative=1)
        elif what == "order":
            ground: Style = {**BARE, "rounded": 1, "absoluteArcSize": 1, "arcSize": 8, "fillColor": self.c("ink")}
            font: Style = {"fontFamily": "Arial", "fontSize": 11, "fontStyle": 1, "fontColor": self.c("page")}
            self.cell("n", ground | font, one.box, parent, at, name)
        else:
            style: Style = {"html": 0, **SHAPES[kind], "fillColor": self.c(kind), "strokeColor": self.c(f"{kind}-line")}
            for key, small in (("arcSize", 8), ("size", 3), ("dx", 2)):
                style |= {key: small} if key in style else {}
            self.cell("", style, one.box, parent, at, name)
        self.words((one.words,), parent, at)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _geometry(cell: Element, **values: float) -> Element:
    return SubElement(cell, "mxGeometry", {k: _n(v) for k, v in values.items()} | {"as": "geometry"})


def _dashed(dash: str) -> Style:
    return {"dashed": 1, "fixDash": 1, "dashPattern": dash} if dash else {}


def _shaped(route: Route) -> Style:
    if route.shape == "curve":
        return {"curved": 1}
    return {"rounded": 1, "arcSize": 22} if route.shape == "bent" else {}


def _glued(role: str, box: Box, at: Point) -> Style:
    """Where on its part's box an end is glued, in shares of the box."""
    x, y = (at[0] - box.x) / box.w, (at[1] - box.y) / box.h
    return {f"{role}X": f"{x:.4f}", f"{role}Y": f"{y:.4f}", f"{role}Dx": 0, f"{role}Dy": 0, f"{role}Perimeter": 0}


def _chain(route: Route) -> tuple[Point, ...]:
    """Both ends and the points between. A `curved` line of draw.io bends at the two that make it touch our cubic."""
    if route.shape != "curve":
        return route.points
    p, a, b, q = route.points
    first = ((p[0] + 3 * a[0]) / 4, (p[1] + 3 * a[1]) / 4)
    return p, first, ((q[0] + 3 * b[0]) / 4, (q[1] + 3 * b[1]) / 4), q

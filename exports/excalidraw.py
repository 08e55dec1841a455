"""The architecture as an Excalidraw file: shapes with their words, arrows bound to both ends, in clean lines."""

import base64
import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from design import Design
from diagrams import Box, DrawnFlow, DrawnPart, DrawnSample, DrawnZone, Point, Route, Sheet, Theme, Words, colour
from diagrams import outline as outline_of
from diagrams.architecture import sheet

from ._labels import flat
from ._lines import HEIGHT, box_of, flattened, icon_file

LABEL = "Editable picture (Excalidraw)"
SUFFIX = ".excalidraw"
MIME = "application/vnd.excalidraw+json"
SHELF = "To edit"

Fields = dict[str, Any]
HELVETICA = 2
STYLES = {"sync": "solid", "event": "dashed", "batch": "dotted", "control": "dashed"}
HEADS = {"sync": "triangle", "event": "arrow", "batch": "triangle", "control": "diamond_outline"}
CORNERS = {"service": 12, "store": 5, "stream": 6, "model": 5, "ops": 24, "batch": 0, "actor": 0}
"""How round a part's corners are, px. A rectangle takes arrows; the lines that tell the kind lie on it."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """JSON of version 2. Ids and seeds follow from what an element is, so the same design gives the same bytes."""
    return _Writer(sheet(design), "light" if theme == "page" else theme).file()


class _Writer:
    """Writes one sheet in one theme."""

    def __init__(self, drawn: Sheet, theme: Theme) -> None:
        self.sheet, self.theme = drawn, theme
        self.elements: list[Fields] = []
        self.files: dict[str, Fields] = {}

    def c(self, name: str) -> str:
        return colour(name, self.theme)

    def file(self) -> bytes:
        self.text("title", (self.sheet.title,))
        self.text("subtitle", (self.sheet.subtitle,))
        for i, zone in enumerate(self.sheet.zones):
            self.zone(f"zone-{i}", zone)
        ids = {p.part.key: f"part-{i}" for i, p in enumerate(self.sheet.parts)}
        shapes = {name: self.part(name, part) for name, part in zip(ids.values(), self.sheet.parts, strict=True)}
        for i, flow in enumerate(self.sheet.flows):
            source, target = (shapes[ids[key]] for key in flow.ends)
            self.flow(f"flow-{i}", flow, source, target)
        self.legend()
        document = {
            "type": "excalidraw",
            "version": 2,
            "source": "ml-casebook",
            "elements": self.elements,
            "appState": {"viewBackgroundColor": self.c("page"), "gridSize": None},
            "files": self.files,
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()

    def add(self, name: str, kind: str, box: Box, groups: Iterable[str] = (), **more: Any) -> Fields:
        """An element with all that the format asks of any."""
        made: Fields = {
            "id": name, "type": kind, "x": _r(box.x), "y": _r(box.y), "width": _r(box.w), "height": _r(box.h),
            "angle": 0, "strokeColor": self.c("ink"), "backgroundColor": "transparent", "fillStyle": "solid",
            "strokeWidth": 1, "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": list(groups),
            "frameId": None, "index": None, "roundness": None, "seed": crc32(name.encode()), "version": 1,
            "versionNonce": crc32(f"{name}!".encode()), "isDeleted": False, "boundElements": [], "updated": 1,
            "link": None, "locked": False,
        }  # fmt: skip
        self.elements.append(made | more)
        return self.elements[-1]

    def text(self, name: str, lines: tuple[Words, ...], groups: Iterable[str] = (), **more: Any) -> Fields:
        first, said = lines[0], "\n".join(flat(w.text) for w in lines) or "?"  # a text of nothing would be dropped
        return self.add(
            name, "text", box_of(lines), groups, strokeColor=self.c(first.ink), fontSize=first.size,
            fontFamily=HELVETICA, text=said, originalText=said, textAlign="center" if first.centred else "left",
            verticalAlign="top", containerId=None, autoResize=True, lineHeight=HEIGHT, **more,
        )  # fmt: skip

    def strokes(self, name: str, data: str, ink: str, wide: float, groups: Iterable[str]) -> None:
        """The lines inside a shape."""
        for i, points in enumerate(flattened(data)):
            box, own = _hull(points)
            self.add(
                f"{name}-{i}", "line", box, groups, strokeColor=self.c(ink), strokeWidth=wide, points=own,
                lastCommittedPoint=None, startBinding=None, endBinding=None, startArrowhead=None, endArrowhead=None,
            )  # fmt: skip

    def body(self, name: str, family: str, box: Box, wide: float, groups: Iterable[str]) -> Fields:
        radius = min(CORNERS[family], box.h / 3)
        made = self.add(
            name, "rectangle", box, groups, strokeColor=self.c(f"{family}-line"), backgroundColor=self.c(family),
            strokeWidth=wide, roundness={"type": 3, "value": radius} if radius else None,
        )  # fmt: skip
        self.strokes(f"{name}-line", outline_of(family, box)[1], f"{family}-line", 1, groups)
        return made

    def zone(self, name: str, z: DrawnZone) -> None:
        ink, wide, dash = z.line
        self.add(
            name, "rectangle", z.box, strokeColor=self.c(ink), backgroundColor=self.c("zone"), strokeWidth=wide,
            strokeStyle="dashed" if dash else "solid", roundness={"type": 3, "value": 12},
        )  # fmt: skip
        for i, words in enumerate(z.words):
            self.text(f"{name}-words-{i}", (words,))

    def part(self, name: str, p: DrawnPart) -> Fields:
        """A part: its name is bound to its shape, and all that stands on it moves with it."""
        group, family = (f"{name}-group",), p.node.spot.family
        made = self.body(name, family, p.box, 1.6, group)
        words = self.text(f"{name}-name", (p.name,), group)
        words |= {"containerId": name, "autoResize": True}
        made["boundElements"] = [{"type": "text", "id": words["id"]}]
        if flat(p.note.text):
            self.text(f"{name}-note", (p.note,), group)
        shapes, spot = p.icon
        self.icon(f"{name}-icon", f"icon-{p.node.spot.icon}-{family}", icon_file(shapes, self.c(p.ink)), spot, group)
        if p.chip and p.pill:
            self.pill(f"{name}-chip", p.pill, p.pill_ink, 9, group)
            self.text(f"{name}-number", (p.chip,), group)
        return made

    def pill(self, name: str, box: Box, ink: str, radius: float, groups: Iterable[str]) -> None:
        fill = self.c(ink)
        roundness = {"type": 3, "value": radius}
        self.add(name, "rectangle", box, groups, strokeColor=fill, backgroundColor=fill, roundness=roundness)

    def icon(self, name: str, file: str, svg: str, box: Box, groups: Iterable[str]) -> None:
        file = f"{crc32(file.encode()):08x}"
        url = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        self.files[file] = {"mimeType": "image/svg+xml", "id": file, "dataURL": url, "created": 1}
        self.add(name, "image", box, groups, fileId=file, status="saved", scale=[1, 1], crop=None)

    def flow(self, name: str, f: DrawnFlow, source: Fields, target: Fields) -> None:
        arrow = self.arrow(name, f.kind, f.route, *f.line)
        for end, shape, at in (
            ("startBinding", source, f.route.points[0]),
            ("endBinding", target, f.route.points[-1]),
        ):
            x, y = (at[0] - shape["x"]) / shape["width"], (at[1] - shape["y"]) / shape["height"]
            arrow[end] = {"elementId": shape["id"], "focus": 0, "gap": 1, "fixedPoint": [_r(x, 4), _r(y, 4)]}
            shape["boundElements"].append({"type": "arrow", "id": name})
        group = (f"{name}-says",)
        if f.words and f.halo:
            self.add(f"{name}-halo", "rectangle", box_of(f.words), group, strokeColor="transparent",
                     backgroundColor=self.c(f.halo))  # fmt: skip
        if f.number:
            box, words = f.number
            self.pill(f"{name}-step", box, "ink", 4, group)
            self.text(f"{name}-number", (words,), group)
        if f.words:
            self.text(f"{name}-words", f.words, group)

    def arrow(self, name: str, kind: str, route: Route, ink: str, wide: float, dash: str) -> Fields:
        chain = tuple(route.flat[::2]) if route.shape == "curve" else route.points
        box, own = _hull(chain)
        return self.add(
            name, "arrow", box, strokeColor=self.c(ink), strokeWidth=wide, strokeStyle=STYLES[kind], points=own,
            lastCommittedPoint=None, startBinding=None, endBinding=None, startArrowhead=None,
            endArrowhead=HEADS[kind], elbowed=False, roundness={"type": 2} if route.shape == "curve" else None,
        )  # fmt: skip

    def legend(self) -> None:
        group = ("legend-group",)
        self.add(
            "legend", "rectangle", self.sheet.scene.legend_box, group, strokeColor=self.c("zone-line"),
            roundness={"type": 3, "value": 8},
        )  # fmt: skip
        for i, one in enumerate(self.sheet.legend):
            self.sample(f"legend-{i}", one, group)

    def sample(self, name: str, one: DrawnSample, group: tuple[str, ...]) -> None:
        what, kind = one.sample.what, one.sample.name
        if what == "flow":
            self.arrow(name, kind, one.route, *one.line)["groupIds"] = list(group)
        elif what == "order":
            self.pill(name, one.box, "ink", 4, group)
            self.text(f"{name}-n", (Words("n", one.box.x + 9, one.box.cy + 4, 11, "page", centred=True),), group)
        else:
            self.body(name, kind, one.box, 1.3, group)
        self.text(f"{name}-words", (one.words,), group)


def _r(value: float, places: int = 2) -> float:
    return round(value, places) + 0.0


def _hull(points: tuple[Point, ...]) -> tuple[Box, list[list[float]]]:
    """The box round some points, with its corner at the first, and the points as seen from there."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    own = [[_r(x - xs[0]), _r(y - ys[0])] for x, y in points]
    return Box(xs[0], ys[0], max(xs) - min(xs), max(ys) - min(ys)), own

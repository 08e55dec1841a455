"""Our own reading of each file that draws the architecture: what parts it holds, and between which its arrows run.

Most programs that read these formats accept an arrow to nowhere, so nothing is taken for granted here: each end of each
arrow is looked up among the parts of the same file.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

Way = tuple[tuple[float, float], ...]
SVG = "{http://www.w3.org/2000/svg}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Read:
    """What a file holds. Parts stand in the file's order; an arrow's ends are places among them.

    Some formats also say where: `boxes` (x, y, width, height) of the parts, `ways` of the arrows.
    """

    parts: tuple[str, ...]
    arrows: tuple[tuple[int, int], ...]
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    ways: tuple[Way, ...] = ()


def _joined(ids: Iterable[str], ends: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Ids, and arrows as places among them. Raises ValueError where one id stands twice, KeyError for a lost end."""
    parts = tuple(ids)
    places = {key: i for i, key in enumerate(parts)}
    if len(places) != len(parts):
        raise ValueError("two parts have one id")
    return parts, tuple((places[a], places[b]) for a, b in ends)


def svg(content: bytes) -> Read:
    """Parts are groups with the key of a part; arrows name both keys."""
    root = Xml.fromstring(content)
    parts = [g.attrib["data-part"] for g in root.iter(f"{SVG}g") if "node" in g.get("class", "").split()]
    flows = [g for g in root.iter(f"{SVG}g") if g.get("class") == "flow"]
    return Read(*_joined(parts, [(g.attrib["data-from"], g.attrib["data-to"]) for g in flows]))


def html(content: bytes) -> Read:
    """The page's picture, which has to agree with what its script is told."""
    text = content.decode()
    drawn = svg(re.search(r"<svg .*?</svg>", text, re.DOTALL)[0].encode())  # type: ignore[index]
    told = page_data(content)
    assert [part["key"] for part in told["parts"]] == [key for key in drawn.parts]
    assert [(flow["from"], flow["to"]) for flow in told["flows"]] == list(drawn.arrows)
    return drawn


def page_data(content: bytes) -> Any:
    """What the script of a page is told."""
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', content.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def _lines(content: bytes, part: str, arrow: str) -> Read:
    """Parts and arrows of a text format in which each stands on a line of its own."""
    text = unquoted(content.decode())
    parts = re.findall(part, text, re.MULTILINE)
    ends = [(a.rpartition(".")[2], b.rpartition(".")[2]) for a, b in re.findall(arrow, text, re.MULTILINE)]
    return Read(*_joined(parts, ends))


def unquoted(text: str) -> str:
    """A text without what stands in its quotes: the names and words of others."""
    return re.sub(r'"(?:\\.|[^"\\])*"', '""', text)


def dot(content: bytes) -> Read:
    return _lines(content, r"^\t(n\d+) \[", r"^\t(n\d+) -> (n\d+) \[")


def mermaid(content: bytes) -> Read:
    return _lines(content, r"^\s+(n\d+)[(\[{>]", r'^\s+(n\d+) [-.=>o]+\|""\| (n\d+)$')


def d2(content: bytes) -> Read:
    """An end is a path: `z0.n1` has to be part n1 in zone z0."""
    text, inside, paths = unquoted(content.decode()), "", set()
    for line in text.splitlines():
        if zone := re.match(r'^(z\d+): "" \{$', line):
            inside = f"{zone[1]}."
        elif line == "}":
            inside = ""
        elif part := re.match(r'^\s*(n\d+): "" \{class', line):
            paths.add(f"{inside}{part[1]}")
    ends = re.findall(r'^([zn][\w.]*) -> ([zn][\w.]*): ""', text, re.MULTILINE)
    assert all(end in paths for pair in ends for end in pair), "an arrow ends where nothing is"
    return _lines(content, r'^\s*(n\d+): "" \{class', r'^([zn][\w.]*) -> ([zn][\w.]*): ""')


def structurizr(content: bytes) -> Read:
    """The model's relations; those of the dynamic view have to be some of these."""
    model, _, views = content.decode().partition("\n  views {")
    read = _lines(model.encode(), r"^\s+(n\d+) = (?:container|softwareSystem) ", r"^\s+(n\d+) -> (n\d+) ")
    shown = re.findall(r"^\s+\d+: (n\d+) -> (n\d+) ", unquoted(views), re.MULTILINE)
    ids = {part: i for i, part in enumerate(read.parts)}
    assert {(ids[a], ids[b]) for a, b in shown} <= set(read.arrows)
    return read


def drawio(content: bytes) -> Read:
    """Cells; an arrow's way runs from the place of its source's box, over its corners, to that of its target's."""
    cells = list(Xml.fromstring(content).iter("mxCell"))
    by_id = {cell.attrib["id"]: cell for cell in cells}
    assert len(by_id) == len(cells), "two cells have one id"
    assert all(cell.get("parent") in by_id for cell in cells if cell.attrib["id"] != "0"), "a cell hangs nowhere"
    parts = [key for key in by_id if re.fullmatch(r"part-\d+", key)]
    flows = [cell for key, cell in by_id.items() if re.fullmatch(r"flow-\d+", key)]
    boxes = {key: _placed(by_id, key) for key in parts}
    ends = [(cell.attrib["source"], cell.attrib["target"]) for cell in flows]
    ways = [_way(cell, boxes) for cell in flows]
    return Read(*_joined(parts, ends), tuple(boxes.values()), tuple(ways))


def _placed(cells: Mapping[str, Xml.Element], key: str) -> tuple[float, float, float, float]:
    box = cells[key].find("mxGeometry")
    assert box is not None
    x, y, w, h = (float(box.get(name, 0)) for name in ("x", "y", "width", "height"))
    if (parent := cells[key].attrib["parent"]) != "1":
        left, top, _, _ = _placed(cells, parent)
        x, y = x + left, y + top
    return x, y, w, h


def _way(cell: Xml.Element, boxes: Mapping[str, tuple[float, float, float, float]]) -> Way:
    style = dict(item.split("=", 1) for item in cell.attrib["style"].split(";") if "=" in item)

    def end(role: str, key: str) -> tuple[float, float]:
        x, y, w, h = boxes[cell.attrib[key]]
        return x + float(style[f"{role}X"]) * w, y + float(style[f"{role}Y"]) * h

    corners = [(float(p.get("x", 0)), float(p.get("y", 0))) for p in cell.iterfind("mxGeometry/Array/mxPoint")]
    return (end("exit", "source"), *corners, end("entry", "target"))


def excalidraw(content: bytes) -> Read:
    """Elements; both ends of an arrow have to name a shape that names the arrow in turn."""
    elements = json.loads(content)["elements"]
    by_id = {one["id"]: one for one in elements}
    assert len(by_id) == len(elements), "two elements have one id"
    parts = [key for key in by_id if re.fullmatch(r"part-\d+", key)]
    arrows = [one for key, one in by_id.items() if re.fullmatch(r"flow-\d+", key)]
    ends = [(one["startBinding"]["elementId"], one["endBinding"]["elementId"]) for one in arrows]
    for one, pair in zip(arrows, ends, strict=True):
        assert all({"type": "arrow", "id": one["id"]} in by_id[end]["boundElements"] for end in pair)
    boxes = tuple((by_id[key]["x"], by_id[key]["y"], by_id[key]["width"], by_id[key]["height"]) for key in parts)
    ways = tuple(tuple((one["x"] + x, one["y"] + y) for x, y in one["points"]) for one in arrows)
    return Read(*_joined(parts, ends), boxes, ways)


def pptx(content: bytes) -> Read:
    """The slide that shows everything: the last with connectors. Each glues both ends to a site that its shape has."""
    slide = [s for s in slides(content) if any(True for _ in s.iter(f"{P}cxnSp"))][-1]
    shapes = {shape.find(f"{P}nvSpPr/{P}cNvPr").attrib["id"]: shape for shape in slide.iter(f"{P}sp")}  # type: ignore[union-attr]
    inside = {id(shape) for group in slide.iter(f"{P}grpSp") for shape in group.iter(f"{P}sp")}
    parts = [
        key for key, shape in shapes.items() if id(shape) in inside and shape.find(f".//{A}cxnLst/{A}cxn") is not None
    ]
    ends = []
    for line in slide.iter(f"{P}cxnSp"):
        glue = [line.find(f".//{A}{role}") for role in ("stCxn", "endCxn")]
        if glue == [None, None]:
            continue  # a sample in the legend
        for end in glue:
            assert end is not None and int(end.attrib["idx"]) < len(shapes[end.attrib["id"]].findall(f".//{A}cxn"))
        ends.append(tuple(end.attrib["id"] for end in glue if end is not None))
    return Read(*_joined(parts, [(a, b) for a, b in ends]))


def slides(content: bytes) -> list[Xml.Element]:
    """The slides of a presentation in their order."""
    with ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        return [
            Xml.fromstring(package.read(name)) for name in sorted(names, key=lambda n: int(re.findall(r"\d+", n)[0]))
        ]


def markdown(content: bytes) -> Read:
    """The flowchart in the document."""
    found = re.search(r"^```mermaid\n(.*?)^```$", content.decode(), re.DOTALL | re.MULTILINE)
    assert found
    return mermaid(found[1].encode())


READERS: dict[str, Callable[[bytes], Read]] = {
    "svg": svg, "html": html, "dot": dot, "mmd": mermaid, "d2": d2, "dsl": structurizr, "drawio": drawio,
    "excalidraw": excalidraw, "pptx": pptx, "md": markdown,
}  # fmt: skip
"""Every format that draws parts and arrows which can be told apart; PNG and PDF hold ink alone."""


class _Tags(HTMLParser):
    """The tags of a page with the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted(name for name, _ in attrs)))


def skeleton(form: str, content: bytes) -> Any:
    """What a file is built of, without the words in it: the same whatever these say."""
    if form in ("svg", "html"):
        tags = _Tags()
        tags.feed(content.decode())
        return tags.found
    if form == "drawio":
        return [(e.tag, sorted(e.attrib)) for e in Xml.fromstring(content).iter()]
    if form == "excalidraw":
        return [(one["id"], one["type"]) for one in json.loads(content)["elements"]]
    if form == "pptx":
        return [[e.tag for e in slide.iter()] for slide in slides(content)]
    if form in ("dot", "mmd", "d2", "dsl"):
        return unquoted(content.decode())
    if form == "md":
        text = re.sub(r"(?<!\\)\|[^\n]*", lambda row: "|" * len(re.findall(r"(?<!\\)\|", row[0])), content.decode())
        return [re.match(r"^(#+ |- |\|+|```\w*|  )?", line)[0] for line in text.splitlines()]  # type: ignore[index]
    raise KeyError(form)


ASKING = {
    "dot": r"\b(?:image|imagepath|URL|href|shapefile|stylesheet)\s*=.*",
    "mmd": r"^\s*(?:click|import)\b.*|\bimg\b.*",
    "d2": r"\b(?:icon|link)\s*:.*|\.\.\.@.*|@\w.*",
    "dsl": r"^\s*(?:!\w+|themes?|icon|logo|url|image)\b.*",
}
"""What asks for a file or an address in the text formats, outside the quotes."""


def outside_references(form: str, content: bytes) -> list[str]:
    """Whatever in a file would ask the network for something, or run."""
    if form == "zip":
        with ZipFile(BytesIO(content)) as package:
            files = ((name.partition(".")[2], package.read(name)) for name in package.namelist())
            return [found for name, file in files for found in outside_references(name, file)]
    if form == "pptx":
        with ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
        links = [name for name, text in parts.items() if name.endswith(".rels") and "TargetMode" in text]
        return links + [name for name in parts if re.search(r"vba|activeX|embeddings", name)]
    if form.endswith("pdf"):
        return [w.decode() for w in (b"/URI", b"/Launch", b"/JavaScript", b"/GoToR", b"/EmbeddedFile") if w in content]
    text = content.decode("utf-8", "replace")
    if form == "excalidraw":
        told = json.loads(text)
        wrong = [one["id"] for one in told["elements"] if one["link"]]
        return wrong + [key for key, file in told["files"].items() if not file["dataURL"].startswith("data:image/svg")]
    if form in ASKING:
        return re.findall(ASKING[form], unquoted(text), re.MULTILINE)
    if form in ("svg", "html", "drawio"):
        wrong = re.findall(r"(?:src|href|action|data|poster)\s*=\s*[\"'](?!#|data:)[^\"']*", _markup(text))
        return wrong + re.findall(r"url\((?!data:|#|var)[^)]*\)|@import[^;]*|image=(?!data:)[^;]*", _markup(text))
    return re.findall(r"!\[[^\]]*\]\([^)]*\)|(?<!\\)<(?:img|script|iframe|a)\b", text) if form == "md" else []


def _markup(text: str) -> str:
    """The tags and styles of a file, without the words between them."""
    data = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    return " ".join(re.findall(r"<style.*?</style>|<[^>]*>", data, re.DOTALL))

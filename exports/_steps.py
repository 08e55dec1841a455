"""The architecture's picture as one step of its story shows it: what comes later is an outline, or not there yet."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from xml.etree import ElementTree

from design import Design, Reveal
from diagrams import Picture, Sheet, Theme, colour
from diagrams.architecture import draw

SVG = "{http://www.w3.org/2000/svg}"
HEAD = 66.0
"""The height of the picture's own title, px: a slide has its own."""


def low(drawn: Sheet, last: bool) -> float:
    """Where the picture ends on a slide, px: the legend is shown with the last step."""
    legend = drawn.scene.legend_box
    return legend.bottom + 4 if last else legend.y - 6


def step_picture(design: Design, drawn: Sheet, theme: Theme, story: Sequence[Reveal], i: int) -> Picture:
    """The picture after step `i`, on nothing; the last shows everything, and the legend."""
    last = i == len(story) - 1
    parts = set(chain.from_iterable(one.parts for one in story[: i + 1]))
    places = {flow.key: str(place) for place, flow in enumerate(design.graph.flows)}
    flows = {places[key] for one in story[: i + 1] for key in one.flows}
    picture = draw(design, theme)
    ElementTree.register_namespace("", SVG.strip("{}"))
    root = ElementTree.fromstring(picture.svg)
    members = [zone.members for zone in drawn.zones]
    zones = iter(members)
    for group in list(root):
        kind = group.get("class", "")
        if kind == "paper" or (kind == "legend" and not last):
            root.remove(group)
        elif kind in ("flow", "says"):
            if group.get("data-flow") not in flows:
                root.remove(group)
            elif kind == "flow" and group.get("data-flow") in {places[key] for key in story[i].flows} and not last:
                group[-2].set("stroke-width", "3.4")
        elif kind == "zone":
            if not last and parts.isdisjoint(next(zones)):
                _outlined(group, theme)
        elif kind == "node" and not last:
            if group.get("data-part") not in parts:
                _outlined(group, theme)
            elif group.get("data-part") in story[i].parts:
                next(one for one in group if one.get("class") == "body").set("stroke-width", "3.4")
    return replace(picture, svg=ElementTree.tostring(root, encoding="unicode"))


def _outlined(group: ElementTree.Element, theme: Theme) -> None:
    """Leave only the outline, faint."""
    shape = next(one for one in group if one.tag == f"{SVG}path")
    for one in list(group):
        if one is not shape:
            group.remove(one)
    shape.set("fill", "none")
    shape.set("stroke", colour("zone-line", theme))
    shape.set("stroke-width", "0.8")
    shape.set("stroke-opacity", "0.45")

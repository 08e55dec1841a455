"""Slides as HTML, and what their script has to know: words go in escaped, pictures as SVG, notes apart from both."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from design import Design, reveals
from diagrams.architecture import draw, sheet
from exports import HEAD, HEADLINE, VERDICTS, Slide, Table, ends, flat, low, said

STYLES = re.compile(' data-far="" style="[^"]*"| style="[^"]*"')
"""Style attributes, which the page's policy does not admit: they only enlarge words where the app's board is narrow."""
BUTTONS = re.compile(' role="button" tabindex="0"')
"""In the app a part opens; on a slide it does not."""


def markup(design: Design, slides: tuple[Slide, ...]) -> str:
    """All slides, and the architecture's picture once, to be put where it is shown."""
    drawn = _still(draw(design, "page", "architecture").svg)
    sections = "\n".join(_section(design, one, i, len(slides)) for i, one in enumerate(slides))
    return f'<template id="drawn">{drawn}</template>\n{sections}'


def story(design: Design) -> dict[str, Any]:
    """What each step of the picture shows, by the places of parts, arrows and zones; and where the picture is cut."""
    drawn = sheet(design)
    parts = {part.key: i for i, part in enumerate(design.graph.parts)}
    flows = {flow.key: i for i, flow in enumerate(design.graph.flows)}
    return {
        "steps": [
            {"parts": [parts[p] for p in r.parts], "flows": [flows[f] for f in r.flows]} for r in reveals(design)
        ],
        "zones": [[parts[key] for key in zone.members] for zone in drawn.zones],
        "cut": [HEAD, low(drawn, False), low(drawn, True)],
    }


def told(slides: tuple[Slide, ...]) -> dict[str, Any]:
    """What only the presenter has: what to say to each slide, and when it should be over, in shares of the time."""
    return {"notes": [list(one.notes) for one in slides], "ends": ends(slides, 1.0)}


def _section(design: Design, one: Slide, i: int, count: int) -> str:
    kind = "opening" if one.section == "Opening" else one.section.lower().replace(" ", "-")
    step = "" if one.step is None else f' data-step="{one.step}"'
    return (
        f'<section class="slide {kind}" role="group" aria-roledescription="slide"{step} '
        f'aria-label="{i + 1} of {count}: {escape(one.title)}" hidden><h2>{escape(one.title)}</h2>'
        f"{''.join(_body(design, one, i))}</section>"
    )


def _body(design: Design, one: Slide, i: int) -> Iterator[str]:
    if one.step is not None:
        yield "<figure></figure>"
    elif one.picture is not None:
        picture = one.picture.draw(design, "page", f"picture-{i}")
        yield f'<figure data-cut="{HEADLINE:g} {picture.height:g}">{_still(picture.svg)}</figure>'
    elif one.table:
        yield _table(one.table, one.size)
    else:
        words = list(said(one))
        points = "".join(f"<li>{escape(text)}</li>" for text, point in words if point)
        yield '<div class="words">'
        yield from (f"<p>{escape(text)}</p>" for text, point in words if not point)
        yield f"<ul>{points}</ul></div>" if points else "</div>"


def _table(block: Table, size: float) -> str:
    columns = "".join(f'<col width="{100 * share / sum(block.wide):.2f}%">' for share in block.wide)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
    rows = "".join(
        f"<tr>{''.join(_cell(block.heads, i, words) for i, words in enumerate(row))}</tr>" for row in block.rows
    )
    return (
        f'<table class="s{size:.0f}"><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _cell(heads: Sequence[str], i: int, words: str) -> str:
    text = escape(flat(words))
    if text and heads[i] == heads[0]:
        return f'<th scope="row">{text}</th>'
    ink = f' class="{VERDICTS[words]}"' if words in VERDICTS else ""
    return f'<td data-head="{escape(heads[i])}"{ink}>{text}</td>'


def _still(svg: str) -> str:
    return BUTTONS.sub(' role="img"', STYLES.sub("", svg))

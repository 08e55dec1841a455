"""The charts of the drill as plain Vega-Lite: a check's reading, the belief, the money; each with its words."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import streamlit as st

from labs.incident import Chart, Reading

from .._text import as_text

COLOURS = ["#2E7DD1", "#C98A1B", "#8B6FE8", "#7C8798"]
"""Readable on a light and on a dark page (3:1 against both)."""
LIMIT = "#D1495B"
BAR, CLEAR, AXES = 11, 8, 64
FORMATS = {"share": ".0%"}
WIDEST_LABEL = 170


def spec(chart: Chart) -> dict[str, Any]:
    """The chart of a reading: bars lie on their side, so that names have room; lines run along time."""
    names = [name for name, _ in chart.series]
    points = [
        {"at": label, "of": name, "value": float(value)}
        for name, values in chart.series
        for label, value in zip(chart.labels, values, strict=True)
        if isfinite(value)
    ]
    value = {
        "field": "value",
        "type": "quantitative",
        "title": chart.unit,
        "axis": {"format": FORMATS.get(chart.unit, "~g"), "tickCount": 5},
    }
    colour: dict[str, Any] = {
        "field": "of",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names, "range": COLOURS[: len(names)]},
        "legend": {"orient": "top"} if len(names) > 1 else None,
    }
    place: dict[str, Any] = {"field": "at", "type": "ordinal", "sort": list(chart.labels), "title": None}
    if chart.kind == "lines":
        place["axis"] = {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8}
        return {
            "data": {"values": points},
            "height": 220,
            "mark": {"type": "line", "strokeWidth": 2.5, "point": len(chart.labels) < CLEAR},
            "encoding": {
                "x": place,
                "y": {**value, "scale": {"zero": chart.unit == "share"}},
                "color": colour,
                "strokeDash": {**colour, "scale": {"domain": names}},
            },
        }
    place["axis"] = {"labelLimit": WIDEST_LABEL, "labelOverlap": False}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": points},
            "mark": {"type": "bar"},
            "encoding": {"color": colour, "yOffset": {"field": "of", "sort": names}},
        }
    ]
    if chart.limits:
        limits = [{"at": label, "value": float(limit)} for label, limit in zip(chart.labels, chart.limits, strict=True)]
        layers.append(
            {"data": {"values": limits}, "mark": {"type": "tick", "color": LIMIT, "thickness": 2.5, "size": 2 * BAR}}
        )
    return {
        "height": len(chart.labels) * (BAR * len(names) + CLEAR) + AXES,
        "layer": layers,
        "encoding": {"y": place, "x": value},
    }


def words(chart: Chart) -> str:
    """What the chart shows, for who does not see it."""
    shown = [f"{name}: {_ends(chart, values)}" for name, values in chart.series]
    over = [
        label
        for place, label in enumerate(chart.labels)
        if chart.limits and chart.series[0][1][place] > chart.limits[place]
    ]
    if chart.limits:
        shown.append(f"beyond its limit (red mark): {', '.join(over) or 'none'}")
    return f"{chart.title}, {chart.unit}. " + "; ".join(shown) + "."


def _ends(chart: Chart, values: tuple[float, ...]) -> str:
    form = FORMATS.get(chart.unit, ".3g")
    if chart.kind == "lines":
        return f"from {values[0]:{form}} at {chart.labels[0]} to {values[-1]:{form}} at {chart.labels[-1]}"
    top = max(range(len(values)), key=lambda place: values[place])
    return f"the most is {values[top]:{form}}, {chart.labels[top]}"


def show_reading(reading: Reading, key: str) -> None:
    """The chart with its words, and the table, of a reading."""
    if reading.chart:
        st.markdown(f"**{as_text(reading.chart.title)}**")
        described = {**spec(reading.chart), "description": words(reading.chart)}
        st.vega_lite_chart(described, key=f"{key}:chart", width="stretch")
        st.caption(as_text(words(reading.chart)))
    if reading.table:
        head, *rows = reading.table
        table(head, rows)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A small table of text, as a table for a screen reader, too."""
    lines = [head, ("---",) * len(head), *rows]
    st.markdown(
        "\n".join(
            "| " + " | ".join(cell if line[0] == "---" else _cell(cell) for cell in line) + " |" for line in lines
        )
    )


def _cell(words_: str) -> str:
    return as_text(words_).replace("\n", " ") or " "


def bars(rows: list[tuple[str, float]], unit: str, form: str) -> dict[str, Any]:
    """Names and values, in the order given."""
    return {
        "data": {"values": [{"at": name, "value": value} for name, value in rows]},
        "height": len(rows) * (BAR + CLEAR) + AXES,
        "mark": {"type": "bar", "color": COLOURS[0]},
        "encoding": {
            "y": {
                "field": "at",
                "type": "ordinal",
                "sort": [name for name, _ in rows],
                "title": None,
                "axis": {"labelLimit": WIDEST_LABEL, "labelOverlap": False},
            },
            "x": {"field": "value", "type": "quantitative", "title": unit, "axis": {"format": form, "tickCount": 4}},
        },
    }


def curves(hours: tuple[int, ...], plays: tuple[tuple[str, tuple[float, ...]], ...]) -> dict[str, Any]:
    """Money lost since the page, by play."""
    names = [name for name, _ in plays]
    points = [
        {"days": hour / 24, "lost": value, "of": name}
        for name, values in plays
        for hour, value in zip(hours, values, strict=True)
    ]
    scale = {"domain": names, "range": COLOURS[: len(names)]}
    return {
        "data": {"values": points},
        "height": 260,
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {
            "x": {"field": "days", "type": "quantitative", "title": "Days since the page"},
            "y": {
                "field": "lost",
                "type": "quantitative",
                "title": "$ lost since the page",
                "axis": {"format": "~s", "tickCount": 5},
            },
            "color": {
                "field": "of",
                "type": "nominal",
                "title": None,
                "scale": scale,
                "legend": {"orient": "top", "columns": 2},
            },
            "strokeDash": {
                "field": "of",
                "type": "nominal",
                "title": None,
                "scale": {"domain": names},
                "legend": {"orient": "top", "columns": 2},
            },
        },
    }

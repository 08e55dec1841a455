"""Where the time goes: each journey's percentiles, its waterfall, who owns the tail, and how each wait was found."""

from typing import Any

import streamlit as st

from design import Journey, Leg, Millis, Share, Waterfall, bounded, unit_of, waterfall, written

from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Latency", 3, "journey"
MILLIS, SHARE = unit_of(Millis), unit_of(Share)
AVERAGE, SLOWEST = "average request", "slowest 1 %"
COLOURS = {"domain": [AVERAGE, SLOWEST], "range": ["#2E7DD1", "#D1495B"]}
"""Readable on a light and on a dark page (3:1 against both)."""
ROW = 38
"""The height of one part in the chart, px."""


def show(page: Page) -> None:
    """One journey after the other."""
    journeys = page.design.graph.of(Journey)
    if not journeys:
        st.info("This design has no journey: nobody waits for an answer.")
    for journey in journeys:
        if isinstance(journey, Journey):
            _journey(page.design.case.slug, journey)


def _journey(slug: str, journey: Journey) -> None:
    found = waterfall(journey)
    st.markdown(f"**{as_text(journey.name)}.** {as_text(percentiles(journey))}")
    st.markdown(as_text(found.says))
    if found.legs and all(bounded(leg.tail) for leg in found.legs):
        st.vega_lite_chart(spec(journey, found), key=f"waterfall:{slug}:{journey.key}", width="stretch")
    st.dataframe([row(leg) for leg in found.legs], hide_index=True, key=f"legs:{slug}:{journey.key}")
    st.caption(as_text(accuracy(journey, found)))


def percentiles(journey: Journey) -> str:
    """The four percentiles and the chance to miss the budget, in a line."""
    times = (journey.p50, journey.p95, journey.p99, journey.p999)
    told = ", ".join(
        f"{name} {written(t, MILLIS)}" for name, t in zip(("p50", "p95", "p99", "p99.9"), times, strict=True)
    )
    budget = written(journey.budget, MILLIS)
    return f"{told}. The chance to miss the budget of {budget} is {written(journey.over_budget, SHARE)}."


def accuracy(journey: Journey, found: Waterfall) -> str:
    """How far the figures can be trusted, and what they leave out."""
    drawn = (
        f"The waterfall follows requests drawn one by one, without that grid; their p99 is "
        f"{written(found.p99, MILLIS)}, with a standard error of {written(found.p99_error, MILLIS)}."
        if bounded(found.p99)
        else "More than one request in a hundred is never answered."
    )
    return (
        f"Percentiles are composed on a grid, off by at most {written(journey.grid_error, MILLIS)}. {drawn} "
        "All parts are up here and independent; what a failure does stands in the availability."
    )


def row(leg: Leg) -> dict[str, str]:
    """A part's figures as a reader sees them: the chart in words."""
    return {
        "part": leg.name,
        "average request": written(leg.mean, MILLIS),
        "of the budget": written(leg.budget_share, SHARE),
        "slowest 1 %": _give_or_take(leg.tail, leg.tail_error),
        "of it in the queue": written(leg.queued, MILLIS),
        "p99 saved if instant": written(leg.saved, MILLIS) if bounded(leg.saved) else "all of it",
        "its queue": leg.method if leg.stable else "no steady state",
    }


def _give_or_take(time: float, error: float) -> str:
    return f"{written(time, MILLIS)} ± {written(error, MILLIS)}" if bounded(time) and error else written(time, MILLIS)


def spec(journey: Journey, found: Waterfall) -> dict[str, Any]:
    """Two bars a part, from where its time begins to where it ends: the average request and the slowest 1 %."""
    names = [leg.name for leg in found.legs]
    values = [
        {"part": name, "of": of, "from": start, "to": end, "ms": end - start}
        for of, times in ((AVERAGE, [g.mean for g in found.legs]), (SLOWEST, [g.tail for g in found.legs]))
        for name, start, end in _ends(names, times)
    ]
    bars = {
        "mark": {"type": "bar", "tooltip": True, "minWidth": 1},
        "encoding": {
            "y": {"field": "part", "type": "nominal", "title": None, "sort": names, "axis": {"labelLimit": 220}},
            "yOffset": {"field": "of", "sort": [AVERAGE, SLOWEST]},
            "x": {"field": "from", "type": "quantitative", "title": "Time since the request came, ms"},
            "x2": {"field": "to"},
            "color": {"field": "of", "type": "nominal", "title": None, "scale": COLOURS, "legend": {"orient": "top"}},
        },
    }
    budget = {
        "data": {"values": [{"budget": float(journey.budget)}]},
        "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#C98A1B", "tooltip": True},
        "encoding": {"x": {"field": "budget", "type": "quantitative"}},
    }
    return {"height": ROW * len(names), "data": {"values": values}, "layer": [bars, budget]}


def _ends(names: list[str], times: list[float]) -> list[tuple[str, float, float]]:
    starts = [sum(times[:i]) for i in range(len(times))]
    return [(name, start, start + time) for name, start, time in zip(names, starts, times, strict=True)]

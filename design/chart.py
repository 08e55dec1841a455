"""A chart of a design's evidence: the plain question that it answers, and a Vega-Lite spec to draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Chart:
    """One chart. `spec` is Vega-Lite without colours of its own for ink; `alt` says in words what it shows."""

    title: str
    question: str
    spec: Mapping[str, Any]
    alt: str

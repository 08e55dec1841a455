"""A chart of a design's evidence: the plain question that it answers, a Vega-Lite spec, and what is made on demand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .progress import Progress


@dataclass(frozen=True)
class Chart:
    """One chart. `spec` is Vega-Lite without colours of its own for ink; `alt` says in words what it shows."""

    title: str
    question: str
    spec: Mapping[str, Any]
    alt: str


def axis(field: str, title: str, kind: str = "quantitative", **more: Any) -> dict[str, Any]:
    """One encoding of a Vega-Lite chart.

    >>> axis("p", "Score")
    {'field': 'p', 'type': 'quantitative', 'title': 'Score'}
    """
    return {"field": field, "type": kind, "title": title, **more}


@dataclass(frozen=True)
class Analysis:
    """A longer look into a case's lab, taken only when somebody asks for it: seconds of training, then a chart.

    `look` takes the design and a progress function (share 0 to 1, what is being done), and may raise ValueError with
    a sentence where this design cannot be looked at so.
    """

    name: str
    question: str
    look: Callable[[Any, Progress], Chart]

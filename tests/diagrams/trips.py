"""Kiosks whose visit takes a way of one's own, to be drawn."""

from dataclasses import replace

from design import Design, Journey, Service, Stop
from tests.design.kiosk import CASE as KIOSK
from tests.design.kiosk import Booth, kiosk


def trip(route) -> Design:
    """A kiosk whose visit takes such a way."""

    def built(knobs, evidence):
        graph = KIOSK.architecture(knobs, evidence)
        return replace(graph, also=(Journey("Visit", route, 100.0),))

    case = replace(KIOSK, architecture=built)
    return kiosk(case)


def at(name: str, p50: float = 5.0) -> Stop:
    """A stop at a booth of that name, half of whose visitors are served within so many ms."""
    return Stop(Booth(name, Service(p50, 4 * p50), 10.0, 2))

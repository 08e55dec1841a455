"""A design follows its slider: it is made anew at every step, so it must take milliseconds."""

from dataclasses import replace
from time import perf_counter

import pytest

from design import Journey, Parallel, Series, Stop, Timeout, design_of, graph, sync
from tests.design.kiosk import CASE, Knobs, Station, Street

PARTS = 20


def town(knobs, evidence):
    """Twenty stations, of which six lie on one journey, as in a real case."""
    street = Street("Street", knobs.people)
    desks = [Station(f"Desk {i}", street.rate, 2 + i, 1.0 + i / 4, 4.0 + i) for i in range(PARTS)]
    inner = Parallel((Series((Stop(desks[2]), Stop(desks[3]))), Stop(desks[4])))
    route = Series((Stop(desks[0]), Stop(desks[1]), Timeout(inner, 30.0, Stop(desks[5]))))
    kiosk = Station("Kiosk", street.rate, knobs.clerks)
    return graph(
        *(street >> sync("ask", street.rate) >> desk for desk in (*desks, kiosk)),
        also=(Journey("Visit", route, knobs.budget),),
    )


TOWN = replace(CASE, architecture=town)


def milliseconds(loads):
    """The time that each design of some loads takes."""
    took = []
    for people in loads:
        knobs = Knobs(people=people)
        start = perf_counter()
        design_of(TOWN, knobs, None)
        took.append(1000 * (perf_counter() - start))
    return sorted(took)


@pytest.mark.parametrize("loads", [[100.0] * 40, [80.0 + i for i in range(40)]], ids=["again", "moving"])
def test_a_design_of_twenty_parts_takes_less_than_five_milliseconds(loads):
    """The fastest quarter: the others tell how busy the machine is. The first is left out: it learns the formulas."""
    milliseconds(loads[:1])
    assert milliseconds(loads)[len(loads) // 4] < 5.0

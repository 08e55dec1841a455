"""What an incident costs a day by what is done about it first: the evidence for choosing a first response.

`responses.csv` beside this file is made by `python -m labs.incident --responses` in some minutes. It takes the first
worlds of the library: each fault at the three levels of one fault, and as many healthy worlds.
"""

import csv
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from labs.fraud.simulation import DAY_S
from labs.incident.fault import Plant
from labs.incident.faults import found as faults
from labs.incident.incident import FIRST_ONSET, LAST_ONSET
from labs.incident.library import LIBRARY_SEED, plants_of
from labs.incident.setting import PAYMENTS_PER_ROW, REFERENCE_END_S
from labs.incident.system import LEAST_MATURED, System, as_run, money_lost, release_before, ripe_of_release
from labs.incident.world import world_of

TABLE = Path(__file__).with_name("responses.csv")
SIZES = 3
"""Worlds of each fault, one a level; the library's later worlds go through the same levels again."""
AFTER_DAYS, FOR_DAYS = 3, 7
"""What is done is done so long after the onset, and money is counted over so many days from then on."""

FRAUDS_A_DAY = 27.8
"""Frauds a day in the logs, which keep one payment in a hundred: the mean of the three healthy worlds."""

Response = Literal["nothing", "roll_back", "fall_back", "recalibrate", "retrain"]
RESPONSES: tuple[Response, ...] = get_args(Response)


@dataclass(frozen=True)
class Cost:
    """What one world loses beyond its healthy twin under one response, in USD a payment of the business."""

    fault: str
    size: int
    response: Response
    usd_a_payment: float


def measured(fault: str, size: int) -> tuple[Cost, ...]:
    """One world of the library under every response, and how much each loses; a fault of "" is a healthy world."""
    plants = plants_of(fault, size) if fault else ()
    onset = plants[0].onset_day if plants else (FIRST_ONSET + LAST_ONSET) // 2
    from_s = REFERENCE_END_S + (onset + AFTER_DAYS) * DAY_S
    return tuple(_cost(fault, size, plants, response, from_s) for response in RESPONSES)


def _cost(fault: str, size: int, plants: tuple[Plant, ...], response: Response, from_s: int) -> Cost:
    found = world_of(LIBRARY_SEED + size, plants)
    systems: dict[Response, System] = {
        "nothing": System(),
        "roll_back": System(model=release_before(found)),
        "fall_back": System(rules=True),
        "recalibrate": System(mended=from_s),
        "retrain": System(retrained=from_s),
    }
    refused = response == "recalibrate" and ripe_of_release(found, from_s) < LEAST_MATURED
    system = systems["nothing" if refused else response]
    to_s = from_s + FOR_DAYS * DAY_S
    world = found if system == System() else as_run(LIBRARY_SEED + size, plants, ((from_s, system),))
    rows = found.between(from_s, to_s)
    payments = (rows.stop - rows.start) * PAYMENTS_PER_ROW
    return Cost(fault, size, response, money_lost(world, from_s, to_s) / payments)


def simulated(progress: Callable[[float, str], None]) -> tuple[Cost, ...]:
    """Every fault and no fault, at every size, under every response."""
    jobs = [(fault, size) for fault in ("", *faults()) for size in range(SIZES)]
    found: list[Cost] = []
    for place, (fault, size) in enumerate(jobs):
        progress(place / len(jobs), f"World {place + 1} of {len(jobs)}")
        found += measured(fault, size)
    return tuple(found)


def write(costs: Iterable[Cost], path: Path) -> None:
    """The table, a row for each world and response."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("fault", "size", "response", "usd_a_payment"))
        rows.writerows((one.fault, one.size, one.response, f"{one.usd_a_payment:.6g}") for one in costs)


@functools.cache
def responses() -> tuple[Cost, ...]:
    """The table that lies beside this file."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return tuple(
            Cost(row["fault"], int(row["size"]), _response(row["response"]), float(row["usd_a_payment"]))
            for row in csv.DictReader(file)
        )


def _response(name: str) -> Response:
    for response in RESPONSES:
        if response == name:
            return response
    raise ValueError(f"{TABLE}: {name!r} is no response; there are {', '.join(RESPONSES)}.")

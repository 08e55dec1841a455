"""What the incident lab costs: an incident simulated, a check, a month of monitors, a plan judged.

Run alone with `python -m benchmarks.incident`. The reference is the fraud lab's simulation and features of the same
number of payments, which every incident begins with; a plan is held to one look at the library's numbers.
"""

import functools
from dataclasses import replace

from benchmarks import Row, seconds, table
from labs.fraud.features import features_of
from labs.fraud.simulation import simulate
from labs.incident import PLAN, checks, evaluated, faults, incident, library, series_of, view_of, world_of
from labs.incident.checks import read
from labs.incident.models import registry
from labs.incident.setting import SETTING

INCIDENT_LIMIT_S = 3.0
"""Promised of a whole incident, once the models are trained."""
INCIDENT_LIMIT_TIMES = 12.0
CHECKS_LIMIT_TIMES = 4.0
SERIES_LIMIT_TIMES = 3.0
PLAN_LIMIT_TIMES = 10.0
INCIDENTS, CALLS = 10, 100


def run() -> list[Row]:
    """The table's rows."""
    trained_s = seconds(registry)
    setting = replace(SETTING, seed=3)
    plain_s = seconds(lambda: features_of(simulate(setting), setting))
    spent = sorted(seconds(functools.partial(_page, seed)) for seed in range(INCIDENTS))
    one = incident(0, "on_call")
    world = world_of(one.world_seed, one.plants)
    view = view_of(world, one.arrival_s)
    checks_s = seconds(lambda: [read(name, view) for name in checks()])
    series_s = seconds(lambda: series_of(world))
    values = library().values
    evaluated(PLAN)
    plan_s = seconds(lambda: [evaluated(PLAN) for _ in range(CALLS)]) / CALLS
    look_s = seconds(lambda: [int((values > 0.5).sum()) for _ in range(CALLS)]) / CALLS
    return [
        Row(f"train the registry once, {len(faults())} faults use it", trained_s, "s", plain_s),
        Row("an incident to its page, the middle of ten", spent[INCIDENTS // 2], "s", plain_s, INCIDENT_LIMIT_TIMES),
        Row("an incident to its page, the slowest of ten", spent[-1], "s", limit=INCIDENT_LIMIT_S),
        Row(f"all {len(checks())} checks once", checks_s, "s", plain_s, CHECKS_LIMIT_TIMES),
        Row("every monitor's statistic over eight weeks", series_s, "s", plain_s, SERIES_LIMIT_TIMES),
        Row(f"judge a plan of {len(PLAN)} monitors", 1000 * plan_s, "ms", 1000 * look_s, PLAN_LIMIT_TIMES),
    ]


def _page(seed: int) -> None:
    one = incident(seed, "on_call")
    read("score_distribution", view_of(world_of(one.world_seed, one.plants), one.arrival_s))


if __name__ == "__main__":
    print(table(run()))

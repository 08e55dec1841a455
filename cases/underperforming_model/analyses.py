"""Longer looks into the incident lab: fresh months that no limit was set on, and which evidence names the cause."""

from typing import Any

import numpy as np

from cases._numbers import value
from cases.underperforming_model._looks import BAD, DAYS, HEIGHT, HERE, OTHER, PERCENT, called
from cases.underperforming_model.charts import plan
from cases.underperforming_model.responding import ALWAYS, at_hand
from cases.underperforming_model.watching import lag
from design import Analysis, Chart, Design, Progress, written
from design.chart import axis
from labs.incident import Monitor, checks, faults, first_page, world_of
from labs.incident.causes import diagnosed
from labs.incident.library import plants_of
from labs.incident.monitors import LATEST_DAYS
from labs.incident.setting import DAYS as LAST_DAY
from labs.incident.setting import REFERENCE_END_S, RUN_DAYS

FRESH_SEED = 91_000
FRESH = ("unit_change", "training_serving_skew", "bad_release", "threshold_off", "fraudsters_adapt", "label_delay")
HEALTHY_MONTHS = 2
DAY_S = 86_400


def fresh_months(design: Design, progress: Progress) -> Chart:
    """The plan on worlds that are simulated now and that its limits have never seen."""
    k: Any = design.knobs
    monitors = tuple(m for one in plan(k, design.evidence) for m in one.monitors)
    if not monitors:
        raise ValueError("Nothing is watched, so there is nothing to try. Turn on a monitor under “See it”.")
    rows = []
    for place, name in enumerate(FRESH):
        progress(place / (len(FRESH) + HEALTHY_MONTHS), f"Simulating {called(name).lower()}")
        plants = plants_of(name, 1, FRESH_SEED)
        from_s = plants[0].onset_s
        world = world_of(FRESH_SEED + place, plants)
        days = {m: (first_page(world, m, from_s) - from_s) / DAY_S + lag(k, m.statistic) for m in monitors}
        first = min(days, key=lambda m: days[m])
        rows.append(
            {
                "fault": called(name),
                "days": min(days[first], LATEST_DAYS),
                "by": first.statistic if days[first] <= LATEST_DAYS else "nobody",
            }
        )
    false = [_paged(number, monitors, progress) for number in range(HEALTHY_MONTHS)]
    spec = {
        "data": {"values": rows},
        "height": {"step": 26},
        "mark": {"type": "bar", "color": HERE},
        "encoding": {
            "y": axis("fault", "", "nominal", sort=None, axis={"labelLimit": 220}),
            "x": axis("days", "Days from onset to page; a missed one counts 14", scale={"domain": [0, LATEST_DAYS]}),
            "tooltip": [axis("by", "first by", "nominal")],
        },
    }
    told = "; ".join(f"{r['fault']}: {written(r['days'], DAYS)}, first by {r['by']}" for r in rows)
    return Chart(
        "Fresh months",
        "Do the limits hold on months that they were not set on?",
        spec,
        f"{told}. On {HEALTHY_MONTHS} fresh healthy runs of {RUN_DAYS} days, {sum(false)} of {len(false) * len(monitors)} monitors "
        f"paged at least once; the library promised {value(design, 'Detection.false_alarms'):.2f} false alarms a month in all.",
    )


def _paged(number: int, monitors: tuple[Monitor, ...], progress: Progress) -> int:
    """How many monitors page in a fresh healthy run."""
    progress((len(FRESH) + number) / (len(FRESH) + HEALTHY_MONTHS), "Simulating months in which nothing is wrong")
    world = world_of(FRESH_SEED + len(FRESH) + number)
    return sum(first_page(world, one, REFERENCE_END_S) < LAST_DAY * DAY_S for one in monitors)


def evidence_for_causes(design: Design, progress: Progress) -> Chart:
    """How often the cause is named at once with the checks of this design, and with each further one."""
    k: Any = design.knobs
    mine = at_hand(k)
    ways = {"the serving log alone": ALWAYS, "this design": mine}
    ways |= {f"with {checks()[name].title.lower()}": (*mine, name) for name in checks() if name not in mine}
    ways["every check"] = tuple(checks())
    rows = []
    for place, (name, chosen) in enumerate(ways.items()):
        progress(place / len(ways), "Playing diagnoses")
        harmful = [one for one in diagnosed(chosen) if faults()[one.fault].remedy != "nothing"]
        rows.append(
            {
                "way": name,
                "right": float(np.mean([one.right for one in harmful])),
                "minutes": float(np.mean([one.minutes for one in harmful])),
                "mine": name == "this design",
            }
        )
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "point", "filled": True, "size": 110},
        "encoding": {
            "x": axis("minutes", "Minutes of checks until a cause is named, mean", scale={"zero": False}),
            "y": axis("right", "Named right at once", axis={"format": ".0%"}, scale={"zero": False}),
            "color": axis("mine", "", "nominal", legend=None, scale={"domain": [True, False], "range": [BAD, OTHER]}),
            "tooltip": [axis("way", "with", "nominal")],
        },
    }
    told = "; ".join(f"{r['way']}: {written(r['right'], PERCENT)} right after {r['minutes']:.0f} minutes" for r in rows)
    return Chart(
        "Evidence for causes",
        "Which evidence names the cause?",
        spec,
        f"{told}. Seeded plays from the lab's likelihoods; minutes of work, not of waiting.",
    )


ANALYSES = (
    Analysis("fresh", "Do the limits hold on months that they were not set on?", fresh_months),
    Analysis("causes", "Which evidence names the cause, and how fast?", evidence_for_causes),
)

"""The production world: seeded, whole, touched by a fault only where and when it is planted; every check on it."""

from dataclasses import fields

import numpy as np
import pytest

from labs.fraud.simulation import DAY_S
from labs.incident.checks import found as checks
from labs.incident.checks import read
from labs.incident.draft import COLUMN
from labs.incident.fault import Plant
from labs.incident.faults import found as faults
from labs.incident.models import CURRENT, PREVIOUS, registry
from labs.incident.setting import ARRIVAL_HOUR, HOUR_S, REFERENCE_END_S
from labs.incident.system import System, as_run, matured, money_lost
from labs.incident.traffic import VALUES, traffic
from labs.incident.view import View, view_of
from labs.incident.world import World, world_of

pytestmark = pytest.mark.slow

SEED, ONSET = 11, 12
LOGGED = ("served", "null", "recomputed", "score", "blocked", "label_s", "copy", "copy_null", "copy_score")
TRUTH = {"fraud", "right", "plants", "scenario", "serving", "models", "seed"}


def plant(name: str, size: int = 2, **more: object) -> Plant:
    """A fault at one of its sizes, in its segment if it must have one."""
    fault = faults()[name]
    segment = ("app", "5.1") if fault.always_segment else None
    return Plant(name, ONSET, fault.sizes[size], **{"segment": segment, **more})


def ill(name: str) -> World:
    """The world of the fault at its largest."""
    return world_of(SEED, (plant(name),))


def after(days: float) -> float:
    """A second so many days after the onset, at the hour of the page."""
    return REFERENCE_END_S + (ONSET + days) * DAY_S + ARRIVAL_HOUR * HOUR_S


def seen(name: str, days: float) -> View:
    """What may be read so many days after the onset."""
    return view_of(ill(name), after(days))


@pytest.mark.parametrize("name", sorted(faults()))
def test_a_fault_touches_what_comes_after_its_onset_alone(name: str) -> None:
    """Until then every log is the healthy world's, bit for bit (labels: those that had come); later one differs."""
    healthy, world = world_of(SEED), ill(name)
    onset_s = REFERENCE_END_S + ONSET * DAY_S
    rows = world.between(0, onset_s)
    for log in LOGGED[:5] + LOGGED[6:]:
        assert np.array_equal(getattr(world, log)[rows], getattr(healthy, log)[rows]), log
    come = [np.where(one.label_s[rows] < onset_s, one.label_s[rows], 0) for one in (healthy, world)]
    assert np.array_equal(*come)
    same = len(healthy) == len(world) and all(
        np.array_equal(getattr(world, log), getattr(healthy, log)) for log in LOGGED
    )
    assert not same


def test_a_world_is_the_same_again_bit_for_bit() -> None:
    plants = (plant("null_burst", 1), plant("bad_release"))
    one = world_of(SEED, plants)
    logs = {log: getattr(one, log).copy() for log in LOGGED}
    world_of.__globals__["_world"].cache_clear()
    traffic.cache_clear()
    again = world_of(SEED, plants[::-1])
    assert again is not one
    assert all(np.array_equal(values, getattr(again, log)) for log, values in logs.items())
    assert again.log == one.log


def test_a_segment_keeps_a_fault_to_itself() -> None:
    world, healthy = world_of(SEED, (plant("unit_change", segment=("country", "GB")),)), world_of(SEED)
    changed = (world.served != healthy.served).any(axis=1)
    assert changed.any()
    assert set(world.segments["country"][changed].tolist()) == {VALUES["country"].index("GB")}


def test_the_model_in_service_learned_something() -> None:
    """It costs less than a fifth of doing nothing, and less than the rules; the model before is as good."""
    world = world_of(SEED)
    cost = {
        name: np.where(world.fraud & ~blocked, world.amount + 20, 0).sum()
        + np.where(~world.fraud & blocked, 0.08 * world.amount + 4, 0).sum()
        for name, blocked in (
            ("nothing", np.zeros(len(world), dtype=bool)),
            ("rules", world.rule_hit),
            (CURRENT, world.blocked),
            (PREVIOUS, registry().models[PREVIOUS].scores(world.served) >= registry().threshold),
        )
    }
    assert cost[CURRENT] < 0.2 * cost["nothing"] and cost[CURRENT] < 0.6 * cost["rules"]
    assert cost[PREVIOUS] == pytest.approx(cost[CURRENT], rel=0.2)


def test_stale_features_are_what_the_store_held() -> None:
    """Of a terminal, what is served is exactly the inputs of one of its earlier payments, or nothing."""
    world, column = ill("stale_features"), COLUMN["terminal_payments_30d"]
    late = np.flatnonzero(world.time_s >= REFERENCE_END_S + ONSET * DAY_S)[:200]
    for row in late:
        before = (world.terminal[:row] == world.terminal[row]) & (
            world.time_s[:row] <= world.time_s[row] - plant("stale_features").size * DAY_S
        )
        held = world.recomputed[:row][before][-1:, column] if before.any() else np.zeros(1)
        assert world.served[row, column] == (held[0] if before.any() else world.served[row, column])


def test_a_join_on_the_wrong_key_moves_no_distribution() -> None:
    """The values served from the onset on are the right ones, each given to another payment."""
    world = ill("join_key")
    rows = world.between(REFERENCE_END_S + ONSET * DAY_S, np.inf)
    for column in (COLUMN["terminal_payments_7d"], COLUMN["terminal_risk_30d"]):
        assert np.array_equal(np.sort(world.served[rows, column]), np.sort(world.right[rows, column]))
    assert (world.served[rows] != world.right[rows]).any(axis=1).mean() > 0.9


def test_the_sum_moves_and_the_parts_do_not_where_the_mix_changes() -> None:
    """Simpson: recall over all payments falls by more than within the countries, weighed as they were."""
    world, healthy = ill("mix_change"), world_of(SEED)
    fall, within = 0.0, 0.0
    rows = world.between(after(0), after(28))

    def recall(one: World, here: np.ndarray) -> float:
        return float(one.blocked[rows][here].mean())

    whole = [recall(one, one.fraud[rows]) for one in (healthy, world)]
    fall = whole[0] - whole[1]
    for place in range(4):
        parts = [one.fraud[rows] & (one.segments["country"][rows] == place) for one in (healthy, world)]
        weight = parts[0].sum() / healthy.fraud[rows].sum()
        within += weight * (recall(healthy, parts[0]) - recall(world, parts[1]))
    assert fall > 0.01 and fall > within + 0.01


def test_an_offline_winner_is_the_live_loser() -> None:
    """The leaking model, on the features it learned from, is the better one; as served it costs a multiple."""
    assert money_lost(ill("bad_release"), after(0), after(7)) > 500_000


def test_faults_that_break_nothing_cost_little() -> None:
    for name in ("broken_monitor", "seasonality", "mix_change"):
        bad = money_lost(ill("threshold_off"), after(0), after(14))
        assert money_lost(ill(name), after(0), after(14)) < 0.25 * bad


def test_a_fix_gives_the_healthy_world_back() -> None:
    timeline = ((int(after(2)), System(fixed=("join_key",))),)
    run, healthy = as_run(SEED, (plant("join_key"),), timeline), world_of(SEED)
    rows = run.between(after(2), after(20))
    assert np.array_equal(run.score[rows], healthy.score[rows])
    assert money_lost(run, after(2), after(9)) == 0.0


def test_retraining_on_changed_labels_bakes_the_fault_in() -> None:
    """A model learned from labels that count refunds blocks more good payments than the model before it did."""
    changed, right = (plant("label_definition"),), ()
    timeline = ((int(after(16)), System(retrained=int(after(16)))),)
    rows = world_of(SEED).between(after(16), after(23))
    ran = [as_run(SEED, plants, timeline) for plants in (changed, right)]
    wrong = [float((one.blocked & ~one.fraud)[rows].mean()) for one in ran]
    assert wrong[0] > 3 * wrong[1]


def test_retraining_learns_a_world_that_changed() -> None:
    """Three weeks into the drift, a model trained on ripe labels costs less than the one in service."""
    drift = (plant("concept_drift"),)
    timeline = ((int(after(21)), System(retrained=int(after(21)))),)
    stay, learned = (money_lost(as_run(SEED, drift, line), after(21), after(28)) for line in ((), timeline))
    assert learned < stay


def test_ripe_labels_are_what_was_known_in_time() -> None:
    world = world_of(SEED)
    rows, label = matured(world, after(0), 28)
    assert world.time_s[rows].max() < after(0) - 7 * DAY_S
    assert not (label & ~world.fraud[rows]).any()
    assert label.sum() / world.fraud[rows].sum() == pytest.approx(0.98, abs=0.02)


def test_a_view_shows_no_truth_and_nothing_of_tomorrow() -> None:
    view = seen("label_delay", 5)
    assert not TRUTH & {field.name for field in fields(view)}
    assert view.time_s.max() < view.now_s
    assert view.label_s[view.label].max() <= view.now_s
    assert all(entry.time_s < view.now_s for entry in view.log)


@pytest.mark.parametrize("check", sorted(checks()))
def test_a_check_says_one_of_its_outcomes_with_a_chart_that_can_be_drawn(check: str) -> None:
    for name in ("null_burst", "seasonality", "label_delay"):
        reading = read(check, seen(name, 4))
        assert reading.outcome in checks()[check].outcomes
        assert reading.says and "nan" not in reading.says
        if reading.chart:
            for _, values in reading.chart.series:
                assert len(values) == len(reading.chart.labels) and np.isfinite(values).all()
            assert len(reading.chart.limits) in (0, len(reading.chart.labels))
        assert reading.chart or reading.table


def test_the_calibration_check_counts_as_numpy_does() -> None:
    """Independently: histograms of promised and come frauds over the check's own bins."""
    view = seen("join_key", 12)
    rows, label = view.ripe()
    reading = read("calibration", view)
    edges = [0.0, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]
    number = np.histogram(view.score[rows], edges)[0]
    came = np.histogram(view.score[rows][label], edges)[0]
    promised = np.histogram(view.score[rows], edges, weights=view.score[rows])[0]
    series = dict(reading.chart.series)
    assert series["observed"] == pytest.approx(came / number)
    assert series["promised"] == pytest.approx(promised / number)


@pytest.mark.parametrize(
    ("plants", "says"),
    [
        ((Plant("mood", 3, 1.0),), "is none of bad_release"),
        ((Plant("null_burst", 3, 0.5), Plant("stale_features", 3, 2.0)), "same stage"),
    ],
)
def test_what_cannot_be_planted_is_refused(plants: tuple[Plant, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        world_of(SEED, plants)


def test_a_plant_outside_the_run_or_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="outside 1 to 55"):
        Plant("null_burst", 0, 0.5)
    with pytest.raises(ValueError, match="is no segment"):
        Plant("null_burst", 3, 0.5, ("app", "9.9"))

"""Monitors designed on the library: laws of limits and windows, a library by hand, names, refusals."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.incident.faults import found as faults
from labs.incident.library import EACH, HEALTHY, Library, library
from labs.incident.monitors import (
    LATEST_DAYS,
    PLAN,
    Monitor,
    alarmed,
    begun,
    efficient,
    evaluated,
    frontier,
    limit_for,
    monitor_named,
    scaled,
)
from labs.incident.series import PLACE, POINTS, STATISTICS, WINDOWS_DAYS

monitors = st.builds(
    Monitor,
    st.sampled_from(sorted(PLACE)),
    st.sampled_from(WINDOWS_DAYS),
    st.floats(0.001, 2.0),
    st.integers(1, 6),
)


def by_hand(quiet: list[int], ill: list[int], onset: int) -> Library:
    """Two worlds of which only nulls move: to 1 at these points; the second has a null burst."""
    values = np.zeros((2, len(STATISTICS), len(WINDOWS_DAYS), POINTS), dtype=np.float32)
    values[0, PLACE["nulls"], 0, quiet] = 1.0
    values[1, PLACE["nulls"], 0, ill] = 1.0
    return Library(values, ("", "null_burst"), np.array([-1, onset]))


def test_alarms_and_delays_by_hand() -> None:
    """Points 3-4 and 9 are two alarms in 56 days; a fault from point 20 on that shows at 22 takes three half days."""
    found = evaluated((Monitor("nulls", 1, 0.5),), by_hand([3, 4, 9], [22, 23, 24], 20))
    assert found.false_alarms == pytest.approx(2 / (56 / 30))
    (one,) = found.faults
    assert (one.fault, one.delay_days, one.found, one.first) == ("null_burst", 1.5, 1.0, 0)


def test_readings_in_a_row_by_hand() -> None:
    """Two in a row: one alarm of the two stays, and the fault is found half a day later."""
    found = evaluated((Monitor("nulls", 1, 0.5, 2),), by_hand([3, 4, 9], [22, 23, 24], 20))
    assert found.false_alarms == pytest.approx(1 / (56 / 30))
    assert found.faults[0].delay_days == 2.0


def test_what_shows_before_its_onset_or_too_late_is_not_found() -> None:
    late = 20 + 2 * LATEST_DAYS
    found = evaluated((Monitor("nulls", 1, 0.5),), by_hand([], [5, late], 20))
    assert (found.faults[0].delay_days, found.faults[0].found, found.found) == (math.inf, 0.0, 0.0)


def test_an_alarm_begins_once() -> None:
    page = alarmed(np.array([0, 2, 2, 2, 0, 2], dtype=np.float32), Monitor("nulls", 1, 1.0, 2))
    assert page.tolist() == [False, False, True, True, False, False]
    assert begun(page).sum() == 1


def test_the_library_holds_what_it_says() -> None:
    found = library()
    assert found.fault.count("") == HEALTHY
    assert all(found.fault.count(name) == EACH for name in faults())
    assert np.isfinite(found.values).all()


@settings(max_examples=20)
@given(monitors, st.floats(1.0, 3.0))
def test_a_higher_limit_never_finds_more_or_sooner(monitor: Monitor, factor: float) -> None:
    low, high = evaluated((monitor,)), evaluated(scaled((monitor,), factor))
    for before, after in zip(low.faults, high.faults, strict=True):
        assert after.delay_days >= before.delay_days and after.found <= before.found


@settings(max_examples=20)
@given(monitors, monitors)
def test_a_monitor_more_never_finds_later_and_pages_the_sum(one: Monitor, other: Monitor) -> None:
    alone, both = evaluated((one,)), evaluated((one, other))
    assert both.found >= alone.found and both.delay_days <= alone.delay_days
    assert both.false_alarms == pytest.approx(alone.false_alarms + evaluated((other,)).false_alarms)


@settings(max_examples=20)
@given(monitors)
def test_a_name_brings_the_monitor_back(monitor: Monitor) -> None:
    monitor = replace(monitor, limit=float(f"{monitor.limit:g}"))
    assert monitor_named(monitor.name) == monitor


def test_a_bought_limit_keeps_its_rate() -> None:
    for statistic in STATISTICS:
        limit = limit_for(statistic.name, 3, 0.2, 2)
        assert evaluated((Monitor(statistic.name, 3, limit, 2),)).false_alarms <= 0.2


def test_the_default_plan_is_quiet_and_finds_nearly_all() -> None:
    found = evaluated(PLAN)
    assert found.false_alarms <= 1.0
    assert found.found >= 0.85
    assert found.delay_days <= 3.0


def test_the_frontier_trades_alarms_for_delay() -> None:
    results = [result for _, result in frontier(PLAN)]
    alarms = [result.false_alarms for result in results]
    assert alarms[0] > 3 and alarms[-1] < 0.2
    assert 1 < len(efficient(results)) <= len(results)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"statistic": "mood"}, "is none of nulls"),
        ({"window_days": 2}, "is none of 1, 3, 7"),
        ({"consecutive": 0}, "outside 1 to 14"),
        ({"limit": math.nan}, "not a number"),
        ({"owner": "nobody"}, "is none of data platform"),
    ],
)
def test_what_is_no_monitor_is_refused_in_words(fields: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        replace(Monitor("nulls", 1, 0.5), **fields)


def test_an_empty_plan_and_a_wrong_name_are_refused() -> None:
    with pytest.raises(ValueError, match="Add one"):
        evaluated(())
    for name in ("", "nulls", "nulls.1.x.2", "nulls.1.0.5.99", "blocks.9.0.5.2"):
        with pytest.raises(ValueError, match="names no monitor"):
            monitor_named(name)

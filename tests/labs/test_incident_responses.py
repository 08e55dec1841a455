"""The tables behind the case: they are what the lab measures, and diagnoses do what their likelihoods say."""

import numpy as np
import pytest

from labs.incident import Monitor, checks, evaluated, faults, limit_for
from labs.incident.causes import diagnosed
from labs.incident.library import LIBRARY_SEED
from labs.incident.responses import FRAUDS_A_DAY, RESPONSES, SIZES, measured, responses
from labs.incident.setting import REFERENCE_END_S, RUN_DAYS
from labs.incident.world import world_of


def test_every_fault_and_size_has_every_response() -> None:
    rows = {(one.fault, one.size, one.response) for one in responses()}
    assert rows == {(f, s, r) for f in ("", *faults()) for s in range(SIZES) for r in RESPONSES}
    assert all(one.usd_a_payment == 0 for one in responses() if not one.fault and one.response == "nothing")


@pytest.mark.slow
def test_the_shipped_table_is_what_a_world_measures() -> None:
    shipped = {(one.fault, one.size, one.response): one.usd_a_payment for one in responses()}
    for one in measured("threshold_off", 0):
        assert one.usd_a_payment == pytest.approx(shipped[one.fault, one.size, one.response], rel=1e-4, abs=1e-9)


@pytest.mark.slow
def test_frauds_a_day_are_those_of_the_healthy_worlds() -> None:
    worlds = [world_of(LIBRARY_SEED + number) for number in range(SIZES)]
    rows = [world.between(REFERENCE_END_S, REFERENCE_END_S + RUN_DAYS * 86_400) for world in worlds]
    daily = [world.fraud[row].sum() / RUN_DAYS for world, row in zip(worlds, rows, strict=True)]
    assert float(np.mean(daily)) == pytest.approx(FRAUDS_A_DAY, abs=0.1)


@pytest.mark.parametrize("statistic", ["blocks", "recall", "input_psi"])
@pytest.mark.parametrize("consecutive", [1, 3])
def test_a_limit_keeps_its_budget_of_false_alarms(statistic: str, consecutive: int) -> None:
    limits = [limit_for(statistic, 3, budget, consecutive) for budget in (0.05, 0.2, 1.0)]
    assert limits == sorted(limits, reverse=True)
    for limit, budget in zip(limits, (0.05, 0.2, 1.0), strict=True):
        assert evaluated((Monitor(statistic, 3, limit, consecutive),)).false_alarms <= budget


def test_more_checks_name_more_causes() -> None:
    some, every = diagnosed(("null_rates", "score_distribution")), diagnosed(tuple(checks()))
    assert np.mean([one.right for one in every]) > np.mean([one.right for one in some]) + 0.2
    assert all(0 <= one.right <= 1 and one.minutes >= 0 for one in every)
    assert diagnosed(tuple(checks())) == every


def test_diagnosing_without_a_check_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="none given"):
        diagnosed(())
    with pytest.raises(ValueError, match="tea leaves"):
        diagnosed(("tea leaves",))

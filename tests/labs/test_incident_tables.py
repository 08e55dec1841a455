"""The shipped tables against worlds simulated now: false alarms at the stated rate, outcomes as counted."""

import pytest

from design.progress import silent
from labs.incident.belief import counted
from labs.incident.library import made
from labs.incident.monitors import PLAN, evaluated, scaled
from labs.incident.simulated import outcomes_of

pytestmark = pytest.mark.slow

FRESH_SEED, HEALTHY = 910_000, 6


def test_healthy_worlds_page_at_the_stated_rate() -> None:
    """Eleven months that the library does not hold, at a strict and at a loose setting.

    Alarms come in bursts, so that their number spreads more than Poisson's: half to double the stated rate for the
    loose plan (some 30 alarms expected), no more than three times for the strict one (some 5).
    """
    fresh = made(HEALTHY, 0, silent, FRESH_SEED)
    loose, strict = scaled(PLAN, 0.7), PLAN
    stated, seen = evaluated(loose).false_alarms, evaluated(loose, fresh).false_alarms
    assert stated / 2 <= seen <= 2 * stated
    assert evaluated(strict, fresh).false_alarms <= 3 * evaluated(strict).false_alarms


@pytest.mark.parametrize("fault", ["", "null_burst", "label_definition"])
def test_the_table_is_what_its_command_makes(fault: str) -> None:
    """One world of the table simulated again: each of its outcomes has been counted."""
    for (phase, check), outcome in outcomes_of(5, fault).items():
        assert counted().get((fault, phase, check, outcome), 0) >= 1, (phase, check, outcome)

"""The laws of the monitoring design: what a monitor, a limit, a person, a response and a gate do to its numbers."""

import numpy as np
import pytest

from cases.underperforming_model.charts import days_of, plan
from cases.underperforming_model.responding import at_hand
from labs.incident import checks
from tests.designs import CASES, design

CASE = CASES["underperforming_model"]
BY_SCORES = {"watch_scores": "scores"}


def number(key: str, **turns) -> float:
    """One number of the case with some knobs turned."""
    return design(CASE, **turns).ledger[key].value


@pytest.mark.parametrize(
    ("group", "levels"),
    [
        ("watch_inputs", ("none", "nulls", "shift", "slices")),
        ("watch_scores", ("none", "blocks", "scores", "estimated")),
        ("watch_outcomes", ("none", "recall", "all")),
    ],
)
def test_watching_more_never_finds_later_and_never_alarms_less(group: str, levels: tuple[str, ...]) -> None:
    delays = [number("Detection.delay", **{group: level}) for level in levels]
    alarms = [number("Detection.false_alarms", **{group: level}) for level in levels]
    assert delays == sorted(delays, reverse=True)
    assert alarms == sorted(alarms)


def test_a_looser_alarm_budget_buys_days() -> None:
    stops = CASE.knob("alarms_each").stops
    alarms = [number("Detection.false_alarms", alarms_each=stop) for stop in stops]
    delays = [number("Detection.delay", alarms_each=stop) for stop in stops]
    assert alarms == sorted(alarms)
    assert delays[0] > delays[-1]
    assert all(a <= stop * 4 for a, stop in zip(alarms, stops, strict=True)), "four monitors, each within its budget"


def test_later_labels_only_delay_what_reads_labels() -> None:
    assert number("Detection.delay", label_lag_days=21) > number("Detection.delay")
    blind = {"watch_outcomes": "none", **BY_SCORES}
    assert number("Detection.delay", label_lag_days=21, **blind) == number("Detection.delay", **blind)


def test_the_loss_is_its_three_parts_and_a_missed_incident_runs_until_somebody_complains() -> None:
    of = design(CASE).ledger
    parts = sum(of[f"Incident.{part}"].value for part in ("before_the_page", "until_stopped", "while_held"))
    assert of["Incident.loss"].value == pytest.approx(parts)
    assert number("Incident.loss", complaint_days=60) > of["Incident.loss"].value


def test_loss_is_in_proportion_to_payments_and_stake() -> None:
    assert number("Incident.loss", payments_per_day=500_000) == pytest.approx(2 * number("Incident.loss"))
    assert number("Incident.loss", stake=3) == pytest.approx(3 * number("Incident.loss"))


def test_a_roll_back_mends_releases_and_nothing_else() -> None:
    """Measured in the lab: under it a bad release loses nothing, a burst of nulls more than before."""
    e = design(CASE).evidence
    nothing, back = e.usd_a_payment[:, 0], e.usd_a_payment[:, 1]
    fault = np.array(e.fault)
    assert back[fault == "bad_release"] == pytest.approx(0)
    assert (back[fault == "null_burst"] > nothing[fault == "null_burst"]).all()


def test_rules_alone_cost_money_on_a_healthy_day_and_more_when_they_act_on_false_alarms() -> None:
    assert design(CASE).evidence.healthy[2] > 0
    acting = {"first_response": "fall_back", "automatic": True}
    assert number("Incident.false_month", **acting) > 0
    assert number("Incident.false_month", first_response="fall_back") == 0


def test_a_gate_before_a_retrain_never_loses_more() -> None:
    assert number("Incident.loss", retrain_gate=True) < number("Incident.loss")


def test_gates_stop_what_they_can_see_and_leave_the_rest() -> None:
    """A shadow stops faults of the model alone; what nobody announced passes the gate upstream."""
    for turns, stages in (({"shadow": True}, ("model",)), ({"contract": True}, ("source", "features"))):
        of = design(CASE, **turns)
        days = days_of(of.knobs, of.evidence, plan(of.knobs, of.evidence))
        stopped = days == 0
        assert stopped.any()
        assert of.evidence.of_stage(*stages)[stopped].all()
    assert of.evidence.announced[stopped].all()


def test_more_cover_is_read_sooner_and_costs_more() -> None:
    covers = ("office", "evenings", "always")
    read = [number("OnCallRota.answered", cover=c) for c in covers]
    cost = [number("OnCallRota.cost", cover=c) for c in covers]
    assert read == sorted(read, reverse=True)
    assert cost == sorted(cost)
    assert read[0] == pytest.approx((4 * 16**2 + 64**2) / 336 + 1 / 6)


def test_the_design_decides_which_checks_are_at_hand() -> None:
    everything = {
        "watch_house": "copy",
        "feature_log": True,
        "shadow_last": True,
        "change_log": "log",
        "sample_a_day": "100",
    }
    assert set(at_hand(design(CASE, **everything).knobs)) == set(checks())
    assert "shadow_replay" in at_hand(design(CASE, first_response="replayed").knobs)
    assert "feature_recompute" not in at_hand(design(CASE).knobs)


def test_nothing_watched_finds_nothing_and_says_so() -> None:
    of = design(CASE, watch_inputs="none", watch_outcomes="none")
    assert of.ledger["Detection.found"].value == 0
    assert of.ledger["Detection.delay"].value == 14
    assert "InputMonitors" not in {part.key for part in of.graph.parts}


def test_the_case_can_be_kept_whole() -> None:
    """Two steps from the opening every promise holds: scores watched, served features compared."""
    assert [o.promise.title for o in design(CASE).broken] == ["Detection delay", "Loss an incident"]
    assert not design(CASE, feature_log=True, **BY_SCORES).broken

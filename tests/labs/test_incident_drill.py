"""The drill: a pure state machine, a link that brings it back, players who fare as they should, a true debrief."""

import functools
from dataclasses import fields, replace

import pytest

from labs.incident import (
    LEVELS,
    PLAN,
    DrillState,
    begin,
    best_play,
    debrief,
    diagnose_first,
    do_nothing,
    faults,
    incident,
    link,
    played,
    restored,
    retrain_first,
    step,
    total_loss,
)
from labs.incident.__main__ import main
from labs.incident.commands import parsed

LEVEL = "first_week"


def seed_of(fault: str, level: str = LEVEL) -> int:
    """The first seed whose incident is this fault alone."""
    return next(seed for seed in range(2000) if [p.fault for p in incident(seed, level).plants] == [fault])


@functools.cache
def fared(fault: str) -> tuple[float, DrillState, float]:
    """What doing nothing loses, the best play, and what retraining first loses."""
    seed = seed_of(fault)
    return total_loss(do_nothing(seed, LEVEL)), best_play(seed, LEVEL), total_loss(retrain_first(seed, LEVEL))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("dance", "is no command"),
        ("check:everything", "is none of"),
        ("check", "takes a check's name"),
        ("retrain:now", "takes nothing"),
        ("threshold:2", "outside 0.001 to 0.999"),
        ("threshold:nan", "outside"),
        ("wait:x", "is not a number"),
        ("fix:join_key+null_burst", "name of one fault"),
        ("page:nobody", "owns nothing"),
        ("close:mood", "is none of"),
        ("prevent:hope", "names no monitor"),
        ("x" * 300, "short text"),
    ],
)
def test_what_is_no_command_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parsed(text)


def test_levels_and_seeds_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="is none of first_week"):
        incident(1, "boss")
    for seed in (-1, 2**31, True, "7"):
        with pytest.raises(ValueError, match="not a whole number"):
            incident(seed, LEVEL)


def test_every_fault_comes_up_and_no_seed_gives_it_away() -> None:
    """Two thousand seeds: each fault about as often as another."""
    drawn = [incident(seed, "on_call").plants[0].fault for seed in range(1000)]
    for name in faults():
        assert 30 <= drawn.count(name) <= 95


def test_two_at_once_are_two_at_different_stages() -> None:
    for seed in range(50):
        stages = [faults()[plant.fault].stage for plant in incident(seed, "two_at_once").plants]
        assert len(set(stages)) == 2


@pytest.mark.slow
class TestPlayed:
    """What needs a world."""

    def test_a_link_brings_the_same_state_back(self) -> None:
        state = played(begin(4, LEVEL), ["check:null_rates", "page:label_team", "roll_back", "wait:90"])
        assert restored(link(state)) == state
        assert restored(link(begin(4, LEVEL))) == begin(4, LEVEL)

    def test_a_refused_command_changes_nothing_but_the_refusal(self) -> None:
        state = step(begin(4, LEVEL), "check:slices")
        refused = step(state, "recalibrate:now")
        assert refused.refusal
        assert replace(refused, refusal="") == state
        assert step(refused, "check:calibration").refusal == ""

    def test_a_foreign_link_is_refused_and_a_broken_one_stops_where_it_breaks(self) -> None:
        for text in ("", "first_week", "first_week~x", "boss~1"):
            with pytest.raises(ValueError):
                restored(text)
        broken = restored("first_week~4~check:null_rates~dance~retrain")
        assert broken.commands == ("check:null_rates",) and "no command" in broken.refusal

    def test_nothing_is_done_after_the_end_nor_after_the_horizon(self) -> None:
        closed = step(begin(4, LEVEL), "close:none")
        assert "is closed" in step(closed, "retrain").refusal
        late = played(begin(4, LEVEL), ["wait:10080", "wait:9900"])
        assert "14 days" in step(late, "retrain").refusal

    def test_the_truth_is_nowhere_in_the_state(self) -> None:
        """The fields are these, a blind level shows no money, and the debrief waits for the end."""
        state = step(begin(3, "veteran"), "check:change_log")
        assert {field.name for field in fields(DrillState)} == {
            *("seed", "level", "commands", "minute", "alert", "events", "timeline", "belief", "money_lost"),
            *("loss_per_hour", "paged", "suspects", "prevention", "closed", "said", "refusal"),
        }
        assert state.money_lost is None and state.loss_per_hour is None
        assert "Plant" not in repr(state) and "onset" not in repr(state)
        assert step(state, "close:none").money_lost is not None
        with pytest.raises(ValueError, match="open"):
            debrief(state)

    def test_the_meter_runs_with_the_clock(self) -> None:
        """Money after an hour and an hour more adds up to money after two, and a fix stops it."""
        seed = seed_of("threshold_off")
        one, two = (played(begin(seed, LEVEL), [f"wait:{minutes}"]) for minutes in (60, 120))
        again = step(one, "wait:60")
        assert again.money_lost == pytest.approx(two.money_lost)
        fixed = played(two, ["page:model_team", "fix:threshold_off"])
        assert fixed.minute == 120 + 10 + 120
        assert abs(fixed.loss_per_hour) < 0.05 * two.loss_per_hour

    def test_a_fix_of_what_is_not_broken_costs_hours_and_the_suspicion(self) -> None:
        state = begin(seed_of("threshold_off"), LEVEL)
        wrong = step(state, "fix:join_key")
        assert wrong.minute == 240 and wrong.timeline == ()
        assert wrong.beliefs["join_key"] < 0.1 * state.beliefs["join_key"]

    def test_rules_stop_the_worst_and_the_model_comes_back(self) -> None:
        state = begin(seed_of("unit_change"), LEVEL)
        safe = step(state, "fall_back")
        assert safe.loss_per_hour < 0.3 * state.loss_per_hour
        assert step(safe, "restore").loss_per_hour > 3 * safe.loss_per_hour

    @pytest.mark.parametrize("fault", sorted(faults()))
    def test_the_best_player_solves_every_fault(self, fault: str) -> None:
        """Named rightly; no dearer than doing nothing or retraining; what can be mended upstream is all but stopped."""
        nothing, best, retrained = fared(fault)
        assert best.said == (fault,)
        assert total_loss(best) <= min(nothing, retrained + 60_000)
        if faults()[fault].remedy == "fix":
            assert total_loss(best) <= max(0.15 * nothing, 20_000)

    @pytest.mark.parametrize("fault", ["unit_change", "null_burst", "stale_features", "join_key", "label_definition"])
    def test_who_retrains_first_keeps_losing_where_the_data_are_wrong(self, fault: str) -> None:
        nothing, best, retrained = fared(fault)
        assert retrained > total_loss(best) + 0.25 * nothing

    def test_who_believes_the_table_names_most_faults_and_saves_most_of_the_money(self) -> None:
        """One incident of each fault at the level `on_call`, without the truth."""
        right, avoidable, saved = 0, 0.0, 0.0
        for fault in faults():
            seed = seed_of(fault, "on_call")
            end = diagnose_first(seed, "on_call")
            right += end.said == (fault,)
            nothing = total_loss(do_nothing(seed, "on_call"))
            if faults()[fault].remedy == "fix" and nothing > 20_000:
                avoidable += nothing
                saved += nothing - total_loss(end)
        assert right >= 0.7 * len(faults())
        assert saved >= 0.8 * avoidable

    def test_the_debrief_tells_what_it_was_and_what_would_have_caught_it(self) -> None:
        seed = seed_of("stale_features")
        state = played(
            begin(seed, LEVEL),
            [
                *("check:business_counts", "check:feature_recompute", "check:feature_recompute", "fix:join_key"),
                *("page:feature_team", "fix:stale_features", "check:feature_recompute", "prevent:mismatch.1.0.01.1"),
                "close:stale_features",
            ],
        )
        heard: list[float] = []
        told = debrief(state, lambda share, doing: heard.append(share))
        assert heard == sorted(heard) and len(heard) > 2
        curves = dict(told.curves)
        assert [curve[0] for curve in curves.values()] == [0.0] * 4
        lost = (told.lost, told.best, told.retrain, told.nothing)
        assert [curve[-1] for curve in curves.values()] == pytest.approx(lost)
        assert told.right and told.proved and [plant.fault for plant in told.plants] == ["stale_features"]
        assert told.best <= told.lost < told.nothing and told.saved > 0.7
        assert [check.wasted for check in told.checks] == [False, False, True, False]
        assert told.checks[1].bits > told.checks[0].bits
        assert [fix.wrong for fix in told.fixes] == [True, False]
        assert told.fixes[1].saved == pytest.approx(told.nothing - told.lost, abs=1)
        assert told.minutes_to_stop == state.minute - 25
        assert told.chosen is not None and told.chosen.hours_after_onset == 12.0
        assert told.chosen.hours_earlier > 24 and told.chosen.money_saved > 0
        assert len(told.prevention) == len(PLAN) and told.prevention[0].hours_after_onset <= 12.0
        assert told.gates[0][1] == "feature team"

    def test_the_command_line_plays_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--seed", "4", "--level", LEVEL]) == 0
        printed = capsys.readouterr().out
        assert "It was: Label delay change" in printed and "best script" in printed
        assert main(["--monitors"]) == 0
        assert "false alarms a month" in capsys.readouterr().out
        assert main(["--seed", "-3"]) == 2


def test_every_level_says_what_it_is() -> None:
    assert list(LEVELS) == ["first_week", "on_call", "veteran", "two_at_once"]
    assert all(level.says and level.title for level in LEVELS.values())

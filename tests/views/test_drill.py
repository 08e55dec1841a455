"""The drill as a person plays it, without a browser: the entrance, an incident to its debrief, links, reloads."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from labs.incident import LEVELS, Chart, DrillState, best_play, checks, faults, link, walk
from views._drill.charts import spec, words
from views._drill.kept import KEY, PARAM, Player, clock

PAGE = """
from views import drill

drill.show()
"""


def opened(at: str = "") -> AppTest:
    """The page at an address, once what it had to make is made."""
    app = AppTest.from_string(PAGE, default_timeout=60)
    if at:
        app.query_params[PARAM] = at
    return calm(app.run())


def mine(app: AppTest) -> Player:
    held: Player = app.session_state[KEY]
    return held


def state(app: AppTest) -> DrillState:
    held = mine(app).state
    assert held is not None
    return held


def calm(app: AppTest) -> AppTest:
    """The page with its long work done, without an exception, and without a number that is none."""
    for _ in range(3):
        if (job := mine(app).job) is not None:
            assert job.done.wait(120)
            app.run()
    assert [e.message for e in app.exception] == []
    shown = said(app).split()
    assert not {"nan", "inf", "None"} & set(shown)
    return app


def said(app: AppTest) -> str:
    kinds: tuple[Any, ...] = (app.markdown, app.caption, app.warning, app.error, app.success, app.info, app.metric)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def address(app: AppTest) -> str:
    value = app.query_params[PARAM]
    return value if isinstance(value, str) else value[0]


def press(app: AppTest, key: str) -> AppTest:
    return calm(app.button(key=key).click().run())


def metrics(app: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in app.metric}


def blank(commands: tuple[str, ...]) -> DrillState:
    """A state of which only the commands count."""
    return DrillState(1, "on_call", commands, 0, None, (), (), (), None, None)  # type: ignore[arg-type]


def test_entrance_names_levels_and_the_walk() -> None:
    app = opened()
    assert "Stop the bleeding" in said(app)
    assert app.radio(key="drill:level").options == [level.title for level in LEVELS.values()]
    assert len(app.metric) == 0


@pytest.mark.parametrize("text", ["rubbish", "boss~1", "on_call~x", "on_call~" + "9" * 30, "<img src=x onerror=y>~1"])
def test_bad_link_is_a_sentence_and_the_entrance_stays(text: str) -> None:
    app = opened(text)
    assert "The link opens no drill." in app.warning[0].value and "Choose an incident below" in app.warning[0].value
    assert PARAM not in app.query_params
    assert app.button(key="drill:begin")


def test_walk_follows_what_was_done() -> None:
    taken = [step.taken for step in walk(blank(()))]
    assert taken == [False] * 6
    played = ("check:slices", "fall_back", "suspect:join_key", "check:null_rates", "check:trace_record")
    assert [step.taken for step in walk(blank(played))] == [True, True, True, True, True, False]
    assert [step.taken for step in walk(blank((*played, "fix:join_key", "prevent:nulls.1.0.02.1")))] == [
        *(True, True, True, True),
        False,
        True,
    ]


def test_double_click_counts_once() -> None:
    held = Player(state=blank(()))
    held.press("retrain", 0)
    held.press("retrain", 0)
    assert held.pressed == ["retrain"]


def test_chart_says_what_is_beyond_its_limit_and_draws_no_hole() -> None:
    chart = Chart("bars", "Nulls", "share", ("a", "b"), (("today", (0.5, float("nan"))),), (0.1, 0.2))
    assert words(chart).endswith("beyond its limit (red mark): a.")
    assert [point["at"] for point in spec(chart)["layer"][0]["data"]["values"]] == ["a"]


def test_clock_says_days_hours_and_minutes() -> None:
    assert [clock(minutes) for minutes in (0, 45, 150, 2940)] == ["0 min", "45 min", "2 h 30 min", "2 d 1 h"]


@pytest.mark.slow
class TestPlayed:
    """What needs a world."""

    def test_whole_incident_from_the_call_to_the_debrief(self) -> None:
        app = opened()
        app.radio(key="drill:level").set_value("first_week")
        app.number_input[0].set_value(7)
        app = press(app.run(), "drill:begin")
        assert address(app) == "first_week~7"
        assert metrics(app)["Clock"] == "0 min"
        assert "What remains possible" in said(app) and "The value of the next check" in said(app)
        for check in ("null_rates", "feature_recompute"):
            before = metrics(app)
            app = press(app, f"drill:check:{check}")
            after = metrics(app)
            assert before["Clock"] != after["Clock"] and before["Money lost"] != after["Money lost"]
        app = calm(app.selectbox(key=f"drill:suspect:{len(state(app).commands)}").set_value("stale_features").run())
        app = calm(app.selectbox(key=f"drill:suspect:{len(state(app).commands)}").set_value("join_key").run())
        app = press(app, "drill:up:join_key")
        assert state(app).suspects == ("join_key", "stale_features")
        app = press(app, "drill:drop:join_key")
        app = calm(app.selectbox(key="drill:owner").set_value("feature team").run())
        app = press(app, "drill:do:page")
        app = calm(app.selectbox(key="drill:fix").set_value("stale_features").run())
        app = press(app, "drill:do:fix")
        assert "took the change back" in said(app) and "taken back: Stale features" in said(app)
        app = press(app, "drill:check:feature_recompute")
        app = press(app, "drill:do:prevent")
        reload = opened(link(state(app)))
        assert state(reload) == state(app) and metrics(reload) == metrics(app)
        app = press(app, "drill:do:close")
        told = mine(app).told
        assert told is not None and told.right and told.proved
        assert "Right: you named Stale features." in said(app)
        assert "false alarms a month" in said(app) and "Retrain first" in metrics(app)
        app = press(app, "drill:leave")
        assert app.button(key="drill:begin") and PARAM not in app.query_params

    def test_every_control_is_answered_or_refused_in_words(self) -> None:
        app = opened("first_week~7")
        for name in ("fall_back", "restore", "roll_back", "recalibrate", "threshold", "wait", "retrain"):
            number, minute = len(state(app).commands), state(app).minute
            app = press(app, f"drill:do:{name}")
            if state(app).refusal:
                assert "Not done, and no minute gone." in said(app) and state(app).minute == minute
            else:
                assert len(state(app).commands) == number + 1 and state(app).minute > minute
        for name in checks():
            app = press(app, f"drill:check:{name}")
            assert state(app).commands[-1] == f"check:{name}"

    @pytest.mark.parametrize("level", ["on_call", "veteran", "two_at_once"])
    def test_best_script_of_a_level_ends_in_a_right_debrief(self, level: str) -> None:
        best = best_play(3, level)
        app = opened(f"{level}~3")
        hidden = not LEVELS[level].meter
        assert (metrics(app)["Money lost"] == "hidden") == hidden
        assert len(app.toggle) == (0 if hidden else 1)
        assert "What remains possible" not in said(app) and "The value of the next check" not in said(app)
        app.query_params[PARAM] = link(best)
        app = calm(app.run())
        app = press(app, "drill:debrief")
        told = mine(app).told
        assert told is not None and told.right
        assert told.lost == pytest.approx(told.best)
        for name in best.said:
            assert faults()[name].title in said(app)

    def test_bad_link_keeps_the_incident_and_a_broken_one_stops_where_it_breaks(self) -> None:
        app = opened("first_week~7~check:null_rates")
        before = state(app)
        app.query_params[PARAM] = "boss~1"
        app = calm(app.run())
        assert "Your incident is as it was." in app.warning[0].value
        assert state(app) == before and address(app) == link(before)
        app.query_params[PARAM] = "first_week~7~check:null_rates~dance~retrain"
        app = calm(app.run())
        assert "cannot be done" in said(app) and "no command" in said(app)
        assert state(app).commands == ("check:null_rates",)
        assert address(app) == link(before)

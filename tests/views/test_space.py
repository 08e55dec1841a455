"""Space on the page: draw, take a design, ask backwards, cancel; results stay with the design they were made for."""

from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from search import goal_of, sample, space_of
from tests.designs import CASES, design
from tests.views.case_page import board, opened
from views._space_chart import STATES, YOURS, Shown, scatter, spec
from views._work import Job

pytestmark = pytest.mark.slow

CASE = CASES["fraud_detection"]
SLUG = CASE.slug


@pytest.fixture(autouse=True)
def fewer_designs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty designs say as much of the page as 2,000 do."""
    import views.panels.space as panel

    real = panel.sample
    monkeypatch.setattr(panel, "sample", lambda space, keys, draws, **more: real(space, keys, 60, **more))


def panel(words: dict[str, str] | None = None) -> AppTest:
    """The fraud case with the tab open."""
    at = opened(CASE, words)
    at.session_state[f"tabs:{SLUG}"] = "Space"
    return at.run()


def held(at: AppTest) -> Any:
    """What was asked of the space."""
    return at.session_state[f"space:{SLUG}"]


def asked(at: AppTest, button: str) -> AppTest:
    """The page once the work behind a button is done."""
    at.button(key=f"{button}:{SLUG}").click().run()
    if (job := held(at).job) is not None:
        assert job.done.wait(80)
        at.run()
    assert [e.message for e in at.exception] == []
    return at


def words(at: AppTest) -> str:
    """All captions, boxes and paragraphs, without the marks that keep them from being Markdown."""
    parts = [*at.caption, *at.info, *at.success, *at.warning, *at.markdown]
    return "\n".join(p.value for p in parts).replace("\\", "")


def test_drawn_designs_are_told_in_words_and_one_is_taken_by_keyboard() -> None:
    at = panel()
    assert at.get("vega_lite_chart") == [], "nothing runs unless asked"
    asked(at, "draw")
    assert len(at.get("vega_lite_chart")) == 1
    assert "60 designs drawn over 18 decisions" in words(at)
    assert "Held, because turning them trains a model: Feature freshness" in words(at)
    before = at.session_state[f"session:{SLUG}"].knobs
    drawn = held(at).drawn
    chosen = at.selectbox(key=f"front:{SLUG}").value
    at.button(key=f"take-front:{SLUG}").click().run()
    board(at)
    after = at.session_state[f"session:{SLUG}"].knobs
    assert after == drawn.knobs(chosen) != before
    assert [at.selectbox(key=f"space:{SLUG}:{i}").value for i in (0, 1)] == ["Bill.cost", "Money.fraud_loss"]
    assert "They are of the earlier one" not in words(at), "a move inside the space leaves it as good as it was"


def test_designs_of_another_world_say_so() -> None:
    at = asked(panel(), "draw")
    at.session_state[f"session:{SLUG}"].turn({"fraud_rate": 0.004})
    at.run()
    assert "They are of the earlier one" in words(at)


def test_numbers_and_designs_are_still_there_after_another_tab() -> None:
    at = panel()
    at.selectbox(key=f"space:{SLUG}:1").set_value("Decision.p99").run()
    asked(at, "draw")
    at.session_state[f"tabs:{SLUG}"] = "Brief"
    at.run()
    at.session_state[f"tabs:{SLUG}"] = "Space"
    at.run()
    assert at.selectbox(key=f"space:{SLUG}:1").value == "Decision.p99"
    assert len(at.get("vega_lite_chart")) == 1


def test_cheapest_change_is_told_with_numbers_and_taken() -> None:
    at = asked(panel(), "change")
    assert "The cheapest change turns 1 decision: Actions block only → block, step-up." in words(at)
    assert "Every promise is kept, at $16," in words(at)
    at.button(key=f"take:answer:{SLUG}").click().run()
    assert [o["kept"] for o in board(at)["outcomes"]] == [True] * 6
    assert f"take:answer:{SLUG}" not in [b.key for b in at.button]
    at.session_state[f"session:{SLUG}"].turn({"replicas": 9})
    at.run()
    assert "This answer is of the earlier one" in words(at)


def test_contradiction_is_told_with_what_would_have_to_move() -> None:
    at = asked(panel({"fraud_rate": "0.008"}), "design")
    assert "Fraud loss and Good payments declined contradict each other" in words(at)
    assert "at most 10 bp would have to become" in words(at)
    at.button(key=f"yield:answer:{SLUG}:0").click().run()
    assert [o["title"] for o in board(at)["outcomes"] if not o["kept"]] == ["Fraud loss"]


def test_what_breaks_first_and_the_way_to_the_tornado() -> None:
    at = panel()
    at.button(key=f"reach:{SLUG}").click().run()
    assert "times today's load" in words(at)
    at.button(key=f"tornado-to:{SLUG}:Bill.cost").click().run()
    assert at.session_state[f"tabs:{SLUG}"] == "Uncertainty"


def test_two_numbers_alike_and_a_number_without_a_direction_are_asked_about() -> None:
    at = asked(panel(), "draw")
    at.selectbox(key=f"space:{SLUG}:1").set_value("Bill.cost").run()
    assert "Choose two different numbers" in words(at)
    at.selectbox(key=f"space:{SLUG}:1").set_value("ModelServer.utilisation").run()
    assert "Draw again to see it" in words(at)
    assert any(c.key == f"space:{SLUG}:way:ModelServer.utilisation" for c in at.segmented_control)


def test_chart_marks_yours_and_never_draws_what_is_unbounded() -> None:
    start = design(CASE, replicas=1, peak=20, on_timeout="wait")
    drawn = sample(space_of(start), samples=80)
    titles = {o.promise.key: o for o in start.outcomes}
    numbers = [
        Shown(goal_of(CASE, key, titles[key].unit), titles[key].promise.title, titles[key].unit)
        for key in ("Decision.p99", "Bill.cost", "Money.fraud_loss")
    ]
    shown = scatter(drawn, numbers)
    own = [titles[n.goal.key].value for n in numbers]
    rows = spec(shown, own)["data"]["values"]
    assert own[0] == float("inf")
    assert all(row["state"] != YOURS for row in rows), "no place on the axis for no steady state"
    assert "unbounded or missing" in shown.says
    finite = spec(shown, [50.0, *own[1:]])
    assert finite["data"]["values"][-1]["state"] == YOURS
    assert {row["state"] for row in rows} <= set(STATES)
    assert finite["encoding"]["color"]["field"] == "n2"


def test_work_that_is_cancelled_ends_and_one_that_fails_is_not_hidden() -> None:
    going = Event()

    def forever(tell: Any) -> None:
        while True:
            tell(0.5, "on and on")
            going.set()

    job = Job(forever).begin()
    assert going.wait(20)
    job.cancel()
    assert job.done.wait(20)
    assert job.problem.startswith("Cancelled")

    def bug(tell: Any) -> None:
        raise KeyError("gone")

    broken = Job(bug).begin()
    assert broken.done.wait(20)
    assert isinstance(broken.failure, KeyError)


def test_work_that_nobody_looks_at_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    import views._work as module

    monkeypatch.setattr(module, "ABANDONED_AFTER", -1.0)
    job = Job(lambda tell: tell(0.1, "alone")).begin()
    assert job.done.wait(20)
    assert job.problem.startswith("Cancelled")

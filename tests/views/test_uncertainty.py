"""Uncertainty on the page: how sure a design is, ranges of one's own, and three worlds in one click."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from design import all_figures_of, design_of
from tests.designs import CASES, evidence_for
from tests.views.case_page import board, opened

pytestmark = pytest.mark.slow

CASE = CASES["fraud_detection"]
SESSION, THREE = "session:fraud_detection", "three:fraud_detection"


@pytest.fixture(autouse=True)
def fewer_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen worlds say as much of the page as 256 do."""
    import views.panels.uncertainty as panel

    real = panel.uncertainty_of
    monkeypatch.setattr(panel, "uncertainty_of", lambda design, progress: real(design, 16, progress=progress))


def session(at: AppTest) -> Any:
    """The visitor's session."""
    return at.session_state[SESSION]


def panel(words: dict[str, str] | None = None) -> AppTest:
    """The fraud case with the tab open."""
    at = opened(CASE, words)
    at.session_state["tabs:fraud_detection"] = "Uncertainty"
    return at.run()


def ask(at: AppTest) -> AppTest:
    """The page once it was asked how sure it is."""
    return at.button(key="sure:fraud_detection").click().run()


def world(at: AppTest, name: str) -> AppTest:
    """The page after a click on one of the three worlds."""
    control = next(c for c in at.segmented_control if c.key == THREE)
    return control.set_value(name).run()


def values(at: AppTest) -> list[str]:
    """The promises' numbers on the board."""
    return [o["text"] for o in board(at)["outcomes"]]


def test_asked_how_sure_the_page_tells_chances_worlds_and_what_matters() -> None:
    at = panel()
    assert {o["chance"] for o in board(at)["outcomes"]} == {""}
    ask(at)
    told = board(at)["outcomes"]
    assert all("world" in o["chance"] for o in told)
    assert any("matters most" in c.value and "Money.fraud" in c.value.replace("\\", "") for c in at.caption)
    assert len(at.get("vega_lite_chart")) == 1
    kept = next(f.value for f in at.dataframe if "kept" in f.value.columns)
    assert [o["chance"] in row for o, row in zip(told, kept["kept"], strict=True)] == [True] * len(told)


def test_results_of_an_earlier_design_say_so_and_are_offered_anew() -> None:
    at = ask(panel())
    at.select_slider(key="fraud_detection.block_above").set_value(CASE.knob("block_above").axis[40]).run()
    assert {o["chance"] for o in board(at)["outcomes"]} == {""}
    assert any("earlier one" in w.value for w in at.warning)
    ask(at)
    assert all(o["chance"] for o in board(at)["outcomes"])
    assert len(at.warning) == 0


def test_a_range_of_ones_own_goes_into_the_link_and_is_forgotten() -> None:
    at = panel()
    at.session_state["ranges:fraud_detection"] = True
    at.run()
    at.selectbox(key="range-of:fraud_detection").set_value("margin").run()
    key = "range:fraud_detection:margin"
    at.number_input(key=f"{key}:low").set_value(0.07)
    at.number_input(key=f"{key}:high").set_value(0.09)
    at.text_input(key=f"{key}:why").set_value("asked <finance>")
    at.button(key=f"{key}:take").click().run()
    assert board(at)["query"] == "believe.margin=%5B0.07..0.09%5D+asked+%3Cfinance%3E"
    at.button(key="forget:fraud_detection:margin").click().run()
    assert board(at)["query"] == ""


def test_a_range_without_the_designs_own_value_is_refused_in_words() -> None:
    at = panel()
    at.session_state["ranges:fraud_detection"] = True
    at.run()
    at.selectbox(key="range-of:fraud_detection").set_value("Money.review_catch").run()
    key = "range:fraud_detection:Money.review_catch"
    at.number_input(key=f"{key}:low").set_value(0.95)
    at.number_input(key=f"{key}:high").set_value(0.99)
    at.button(key=f"{key}:take").click().run()
    assert any("outside 0.95 to 0.99" in w.value for w in at.warning)
    assert session(at).knobs == CASE.Knobs()


def test_worlds_are_one_click_and_the_way_back_is_exact() -> None:
    at = opened(CASE)
    mine, before = session(at).knobs, values(at)
    world(at, "pessimistic")
    assert board(at)["query"] == "world=pessimistic"
    assert any("pessimistic" in c.value and "strains" in c.value for c in at.caption)
    worse = values(at)
    assert worse != before
    assert (world(at, "expected"), values(at), session(at).knobs) == (at, before, mine)
    assert board(at)["query"] == ""


def test_a_decision_turned_in_another_world_stays_on_the_way_back() -> None:
    at = world(opened(CASE), "pessimistic")
    at.select_slider(key="fraud_detection.block_above").set_value(CASE.knob("block_above").axis[40]).run()
    world(at, "expected")
    assert session(at).knobs.turned == {"block_above": CASE.knob("block_above").axis[40]}


def test_a_link_opens_its_world_and_the_register_holds_that_worlds_values() -> None:
    at = opened(CASE, {"world": "pessimistic"})
    design = session(at).now
    assert board(at)["query"] == "world=pessimistic"
    wages = {a.value for a in design.assumptions if a.address.endswith("usd_an_engineer_hour")}
    assert wages == {135.0}
    assert {b.reason for b in design.knobs.beliefs} == {"pessimistic world"}
    assert session(at).knobs == CASE.Knobs()


def test_a_link_to_no_world_says_so() -> None:
    at = opened(CASE, {"world": "rosy", "replicas": "7"})
    assert any("not one of pessimistic, expected, optimistic" in w.value for w in at.warning)
    assert (session(at).world, session(at).knobs.replicas) == ("expected", 7)


def test_start_over_leaves_the_world() -> None:
    at = opened(CASE, {"world": "expected", "replicas": "7"})
    session(at).world = "optimistic"
    next(b for b in at.button if b.label == "Start over").click().run()
    assert (session(at).world, board(at)["query"]) == ("expected", "")


def test_every_figure_of_the_case_has_a_title_and_a_range_that_holds_it() -> None:
    knobs = CASE.Knobs()
    found = all_figures_of(design_of(CASE, knobs, evidence_for(CASE, knobs)))
    assert len({f.title for f in found}) == len(found)
    assert [f.address for f in found if not f.low <= f.value <= f.high] == []

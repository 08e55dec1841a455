"""What a slider shows while it is moved is what stands when it is let go."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from design import Case, Knob
from tests.designs import CASES
from tests.views.case_page import board, opened, opened_box, widget

pytestmark = pytest.mark.slow

MOST = 5
"""Sliders of a case and role that are held."""
MOVING = ("live", "marks", "struck", "outcomes", "answers", "sentence", "part")
FRAUD = CASES["fraud_detection"]


def held(at: AppTest, case: Case, knob: Knob, near: int = 0, shown: tuple[str, ...] = ()) -> dict[str, Any]:
    """The board once the page has asked for a slider's axis until all of it is swept."""
    swept = at.session_state[f"session:{case.slug}"].swept
    for _ in range(8):
        swept.ask({"knob": knob.name, "near": near, "shown": list(shown)})
        told = board(at.run())
        if told["swept"].get("whole", True):
            return told
    raise AssertionError("the axis is never whole")


def unpacked(column: list[Any], at: int) -> Any:
    """One row of a column, as the page's script unpacks it."""
    how, what, *places = column
    if how == 0:
        return what
    if how == 1:
        return {key: unpacked(one, at) for key, one in what.items()}
    return [unpacked(one, at) for one in what] if how == 2 else what[places[0][at]]


def rows(at: AppTest, case: Case) -> dict[int, Any]:
    """Place -> what the board shows there, of all that was swept."""
    found = {}
    for chunk in at.session_state[f"session:{case.slug}"].swept.chunks:
        for i, place in enumerate(chunk["places"]):
            found[place] = unpacked(json.loads(json.dumps(chunk["rows"])), i)
    return found


def agrees(at: AppTest, case: Case, knob: Knob, places: tuple[int, ...]) -> int:
    """Sweep a slider, then settle it at some places: what was swept is what stands. How many rows were held so.

    A place without a row has another picture, or waits for training: it settles, and its table is another one.
    """
    shape = held(at, case, knob)["shape"]
    swept, checked = rows(at, case), 0
    for place in places:
        value = knob.axis[place]
        if value == getattr(at.session_state[f"session:{case.slug}"].knobs, knob.name):
            continue  # no move: the page goes on telling of the last one
        widget(at, case, knob).set_value(value).run()
        told = board(at)
        index = place % len(knob.axis)
        if index not in swept:
            shape = held(at, case, knob)["shape"]
            swept = rows(at, case)
            continue
        assert told["shape"] == shape
        assert told["swept"]["place"] == index, "a move of the same slider keeps the table"
        assert {name: told[name] for name in MOVING} == swept[index]
        checked += 1
    return checked


def test_the_swept_is_the_settled() -> None:
    at = opened(FRAUD)
    assert agrees(at, FRAUD, FRAUD.knob("block_above"), (0, 40, -1)) == 3


@pytest.mark.parametrize("role", ["knob", "given"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_swept_is_the_settled_for_every_slider(case: Case, role: str) -> None:
    """Decisions and numbers of the world, at an end and between; each from where the one before it was left.

    Of many, some in even steps: each takes as many runs of the page as it has values to sweep.
    """
    at = opened(case)
    opened_box(at, f"world:{case.slug}")
    sliders = [k for k in (*case.knobs, *case.givens) if k.kind == "number" and k.role == role and not k.trains]
    sliders = sliders[:: max(1, len(sliders) // MOST)][:MOST]
    checked = [agrees(at, case, k, (len(k.axis) // 3, -1)) for k in sliders]
    assert sum(checked) > len(sliders), "most places keep the picture, and have a row"


def test_the_swept_is_the_settled_where_cards_lie_a_part_is_open_and_an_overlay_is_shown() -> None:
    at = opened(FRAUD)
    session = at.session_state[f"session:{FRAUD.slug}"]
    session.part = "ModelServer"
    session.throw(next(c for c in FRAUD.cards if "payments_per_day" in c.turns))
    knob = FRAUD.knob("replicas")
    told = held(at, FRAUD, knob, shown=("utilisation",))
    assert told["part"]["key"] == "ModelServer"
    row = rows(at, FRAUD)[0]
    widget(at, FRAUD, knob).set_value(knob.axis[0]).run()
    after = board(at)
    assert row["struck"], "the card fills a part of so small a design, and the picture marks it"
    assert {name: after[name] for name in MOVING} == {name: row[name] for name in MOVING}
    assert after["news"]["utilisation"] == row["utilisation"]


def test_nearest_places_come_first() -> None:
    """Who drags sees what is near at once; the rest follows."""
    at, knob = opened(FRAUD), FRAUD.knob("block_above")
    swept = at.session_state[f"session:{FRAUD.slug}"].swept
    swept.ask({"knob": knob.name, "near": 50, "shown": []})
    told = board(at.run())
    assert not told["swept"]["whole"]
    assert {45, 50, 55} <= set(told["news"]["sweep0"]["done"])
    assert 0 not in told["news"]["sweep0"]["done"]


def test_another_change_drops_the_table() -> None:
    at, knob = opened(FRAUD), FRAUD.knob("block_above")
    held(at, FRAUD, knob)
    widget(at, FRAUD, FRAUD.knob("actions")).set_value("all").run()
    assert board(at)["swept"] == {}


def test_what_trains_or_waits_for_a_guess_is_not_swept() -> None:
    """Its effect is not known yet, or not to be seen yet; the page goes on as without a table."""
    at = opened(FRAUD)
    trains = next(k for k in (*FRAUD.knobs, *FRAUD.givens) if k.trains and k.kind == "number")
    assert held(at, FRAUD, trains)["swept"] == {**held(at, FRAUD, trains)["swept"], "chunks": 0, "whole": True}
    session = at.session_state[f"session:{FRAUD.slug}"]
    session.asks, session.marks = True, ("block_above",)
    assert held(at, FRAUD, FRAUD.knob("block_above"))["swept"]["chunks"] == 0
    assert held(at, FRAUD, FRAUD.knob("replicas"))["swept"]["chunks"] > 0


def test_only_the_expected_world_is_swept() -> None:
    at = opened(FRAUD)
    at.session_state[f"session:{FRAUD.slug}"].world = "pessimistic"
    assert held(at, FRAUD, FRAUD.knob("block_above"))["swept"]["chunks"] == 0


@pytest.mark.parametrize("said", [None, 5, {"knob": 1, "near": 0, "shown": []}, {"knob": "x", "near": 0, "shown": [2]}])
def test_a_page_that_asks_for_nonsense_gets_nothing(said: Any) -> None:
    at = opened(FRAUD)
    at.session_state[f"session:{FRAUD.slug}"].swept.ask(said)
    assert board(at.run())["swept"] == {}

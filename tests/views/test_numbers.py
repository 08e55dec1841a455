"""The numbers panel as a person uses it: a number explained, its inputs followed, a figure of one's own put in."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.designs import CASES
from tests.views.case_page import board, opened

pytestmark = pytest.mark.slow

CASE = CASES["fraud_detection"]
SLUG = CASE.slug
CATCH = "Money.review_catch"
REVIEWED = {"actions": "all"}


def numbers(words: dict[str, str] | None = None) -> AppTest:
    """The fraud case with its numbers tab open."""
    at = opened(CASE, words)
    at.session_state[f"tabs:{SLUG}"] = "Numbers"
    return at.run()


def explained(at: AppTest) -> str:
    """The key of the number that is explained."""
    board(at)
    return str(at.selectbox(key=f"explain:{SLUG}").value)


def texts(at: AppTest) -> str:
    """All that the page says, without the marks that keep text text."""
    said = (*at.markdown, *at.caption, *at.text, *at.warning, *at.info, *at.code)
    return "\n".join(one.value for one in said).replace("\\", "").replace("\u200b", "")


def knobs(at: AppTest) -> Any:
    return at.session_state[f"session:{SLUG}"].knobs


def put_in(at: AppTest, address: str, value: float | None, reason: str) -> AppTest:
    """A figure of one's own, as a person types it."""
    at.selectbox(key=f"figure:{SLUG}").set_value(address).run()
    at.number_input(key=f"own:{SLUG}:{address}").set_value(value)
    at.text_input(key=f"reason:{SLUG}:{address}").set_value(reason).run()
    at.button(key=f"take:{SLUG}").click().run()
    board(at)
    return at


def test_the_panel_opens_on_the_number_that_binds_with_its_values_put_in() -> None:
    at = numbers()
    key = explained(at)
    assert at.session_state[f"session:{SLUG}"].now.binding.entry.key == key
    entry = at.session_state[f"session:{SLUG}"].now.ledger[key]
    assert entry.worked in texts(at)


def test_an_input_leads_to_its_number_and_back() -> None:
    at = numbers()
    at.selectbox(key=f"explain:{SLUG}").set_value("Money.fraud_loss").run()
    link = next(b for b in at.button if "Money.recall" in b.label)
    link.click().run()
    assert explained(at) == "Money.recall"
    assert "Money.fraud_loss › Money.recall" in texts(at)
    at.button(key=f"back:{SLUG}").click().run()
    assert explained(at) == "Money.fraud_loss"
    assert not [b for b in at.button if b.key == f"back:{SLUG}"]


def test_what_is_sent_of_a_part_is_sent_while_it_is_open() -> None:
    at = opened(CASE)
    assert board(at)["part"] is None
    at.session_state[f"session:{SLUG}"].part = "Money"
    told = board(at.run())["part"]
    (recall,) = (n for n in told["numbers"] if n["key"] == "recall")
    assert recall["worked"].endswith(f"       = {recall['text']}")
    inputs = {name: (to, standing) for name, _, to, standing, _ in recall["inputs"]}
    assert inputs["timed_out"] == ("Decision.timed_out", "")
    assert inputs["review_catch"] == ("", "assumed")


def test_an_input_that_nobody_measured_says_so() -> None:
    at = numbers()
    at.selectbox(key=f"explain:{SLUG}").set_value("Money.recall").run()
    assert ":orange-badge[assumed]" in texts(at)
    assert "the world: " in texts(at)


def test_a_search_that_finds_nothing_keeps_the_explanation() -> None:
    at = numbers()
    at.text_input(key=f"search:{SLUG}").set_value("no such <b>thing</b>").run()
    assert "speaks of “no such <b>thing</b>”" in texts(at)
    assert explained(at)


def test_what_moves_a_number_is_told_on_demand() -> None:
    at = numbers()
    assert "most of all" not in texts(at)
    at.session_state[f"moves:{SLUG}"] = True
    at.run()
    board(at)
    assert "most of all" in texts(at)


def test_a_figure_of_ones_own_moves_the_numbers_and_is_forgotten_again() -> None:
    at = numbers(REVIEWED)
    before = board(at)["outcomes"]
    put_in(at, CATCH, 0.5, "our team, <b>May</b>")
    told = board(at)
    assert told["query"].endswith("believe.Money.review_catch=0.5+our+team,+%3Cb%3EMay%3C%2Fb%3E")
    assert told["outcomes"] != before
    assert "1 yours" in texts(at)
    at.selectbox(key=f"explain:{SLUG}").set_value("Money.recall").run()
    assert ":green-badge[yours] :gray[our team, <b>May</b>]" in texts(at)
    at.button(key=f"forget:{SLUG}").click().run()
    assert knobs(at).beliefs == ()
    assert [o["text"] for o in board(at)["outcomes"]] == [o["text"] for o in before]


def test_a_refused_figure_is_said_and_the_last_good_one_kept() -> None:
    """Nothing said, no reason, an impossible value: each gets its sentence; the belief of the link stands."""
    at = put_in(numbers({"believe.Money.review_wrong": "0.5 first"}), CATCH, None, "because")
    assert "Give a value of your own" in texts(at)
    put_in(at, CATCH, 0.8, "  ")
    assert "Say why" in texts(at)
    put_in(at, CATCH, 7.0, "because")
    assert "Money.review_catch = 7 is outside 0 to 1" in texts(at)
    assert [(b.value, b.reason) for b in knobs(at).beliefs] == [(0.5, "first")]


def test_a_number_of_the_world_takes_a_range_and_no_value() -> None:
    at = numbers()
    at.selectbox(key=f"figure:{SLUG}").set_value("margin").run()
    assert not [box for box in at.number_input if box.key == f"own:{SLUG}:margin"]
    at.number_input(key=f"low:{SLUG}:margin").set_value(0.05)
    at.number_input(key=f"high:{SLUG}:margin").set_value(0.1)
    at.text_input(key=f"reason:{SLUG}:margin").set_value("finance").run()
    at.button(key=f"take:{SLUG}").click().run()
    assert json.dumps(board(at)["query"]) == '"believe.margin=%5B0.05..0.1%5D+finance"'
    assert "your range 5 % to 10 %: finance" in texts(at)


def test_a_figure_without_a_place_in_this_design_is_said_and_can_be_forgotten() -> None:
    at = numbers({"believe.Money.no_such": "0.5 seen"})
    assert "no place for your Money.no_such" in texts(at)
    at.button(key=f"forget:{SLUG}:Money.no_such").click().run()
    board(at)
    assert knobs(at).beliefs == ()


@pytest.mark.parametrize(
    ("words", "says", "kept"),
    [
        ({f"believe.{CATCH}": "7"}, "Money.review_catch = 7 is outside 0 to 1. It is left out", ()),
        ({f"believe.{CATCH}": "7", "believe.Money.review_wrong": "0.1"}, "is left out", ("Money.review_wrong",)),
        ({f"believe.{CATCH}": "because"}, "needs a value", ()),
        ({"believe.Gateway.copies": "0.5 x", f"believe.{CATCH}": "-1"}, "-1 is outside", ("Gateway.copies",)),
        ({"believe.ShadowModel.share": "7"}, "ShadowModel.share = 7 is outside 0 to 1", ()),
        ({"believe.Gateway.service_p99": "1e300"}, "no value that a design can be reckoned with", ()),
    ],
)
def test_a_link_with_an_impossible_figure_says_so_and_keeps_the_rest(
    words: dict[str, str], says: str, kept: tuple[str, ...]
) -> None:
    at = opened(CASE, {"replicas": "7", **words})
    board(at)
    assert says in texts(at)
    assert knobs(at).replicas == 7
    assert tuple(b.address for b in knobs(at).beliefs) == kept

"""Backwards: each answer is checked by making the design again; contradictions by trying everything."""

from itertools import product

import pytest

from design import design_of, turned
from search import Cancelled, cheapest_change, cheapest_design, space_of
from search.contradiction import rounded_out
from tests.design.kiosk import kiosk
from tests.designs import CASES, design
from tests.search.schooled import schooled

BUSY = {"people": 1000, "wages": 400, "budget": 60, "awning": False, "open_share": 0.9}


def everything(start):
    """Every design of the kiosk in one world."""
    case = start.case
    names = [k.name for k in case.knobs]
    for values in product(*(case.knob(name).axis for name in names)):
        yield design_of(case, turned(start.knobs, dict(zip(names, values, strict=True))), None)


def kept_again(answer) -> bool:
    """The turns of an answer, made by hand, keep every promise."""
    start = answer.space.design
    return not design_of(start.case, turned(start.knobs, answer.turns), start.evidence).broken


@pytest.mark.parametrize("world", [BUSY, BUSY | {"open_share": 0.99}], ids=["one turn", "two turns"])
def test_cheapest_change_is_the_cheapest_of_all(world) -> None:
    """Fewest decisions, then least money: found by trying all 200 designs."""
    start = kiosk(clerks=2, **world)
    answer = cheapest_change(space_of(start))
    assert kept_again(answer)
    space = answer.space
    best = min((len(space.turns(d.knobs)), d.ledger["Kiosk.cost"].value) for d in everything(start) if not d.broken)
    assert (len(answer.turns), answer.design.ledger["Kiosk.cost"].value) == best
    assert answer.finished
    assert f"turns {best[0]} decision" in answer.says
    assert answer.design.ledger["Kiosk.cost"].text in answer.says


def test_cheapest_design_is_the_cheapest_of_all() -> None:
    start = kiosk(clerks=45, **BUSY)
    assert not start.broken
    answer = cheapest_design(space_of(start))
    assert kept_again(answer)
    best = min(d.ledger["Kiosk.cost"].value for d in everything(start) if not d.broken)
    assert answer.design.ledger["Kiosk.cost"].value == best
    assert set(answer.turns) == {"clerks"}


def test_nothing_to_turn_where_every_promise_is_kept() -> None:
    answer = cheapest_change(space_of(kiosk(clerks=3)))
    assert answer.turns == {}
    assert "is the one you have" in answer.says


def test_contradiction_names_the_promises_and_how_far_each_would_have_to_move() -> None:
    """A thousand people in 30 ms at $10 of wages: no number of clerks does both, and all else is kept."""
    start = kiosk(people=1000, wages=20, budget=60)
    answer = cheapest_change(space_of(start))
    assert answer.design is None
    found = answer.contradiction
    assert found is not None and found.searched
    assert [o.promise.title for o in found.outcomes] == ["Visit p99", "Wages"]
    every = list(everything(start))
    assert not any(all(d.outcomes[i].kept for i in (0, 1)) for d in every)
    assert all(any(d.outcomes[i].kept for d in every) for i in (0, 1))
    for one, i in zip(found.yielding, (0, 1), strict=True):
        rest = [d for d in every if all(o.kept for j, o in enumerate(d.outcomes) if j != i)]
        assert one.alone
        assert one.best == min(d.outcomes[i].value for d in rest)
    p99, wages = found.yielding
    assert p99.best == float("inf") and not p99.proved
    assert "Visit p99: no limit would do, the best is no steady state" in found.says
    assert wages.proved
    moved = turned(wages.design.knobs, {"wages": wages.limit})
    assert not design_of(start.case, moved, None).broken
    assert f"Wages: at most $20 would have to become ${wages.limit:g}" in found.says


def test_promise_that_nothing_keeps_stands_alone_and_says_where_the_case_ends() -> None:
    answer = cheapest_design(space_of(kiosk(clerks=3, open_share=0.999)))
    found = answer.contradiction
    assert [o.promise.title for o in found.outcomes] == ["Open"]
    assert "Open (at least 99.9 %) is kept by none of them" in found.says
    assert found.yielding[0].limit == 0.995
    assert found.yielding[0].proved


def test_cancelled_search_tells_the_best_so_far() -> None:
    def stop(share: float, doing: str) -> None:
        if share > 0:
            raise Cancelled

    answer = cheapest_design(space_of(kiosk(clerks=2, **BUSY)), progress=stop, budget=300)
    assert not answer.finished
    assert answer.design is None or kept_again(answer)
    assert 0 < answer.evaluations <= 32


def test_spent_search_says_that_it_was_stopped() -> None:
    answer = cheapest_change(space_of(kiosk(clerks=2, **BUSY | {"open_share": 0.99})), budget=20)
    assert not answer.finished
    assert answer.evaluations <= 20
    assert answer.contradiction is None or "may contradict" in answer.says or "is kept by none" in answer.says


def test_same_seed_finds_the_same() -> None:
    start = space_of(kiosk(clerks=2, **BUSY | {"open_share": 0.99}))
    one, two = (cheapest_design(start, seed=4) for _ in range(2))
    assert (one.turns, one.evaluations) == (two.turns, two.evaluations)


def test_model_at_hand_is_part_of_the_answer() -> None:
    """Only the evening school keeps it open; its model is at hand, so it may be turned."""
    start = schooled(clerks=3, open_share=0.998)
    assert cheapest_change(space_of(start)).design is None
    answer = cheapest_change(space_of(start, lambda knobs: (0.999,) if knobs.school == "evening" else None))
    assert answer.turns == {"school": "evening"}
    assert answer.says == ("The cheapest change turns 1 decision: School none → evening. Every promise is kept, at $9.")


def test_moved_limit_is_kept_by_the_value_it_was_made_from() -> None:
    for value in (12.341, 0.99912, 0.0313, 987.6, 3.0):
        assert rounded_out(value, upward=False) >= value
        assert rounded_out(value, upward=True) <= value
        assert rounded_out(value, upward=False) == pytest.approx(value, rel=0.01)


@pytest.mark.slow
def test_fraud_case_opens_one_decision_away_from_keeping_all() -> None:
    start = design(CASES["fraud_detection"])
    change, cheapest = cheapest_change(space_of(start)), cheapest_design(space_of(start))
    assert len(change.turns) == 1
    assert kept_again(change) and kept_again(cheapest)
    assert cheapest.design.ledger["Bill.cost"].value <= change.design.ledger["Bill.cost"].value


@pytest.mark.slow
def test_fraud_in_a_new_market_contradicts_the_good_payments() -> None:
    """What gives way is checked: with the fraud budget moved there, the design that is named keeps every promise."""
    answer = cheapest_design(space_of(design(CASES["fraud_detection"], fraud_rate=0.008)))
    assert answer.design is None
    titles = [o.promise.title for o in answer.contradiction.outcomes]
    assert titles == ["Fraud loss", "Good payments declined"]
    loss = answer.contradiction.yielding[0]
    assert loss.proved and loss.alone
    moved = turned(loss.design.knobs, {"loss_budget_bp": loss.limit})
    assert not design_of(loss.design.case, moved, loss.design.evidence).broken

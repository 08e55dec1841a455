"""Money worked by hand: bills, what fraud and its handling cost, and the table of prices."""

from dataclasses import replace

import pytest
from pytest import approx

from components._prices import TABLE, Price, priced, prices
from components.bill import Bill
from design import entries
from tests.components.examples import MONEY, SERVER, TEAM


def test_a_bill_is_the_sum_of_its_parts_and_knows_its_people():
    bill = Bill(name="Bill", parts=(SERVER, TEAM, MONEY), decisions_a_month=1e6)

    assert bill.cost == SERVER.cost + TEAM.cost
    assert bill.people == SERVER.people_cost + TEAM.people_cost
    assert bill.machines == approx(SERVER.cost - SERVER.people_cost)
    assert bill.per_thousand == approx(bill.cost / 1000)


def test_a_bill_names_the_parts_that_it_summed():
    bill = Bill(name="Bill", parts=(SERVER, TEAM), decisions_a_month=1e6)
    entry = next(entry for entry in entries(bill) if entry.name == "cost")

    assert [i.address for i in entry.inputs] == ["ModelServer.cost", "ReviewTeam.cost"]


PLAIN = replace(
    MONEY,
    a_day=24_000.0,
    fraud_rate=0.01,
    average_payment=100.0,
    fraud_ticket=2.0,
    blocked_good=0.01,
    blocked_fraud=0.5,
    blocked_fraud_value=0.6,
    reviewed_good=0.02,
    reviewed_fraud=0.2,
    reviewed_fraud_value=0.2,
    stepped_good=0.05,
    stepped_fraud=0.1,
    stepped_fraud_value=0.1,
    step_up_abandonment=0.1,
    step_up_catch=0.8,
    review_catch=0.9,
    review_wrong=0.05,
    timed_out=0.0,
    margin=0.1,
    goodwill=5.0,
    chargeback_fee=15.0,
)
"""730,000 payments of $100 a month, one in a hundred a fraud of twice the average."""


def test_money_by_hand_on_the_normal_path():
    assert PLAIN.recall == approx(0.6 + 0.2 * 0.9 + 0.1 * 0.8)
    assert PLAIN.caught == approx(0.5 + 0.2 * 0.9 + 0.1 * 0.8)
    assert PLAIN.good_declined == approx(0.01 + 0.02 * 0.05 + 0.05 * 0.1)
    assert PLAIN.fraud_loss == approx(0.01 * 2 * 0.14 * 1e4)
    assert PLAIN.precision == approx(0.005 / (0.005 + 0.0099))
    assert PLAIN.reviews_a_day == approx(24_000 * (0.99 * 0.02 + 0.01 * 0.2))
    assert PLAIN.step_ups_a_day == approx(24_000 * (0.99 * 0.05 + 0.01 * 0.1))
    assert PLAIN.false_positives_per_fraud == approx(0.99 * 0.016 / (0.01 * 0.76))


def test_money_by_hand_a_month():
    assert PLAIN.loss_usd_month == approx(730_000 * 0.01 * 200 * 0.14)
    assert PLAIN.chargebacks_a_month == approx(7300 * 0.24)
    assert PLAIN.fees_month == approx(7300 * 0.24 * 15)
    assert PLAIN.good_payment == approx(98 / 0.99)
    assert PLAIN.decline_cost_month == approx(730_000 * 0.99 * 0.016 * (0.1 * 98 / 0.99 + 5))
    assert PLAIN.total_month == PLAIN.loss_usd_month + PLAIN.fees_month + PLAIN.decline_cost_month


@pytest.mark.parametrize(("fallback", "stopped", "lost"), [("allow", 0, 0), ("decline", 1, 1), ("rules", 0.4, 0.1)])
def test_all_late_is_what_the_fallback_says(fallback, stopped, lost):
    late = replace(PLAIN, timed_out=1.0, fallback=fallback, fallback_good=0.1, fallback_fraud_value=0.4)

    assert late.recall == stopped
    assert late.good_declined == lost
    assert late.reviews_a_day == 0


def test_half_a_team_lets_half_of_the_review_band_through():
    half = replace(PLAIN, review_reached=0.5)

    assert PLAIN.recall - half.recall == approx(0.2 * 0.9 / 2)
    assert half.fraud_loss > PLAIN.fraud_loss


def test_nothing_blocked_has_no_precision():
    idle = replace(PLAIN, blocked_good=0.0, blocked_fraud=0.0)

    assert next(e for e in entries(idle) if e.name == "precision").text == "nothing is blocked"


def test_every_price_has_a_unit_a_source_and_a_date():
    for price in prices().values():
        assert isinstance(price, Price)
        assert price.usd >= 0 and price.unit and price.source and price.date


def test_every_price_is_used_and_every_default_price_stands_in_the_table():
    text = "".join(file.read_text(encoding="utf-8") for file in TABLE.parent.glob("*.py"))

    for item in prices():
        assert f'priced("{item}")' in text, f"prices.csv, {item}: no part is priced by it."


def test_a_row_without_a_price_is_refused_with_its_name(tmp_path, monkeypatch):
    from components import _prices

    table = tmp_path / "prices.csv"
    table.write_text("item,usd,unit,source,date\nlamp,cheap,hour,shop,2026\n", encoding="utf-8")
    monkeypatch.setattr(_prices, "TABLE", table)

    with pytest.raises(ValueError, match="lamp costs 'cheap'"):
        prices.__wrapped__()


def test_a_price_default_says_its_row_and_date():
    assert "prices.csv, row m7g.large, 2026-06" in priced("m7g.large").metadata["source"]
    assert priced("engineer hour").metadata["source"].startswith("assumed")

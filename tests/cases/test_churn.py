"""The churn case's own laws: its story's figures, what lists do to customers and money, its proof, its words."""

import re
from math import inf, sqrt
from pathlib import Path

import numpy as np
import pytest
from statsmodels.stats.power import normal_power_het
from statsmodels.stats.proportion import confint_proportions_2indep

import cases.churn
from cases.churn.charts import LENGTHS, ORDERS, earned
from cases.churn.money import offer_works
from cases.churn.ranks import Money, captured, kept_of_the_ranking, meant, mix, weights
from design import Design, asked, design_of, turned
from labs.churn import Offer
from tests.designs import CASES, PROBES, design, evidence_for, findings

CASE = CASES["churn"]
BRIEF = Path(cases.churn.__file__).with_name("brief.md")
FIGURE = re.compile(r"(?:with\s+`(\w+)=(\w+)`,\s+)?`([A-Z]\w+\.\w+)`\s+\(([^()]+)\)")
"""A number in the story: `Address` (as it reads), at the opening or with one knob turned."""

PAYING = re.compile(
    r"payment|fraud|\bcards?\b|merchant|chargeback|declin|thief|thieves|cardholder|\bshops?\b|reviewer", re.I
)
PRICES = Money(take=1.0, wakes=1.0, clv=1000.0, offer=12.0, stayers_accept=1.0, contact=1.0)


@pytest.fixture(scope="module")
def opening() -> Design:
    """The case as it opens."""
    return design(CASE)


def at(of: Design, **turns) -> Design:
    """The same evidence with knobs turned that train nothing."""
    return design_of(CASE, turned(of.knobs, turns), of.evidence)


def number(of: Design, key: str) -> float:
    return of.ledger[key].value


@pytest.mark.slow
def test_every_figure_of_the_story_is_what_the_engine_says(opening: Design) -> None:
    told = FIGURE.findall(BRIEF.read_text(encoding="utf-8"))
    assert len(told) >= 15
    wrong = [
        (key, text, of.ledger[key].text)
        for knob, value, key, text in told
        if (of := at(opening, **({knob: value} if knob else {}))).ledger[key].text != text
    ]
    assert wrong == []


def test_every_address_and_knob_that_the_story_names_is_there(opening: Design) -> None:
    named = set(re.findall(r"`([A-Za-z_.]+)`", BRIEF.read_text(encoding="utf-8")))
    known = {k.name for k in (*CASE.knobs, *CASE.givens)} | {e.key for e in opening.ledger}
    assert named - known == set()


def test_it_opens_on_one_broken_promise_and_one_step_mends_it(opening: Design) -> None:
    """Contacting by what a contact changes: the same calls, the same offers, no training."""
    assert [o.promise.key for o in opening.broken] == ["Campaign.profit"]
    step = next(f for f in findings(opening) if f.rule.name == "campaign_contacts_whom_it_can_change")
    assert step.fault.turns == {"target": "uplift_value"}
    assert at(opening, **step.fault.turns).broken == ()


def test_the_story_says_rightly_what_each_order_earns(opening: Design) -> None:
    profit = {name: number(at(opening, target=name), "Campaign.profit") for name in ("risk", "value", "uplift_value")}
    assert profit["value"] > 1.5 * profit["risk"]
    assert 1.8 < profit["uplift_value"] / profit["risk"] < 2.1
    truth = number(opening, "Targeting.by_truth")
    assert 4 < truth / profit["risk"] < 5
    assert truth > 2 * profit["uplift_value"]


def test_at_a_value_of_200_no_list_that_a_model_makes_earns_its_callers(opening: Design) -> None:
    poor = at(opening, clv=200)
    assert max(value for share in LENGTHS for order, value in earned(poor, share).items() if order != "truth") < 0


def test_ten_times_the_customers_are_not_read_before_the_morning(opening: Design) -> None:
    tenfold = at(opening, customers=4_000_000)
    assert number(tenfold, "CampaignManager.ready_at") > 8
    assert number(at(tenfold, features="store"), "CampaignManager.ready_at") < 8


@pytest.mark.parametrize("share", [0.01, 0.04, 0.2])
def test_no_order_earns_more_than_the_truth(opening: Design, share: float) -> None:
    found = earned(opening, share)
    assert found["truth"] >= max(found.values()) - 1e-6


def test_the_chart_and_the_promise_say_one_profit(opening: Design) -> None:
    assert earned(opening, float(opening.knobs.campaign_share))["risk"] == pytest.approx(
        number(opening, "Campaign.profit")
    )


def test_the_effect_times_the_contacted_is_who_was_kept(opening: Design) -> None:
    kept = number(opening, "ControlGroup.effect") * number(opening, "ControlGroup.contacted")
    assert kept == pytest.approx(number(opening, "Campaign.net_saves"))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 1.0])
def test_the_four_kinds_are_everybody_on_a_list(opening: Design, order: str, share: float) -> None:
    who = mix(opening.evidence, order, share, 0.1, 0.9, True, PRICES)
    assert sum(who[:4]) == pytest.approx(1)
    assert min(who) >= 0


def test_everybody_on_the_list_is_everybody_there_is(opening: Design) -> None:
    """At the end of each order, and by lot at any length: the kinds of the world, leavers as many as it says."""
    e = opening.evidence
    ends = [mix(e, o, 1.0, 0.2, 1.0, True, PRICES) for o in ORDERS] + [mix(e, "random", 0.1, 0.2, 1.0, True, PRICES)]
    assert all(end == pytest.approx(ends[0]) for end in ends)
    assert ends[0].leave_alone == pytest.approx(0.2)


@pytest.mark.parametrize("order", ["random", "risk", "value", "uplift", "uplift_value"])
def test_at_the_labs_own_rate_lists_are_the_labs(opening: Design, order: str) -> None:
    """Two ways of counting: the lab's sums over customers and the case's, carried to a world that is the lab's."""
    e, share = opening.evidence, 0.07
    base = float(e.uplift.leaves.mean())
    who = mix(e, order, share, base, 1.0, False, PRICES)
    theirs = e.targeting.outcome(order, share, Offer(contact=0, offer=12))
    assert share * who.persuadable == pytest.approx(theirs.kept, rel=2e-2)
    assert share * who.sleeping_dog == pytest.approx(theirs.driven, rel=2e-2)
    mean = float(e.risk.value.mean())
    assert share * who.persuadable * who.persuadable_value * mean == pytest.approx(theirs.kept_value, rel=2e-2)


def test_leavers_found_are_the_real_labels(opening: Design) -> None:
    e = opening.evidence
    first = np.argsort(-e.risk.score, kind="stable")[: round(0.1 * e.risk.customers)]
    assert captured(e, "risk", 0.1, e.risk.base_rate, 1.0, True) == pytest.approx(
        e.risk.churn[first].sum() / e.risk.churners, rel=1e-2
    )


def test_weights_carry_the_rate_to_the_worlds() -> None:
    gone, there = weights(0.3, 0.05)
    assert 0.3 * gone == pytest.approx(0.05)
    assert 0.3 * gone + 0.7 * there == pytest.approx(1)


def test_a_ranking_that_has_lost_everything_is_drawn_by_lot(opening: Design) -> None:
    e = opening.evidence
    assert mix(e, "risk", 0.1, 0.1, 0.0, True, PRICES) == pytest.approx(mix(e, "random", 0.1, 0.1, 1.0, True, PRICES))
    assert 0 < kept_of_the_ranking(e) <= 1


def test_calibrated_scores_keep_their_order_and_mean_what_they_say(opening: Design) -> None:
    e = opening.evidence
    scores = meant(e, True)
    order = np.argsort(e.risk.score, kind="stable")
    assert (np.diff(scores[order]) >= 0).all()
    assert scores.mean() == pytest.approx(e.risk.base_rate, rel=1e-6)


def test_an_offer_of_ten_dollars_is_the_one_that_the_given_speaks_of() -> None:
    assert offer_works(10, 25) == 1
    assert offer_works(20, 10) < 2


def test_the_months_to_proof_have_the_power_that_they_promise(opening: Design) -> None:
    """Held against statsmodels' normal power with the same unpooled spread."""
    group = opening.graph.part("ControlGroup")
    months = group.months - group.label_days / (730 / 24)
    alone, contacted = months * group.held_out, months * group.contacted
    p, q = group.leave_alone, group.leave_contacted
    spread = sqrt(p * (1 - p) / alone + q * (1 - q) / contacted)
    power = normal_power_het(p - q, 1, 0.05, std_null=spread, std_alternative=spread, alternative="two-sided")
    assert power == pytest.approx(0.8, abs=1e-3)


def test_the_width_of_the_interval_is_walds(opening: Design) -> None:
    group = opening.graph.part("ControlGroup")
    n, m = 3 * group.contacted, 3 * group.held_out
    low, high = confint_proportions_2indep(
        group.leave_contacted * n, n, group.leave_alone * m, m, method="wald", compare="diff", alpha=0.05
    )
    assert group.half_width == pytest.approx((high - low) / 2, rel=1e-6)


def test_without_a_control_group_nothing_is_ever_proved(opening: Design) -> None:
    none = at(opening, control_share=0)
    assert number(none, "ControlGroup.months") == inf
    assert none.ledger["ControlGroup.half_width"].text == "not known at all"
    assert "some_are_left_alone" in {f.rule.name for f in findings(none)}


def test_leaving_more_alone_narrows_the_interval_and_costs_more(opening: Design) -> None:
    of = [at(opening, control_share=s) for s in (0.02, 0.1, 0.3, 0.5)]
    widths = [number(d, "ControlGroup.half_width") for d in of]
    costs = [number(d, "ControlGroup.forgone") for d in of]
    assert widths == sorted(widths, reverse=True)
    assert costs == sorted(costs)


def test_what_callers_do_not_reach_saves_nobody(opening: Design) -> None:
    few, enough = at(opening, callers=2), at(opening, callers=8)
    assert number(few, "Campaign.saves") == pytest.approx(
        number(enough, "Campaign.saves") * number(few, "RetentionTeam.attempted")
    )


def test_longer_rest_sends_a_list_by_uplift_deeper_to_fewer_persuadables(opening: Design) -> None:
    often, seldom = at(opening, target="uplift", rest_months=3), at(opening, target="uplift", rest_months=12)
    assert number(seldom, "CampaignManager.depth") > number(often, "CampaignManager.depth")
    assert seldom.graph.part("Campaign").persuadable < often.graph.part("Campaign").persuadable


def test_nothing_that_is_asked_or_found_here_speaks_of_payments(opening: Design) -> None:
    """General rules and questions fit a second case: where no payment flows, none is talked about."""
    turns = [{}, {"scoring": "event"}, {"scoring": "weekly", "features": "store"}, {"channel": "message"}]
    turns += [{"scoring": "event", "customers": 50_000_000}, {"control_share": 0, "monitoring": "inputs"}]
    for of in (at(opening, **t) for t in turns):
        found = findings(of)
        words = [f"{f.rule.why} {f.fault.says} {f.fault.remedy}" for f in found]
        words += [
            f"{a.question} {a.probe.mid} {a.probe.senior} {a.probe.staff} {a.probe.weak}"
            for a in asked(of, PROBES, found)
        ]
        words += [e.says for e in of.ledger] + [a.why for a in of.assumptions]
        assert [w for w in words if PAYING.search(w)] == []


def test_names_stay_out_of_scores_and_scores_out_of_calls(opening: Design) -> None:
    for of in (opening, at(opening, scoring="event", features="store"), at(opening, channel="message")):
        rooms = {z.name: z for z in of.graph.zones}
        for flow in of.graph.flows:
            target = of.graph.zone_of(flow.target)
            assert target is None or flow.link.carries <= target.admits, flow.key
        assert "personal data" not in rooms["Scores and lists"].admits
        assert "score" not in rooms["Contact"].admits


def test_evidence_is_shared_by_designs_that_train_alike() -> None:
    quick = {
        "campaign_share": 0.1,
        "offer": 20,
        "scoring": "event",
        "clv": 500,
        "control_share": 0.3,
        "target": "uplift",
    }
    assert CASE.evidence_key(turned(CASE.Knobs(), quick)) == CASE.evidence_key(CASE.Knobs())
    assert evidence_for(CASE, turned(CASE.Knobs(), quick)) is evidence_for(CASE, CASE.Knobs())

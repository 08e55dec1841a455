"""The fraud case's own laws: what its decisions must do to its money."""

import pytest

from cases.fraud_detection.bands import bands, prices, regions
from cases.fraud_detection.loops import feedback, learned
from cases.fraud_detection.meant import calibration, resampling
from cases.fraud_detection.scores import cells, raw_threshold, world
from design import Design, design_of, turned
from labs.fraud import Round, Spilt, Thresholds, threshold_regions
from tests.designs import CASES, design, evidence_for

CASE = CASES["fraud_detection"]
MONTH_DAYS = 730 / 24
WAYS = [{"actions": actions, "cut": cut} for actions in ("block", "all") for cut in ("threshold", "by_amount")]


def number(key: str, **turns) -> float:
    """One number of the case with some knobs turned."""
    return design(CASE, **turns).ledger[key].value


@pytest.mark.parametrize("block", [0.05, 0.25, 0.6])
def test_deciding_by_amount_expects_no_more_cost_than_one_threshold(block: float) -> None:
    """On the same payments, scores and prices; what the test weeks then cost in fact may differ by their luck."""
    of = design(CASE, actions="block", cut="by_amount", block_above=block)
    one = threshold_regions(world(of.knobs, of.evidence).ladder, prices(of.knobs), Thresholds(block=block))
    best = regions(of.knobs, of.evidence)
    assert best.expected_cost <= one.expected_cost + best.grid_error


def test_more_review_capacity_never_expects_more_cost() -> None:
    """Where the expected cost decides, room for more cases is worth something or nothing."""
    of = [design(CASE, actions="all", cut="by_amount", review_capacity=n) for n in (0, 50, 400, 3000)]
    costs = [regions(d.knobs, d.evidence).expected_cost for d in of]
    assert costs == sorted(costs, reverse=True)


def test_letting_blocks_through_costs_fraud_and_spares_customers() -> None:
    assert number("Money.fraud_loss", let_through=0.1) > number("Money.fraud_loss")
    assert number("Money.good_declined", let_through=0.1) < number("Money.good_declined")


def test_calibration_keeps_ranks_and_moves_the_threshold_only() -> None:
    """Some raw threshold does what the calibrated one does: the scores' order is the model's."""
    of = design(CASE)
    places = [raw_threshold(of.knobs, of.evidence, p) for p in (0.001, 0.01, 0.1, 0.3, 0.9)]
    assert places == sorted(places)
    caught = [of.evidence.curves[("inline", True)].above(raw).fraud for raw in places]
    assert caught == sorted(caught, reverse=True)


def test_rules_hits_are_blocked_however_high_the_threshold() -> None:
    """A threshold that no score reaches leaves the rules, and no more."""
    of = design(CASE, block_above=0.99)
    alone = of.evidence.rules_alone["inline"].fraud_amount
    assert abs(of.ledger["Money.model_adds"].value) < 0.02
    assert of.ledger["Money.recall"].value >= 0.99 * alone


def test_turning_off_the_rules_leaves_the_model() -> None:
    assert number("Money.fraud_loss", rules=False) > number("Money.fraud_loss")
    assert number("Money.precision", rules=False) > number("Money.precision")


def money(of: Design) -> dict[str, float]:
    """The numbers of the money part."""
    return {entry.key: entry.value for entry in of.ledger if entry.key.startswith("Money.")}


def with_the_country(**turns) -> Design:
    """A design on evidence that knows a new country, whatever its share."""
    known = evidence_for(CASE, turned(CASE.Knobs(), {"new_country": 0.5}))
    return design_of(CASE, turned(CASE.Knobs(), turns), known)


@pytest.mark.parametrize("way", WAYS)
def test_where_no_payment_is_from_a_new_country_every_number_is_homes_to_the_last_bit(way: dict[str, str]) -> None:
    known, home = with_the_country(**way), design(CASE, **way)
    assert {e.key: e.value for e in known.ledger} == {e.key: e.value for e in home.ledger}


def test_countries_of_any_share_have_the_same_evidence_and_home_has_its_own() -> None:
    keys = [CASE.evidence_key(turned(CASE.Knobs(), {"new_country": share})) for share in (0.1, 0.9, 0.0)]
    assert keys[0] == keys[1] != keys[2]
    assert design(CASE).evidence.first_days is None


@pytest.mark.parametrize("way", WAYS)
def test_a_new_country_loses_more_and_declines_more(way: dict[str, str]) -> None:
    """Amounts that home's rules and model take for fraud are usual there; reviews go where scores are highest."""
    home, half = money(with_the_country(**way)), money(with_the_country(new_country=0.5, **way))
    assert half["Money.good_declined"] > 5 * home["Money.good_declined"]
    assert half["Money.total_month"] > 2 * home["Money.total_month"]
    assert half["Money.fraud_loss"] != home["Money.fraud_loss"]
    assert (half["Money.reviews_a_day"] != home["Money.reviews_a_day"]) == (way["actions"] == "all")


def test_shares_of_payments_mix_by_traffic() -> None:
    """A quarter from abroad: the share of good payments blocked is three quarters home's and one quarter its own."""
    shares = [with_the_country(new_country=s).knobs for s in (0.0, 0.25, 0.5)]
    known = with_the_country().evidence
    none, quarter, half = (bands(k, known).blocked.legit for k in shares)
    assert quarter == pytest.approx((none + half) / 2)


def test_a_share_abroad_without_its_evidence_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="knows no new country"):
        design_of(CASE, turned(CASE.Knobs(), {"new_country": 0.5}), evidence_for(CASE, CASE.Knobs()))


@pytest.mark.parametrize("way", WAYS)
def test_the_price_of_letting_through_is_what_it_adds_to_the_total(way: dict[str, str]) -> None:
    """Some blocks let through change nothing else: what they cost net is the whole difference."""
    let, without = money(design(CASE, let_through=0.05, **way)), money(design(CASE, **way))
    added = let["Money.total_month"] - without["Money.total_month"]
    assert let["Money.learning_price_month"] == pytest.approx(added)
    assert without["Money.learning_price_month"] == 0


def test_the_price_of_letting_through_by_hand() -> None:
    """A twentieth of would-be blocks: their value and fees less margin and goodwill of the good ones."""
    of = design(CASE, let_through=0.05)
    risk = of.graph.part("Money")
    payments = risk.a_day * MONTH_DAYS * (1 - risk.timed_out) / 20
    fraud = 0.002 * (risk.blocked_fraud_value * 2.4 * 50 + risk.blocked_fraud * 20)
    good = 0.998 * risk.blocked_good * (0.08 * (50 - 0.002 * 2.4 * 50) / 0.998 + 4)
    assert of.ledger["Money.learning_price_month"].value == pytest.approx(payments * (fraud - good))


def test_the_overflow_costs_what_room_for_it_would_save_less_the_reviews() -> None:
    """Thresholds: with room for all, the total falls by the overflow's cost and by what those reviews cost."""
    turns = {"actions": "block_review", "review_above": 0.05}
    tight, roomy = design(CASE, review_capacity=100, **turns), design(CASE, review_capacity=3000, **turns)
    cases = roomy.ledger["Money.reviews_a_day"].value - tight.ledger["Money.reviews_a_day"].value
    saved = tight.ledger["Money.total_month"].value - roomy.ledger["Money.total_month"].value
    cost = tight.ledger["Money.overflow_month"].value
    assert cost == pytest.approx(saved - cases * MONTH_DAYS * 25 * 5 / 60)
    assert cost > 0
    assert roomy.ledger["Money.overflow_month"].value == 0


def test_by_amount_the_overflow_is_the_rules_own_price() -> None:
    of = design(CASE, actions="block_review", cut="by_amount", review_capacity=100)
    payments = 1_200_000 * MONTH_DAYS * (1 - of.ledger["Decision.timed_out"].value)
    cost = regions(of.knobs, of.evidence).overflow_cost
    assert of.ledger["Money.overflow_month"].value == pytest.approx(payments * cost)
    assert cost > 0


def test_a_challenge_that_takes_the_overflow_makes_it_cheap() -> None:
    """Where the next band challenges, what the team cannot see is not simply let through."""
    of = [design(CASE, actions=a, review_above=0.05, review_capacity=20) for a in ("all", "block_review")]
    assert of[0].ledger["Money.overflow_month"].value < of[1].ledger["Money.overflow_month"].value


def test_larger_frauds_move_the_decision_by_amount() -> None:
    """More of their value is stopped, because a large payment is blocked at a lower score."""
    of = [number("Money.recall", cut="by_amount", fraud_ticket=ticket) for ticket in (1.0, 2.4, 6.0)]
    assert of == sorted(of)
    assert of[0] < of[2]


def test_frauds_and_payments_are_as_large_as_the_world_says() -> None:
    of = cells(design(CASE, cut="by_amount", fraud_ticket=4.0).knobs, design(CASE).evidence)
    assert of.fraud_amount.sum() / of.fraud.sum() == pytest.approx(4 * 50)
    assert (of.legit_amount + of.fraud_amount).sum() / of.weight.sum() == pytest.approx(50)


def test_what_a_loop_learned_is_priced_in_this_worlds_money() -> None:
    """One fraud fewer is missed, at the simulator's mean: its ticket of 2.4 times $50, and the fee, per payment."""
    of = design(CASE)
    e, none = of.evidence, Spilt(0, 0.0)
    frauds = round(1_000_000 * e.base_rate)

    def loop(missed: int) -> tuple[Round, ...]:
        ways = {"let_fraud": none, "let_good": none, "blocked_fraud": none, "blocked_good": none}
        spilt = Spilt(missed, missed * e.mean_fraud)
        return (Round(1, 0, 14, 1_000_000, frauds, 0.5, 0.5, 1, 1, 0, missed=spilt, **ways),)

    found = learned(of, loop(99), loop(100))
    assert found.worth == pytest.approx(0.002 * (2.4 * 50 + 20) / frauds, rel=1e-3)
    assert found.price == 0


def test_deciding_by_raw_scores_is_told_in_money() -> None:
    told = calibration(design(CASE), lambda share, doing: None).alt
    assert "Deciding by raw scores costs $" in told
    assert "a month more than by mended ones" in told


@pytest.mark.slow
def test_resampled_scores_say_too_much_until_they_are_corrected() -> None:
    """Three ways on one chart; of the mean of what they say, only the resampled one lies far above what was so."""
    rows = resampling(design(CASE), lambda share, doing: None).spec["data"]["values"]
    ways = dict.fromkeys(row["scores"] for row in rows)
    assert list(ways) == ["as it comes", "resampled", "resampled and corrected"]
    excess = {way: sum(r["said"] - r["was"] for r in rows if r["scores"] == way) for way in ways}
    assert excess["resampled"] > 1
    assert excess["resampled and corrected"] < 0


@pytest.mark.slow
def test_the_loop_lets_through_what_the_design_does_and_tells_price_and_worth() -> None:
    for share, words in ((0.0, "letting 5 % of would-be blocks"), (0.1, "letting 10 % of would-be blocks")):
        chart = feedback(design(CASE, let_through=share), lambda done, doing: None)
        assert words in chart.alt
        assert "over all 4 rounds the price is $" in chart.alt
        assert len(chart.spec["data"]["values"]) == 2 * 4 * 2

"""What decisions about payments do to money."""

from dataclasses import dataclass

from design import (
    BasisPoints,
    Component,
    PerDay,
    Share,
    Times,
    Usd,
    UsdPerMonth,
    assumed,
    consequence,
)

from ._ratio import ratio
from ._time import MONTH_DAYS
from ._units import PerMonth, ShareOfBlocked

_FIXED = {"allow": 0.0, "decline": 1.0}


@dataclass(frozen=True, kw_only=True)
class PaymentRisk(Component):
    """Shares of payments blocked, reviewed, stepped up, let through, as money. Measured, not drawn.

    `*_good` are shares of good payments, `*_fraud` of frauds, `*_fraud_value` of their value; bands are
    disjoint.
    The share `timed_out` of all payments gets the fallback's answer instead. Of the `blocked_*` a share
    `let_through`, at random, is not blocked after all. `overflow_cost`, per payment, is what cases beyond the team's
    room cost, less what reviewing them would.
    """

    family = "ops"
    icon = "banknote"
    kind = "Money"
    badge = "fraud_loss"

    a_day: PerDay
    fraud_rate: Share
    average_payment: Usd
    fraud_ticket: Times
    blocked_good: Share
    blocked_fraud: Share
    blocked_fraud_value: Share
    reviewed_good: Share
    reviewed_fraud: Share
    reviewed_fraud_value: Share
    stepped_good: Share
    stepped_fraud: Share
    stepped_fraud_value: Share
    step_up_abandonment: Share
    step_up_catch: Share
    timed_out: Share
    fallback: str
    fallback_good: Share
    fallback_fraud: Share
    fallback_fraud_value: Share
    rules_alone: Share
    chargeback_fee: Usd
    margin: Share
    goodwill: Usd
    review_catch: Share = assumed(0.9, "Of frauds that a person looks at, nine of ten are seen as such.")
    review_wrong: Share = assumed(0.02, "Of good payments that a person looks at, one in fifty is declined.")
    review_reached: Share = assumed(1.0, "A team with room looks at every case; what it does not reach is let through.")
    let_through: Share = assumed(0.0, "Every would-be block is blocked, unless some are let through to learn from.")
    overflow_cost: Usd = assumed(0.0, "A team with room turns no case away.")

    @property
    def on_time(self) -> Share:
        """The share of payments that the normal path decides."""
        return 1 - self.timed_out

    @property
    def kept_blocks(self) -> Share:
        """The share of would-be blocks that are blocked."""
        return 1 - self.let_through

    @property
    def late_good(self) -> Share:
        """The share of good payments that the fallback declines: none, all, or what its rules say."""
        return _FIXED.get(self.fallback, self.fallback_good)

    @property
    def late_fraud(self) -> Share:
        """The share of frauds that the fallback stops: none, all, or what its rules say."""
        return _FIXED.get(self.fallback, self.fallback_fraud)

    @property
    def late_fraud_value(self) -> Share:
        """The share of fraud value that the fallback stops: none, all, or what its rules say."""
        return _FIXED.get(self.fallback, self.fallback_fraud_value)

    @consequence
    def good_payment(self) -> Usd:
        """An average good payment, once the frauds' share is taken out of the average.

        Source: total value less fraud value, over good payments
        """
        return max(0.0, ratio(self.average_payment * (1 - self.fraud_rate * self.fraud_ticket), 1 - self.fraud_rate))

    @consequence
    def recall(self) -> Share:
        """The share of fraud value that is stopped, by whatever stopped it.

        Source: shares of fraud value, band by band, each times what its action catches
        """
        reviewed = self.reviewed_fraud_value * self.review_reached * self.review_catch
        stepped = self.stepped_fraud_value * self.step_up_catch
        late = self.timed_out * self.late_fraud_value
        return self.on_time * (self.kept_blocks * self.blocked_fraud_value + reviewed + stepped) + late

    @consequence
    def model_adds(self) -> Share:
        """The share of fraud value that is stopped beyond what the plain rules alone would stop.

        Source: what is stopped, less what the rules stop in the same test weeks
        """
        return self.recall - self.rules_alone

    @consequence
    def caught(self) -> Share:
        """The share of frauds that is stopped, large or small.

        Source: shares of frauds, band by band, each times what its action catches
        """
        reviewed = self.reviewed_fraud * self.review_reached * self.review_catch
        stepped = self.stepped_fraud * self.step_up_catch
        late = self.timed_out * self.late_fraud
        return self.on_time * (self.kept_blocks * self.blocked_fraud + reviewed + stepped) + late

    @consequence
    def good_declined(self) -> Share:
        """The share of good payments that is lost: blocked, declined in review, given up at the step-up.

        Source: shares of good payments, band by band, each times what its action loses
        """
        reviewed = self.reviewed_good * self.review_reached * self.review_wrong
        stepped = self.stepped_good * self.step_up_abandonment
        late = self.timed_out * self.late_good
        return self.on_time * (self.kept_blocks * self.blocked_good + reviewed + stepped) + late

    @consequence
    def fraud_loss(self) -> BasisPoints:
        """Fraud that is paid out, in hundredths of a per cent of all payment value.

        Source: fraud rate times ticket times the share of value not stopped, times 10,000
        """
        return self.fraud_rate * self.fraud_ticket * (1 - self.recall) * 10_000

    @consequence
    def precision(self) -> ShareOfBlocked:
        """The share of blocked payments that are fraud.

        Source: Bayes: frauds blocked over all blocked
        """
        frauds = self.kept_blocks * self.fraud_rate * self.blocked_fraud
        blocked = frauds + self.kept_blocks * (1 - self.fraud_rate) * self.blocked_good
        return frauds / blocked if blocked > 0 else float("inf")

    @consequence
    def false_positives_per_fraud(self) -> Times:
        """Good payments lost for each fraud stopped.

        Source: good payments lost over frauds stopped
        """
        return ratio((1 - self.fraud_rate) * self.good_declined, self.fraud_rate * self.caught)

    @consequence
    def reviews_a_day(self) -> PerDay:
        """Cases for the review team each day.

        Source: payments a day times the shares in the review band
        """
        good, frauds = (1 - self.fraud_rate) * self.reviewed_good, self.fraud_rate * self.reviewed_fraud
        return self.a_day * self.on_time * (good + frauds)

    @consequence
    def step_ups_a_day(self) -> PerDay:
        """Customers asked to confirm each day.

        Source: payments a day times the shares in the step-up band
        """
        good, frauds = (1 - self.fraud_rate) * self.stepped_good, self.fraud_rate * self.stepped_fraud
        return self.a_day * self.on_time * (good + frauds)

    @consequence
    def chargebacks_a_month(self) -> PerMonth:
        """Frauds that get through and come back as chargebacks.

        Source: frauds a day times the share not stopped, 730 / 24 days
        """
        return self.a_day * self.fraud_rate * (1 - self.caught) * MONTH_DAYS

    @consequence
    def loss_usd_month(self) -> UsdPerMonth:
        """The value of the frauds that get through.

        Source: payment value a month times the fraud loss
        """
        return self.a_day * MONTH_DAYS * self.average_payment * self.fraud_loss / 10_000

    @consequence
    def fees_month(self) -> UsdPerMonth:
        """What banks charge for chargebacks.

        Source: chargebacks times the fee
        """
        return self.chargebacks_a_month * self.chargeback_fee

    @consequence
    def decline_cost_month(self) -> UsdPerMonth:
        """What good payments that were lost would have earned, and the customers' goodwill.

        Source: good payments lost times (margin of an average good payment plus goodwill)
        """
        lost = self.a_day * MONTH_DAYS * (1 - self.fraud_rate) * self.good_declined
        return lost * (self.margin * self.good_payment + self.goodwill)

    @consequence
    def total_month(self) -> UsdPerMonth:
        """What fraud and the defence against it take, without the bill for running it.

        Source: losses plus fees plus declines
        """
        return self.loss_usd_month + self.fees_month + self.decline_cost_month

    @consequence
    def learning_loss_month(self) -> UsdPerMonth:
        """What the frauds cost that are let through to learn from: their value and their fees.

        Source: frauds among would-be blocks times the share let through, times (ticket plus fee); part of the total
        """
        frauds = self.a_day * MONTH_DAYS * self.on_time * self.fraud_rate * self.let_through
        ticket = self.blocked_fraud_value * self.fraud_ticket * self.average_payment
        return frauds * (ticket + self.blocked_fraud * self.chargeback_fee)

    @consequence
    def learning_spared_month(self) -> UsdPerMonth:
        """What the good payments earn that are let through to learn from, as they would have been declined.

        Source: good would-be blocks times the share let through, times (margin of a good payment plus goodwill)
        """
        goods = self.a_day * MONTH_DAYS * self.on_time * (1 - self.fraud_rate) * self.let_through
        return goods * self.blocked_good * (self.margin * self.good_payment + self.goodwill)

    @consequence
    def learning_price_month(self) -> UsdPerMonth:
        """The price of letting a share of the would-be blocks through; its worth is what later models stop.

        Source: frauds let through less good payments spared; part of the total
        """
        return self.learning_loss_month - self.learning_spared_month

    @consequence
    def overflow_month(self) -> UsdPerMonth:
        """What cases beyond the team's room cost, less what reviewing them would; below 0 where that would not pay.

        Source: payments a month times the cost of the overflow for each; but for the reviews' price part of the total
        """
        return self.a_day * MONTH_DAYS * self.on_time * self.overflow_cost

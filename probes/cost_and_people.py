"""Questions about what the design costs, in machines and in people's time, and what that buys."""

from math import inf

from design import Design, probe

from ._words import between, entry, figure, pays

LONG_WAIT = 4
"""Hours after which most of what was bought online has been sent or used."""


@probe(
    about=("Bill.cost",),
    mid="Buys as a service what takes most work.",
    senior="Lists the hours of each part, and takes out the one with the worst rate of hours to promise: a stream that "
    "one feature needs, a store beside a store. Says which number moves when it goes.",
    staff="Counts teams and hand-overs, not parts: who is called for what, how many agree before a change, what "
    "leaves with one engineer. Prefers fewer kinds of things to cheaper things, and says what is bought, what "
    "is built and at which size that turns.",
    weak="Which part woke somebody most often last quarter, and what would be lost without it?",
)
def the_parts_are_worth_their_hands(design: Design) -> str | None:
    """Whether simplicity is seen as the saving, where people are the cost."""
    people, machines = between(design, "Bill.people"), between(design, "Bill.machines")
    if people is None or machines is None or people.value < 3 * machines.value:
        return None
    return (
        f"Your bill is {people.text} for people and {machines.text} for machines. Which part would you take out to "
        "need fewer hands, and what do you lose with it?"
    )


@probe(
    about=("Bill.cost",),
    mid="Says that fixed costs are spread over more and that machines grow with the load.",
    senior="Splits the bill by what drives it: servers by the peak, stores by cards, the lake by payments, review by "
    "cases, engineers by parts. Sees that review grows in proportion, and that a price by thousand hides a "
    "step.",
    staff="Compares the price with what a decision earns, by segment, and says which traffic is not worth the full "
    "path and what cheaper one it gets. Knows at which size another architecture wins, and what would have to "
    "be ready by then.",
    weak="Payments double: does your review team double, does your lake, do your engineers?",
)
def a_decision_has_a_unit_price(design: Design) -> str | None:
    """Whether it is known which part of the cost follows the volume."""
    price = between(design, "Bill.per_thousand")
    if not pays(design) or price is None:
        return None
    return (
        f"Your decisions cost {price.text}. At ten times the traffic, which part of that price stays, which falls, "
        "and which rises?"
    )


@probe(
    about=("Money.fraud_loss", "Money.loss_usd_month"),
    mid="Spends it on a better model or on more reviewers.",
    senior="Lists candidates by fraud stopped for each dollar: a challenge, fresher features, people for the grey "
    "band, faster labels. Replays one month with one change at a time, and takes them in order until a dollar "
    "stops less than a dollar.",
    staff="Asks first why the two sums are so far apart: who sees the loss, who pays the bill, and why nobody has "
    "closed the gap. Spends the first part on measuring, since the rest is guessed without it, and names the "
    "sum at which more no longer helps.",
    weak="Which large fraud that you missed last month would some of that money have stopped?",
)
def the_next_dollar_has_a_place(design: Design) -> str | None:
    """Whether spending is held against the loss that it would prevent."""
    bill, lost = between(design, "Bill.cost"), entry(design, "Money.loss_usd_month")
    if bill is None or lost is None or not 10 * bill.value < lost.value < inf:
        return None
    return (
        f"Running this costs {bill.text}, and fraud takes {lost.text}. You may spend twice as much: on what, "
        "and what do you expect back?"
    )


@probe(
    about=("review_above", "review_capacity"),
    mid="Sends the large and the doubtful ones.",
    senior="Orders by what a look can change: the chance of another verdict, times the money at stake, for each "
    "minute. A case that is nearly sure changes little and so does a small one, and ten linked cards are one "
    "case.",
    staff="Counts what a verdict brings beyond its payment: a label, a stopped card, a rule. Gives review an exit: "
    "what is decided the same way again and again becomes a rule, and the people move on to what is new.",
    weak="For a case that is almost surely fraud, what does the reviewer change?",
)
def a_case_is_worth_its_minutes(design: Design) -> str | None:
    """Whether people are sent what they can change."""
    case, average = between(design, "ReviewTeam.usd_a_case"), figure(design, "average_payment")
    if case is None or not average > 0:
        return None
    return (
        f"A reviewed case costs {case.text}, and an average payment is {design.said('average_payment')}. Which "
        "cases are worth a person, and how does your queue know?"
    )


@probe(
    about=("review_capacity", "review_above", "ReviewTeam.utilisation"),
    mid="Adds reviewers, or a shift at night.",
    senior="Sorts by what can still be held: a shipment, a payout, the card's next payment; a download is gone in a "
    "second and needs a challenge instead. Gives each an age after which a rule closes the case, and says with "
    "which answer.",
    staff="Works back from the last moment that can be undone, and negotiates that moment: a shipment an hour later "
    "may be cheaper than a night shift. Reports cases decided too late as not decided, so that waiting has a "
    "price.",
    weak="At which moment is the money or the parcel out of reach?",
)
def a_late_verdict_still_changes_something(design: Design) -> str | None:
    """Whether the wait for a person is set against the moment at which money is gone."""
    wait = between(design, "ReviewTeam.wait", LONG_WAIT)
    if wait is None:
        return None
    return (
        f"A case waits {wait.text} for somebody, on average. What has happened to the goods by then, and which "
        "verdict still changes something?"
    )

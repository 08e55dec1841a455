"""Questions about what is done with a score: cuts, actions, people, and money on both sides."""

from math import inf

from design import Design, probe

from ._words import cut, figure, number, setting, strained


@probe(
    about=("block_above",),
    mid="Says that large payments deserve a different cut because more is at stake.",
    senior="Derives it: with margin m, amount A, goodwill G, fee F and the whole amount lost, pass while p "
    "is below (mA+G)/(mA+G+A+F). Tiny payments tend to G/(G+F), large ones to m/(1+m). Needs a calibrated "
    "p.",
    staff="Adds what the formula leaves out: shops differ in margin, a cut that follows the amount teaches "
    "thieves which amounts are safe, and a hundred cuts need an owner. Starts with a few bands and says "
    "what they earn.",
)
def the_cut_follows_the_amount(design: Design) -> str | None:
    """Whether one cut for all was chosen or only never questioned."""
    average = figure(design, "average_payment")
    if getattr(design.knobs, "block_above", None) is None or not average > 0:
        return None
    small, large = (design.case.knob("average_payment").said(average * times) for times in (0.1, 10))
    return (
        f"One cut, {cut(design, 'block_above')}, decides on a payment of {small} and on one of {large}. For "
        "which of them is it wrong, and which way?"
    )


@probe(
    about=("review_above", "review_capacity", "actions"),
    mid="Raises the cut for review so that fewer cases arrive.",
    senior="Shows that three numbers move together: cases, losses, good payments turned away. Orders the "
    "queue by money saved per minute and says what happens to the case that is not reached in time.",
    staff="Makes the cut follow the queue by a rule written beforehand, moves the middle band to step-ups, "
    "and gives the price of each person lost, so that the cut in staff is decided with it.",
)
def a_smaller_team_can_be_absorbed(design: Design) -> str | None:
    """Whether people are part of the design, with a limit and a plan for reaching it."""
    if not 0.85 < number(design, "ReviewTeam.utilisation") < inf or design.graph.part("CaseManager") is None:
        return None
    load = design.ledger["ReviewTeam.utilisation"].text
    return f"Your review team is sent {load} of what it can decide. From Monday half of the team is gone: what moves?"


@probe(
    about=("review_above", "review_capacity"),
    mid="Lowers the cut for review, or makes the team smaller.",
    senior="Compares what the next case down the list would save with what its minutes cost, and stops "
    "where they meet; keeps some room for a bad week.",
    staff="Spends the spare minutes on truth: random payments, blocked ones, cases that the model is sure "
    "about. These labels are worth more than the marginal case, and nothing else in the design can buy "
    "them.",
)
def idle_reviewers_have_a_use(design: Design) -> str | None:
    """Whether spare human judgement is seen as something to spend."""
    load = design.ledger.get("ReviewTeam.utilisation")
    if load is None or not load.value < 0.5 or design.graph.part("CaseManager") is None:
        return None
    return (
        f"Your review team is sent {load.text} of what it could decide. Would you send it more cases, which "
        "ones, or fewer people?"
    )


@probe(
    about=("family", "rules"),
    mid="Uses feature contributions and shows the largest.",
    senior="Keeps what the model saw, its version and the cut with each decision; turns contributions into "
    "a short list of reason codes written with the shop's staff; checks that the reasons do not change on "
    "a rerun.",
    staff="Separates three readers: the shop needs what it can act on, the auditor the whole record, a "
    "thief nothing at all. Says which reasons are never given out, and accepts a simpler model only where "
    "the law demands one.",
)
def one_decline_can_be_explained(design: Design) -> str | None:
    """Whether a single decision can be accounted for, and to whom how much."""
    if getattr(design.knobs, "family", None) not in ("forest", "boosted"):
        return None
    has_cut = getattr(design.knobs, "block_above", None) is not None
    where = f", blocking above {cut(design, 'block_above')}" if has_cut else ""
    return (
        f"A shop asks why this one customer was declined ({setting(design, 'family')}{where}): what do you "
        "show, and what do you keep to yourself?"
    )


@probe(
    about=("block_above", "step_up_above", "on_timeout"),
    mid="Knows the number and that turning customers away costs sales.",
    senior="Measures it where labels are missing: payments retried and passed elsewhere, complaints, a "
    "random share let through. Breaks it down by shop and country, because an average hides the one that "
    "suffers.",
    staff="Points out that the cost falls outside the team's own figures, so the team drifts towards "
    "blocking. Gives the number an owner, a limit a shop, and one sum in which it stands beside the fraud.",
)
def customers_turned_away_are_counted(design: Design) -> str | None:
    """Whether the quieter of the two errors has a number and an owner."""
    outcome = strained(design, "Money.good_declined", 0.5)
    if outcome is None:
        return None
    return (
        f"You turn away {outcome.text} of good payments; the demand is {outcome.demand}. In whose figures "
        "does this appear, and who notices first when it doubles?"
    )


@probe(
    about=("actions",),
    mid="Would add review or a step-up for doubtful payments.",
    senior="Shows the band in which a block loses more good payments than it stops fraud, and which action "
    "fits it: step-up where people answer at once, review where the goods can wait.",
    staff="Compares the actions by the price of a stopped fraud and by the label that each brings back. A "
    "block brings none, so it is the dearest action to learn from.",
)
def a_block_is_not_the_only_answer(design: Design) -> str | None:
    """Whether there is anything between yes and no."""
    if getattr(design.knobs, "actions", None) != "block":
        return None
    lost, caught = design.ledger.get("Money.good_declined"), design.ledger.get("Money.recall")
    if lost is None or caught is None:
        return None
    return (
        f"A block is your only action. It stops {caught.text} of fraud by value and turns away {lost.text} "
        "of good payments: what would you do with a payment that is as likely fraud as not?"
    )


@probe(
    about=("step_up_above", "actions"),
    mid="Balances customers who give up against fraud stopped.",
    senior="Writes the three expected costs as functions of p (pass, challenge, block) and reads the band "
    "off where the challenge is lowest; sees that the band closes as more people give up.",
    staff="Adds that a challenge wears out: customers used to it stop reading, thieves learn to pass it. "
    "Watches the share of fraud that passes a challenge, and knows where low fraud earns the right not to "
    "ask.",
)
def a_challenge_beats_its_alternatives(design: Design) -> str | None:
    """Whether the band for a step-up was derived or guessed."""
    if design.graph.part("Cardholder") is None or not figure(design, "step_up_abandonment") > 0:
        return None
    return (
        f"Of the customers that you challenge, {setting(design, 'step_up_abandonment')} give up. Above "
        f"{cut(design, 'step_up_above')} you challenge: why there, and up to which score?"
    )


@probe(
    about=("replicas", "review_capacity", "freshness", "shadow"),
    mid="Names the dearest part and a cheaper setting of it.",
    senior="Counts people with the machines, names what each saving costs in fraud or in declines, and "
    "takes the one with the best rate of exchange.",
    staff="Asks whether the limit is right: compares the next dollar spent with the loss that it prevents, "
    "and says at which volume or fraud rate the present size would be justified.",
)
def the_bill_is_earned(design: Design) -> str | None:
    """Whether cost is weighed against what it buys."""
    bill, lost = strained(design, "Bill.cost", 0.9), design.ledger.get("Money.loss_usd_month")
    if bill is None or lost is None:
        return None
    return (
        f"Running this costs {bill.text}, the demand is {bill.demand}, and fraud still takes {lost.text}. "
        "Where do you save first, and what rises when you do?"
    )


@probe(
    mid="Picks one and says why.",
    senior="Looks for the move that helps both, then for the one whose harm stays within the room that "
    "other promises still have, and says that number.",
    staff="Asks which promise is worth least to the person who made it and opens that negotiation with a "
    "price: this much fraud for that many milliseconds.",
)
def two_broken_promises_have_an_order(design: Design) -> str | None:
    """Whether demands are weighed against each other when not all can be kept."""
    if len(design.broken) < 2:
        return None
    first, second = sorted(design.broken, key=lambda o: o.strain, reverse=True)[:2]
    return (
        f"Two promises are broken: {first.promise.title} is {first.text} ({first.demand}), "
        f"{second.promise.title} is {second.text} ({second.demand}). Which do you mend first, and what does "
        "that do to the other?"
    )

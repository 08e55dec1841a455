"""Questions about what is done with a score: cuts, actions, people, and money on both sides."""

from math import inf

from design import Design, probe, written

from ._words import between, entry, figure, number, pays, strained, text


@probe(
    about=("block_above", "cut", "Money.fraud_loss"),
    mid="Says that large payments deserve a different cut because more is at stake.",
    senior="Derives it: with margin m, amount A, goodwill G, fee F and the whole amount lost, pass while p "
    "is below (mA+G)/(mA+G+A+F). Tiny payments tend to G/(G+F), large ones to m/(1+m). Needs a calibrated "
    "p.",
    staff="Adds what the formula leaves out: shops differ in margin, a cut that follows the amount teaches "
    "thieves which amounts are safe, and a hundred cuts need an owner. Starts with a few bands and says "
    "what they earn.",
    weak="On your smallest payments, what does a wrong block cost, and what does a missed fraud?",
)
def the_cut_follows_the_amount(design: Design) -> str | None:
    """Whether one cut for all was chosen or only never questioned."""
    average = figure(design, "average_payment")
    one_cut = getattr(design.knobs, "cut", "threshold") == "threshold"
    if not one_cut or getattr(design.knobs, "block_above", None) is None or not average > 0:
        return None
    small, large = (design.case.knob("average_payment").said(average * times) for times in (0.1, 10))
    return (
        f"One cut, {design.said('block_above')}, decides on a payment of {small} and on one of {large}. For "
        "which of them is it wrong, and which way?"
    )


@probe(
    about=("review_above", "review_capacity", "actions", "ReviewTeam.utilisation"),
    mid="Raises the cut for review so that fewer cases arrive.",
    senior="Shows that three numbers move together: cases, losses, good payments turned away. Orders the "
    "queue by money saved per minute and says what happens to the case that is not reached in time.",
    staff="Makes the cut follow the queue by a rule written beforehand, moves the middle band to step-ups, "
    "and gives the price of each person lost, so that the cut in staff is decided with it.",
    weak="Tomorrow morning there are twice as many cases as hands: which case is opened first, and which never?",
)
def a_smaller_team_can_be_absorbed(design: Design) -> str | None:
    """Whether people are part of the design, with a limit and a plan for reaching it."""
    if not 0.85 < number(design, "ReviewTeam.utilisation") < inf or design.graph.part("CaseManager") is None:
        return None
    load = text(design, "ReviewTeam.utilisation")
    return f"Your review team is sent {load} of what it can decide. From Monday half of the team is gone: what moves?"


@probe(
    about=("review_above", "review_capacity"),
    mid="Lowers the cut for review, or makes the team smaller.",
    senior="Compares what the next case down the list would save with what its minutes cost, and stops "
    "where they meet; keeps some room for a bad week.",
    staff="Spends the spare minutes on truth: random payments, blocked ones, cases that the model is sure "
    "about. These labels are worth more than the marginal case, and nothing else in the design can buy "
    "them.",
    weak="What could a reviewer find out about a payment of which your model is sure?",
)
def idle_reviewers_have_a_use(design: Design) -> str | None:
    """Whether spare human judgement is seen as something to spend."""
    load = entry(design, "ReviewTeam.utilisation")
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
    weak="The shop's clerk has one line on the screen: what does it say?",
)
def one_decline_can_be_explained(design: Design) -> str | None:
    """Whether a single decision can be accounted for, and to whom how much."""
    if not pays(design) or getattr(design.knobs, "family", None) not in ("forest", "boosted"):
        return None
    has_cut = getattr(design.knobs, "block_above", None) is not None
    where = f", blocking above {design.said('block_above')}" if has_cut else ""
    return (
        f"A shop asks why this one customer was declined ({design.said('family')}{where}): what do you "
        "show, and what do you keep to yourself?"
    )


@probe(
    about=("block_above", "step_up_above", "Money.good_declined"),
    mid="Knows the number and that turning customers away costs sales.",
    senior="Measures it where labels are missing: payments retried and passed elsewhere, complaints, a "
    "random share let through. Breaks it down by shop and country, because an average hides the one that "
    "suffers.",
    staff="Points out that the cost falls outside the team's own figures, so the team drifts towards "
    "blocking. Gives the number an owner, a limit a shop, and one sum in which it stands beside the fraud.",
    weak="A customer whom you declined pays elsewhere a minute later: where in your data would you see that?",
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
    about=("actions", "Money.fraud_loss", "Money.good_declined"),
    mid="Would add review or a step-up for doubtful payments.",
    senior="Shows the band in which a block loses more good payments than it stops fraud, and which action "
    "fits it: step-up where people answer at once, review where the goods can wait.",
    staff="Compares the actions by the price of a stopped fraud and by the label that each brings back. A "
    "block brings none, so it is the dearest action to learn from.",
    weak="Of a hundred payments with such a score, how many customers are honest, and what becomes of them?",
)
def a_block_is_not_the_only_answer(design: Design) -> str | None:
    """Whether there is anything between yes and no."""
    if getattr(design.knobs, "actions", None) != "block":
        return None
    lost, caught = entry(design, "Money.good_declined"), entry(design, "Money.recall")
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
    weak="For one payment just above your step-up threshold, what does a challenge cost, and what does it save?",
)
def a_challenge_beats_its_alternatives(design: Design) -> str | None:
    """Whether the band for a step-up was derived or guessed."""
    if design.graph.part("Cardholder") is None or not figure(design, "step_up_abandonment") > 0:
        return None
    return (
        f"Of the customers that you challenge, {design.said('step_up_abandonment')} give up. Above "
        f"{design.said('step_up_above')} you challenge: why there, and up to which score?"
    )


@probe(
    about=("replicas", "review_capacity", "freshness", "shadow", "Bill.cost"),
    mid="Names the dearest part and a cheaper setting of it.",
    senior="Counts people with the machines, names what each saving costs in fraud or in declines, and "
    "takes the one with the best rate of exchange.",
    staff="Asks whether the limit is right: compares the next dollar spent with the loss that it prevents, "
    "and says at which volume or fraud rate the present size would be justified.",
    weak="If you switch off your dearest part tonight, which promise breaks first?",
)
def the_bill_is_earned(design: Design) -> str | None:
    """Whether cost is weighed against what it buys."""
    bill, lost = strained(design, "Bill.cost", 0.9), entry(design, "Money.loss_usd_month")
    if bill is None or lost is None:
        return None
    return (
        f"Running this costs {bill.text}, the demand is {bill.demand}, and fraud still takes {lost.text}. "
        "Where do you save first, and what rises when you do?"
    )


@probe(
    about=("block_above", "cut", "Money.fraud_loss", "Money.good_declined"),
    mid="Moves them so that the larger of the two losses falls.",
    senior="Says no: totals do not tell, only the next step does. Moves a threshold a little, and compares the fraud "
    "it lets in with the sales it gives back; at the best place these two are equal whatever the totals are.",
    staff="Adds what the sum leaves out: customers who never return, thieves who follow an open door, a scheme's "
    "limit that is a cliff and no slope. Gives the sum one owner, because a risk team and a sales team each "
    "move it their own way.",
    weak="Lower the threshold by one hundredth: by how much does each of the two change?",
)
def the_two_errors_share_one_sum(design: Design) -> str | None:
    """Whether totals are confused with the next step, where a threshold is decided."""
    lost, declined = between(design, "Money.loss_usd_month"), between(design, "Money.decline_cost_month")
    if lost is None or declined is None or 2 / 3 < lost.value / declined.value < 3 / 2:
        return None
    return (
        f"Fraud takes {lost.text}, and good payments turned away cost {declined.text}. Does that tell you which way "
        "to move the thresholds?"
    )


@probe(
    about=("rules", "Money.model_adds"),
    mid="Says that rules act at once on a new attack and that the stricter answer wins.",
    senior="Gives each rule an owner, an end date and figures of its own: what it stops that the model would not, and "
    "whom it turns away. Runs a new rule silently first, and keeps its hits out of the labels.",
    staff="Sees that rules block what the model would have learned from, so that the model looks weaker beside them "
    "each year. Retires a rule by letting a random share of its hits pass, and says which kinds stay for good: "
    "the law, limits, the first day of an attack.",
    weak="Which of your rules could you delete today and lose nothing, and how would you know?",
)
def a_rule_has_an_end(design: Design) -> str | None:
    """Whether rules are owned, measured and retired as models are."""
    adds = between(design, "Money.model_adds")
    if getattr(design.knobs, "rules", None) is not True or adds is None:
        return None
    return (
        f"Rules stand beside the model, which adds {adds.text} of fraud value to what they would stop alone. Who may "
        "write a rule, when does one end, and who wins when rule and model disagree?"
    )


@probe(
    about=("block_above", "Money.good_declined"),
    mid="Offers another proof of identity, and keeps a list of known good customers.",
    senior="Sees that a retry worsens its own features, since three tries in a minute look like card testing. Tells a "
    "retry after our decline from a new payment, challenges on the second, and clears the counters when that is "
    "passed.",
    staff="Follows what becomes of the declined, who come back, pay elsewhere, call or leave, and carries that into "
    "the price of a decline. Gives the way back an owner, because an appeal is the cheapest label there is.",
    weak="What do your own counters say of a customer who tries three times within a minute?",
)
def a_good_customer_is_not_declined_twice(design: Design) -> str | None:
    """Whether the design has a way back for those whom it wrongs."""
    wronged = between(design, "Money.false_positives_per_fraud", 1)
    if wronged is None:
        return None
    return (
        f"For each fraud that you block, you block {written(wronged.value)} good payments. One of those customers "
        "tries again, and again: what do the second and the third try get, and what should they?"
    )

"""Questions of this case about whom to contact, what to offer and how to prove that it helped."""

from typing import Any

from cases._numbers import text, value
from design import Design, probe


@probe(
    about=("target", "Campaign.profit"),
    mid="Calls those with the highest score first.",
    senior="Says that 0.7 is a chance of leaving and no instruction: the caller needs a reason, an offer and a limit, and "
    "whether this customer can be kept is another number. Puts a band, a reason in words and the offer on the task.",
    staff="Asks what the caller would do otherwise at 0.3 and at 0.9; where the answer is the same, the score decides "
    "nothing. Replaces it by what the call is worth, and keeps the number away from the script.",
    weak="Two customers score 0.7: one has already signed elsewhere. What does the score tell the caller?",
)
def a_score_of_seven_tenths_becomes_an_action(design: Design) -> str | None:
    """Whether a probability is told from a decision."""
    if getattr(design.knobs, "target", None) not in ("risk", "value"):
        return None
    return (
        f"The retention team sees a customer with 0.7 on the list. Of your list "
        f"{text(design, 'CampaignManager.contacts_a_day')} are called. What does the caller do with that number?"
    )


@probe(
    about=("target", "alignment", "Targeting.given_up"),
    mid="Knows that some stay anyway, and would leave out the low scores.",
    senior="Names four kinds, and says which of them the riskiest are here and how that was found: by a randomised trial. "
    "Leaves out sure things, lost causes and sleeping dogs, each for its own reason.",
    staff="Prices each kind: a present, an hour, a customer. Says which assumption turns the order round (whether the "
    "riskiest can still be moved), and how much a month of that trial costs.",
    weak="Of those who stayed after your last campaign, how many would have stayed without it?",
)
def some_customers_are_better_left_alone(design: Design) -> str | None:
    """Whether the harm and the waste of a contact are seen, not only its reach."""
    campaign: Any = design.graph.part("Campaign")
    if campaign is None or float(campaign.sleeping_dog) <= 0:
        return None
    return (
        f"Your campaign keeps {text(design, 'Campaign.saves')}, drives away {text(design, 'Campaign.woken')} and gives "
        f"{text(design, 'Campaign.wasted_offers')} of offers to customers who would have stayed. Which customers would "
        "you not contact, and how do you know them?"
    )


@probe(
    about=("target", "learner", "trial_customers", "Targeting.by_uplift"),
    mid="Trains one model on contacted customers and one on others and subtracts.",
    senior="Needs a trial in which a coin decided; says why last year's contacts will not do. Scores by Qini on held-out "
    "customers, because nobody's own uplift is ever seen.",
    staff="Sees that a difference of two models is noisier than either, and asks at which size of trial the order by "
    "uplift beats the one by risk. Keeps risk as the fallback until an interval says so.",
    weak="For one customer, in which column of your data is the uplift?",
)
def uplift_is_learned_from_a_coin(design: Design) -> str | None:
    """Whether it is known what uplift can be learned from."""
    if getattr(design.knobs, "target", None) not in ("uplift", "uplift_value"):
        return None
    told = design.said("trial_customers")
    return (
        f"You order the list by uplift, learned from a trial of {told} customers. Why may the contacts of last year's "
        "campaign not be used instead, and how would you see that the order is any good?"
    )


@probe(
    about=("campaign_share", "callers", "RetentionTeam.utilisation"),
    mid="Says precision among those called.",
    senior="Fixes the number of calls and measures what is kept among exactly those; shows that two models of equal AUC "
    "differ there. Reports lift at that depth with an interval.",
    staff="Makes it money at the margin: what the last call of the day earns, and whether one more caller pays. AUC is "
    "not on the page.",
    weak="Which part of the ROC curve do your calls ever see?",
)
def few_calls_have_their_own_metric(design: Design) -> str | None:
    """Whether the metric is taken where the capacity is."""
    if getattr(design.knobs, "channel", None) != "call":
        return None
    depth = design.said("campaign_share")
    return (
        f"Your AUC is {text(design, 'Ranking.auc')}, and the team calls {depth} of customers a month. Which number says "
        "whether the model is good enough for that, and what is it?"
    )


@probe(
    about=("control_share", "ControlGroup.months", "ControlGroup.half_width"),
    mid="Compares churn before and after the campaign.",
    senior="Leaves a random share alone, for good; computes the width of the interval and the months until it is proved, "
    "and says what the group forgoes. Counts everybody chosen, reached or not.",
    staff="Says who will want those customers called in the last week of the quarter, and how the group survives it. "
    "Shrinks it once the effect is known and keeps enough to see it fade.",
    weak="Churn fell after your campaign, and so did the rival's advertising. Which of the two was it?",
)
def the_effect_is_proved_without_risking_revenue(design: Design) -> str | None:
    """Whether cause is told from coincidence, at a price that is known."""
    if value(design, "ControlGroup.held_out") <= 0:
        return "Nobody on your list is left alone. In December you are asked what the campaign has earned: what do you show?"
    return (
        f"You leave {text(design, 'ControlGroup.held_out')} alone, which forgoes {text(design, 'ControlGroup.forgone')}. "
        f"The effect is known to plus or minus {text(design, 'ControlGroup.half_width')} after a quarter. How would you "
        "prove that it worked without risking revenue?"
    )


@probe(
    about=("control_share", "proof_months", "ControlGroup.months"),
    mid="Waits longer or takes a larger group.",
    senior="Names three levers with their powers: the effect counts squared, the group's size once, months once. A list "
    "on which contacts change more is the cheapest; early signs (use, opened bills) prove sooner if they are known to lead.",
    staff="Pools lists over time under a rule agreed beforehand, and does not peek; or takes variance out with what was "
    "known before (CUPED). Says which decision waits for the proof and what is done meanwhile.",
    weak="Half the effect: how many more months?",
)
def a_late_proof_has_levers(design: Design) -> str | None:
    """Whether the length of an experiment can be shortened by more than patience."""
    months = value(design, "ControlGroup.months")
    if not 4 < months < float("inf"):
        return None
    return (
        f"Your effect of {text(design, 'ControlGroup.effect')} is proved after {text(design, 'ControlGroup.months')}. The "
        "board meets in three. What could you change, and what does each lever cost?"
    )


@probe(
    about=("offer", "stayers_accept", "Campaign.wasted"),
    mid="Makes a smaller offer, or only to high scores.",
    senior="Splits what is given by who takes it, and sees that sure things take most. Offers what a sure thing does not "
    "want: a repair, a fitting tariff, a call before a price rise.",
    staff="Treats the offer as a second model: who needs which, tested against no offer at all. Watches for customers who "
    "learn to threaten, and for those who hear that others got more.",
    weak="Who takes a discount most gladly: a customer who is leaving, or one who is not?",
)
def most_of_the_offers_go_to_those_who_stay(design: Design) -> str | None:
    """Whether the money's largest leak is seen."""
    wasted, spent = value(design, "Campaign.wasted"), value(design, "Campaign.offer_spend")
    if spent <= 0 or wasted < 0.5 * spent:
        return None
    return (
        f"Of {text(design, 'Campaign.offer_spend')} in offers, {text(design, 'Campaign.wasted')} go to customers who would "
        "have stayed. What would you offer, to whom, so that fewer of those say yes?"
    )


@probe(
    about=("rest_months", "fatigue"),
    mid="Limits contacts to a few a year.",
    senior="Measures the answer by the number of contacts before, in the control group's mirror. Sees that rest sends the "
    "list deeper, to customers who can be changed less, and finds the length where both balance.",
    staff="Gives the rest period an owner across departments: a bill, a survey and a sales call tire the same person. Puts "
    "a price on a contact that is not made, so that others can bid for it.",
    weak="The same customer is first on the list each month: on which of the calls do they buy, and on which do they leave?",
)
def a_customer_called_again_is_tired(design: Design) -> str | None:
    """Whether repeated contact is seen as a cost."""
    rest = getattr(design.knobs, "rest_months", None)
    if rest is None:
        return None
    return (
        f"The top of your ranking is contacted {text(design, 'CampaignManager.contacts_a_year')} times a year, and lists "
        f"reach {text(design, 'CampaignManager.depth')} of customers. What happens to the answer at the third call?"
    )


@probe(
    about=("channel", "Campaign.woken"),
    mid="Sends messages to most and calls a few.",
    senior="Compares by net customers kept for a dollar, by segment, in a trial with three arms. Says what a message "
    "cannot do: hear why.",
    staff="Orders channels by what a wrong contact costs, not by their price: a message to all wakes more than it keeps. "
    "Reserves people for customers whose value pays for the hour.",
    weak="What does the cheapest channel cost when it reminds somebody that the contract can be ended?",
)
def a_cheap_channel_is_not_free(design: Design) -> str | None:
    """Whether a low price per contact hides what contacts do."""
    if getattr(design.knobs, "channel", None) != "message":
        return None
    return (
        f"Messages cost next to nothing; yours keep {text(design, 'Campaign.saves')} and drive away "
        f"{text(design, 'Campaign.woken')}. Marketing wants to send them to everybody. What do you answer?"
    )


@probe(
    about=("clv", "target", "calibrate"),
    mid="Multiplies the chance of leaving by what the customer pays.",
    senior="Multiplies calibrated risk by what is lost from now on, not by last year's bill. Shows where the order by "
    "value and the order by risk disagree, and whom that moves.",
    staff="Says that value at risk is still the wrong product: it needs the change a contact makes. Checks which value is "
    "meant: margin after the offer, over months that the customer would really have stayed.",
    weak="A customer pays twice as much and leaves anyway: what is the call worth?",
)
def value_is_what_is_still_to_come(design: Design) -> str | None:
    """Whether lifetime value looks forward and meets the action."""
    if getattr(design.knobs, "target", None) != "value":
        return None
    return (
        f"By value at risk you earn {text(design, 'Targeting.by_value')}, by risk {text(design, 'Targeting.by_risk')}, by "
        f"uplift {text(design, 'Targeting.by_uplift')}. What is in a customer's value here, and why is it not the last word?"
    )


@probe(
    about=("accept_alpha", "accept_beta", "Ranking.empc"),
    mid="Picks the threshold with the largest profit.",
    senior="Explains that EMPC averages the best profit over an uncertain acceptance, and that a wide Beta spreads the "
    "threshold. Compares models by it and by AUC, and says where they disagree.",
    staff="Names what it leaves out here: callers' time, sleeping dogs, a budget, and that contact changes some more than "
    "others. Uses it to choose a model, not to choose a list.",
    weak="What does the measure assume that a customer who would have stayed does when offered $10?",
)
def expected_maximum_profit_leaves_things_out(design: Design) -> str | None:
    """Whether a profit measure is read with its assumptions."""
    if not value(design, "Ranking.empc_share") > 2 * value(design, "CampaignManager.depth"):
        return None
    return (
        f"EMPC says {text(design, 'Ranking.empc')} a customer and would contact {text(design, 'Ranking.empc_share')} of "
        "them; you contact far fewer. Who is right, and what does EMPC not know?"
    )

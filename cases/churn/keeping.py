"""Questions of this case about labels, the model over time, and what runs every night."""

from cases._numbers import text, value
from design import DataClass, Design, probe


@probe(
    about=("definition", "OutcomeJoin.mislabelled"),
    mid="Says churn is when the customer cancels.",
    senior="Separates contract from use: a cancellation has a date and a reason, silence has neither. Chooses by the action: "
    "what can be done at the first sign is gone at the second. Counts who comes back.",
    staff="Versions the definition with the model, since a quiet change moves every chart. Agrees it with finance before "
    "training, and shows both for a quarter. For accounts that only shrink, proposes a loss of value instead of a yes or no.",
    weak="A customer is on holiday for six weeks: have they left?",
)
def leaving_has_one_definition(design: Design) -> str | None:
    """Whether the label was decided, not found."""
    if design.graph.part("OutcomeJoin") is None:
        return None
    told = design.said("definition")
    return (
        f"For you a customer has left when {told}; that gets {text(design, 'OutcomeJoin.mislabelled')} of labels wrong. "
        "Finance counts otherwise. What does your model do on the day that finance wins?"
    )


@probe(
    about=("past_campaigns", "OutcomeJoin.hidden_leavers", "OutcomeJoin.touched"),
    mid="Would leave contacted customers out of training.",
    senior="Says that a kept customer looks like one who would have stayed, so the model unlearns whom it helped. Leaves "
    "them out and sees that the riskiest are gone from the data; then lets the control group stand for them, by weight.",
    staff="Measures which of the three is best here before choosing: few leavers in a small control group may be worse than "
    "the bias. Plans the control group as training data as well as proof, and logs who was chosen, not only who was reached.",
    weak="The team kept a customer last month: under which label do they teach the next model?",
)
def a_campaign_changes_its_own_labels(design: Design) -> str | None:
    """Whether the feedback from action to label is seen."""
    if value(design, "OutcomeJoin.touched") <= 0.01:
        return None
    return (
        f"In the time that one label takes, campaigns have contacted {text(design, 'OutcomeJoin.touched')} of customers; of "
        f"those who would have left, {text(design, 'OutcomeJoin.hidden_leavers')} are taught as stayers. Is your label "
        "still churn, and what does the next model learn?"
    )


@probe(
    about=("horizon_months", "gap_months", "TrainingPipeline.model_age"),
    mid="Picks a month because bills are monthly.",
    senior="Works back from the action: time to score, to call, to decide; what is nearer than that is a leaver whom nobody "
    "can reach. Says that the label's age is the gap and the horizon, and what that does to drift.",
    staff="Trains on two horizons and calibrates the near one to the far, or models time itself. Names who needs which: "
    "callers days, budgets a year.",
    weak="A customer leaves tomorrow: does your label count them, and can your team?",
)
def the_horizon_fits_the_action(design: Design) -> str | None:
    """Whether the windows were chosen for what can be done in them."""
    if getattr(design.knobs, "gap_months", None) != 0:
        return None
    return (
        f"You predict from today on, without a gap, and what the model knows is {text(design, 'TrainingPipeline.model_age')} "
        "old. Which leavers does that put on the list whom nobody can call in time?"
    )


@probe(
    about=("gap_months", "horizon_months"),
    mid="Says it gives time to act.",
    senior="Shows what a gap hides: those who leave inside it are in no list. Sets it to the time the action takes, not to a "
    "round month, and says what it does to the age of labels.",
    staff="Runs two lists: a fast rule for those who are leaving now, the model for those who will. Moves the border by what "
    "each keeps.",
    weak="Who calls the customer who leaves within the gap?",
)
def what_leaves_in_the_gap_is_somebodys(design: Design) -> str | None:
    """Whether a gap's price is known."""
    if getattr(design.knobs, "gap_months", 0) == 0:
        return None
    return (
        f"Your gap is {design.said('gap_months')}. "
        f"Labels are {text(design, 'OutcomeJoin.age')} old when they are learned. What happens to those who leave in the gap?"
    )


@probe(
    about=("observation_days", "features", "family"),
    mid="Splits the data at random and looks at the most important features.",
    senior="Rebuilds each feature as of its day from what had arrived; splits by time. Looks first for what is written "
    "because a customer leaves: a cancellation call, a final bill, a last login equal to the date.",
    staff="Turns it round: hides everything that the last week wrote and sees what is left of the AUC. Makes the point-in-time "
    "join a service, so that nobody can do it otherwise.",
    weak="Support tickets are your best feature. What is the text of the last ticket of those who left?",
)
def too_good_a_feature_is_suspected(design: Design) -> str | None:
    """Whether a feature from after the decision would be found."""
    leaks = getattr(design.evidence.risk, "leaks", ()) if design.evidence is not None else ()
    worst = max(leaks, key=lambda one: one.claimed - one.honest, default=None)
    if worst is None:
        return None
    return (
        f"A colleague shows an AUC of {worst.claimed:.2f}; yours is {worst.honest:.2f}. Before you envy them: which two "
        "mistakes do you look for first, and how would you show each?"
    )


@probe(
    about=("balance", "calibrate", "Ranking.said_over_true"),
    mid="Balances the classes because leavers are few.",
    senior="Says what balancing does: ranks hardly move, scores stop being probabilities. Calibrates after it or leaves it "
    "alone, and never resamples before the split.",
    staff="Asks what the score is used for: a list needs ranks, money needs probabilities. Would rather spend the evening on "
    "the label.",
    weak="Your model's mean score is 0.4 and one in twenty leaves. What is 0.7?",
)
def balancing_has_a_price(design: Design) -> str | None:
    """Whether resampling is known to change meaning, not knowledge."""
    if getattr(design.knobs, "balance", "none") == "none":
        return None
    return (
        f"You trained on balanced classes; the mean score is {text(design, 'Ranking.said_over_true')} times the share that "
        "leaves. What did balancing buy you, and what did it break?"
    )


@probe(
    about=("family", "Ranking.auc_spread"),
    mid="Takes the model with the best AUC.",
    senior="Compares on the same folds, with an interval that knows that training sets overlap, and then at the list's "
    "length. Takes the simplest that cannot be told from the best.",
    staff="Sees that the family which ranks leavers best need not estimate uplift best, and chooses by the money of the "
    "list. Asks what a point of AUC is worth a month before anyone tunes for it.",
    weak="Your two models differ by 0.01. How wide is the interval?",
)
def a_better_auc_is_beyond_its_noise(design: Design) -> str | None:
    """Whether differences between models are held against their spread."""
    spread = value(design, "Ranking.auc_spread")
    if spread <= 0.02:
        return None
    return (
        f"Cross-validation gives {text(design, 'Ranking.auc')}, and its interval is {text(design, 'Ranking.auc_spread')} "
        "wide. A week of tuning wins one point. Did it?"
    )


@probe(
    about=("scoring", "CampaignManager.list_age", "CampaignManager.ready_at"),
    mid="Scores every night because that is simple.",
    senior="Asks how fast anybody acts: a list that is called over a day needs no stream. Names the few events worth a trigger "
    "(a price question, a port-out request) and adds those to a nightly list.",
    staff="Prices a day of age by what is reached before it leaves, measured, and compares it with what the stream costs in "
    "people. Decides by that difference and says at which it turns.",
    weak="A score is a second old and the call is made tomorrow. What was the second for?",
)
def scoring_is_as_fresh_as_the_call(design: Design) -> str | None:
    """Whether freshness is bought for an action."""
    if design.graph.part("CampaignManager") is None:
        return None
    return (
        f"Facts behind a name are {text(design, 'CampaignManager.list_age')} old when its turn comes, and the whole bill is "
        f"{text(design, 'Bill.cost')}. Product asks for scores in real time. What would they change?"
    )


@probe(
    about=("list_by_hour", "CampaignManager.availability", "ScoringJob.duration"),
    mid="Runs the job again and alerts somebody.",
    senior="Knows how many runs fit before the hour, checks rows and distributions before the list is released, and keeps "
    "yesterday's list marked as such.",
    staff="Decides beforehand who may send yesterday's list and for how many days; makes a run safe to repeat, so that nobody "
    "is called twice. Reports a half list as a failure.",
    weak="The job ends at seven with half of the customers. Who notices before eight?",
)
def a_morning_without_a_list_has_a_plan(design: Design) -> str | None:
    """Whether the batch has a fallback, as a service would."""
    if design.graph.part("ScoringJob") is None:
        return None
    return (
        f"The list is due at {design.said('list_by_hour')} "
        f"after midnight and ready at {text(design, 'CampaignManager.ready_at')}. Tonight the export is three hours late. "
        "What do the callers do at eight, and who decides it?"
    )


@probe(
    about=("handover", "CRM.outcomes_back", "CRM.lost_a_day"),
    mid="Exports a file to the CRM.",
    senior="Wants each contact back by customer, with time, offer and outcome, and an identifier that makes a second import "
    "harmless. Without it neither the effect nor the next training set is right.",
    staff="Treats the callers' screen as the instrument that makes labels: one field more costs seconds a call and is worth a "
    "number. Measures how often it is filled in, by team.",
    weak="A file is loaded twice by mistake: how many calls does a customer get?",
)
def what_came_of_a_call_comes_back(design: Design) -> str | None:
    """Whether the loop from action to data is closed."""
    if value(design, "CRM.lost_a_day") <= 0:
        return None
    return (
        f"Of your contacts {text(design, 'CRM.outcomes_back')} come back with an outcome; of "
        f"{text(design, 'CRM.lost_a_day')} nobody can say that they took place. What does that do to your proof and to the "
        "next training set?"
    )


@probe(
    about=("monitoring", "drift", "DriftMonitor.recall_noticed"),
    mid="Retrains when drift is reported.",
    senior="Says that inputs may move without harm, and that harm may come without them. Looks at the cause and at what the "
    "list would have been; waits for outcomes, or asks an early sign.",
    staff="Writes down before the alarm which change leads to which act, and what a false one costs. Checks the control "
    "group's churn first: it moves with the world and not with the model.",
    weak="Every customer's bill rises by 3 %: scores drift. Is anything broken?",
)
def drift_without_harm_is_left_alone(design: Design) -> str | None:
    """Whether an alarm on scores is told from a fall of quality."""
    if design.graph.part("DriftMonitor") is None:
        return None
    return (
        f"The monitor sees a shift within {text(design, 'DriftMonitor.shift_noticed')}; a fall of quality after "
        f"{text(design, 'DriftMonitor.recall_noticed')}. Scores drift and churn is flat. Do you act?"
    )


@probe(
    about=("retrain_every_months", "Ranking.still_known", "TrainingPipeline.model_age"),
    mid="Retrains monthly.",
    senior="Compares cadences on past months: what is lost by age, what is won by fresh labels, and what a release costs to "
    "check. Says that labels, not the schedule, bound how new a model can be.",
    staff="Retrains on evidence: a challenger scores in silence each month and is promoted when its list would have earned "
    "more. Notes what must not change with it: the control group's draw.",
    weak="You retrain today. How old is the newest outcome in it?",
)
def retraining_is_bounded_by_labels(design: Design) -> str | None:
    """Whether the age of knowledge is told from the age of the model."""
    if value(design, "TrainingPipeline.model_age") <= 100:
        return None
    return (
        f"What your model knows is {text(design, 'TrainingPipeline.model_age')} old; of its ranking "
        f"{text(design, 'Ranking.still_known')} is left by age and past campaigns. How much of that would retraining every "
        "week bring back?"
    )


@probe(
    about=("features", "observation_days", "ScoringJob.duration"),
    mid="Says that a feature store avoids skew.",
    senior="Lists what it gives here (counts kept, values as of a day) and what the warehouse can do as well with a snapshot "
    "a night. Buys it when a second model wants the same numbers.",
    staff="Counts people: a store is a product with users. Says the size at which reading the window each night no longer "
    "fits the morning, and plans for that day, not for today.",
    weak="How does a query over today's tables say what a customer's tenure was in March?",
)
def a_feature_store_is_needed_for_something(design: Design) -> str | None:
    """Whether infrastructure is bought for a number."""
    if design.graph.part("ScoringJob") is None:
        return None
    return (
        f"Each run takes {text(design, 'ScoringJob.duration')} over "
        f"{design.said('observation_days')} of events. "
        "At which number of customers do you need a feature store, and what else would it give you?"
    )


@probe(
    about=("may_contact",),
    mid="Deletes the row in the database.",
    senior="Walks the picture: source, warehouse, CRM, training rows, the list of today. Separates erasure from objection to "
    "being contacted: the second must stop tomorrow's call and stays remembered.",
    staff="Asks whether a score on leaving is profiling with an effect on a person, and what they may be told of it. Keeps "
    "features by key, so that forgetting is throwing one key away; models are retrained in their turn.",
    weak="They objected on Monday; Tuesday's list was made on Sunday. Who calls them?",
)
def a_customer_can_object_and_be_forgotten(design: Design) -> str | None:
    """Whether rights of persons reach every copy and tomorrow's list."""
    reached = {f.target.name for f in design.graph.flows if DataClass.PERSONAL in f.link.carries}
    if len(reached) < 2:
        return None
    return (
        f"A customer objects to being contacted and asks to be deleted. Names and numbers flow into {len(reached)} of your "
        "parts. What happens by tomorrow morning, what by the end of the month, and what about the model?"
    )


@probe(
    about=("Ranking.auc",),
    mid="When the exact date matters.",
    senior="When the length of stay differs and many have not left yet: classification throws away those whose horizon is not "
    "over. Names censoring, and what a hazard tells that a yes or no does not.",
    staff="Uses both: a hazard for what a customer is worth from now on, a classifier for the list. Says that neither is causal.",
    weak="A customer came two weeks ago: which label do they have under your horizon?",
)
def when_is_asked_as_well_as_whether(design: Design) -> str | None:
    """Whether time to leaving is considered."""
    if int(getattr(design.knobs, "horizon_months", 0)) < 2:
        return None
    return (
        f"You ask who leaves within {design.said('horizon_months')}. "
        "When would you model the time until they leave instead, and what would the retention team do differently?"
    )

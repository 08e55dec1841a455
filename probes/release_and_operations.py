"""Questions about how a model comes in, how it is watched, who is called, and how it goes out again."""

from design import Design, probe, written

from ._words import an_hour, between, figure, number, text

BLIND_DAYS = 5
LONG_HOURS = 4


@probe(
    about=("shadow",),
    mid="Would run the new model in shadow or on a small share of payments.",
    senior="Gives the order and what each step can prove: replay (quality on old labels), shadow (time, "
    "features, score shift), canary (behaviour on a few), with a number that stops each.",
    staff="Fits the steps to the risk: a new feature needs a shadow, a moved cut needs a canary, a refit "
    "of the same model perhaps neither. Says what skipping one saves and which failure it would have let "
    "in.",
    weak="Its features are right and its scores are twice too high: which number on your screen moves, and when?",
)
def a_new_model_is_seen_before_it_decides(design: Design) -> str | None:
    """What stands between a trained model and the first customer it turns away."""
    if getattr(design.knobs, "shadow", None) is not False or not figure(design, "payments_per_day") > 0:
        return None
    if design.graph.part("ModelServer") is None:
        return None
    return (
        f"There is no shadow: a new model's first payment is a real one, of {an_hour(design)} an hour. What "
        "would have to be wrong with it for you to notice within that hour?"
    )


@probe(
    about=("shadow",),
    mid="Says that a shadow takes no action, so effects on customers cannot be seen.",
    senior="Gives the mechanism: agreement on 99 % of payments leaves one in a hundred, many times the "
    "fraud rate, and all the money sits there. Looks at the disagreements by value, and at what its "
    "decisions would set off.",
    staff="Adds that actions change the input: thieves react, reviewers fill up, customers retry. Plans a "
    "canary by card and not by payment, and says which claims of the launch only it can support.",
    weak="On which payments did the two disagree, and how much money was in them?",
)
def a_quiet_shadow_is_not_taken_for_proof(design: Design) -> str | None:
    """What a shadow can and cannot show."""
    if design.graph.part("ShadowModel") is None:
        return None
    rate = f", with fraud in {design.said('fraud_rate')} of payments" if figure(design, "fraud_rate") > 0 else ""
    return f"The shadow agreed with the present model on 99 % of payments{rate}, and the canary lost money. How?"


@probe(
    about=("block_above", "Money.good_declined"),
    mid="Has an alarm on the block rate and someone on call.",
    senior="Names who is woken, what they may switch without asking (cut up, model to rules, last model "
    "back), and the three readings that tell an attack from a fault: by shop, by feature, by release.",
    staff="Has settled beforehand what a wrong stop costs against a wrong wait, so that the person at "
    "three in the morning need not. One owner for the decision, not one for the model and another for the "
    "rules.",
    weak="Only one shop is hit: does your alarm ring, and does the person see which one it is?",
)
def somebody_can_be_woken(design: Design) -> str | None:
    """Whether an alarm has an owner with the right to act."""
    if not number(design, "Money.good_declined") > 0 or not figure(design, "payments_per_day") > 0:
        return None
    usual = text(design, "Money.good_declined")
    return (
        f"At three in the morning you turn away three times the usual {usual} of good payments, with "
        f"{an_hour(design)} payments in an average hour. Who is woken, what do they see, and what may they "
        "switch off?"
    )


@probe(
    about=("retrain_every_days", "ModelRegistry.rollback"),
    mid="Keeps the last model in the registry and deploys it again.",
    senior="Moves a pointer, not a build: seconds. Names what goes back with the model: feature "
    "definitions, cuts, calibration. Has tried it this quarter.",
    staff="Knows what does not go back: payments declined meanwhile, labels that the bad model chose, the "
    "queue it filled. Marks that period so that nothing trains on it unawares.",
    weak="The old model is back: does it still get the features that it was trained on?",
)
def the_last_model_is_one_pointer_away(design: Design) -> str | None:
    """Whether going back is an act or a project."""
    if design.graph.part("ModelRegistry") is None or not 0 < figure(design, "retrain_every_days") <= 14:
        return None
    return (
        f"A new model goes out every {design.said('retrain_every_days')}, and today's is bad. How long "
        "until the last one decides again, and what has to go back with it?"
    )


@probe(
    about=("retrain_every_days", "maturation_days"),
    mid="Compares the new model with the old one on held-out data.",
    senior="Says that the held-out data is as old as the label window, so the gate adds what is known "
    "today: score distribution, block rate, disagreement with the old model, missing features, and reviews "
    "of the disagreements.",
    staff="Asks what the frequent retrain is for, as its labels hardly change between two runs. Retrains "
    "on evidence (drift with loss, enough new labels) and says when not retraining is the safer act.",
    weak="Of the frauds in the last two weeks, how many has the new model's test seen as frauds?",
)
def a_retrain_has_to_pass(design: Design) -> str | None:
    """By what a model is judged before its labels exist."""
    if not figure(design, "retrain_every_days") < figure(design, "label_delay_days"):
        return None
    return (
        f"You retrain every {design.said('retrain_every_days')}, and half of all frauds are known only "
        f"after {design.said('label_delay_days')}. By what do you judge a new model before it decides?"
    )


@probe(
    about=("fraud_rate", "payments_per_day"),
    mid="Splits the traffic and waits for significance.",
    senior="Computes it: about 16 p(1-p)/d² payments an arm, with d a tenth of p, then the label delay on "
    "top; so guards the release with fast signals and proves fraud later. Splits by card, as thieves try "
    "both arms.",
    staff="Says when a test is the wrong tool: no test of that length survives thieves who adapt. Uses a "
    "random share let through and weighted history instead, or a difference in money large enough to see, "
    "and commits on that.",
    weak="How many frauds fall into each half of your traffic in a week, and by how much does chance alone move that "
    "number?",
)
def a_test_sees_enough_frauds(design: Design) -> str | None:
    """Whether the rarity of fraud and the delay of labels reached the plan for an experiment."""
    if not 0 < figure(design, "fraud_rate") <= 0.005 or not figure(design, "payments_per_day") > 0:
        return None
    return (
        f"You believe that the new model cuts fraud by a tenth. Fraud is {design.said('fraud_rate')} of "
        f"{design.said('payments_per_day').removesuffix(' a day')} payments a day: how long must a test "
        "run to show it, and what guards you until then?"
    )


@probe(
    about=("maturation_days", "training_features"),
    mid="Watches missing values a feature, and would roll the deploy back.",
    senior="Stops the harm first (roll back, or drop the feature to a trained default), then finds the "
    "cause: schema, join key, timeout. Does not retrain: that would make the fault permanent.",
    staff="Puts the check where the fault enters, as a contract with the team that sends the data, and "
    "says what it would have cost to find by labels alone. Weighs false alarms: an alarm each day is no "
    "alarm.",
    weak="If you watched outcomes alone, on which date would you learn of it?",
)
def a_broken_feature_is_seen_before_its_labels(design: Design) -> str | None:
    """Whether data faults are caught by looking at data, and not at losses weeks later."""
    if design.graph.part("DriftMonitor") is None or not figure(design, "label_delay_days") >= 14:
        return None
    return (
        "An hour after a deploy, one feature is missing in 30 % of payments instead of 1 %. Half of the "
        f"fraud it lets in will be known after {design.said('label_delay_days')}: what tells you today, "
        "and what do you do first?"
    )


@probe(
    about=("DriftMonitor.false_alarms",),
    mid="Raises the limit so that it rings less.",
    senior="Trades the two openly: fewer series, several breaches in a row or a wider limit, against so many hours "
    "until a real shift is seen. Judges the size of a shift and not its p-value, as at this traffic everything "
    "is significant.",
    staff="Lets an alarm ring only where somebody would act on it, and sends the rest to a weekly page. Counts the "
    "alarms that led to an act, by owner; one that never did is switched off or becomes a gate in the release.",
    weak="Of last month's alarms, how many changed what anybody did?",
)
def an_alarm_is_still_believed(design: Design) -> str | None:
    """Whether alarms are priced in the attention that they use up."""
    false, noticed = between(design, "DriftMonitor.false_alarms", 1), between(design, "DriftMonitor.shift_noticed")
    if false is None or noticed is None:
        return None
    return (
        f"Your monitor rings {written(false.value)} times a month with nothing wrong, and notices a shift within "
        f"{noticed.text}. What does the person on call do when it rings again?"
    )


@probe(
    about=("label_delay_days", "DriftMonitor.recall_noticed"),
    mid="Watches the distribution of scores and the block rate as early signs.",
    senior="Prices it: fraud a day, times the fall, times the days. Uses what comes early, such as reviews and first "
    "reports, as a quick and biased estimate, and says which falls it cannot see: thieves who look like "
    "customers move no input.",
    staff="Buys time where it is cheapest: a random sample reviewed each day, earlier reports from the largest banks, "
    "or a daily limit on loss that acts without a diagnosis. Says for how long the model may run unwatched, and "
    "what takes over then.",
    weak="The inputs look as they always did, but the thieves have changed: which of your charts moves first?",
)
def a_fall_of_recall_is_seen_in_time(design: Design) -> str | None:
    """Whether the blind time until labels arrive has a price and a plan."""
    noticed, lost = between(design, "DriftMonitor.recall_noticed", BLIND_DAYS), between(design, "Money.loss_usd_month")
    if noticed is None or lost is None:
        return None
    return (
        f"A fall of recall shows after {noticed.text}, and fraud takes {lost.text} as it is. What is lost by the day "
        "on which you know, and what tells you sooner?"
    )


@probe(
    about=("Canary.exposed",),
    mid="Stops it on errors, latency and decline rate.",
    senior="Separates the quick signals, with hard limits in minutes, from the slow one that needs labels: the first "
    "stop the harm, the second allows the launch. Looks by a fixed plan, or uses a test that allows for looking "
    "often.",
    staff="Sets its share so that the worst case is affordable, requests times the loss of each, and has that signed. "
    "Splits by customer and not by request, and says what it cannot show, because thieves and reviewers do not "
    "stay in one arm.",
    weak="The new version is twice as strict in a single country: which limit trips, and after how many requests?",
)
def a_canary_stops_by_itself(design: Design) -> str | None:
    """Whether a release can do a bounded harm without anybody looking."""
    verdict, exposed = between(design, "Canary.verdict"), between(design, "Canary.exposed")
    if verdict is None or exposed is None:
        return None
    return (
        f"Your canary comes to a verdict after {verdict.text}, and a bad version decides {exposed.text} requests "
        "until then. What stops it earlier, with nobody looking?"
    )


@probe(
    about=("retrain_every_days", "TrainingPipeline.duration"),
    mid="Keeps the old model and starts the run again.",
    senior="Resumes from a checkpoint on the same frozen snapshot, so that the second run equals the first. Alarms on "
    "the served model's age and not on the failed job: a late model is harmless for a while, a silent stop is "
    "not.",
    staff="Knows at which age the model costs more than a night of an engineer, and puts the alarm there. Asks "
    "whether that many rows earn their hours: the learning curve tells what a tenth of them would give.",
    weak="How old may the served model become before you would notice it in money?",
)
def a_training_run_may_fail(design: Design) -> str | None:
    """Whether a failed run is an event or a harmless delay, and how long it stays harmless."""
    duration = between(design, "TrainingPipeline.duration", LONG_HOURS)
    if duration is None:
        return None
    return (
        f"Training takes {duration.text} and dies one hour before its end. What is served tomorrow, what is lost, "
        "and does anybody have to get up?"
    )

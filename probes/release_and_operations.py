"""Questions about how a model comes in, how it is watched, who is called, and how it goes out again."""

from design import Design, probe

from ._words import an_hour, figure, number, setting, strained

DAYS_A_MONTH = 30.4


@probe(
    about=("shadow",),
    mid="Would run the new model in shadow or on a small share of payments.",
    senior="Gives the order and what each step can prove: replay (quality on old labels), shadow (time, "
    "features, score shift), canary (behaviour on a few), with a number that stops each.",
    staff="Fits the steps to the risk: a new feature needs a shadow, a moved cut needs a canary, a refit "
    "of the same model perhaps neither. Says what skipping one saves and which failure it would have let "
    "in.",
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
)
def a_quiet_shadow_is_not_taken_for_proof(design: Design) -> str | None:
    """What a shadow can and cannot show."""
    if design.graph.part("ShadowModel") is None:
        return None
    rate = f", with fraud in {setting(design, 'fraud_rate')} of payments" if figure(design, "fraud_rate") > 0 else ""
    return f"The shadow agreed with the present model on 99 % of payments{rate}, and the canary lost money. How?"


@probe(
    about=("block_above", "on_timeout"),
    mid="Has an alarm on the block rate and someone on call.",
    senior="Names who is woken, what they may switch without asking (cut up, model to rules, last model "
    "back), and the three readings that tell an attack from a fault: by shop, by feature, by release.",
    staff="Has settled beforehand what a wrong stop costs against a wrong wait, so that the person at "
    "three in the morning need not. One owner for the decision, not one for the model and another for the "
    "rules.",
)
def somebody_can_be_woken(design: Design) -> str | None:
    """Whether an alarm has an owner with the right to act."""
    if not number(design, "Money.good_declined") > 0 or not figure(design, "payments_per_day") > 0:
        return None
    usual = design.ledger["Money.good_declined"].text
    return (
        f"At three in the morning you turn away three times the usual {usual} of good payments, with "
        f"{an_hour(design)} payments in an average hour. Who is woken, what do they see, and what may they "
        "switch off?"
    )


@probe(
    about=("retrain_every_days",),
    mid="Keeps the last model in the registry and deploys it again.",
    senior="Moves a pointer, not a build: seconds. Names what goes back with the model: feature "
    "definitions, cuts, calibration. Has tried it this quarter.",
    staff="Knows what does not go back: payments declined meanwhile, labels that the bad model chose, the "
    "queue it filled. Marks that period so that nothing trains on it unawares.",
)
def the_last_model_is_one_pointer_away(design: Design) -> str | None:
    """Whether going back is an act or a project."""
    if design.graph.part("ModelRegistry") is None or not 0 < figure(design, "retrain_every_days") <= 14:
        return None
    return (
        f"A new model goes out every {setting(design, 'retrain_every_days')}, and today's is bad. How long "
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
)
def a_retrain_has_to_pass(design: Design) -> str | None:
    """By what a model is judged before its labels exist."""
    if not figure(design, "retrain_every_days") < figure(design, "label_delay_days"):
        return None
    return (
        f"You retrain every {setting(design, 'retrain_every_days')}, and half of all frauds are known only "
        f"after {setting(design, 'label_delay_days')}. By what do you judge a new model before it decides?"
    )


@probe(
    about=("shadow", "retrain_every_days"),
    mid="Splits the traffic and waits for significance.",
    senior="Computes it: about 16 p(1-p)/d² payments an arm, with d a tenth of p, then the label delay on "
    "top; so guards the release with fast signals and proves fraud later. Splits by card, as thieves try "
    "both arms.",
    staff="Says when a test is the wrong tool: no test of that length survives thieves who adapt. Uses a "
    "random share let through and weighted history instead, or a difference in money large enough to see, "
    "and commits on that.",
)
def a_test_sees_enough_frauds(design: Design) -> str | None:
    """Whether the rarity of fraud and the delay of labels reached the plan for an experiment."""
    if not 0 < figure(design, "fraud_rate") <= 0.005 or not figure(design, "payments_per_day") > 0:
        return None
    return (
        f"You believe that the new model cuts fraud by a tenth. Fraud is {setting(design, 'fraud_rate')} of "
        f"{setting(design, 'payments_per_day').removesuffix(' a day')} payments a day: how long must a test "
        "run to show it, and what guards you until then?"
    )


@probe(
    about=("replicas", "on_timeout", "rules"),
    mid="Adds replicas in other zones.",
    senior="Finds the part that all payments pass and that nothing stands in for; counts the parts in "
    "series; moves what can be late or absent behind the timeout.",
    staff="Turns the target into minutes a month and those into money, and compares that with the price of "
    "another copy. Knows that copies do not help against one bad release, which is the usual cause.",
)
def an_outage_is_somebodys_money(design: Design) -> str | None:
    """Whether availability is derived from the parts and worth its price."""
    outcome = strained(design, "Decision.availability", 0.8)
    if outcome is None:
        return None
    away = (1 - outcome.value) * DAYS_A_MONTH * 24 * 60
    return (
        f"Your decision is available {outcome.text} of the time, about {away:.0f} minutes away a month; the "
        f"demand is {outcome.demand}. Which part do all payments pass that nothing stands in for?"
    )


@probe(
    about=("maturation_days", "training_features"),
    mid="Watches missing values a feature, and would roll the deploy back.",
    senior="Stops the harm first (roll back, or drop the feature to a trained default), then finds the "
    "cause: schema, join key, timeout. Does not retrain: that would make the fault permanent.",
    staff="Puts the check where the fault enters, as a contract with the team that sends the data, and "
    "says what it would have cost to find by labels alone. Weighs false alarms: an alarm each day is no "
    "alarm.",
)
def a_broken_feature_is_seen_before_its_labels(design: Design) -> str | None:
    """Whether data faults are caught by looking at data, and not at losses weeks later."""
    if design.graph.part("DriftMonitor") is None or not figure(design, "label_delay_days") >= 14:
        return None
    return (
        "An hour after a deploy, one feature is missing in 30 % of payments instead of 1 %. Half of the "
        f"fraud it lets in will be known after {setting(design, 'label_delay_days')}: what tells you today, "
        "and what do you do first?"
    )

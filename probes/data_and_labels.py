"""Questions about where labels and features come from, how late, and what they leave out."""

from design import Design, probe

from ._words import cut, figure, number, setting

LABELLED = 0.8
"""A training window that knows fewer of its frauds than this teaches a good part of them as honest."""
STALE_DAYS = 30


@probe(
    about=("block_above", "actions", "review_above"),
    mid="Sees that a blocked payment gets no label, and would sample some blocks for review.",
    senior="Lets a small random share of would-be blocks pass, up to an amount, and weights them back by "
    "the chance that each had; until then quotes recall as an interval. Does not take reviewers' agreement "
    "with the score for truth.",
    staff="Puts that share in the budget: blocked value times share times precision. Explains that each "
    "model trains on what its predecessor let through, what that does over a year, and who must sign for "
    "fraud let in on purpose.",
)
def a_block_can_be_proved_right(design: Design) -> str | None:
    """Selective labels: the policy decides which truths are ever learned."""
    caught = design.ledger.get("Money.recall")
    if caught is None or getattr(design.knobs, "block_above", None) is None:
        return None
    return (
        f"You say that {caught.text} of fraud by value is stopped. A payment that you blocked never brings "
        "a chargeback: how do you know that the block was right?"
    )


@probe(
    about=("maturation_days", "retrain_every_days"),
    mid="Sees that fraud not yet reported is taught as good, and would wait longer.",
    senior="Reads the curve of reports by age, picks the age at which most frauds are known, and says what "
    "the longer wait costs in old tricks. Uses early labels from reviews for an alarm, not for training "
    "alone.",
    staff="Need not choose one age: weights young payments by the chance that their label has come, or "
    "models the delay itself. Would buy faster reports from banks before a cleverer model, and knows what "
    "a day is worth.",
)
def the_window_outlasts_the_label_delay(design: Design) -> str | None:
    """Whether training waits long enough for the truth to arrive."""
    short = figure(design, "maturation_days") < figure(design, "label_delay_days")
    known = design.ledger.get("LabelJoin.matured")
    if known is None or not (short or known.value < LABELLED):
        return None
    return (
        f"You train on payments {setting(design, 'maturation_days')} old, and half of all frauds are known "
        f"only after {setting(design, 'label_delay_days')}: {known.text} are labelled by then. What does "
        "the model learn of the rest?"
    )


@probe(
    about=("training_features",),
    mid="Names the risk, skew between training and serving, and would share the code.",
    senior="Logs each feature as it was served and compares a sample with the recomputed one, row by row; "
    "lists what differs even with shared code: late events, clocks, windows closed on another side, "
    "corrected history.",
    staff="Keeps recomputing for one purpose, a new feature on old payments, and budgets its error: "
    "replays a period where both exist and gates the release on the difference in decisions, not in "
    "features.",
)
def training_saw_what_serving_saw(design: Design) -> str | None:
    """Whether a feature means the same in both places where it is computed."""
    if getattr(design.knobs, "training_features", None) != "recomputed":
        return None
    age = design.ledger.get("LabelJoin.age")
    later = f", {age.text} or more after the fact" if age else ""
    return (
        f"Training features are recomputed from the lake{later}. Name three ways in which they differ from "
        "what the model was served, and how you would see each."
    )


@probe(
    about=("review_above", "review_capacity", "actions"),
    mid="Says no: reviewed cases are a chosen sample, so the scores would be off.",
    senior="Explains which way they are off: all are doubtful, so the clear ones are unknown and the base "
    "rate is far too high. Uses them with the chance of being reviewed as a weight, and keeps each label's "
    "origin.",
    staff="Adds that people see the score and lean towards it, so some of the truth is an echo. Sends a "
    "few random cases, hides the score on some, and pays for that in review minutes.",
)
def reviewed_cases_are_not_the_world(design: Design) -> str | None:
    """Whether the best labels are known to be a chosen sample."""
    if design.graph.part("CaseManager") is None or getattr(design.knobs, "review_above", None) is None:
        return None
    return (
        f"People review what scores above {cut(design, 'review_above')}, and their labels are the first and "
        "the most careful that you get. Would you train on those alone?"
    )


@probe(
    about=("label_delay_days", "rules", "shadow"),
    mid="Starts with rules and limits, and collects data.",
    senior="Uses the model with features that carry over and its cut adjusted for the new base rate; steps "
    "up more; watches inputs and block rate by country daily; says how many labels are enough before the "
    "country counts.",
    staff="Treats the first weeks as a purchase of labels with a loss limit: how much may be lost, who "
    "carries it, and the date at which the country is judged. Asks whether a market that small needs a "
    "model of its own at all.",
)
def a_new_country_has_a_first_week(design: Design) -> str | None:
    """What decides where there is no history."""
    if design.graph.part("LabelJoin") is None or not figure(design, "label_delay_days") >= 7:
        return None
    return (
        "A new country opens on Monday, and half of its first frauds will be known after "
        f"{setting(design, 'label_delay_days')}. What decides there in the first week, and when do you "
        "trust the model?"
    )


@probe(
    about=("training_features", "maturation_days", "shadow"),
    mid="Checks the split for leaks and the live features for faults.",
    senior="Goes in order of likelihood and price: served features against training features on the same "
    "payments; age of labels in both measurements; the slice that moved. Says what each check rules out.",
    staff="Asks first whether the two recalls count the same frauds: the old policy chose which ones got "
    "labels. Then says what evidence would make a rollback right before any cause is known.",
)
def live_recall_follows_offline(design: Design) -> str | None:
    """Whether there is a plan for the day when two measurements disagree."""
    if not 0 < number(design, "Money.recall") < 0.9:
        return None
    return (
        "Offline, the new model's precision and recall beat the old one's; live, it stops less than your "
        f"{design.ledger['Money.recall'].text} of fraud by value. Which three checks, in which order?"
    )


@probe(
    about=("retrain_every_days", "maturation_days"),
    mid="Would retrain more often.",
    senior="Separates the two ages: retraining more often helps little while the newest payment in "
    "training is as old as the label window. Measures how recall falls as a model ages before paying for "
    "either.",
    staff="Puts the speed elsewhere: rules by hand on the day, fresh features that move with the attack, a "
    "slow model underneath. Says how long a new trick may run and what that costs.",
)
def an_old_model_meets_new_fraud(design: Design) -> str | None:
    """Whether it is understood what really makes a model old."""
    age = design.ledger.get("TrainingPipeline.model_age")
    if age is None or age.unit.symbol != "days" or not age.value > STALE_DAYS:
        return None
    return (
        f"The newest payment that your model has learned from is {age.text} old, and thieves learn in days. "
        "A new trick starts today: what stops it this week?"
    )

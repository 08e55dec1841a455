"""Questions about what a score means, how good the model is, and how anybody knows."""

from design import Design, probe, written

from ._words import between, entry, figure, number, pays, text

STALE_DAYS = 30
FEW_FRAUDS = 5000
"""With more frauds a day than this, chance is the smaller part of what is not known."""


@probe(
    about=("calibrate", "balance", "block_above"),
    mid="Says that the scores should be calibrated on held-out data.",
    senior="Reads the reliability curve near the cut, where payments are few, and fits the correction on data later "
    "than the training. Knows that AUC hardly notices, because the order stays while every cut in money is off.",
    staff="Makes the cut survive a release: it is written as a probability or as a share of traffic, and each model "
    "brings its own calibration with it. Watches calibration by segment on matured labels, and names who moves "
    "a cut when it drifts.",
    weak="Of a hundred payments that score just above that cut, how many are fraud?",
)
def a_score_is_a_probability_before_it_meets_money(design: Design) -> str | None:
    """Whether a score is known to be a probability before it is compared with costs."""
    if getattr(design.knobs, "calibrate", None) is not False or getattr(design.knobs, "block_above", None) is None:
        return None
    return (
        f"Nothing calibrates your scores, and you block above {design.said('block_above')}. What does that number "
        "mean, and what becomes of it when the model is trained again?"
    )


@probe(
    about=("balance", "corrected"),
    mid="Says that the score is too high and that it has to be corrected or the cut moved.",
    senior="Carries it back by the change of the base rate: with equal classes in training, a raw 0.5 is the base rate "
    "itself. Has compared with no balancing at the same share of declines, and says whether anything but time "
    "was gained.",
    staff="Asks which problem the balancing solves: rare frauds need more history, and costs belong in the cut. Where "
    "it makes training cheap, ships the correction inside the model, with a test that the mean score equals the "
    "base rate.",
    weak="What is the average of your scores over all of yesterday's payments, and what should it be?",
)
def a_balanced_model_is_carried_back(design: Design) -> str | None:
    """Whether the base rate was put back after it was taken out of training."""
    if getattr(design.knobs, "balance", "none") == "none" or not figure(design, "fraud_rate") > 0:
        return None
    return (
        f"Training is balanced ({design.said('balance')}), and fraud is {design.said('fraud_rate')} of "
        "payments. The raw score says 0.5: how likely is fraud, and what did the balancing buy?"
    )


@probe(
    about=("block_above", "Money.precision"),
    mid="Breaks the figure down by country and by shop.",
    senior="Fixes the slices beforehand, gives each an interval, and expects one in twenty to look bad by chance. "
    "Looks at good customers declined in each slice as well, because precision moves with the base rate.",
    staff="Says which differences are a cost, which are unfair and which are unlawful, and who decides that. Makes a "
    "floor by segment part of every release, and knows which features stand in for a trait that is not in the "
    "data.",
    weak="What is that number in your smallest country, and from how many payments?",
)
def the_average_hides_no_segment(design: Design) -> str | None:
    """Whether anyone has looked below the average, with intervals, and knows what is allowed to differ."""
    right = between(design, "Money.precision", 0, 0.9)
    if right is None:
        return None
    return (
        f"Of what you block, {right.text} is fraud. For which country, shop or kind of customer is it far less, and "
        "how would you have found out?"
    )


@probe(
    about=("Money.recall", "fraud_rate"),
    mid="Gives an interval from the number of frauds.",
    senior="Knows that by value a few large frauds carry the figure, so resamples whole cards and not payments. Gives "
    "the interval for the difference between two models on the same payments, which is far narrower than that "
    "of either.",
    staff="Says what no interval covers: frauds never reported, payments that the old policy blocked, next month's "
    "thieves. Fixes beforehand which difference is worth a release, and hands a range to those who plan with "
    "the figure.",
    weak="Take away the ten largest frauds of the month: what is the figure then?",
)
def recall_comes_with_an_interval(design: Design) -> str | None:
    """Whether a headline figure is known with its error, and what no interval covers."""
    caught, daily = between(design, "Money.recall", 0, 1), figure(design, "payments_per_day")
    frauds = daily * figure(design, "fraud_rate")
    if caught is None or not frauds < FEW_FRAUDS:
        return None
    return (
        f"{caught.text} of fraud by value is stopped, you say, and there are about {written(frauds)} frauds a day. "
        "How wide is the interval on that figure, and what moves it most?"
    )


@probe(
    about=("training_features", "Money.recall"),
    mid="Looks for leakage: features that know the label.",
    senior="Splits by time with a gap as long as the label delay, and keeps a card on one side. Tries the strongest "
    "feature alone, looks for fields written after the decision, and trains on permuted labels expecting "
    "chance.",
    staff="Asks what the measurement cannot see: what the old policy blocked may count as stopped, and what nobody "
    "reports counts as none. Settles it with a sealed month that is scored once, by somebody who does not own "
    "the model.",
    weak="Which of your features could not have been known at the moment of the payment?",
)
def a_model_too_good_is_doubted(design: Design) -> str | None:
    """Whether a very good result is met with suspicion, and with a test that could fail."""
    caught = between(design, "Money.recall", 0.9)
    if caught is None:
        return None
    return (
        f"By your numbers {caught.text} of fraud by value is stopped. A colleague does not believe it: what do you "
        "check first, and what would settle it?"
    )


@probe(
    about=("training_features", "maturation_days", "Money.recall"),
    mid="Checks the split for leaks and the live features for faults.",
    senior="Goes in order of likelihood and price: served features against training features on the same "
    "payments; age of labels in both measurements; the slice that moved. Says what each check rules out.",
    staff="Asks first whether the two recalls count the same frauds: the old policy chose which ones got "
    "labels. Then says what evidence would make a rollback right before any cause is known.",
    weak="Were both recalls counted on the same payments, with labels of the same age?",
)
def live_recall_follows_offline(design: Design) -> str | None:
    """Whether there is a plan for the day when two measurements disagree."""
    if not 0 < number(design, "Money.recall") < 0.9:
        return None
    return (
        "Offline, the new model's precision and recall beat the old one's; live, it stops less than your "
        f"{text(design, 'Money.recall')} of fraud by value. Which three checks, in which order?"
    )


@probe(
    about=("retrain_every_days", "maturation_days", "TrainingPipeline.model_age"),
    mid="Would retrain more often.",
    senior="Separates the two ages: retraining more often helps little while the newest payment in "
    "training is as old as the label window. Measures how recall falls as a model ages before paying for "
    "either.",
    staff="Puts the speed elsewhere: rules by hand on the day, fresh features that move with the attack, a "
    "slow model underneath. Says how long a new trick may run and what that costs.",
    weak="You retrain tonight: how old is the newest fraud that this model can have learned from?",
)
def an_old_model_meets_new_fraud(design: Design) -> str | None:
    """Whether it is understood what really makes a model old."""
    age = entry(design, "TrainingPipeline.model_age")
    if not pays(design) or age is None or age.unit.symbol != "days" or not age.value > STALE_DAYS:
        return None
    return (
        f"The newest payment that your model has learned from is {age.text} old, and thieves learn in days. "
        "A new trick starts today: what stops it this week?"
    )

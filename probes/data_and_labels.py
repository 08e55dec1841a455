"""Questions about where labels and features come from, how late, and what they leave out."""

from math import ceil

from design import Design, probe, written

from ._words import between, entry, figure, pays

LABELLED = 0.8
"""A training window that knows fewer of its frauds than this teaches a good part of them as honest."""
HALF_A_WORKING_DAY = 4
"""Hours; a table that is older was not meant to follow the day."""


@probe(
    about=("block_above", "actions", "review_above", "let_through", "Money.recall"),
    mid="Sees that a blocked payment gets no label, and would sample some blocks for review.",
    senior="Lets a small random share of would-be blocks pass, up to an amount, and weights them back by "
    "the chance that each had; until then quotes recall as an interval. Does not take reviewers' agreement "
    "with the score for truth.",
    staff="Puts that share in the budget: blocked value times share times precision. Explains that each "
    "model trains on what its predecessor let through, what that does over a year, and who must sign for "
    "fraud let in on purpose.",
    weak="Of the payments that you blocked last month, for how many do you know the truth today?",
)
def a_block_can_be_proved_right(design: Design) -> str | None:
    """Selective labels: the policy decides which truths are ever learned."""
    caught = entry(design, "Money.recall")
    if caught is None or getattr(design.knobs, "block_above", None) is None:
        return None
    return (
        f"You say that {caught.text} of fraud by value is stopped. A payment that you blocked never brings "
        "a chargeback: how do you know that the block was right?"
    )


@probe(
    about=("maturation_days", "retrain_every_days", "label_delay_days", "LabelJoin.matured"),
    mid="Sees that fraud not yet reported is taught as good, and would wait longer.",
    senior="Reads the curve of reports by age, picks the age at which most frauds are known, and says what "
    "the longer wait costs in old tricks. Uses early labels from reviews for an alarm, not for training "
    "alone.",
    staff="Need not choose one age: weights young payments by the chance that their label has come, or "
    "models the delay itself. Would buy faster reports from banks before a cleverer model, and knows what "
    "a day is worth.",
    weak="A fraud that is reported tomorrow: under which label did yesterday's training see it?",
)
def the_window_outlasts_the_label_delay(design: Design) -> str | None:
    """Whether training waits long enough for the truth to arrive."""
    short = figure(design, "maturation_days") < figure(design, "label_delay_days")
    known = entry(design, "LabelJoin.matured")
    if known is None or not figure(design, "maturation_days") > 0 or not (short or known.value < LABELLED):
        return None
    return (
        f"You train on payments {design.said('maturation_days')} old, and half of all frauds are known "
        f"only after {design.said('label_delay_days')}: {known.text} are labelled by then. What does "
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
    weak="Take a count of the last hour: which payments does the lake hold that the server had not seen at that "
    "moment?",
)
def training_saw_what_serving_saw(design: Design) -> str | None:
    """Whether a feature means the same in both places where it is computed."""
    if getattr(design.knobs, "training_features", None) != "recomputed":
        return None
    age = entry(design, "LabelJoin.age")
    later = f", {age.text} or more after the fact" if age else ""
    return (
        f"Training features are recomputed from the lake{later}. Name three ways in which they differ from "
        "what the model was served, and how you would see each."
    )


@probe(
    about=("review_above", "actions"),
    mid="Says no: reviewed cases are a chosen sample, so the scores would be off.",
    senior="Explains which way they are off: all are doubtful, so the clear ones are unknown and the base "
    "rate is far too high. Uses them with the chance of being reviewed as a weight, and keeps each label's "
    "origin.",
    staff="Adds that people see the score and lean towards it, so some of the truth is an echo. Sends a "
    "few random cases, hides the score on some, and pays for that in review minutes.",
    weak="What share of the reviewed cases is fraud, and what share of all payments?",
)
def reviewed_cases_are_not_the_world(design: Design) -> str | None:
    """Whether the best labels are known to be a chosen sample."""
    if design.graph.part("CaseManager") is None or getattr(design.knobs, "review_above", None) is None:
        return None
    return (
        f"People review what scores above {design.said('review_above')}, and their labels are the first and "
        "the most careful that you get. Would you train on those alone?"
    )


@probe(
    about=("label_delay_days", "rules"),
    mid="Starts with rules and limits, and collects data.",
    senior="Uses the model with features that carry over and its cut adjusted for the new base rate; steps "
    "up more; watches inputs and block rate by country daily; says how many labels are enough before the "
    "country counts.",
    staff="Treats the first weeks as a purchase of labels with a loss limit: how much may be lost, who "
    "carries it, and the date at which the country is judged. Asks whether a market that small needs a "
    "model of its own at all.",
    weak="On the first day there is not one label: which of your inputs mean the same there as at home?",
)
def a_new_country_has_a_first_week(design: Design) -> str | None:
    """What decides where there is no history."""
    if design.graph.part("LabelJoin") is None or not figure(design, "label_delay_days") >= 7:
        return None
    return (
        "A new country opens on Monday, and half of its first frauds will be known after "
        f"{design.said('label_delay_days')}. What decides there in the first week, and when do you "
        "trust the model?"
    )


@probe(
    about=("freshness", "StreamProcessor.freshness"),
    mid="Drops doubles by the payment's identifier and waits a little for late ones.",
    senior="Counts by the time of the event, keeps a watermark, and says how late is too late; makes an update safe to "
    "repeat. Logs the count as it was served, because a replay would count the late ones in time.",
    staff="Accepts that the live count is an estimate and measures its error each night against the lake. Says which "
    "error costs more, a double that blocks a good customer or a late one that lets a thief in, and sets the "
    "wait by that.",
    weak="The processor crashes and reads its last minute again: what is a card's count now?",
)
def an_event_twice_is_counted_once(design: Design) -> str | None:
    """Whether counts over a stream are known to be estimates."""
    age = between(design, "StreamProcessor.freshness")
    if not pays(design) or age is None:
        return None
    return (
        f"Your stream counts a payment within {age.text}; some events come twice, and some an hour late. What does "
        "the count of the last ten minutes say then, and what does training see?"
    )


@probe(
    about=("freshness", "BatchJob.freshness"),
    mid="Alarms when the job fails, and runs it again.",
    senior="Checks rows, age and distributions before the new table is switched on, and keeps yesterday's until it has "
    "passed. Serves each value with its age, so that old and missing differ.",
    staff="Writes down how old a value may be before the decision changes, and to what: a model without it, tighter "
    "rules. Asks whether a daily table behind a decision in milliseconds was ever a choice.",
    weak="How does a reader tell a customer without a history from one whose row was not written?",
)
def a_half_written_table_is_noticed(design: Design) -> str | None:
    """Whether old and missing features can be told apart, and by whom."""
    age = between(design, "BatchJob.freshness", HALF_A_WORKING_DAY)
    if age is None:
        return None
    return (
        f"A scheduled job writes what you serve from, up to {age.text} old. Tonight it writes half of its rows and "
        "reports success: what do they get tomorrow, and who knows before the customers do?"
    )


@probe(
    about=("training_features", "DataLake.storage"),
    mid="Computes it from history for the old payments.",
    senior="Computes it as of each payment's moment, from what had arrived by then and not from tables corrected "
    "since; then compares the last weeks with what the live code logged. Or waits, and says how many weeks of "
    "labels that costs.",
    staff="Decides by feature: backfill what is proved equal on an overlap, wait for what is not. Logs candidates "
    "long before anyone trains on them, so that the past is there when their turn comes.",
    weak="On the day of an old payment, which of the rows that you count today had not yet arrived?",
)
def a_new_feature_has_a_past(design: Design) -> str | None:
    """Whether adding a feature to a logged training set was thought through."""
    kept = between(design, "DataLake.storage")
    if getattr(design.knobs, "training_features", None) != "logged" or kept is None:
        return None
    return (
        f"You log features as they are served and keep {kept.text} in the lake. You add one that counts over 90 "
        "days: what are its values for the payments that you train on tomorrow?"
    )


@probe(
    about=("unmatured", "maturation_days", "LabelJoin.matured"),
    mid="Sees that new fraud is taught as good, and would wait for the labels.",
    senior="Names two harms: the newest tricks are learned as honest, and every score shrinks by about the missing "
    "share, so that the cuts move though nobody moved them. Waits, or weights young payments by the chance that "
    "their label has come.",
    staff="Measures it: trains on a past window as it was known then and again as it is known now, and states the "
    "difference in money. Keeps the date of every label, so that any training set can be built again as of any "
    "day.",
    weak="A payment of yesterday that is reported as fraud next week: what does today's training call it?",
)
def an_unlabelled_payment_is_not_taught_as_good(design: Design) -> str | None:
    """Whether silence is taken for an answer."""
    missed = between(design, "LabelJoin.missed")
    if getattr(design.knobs, "unmatured", None) != "legitimate" or missed is None:
        return None
    return (
        f"You take a payment without a label for legitimate, and {missed.text} of frauds are not reported by then. "
        "What does the model learn of the newest fraud, and what do its scores mean afterwards?"
    )


@probe(
    about=("let_through", "block_above", "Money.recall"),
    mid="Says that it gives labels for payments that would have been blocked.",
    senior="Prices it as blocked value times share times precision, with a limit on each amount. Says how many labels "
    "that gives a month, how narrow an interval on precision, and keeps each payment's chance of passing as a "
    "weight.",
    staff="Puts the share where something is unknown, near the cut and in new segments, and nowhere else. Has it "
    "signed as a cost of measurement by whoever carries the fraud, and names the decision of last quarter that "
    "it changed.",
    weak="How many frauds a month do you expect among those that pass, and how large may one be?",
)
def exploration_has_a_price_and_a_signature(design: Design) -> str | None:
    """Whether letting fraud in on purpose is a measurement with a budget."""
    lost = between(design, "Money.loss_usd_month")
    if not figure(design, "let_through") > 0 or lost is None:
        return None
    return (
        f"You let {design.said('let_through')} of would-be blocks pass at random, and fraud takes {lost.text}. "
        "What part of that does the experiment cost, what does it buy, and who signed?"
    )


@probe(
    about=("actions",),
    mid="Measures agreement, and trains people where it is low.",
    senior="Sends some cases twice without saying so, and corrects agreement for chance because most verdicts may be "
    "the same. Weights a person's labels by how often the bank agreed later, and settles disagreement with a "
    "third person.",
    staff="Knows that agreement is not truth, since all lean towards the score on their screen. Holds verdicts "
    "against later reports by reason and by person, and looks for the fault in the guideline and the screen "
    "before the person.",
    weak="Of the cases that a reviewer passed, how many came back as fraud?",
)
def two_reviewers_agree_on_a_case(design: Design) -> str | None:
    """Whether the people who make labels are measured as an instrument is."""
    people, load = between(design, "ReviewTeam.people"), between(design, "ReviewTeam.utilisation")
    if people is None or load is None or people.value < 2:
        return None
    return (
        f"{ceil(people.value)} reviewers are on duty, and what they say becomes a label. The same case goes to two "
        "of them: how often should they agree, and what do you do where they do not?"
    )


@probe(
    about=("label_delay_days", "LabelSource.labels_a_month"),
    mid="Says that recall and loss look better, and would alarm on the count of labels.",
    senior="Watches labels a day by source and by age against their usual curve. Holds training and every figure that "
    "needs labels at the last complete day, and marks the gap so that nothing reads it as honesty.",
    staff="Treats each source as a supplier under contract: what comes, when, how complete, whom to call. Knows for "
    "how long it is safe to decide without labels and what is frozen then, and that a file which comes twice "
    "does as much harm.",
    weak="After such a week, what does the dashboard say of last week's fraud?",
)
def a_week_without_labels_is_seen(design: Design) -> str | None:
    """Whether silence from the source of truth is told from good news."""
    monthly = between(design, "LabelSource.labels_a_month")
    if monthly is None:
        return None
    return (
        f"Some {written(monthly.value * 7 / 30.4)} reports of fraud arrive in a usual week, and this week the file "
        "does not come. Which of your numbers look better than they are, and what trains on them?"
    )

"""The case's questions about stopping, diagnosing, mending, proving and preventing."""

from typing import Any

from cases._numbers import text
from design import Design, probe


@probe(
    about=("first_response", "Incident.stopped", "Incident.loss"),
    mid="Retraining on fresh data may help; would check data quality first.",
    senior="Refuses to retrain before the cause is known: the log holds the fault and labels are not ripe. Rolls back or falls back "
    "first, since both are undone in minutes.",
    staff="Has measured each response on past incidents, knows that none is best for all, and writes down which evidence picks "
    "which.",
    weak="An upstream team changed cents to dollars yesterday. What does a model retrained today learn?",
)
def retraining_waits_for_the_cause(design: Design) -> str | None:
    """Whether the reflex to retrain is resisted, and why."""
    k: Any = design.knobs
    if k.first_response != "retrain":
        return None
    after = design.beside(first_response="roll_back")
    return (
        f"Your first answer is to retrain; it acts after {text(design, 'Incident.stopped')}, a roll-back after "
        f"{text(after, 'Incident.stopped')}. When does retraining make an incident worse, and how would you know?"
    )


@probe(
    about=("first_response",),
    mid="Rolling back is safe and fast.",
    senior="Says when it does nothing: the fault is in the data, and the old model reads the same inputs, perhaps worse. Checks the "
    "change log and the replay before.",
    staff="Keeps model, features and threshold as one version to go back to, exercises it monthly, and knows the age at which last "
    "month's model is no longer a refuge.",
    weak="A third of one input is null. What does last week's model do with it?",
)
def a_roll_back_undoes_only_releases(design: Design) -> str | None:
    """What a roll-back cannot mend."""
    k: Any = design.knobs
    if k.first_response not in ("roll_back", "replayed"):
        return None
    return (
        f"Your first response is {design.said('first_response')}, after {text(design, 'Incident.stopped')}. For which of the faults "
        "that you listed does going back change nothing, or make it worse?"
    )


@probe(
    about=("first_response", "Incident.while_held"),
    mid="Rules are a safe fallback.",
    senior="Knows what rules alone cost in missed fraud and false declines, and falls back only where the fault costs more.",
    staff="Bounds the time on rules in money, says who extends it, and keeps rules warm with a trickle of traffic.",
    weak="On a healthy day, what would an hour on rules alone cost?",
)
def falling_back_has_a_price(design: Design) -> str | None:
    """Whether the fallback was priced."""
    k: Any = design.knobs
    if k.first_response != "fall_back":
        return None
    return (
        f"You by-pass the model first; while it is held so, {text(design, 'Incident.while_held')} an incident is lost. For which "
        "faults is that dearer than the fault, and how do you tell within minutes?"
    )


@probe(
    about=("automatic", "Incident.false_month", "Detection.false_alarms"),
    mid="Automatic rollback is faster than people.",
    senior="Lets only the reversible act alone, on a signal that is seldom false, with a limit on how often in a day.",
    staff="Compares what false alarms cost with what nights cost; guards against the loop in which a fallback moves the very "
    "statistic that set it off.",
    weak="The alarm was false. Who notices that the model is off, and when?",
)
def what_acts_by_itself_is_bounded(design: Design) -> str | None:
    """What an automatic response does when it is wrong."""
    k: Any = design.knobs
    if not k.automatic:
        return None
    return (
        f"A page sets off the response by itself, and {text(design, 'Detection.false_alarms')} pages are false: that costs "
        f"{text(design, 'Incident.false_month')}. What else may it do at night that nobody meant?"
    )


@probe(
    about=("automatic", "Incident.until_stopped"),
    mid="A person should decide.",
    senior="Gives the minutes: pick-up, reading, deciding, acting; finds which of them a machine could take without judgement.",
    staff="Names the loss an hour from which nobody should be asked first, and gets the business to sign it.",
    weak="Which of those minutes needs judgement?",
)
def a_person_in_the_loop_costs_minutes(design: Design) -> str | None:
    """Where the time from page to stop goes."""
    k: Any = design.knobs
    if k.automatic or k.first_response == "nothing":
        return None
    return (
        f"From the page it takes {text(design, 'Incident.stopped')} until the bleeding stops, and {text(design, 'Incident.until_stopped')} "
        "is lost in that time. Where do the minutes go, and which would you give to a machine?"
    )


@probe(
    about=("change_log", "shadow_last", "Incident.cause"),
    mid="Would check logs, data and recent deployments.",
    senior="Orders hypotheses by likelihood over cost to check: change log and nulls first, minutes each; replay and recomputation "
    "next; labels last, because they are late. Says what each outcome rules out.",
    staff="Works by halves along the path: is it the label, the score, the input, the source, the world? Stops when the action no "
    "longer depends on the answer.",
    weak="You may make one check in five minutes. Which, and what would each outcome rule out?",
)
def hypotheses_are_ordered_by_cost(design: Design) -> str | None:
    """The hypothesis tree, and the order of checks."""
    return (
        f"You are paged: blocks doubled at nine. It takes {text(design, 'Incident.cause')} until the cause is named here, and "
        f"{text(design, 'Incident.named')} of first names are right. Give me your tree and your first three checks, with what each "
        "rules out."
    )


@probe(
    about=("shadow_last", "ShadowReplay.cost"),
    mid="Comparing with the previous model helps to find regressions.",
    senior="Reads the replay both ways: the old model disagrees, so it is the release; both moved alike, so it is the data or the "
    "world.",
    staff="Keeps it running before the page, so that the cost of each response is known when it is needed; watches its own decay "
    "as it grows older.",
    weak="Both models moved alike. What is ruled out?",
)
def a_replay_splits_model_from_data(design: Design) -> str | None:
    """What a shadow of last week's model tells."""
    if design.graph.part("ShadowReplay"):
        return (
            f"Last week's model and the rules are replayed all day, for {text(design, 'ShadowReplay.cost')}. Yesterday both models "
            "moved alike. What have you ruled out, and what do you do next?"
        )
    return (
        "Nothing else scores the payments beside the model in service. How do you tell in half an hour whether it is the model or "
        "what it is fed?"
    )


@probe(
    about=("change_log", "changes_a_month"),
    mid="Would ask teams whether they changed something.",
    senior="Has one log with the hour of every release and upstream change, and puts it under the charts; knows that a coincidence "
    "in time is a hypothesis, not a proof.",
    staff="Makes pipelines write it, counts incidents whose cause was not in it, and takes that to the teams.",
    weak="Forty changes a month. How likely is it that one falls on the day before any incident?",
)
def a_change_is_a_suspect_not_a_proof(design: Design) -> str | None:
    """What the change log can and cannot say."""
    return (
        f"Teams make changes, {design.said('changes_a_month')}. A feature release went out an hour before the alarm. How do you prove "
        "that it was that one, before you ask its team to take it back?"
    )


@probe(
    about=("retrain_gate", "relearn_days", "Incident.mended"),
    mid="When the world changed, retrain on recent data.",
    senior="Waits until labels of the new world are ripe, weights or windows them, tests against the old model on the newest ripe "
    "days, and keeps both for a while.",
    staff="Bridges the days until then: a rule for the new pattern, a lower threshold, a challenge; says when the bridge is taken "
    "down.",
    weak="The new fraud is three days old. How many of its labels do you have?",
)
def learning_a_new_world_takes_days(design: Design) -> str | None:
    """What is done between a change of the world and a model that knows it."""
    return (
        f"The cause is real: fraudsters changed their method. A new model needs {design.said('relearn_days')} for labels. What "
        "protects the business until then, and how do you prove that the new one is better?"
    )


@probe(
    about=("Incident.mended", "Incident.named"),
    mid="Would check that metrics are back to normal.",
    senior="Names the proof before the fix: the statistic that paged, back within its limits for as many readings as it took to "
    "page; then ripe labels a week later. Replays the bad days through the mended path.",
    staff="Repairs the past as well: decisions made wrongly, labels and training rows that hold the fault are marked, or they come "
    "back with the next retrain.",
    weak="The chart is back to normal. Name two ways in which nothing is mended.",
)
def a_fix_is_proved_before_it_is_believed(design: Design) -> str | None:
    """What proves a fix."""
    return (
        f"It is mended {text(design, 'Incident.mended')} after the page, you say. What would convince me, today and next week, and "
        "what do you do with the payments, labels and training rows of the bad days?"
    )


@probe(
    about=("shadow",),
    mid="Would use shadow or canary deployment.",
    senior="Says what a shadow shows within its days, share of blocks and shift of scores, and what only labels or a canary show; "
    "puts the rollback trigger in numbers.",
    staff="Knows that a candidate in shadow makes no decisions and so no feedback; sizes the days by traffic and by what the "
    "business loses waiting.",
    weak="Offline the new model is the best ever. What in a day of shadow would make you suspicious?",
)
def a_leak_is_caught_in_silence(design: Design) -> str | None:
    """Whether a release is held against live traffic before it decides."""
    return (
        f"A candidate is the best of all offline. You may hold it for three days. What do you compare, with what "
        f"limit, and which bad release would still pass? Gates stop {text(design, 'Detection.stopped_before')} of harmful changes."
    )


@probe(
    about=("contract", "Detection.stopped_before", "incidents_a_year"),
    mid="Data validation at ingestion would prevent it.",
    senior="Writes contracts with owners: fields, units, ranges, null rates; a break stops their release, not our model. Tries "
    "changes on mirrored traffic.",
    staff="Finds what makes upstream teams care: their own gate turns red, their own page rings. Accepts that the unannounced change "
    "passes, and keeps monitors for it.",
    weak="The team upstream has never heard of your model. Why should they wait a day?",
)
def upstream_shares_the_gate(design: Design) -> str | None:
    """Who prevents the next one."""
    return (
        f"Of harmful changes you have {design.said('incidents_a_year')}, most of them somebody else's release, and gates stop "
        f"{text(design, 'Detection.stopped_before')} before the first payment. What do you ask of the teams upstream, and what do "
        "they get for it?"
    )


@probe(
    about=("Detection.delay", "Incident.avoidable"),
    mid="Would write a post-mortem and add an alert.",
    senior="Replays the incident with the new alert on: how much earlier, how many false alarms on healthy months; adds it only if "
    "that is worth it. One gate, one owner, one date.",
    staff="Looks at incidents as a population: which stage do they come from, which monitor was first, what was never first; spends "
    "where the next ten will be.",
    weak="You add an alert for exactly this fault. What did it cost on the last twelve healthy months?",
)
def prevention_is_replayed(design: Design) -> str | None:
    """Whether a post-mortem's action is tested."""
    return (
        f"{text(design, 'Incident.avoidable')} of what an incident costs could have been spared by the best first response at the "
        "onset. You propose one new alert. How do you show that it would have helped, and what it costs when nothing is wrong?"
    )

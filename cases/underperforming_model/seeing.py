"""The case's questions about what is watched, how its limits are set, and whom it wakes."""

from typing import Any

from cases._numbers import text, value
from design import Design, probe


@probe(
    about=("watch_scores", "Detection.delay", "Incident.before_the_page"),
    mid="Would add monitors on score distribution and prediction counts beside those on inputs.",
    senior="Ranks signals by how soon they are known: scores within hours, inputs within hours but with many harmless shifts, "
    "outcomes after the label delay. Puts the share of blocks first because money follows it.",
    staff="Prices a day of delay and spends on it until the next monitor costs more than it saves; says that detection, not "
    "repair, owns most of the loss and gives it an owner with that number as a target.",
    weak="Of what an incident costs here, how much is gone before the first page?",
)
def most_of_the_loss_is_before_the_page(design: Design) -> str | None:
    """Whether the candidate sees that an incident is mostly lost before anybody knows of it."""
    before, loss = value(design, "Incident.before_the_page"), value(design, "Incident.loss")
    if loss <= 0 or before < 0.5 * loss:
        return None
    return (
        f"An incident costs {text(design, 'Incident.loss')}, and {text(design, 'Incident.before_the_page')} of it is gone before "
        f"the page, {text(design, 'Detection.delay')} after the onset. What would you watch to have it sooner?"
    )


@probe(
    about=("watch_outcomes", "label_lag_days", "Detection.found"),
    mid="Labels are late, so would watch input drift as a proxy.",
    senior="Says what a proxy can and cannot see: shift of inputs or scores shows broken data and releases, not a change of what "
    "fraud is. Names estimated performance and its assumption, that the relation of features and label holds.",
    staff="Buys a small truth: a random sample labelled within a day, sized by the fall of recall that must be seen, and reads it "
    "with an interval. Says who owns the label's definition.",
    weak="Which faults of a model leave its inputs and its scores as they were?",
)
def without_labels_some_faults_are_invisible(design: Design) -> str | None:
    """What can be known before labels are ripe, and what cannot."""
    k: Any = design.knobs
    lag = f", and {design.said('label_lag_days')} later than that" if k.label_lag_days > 0 else ""
    return (
        f"Labels here are ripe a week after the payment{lag}. A new kind of fraud looks like ordinary "
        f"payments. How do you know before then that the model fails? Now {text(design, 'Detection.found')} are found in a fortnight."
    )


@probe(
    about=("alarms_each", "in_a_row", "Detection.false_alarms"),
    mid="Would tune thresholds so that there are fewer alerts.",
    senior="Sets each limit on healthy weeks from a rate of false alarms that was agreed, and says that PSI above 0.2 is a rule of "
    "thumb that knows no sample size. Uses breaches in a row against noise, at the price of days.",
    staff="Shows delay against false alarms as a frontier and lets who is paged choose the place; revisits it after each incident, "
    "and retires monitors that never were first.",
    weak="With thirty features checked each hour at one per cent, how many alarms does a healthy month have?",
)
def limits_come_from_a_rate_of_false_alarms(design: Design) -> str | None:
    """Whether limits are chosen from error rates, or from folklore."""
    if value(design, "Detection.false_alarms") <= 0:
        return None
    return (
        f"Your limits raise {text(design, 'Detection.false_alarms')} false alarms at {design.said('alarms_each')} each and "
        f"{design.said('in_a_row')} breaches in a row. Where does that number come from, and what would half of it cost in days?"
    )


@probe(
    about=("fast_window", "label_window", "in_a_row"),
    mid="A longer window is smoother, a shorter one is faster.",
    senior="Chooses the window by what must be seen: large breaks in a day, slow drift in a week; so two windows for one statistic. "
    "Knows that overlapping windows make breaches in a row depend on each other.",
    staff="Treats window, limit and breaches as one test with one error rate and one delay, and picks by the loss a day of the "
    "faults that each is meant for.",
    weak="Frauds are few. How many ripe ones are in your window, and how far may recall seem to fall by chance?",
)
def a_window_is_chosen_by_what_must_be_seen(design: Design) -> str | None:
    """How window, noise and delay hang together."""
    k: Any = design.knobs
    if k.watch_outcomes == "none":
        return None
    return (
        f"Outcomes are read over {design.said('label_window')}, everything else over {design.said('fast_window')}. Why those, "
        "and which fault would you miss with the other?"
    )


@probe(
    about=("feature_log", "ServingLog.storage"),
    mid="Would log features to debug later.",
    senior="Logs what was served at the moment of the score, computes it again from the source, compares row by row, and alerts on "
    "the share that differs; trains on the logged ones.",
    staff="Weighs a shared definition of features against comparing two; costs both, and keeps the comparison anyway, because "
    "stale and late data break one definition as well.",
    weak="Offline the model is as good as ever. Where would you look?",
)
def skew_is_told_from_drift(design: Design) -> str | None:
    """Whether training-serving skew is told from a change of the world."""
    k: Any = design.knobs
    if k.feature_log:
        return None
    return (
        "Offline, on last month, the model scores as ever; live it does not. You have no comparison of features as served with "
        "the same computed again. How do you tell skew from drift?"
    )


@probe(
    about=("feature_log", "FeatureLog.cost"),
    mid="Comparing features catches differences between training and serving.",
    senior="Says what it costs, a second computation of every feature, and what sample would do: a fault of one app version hides "
    "in one per cent.",
    staff="Asks what the comparison cannot see: both paths reading the same wrong source. Puts a contract at the source beside it.",
    weak="Both paths read the same table, and the table is wrong. What does the comparison say?",
)
def the_comparison_has_a_blind_side(design: Design) -> str | None:
    """What comparing served and recomputed features cannot show."""
    k: Any = design.knobs
    if not k.feature_log:
        return None
    return (
        f"You compute every feature twice: {text(design, 'FeatureLog.cost')} for the log, and the job's machines. Which of the "
        "faults that you fear would this comparison not show?"
    )


@probe(
    about=("watch_inputs", "drifts_a_year", "Detection.distractions", "AlertRouter.true_share"),
    mid="Input drift does not always hurt; would look before retraining.",
    senior="Separates monitors that page from those that inform: shift of inputs is looked at, fall of money is paged on. Uses the "
    "calendar as reference for seasons.",
    staff="Measures how often a page was true and drops below a bar that the team set; ties each alert to an action, and removes "
    "those without one.",
    weak="A sale starts, traffic and inputs move, the model is fine. What happens at night?",
)
def a_harmless_drift_wakes_nobody(design: Design) -> str | None:
    """Whether drift is taken for harm."""
    if value(design, "Detection.distractions") < 0.5:
        return None
    return (
        f"{text(design, 'Detection.distractions')} of the drifts that harm nobody page here, a season or a campaign, and "
        f"{text(design, 'AlertRouter.true_share')} of all pages are about something broken. What do you do about the rest?"
    )


@probe(
    about=("watch_house",),
    mid="Would check that the dashboard's data is complete.",
    senior="Compares rows and nulls of the dashboard's copy with the log before anyone acts, and alerts on silence as well as on "
    "noise.",
    staff="Gives monitors the same gates as models: versions, tests, an injected fault each month that must page.",
    weak="Your dashboard shows that nulls tripled. Name a cause that is not in the model's data.",
)
def the_monitor_may_be_what_is_broken(design: Design) -> str | None:
    """Whether the candidate doubts the instrument."""
    k: Any = design.knobs
    if k.watch_house == "copy":
        return None
    return (
        "Dashboards read a copy of the serving log, and nothing compares the two. The chart says that nulls tripled at noon: what "
        "do you check before you touch the model?"
    )


@probe(
    about=("watch_inputs",),
    mid="Would look at metrics by segment.",
    senior="Watches the worst slice with a limit that knows how many slices there are and how small; names app version, country, "
    "channel.",
    staff="Tells a broken part from a changed mix: holds the mix fixed and looks again (Simpson). Knows which slices regulators and "
    "customers would ask about.",
    weak="Each country's recall held, and the total fell. How?",
)
def parts_are_watched_beside_the_whole(design: Design) -> str | None:
    """Whether a fault of one part would show in the total, and the other way round."""
    k: Any = design.knobs
    if k.watch_inputs == "slices":
        return None
    return (
        "One version of the app stops sending the terminal. It is a tenth of the traffic, and all your statistics are over the "
        "whole. When do you know, and how do you tell it from a change of the mix?"
    )


@probe(
    about=("sample_a_day", "ReviewTeam.cost"),
    mid="Human labels give faster feedback.",
    senior="Draws the sample with known chances, more where scores are high, and weights it back; keeps a random part of what is "
    "allowed, because that is where missed fraud is.",
    staff="Says what the sample buys in days for its price and compares with the next monitor; uses the same people for labels "
    "that retraining needs, and measures how often they agree.",
    weak="Your reviewers see only what the model found suspicious. What can they never tell you?",
)
def the_sample_is_worth_its_people(design: Design) -> str | None:
    """Whether a label proxy is judged by what it buys."""
    k: Any = design.knobs
    if int(k.sample_a_day) <= 0:
        return None
    without = design.beside(sample_a_day="0")
    return (
        f"A sample of payments, {design.said('sample_a_day')}, is labelled by people, for {text(design, 'ReviewTeam.cost')}. With it an "
        f"incident is paged after {text(design, 'Detection.delay')}, without after {text(without, 'Detection.delay')}. Keep it?"
    )


@probe(
    about=("route", "Detection.chorus", "OnCallRota.burden"),
    mid="Would group alerts to reduce noise.",
    senior="Groups by time and by path through the system, shows what went off first, and pages the owner of the earliest stage.",
    staff="Draws the dependency of statistics once, inputs before scores before outcomes, so that one fault reads as one story; "
    "counts pages a person and acts on it like on an error budget.",
    weak="Nine alarms in ten minutes. Which do you open first?",
)
def alarms_of_one_fault_are_one_story(design: Design) -> str | None:
    """Whether many alarms become one incident."""
    if value(design, "Detection.chorus") < 1.5:
        return None
    return (
        f"An incident sets off {text(design, 'Detection.chorus')} monitors on average; routed as {design.said('route')}, each person "
        f"gets {text(design, 'OnCallRota.burden')} pages. What does the person who wakes up see first?"
    )


@probe(
    about=("cover", "on_call_people", "OnCallRota.answered", "OnCallRota.burden"),
    mid="There should be an on-call rotation.",
    senior="Pays night cover only where an hour of loss is worth it, and otherwise lets a safe response act by itself until "
    "morning.",
    staff="Says who owns the model at three in the morning and what they may do without asking; staffs for leave and illness, and "
    "stops launches when pages pass a bar.",
    weak="The page comes on Friday at eight in the evening. Who reads it, when?",
)
def somebody_owns_the_model_at_night(design: Design) -> str | None:
    """Who is there, and with what right to act."""
    return (
        f"On call: {design.said('on_call_people')} people, {design.said('cover')}. A page is read after "
        f"{text(design, 'OnCallRota.answered')} on average. Who may stop the model without asking, and what does a night cost?"
    )

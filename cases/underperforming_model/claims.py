"""The rules of this case alone: what is watched, who is paged, what is done first, what stops it next time."""

from typing import Any

import numpy as np

from cases._numbers import text, value
from cases.underperforming_model._looks import DAYS, MONTH, USD, called
from cases.underperforming_model.charts import days_of, plan
from design import Design, Fault, Hours, UsdPerMonth, rule, unit_of, written
from labs.incident.monitors import LATEST_DAYS

HOURS, USD_MONTH = unit_of(Hours), unit_of(UsdPerMonth)
WORTH_IT = 0.02
"""A difference in loss below a fiftieth is within what the library can tell."""


@rule("blocker", passes=({}, {"watch_outcomes": "none", "sample_a_day": "100"}), fails=({"watch_outcomes": "none"},))
def somebody_looks_at_the_truth(design: Design) -> Fault | None:
    """Inputs and scores can look as ever while fraud has learned to look like them: only labels show that."""
    k: Any = design.knobs
    if k.watch_outcomes != "none" or int(k.sample_a_day) > 0:
        return None
    return Fault(
        f"No monitor reads a label: {text(design, 'Detection.found')} of harmful changes are found in a fortnight.",
        "0 monitors on outcomes",
        "1 at least",
        "Watch recall and precision of ripe payments.",
        {"watch_outcomes": "recall"},
        "LabelJoin",
    )


@rule("risk", passes=({"watch_scores": "blocks"},), fails=({},))
def scores_are_watched(design: Design) -> Fault | None:
    """Most faults show in what the model says within a day, before any label and whatever input they came by."""
    k: Any = design.knobs
    if k.watch_scores != "none":
        return None
    after = design.beside(watch_scores="scores")
    return Fault(
        f"Nobody watches what the model says: an incident is paged after {text(design, 'Detection.delay')}; with the share of "
        f"blocks and the shift of scores after {text(after, 'Detection.delay')}.",
        f"paged after {text(design, 'Detection.delay')}",
        f"{text(after, 'Detection.delay')} with scores watched",
        "Watch the share of blocks and the shift of scores.",
        {"watch_scores": "scores"},
        "AlertRouter",
    )


@rule("risk", passes=({"feature_log": True},), fails=({},))
def what_was_served_can_be_seen(design: Design) -> Fault | None:
    """Training and serving compute a feature twice; only the served value beside the recomputed one shows that they differ."""
    k: Any = design.knobs
    if k.feature_log:
        return None
    after = design.beside(feature_log=True)
    late, soon = _by_fault(design), _by_fault(after)
    fault = max(late, key=lambda name: late[name] - soon[name])
    if late[fault] - soon[fault] < 1:
        return None
    return Fault(
        f"What the model was given is never computed again. {called(fault)}: paged after {written(late[fault], DAYS)} on average, a missed "
        f"one counted as {LATEST_DAYS}; with the comparison after {written(soon[fault], DAYS)}.",
        f"paged after {written(late[fault], DAYS)}",
        f"{written(soon[fault], DAYS)} with the comparison",
        "Compute features again each day, and compare them with those served.",
        {"feature_log": True},
        "ServingLog",
    )


def _by_fault(design: Design) -> dict[str, float]:
    """Mean days to the page of each kind of fault."""
    k, e = design.knobs, design.evidence
    days, names = np.minimum(days_of(k, e, plan(k, e)), LATEST_DAYS), np.array(e.fault)
    return {fault: float(days[names == fault].mean()) for fault in dict.fromkeys(e.fault)}


@rule("risk", passes=({"first_response": "roll_back"},), fails=({},))
def nobody_retrains_first(design: Design) -> Fault | None:
    """The log that a retrain learns from holds the fault, and the labels that would tell are not ripe."""
    k: Any = design.knobs
    if k.first_response != "retrain":
        return None
    after = design.beside(first_response="roll_back")
    return Fault(
        f"The first answer to a page is to retrain: {text(design, 'Incident.stopped')} until it acts, on a log that holds the "
        f"fault. An incident costs {text(design, 'Incident.loss')}; with a roll-back first {text(after, 'Incident.loss')}, "
        f"stopped after {text(after, 'Incident.stopped')}.",
        f"stopped after {text(design, 'Incident.stopped')}",
        f"{text(after, 'Incident.stopped')} by roll-back",
        "Roll back first; retrain when the cause is mended.",
        {"first_response": "roll_back"},
        "OnCallRota",
    )


@rule(
    "risk",
    passes=({}, {"first_response": "roll_back"}),
    fails=({"first_response": "fall_back", "watch_scores": "scores"},),
)
def a_first_response_loses_no_more_than_waiting(design: Design) -> Fault | None:
    """A response that loses more than the fault is a second incident, and it was ours."""
    k: Any = design.knobs
    if k.first_response in ("nothing", "retrain"):
        return None
    waiting = design.beside(first_response="nothing")
    more = value(design, "Incident.month") - value(waiting, "Incident.month")
    if more <= WORTH_IT * value(waiting, "Incident.month"):
        return None
    return Fault(
        f"{design.said('first_response').capitalize()} first loses {written(more, USD_MONTH)} more than to diagnose first: over most "
        "faults it is the dearer of the two.",
        f"{written(more, USD_MONTH)} more",
        "no more than waiting",
        "Diagnose first, or roll back.",
        {"first_response": "nothing"},
        "OnCallRota",
    )


@rule("risk", passes=({"route": "owner"},), fails=({"route": "channel"},))
def a_page_reaches_who_can_act(design: Design) -> Fault | None:
    """What is everybody's is nobody's: a channel of two hundred people has no reader at three in the morning."""
    k: Any = design.knobs
    if str(k.route).startswith("owner"):
        return None
    grouped = str(k.route).endswith("grouped")
    return Fault(
        f"Every alarm goes to one channel: {text(design, 'AlertRouter.handover')} until it is before somebody who can act, and "
        f"fixes are not at hand: {text(design, 'Incident.mended')} until it is mended.",
        f"{text(design, 'AlertRouter.handover')} to a reader",
        "minutes, to an owner",
        "Name an owner for each layer, and page them.",
        {"route": "owner_grouped" if grouped else "owner"},
        "AlertRouter",
    )


@rule("note", passes=({"route": "owner_grouped"},), fails=({"watch_scores": "estimated"},))
def one_fault_is_one_page(design: Design) -> Fault | None:
    """One fault moves inputs, scores and outcomes alike; as many pages as monitors hide which came first."""
    k: Any = design.knobs
    if str(k.route).endswith("grouped") or value(design, "Detection.chorus") < 2:
        return None
    return Fault(
        f"An incident sets off {text(design, 'Detection.chorus')} monitors on average, and each pages by itself.",
        f"{text(design, 'Detection.chorus')} pages an incident",
        "1",
        "Group what goes off together.",
        {"route": f"{k.route}_grouped"},
        "AlertRouter",
    )


@rule("risk", passes=({},), fails=({"automatic": True, "first_response": "fall_back", "alarms_each": 2},))
def an_automatic_response_is_cheap_when_it_is_wrong(design: Design) -> Fault | None:
    """What acts on a page by itself also acts on the false ones."""
    false, all_ = value(design, "Incident.false_month"), value(design, "Incident.month")
    if false <= 0.05 * all_:
        return None
    return Fault(
        f"False alarms set off the response by themselves: {text(design, 'Incident.false_month')} of the "
        f"{text(design, 'Incident.month')} that incidents cost.",
        text(design, "Incident.false_month"),
        "a twentieth of what incidents cost",
        "Let a person set it off.",
        {"automatic": False},
        "AlertRouter",
    )


@rule("note", passes=({"contract": True},), fails=({},))
def upstream_changes_are_tried_first(design: Design) -> Fault | None:
    """Most incidents are somebody else's release; the team that makes it can run it on mirrored traffic for a day."""
    k: Any = design.knobs
    if k.contract:
        return None
    after = design.beside(contract=True)
    saved = value(design, "Incident.loss") - value(after, "Incident.loss")
    if saved <= WORTH_IT * value(design, "Incident.loss"):
        return None
    return Fault(
        f"Upstream changes reach the model untried. A day on mirrored traffic would spare {written(saved, USD)} an incident.",
        f"{text(design, 'Incident.loss')} an incident",
        f"{text(after, 'Incident.loss')} with a gate",
        "Put a gate before upstream changes.",
        {"contract": True},
        "OnlineFeatureStore",
    )


@rule("risk", passes=({"first_response": "retrain", "retrain_gate": True},), fails=({},))
def a_retrain_beats_what_it_replaces(design: Design) -> Fault | None:
    """A model that learned a fault serves it from then on, after the fault is gone as well."""
    k: Any = design.knobs
    if k.first_response != "retrain" or k.retrain_gate:
        return None
    return Fault(
        f"A retrained model serves untried; {text(design, 'Incident.while_held')} of an incident's loss falls while it is held so.",
        "0 comparisons",
        "1, on the same payments",
        "Let it serve only where it loses less.",
        {"retrain_gate": True},
        "TrainingPipeline",
    )


@rule("note", passes=({"alarms_each": 1},), fails=({},))
def the_alarm_budget_is_spent(design: Design) -> Fault | None:
    """An alarm budget that is not used is delay that nobody asked for."""
    k: Any = design.knobs
    budget, mine = float(k.alarms_budget), value(design, "Detection.false_alarms")
    if value(design, "Detection.delay") <= float(k.delay_budget) or mine <= 0:
        return None
    wider = [stop for stop in design.case.knob("alarms_each").stops if stop > k.alarms_each]
    fits = [stop for stop in wider if value(design.beside(alarms_each=stop), "Detection.false_alarms") <= budget]
    better = [
        stop
        for stop in fits
        if value(design.beside(alarms_each=stop), "Detection.delay") < value(design, "Detection.delay")
    ]
    if not better:
        return None
    after = design.beside(alarms_each=max(better))
    return Fault(
        f"{text(design, 'Detection.false_alarms')} false alarms of {written(budget, MONTH)} allowed: with limits at "
        f"{written(max(better), MONTH)} each the page would come after {text(after, 'Detection.delay')}, not "
        f"{text(design, 'Detection.delay')}.",
        f"{text(design, 'Detection.false_alarms')} false alarms",
        f"{written(budget, MONTH)} allowed",
        "Set the limits lower.",
        {"alarms_each": max(better)},
        "AlertRouter",
    )


@rule("risk", passes=({},), fails=({"cover": "office"},))
def a_page_at_night_is_read(design: Design) -> Fault | None:
    """Money leaks by the hour, and two thirds of the hours are nights and weekends."""
    k: Any = design.knobs
    if k.automatic or value(design, "OnCallRota.answered") <= float(k.stop_budget) / 2:
        return None
    covers = design.case.knob("cover").options
    later = tuple(covers)[tuple(covers).index(str(k.cover)) + 1 :]
    enough = next(
        (c for c in later if value(design.beside(cover=c), "OnCallRota.answered") <= float(k.stop_budget) / 2), None
    )
    return Fault(
        f"On call in {design.said('cover')}, a page waits {text(design, 'OnCallRota.answered')} on average; the bleeding is to "
        f"stop within {design.said('stop_budget')}.",
        f"read after {text(design, 'OnCallRota.answered')}",
        f"half of {written(float(k.stop_budget), HOURS)}",
        f"Be on call {covers[enough]}." if enough else "No rota is as fast: let the first response act by itself.",
        {"cover": enough} if enough else {},
        "OnCallRota",
    )


@rule(
    "risk",
    passes=({},),
    fails=({"on_call_people": 1, "watch_inputs": "slices", "watch_scores": "estimated", "alarms_each": 2},),
)
def people_are_woken_seldom(design: Design) -> Fault | None:
    """Who is paged too often stops looking, and then leaves."""
    k: Any = design.knobs
    burden, limit = value(design, "OnCallRota.burden"), float(k.burden_budget)
    if burden <= limit:
        return None
    enough = int(np.ceil(burden * int(k.on_call_people) / limit - 1e-9))
    most = int(design.case.knob("on_call_people").axis[-1])
    return Fault(
        f"Each of {k.on_call_people} is paged {text(design, 'OnCallRota.burden')}; {text(design, 'AlertRouter.true_share')} of the "
        "pages are about something broken.",
        text(design, "OnCallRota.burden"),
        written(limit, MONTH),
        f"Share the rota among {enough}."
        if enough <= most
        else "More people will not do: raise limits, group, leave out what pages falsely.",
        {"on_call_people": enough} if enough <= most else {},
        "OnCallRota",
    )

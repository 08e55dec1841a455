"""The decisions of the case, by the step of the walk that they belong to, and the numbers of its world."""

from dataclasses import dataclass
from typing import Annotated

from components._units import Minutes, PerMonth, PerYear
from design import (
    ASSUMED,
    Count,
    Days,
    Hours,
    KnobSet,
    PerDay,
    Share,
    Times,
    Unit,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    choice,
    given,
    number,
    switch,
)

WholeDays = Annotated[int, Unit("days")]
W, L, A, S, C, P = "See it", "Set the limits", "Page", "Stop the bleeding", "Find and prove", "Prevent"
INPUTS = {"none": "nothing", "nulls": "null rates", "shift": "nulls, shift", "slices": "nulls, shift, slices"}
SCORES = {
    "none": "nothing",
    "blocks": "share of blocks",
    "scores": "blocks, score shift",
    "estimated": "blocks, shift, estimated recall",
}
OUTCOMES = {"none": "nothing", "recall": "recall, precision", "all": "recall, precision, calibration, arrival"}
HOUSE = {"none": "nothing", "volume": "payments a day", "copy": "payments, dashboard's copy"}
ROUTES = {
    "channel": "one channel",
    "channel_grouped": "one channel, grouped",
    "owner": "the owner",
    "owner_grouped": "the owner, grouped",
}
COVERS = {"office": "office hours", "evenings": "14 hours, every day", "always": "round the clock"}
FIRST = {
    "nothing": "diagnose first",
    "roll_back": "roll back the model",
    "fall_back": "fall back to rules",
    "recalibrate": "recalibrate",
    "retrain": "retrain",
    "replayed": "the cheapest by replay",
}
SAMPLES = {"0": "none", "100": "100 a day", "300": "300 a day", "600": "600 a day"}
CHANGES = {"none": "asking around", "log": "one log of all teams"}
WINDOWS = (1, 3, 7)


# One fact, one line: a knob with its range, reason and source is read as a row of a table.
# fmt: off
@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions, by the step of the walk they belong to, and the numbers of the world."""

    watch_inputs: str = choice("shift", INPUTS, "Inputs are seen at once, but most shifts of an input harm nobody.", step=W, title="Watch inputs")
    watch_scores: str = choice("none", SCORES, "What the model says shows most faults in a day, without a label.", step=W, title="Watch scores")
    watch_outcomes: str = choice("recall", OUTCOMES, "The truth, late: labels are ripe after a week.", step=W, title="Watch outcomes")
    watch_house: str = choice("none", HOUSE, "The business around the model, and the monitors' own data.", step=W, title="Watch the house")
    feature_log: bool = switch(False, "What was served, computed again from the source and compared: the surest sight of a skew.", step=W, title="Compare features as served")
    sample_a_day: str = choice("0", SAMPLES, "Payments that reviewers label within a day: a small truth that is not late.", step=W, title="Reviewers label a sample")

    fast_window: WholeDays = number(1, 1, 7, "A longer window sees smaller faults, later.", step=L, title="Window without labels", stops=WINDOWS)
    label_window: WholeDays = number(7, 1, 7, "Frauds are few: a short window of ripe labels is mostly noise.", step=L, title="Window on labels", stops=WINDOWS)
    in_a_row: Count = number(2, 1, 6, "Breaches in a row, one each half day, before somebody is paged.", step=L, title="Breaches in a row")
    alarms_each: PerMonth = number(0.1, 0.02, 2, "Each limit is set on healthy months so that its monitor raises so many false alarms.", step=L, title="False alarms each monitor may raise", stops=(0.02, 0.05, 0.1, 0.2, 0.5, 1, 2))

    route: str = choice("owner", ROUTES, "Who can act on it, and whether ten alarms of one fault are ten pages.", step=A, title="Page")
    cover: str = choice("evenings", COVERS, "A fault does not wait for Monday; people must sleep.", step=A, title="On call")
    on_call_people: Count = number(5, 1, 20, "Who share the pages.", step=A, title="People on the rota")

    first_response: str = choice("retrain", FIRST, "What is done before anybody knows the cause.", step=S, title="First response")
    automatic: bool = switch(False, "The page itself sets off the response, at night too, and when it is false.", step=S, title="Respond by itself")

    shadow_last: bool = switch(False, "Last week's model and the rules score the same payments all day, in silence.", step=C, title="Replay last week's model")
    change_log: str = choice("none", CHANGES, "Every release and every upstream change, in one place, with its hour.", step=C, title="What changed, from")

    shadow: bool = switch(False, "A candidate answers in silence, on live traffic, before it decides.", step=P, title="Shadow before a release")
    contract: bool = switch(False, "An announced change of events or features runs on mirrored traffic for a day.", step=P, title="Gate for upstream changes")
    retrain_gate: bool = switch(False, "A retrained model serves only if it loses less than the one in place.", step=P, title="Gate before a retrain serves")

    payments_per_day: PerDay = given(250_000, 5_000, 20_000_000, "Each wrong decision costs; so many are made.", source="near the lab's own business, of some 294,000; " + ASSUMED, title="Payments", log=True)
    peak: Times = given(5, 1, 20, "The busiest second over the mean.", source="a factor of 5 in worked examples; measure yours", title="Peak over mean")
    stake: Times = given(1, 0.05, 20, "What a wrong decision costs here, over what it costs in the lab.", source="1 is the lab: payments of $53, margin 8 %, goodwill $4, chargeback fee $20; " + ASSUMED, title="Stake a payment", log=True)
    incidents_a_year: PerYear = given(10, 1, 100, "Harmful changes: of sources, features, releases, labels, the world.", source=ASSUMED, title="Harmful changes", log=True)
    drifts_a_year: PerYear = given(6, 0, 60, "Seasons, campaigns, shifts of the mix, a broken dashboard: something moves and the model is fine.", source=ASSUMED, title="Harmless drifts")
    label_lag_days: Days = given(0, 0, 30, "Days by which labels are later than the lab's, which are ripe after seven.", source="0 is the lab: half of all frauds known after 3 days, 98 % after 7; " + ASSUMED, title="Labels later by")
    complaint_days: Days = given(21, 14, 90, "What no monitor finds is found by a customer or by finance after so long.", source=ASSUMED, title="Found anyway after")
    wrong_hours: Hours = given(6, 0, 48, "What a wrong first name for the cause costs in work.", source=ASSUMED, title="A wrong cause costs")
    relearn_days: Days = given(5, 1, 30, "When the world changed, so long until a new model has labels to learn it from.", source="five days in the lab's scripts; " + ASSUMED, title="Relearning takes")
    replay_right: Share = given(0.9, 0.3, 1, "How often a replay names the cheapest response.", source=ASSUMED, title="Replay is right")
    sample_fraud: Share = given(0.05, 0.005, 0.5, "Frauds among sampled payments: most are drawn where scores are high, and weighted back.", source=ASSUMED, title="Frauds in the sample", log=True)
    review_minutes: Minutes = given(5, 1, 30, "Minutes that a case takes.", source="5 minutes a review: CyberSource and MRC, 2012-16", title="A review takes")
    reviewer_usd_per_hour: UsdPerHour = given(25, 5, 120, "What an hour of a reviewer costs.", source="$20 to 30 an hour, derived; " + ASSUMED, title="Reviewer")
    changes_a_month: PerMonth = given(40, 1, 1000, "Releases and upstream changes of all teams that the model depends on.", source=ASSUMED, title="Changes", log=True)
    releases_a_month: PerMonth = given(4, 0.5, 60, "New versions of the model.", source=ASSUMED, title="Model releases", log=True)
    delay_budget: Days = given(4, 0.5, 14, "From the onset to the page.", source=ASSUMED, title="Detection delay, at most")
    alarms_budget: PerMonth = given(1, 0.05, 30, "More, and pages are muted.", source=ASSUMED, title="False alarms, at most", log=True)
    found_target: Share = given(0.8, 0.3, 1, "Harmful changes that are stopped or found in a fortnight.", source=ASSUMED, title="Found in a fortnight, at least")
    loss_budget: Usd = given(600_000, 1_000, 50_000_000, "What an incident may cost on average.", source=ASSUMED, title="Loss an incident, at most", log=True)
    stop_budget: Hours = given(8, 0.25, 72, "From the page until the bleeding is stopped.", source=ASSUMED, title="Time to stop, at most", log=True)
    burden_budget: PerMonth = given(1, 0.1, 20, "Pages a month for one person.", source="two incidents a shift at most: Google SRE book, chapter 11, remembered; " + ASSUMED, title="Pages a person, at most", log=True)
    cost_budget: UsdPerMonth = given(30_000, 3_000, 1_000_000, "Watching, being on call, and the system that is watched.", source=ASSUMED, title="Cost budget", log=True)
# fmt: on

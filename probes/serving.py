"""Questions about the path that a request waits for: load, slow end, features, what a late answer becomes."""

from math import inf

from design import Design, bounded, probe

from ._words import number, promised, setting, strained

CROWDED = 0.6
"""From here on the wait in a queue grows faster than most people expect."""
OFTEN = 1e-3
"""A fallback that decides more than one request in a thousand is part of the design, not an accident."""


def _late(design: Design) -> str | None:
    entry = design.ledger.get("Decision.timed_out")
    if entry is None:
        return None
    return entry.text if entry.value >= 1e-5 else "hardly any"


@probe(
    about=("replicas", "family"),
    mid="Adds servers, and says that waiting time climbs steeply as they fill.",
    senior="Gives the headroom as a factor and finds the second victim too: reads of the feature store, "
    "partitions of the stream, the review queue. Knows that a new server takes longer to start than a "
    "spike takes to arrive.",
    staff="Decides what to give up before buying anything: which features, which payments get rules alone, "
    "in an order agreed beforehand and with the loss of each. Says that people do not scale tenfold at any "
    "price.",
)
def ten_times_the_load_has_a_first_victim(design: Design) -> str | None:
    """Whether the load is known part by part, or only in total."""
    if not number(design, "ModelServer.utilisation") > CROWDED:
        return None
    busy = design.ledger["ModelServer.utilisation"].text
    return (
        f"At peak your model servers are sent {busy} of what they can serve. Ten times the load tomorrow: "
        "what breaks first, and what second?"
    )


@probe(
    about=("timeout_ms", "replicas", "family", "freshness"),
    mid="Names the slowest hop and a faster kind of it.",
    senior="Splits the budget over the hops from their distributions, never by adding up p99s, and "
    "separates waiting from work: more servers cure the first, a smaller model or fewer features the "
    "second.",
    staff="Asks what a millisecond is worth: who loses what when an answer is late, and whether the demand "
    "itself is right. May move the budget instead of the system, with the price of both.",
)
def the_slow_end_has_an_owner(design: Design) -> str | None:
    """Whether the tail is understood hop by hop when it comes near the demand."""
    late = strained(design, "Decision.p99", 0.8)
    if late is None:
        return None
    return (
        f"Decision p99: {late.text}, and the demand is {late.demand}. Which hop would you shorten first, "
        "and what do you give up for it?"
    )


@probe(
    about=("on_timeout", "timeout_ms"),
    mid="Sees that good customers are turned away by an outage of ours, and would use rules instead.",
    senior="Prices it: late payments times margin and goodwill, against the fraud among them times the "
    "loss. Declining is right only where fraud is common among late payments or a single loss is very "
    "large.",
    staff="Makes it a signed policy by amount and shop, because the cost falls on shops and cardholders "
    "and not on the team that is late. Would revisit it when the two sides of that sum change places.",
)
def a_late_decline_is_worth_its_cost(design: Design) -> str | None:
    """Who bears the cost of failing closed, and whether anybody chose that."""
    if getattr(design.knobs, "on_timeout", None) != "decline" or design.graph.part("Fallback") is None:
        return None
    if (late := _late(design)) is None:
        return None
    return (
        f"A score that takes longer than {setting(design, 'timeout_ms')} becomes a decline, and {late} of "
        "the payments go that way. Who pays for them, and who agreed to it?"
    )


@probe(
    about=("on_timeout", "timeout_ms"),
    mid="Sees that fraud passes while the score is away, and would let rules decide instead.",
    senior="Caps the damage: a limit on amount and on payments a card while failing open, an alarm on the "
    "share of late scores, and a second look at those payments once the model is back.",
    staff="Treats lateness as something that an attacker can buy: heavy traffic makes approvals. Bounds "
    "the loss per minute in money, says who may extend it, and tests it on purpose.",
)
def a_slow_path_is_no_open_door(design: Design) -> str | None:
    """Whether failing open is bounded, and whether an attacker could bring it about."""
    if getattr(design.knobs, "on_timeout", None) != "allow" or design.graph.part("Fallback") is None:
        return None
    if (late := _late(design)) is None:
        return None
    return (
        f"A score that takes longer than {setting(design, 'timeout_ms')} lets the payment pass, now {late} "
        "of them. Somebody finds out how to make you slow: what does an hour of it cost, and what stops it?"
    )


@probe(
    about=("on_timeout", "timeout_ms", "rules"),
    mid="Says that rules are simple and fast and catch the known patterns.",
    senior="Has measured the rules alone, their recall and their false declines, on the same payments as "
    "the model, and has run all traffic through them at peak.",
    staff="Knows that a fallback used seldom is a fallback that rots: sends it a trickle at all times, "
    "gives it an owner and a review date, and says for how many hours the business can live on it.",
)
def the_rules_can_stand_alone(design: Design) -> str | None:
    """Whether the fallback was ever tested as the only thing that decides."""
    if getattr(design.knobs, "on_timeout", None) != "rules" or design.graph.part("Fallback") is None:
        return None
    if not number(design, "Decision.timed_out") > OFTEN:
        return None
    late = design.ledger["Decision.timed_out"].text
    return (
        f"When a score takes longer than {setting(design, 'timeout_ms')}, rules decide: {late} of the "
        "payments. What do the rules miss, and how do you know that they hold when everything goes to them?"
    )


@probe(
    about=("on_timeout", "timeout_ms", "replicas"),
    mid="Would set a timeout and fall back to rules.",
    senior="Says what happens without one: callers time out first and try again, the retries add load, and a "
    "slow part becomes a stopped one. Sets the limit below the caller's, so that the answer is still ours.",
    staff="Knows that somebody always decides: without a fallback it is the network or the shop, by a default "
    "that we have never read. Finds that default out, prices it, and only then argues for our own.",
)
def no_payment_waits_for_ever(design: Design) -> str | None:
    """Who decides when nothing in the design does."""
    slow = promised(design, "Decision.p99")
    if getattr(design.knobs, "on_timeout", None) != "wait" or slow is None:
        return None
    return (
        f"A payment waits until its score is there (Decision p99: {slow.text}; the demand is {slow.demand}). "
        "The score does not come: who answers the shop, and what do they say?"
    )


@probe(
    about=("freshness", "on_timeout", "timeout_ms"),
    mid="Falls back to rules or to default values for the missing features.",
    senior="Separates the two failures, slow and gone; trips a breaker so that no request waits out its "
    "timeout; uses features from the request itself with a model that was trained for the gap, because "
    "defaults shift every score.",
    staff="Ranks features by what their absence costs and degrades in that order; says what those four "
    "minutes cost in fraud and in declines, and why a second store is or is not worth that.",
)
def four_minutes_without_features_are_planned(design: Design) -> str | None:
    """What the decision does when what it reads is gone, not only slow."""
    read = design.ledger.get("OnlineFeatureStore.p99")
    if read is None or not bounded(read.value):
        return None
    return (
        f"Your online feature store answers within {read.text} at p99, and then not at all for four minutes "
        "of the evening peak. Follow one payment through your picture: what does it get?"
    )


@probe(
    about=("scoring",),
    mid="Says that the payment itself cannot be stopped any more; the next one of the same card can.",
    senior="Splits fraud by how many payments a stolen card makes, so that the share still in reach is a "
    "number, and sets it against the latency, servers and outages that scoring in line would bring.",
    staff="Asks where the money can still be held: capture, payout, shipment. A slow score before a slow "
    "irreversible step is in time, so the design may move the step instead of the score.",
)
def a_late_score_still_stops_something(design: Design) -> str | None:
    """Whether the moment of the score was chosen from the moment at which money leaves."""
    if getattr(design.knobs, "scoring", None) not in ("batch", "near_real_time"):
        return None
    caught = design.ledger.get("Money.recall")
    if caught is None:
        return None
    return (
        f"Payments are scored after their answer ({setting(design, 'scoring')}), and {caught.text} of fraud "
        "by value is still stopped. Which frauds are those, and which can such a score never stop?"
    )


@probe(
    about=("freshness",),
    mid="Says that counts over the last minutes find card testing, which nightly features cannot see.",
    senior="Compares recall at the same cut with the freshness changed and nothing else, turns the "
    "difference into money a month, and sets it against the stream, the store and the people who run them.",
    staff="Makes only the few features fresh that earn it, and says at which fraud rate or volume the "
    "answer flips. Counts the second cost too: two ways to compute one feature, which drift apart.",
)
def freshness_earns_its_keep(design: Design) -> str | None:
    """Whether fresh features were bought for a reason that has a number."""
    age = design.ledger.get("StreamProcessor.freshness")
    if age is None or not bounded(age.value) or getattr(design.knobs, "freshness", "stream") != "stream":
        return None
    return (
        f"Your stream keeps features no older than {age.text}, day and night. How would you show that "
        "nightly features would cost you more than the stream does?"
    )


@probe(
    about=("family",),
    mid="Names a faster model or a faster library.",
    senior="Compares the families at the cut that runs, in money, beside their p99 on the same machine; "
    "knows that for one row the library's overhead may outweigh the model.",
    staff="Considers a cascade: a cheap model for the clear cases, a dear one for the doubtful band. Says "
    "what share reaches the second and what two models cost to own.",
)
def the_model_is_worth_its_milliseconds(design: Design) -> str | None:
    """Whether the model's share of the time budget buys quality that something simpler does not."""
    budget = strained(design, "Decision.p99", 0.0)
    model = design.ledger.get("ModelServer.p99")
    if budget is None or model is None or not 0.3 * budget.limit < model.value < inf:
        return None
    return (
        f"The model server alone has a p99 of {model.text}, where the whole decision may take "
        f"{budget.demand}. What does this model find that a simpler one does not?"
    )

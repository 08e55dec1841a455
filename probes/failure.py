"""Questions about what becomes of a request when something is late, gone or asked twice."""

from design import Design, bounded, probe, written

from ._words import between, entry, number, pays, promised, strained, text

OFTEN = 1e-3
"""A fallback that decides more than one request in a thousand is part of the design, not an accident."""
HALF_IS_TIGHT = 0.35
"""From here on half of the fleet is more than 70 % busy with all of the load."""
DAYS_A_MONTH = 30.4


def _late(design: Design) -> str | None:
    found = entry(design, "Decision.timed_out")
    if found is None:
        return None
    return found.text if found.value >= 1e-5 else "hardly any"


@probe(
    about=("on_timeout", "timeout_ms", "Decision.timed_out"),
    mid="Sees that good customers are turned away by an outage of ours, and would use rules instead.",
    senior="Prices it: late payments times margin and goodwill, against the fraud among them times the "
    "loss. Declining is right only where fraud is common among late payments or a single loss is very "
    "large.",
    staff="Makes it a signed policy by amount and shop, because the cost falls on shops and cardholders "
    "and not on the team that is late. Would revisit it when the two sides of that sum change places.",
    weak="Of a thousand payments that are late, how many are fraud?",
)
def a_late_decline_is_worth_its_cost(design: Design) -> str | None:
    """Who bears the cost of failing closed, and whether anybody chose that."""
    if getattr(design.knobs, "on_timeout", None) != "decline" or design.graph.part("Fallback") is None:
        return None
    if (late := _late(design)) is None:
        return None
    return (
        f"A score that takes longer than {design.said('timeout_ms')} becomes a decline, and {late} of "
        "the payments go that way. Who pays for them, and who agreed to it?"
    )


@probe(
    about=("on_timeout", "timeout_ms", "Decision.timed_out"),
    mid="Sees that fraud passes while the score is away, and would let rules decide instead.",
    senior="Caps the damage: a limit on amount and on payments a card while failing open, an alarm on the "
    "share of late scores, and a second look at those payments once the model is back.",
    staff="Treats lateness as something that an attacker can buy: heavy traffic makes approvals. Bounds "
    "the loss per minute in money, says who may extend it, and tests it on purpose.",
    weak="How much money passes in one minute in which nothing is scored?",
)
def a_slow_path_is_no_open_door(design: Design) -> str | None:
    """Whether failing open is bounded, and whether an attacker could bring it about."""
    if getattr(design.knobs, "on_timeout", None) != "allow" or design.graph.part("Fallback") is None:
        return None
    if (late := _late(design)) is None:
        return None
    return (
        f"A score that takes longer than {design.said('timeout_ms')} lets the payment pass, now {late} "
        "of them. Somebody finds out how to make you slow: what does an hour of it cost, and what stops it?"
    )


@probe(
    about=("on_timeout", "timeout_ms", "rules", "Decision.timed_out"),
    mid="Says that rules are simple and fast and catch the known patterns.",
    senior="Has measured the rules alone, their recall and their false declines, on the same payments as "
    "the model, and has run all traffic through them at peak.",
    staff="Knows that a fallback used seldom is a fallback that rots: sends it a trickle at all times, "
    "gives it an owner and a review date, and says for how many hours the business can live on it.",
    weak="When did the rules last decide everything, and what did that cost?",
)
def the_rules_can_stand_alone(design: Design) -> str | None:
    """Whether the fallback was ever tested as the only thing that decides."""
    if getattr(design.knobs, "on_timeout", None) != "rules" or design.graph.part("Fallback") is None:
        return None
    if not number(design, "Decision.timed_out") > OFTEN:
        return None
    late = text(design, "Decision.timed_out")
    return (
        f"When a score takes longer than {design.said('timeout_ms')}, rules decide: {late} of the "
        "payments. What do the rules miss, and how do you know that they hold when everything goes to them?"
    )


@probe(
    about=("on_timeout", "timeout_ms", "replicas", "Decision.p99"),
    mid="Would set a timeout and fall back to rules.",
    senior="Says what happens without one: callers time out first and try again, the retries add load, and a "
    "slow part becomes a stopped one. Sets the limit below the caller's, so that the answer is still ours.",
    staff="Knows that somebody always decides: without a fallback it is the network or the shop, by a default "
    "that we have never read. Finds that default out, prices it, and only then argues for our own.",
    weak="How long does the shop's terminal wait before it gives up, and what does it do then?",
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
    about=("on_timeout", "timeout_ms", "OnlineFeatureStore.p99"),
    mid="Falls back to rules or to default values for the missing features.",
    senior="Separates the two failures, slow and gone; trips a breaker so that no request waits out its "
    "timeout; uses features from the request itself with a model that was trained for the gap, because "
    "defaults shift every score.",
    staff="Ranks features by what their absence costs and degrades in that order; says what those four "
    "minutes cost in fraud and in declines, and why a second store is or is not worth that.",
    weak="In the first second of it, how many requests wait for a read that will not come?",
)
def four_minutes_without_features_are_planned(design: Design) -> str | None:
    """What the decision does when what it reads is gone, not only slow."""
    read = entry(design, "OnlineFeatureStore.p99")
    if not pays(design) or read is None or not bounded(read.value):
        return None
    return (
        f"Your online feature store answers within {read.text} at p99, and then not at all for four minutes "
        "of the evening peak. Follow one payment through your picture: what does it get?"
    )


@probe(
    about=("replicas", "ModelServer.utilisation", "Decision.availability"),
    mid="Adds servers until half of them can carry the peak.",
    senior="Sizes the fleet for the loss of a site and says what wait remains: one server that is 90 % busy answers in "
    "ten service times on average. Sheds what can wait, and lets the timeout hand the rest to the fallback "
    "instead of queueing it.",
    staff="Says that the servers are not alone: stores and streams fail over in the same minute, and every retry "
    "comes on top. Rehearses it at peak, and holds the price of the spare half against one such evening.",
    weak="How many requests a second can the other half serve, and what becomes of the rest?",
)
def half_the_fleet_carries_the_peak(design: Design) -> str | None:
    """Whether the spare room of the fleet was sized for a fault or only left over."""
    busy = between(design, "ModelServer.utilisation", HALF_IS_TIGHT, 1)
    if busy is None:
        return None
    return (
        "A data centre goes away at peak with half of your model servers: the others are sent "
        f"{written(2 * busy.value, busy.unit)} of what they can serve. What does a request get in that minute?"
    )


@probe(
    about=("timeout_ms", "Decision.p99"),
    mid="Gives each payment an identifier and returns the first answer again.",
    senior="Keeps the answer under the caller's own key for longer than any retry, and counts the payment once in "
    "features, labels and money. Says what happens when the second arrives while the first is still being "
    "scored.",
    staff="Sees that retries come when the system is slowest, so they must be cheaper than first requests. Agrees "
    "with the callers on one key and on growing pauses, because where we double load the rest of the chain "
    "doubles money.",
    weak="Both copies reach two different servers in the same millisecond: who notices?",
)
def a_request_sent_twice_is_decided_once(design: Design) -> str | None:
    """Whether a retry was thought of as part of the protocol, or as an accident."""
    late = strained(design, "Decision.p99", 0.4)
    if late is None:
        return None
    return (
        f"Decision p99: {late.text}. A caller that hears nothing sends the same payment again: how do you know "
        "that it is the same one, and what answer does it get?"
    )


@probe(
    about=("Cache.surge",),
    mid="Sees that the parts behind it are flooded, and would warm it up first.",
    senior="Sizes those parts for the surge, or lets the cache fill through a limit: one read a key in flight, the "
    "others wait. Keeps features with their age in it, and never a decision, because a stop must hold at once.",
    staff="Asks whether anything still runs without it: if not, it is a store without a copy and is owned and tested "
    "as one. Rehearses the cold start, and prices each second of age in wrong answers.",
    weak="Can the parts behind it carry the whole load for one minute?",
)
def a_cold_cache_is_survived(design: Design) -> str | None:
    """Whether a cache is there for speed or has quietly become capacity, and what may not be kept in it."""
    age, surge = between(design, "Cache.staleness"), between(design, "Cache.surge")
    if age is None or surge is None:
        return None
    return (
        f"Your cache keeps answers for up to {age.text} and takes {surge.text} off the parts behind it. It "
        "restarts empty at peak: what happens, and which answers should never have been in it?"
    )


@probe(
    about=("Decision.availability",),
    mid="Runs the whole path in both regions and copies the data over.",
    senior="Separates what is read from what is counted: models and rules are copied, while counts of the last minutes "
    "differ by the delay of the copy. Sends a card to one region where possible, and says what a thief gains "
    "from the gap where not.",
    staff="Works out whether it pays: minutes saved a year times money a minute, against a second fleet and new ways "
    "to fail. Knows that a bad release takes both regions on one day unless they are released apart.",
    weak="The same card pays in both regions within a second: what does each of them know of the other payment?",
)
def two_regions_agree_on_one_card(design: Design) -> str | None:
    """Whether a second site is seen as a question of state, not of servers."""
    outcome = strained(design, "Decision.availability", 0.3)
    if outcome is None or not between(design, "OnlineFeatureStore.p99"):
        return None
    return (
        f"Availability is {outcome.text} in one region, and somebody proposes a second. Which of your stores must "
        "the two agree on, and how do you decide while they cannot?"
    )


@probe(
    about=("replicas", "on_timeout", "rules", "Decision.availability"),
    mid="Adds replicas in other zones.",
    senior="Finds the part that all payments pass and that nothing stands in for; counts the parts in "
    "series; moves what can be late or absent behind the timeout.",
    staff="Turns the target into minutes a month and those into money, and compares that with the price of "
    "another copy. Knows that copies do not help against one bad release, which is the usual cause.",
    weak="Follow one line from the shop to its answer: which box on it exists only once?",
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

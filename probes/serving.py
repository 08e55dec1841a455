"""Questions about the path that a request waits for: load, capacity, the slow end, features, the model in it."""

from math import inf

from design import Design, bounded, probe, written

from ._words import between, entry, number, pays, strained, text

CROWDED = 0.6
"""From here on the wait in a queue grows faster than most people expect."""
MANY_READS = 1000


@probe(
    about=("replicas", "family", "ModelServer.utilisation", "Decision.p99"),
    mid="Adds servers, and says that waiting time climbs steeply as they fill.",
    senior="Gives the headroom as a factor and finds the second victim too: reads of the feature store, "
    "partitions of the stream, the review queue. Knows that a new server takes longer to start than a "
    "spike takes to arrive.",
    staff="Decides what to give up before buying anything: which features, which payments get rules alone, "
    "in an order agreed beforehand and with the loss of each. Says that people do not scale tenfold at any "
    "price.",
    weak="At double the load, how long is the queue before the model servers?",
)
def ten_times_the_load_has_a_first_victim(design: Design) -> str | None:
    """Whether the load is known part by part, or only in total."""
    if not number(design, "ModelServer.utilisation") > CROWDED:
        return None
    busy = text(design, "ModelServer.utilisation")
    return (
        f"At peak your model servers are sent {busy} of what they can serve. Ten times the load tomorrow: "
        "what breaks first, and what second?"
    )


@probe(
    about=("timeout_ms", "replicas", "family", "Decision.p99"),
    mid="Names the slowest hop and a faster kind of it.",
    senior="Splits the budget over the hops from their distributions, never by adding up p99s, and "
    "separates waiting from work: more servers cure the first, a smaller model or fewer features the "
    "second.",
    staff="Asks what a millisecond is worth: who loses what when an answer is late, and whether the demand "
    "itself is right. May move the budget instead of the system, with the price of both.",
    weak="Of those milliseconds, which are work and which are waiting?",
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
    about=("scoring", "Money.fraud_loss"),
    mid="Says that the payment itself cannot be stopped any more; the next one of the same card can.",
    senior="Splits fraud by how many payments a stolen card makes, so that the share still in reach is a "
    "number, and sets it against the latency, servers and outages that scoring in line would bring.",
    staff="Asks where the money can still be held: capture, payout, shipment. A slow score before a slow "
    "irreversible step is in time, so the design may move the step instead of the score.",
    weak="How many payments does a stolen card make before its owner notices?",
)
def a_late_score_still_stops_something(design: Design) -> str | None:
    """Whether the moment of the score was chosen from the moment at which money leaves."""
    if getattr(design.knobs, "scoring", None) not in ("batch", "near_real_time"):
        return None
    caught = entry(design, "Money.recall")
    if caught is None:
        return None
    return (
        f"Payments are scored after their answer ({design.said('scoring')}), and {caught.text} of fraud "
        "by value is still stopped. Which frauds are those, and which can such a score never stop?"
    )


@probe(
    about=("freshness", "StreamProcessor.freshness"),
    mid="Says that counts over the last minutes find card testing, which nightly features cannot see.",
    senior="Compares recall at the same cut with the freshness changed and nothing else, turns the "
    "difference into money a month, and sets it against the stream, the store and the people who run them.",
    staff="Makes only the few features fresh that earn it, and says at which fraud rate or volume the "
    "answer flips. Counts the second cost too: two ways to compute one feature, which drift apart.",
    weak="Which of your features change within the hour, and what do those few find alone?",
)
def freshness_earns_its_keep(design: Design) -> str | None:
    """Whether fresh features were bought for a reason that has a number."""
    age = entry(design, "StreamProcessor.freshness")
    if not pays(design):
        return None
    if age is None or not bounded(age.value) or getattr(design.knobs, "freshness", "stream") != "stream":
        return None
    return (
        f"Your stream keeps features no older than {age.text}, day and night. How would you show that "
        "nightly features would cost you more than the stream does?"
    )


@probe(
    about=("family", "ModelServer.p99"),
    mid="Names a faster model or a faster library.",
    senior="Compares the families at the cut that runs, in money, beside their p99 on the same machine; "
    "knows that for one row the library's overhead may outweigh the model.",
    staff="Considers a cascade: a cheap model for the clear cases, a dear one for the doubtful band. Says "
    "what share reaches the second and what two models cost to own.",
    weak="At the same share of good payments declined, what does the simplest model on your list stop?",
)
def the_model_is_worth_its_milliseconds(design: Design) -> str | None:
    """Whether the model's share of the time budget buys quality that something simpler does not."""
    budget = strained(design, "Decision.p99", 0.0)
    model = entry(design, "ModelServer.p99")
    if budget is None or model is None or not 0.3 * budget.limit < model.value < inf:
        return None
    return (
        f"The model server alone has a p99 of {model.text}, where the whole decision may take "
        f"{budget.demand}. What does this model find that a simpler one does not?"
    )


@probe(
    about=("replicas", "peak"),
    mid="Scales on CPU and keeps a minimum of servers.",
    senior="Scales on what comes before the pain, the requests in flight or in the queue. Knows that a server takes a "
    "minute or more to start and warm up, so the floor is the load that can arrive within that minute and not "
    "the mean.",
    staff="Looks at the bill first: where people cost more than machines, scaling down saves little and adds a way to "
    "fail. Uses the idle hours for replay or training, or leaves them idle on purpose and says so.",
    weak="The load triples within thirty seconds and a new server needs ninety: who serves the minute between?",
)
def idle_servers_are_a_choice(design: Design) -> str | None:
    """Whether capacity is bought for a load that was looked at, and what follows it up and down."""
    mean, peak = entry(design, "Client.mean_rate"), entry(design, "Client.rate")
    busy = between(design, "ModelServer.utilisation", 0, CROWDED)
    if mean is None or peak is None or busy is None or not peak.value >= 3 * mean.value > 0:
        return None
    usual = written(busy.value * mean.value / peak.value, busy.unit)
    return (
        f"Traffic is {mean.text} on average and {peak.text} at peak, so your model servers are {usual} busy in "
        "an average hour. What do you scale on, and how far down?"
    )


@probe(
    about=("OnlineFeatureStore.utilisation",),
    mid="Spreads the keys over more shards.",
    senior="Knows that more shards do not split one key: all of the shop's counters sit on one node. Copies hot keys, "
    "keeps them in the server's memory for a second, or counts in parts that are added up when read; says how "
    "stale each makes them.",
    staff="Limits what one caller can take before it reaches the store, so that a sale slows its own shop and nobody "
    "else's. Decides which features may be a second old, and tests with a real sale's traffic because averages "
    "never show this.",
    weak="How many nodes answer when the counter of a single shop is read?",
)
def one_hot_key_does_not_stop_the_rest(design: Design) -> str | None:
    """Whether load is imagined as spread evenly, which it never is."""
    reads = between(design, "OnlineFeatureStore.reads", MANY_READS)
    if not pays(design) or reads is None:
        return None
    return (
        f"Your online feature store serves {reads.text} at peak. One shop holds a sale and sends a fifth of that: "
        "which key is read most, and what happens to everybody else's reads?"
    )

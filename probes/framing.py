"""Questions about the demand itself: what is promised, what is assumed, what is built first."""

from design import ASSUMED, Design, bounded, probe
from design.probe import EVERY_PROMISE, LITTLE_ROOM

FAR_OFF = 1.5
"""A promise that is broken by half of its limit is not mended by tuning."""
MANY_PARTS = 12


@probe(
    about=(EVERY_PROMISE,),
    mid="Picks one and says why.",
    senior="Looks for the move that helps both, then for the one whose harm stays within the room that "
    "other promises still have, and says that number.",
    staff="Asks which promise is worth least to the person who made it and opens that negotiation with a "
    "price: this much of the one for that much of the other.",
    weak="Of the two, which one would its owner rather see broken for a month?",
)
def two_broken_promises_have_an_order(design: Design) -> str | None:
    """Whether demands are weighed against each other when not all can be kept."""
    if len(design.broken) < 2:
        return None
    first, second = sorted(design.broken, key=lambda o: o.strain, reverse=True)[:2]
    return (
        f"Two promises are broken: {first.promise.title} is {first.text} ({first.demand}), "
        f"{second.promise.title} is {second.text} ({second.demand}). Which do you mend first, and what does "
        "that do to the other?"
    )


@probe(
    about=(EVERY_PROMISE,),
    mid="Names the promise and a setting that gives it more room.",
    senior="Turns the room into a change of the world: so much more traffic, so much rarer a case, so much slower a "
    "part. Says which of these comes first in a normal year.",
    staff="Decides how much room is worth paying for, and puts the alarm on the change and not on the breach. Says "
    "which promise gives way on that day, and has agreed that with its owner before.",
    weak="Traffic grows by a fifth: which of your numbers move, and is this one of them?",
)
def the_tightest_promise_is_known(design: Design) -> str | None:
    """Whether it is known how far the world may move before a promise that is kept today breaks."""
    if not design.outcomes or not design.binding.kept or not design.binding.strain > LITTLE_ROOM:
        return None
    tight = design.binding
    return (
        f"Every promise is kept, and {tight.promise.title} has least room: {tight.text}, the demand is "
        f"{tight.demand}. What in the world has to change, and by how much, before it breaks?"
    )


@probe(
    about=(EVERY_PROMISE,),
    mid="Asks what the limit is for and whether it can be moved.",
    senior="Asks what happens at the limit, what each step beyond it costs, and whether it holds for all requests or "
    "for most. Brings the cheapest design that keeps it and the one that nearly does, with both prices.",
    staff="Finds the decision that the number came from, and who may change it. Offers phases: what is promised now, "
    "what in six months and what never, with a note of what was given up and who agreed.",
    weak="What happens to the business on the day after this number is missed by as much as you miss it?",
)
def a_demand_far_off_is_argued(design: Design) -> str | None:
    """Whether a demand is examined before it is built for."""
    far = max(design.broken, key=lambda o: o.strain, default=None)
    if far is None or not far.strain > FAR_OFF or not bounded(far.value):
        return None
    return (
        f"{far.promise.title} is {far.text} where {far.demand} is demanded. Before you build anything: what "
        "would you ask the person who set that number?"
    )


@probe(
    mid="Picks one that looks uncertain and says how to measure it.",
    senior="Turns each over its plausible range and sees which promise breaks or which choice flips. Measures one that "
    "flips a choice before one that is merely uncertain.",
    staff="Compares the price of measuring with the price of being wrong, and lets a choice that holds over the whole "
    "range go ahead unmeasured. Names the value at which it flips, and who looks at that again and when.",
    weak="Double one of them: does any decision that you made become the wrong one?",
)
def the_assumption_that_flips_it_is_known(design: Design) -> str | None:
    """Whether the design's weakest numbers are known, and what would follow from other ones."""
    givens = design.case.givens
    guessed = [given for given in givens if given.source.endswith(ASSUMED)]
    if len(guessed) < 3:
        return None
    return (
        f"{len(guessed)} of the {len(givens)} numbers of your world are assumed and not measured, "
        f"{guessed[0].title} among them. Which one would you measure first, and what value of it would change "
        "your design?"
    )


@probe(
    about=("Bill.cost",),
    mid="Starts with rules or a simple model behind one service, and adds the rest later.",
    senior="Keeps what cannot be added afterwards: the log of what was served, the labels joined to it, a way back. "
    "Leaves out the stream, the shadow and the review tool until a number asks for them, and says which promise "
    "that breaks meanwhile.",
    staff="Orders the steps by what each one earns or teaches, with its end written down beforehand. Builds the loop "
    "that learns before the model that is clever, and says at which volume the design of the first step would "
    "have been enough for good.",
    weak="Which of your parts would nobody miss in the first month, and which could you never make up for later?",
)
def the_first_release_is_smaller(design: Design) -> str | None:
    """Whether the design can be built in steps, and what the first step must not leave out."""
    parts = len(design.graph.parts)
    if parts < MANY_PARTS:
        return None
    return (
        f"Your picture has {parts} parts. Three engineers have three months: which parts are in the first "
        "release, and which demand do you leave open until the second?"
    )

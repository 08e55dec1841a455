"""The tour: seven steps over what stands on the page, two minutes to read and try."""

STEPS = (
    (
        ".st-key-step-{slug}",
        "You decide",
        "The decisions, by the step of the design that they belong to. Turn one after the tour: everything "
        "else follows. Point at its question mark for why its default is what it is.",
    ),
    (
        ".stage",
        "The picture follows",
        "The architecture of this very design, with the numbers that matter on it. Click a part, or walk there "
        "with the arrow keys and press Enter: its numbers open, each with formula, inputs and source.",
    ),
    (
        ".score",
        "What was promised",
        "Each card is a promise: the number, the limit, kept or broken. The case opens on a design that breaks one. "
        "A click shows where the number comes from.",
    ),
    (
        ".answers",
        "Five answers, and the next step",
        "After each move: what moved, what got better, what got worse, what binds now, what you would defend. "
        "Where a remedy is known, one button takes it. Undo is beside the decisions.",
    ),
    (
        ".st-key-cards-{slug}",
        "Change the world",
        "Throw a card as an interviewer would (ten times the traffic, labels sixty days late) and see what breaks. "
        "It stays on the table until you take it back.",
    ),
    (
        "[role=tablist]",
        "Look deeper",
        "Review says what is wrong, Evidence shows the model that was really trained, Probes asks you, Space searches "
        "thousands of designs. Point at a tab to learn what its word means.",
    ),
    (
        ".guide",
        "Find it again",
        "The tour stays here. Press ? for all keys and words, and / to find any decision, card or tab by its name. "
        "Now take the next step on the board, or turn a decision.",
    ),
)
"""Where, a title, and what is said; `{slug}` is the case's."""


def steps_of(slug: str) -> list[list[str]]:
    """The steps for the page of one case: a selector, a title, what is said."""
    return [[where.replace("{slug}", slug), title, says] for where, title, says in STEPS]

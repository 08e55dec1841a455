"""The decision record as blocks: each decision with what the others would do, why, what to watch, what is left."""

from collections.abc import Iterator

import rules
from design import Design, review, rules_in
from design.decisions import Decision, decision_record

from ._blocks import Block, Heading, Item, Paragraph, Strong


def record(design: Design, level: int = 3) -> Iterator[Block]:
    """A summary, then each decision below a heading of this level; those that were turned first."""
    told = sorted(decision_record(design, review(design, rules_in(rules))), key=lambda one: not one.turned)
    kept, own = len(design.outcomes) - len(design.broken), sum(bool(one.own) for one in told)
    yield Paragraph(
        (
            f"{len(told)} decisions, {own} with the designer's own words; the rest is reckoned from this design, which "
            f"keeps {kept} of {len(design.outcomes)} promises.",
        )
    )
    for one in told:
        yield from _told(one, level)


def _told(one: Decision, level: int) -> Iterator[Block]:
    yield Heading(level, f"{one.knob.title}: {one.choice}")
    if one.idle:
        yield Paragraph((f"This design does without it; {one.idle}.",))
    yield from (Item(((Strong(f"{label}:"), f" {words}"),)) for label, words in one.rows[1:])

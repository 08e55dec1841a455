"""Who plays alone has the app for an interviewer: it asks and throws its card by the clock, and judges nothing."""

from collections.abc import Sequence
from zlib import crc32

from .desk import Desk, Put
from .phases import Phase

FIRST_QUESTION_AT = 0.25
"""So far into the round nobody interrupts: the candidate frames."""
QUESTIONS_A_PHASE = 1


def played(desk: Desk, phases: Sequence[Phase], questions: Sequence[Put], cards: int, now: float, seed: str) -> Desk:
    """The desk as the app leaves it: a question for each phase that is on after the first quarter, one card at 60 %.

    `questions` are this design's, what hurts most first; `cards` is how many the case has. The same `seed` throws the
    same card.
    """
    seconds = [phase.seconds for phase in phases]
    if not desk.clock.running:
        return desk
    if cards and not desk.cards and desk.clock.card_due(seconds, now):
        desk = desk.thrown(crc32(seed.encode()) % cards)
    begun = desk.clock.elapsed(now) >= FIRST_QUESTION_AT * sum(seconds)
    due = QUESTIONS_A_PHASE * len(set(desk.clock.phases)) if begun else 0
    known = {put.probe for put in desk.questions}
    fresh = [put for put in questions if put.probe not in known]
    if len(desk.questions) < due and fresh:
        desk = desk.asked(fresh[0])
    return desk

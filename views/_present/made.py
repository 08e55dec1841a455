"""The design that an address speaks of, made outside Streamlit's pages: the same one that Explore shows there."""

from functools import cache
from threading import Semaphore

import cases
from design import EXPECTED, Case, Design, cases_in
from state import read_text

from .._design_now import design_now
from .._evidence import evidence_at_hand, trained
from .._session import Session

AT_ONCE = Semaphore(2)
"""So many are made at once: whoever asks for more waits, and the pages stay quick."""


class Unmade(ValueError):
    """No design can be made of what was asked for; the sentence says why."""


@cache
def _cases() -> dict[str, Case]:
    return cases_in(cases)


def design_at(slug: str, query: str) -> tuple[Design, tuple[str, ...]]:
    """The design of a case as an address has it, and sentences: on each word that was not taken, and on the world.

    Raises Unmade where there is no such case, or no design can be made.
    """
    case = _cases().get(slug)
    if case is None:
        raise Unmade(f"There is no case called {slug[:40]!r}; there are {', '.join(_cases())}.")
    session = Session(case, case.Knobs())
    try:
        session.take(*read_text(case, f"?{query}"), "link")
        with AT_ONCE:
            held = evidence_at_hand(case, session.knobs)
            evidence = held[0] if held else trained(case, session.knobs, lambda share, doing: None)
            design = design_now(session, evidence)
    except (ValueError, ArithmeticError, MemoryError, OSError) as bad:
        raise Unmade(f"No design can be made of this link: {bad}") from bad
    world = () if session.world == EXPECTED else (f"These are the numbers of the {session.world} world.",)
    return design, (*session.said, *world)

"""The design of a session's knobs, in the world that its page is drawn in."""

from dataclasses import replace
from typing import Any

from design import EXPECTED, Design, design_of, worlds
from state import mark_of

from ._session import Session
from ._standing import beyond, tried


def design_now(session: Session, evidence: Any) -> Design:
    """The design for the session's knobs in its world; the one at hand where nothing was turned."""
    session.own = _own(session, evidence)
    if session.world == EXPECTED:
        return session.own
    try:
        return worlds(session.own)[session.world].design
    except ValueError as bad:
        session.said = (f"No design can be made in the {session.world} world: {bad} This is the expected one.",)
        session.world = EXPECTED
        return session.own


def _own(session: Session, evidence: Any) -> Design:
    """The design in the expected world.

    Beliefs that no design can be made with, as a link may bring them, are left out, and `said` says so.
    """
    own = session.own
    if own is not None and own.knobs == session.knobs and own.evidence is evidence:
        return own
    believed_anew = own is None or own.knobs.beliefs != session.knobs.beliefs
    while True:
        try:
            return (tried if believed_anew else design_of)(session.case, session.knobs, evidence)
        except (ValueError, ArithmeticError) as bad:
            _leave_out(session, evidence, bad)


def _leave_out(session: Session, evidence: Any, bad: ValueError | ArithmeticError) -> None:
    """Forget the belief that makes a design impossible; where only several together do, the last of them.

    Raises what came where the user believes no value.
    """
    knobs, valued = session.knobs, [b for b in session.knobs.beliefs if b.value is not None]
    if not valued:
        raise bad
    culprit, said = valued[-1], beyond(valued[-1])
    for belief in valued:
        try:
            tried(session.case, replace(knobs, beliefs=(belief,)), evidence)
        except (ValueError, ArithmeticError) as alone:
            culprit, said = belief, str(alone) if isinstance(alone, ValueError) else beyond(belief)
            break
    session.knobs = knobs.forgetting(culprit.address)
    session.history = session.history.amended(mark_of(session.knobs, session.world))
    session.said = (*session.said, f"{said} It is left out; the rest is kept.")

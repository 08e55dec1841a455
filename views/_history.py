"""Undo and redo: two buttons that say what they would do; the keys that everybody knows are the guide's."""

import streamlit as st

from state import History, Mark
from state.mark import SAID, step

from ._session import Session


def show(session: Session) -> None:
    """The two buttons, each with what it would do."""
    slug, history = session.case.slug, session.history
    back = history.past[-1] if history.past else None
    ahead = history.ahead[0] if history.ahead else None
    for name, icon, along, mark, keys in (
        ("undo", ":material/undo:", History.undone, back, "Ctrl+Z"),
        ("redo", ":material/redo:", History.redone, ahead, "Ctrl+Shift+Z"),
    ):
        st.button(
            "", icon=icon, key=f"{name}:{slug}", type="tertiary", disabled=mark is None,
            on_click=session.step, args=(along,), help=f"{name.capitalize()}{_what(session, mark)} ({keys})",
        )  # fmt: skip


def _what(session: Session, mark: Mark | None) -> str:
    """What the step would change, in a few words."""
    here = session.history.here
    if mark is None or here is None:
        return ": nothing to"
    names = sorted(step(here, mark))
    titles = [session.case.knob(name).title for name in names if name != SAID]
    if SAID in names:
        titles.append("what is said" if here.world == mark.world else "the world")
    told = ", ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")
    return f": {told}"

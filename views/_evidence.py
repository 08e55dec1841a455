"""The evidence that is in memory, for every visitor: looked for, or trained and kept."""

from collections.abc import Hashable
from threading import Lock
from typing import Any

import streamlit as st

from design import Case, KnobSet, Progress

EVIDENCE_HELD = 24
"""Sets of evidence kept in memory for everybody, about 5 MB each."""
SHELVING = Lock()


@st.cache_resource(show_spinner=False)
def _held() -> dict[tuple[str, Hashable], tuple[Any]]:
    """Evidence in memory, shared by everybody, oldest first."""
    return {}


def evidence_at_hand(case: Case, knobs: KnobSet) -> tuple[Any] | None:
    """The evidence for these knobs, in a box, if it is in memory; a case without a lab has the evidence None."""
    return _held().get((case.slug, case.evidence_key(knobs)))


def trained(case: Case, knobs: KnobSet, progress: Progress) -> Any:
    """The evidence for these knobs, from disk or trained now; it stays in memory."""
    found = case.evidence(knobs, progress)
    with SHELVING:
        held = _held()
        held[case.slug, case.evidence_key(knobs)] = (found,)
        while len(held) > EVIDENCE_HELD:
            del held[next(iter(held))]
    return found

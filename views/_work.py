"""Long work beside the page: a thread of its own, how far it is, and a way to end it; the page goes on meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

import streamlit as st

from design import Progress
from search import Cancelled

from ._text import as_text

LOOKED_AT_EVERY = 0.4
"""Seconds between two looks at how far the work is."""
ABANDONED_AFTER = 60.0
"""Seconds without a look after which the visitor is taken to have gone, and the work ends."""
ONE_AT_A_TIME = Lock()
"""Python does one thing at a time: two searches side by side would only slow everybody's page twice."""


# Not frozen: a thread writes how far it is, and the page reads it.
@dataclass(eq=False)
class Job:
    """One piece of work. When `done`, there is a `result`, or a `problem` in a sentence."""

    work: Callable[[Progress], Any]
    share: float = 0.0
    doing: str = "Starting"
    result: Any = None
    problem: str = ""
    failure: Exception | None = None
    seen: float = field(default_factory=monotonic)
    ended: Event = field(default_factory=Event)
    done: Event = field(default_factory=Event)

    def begin(self) -> "Job":
        """Start, in a thread that ends with its work, or with the process."""
        Thread(target=self._run, daemon=True).start()
        return self

    def cancel(self) -> None:
        """End it at its next step; what it has found so far stays."""
        self.ended.set()

    def tell(self, share: float, doing: str) -> None:
        """Note how far it is. Raises Cancelled where nobody waits any more."""
        self.share, self.doing = min(max(share, 0.0), 1.0), doing
        if self.ended.is_set() or monotonic() - self.seen > ABANDONED_AFTER:
            raise Cancelled

    def _run(self) -> None:
        try:
            while not ONE_AT_A_TIME.acquire(timeout=LOOKED_AT_EVERY):
                self.tell(0.0, "Other work goes first")
            try:
                self.result = self.work(self.tell)
            finally:
                ONE_AT_A_TIME.release()
        except Cancelled:
            self.problem = "Cancelled before anything was found."
        except (ValueError, ArithmeticError, MemoryError, OSError) as bad:
            self.problem = str(bad) or type(bad).__name__
        except Exception as bug:  # the page shows it, as it would one of its own
            self.failure = bug
        finally:
            self.done.set()


@st.fragment(run_every=LOOKED_AT_EVERY)
def watch(job: Job, key: str) -> None:
    """How far a job is, and the button that ends it; once it is done the page runs anew."""
    job.seen = monotonic()
    if job.done.is_set():
        st.rerun()
    st.progress(job.share, text=as_text(job.doing))
    st.button("Cancel", key=f"cancel:{key}", on_click=job.cancel, icon=":material/close:")

"""What the log need not hold."""

import logging
import warnings
from typing import TextIO

RACE = "should be used with `sklearn.utils.parallel.Parallel`"
"""scikit-learn says so where two threads train at once: each empties the process's list of warning filters for a
moment, and the other takes that for a use of `delayed` without its own `Parallel`. Nothing is wrong with the model.
Source: `sklearn/utils/parallel.py`, `_FuncWrapper.__call__`."""

LATE = "Couldn't find fragment with id"
"""Streamlit says so where a fragment's own timer fires just after the page went on without it: the seats of a room were
swapped, say. Nothing is lost: the page that stands has its own."""


def keep_races_out() -> None:
    """From here on these two warnings are not written to the log; all others are."""
    runner = logging.getLogger("streamlit.runtime.scriptrunner.script_runner")
    runner.addFilter(lambda record: LATE not in record.getMessage())
    written = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if RACE not in str(message):
            written(message, category, filename, lineno, file, line)

    warnings.showwarning = show

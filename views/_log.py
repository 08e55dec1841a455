"""What the log need not hold."""

import warnings
from typing import TextIO

RACE = "should be used with `sklearn.utils.parallel.Parallel`"
"""scikit-learn says so where two threads train at once: each empties the process's list of warning filters for a
moment, and the other takes that for a use of `delayed` without its own `Parallel`. Nothing is wrong with the model.
Source: `sklearn/utils/parallel.py`, `_FuncWrapper.__call__`."""


def keep_races_out() -> None:
    """From here on that warning is not written to the log; all others are."""
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

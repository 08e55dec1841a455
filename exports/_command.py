"""The shell line that makes a design's files again."""

import shlex

from design import Design

from ._labels import flat


def command(design: Design, form: str) -> str:
    """The line for one format, every decision that was changed in it."""
    turns = "".join(f" --set {shlex.quote(f'{name}={word}')}" for name, word in design.knobs.query.items())
    return flat(f"python -m exports {design.case.slug}{turns} --to {form}")

"""The decision record as Markdown: each decision with what the others would do, why, what to watch, what is left."""

import re
from collections.abc import Iterator

import rules
from design import Design, review, rules_in
from design.decisions import Decision, decision_record
from diagrams import Theme

from ._labels import flat

LABEL = "Decision record (Markdown)"
SUFFIX = ".record.md"
MIME = "text/markdown"
SHELF = "To read or calculate"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def render(design: Design, theme: Theme = "light") -> bytes:
    """The record, UTF-8: the decisions that were turned first. A theme changes nothing."""
    record = sorted(decision_record(design, review(design, rules_in(rules))), key=lambda one: not one.turned)
    lines = [f"# {_safe(design.case.title)}: decision record", "", _summary(design, record)]
    return ("\n".join([*lines, *(line for one in record for line in _told(one))]) + "\n").encode()


def _summary(design: Design, record: list[Decision]) -> str:
    kept = len(design.outcomes) - len(design.broken)
    own = sum(bool(one.own) for one in record)
    return (
        f"{len(record)} decisions, {own} with the designer's own words; the rest is reckoned from this design, which "
        f"keeps {kept} of {len(design.outcomes)} promises."
    )


def _told(one: Decision) -> Iterator[str]:
    yield ""
    yield f"## {_safe(one.knob.title)}: {_safe(one.choice)}"
    yield ""
    if one.idle:
        yield f"This design does without it; {_safe(one.idle)}."
        yield ""
    yield from (f"- **{_safe(label)}:** {_safe(words)}" for label, words in one.rows[1:])


def _safe(text: str) -> str:
    """Words as Markdown shows them, all on one line."""
    return _SPECIAL.sub(r"\\\1", flat(text))

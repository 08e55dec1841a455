"""Writes the page that lists every rule, from the rules themselves: `python -m docs.rules`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import rules
from design import Component, Fault, Rule, rules_in
from design.review import SEVERITIES

PAGE = Path(__file__).with_suffix(".md")

HEAD = """# The rules of the review

A rule is a claim that a design should meet, named by its good state. Where it fails, a finding says the subject, the
number, the limit and the way out. **Blocker**: the design does not work. **Risk**: it works until something happens.
**Note**: it could be better. A case adds rules of its own.

Each rule stands below with why it matters and what it says of a small design that fails it. That design, and one that
passes, stand beside the rule in its file; they are its test. Where a knob of the case stands behind the number, the
finding can be applied by one click.

This page is written by `python -m docs.rules`.
"""


def page() -> str:
    """The whole page, Markdown."""
    found = sorted(rules_in(rules), key=lambda r: r.theme)
    blocks = [HEAD, *_counted(found)]
    for theme, some in groupby(found, key=lambda r: r.theme):
        blocks += [f"## {theme[0].upper()}{theme[1:]}\n", *map(_entry, sorted(some, key=_place))]
    return "\n".join(blocks)


def _place(one: Rule) -> tuple[int, str]:
    return SEVERITIES.index(one.severity), one.name


def _counted(found: list[Rule]) -> Iterator[str]:
    """How many rules a theme has, by severity."""
    yield "| theme | " + " | ".join(f"{s}s" for s in SEVERITIES) + " |"
    yield "|---" * (len(SEVERITIES) + 1) + "|"
    for theme, some in groupby(found, key=lambda r: r.theme):
        held = [r.severity for r in some]
        yield f"| {theme} | " + " | ".join(str(held.count(s)) for s in SEVERITIES) + " |"
    totals = [sum(r.severity == s for r in found) for s in SEVERITIES]
    yield f"| **{len(found)} in all** | " + " | ".join(map(str, totals)) + " |\n"


def _entry(one: Rule) -> str:
    """One rule: what it reads, why it matters, what it says where it fails."""
    fault: Fault | None = one.check(one.fails[0])
    if fault is None:
        raise ValueError(f"Rule {one.name} passes its own failing example: mend the rule or the example.")
    reads = one.about.kind.lower() if issubclass(one.about, Component) else "the whole graph: parts, arrows and zones"
    lines = (
        f"### `{one.name}`\n",
        f"{one.severity.capitalize()}; reads {reads}. {' '.join(one.why.split())}\n",
        f"- *Says, for instance:* {fault.says}",
        f"- *Number:* {fault.number}. *Limit:* {fault.limit}.",
        f"- *Way out:* {fault.remedy}",
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

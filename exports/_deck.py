"""The slides of a design, in no format yet: what each shows, what is said beside it, and how long it may take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

import probes
import rules
from design import Design, Finding, asked, plain, probes_in, reveals, review, rules_in
from design.decisions import Decision, decision_record
from diagrams import fitted, width

from ._blocks import Block, Item, Paragraph, Table
from ._document import SEVERITIES
from ._labels import flat, label
from ._picture import Subject, beside
from ._prose import bare, blocks

WIDE, HIGH = 960.0, 540.0
"""A slide, points: 16:9. The page and the files lay the same words out on it."""
SIDE, TOP, LOW = 36.0, 62.0, 516.0
"""Its margin, and where the room below the title begins and ends."""
TITLE, TEXT, LEADING, PAD = 20.0, 24.0, 1.2, 9.0
"""Sizes of words, line to line in sizes, and the room above and below the words of a row together, points."""
CELLS = (20.0, 18.0, 16.0, 14.5, 13.0)
"""Sizes of words in a table: the largest in which it takes no more slides than in the smallest."""
LONGEST_CELL, LONGEST_POINT, MOST_POINTS = 300, 210, 6
SHARES = {
    "Opening": 1, "Prompt": 1, "Requirements": 2, "Numbers": 3, "Architecture": 6, "Pictures": 2, "Decisions": 4,
    "Risks": 2, "What next": 1,
}  # fmt: skip
"""How much of the time each section takes; its slides share it."""
VERDICTS = {"broken": "bad"}
"""The ink of a verdict in a table."""
HEADLINE = 42.0
"""The height of the title line of any picture but the architecture, px: a slide has its own."""
BESIDE = 2
"""So many alternatives are told of what a decision gave up."""


@dataclass(frozen=True)
class Slide:
    """One slide. `step` is the last step of the picture's story that it shows; `picture` any other picture.

    `size` is that of its words, points.
    """

    section: str
    title: str
    body: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    step: int | None = None
    picture: Subject | None = None
    size: float = TEXT

    @property
    def table(self) -> Table | None:
        """The table that it shows; None where it shows words or a picture."""
        found = next(iter(self.body), None)
        return found if isinstance(found, Table) else None


def deck(design: Design) -> tuple[Slide, ...]:
    """All slides in their order."""
    return tuple(_fitting(slide) for slide in _slides(design))


def ends(slides: Sequence[Slide], minutes: float) -> tuple[float, ...]:
    """When each slide should be over, in minutes from the beginning."""
    count = {name: sum(one.section == name for one in slides) for name in SHARES}
    whole = sum(share for name, share in SHARES.items() if count[name])
    return tuple(accumulate(minutes * SHARES[one.section] / whole / count[one.section] for one in slides))


def said(slide: Slide) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a slide of words, and which of them are points of a list."""
    for block in slide.body:
        match block:
            case Paragraph():
                yield flat(" ".join(block.line)), False
            case Item():
                yield from ((flat(" ".join(line)), True) for line in block.lines)


def widths(shares: Sequence[float]) -> list[float]:
    """Columns in points."""
    return [(WIDE - 2 * SIDE) * share / sum(shares) for share in shares]


def row_high(row: Sequence[str], wide: Sequence[float], size: float) -> float:
    """How high a row will be, points: a word that does not fit moves to the next line, so lines are a tenth longer."""
    lines = (
        ceil(1.1 * width(words, size, bold=i == 0) / (one - 10) + 0.01)
        for i, (words, one) in enumerate(zip(row, wide, strict=True))
    )
    return LEADING * size * max(1, *lines) + PAD


def _fitting(slide: Slide) -> Slide:
    """The slide with its title on one line."""
    title = fitted(label(slide.title), TITLE, WIDE - 2 * SIDE, bold=True)
    return replace(slide, title=title, notes=tuple(map(flat, slide.notes)))


def _slides(design: Design) -> Iterator[Slide]:
    found = review(design, rules_in(rules))
    record = decision_record(design, found)
    yield from _opening(design)
    yield from _requirements(design)
    yield from _numbers(design)
    yield from _steps(design)
    for subject, picture in beside(design):
        if not picture.empty:
            yield Slide("Pictures", subject.label, notes=(picture.alt,), picture=subject)
    yield from _decisions(record)
    yield from _risks(found)
    yield from _next(design, found, record)


def _opening(design: Design) -> Iterator[Slide]:
    brief, bound = design.case.brief, design.binding
    kept = len(design.outcomes) - len(design.broken)
    says = (
        f"This design keeps {kept} of {len(design.outcomes)} promises. "
        f"What binds it: {flat(bound.promise.title)}, {bound.text} ({bound.demand})."
    )
    turned = ", ".join(f"{name} = {plain(value)}" for name, value in design.knobs.turned.items())
    lead = label(bare(brief.lead), 400)
    begins = (f"Turned from the opening design: {turned or 'nothing'}.",)
    yield Slide("Opening", design.case.title, (Paragraph((lead,)), Paragraph((says,))), begins)
    prompt = [label(bare(words), 420) for _, words in blocks(brief.sections["Prompt"])]
    notes = tuple(f"Ask: {bare(q.asks)} It changes: {bare(q.changes)}" for q in brief.questions)
    yield Slide("Prompt", "The prompt", tuple(Paragraph((words,)) for words in prompt[:4]), notes)


def _requirements(design: Design) -> Iterator[Slide]:
    rows = [((o.promise.title, o.demand, o.promise.why), f"{o.promise.title}: {o.demand}.") for o in design.outcomes]
    yield from _tables("Requirements", "Requirements: what is promised", ("Promise", "Limit", "Why"), (3, 3, 7), rows)
    givens = [(k.title, k.said(getattr(design.knobs, k.name)), f"{k.title}: {k.why}") for k in design.case.givens]
    half = ceil(len(givens) / 2)
    pairs = [
        ((*givens[i][:2], *(givens[i + half][:2] if i + half < len(givens) else ("", ""))), givens[i][2])
        for i in range(half)
    ]
    heads = ("The world", "Value", "The world", "Value")
    yield from _tables("Requirements", "Requirements: the numbers of the world", heads, (4, 3, 4, 3), pairs)


def _numbers(design: Design) -> Iterator[Slide]:
    rows = [
        ((o.promise.title, o.text, o.demand, "kept" if o.kept else "broken"), f"{o.promise.title}: {o.promise.why}")
        for o in design.outcomes
    ]
    heads = ("Promise", "Value", "Limit", "Verdict")
    yield from _tables("Numbers", "Numbers: the promises", heads, (5, 3, 4, 2), rows)
    drawn = {part.key for part in design.graph.parts}
    money = [e for e in design.ledger if e.unit.symbol.startswith("$")]
    costs = sorted((e for e in money if e.part.key in drawn and e.name == "cost"), key=lambda e: -e.value)
    for title, named in (
        ("Numbers: money", [(e.says, e) for e in money if e.part.key not in drawn and e.value]),
        ("Numbers: where the bill goes", [(f"{e.part.name}: {e.says}", e) for e in costs]),
    ):
        told = [((words, e.text), f"{e.key} = {e.text}. Source: {e.source}") for words, e in named]
        yield from _tables("Numbers", title, ("What", "Value"), (8, 3), told)


def _steps(design: Design) -> Iterator[Slide]:
    story = reveals(design)
    for i, one in enumerate(story):
        yield Slide("Architecture", f"{i + 1} of {len(story)}. {flat(one.title)}", notes=one.says, step=i)


def _decisions(record: Sequence[Decision]) -> Iterator[Slide]:
    """Those that were turned first, and of each what another choice would have brought."""
    rows = []
    for one in sorted(record, key=lambda decision: not decision.turned):
        own = one.says["reason"] if "reason" in one.own else ""
        notes = (one.says[aspect] for aspect in ("reason", "guardrail", "revisit"))
        cells = (one.knob.title, one.choice, given_up(one), own or one.knob.why)
        rows.append((cells, f"{one.knob.title}: {one.choice}. {' '.join(notes)}"))
    heads = ("Decision", "Choice", "Given up", "Why")
    yield from _tables("Decisions", "Decisions", heads, (2.8, 2.2, 6, 5), rows)


def given_up(one: Decision) -> str:
    """What the alternatives would do better, in words."""
    if one.idle:
        return f"nothing: this design does without it; {one.idle}"
    better = [
        f"{other.said}: {'; '.join(s.says for s in other.better[:2])}" for other in one.alternatives if other.better
    ]
    if better:
        return ". ".join(better[:BESIDE])
    known = any(other.known for other in one.alternatives)
    return "nothing that a promise would show" if known else "not known before a model is trained so"


def _risks(found: Sequence[Finding]) -> Iterator[Slide]:
    def rows(accepted: bool) -> list[tuple[tuple[str, ...], str]]:
        return [
            (
                (SEVERITIES[f.severity], f.subject, f.fault.says, f.accepted or f.fault.remedy),
                f"{f.subject}: {f.fault.number}; limit: {f.fault.limit}.",
            )
            for f in found
            if bool(f.accepted) is accepted
        ]

    wide = (2, 3, 7, 6)
    heads = ("Severity", "Subject", "What is wrong")
    yield from _tables("Risks", "Risks: open findings", (*heads, "Way out"), wide, rows(False))
    yield from _tables("Risks", "Risks accepted", (*heads, "Why we live with it"), wide, rows(True))


def _next(design: Design, found: Sequence[Finding], record: Sequence[Decision]) -> Iterator[Slide]:
    """The broken promises, the way out of what is open, what to measure, what would change the designer's mind."""
    points = [f"{o.promise.title} is broken: {o.text}, {o.demand}." for o in design.broken[:2]]
    ways = dict.fromkeys(f.fault.remedy for f in found if not f.accepted)
    points += [way.rstrip(".") + "." for way in list(ways)[: 4 - len(points)]]
    told = sorted(record, key=lambda one: (not one.own, not one.turned))
    points += [f"{one.knob.title}: {one.says['revisit']}" for one in told if any(o.better for o in one.alternatives)][
        :1
    ]
    assumed = sum("assumed" in a.source for a in design.assumptions)
    points += [f"Measure what nobody measured here: {assumed} figures are assumed."] if assumed else []
    body = tuple(Item(((label(point, LONGEST_POINT),),)) for point in points[:MOST_POINTS])
    notes = tuple(f"Expect: {q.question}" for q in asked(design, probes_in(probes), tuple(found))[:5])
    yield Slide("What next", "What next", body, notes)


Told = Sequence[tuple[tuple[str, ...], str]]
"""Rows, each with what is said beside it."""


def _tables(section: str, title: str, heads: tuple[str, ...], wide: tuple[float, ...], rows: Told) -> Iterator[Slide]:
    """As many slides as the rows take; none for no rows."""
    cut = [(tuple(label(cell, LONGEST_CELL) if cell else "" for cell in cells), note) for cells, note in rows]
    if not cut:
        return
    room, columns = LOW - TOP, widths(wide)
    high = {size: [row_high(row, columns, size) for row in (heads, *(cells for cells, _ in cut))] for size in CELLS}
    count = {size: _count(rest, room - head) for size, (head, *rest) in high.items()}
    size = next(size for size in CELLS if count[size] == count[CELLS[-1]])
    head, *rest = high[size]
    pages = list(_pages(cut, rest, room - head))
    for i, page in enumerate(pages, start=1):
        whole = title if len(pages) == 1 else f"{title} ({i} of {len(pages)})"
        table = Table(heads, tuple(cells for cells, _ in page), wide)
        yield Slide(section, whole, (table,), tuple(note for _, note in page), size=size)


def _pages(rows: Told, high: Sequence[float], room: float) -> Iterator[Told]:
    """Rows of some heights, a slideful at a time, the slides about equally full."""
    count = _count(high, room)
    low, full = room / 2, room
    for _ in range(12):  # the lowest slides that are still as few
        middle = (low + full) / 2
        low, full = (low, middle) if _count(high, middle) == count else (middle, full)
    page: list[tuple[tuple[str, ...], str]] = []
    filled = 0.0
    for row, more in zip(rows, high, strict=True):
        if page and filled + more > full:
            yield page
            page, filled = [], 0.0
        page.append(row)
        filled += more
    if page:
        yield page


def _count(high: Sequence[float], room: float) -> int:
    """How many slides rows of these heights take."""
    count, filled = 0, room + 1.0
    for more in high:
        if filled + more > room:
            count, filled = count + 1, 0.0
        filled += more
    return count

"""The design document as blocks, in no format yet: what was asked, decided and promised, the numbers, the review."""

from collections.abc import Iterable, Iterator

import probes
import rules
from design import Design, Finding, Knob, asked, plain, probes_in, review, rules_in, written
from design.register import Registered, register

from ._blocks import Block, Cell, Code, Diagram, Heading, Item, Line, Paragraph, Prose, Soft, Strong, Table
from ._command import command
from ._picture import beside
from ._picture import picture as picture_of
from ._record import record

SEVERITIES = {"blocker": "Blocker", "risk": "Risk", "note": "Note"}


def document(design: Design, form: str) -> Iterator[Block]:
    """The whole document; `form` is what the command in it asks for."""
    yield from _opening(design, form)
    yield from _requirements(design)
    yield from _decisions(design)
    yield from _promises(design)
    yield from _architecture(design)
    yield from _pictures(design)
    yield from _money(design)
    yield from _findings(design)
    yield from _accepted(design)
    yield from _questions(design)
    yield from _numbers(design)
    yield from _assumptions(design)
    yield from _references(design)


def _table(heads: Iterable[str], wide: Iterable[float], rows: Iterable[Iterable[Cell]]) -> Table:
    return Table(tuple(heads), tuple(tuple(row) for row in rows), tuple(wide))


def _says(*words: str) -> Paragraph:
    return Paragraph(words)


def _opening(design: Design, form: str) -> Iterator[Block]:
    case, bound = design.case, design.binding
    kept = len(design.outcomes) - len(design.broken)
    yield Heading(1, case.title)
    yield Prose(case.brief.lead)
    yield _says(
        f"This design keeps {kept} of {len(design.outcomes)} promises. "
        f"What binds it: {bound.promise.title}, {bound.text} ({bound.demand})."
    )
    yield _says("Made again by ", Code(command(design, form)), ".")
    yield Heading(2, "Prompt")
    yield Prose(case.brief.sections["Prompt"])


def _requirements(design: Design) -> Iterator[Block]:
    yield Heading(2, "Requirements")
    yield _says("The numbers of the world. They are the interviewer's, not the designer's.")
    yield _table(
        ("Given", "Value", "Why it matters", "Source"),
        (2, 1.3, 3, 2.4),
        ((k.title, design.said(k.name), k.why, k.source) for k in design.case.givens),
    )


def _decisions(design: Design) -> Iterator[Block]:
    yield Heading(2, "Decisions")
    yield _table(
        ("Step", "Decision", "Value", "Opening value", "Why it is a decision"),
        (1.2, 1.7, 1.4, 1.4, 3),
        ((k.step, k.title, design.said(k.name), _before(design, k), k.why) for k in design.case.knobs),
    )
    yield from record(design)


def _before(design: Design, knob: Knob) -> str:
    same = getattr(design.knobs, knob.name) == knob.default
    return "the same" if same else f"{knob.said(knob.default)} (changed)"


def _promises(design: Design) -> Iterator[Block]:
    yield Heading(2, "Promises")
    yield _table(
        ("Promise", "Value", "Limit", "Verdict", "Why"),
        (1.8, 1.3, 1.7, 0.9, 3),
        ((o.promise.title, o.text, o.demand, "kept" if o.kept else "broken", o.promise.why) for o in design.outcomes),
    )


def _architecture(design: Design) -> Iterator[Block]:
    yield Heading(2, "Architecture")
    yield Diagram(picture_of(design, "light"), design)
    flows = sorted(design.graph.flows, key=lambda f: (f.link.order == 0, f.link.order))
    yield _table(
        ("Step", "From", "To", "Says", "Kind", "Carries"),
        (0.6, 1.8, 1.8, 1.5, 0.9, 2.4),
        (
            (
                str(f.link.order or ""),
                f.source.name,
                f.target.name,
                f.link.says,
                f.link.kind,
                ", ".join(sorted(f.link.carries)),
            )
            for f in flows
        ),
    )


def _pictures(design: Design) -> Iterator[Block]:
    """Every other picture; a sentence where this design has none of that kind."""
    for subject, drawn in beside(design):
        yield Heading(2, subject.label)
        yield _says(drawn.alt) if drawn.empty else Diagram(drawn)


def _money(design: Design) -> Iterator[Block]:
    drawn = {part.key for part in design.graph.parts}
    money = [e for e in design.ledger if e.unit.symbol.startswith("$")]
    whole = [e for e in money if e.part.key not in drawn]
    costs = sorted((e for e in money if e.part.key in drawn and e.name == "cost"), key=lambda e: -e.value)
    yield Heading(2, "Money")
    yield _table(("Address", "Value", "What it says"), (2.4, 1.5, 5), ((Code(e.key), e.text, e.says) for e in whole))
    yield _says("Where the bill goes, the dearest part first:")
    yield _table(("Part", "Value", "What it says"), (2.4, 1.5, 5), ((e.part.name, e.text, e.says) for e in costs))


def _findings(design: Design) -> Iterator[Block]:
    yield Heading(2, "Review")
    found = [f for f in review(design, rules_in(rules)) if not f.accepted]
    if not found:
        yield _says("No rule objects to this design.")
    for f in found:
        turns = ", ".join(f"{name} = {plain(value)}" for name, value in f.fault.turns.items())
        way_out = (" (", Code(turns), ")") if turns else ()
        yield Item((*_told(f), (f"Remedy: {f.fault.remedy}", *way_out)))


def _told(f: Finding) -> tuple[Line, ...]:
    fault = f.fault
    return (
        (Strong(f"{SEVERITIES[f.severity]}: {f.subject}."), f" {fault.says}"),
        (f"Measured: {fault.number}; limit: {fault.limit}.",),
    )


def _accepted(design: Design) -> Iterator[Block]:
    """The findings that the designer lives with, and why; nothing where there are none."""
    if not design.knobs.accepted:
        return
    yield Heading(2, "Risks accepted")
    yield _says("What the review found and the designer lives with, and why.")
    found = [f for f in review(design, rules_in(rules)) if f.accepted]
    for f in found:
        yield Item((*_told(f), (f"Accepted: {f.accepted}",)))
    for gone in design.knobs.accepted:
        if gone.finding not in {f.key for f in found}:
            said = f" was accepted, and this design does not have it. Reason: {gone.reason}"
            yield Item(((Code(gone.finding), said),))


def _questions(design: Design) -> Iterator[Block]:
    yield Heading(2, "Open questions")
    found = asked(design, probes_in(probes), review(design, rules_in(rules)))
    yield _says(
        "What an interviewer would ask of this design, what hurts most first."
        if found
        else "No question is known for this design."
    )
    for q in found:
        yield Heading(3, q.question)
        if q.because:
            yield _says(Soft("Asked now:"), f" {q.because}.")
        yield _says(Soft("What it brings to light:"), f" {q.probe.why}")
        yield Item(((f"Mid: {q.probe.mid}",),))
        yield Item(((f"Senior: {q.probe.senior}",),))
        yield Item(((f"Staff: {q.probe.staff}",),))
        yield Item(((f"If the answer is weak: {q.probe.weak}",),))


def _numbers(design: Design) -> Iterator[Block]:
    yield Heading(2, "Numbers")
    yield _table(
        ("Address", "Value", "Unit", "What it says", "Formula", "Source"),
        (2, 1.1, 0.8, 2.2, 2.5, 2),
        (
            (Code(e.key), e.text, e.unit.symbol or "number", e.says, Code(e.formula.text), e.source)
            for e in design.ledger
        ),
    )


def _assumptions(design: Design) -> Iterator[Block]:
    yield Heading(2, "Assumptions")
    found = [f for f in register(design) if not f.given or f.standing == "assumed" or f.span]
    own = sum(f.standing == "yours" for f in found)
    yield _says(
        "What nobody measured here. Measure yours before you rely on a number above."
        + (f" {own} of them {'is' if own == 1 else 'are'} the designer's own." if own else "")
    )
    yield _table(
        ("What", "Value", "Rests on", "Range", "Why", "Source"),
        (2, 1.1, 1.2, 1, 2.6, 2),
        ((f.title if f.given else Code(f.address), f.text, _rests_on(f), f.range, f.why, _source(f)) for f in found),
    )
    said = {belief.address: belief for belief in design.knobs.beliefs}
    for address in design.unplaced:
        yield _says("This design does not stand on ", Code(address), f", of which was said: {said[address].text}.")


def _rests_on(f: Registered) -> str:
    return f"yours, instead of {written(f.default, f.unit)}" if f.standing == "yours" else f.standing


def _source(f: Registered) -> str:
    """Where the figure is from: the user's own reason, or its source and the reason of the user's range."""
    if f.standing == "yours":
        return f"yours: {f.reason or 'no reason given'}"
    return f"{f.source}; range yours: {f.reason or 'no reason given'}" if f.span else f.source


def _references(design: Design) -> Iterator[Block]:
    yield Heading(2, "References")
    yield Prose("\n".join(f"- {reference}" for reference in design.case.brief.references))

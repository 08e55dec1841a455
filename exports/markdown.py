"""The design document as Markdown: what was asked, decided and promised, the picture, the numbers, the review."""

import re
from collections.abc import Iterable, Iterator

import probes
import rules
from design import Design, Knob, asked, is_assumed, plain, probes_in, review, rules_in, written
from diagrams import Theme

LABEL = "Design document (Markdown)"
SUFFIX = ".md"
MIME = "text/markdown"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_FAMILY_SHAPE = {
    "service": ("(", ")"),
    "store": ("[(", ")]"),
    "stream": ("[[", "]]"),
    "model": ("{{", "}}"),
    "batch": ("[", "]"),
    "ops": ("([", "])"),
    "actor": (">", "]"),
}
_ARROWS = {"sync": "-->", "event": "-.->", "batch": "-.->", "control": "--o"}
_WORDS = {"blocker": "Blocker", "risk": "Risk", "note": "Note"}


def render(design: Design, theme: Theme = "light") -> bytes:
    """The document, UTF-8. A reader's own Markdown viewer chooses the colours: the theme changes nothing."""
    blocks = (
        _opening(design),
        _requirements(design),
        _decisions(design),
        _promises(design),
        _architecture(design),
        _money(design),
        _findings(design),
        _questions(design),
        _numbers(design),
        _assumptions(design),
        _references(design),
    )
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode()


def safe(text: object) -> str:
    r"""Words as Markdown shows them: its special characters escaped, all on one line.

    >>> safe("a|b <i> $5")
    'a\\|b \\<i\\> \\$5'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


class Address(str):
    """Where a number stands in the ledger: written in code style, as it is."""


def _cell(cell: object) -> str:
    """A table's cell. An address is as good as its part's name: one with signs in it stays ordinary, escaped text."""
    return f"`{cell}`" if isinstance(cell, Address) and re.fullmatch(r"[\w.]+", cell) else safe(cell)


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    heads = tuple(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"


def _opening(design: Design) -> Iterator[str]:
    case = design.case
    kept, all_ = len(design.outcomes) - len(design.broken), len(design.outcomes)
    yield f"# {safe(case.title)}"
    yield ""
    yield case.brief.lead
    yield ""
    bound = design.binding
    yield (
        f"This design keeps {kept} of {all_} promises. What binds it: {safe(bound.promise.title)}, "
        f"{safe(bound.text)} ({safe(bound.demand)})."
    )
    yield ""
    changed = "".join(f" --set {name}={plain(value)}" for name, value in design.knobs.turned.items())
    yield f"Made again by `python -m exports {case.slug}{changed} --to md`."
    yield ""
    yield "## Prompt"
    yield ""
    yield case.brief.sections["Prompt"]


def _requirements(design: Design) -> Iterator[str]:
    yield "## Requirements"
    yield ""
    yield "The numbers of the world. They are the interviewer's, not the designer's."
    yield ""
    yield from _table(
        ("Given", "Value", "Why it matters", "Source"),
        ((k.title, _said(design, k), k.why, k.source) for k in design.case.givens),
    )


def _decisions(design: Design) -> Iterator[str]:
    yield "## Decisions"
    yield ""
    yield from _table(
        ("Step", "Decision", "Value", "Opening value", "Why it is a decision"),
        ((k.step, k.title, _said(design, k), _before(design, k), k.why) for k in design.case.knobs),
    )


def _said(design: Design, knob: Knob) -> str:
    return knob.said(getattr(design.knobs, knob.name))


def _before(design: Design, knob: Knob) -> str:
    same = getattr(design.knobs, knob.name) == knob.default
    return "the same" if same else f"{knob.said(knob.default)} (changed)"


def _promises(design: Design) -> Iterator[str]:
    yield "## Promises"
    yield ""
    yield from _table(
        ("Promise", "Value", "Limit", "Verdict", "Why"),
        ((o.promise.title, o.text, o.demand, "kept" if o.kept else "broken", o.promise.why) for o in design.outcomes),
    )


def _architecture(design: Design) -> Iterator[str]:
    graph = design.graph
    ids = {part.key: f"n{i}" for i, part in enumerate(graph.parts)}
    yield "## Architecture"
    yield ""
    yield "```mermaid"
    yield "flowchart LR"
    for part in graph.parts:
        left, right = _FAMILY_SHAPE[part.family]
        yield f'  {ids[part.key]}{left}"{_quoted(part.name)}"{right}'
    for i, zone in enumerate(graph.zones):
        yield f'  subgraph z{i}["{_quoted(zone.name)}"]'
        yield from (f"    {ids[part.key]}" for part in graph.parts if part.name in zone.members)
        yield "  end"
    for flow in graph.flows:
        said = f"{flow.link.order}. {flow.link.says}" if flow.link.order else flow.link.says
        yield f'  {ids[flow.source.key]} {_ARROWS[flow.link.kind]}|"{_quoted(said)}"| {ids[flow.target.key]}'
    yield "```"
    yield ""
    yield from _table(
        ("Step", "From", "To", "Says", "Kind", "Carries"),
        (
            (
                f.link.order or "",
                f.source.name,
                f.target.name,
                f.link.says,
                f.link.kind,
                ", ".join(sorted(f.link.carries)),
            )
            for f in sorted(graph.flows, key=lambda f: (f.link.order == 0, f.link.order))
        ),
    )


def _quoted(words: str) -> str:
    """Words inside Mermaid's quotes: what could end the quotes, or begin a tag or a list, is written as a code."""
    flat = " ".join(words.split())
    return re.sub(r"[^\w\s,:;()/+×–→·≤≥%.-]", lambda m: f"#{ord(m[0])};", flat).replace(". ", "#46; ")


def _money(design: Design) -> Iterator[str]:
    yield "## Money"
    yield ""
    drawn = {part.key for part in design.graph.parts}
    money = [e for e in design.ledger if e.unit.symbol.startswith("$")]
    whole = [e for e in money if e.part.key not in drawn]
    yield from _table(("Address", "Value", "What it says"), ((Address(e.key), e.text, e.says) for e in whole))
    yield ""
    yield "Where the bill goes, the dearest part first:"
    yield ""
    costs = sorted((e for e in money if e.part.key in drawn and e.name == "cost"), key=lambda e: -e.value)
    yield from _table(("Part", "Value", "What it says"), ((e.part.name, e.text, e.says) for e in costs))


def _findings(design: Design) -> Iterator[str]:
    yield "## Review"
    yield ""
    found = review(design, rules_in(rules))
    if not found:
        yield "No rule objects to this design."
    for f in found:
        fault = f.fault
        turns = ", ".join(f"`{name} = {plain(value)}`" for name, value in fault.turns.items())
        yield f"- **{_WORDS[f.severity]}: {safe(f.subject)}.** {safe(fault.says)}"
        yield f"  Measured: {safe(fault.number)}; limit: {safe(fault.limit)}."
        yield f"  Remedy: {safe(fault.remedy)}" + (f" ({turns})" if turns else "")


def _questions(design: Design) -> Iterator[str]:
    yield "## Questions to expect"
    found = asked(design, probes_in(probes))
    if not found:
        yield ""
        yield "No question is known for this design."
    for q in found:
        yield ""
        yield f"### {safe(q.question)}"
        yield ""
        yield f"*What it brings to light:* {safe(q.probe.why)}"
        yield ""
        yield f"- Mid: {safe(q.probe.mid)}"
        yield f"- Senior: {safe(q.probe.senior)}"
        yield f"- Staff: {safe(q.probe.staff)}"


def _numbers(design: Design) -> Iterator[str]:
    yield "## Numbers"
    yield ""
    yield from _table(
        ("Address", "Value", "Unit", "What it says", "Source"),
        ((Address(e.key), e.text, e.unit.symbol or "number", e.says, e.source) for e in design.ledger),
    )


def _assumptions(design: Design) -> Iterator[str]:
    yield "## Assumptions"
    yield ""
    yield "What nobody measured here. Measure yours before you rely on a number above."
    yield ""
    givens = ((k.title, _said(design, k), k.why, k.source) for k in design.case.givens if is_assumed(k.source))
    parts = ((Address(a.address), written(a.value, a.unit), a.why, a.source) for a in design.assumptions)
    yield from _table(("What", "Value", "Why", "Source"), (*givens, *parts))


def _references(design: Design) -> Iterator[str]:
    yield "## References"
    yield ""
    yield from (f"- {reference}" for reference in design.case.brief.references)

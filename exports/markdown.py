"""The design document as Markdown: what was asked, decided and promised, the picture, the numbers, the review."""

import re
import shlex
from collections.abc import Iterable, Iterator

import probes
import rules
from design import Design, Finding, Knob, asked, plain, probes_in, review, rules_in, written
from design.register import Registered, register
from diagrams import Theme

from ._mermaid import bare

LABEL = "Design document (Markdown)"
SUFFIX = ".md"
MIME = "text/markdown"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_TURNS = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)  # signs that turn the direction of all that follows
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
        _accepted(design),
        _questions(design),
        _numbers(design),
        _assumptions(design),
        _references(design),
    )
    return ("\n\n".join(text for block in blocks if (text := "\n".join(block))) + "\n").encode()


def safe(text: object) -> str:
    r"""Words as Markdown shows them: its special characters escaped, all on one line.

    >>> safe("a|b <i> $5")
    'a\\|b \\<i\\> \\$5'
    """
    return _SPECIAL.sub(r"\\\1", _plain(text))


def _plain(text: object) -> str:
    return " ".join(_TURNS.sub("", str(text)).split())


def code(text: str) -> str:
    """Words in code style, as they are, whatever backticks they hold.

    >>> code("a `b`")
    '`` a `b` ``'
    """
    flat = _plain(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    return f"{fence} {flat} {fence}" if "`" in flat else f"{fence}{flat}{fence}"


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
    changed = "".join(f" --set {shlex.quote(f'{name}={word}')}" for name, word in design.knobs.query.items())
    yield f"Made again by {code(f'python -m exports {case.slug}{changed} --to md')}."
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
    yield "## Architecture"
    yield ""
    yield "```mermaid"
    yield from bare(design)
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
            for f in sorted(design.graph.flows, key=lambda f: (f.link.order == 0, f.link.order))
        ),
    )


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
    found = [f for f in review(design, rules_in(rules)) if not f.accepted]
    if not found:
        yield "No rule objects to this design."
    for f in found:
        fault = f.fault
        turns = ", ".join(f"`{name} = {plain(value)}`" for name, value in fault.turns.items())
        yield from _told(f)
        yield f"  Remedy: {safe(fault.remedy)}" + (f" ({turns})" if turns else "")


def _told(f: Finding) -> Iterator[str]:
    yield f"- **{_WORDS[f.severity]}: {safe(f.subject)}.** {safe(f.fault.says)}"
    yield f"  Measured: {safe(f.fault.number)}; limit: {safe(f.fault.limit)}."


def _accepted(design: Design) -> Iterator[str]:
    """The findings that the designer lives with, and why; nothing where there are none."""
    if not design.knobs.accepted:
        return
    yield "## Risks accepted"
    yield ""
    yield "What the review found and the designer lives with, and why."
    yield ""
    found = [f for f in review(design, rules_in(rules)) if f.accepted]
    for f in found:
        yield from _told(f)
        yield f"  Accepted: {safe(f.accepted)}"
    for gone in design.knobs.accepted:
        if gone.finding not in {f.key for f in found}:
            yield f"- {code(gone.finding)} was accepted, and this design does not have it. Reason: {safe(gone.reason)}"


def _questions(design: Design) -> Iterator[str]:
    yield "## Questions to expect"
    yield ""
    found = asked(design, probes_in(probes), review(design, rules_in(rules)))
    yield "What hurts most comes first." if found else "No question is known for this design."
    for q in found:
        yield ""
        yield f"### {safe(q.question)}"
        yield ""
        if q.because:
            yield f"*Asked now:* {safe(q.because)}."
            yield ""
        yield f"*What it brings to light:* {safe(q.probe.why)}"
        yield ""
        yield f"- Mid: {safe(q.probe.mid)}"
        yield f"- Senior: {safe(q.probe.senior)}"
        yield f"- Staff: {safe(q.probe.staff)}"
        yield f"- If the answer is weak: {safe(q.probe.weak)}"


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
    found = [f for f in register(design) if not f.given or f.standing == "assumed" or f.span]
    own = sum(f.standing == "yours" for f in found)
    yield "What nobody measured here. Measure yours before you rely on a number above." + (
        f" {own} of them {'is' if own == 1 else 'are'} the designer's own." if own else ""
    )
    yield ""
    yield from _table(
        ("What", "Value", "Rests on", "Range", "Why", "Source"),
        ((f.title if f.given else Address(f.address), f.text, _rests_on(f), f.range, f.why, _source(f)) for f in found),
    )
    said = {belief.address: belief for belief in design.knobs.beliefs}
    for address in design.unplaced:
        yield ""
        yield f"This design does not stand on {code(address)}, of which was said: {safe(said[address].text)}."


def _rests_on(f: Registered) -> str:
    return f"yours, instead of {written(f.default, f.unit)}" if f.standing == "yours" else f.standing


def _source(f: Registered) -> str:
    """Where the figure is from: the user's own reason, or its source and the reason of the user's range."""
    if f.standing == "yours":
        return f"yours: {f.reason or 'no reason given'}"
    return f"{f.source}; range yours: {f.reason or 'no reason given'}" if f.span else f.source


def _references(design: Design) -> Iterator[str]:
    yield "## References"
    yield ""
    yield from (f"- {reference}" for reference in design.case.brief.references)

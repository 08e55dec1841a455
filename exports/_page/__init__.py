"""The interactive page: what it is told of a design, as inert JSON, and its script and style sheet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rules
from design import Design, Entry, Finding, Flow, Input, Knob, Outcome, Reveal, plain, reveals, review, rules_in, written
from design.register import belief_on, register

from .._command import command
from .._labels import flat
from .._parts import Architecture, rate

HERE = Path(__file__).parent
SCRIPT = (HERE / "page.js").read_text(encoding="utf-8")
STYLE = (HERE / "page.css").read_text(encoding="utf-8")


def told(design: Design) -> dict[str, Any]:
    """All that the page shows. Parts and flows stand in the order in which the picture draws them."""
    graph = design.graph
    drawn = Architecture(design)
    places = {part.key: i for i, part in enumerate(graph.parts)}
    flows = {flow.key: i for i, flow in enumerate(graph.flows)}
    found = review(design, rules_in(rules))
    page: dict[str, Any] = _flat(
        {
            "title": design.case.title,
            "sentence": sentence(design),
            "command": command(design, "html"),
            "parts": [
                {
                    "key": part.key,
                    "name": part.name,
                    "kind": part.kind,
                    "note": part.note,
                    "zone": zone.name if (zone := graph.zone_of(part)) else "",
                    "chip": drawn.chips.get(part.key, ""),
                }
                for part in graph.parts
            ],
            "also": [{"key": p.key, "name": p.name} for p in graph.measured if p.key not in places],
            "flows": [_flow(flow, places) for flow in graph.flows],
            "steps": [_step(one, places, flows) for one in reveals(design)],
            "promises": [_promise(design, o) for o in design.outcomes],
            "findings": [_finding(f) for f in found],
            "decisions": [[k.step, k.title, design.said(k.name), _before(design, k), k.why] for k in design.case.knobs],
            "givens": [[k.title, design.said(k.name), k.why, k.source] for k in design.case.givens],
            "assumptions": [[a.title, a.text, a.why, a.rests_on] for a in register(design) if not a.given],
            "numbers": [_number(design, e) for e in design.ledger],
        }
    )
    return page


def sentence(design: Design) -> str:
    """The result in a sentence."""
    kept, bound = len(design.outcomes) - len(design.broken), design.binding
    return (
        f"This design keeps {kept} of {len(design.outcomes)} promises. "
        f"What binds it: {bound.promise.title}, {bound.text}, {bound.demand}."
    )


def _flat(told: Any) -> Any:
    """The same with every text flattened."""
    if isinstance(told, dict):
        return {key: _flat(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_flat(value) for value in told]
    return flat(told) if isinstance(told, str) else told


def _flow(flow: Flow, places: dict[str, int]) -> dict[str, Any]:
    return {
        "from": places[flow.source.key],
        "to": places[flow.target.key],
        "kind": flow.link.kind,
        "says": flow.link.says,
        "order": flow.link.order,
        "rate": rate(flow),
        "carries": ", ".join(sorted(flow.link.carries)),
    }


def _step(one: Reveal, parts: dict[str, int], flows: dict[str, int]) -> dict[str, Any]:
    return {
        "title": one.title,
        "parts": [parts[key] for key in one.parts],
        "flows": [flows[key] for key in one.flows],
        "says": list(one.says),
    }


def _promise(design: Design, o: Outcome) -> dict[str, Any]:
    return {
        "title": o.promise.title,
        "text": o.text,
        "demand": o.demand,
        "kept": o.kept,
        "binds": o is design.binding,
        "why": o.promise.why,
        "number": o.entry.key,
    }


def _finding(f: Finding) -> dict[str, Any]:
    turns = ", ".join(f"{name} = {plain(value)}" for name, value in f.fault.turns.items())
    return {
        "part": f.fault.part,
        "severity": f.severity,
        "subject": f.subject,
        "says": f.fault.says,
        "measured": f"{f.fault.number}; limit: {f.fault.limit}",
        "remedy": f"{f.fault.remedy}{f' ({turns})' if turns else ''}",
        "accepted": f.accepted,
    }


def _before(design: Design, knob: Knob) -> str:
    same = getattr(design.knobs, knob.name) == knob.default
    return "the same" if same else knob.said(knob.default)


def _number(design: Design, e: Entry) -> dict[str, Any]:
    return {
        "key": e.key,
        "part": e.part.key,
        "name": e.name.replace("_", " "),
        "text": e.text,
        "says": e.says,
        "formula": f"{e.name} = {e.formula.text}",
        "worked": e.worked,
        "source": e.source,
        "inputs": list(_inputs(design, e)),
    }


def _inputs(design: Design, e: Entry) -> Iterator[list[str]]:
    """Each input: its name, its value, the number that it leads to or nothing, and what it rests on."""
    for one in e.inputs:
        leads = one.address if design.ledger.get(one.address) else ""
        yield [one.name, written(one.value, one.unit), leads, "" if leads else _rests_on(design, one)]


def _rests_on(design: Design, one: Input) -> str:
    knob = next((k for k in (*design.case.knobs, *design.case.givens) if k.name == one.address), None)
    if knob is not None:
        return f"a decision: {knob.title}" if knob.role == "knob" else f"the world: {knob.title}, {knob.source}"
    if one.address:
        belief = belief_on(design, one.address)
        return f"yours: {(belief.reason if belief else '') or 'no reason given'}"
    return one.source or "as the case sets it"

"""What a move changes on the board: the scoreboard, the five answers, the marks on the picture, the part looked at."""

from collections.abc import Iterator, Sequence
from typing import Any

from design import Design, Entry, Finding, Outcome, Shift, mended, move
from diagrams import Live

from .. import _cards
from .._origin import Origin, formula_lines, origin, worked_lines
from .._session import Page, alike

MOST_MOVED = 5
FULLEST, LEAST_SCALE = 4.0, 1.25
"""A bar ends at four limits; it is never shorter than a limit and a quarter."""


def moving(page: Page, before: Design | None, live: Sequence[Live]) -> dict[str, Any]:
    """All of it, held against the design before the move; `live` are the bits of the picture."""
    return {
        "live": [[b.id, b.text, b.width, b.level, b.label, b.brief, b.brief_width] for b in live],
        "marks": {f.fault.part: f.severity for f in reversed(page.findings) if f.fault.part and not f.accepted},
        "struck": _cards.struck(page.session, page.design),
        "outcomes": [_outcome(page, before, o) for o in page.design.outcomes],
        "answers": list(_answers(page, before)),
        "sentence": sentence(page),
        "part": _part(page),
    }


def _outcome(page: Page, before: Design | None, o: Outcome) -> dict[str, Any]:
    old = next((b for b in before.outcomes if b.promise is o.promise), None) if before else None
    moved = old is not None and old.text != o.text
    return {
        "title": o.promise.title,
        "text": o.text,
        "demand": o.demand,
        "why": o.promise.why,
        "kept": o.kept,
        "was": old.text if old and moved else "",
        "binds": o is page.design.binding,
        "chance": _chance(page, o),
        "number": o.entry.key,
        "bar": _bar(o, old if moved else None),
    }


def _bar(o: Outcome, old: Outcome | None) -> list[float]:
    """How full a promise's bar is, where its limit stands, and where it was filled to before: shares of its width."""
    full, was = (min(one.strain, FULLEST) if one else 0.0 for one in (o, old))
    scale = max(LEAST_SCALE, full, was)
    return [full / scale, 1 / scale, *([was / scale] if old else [])]


def _chance(page: Page, o: Outcome) -> str:
    """In how many worlds the promise is kept, where that is known of the very design on screen."""
    sure = page.session.sure
    chance = sure.chance_of(o.promise) if sure is not None and alike(sure.design, page.design) else None
    return chance.text if chance else ""


def sentence(page: Page) -> str:
    """The result in a sentence with the live numbers in it."""
    design = page.design
    kept = len(design.outcomes) - len(design.broken)
    start = f"This design keeps {kept} of {len(design.outcomes)} promises."
    if not design.broken:
        b = design.binding
        return f"{start} The least room is in {_lower(b.promise.title)}: {b.text}, {b.demand}."
    told = "; ".join(f"{_lower(o.promise.title)} is {o.text}, {o.demand}" for o in design.broken)
    return f"{start} Broken: {told}."


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _answers(page: Page, before: Design | None) -> Iterator[dict[str, Any]]:
    now = page.design
    told = move(before or now, now, page.questions)
    first = None if told.moved else _next_step(page)
    step = {"apply": first.key, "label": first.fault.remedy} if first else {}
    if not told.moved:
        broken = [f"{o.promise.title}: {o.text}" for o in now.broken] or ["Nothing: every promise is kept."]
        yield {
            "title": "Start here",
            "lines": ["Turn a decision, or take the next step."],
            "mood": "",
        }
        yield {"title": "Broken now", "lines": broken, "mood": "worse" if now.broken else ""}
        yield {
            "title": "Next step",
            "lines": [first.fault.says] if first else ["The review is content."],
            "mood": "",
            **step,
        }
    else:
        yield {"title": "The world changed" if told.world else "You moved", "lines": _moved(told.moved), "mood": ""}
        yield {"title": "Better", **_shifts(told.better), "mood": "better" if told.better else ""}
        yield {"title": "Worse", **_shifts(told.worse), "mood": "worse" if told.worse else ""}
    binds = told.binds
    yield {
        "title": "Binds now",
        "lines": [f"{binds.promise.title}: {binds.text}, {binds.demand}"],
        "mood": "",
    }
    yield {"title": "Defend", "lines": [told.defend or "Why is each part here?"], "mood": ""}


def _moved(lines: tuple[str, ...]) -> list[str]:
    """The first few; another world moves dozens."""
    return (
        list(lines)
        if len(lines) <= MOST_MOVED
        else [*lines[: MOST_MOVED - 1], f"and {len(lines) - MOST_MOVED + 1} more"]
    )


def _next_step(page: Page) -> Finding | None:
    """Of the remedies that need no training, the one that leaves fewest promises broken; the worst first."""
    open_ones = [f for f in page.findings if f.applies and not f.accepted]
    quick = [(f, after) for f in open_ones if (after := mended(page.design, f)) is not None]
    best = min(quick, key=lambda pair: len(pair[1].broken), default=None)
    return best[0] if best else next(iter(open_ones), None)


def _shifts(shifts: tuple[Shift, ...]) -> dict[str, Any]:
    """A line for each promise that moved, with its bar: where it stands, its limit, where it stood."""
    return {"lines": [s.says for s in shifts] or ["nothing"], "bars": [_bar(s.after, s.before) for s in shifts]}


def _part(page: Page) -> dict[str, Any] | None:
    part = page.design.graph.part(page.session.part)
    if part is None:
        return None
    return {
        "key": part.key,
        "name": part.name,
        "kind": part.kind,
        "numbers": [_number(page.design, e) for e in page.design.ledger if e.part is part],
        "findings": [finding_told(f) for f in page.findings if f.fault.part == part.key],
    }


def finding_told(f: Finding) -> dict[str, Any]:
    """A finding as the page shows it."""
    return {
        "key": f.key,
        "rule": f.rule.name,
        "severity": f.severity,
        "says": f.fault.says,
        "remedy": f.fault.remedy,
        "applies": f.applies,
        "accepted": f.accepted,
    }


def _number(design: Design, entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.name,
        "name": entry.name.replace("_", " "),
        "text": entry.text,
        "says": entry.says,
        "formula": formula_lines(entry),
        "worked": worked_lines(entry),
        "source": entry.source,
        "inputs": [_input(origin(design, entry.part, i)) for i in entry.inputs],
    }


def _input(one: Origin) -> list[str]:
    """An input as the inspector shows it: name, value, the number it leads to, what it rests on, and the words."""
    return [one.name, one.value, one.leads_to, one.standing, one.words]

"""The board: the picture, the scoreboard and the five answers in one component, patched at each move."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from design import Design, Entry, Finding, Outcome, Shift, mended, move
from diagrams import WEIGHTS, font_base64, overlay_names
from diagrams.architecture import draw, glance

from .._glossary import plain
from .._origin import Origin, formula_lines, origin, worked_lines
from .._session import Page, alike
from ._pieces import pieces

HERE = Path(__file__).parent
MOST_MOVED = 5
HTML = (HERE / "board.html").read_text(encoding="utf-8").replace("{promise}", escape(plain("promise")))


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "ml_casebook_board",
        html=HTML,
        js=(HERE / "loader.js").read_text(encoding="utf-8"),
    )


@cache
def _kit() -> dict[str, str]:
    """What the board runs and looks like: told once a session, where Streamlit would send it with every move."""
    script = f"const FONTS = {json.dumps(_fonts())};\n{_joined('script/*.js')}"
    css = _joined("style/*.css")
    return {"version": blake2b((script + css).encode(), digest_size=8).hexdigest(), "script": script, "css": css}


def _joined(files: str) -> str:
    """Some files of this folder as one: each has one concern, a page takes one script and one style sheet."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob(files)))


def _fonts() -> list[tuple[int, str]]:
    """The picture's fonts, by weight: with the script, once a page, so that it is drawn alike on every machine."""
    return [(weight, font_base64(name)) for name, weight in WEIGHTS.items()]


def show(page: Page) -> None:
    """Draw the board; a click on a part, or on a remedy, comes back through callbacks."""
    session, key = page.session, f"board:{page.session.case.slug}"

    def looked_at() -> None:
        part = st.session_state[key].part
        session.part = part if isinstance(part, str) and page.design.graph.part(part) else ""

    def applied() -> None:
        wanted = st.session_state[key].apply
        apply(page, str(wanted))

    def reading() -> None:
        session.reading = True

    def lost() -> None:
        session.sent = ""
        session.news.clear()

    _component()(
        key=key,
        data={"j": json.dumps(_told(page), separators=(",", ":"))},
        on_part_change=looked_at,
        on_apply_change=applied,
        on_reading_change=reading,
        on_lost_change=lost,
    )


def apply(page: Page, wanted: str) -> None:
    """Turn the knobs as the remedy of a finding says."""
    found = next((f for f in page.findings if f.key == wanted and f.applies), None)
    if found:
        page.session.turn(found.fault.turns)


def _told(page: Page) -> dict[str, Any]:
    session = page.session
    shape, live = glance(page.design)
    told: dict[str, Any] = {
        "case": page.design.case.slug,
        "title": page.design.case.title,
        "shape": shape,
        "live": [[b.id, b.text, b.width, b.level, b.label, b.brief, b.brief_width] for b in live],
        "selected": session.part,
        "marks": {f.fault.part: f.severity for f in reversed(page.findings) if f.fault.part and not f.accepted},
        "outcomes": [_outcome(page, o) for o in page.design.outcomes],
        "answers": list(_answers(page)),
        "sentence": sentence(page),
        "part": _part(page),
        "query": session.query,
        "offered": overlay_names(),
    }
    session.ours.add(session.query)
    told["numbers"], told["news"] = session.news.of(pieces(page, live))
    if not session.sent:
        told["kit"] = _kit()
    if session.sent != shape:
        told["svg"] = draw(page.design, "page").svg
        session.sent = shape
    return told


def _outcome(page: Page, o: Outcome) -> dict[str, Any]:
    before = page.session.before
    old = next((b for b in before.outcomes if b.promise is o.promise), None) if before else None
    scale = max(1.25, min(o.strain, 4.0))
    return {
        "title": o.promise.title,
        "text": o.text,
        "demand": o.demand,
        "why": o.promise.why,
        "kept": o.kept,
        "was": old.text if old and old.text != o.text else "",
        "binds": o is page.design.binding,
        "chance": _chance(page, o),
        "number": o.entry.key,
        "fill": min(o.strain, 4.0) / scale,
        "mark": 1 / scale,
    }


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


def _answers(page: Page) -> Iterator[dict[str, Any]]:
    before, now = page.session.before, page.design
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
        yield {"title": "Better", "lines": _shifts(told.better), "mood": "better" if told.better else ""}
        yield {"title": "Worse", "lines": _shifts(told.worse), "mood": "worse" if told.worse else ""}
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


def _shifts(shifts: tuple[Shift, ...]) -> list[str]:
    return [s.says for s in shifts] or ["nothing"]


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

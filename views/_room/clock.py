"""The clock on the page, and what moves it."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from interview import HARD, NUDGE, Clock

from .play import Play, now

HERE = Path(__file__).parent
HTML = """<div class="clock" role="timer" aria-label="Time left in the round"><span class="left"></span>
<span class="phase"></span><span class="own"></span><div class="bar" aria-hidden="true"></div>
<p class="word" role="status"></p></div>"""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "casebook_clock",
        html=HTML,
        js=(HERE / "clock.js").read_text(encoding="utf-8"),
        css=(HERE / "clock.css").read_text(encoding="utf-8"),
    )


def show(play: Play) -> None:
    """The time left, the phase that is on, how much of its time is used."""
    told = {
        **play.desk.clock.told,
        "seconds": [phase.seconds for phase in play.phases],
        "titles": [phase.title for phase in play.phases],
        "nudge": NUDGE,
        "hard": HARD,
        "now": now(),
    }
    _component()(data={"j": json.dumps(told)}, key=f"clock:{play.seen.code}")


def controls(play: Play) -> None:
    """Start, the next phase, a pause, the end: for who keeps the clock."""
    clock, last = play.desk.clock, len(play.phases) - 1
    if not clock.began:
        _button(play, "Start the clock", "start", clock.started, ":material/play_arrow:", primary=True)
        return
    if clock.ended_at is not None:
        return
    if clock.phase < last:
        title = play.phases[clock.phase + 1].title
        _button(play, f"Next: {title}", "next", lambda at: clock.moved(clock.phase + 1, at), ":material/skip_next:")
    if clock.phase:
        _button(play, "Back", "back", lambda at: clock.moved(clock.phase - 1, at), ":material/skip_previous:")
    if clock.resting:
        _button(play, "Go on", "resume", clock.resumed, ":material/play_arrow:", primary=True)
    else:
        _button(play, "Pause", "pause", clock.paused, ":material/pause:")
    _button(play, "End the round", "end", clock.ended, ":material/stop:")


def _button(play: Play, label: str, kind: str, turn: Any, icon: str, primary: bool = False) -> None:
    def pressed() -> None:
        moved: Clock = turn(now())
        play.lay(replace(play.desk, clock=moved), kind, {"phase": play.phases[moved.phase].title})

    st.button(label, key=f"clock:{kind}", icon=icon, on_click=pressed, type="primary" if primary else "secondary")

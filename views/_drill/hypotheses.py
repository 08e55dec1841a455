"""What it could be: the player's own ranking, and, as a hint, what remains possible and which check is worth it."""

from typing import Any

import streamlit as st

from labs.incident import LEVELS, DrillState, checks, faults, next_checks

from .._text import as_text
from . import charts
from .kept import Player, blind
from .status import money

SHOWN, ADVISED = 8, 3
HINT = "drill:hint"
HOURS_LEFT = 14 * 24


def show(mine: Player, state: DrillState) -> None:
    """The ranking; then the hint where the level lets it be switched on."""
    st.markdown("**Your hypotheses**, the likeliest first")
    _ranking(mine, state)
    if blind(state):
        st.caption("Blind: money, belief and hints stay hidden until you close.")
        return
    key = f"{HINT}:{state.level}:{state.seed}"
    st.session_state.setdefault(key, LEVELS[state.level].hints)
    if st.toggle("Hint: what remains possible", key=key):
        _belief(state)
        _advice(state)


def _ranking(mine: Player, state: DrillState) -> None:
    known, ranked = faults(), state.suspects
    for place, name in enumerate(ranked):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"drill_rank_{place}"):
            st.markdown(f"{place + 1}\\. {as_text(known[name].title)}", width="stretch")
            up = list(ranked)
            up.insert(max(0, place - 1), up.pop(place))
            _move(mine, state, up, f"up:{name}", ":material/arrow_upward:", "Likelier", place == 0)
            rest = [other for other in ranked if other != name]
            _move(mine, state, rest, f"drop:{name}", ":material/close:", "Drop it", False)
    left = [name for name in known if name not in ranked]
    if not left:
        return
    key = f"drill:suspect:{len(state.commands)}"

    def add() -> None:
        chosen = st.session_state[key]
        if chosen:
            mine.press(f"suspect:{'+'.join((*ranked, chosen))}", len(state.commands))

    st.selectbox(
        "Add a hypothesis",
        left,
        index=None,
        key=key,
        on_change=add,
        format_func=lambda name: known[name].title,
        placeholder="What could it be?",
    )


def _move(mine: Player, state: DrillState, order: list[str], key: str, icon: str, says: str, disabled: bool) -> None:
    name = key.partition(":")[2]
    st.button(
        says,
        key=f"drill:{key}",
        icon=icon,
        type="tertiary",
        disabled=disabled,
        on_click=mine.press,
        args=(f"suspect:{'+'.join(order) or 'none'}", len(state.commands)),
        help=f"{says}: {as_text(faults()[name].title)}",
    )


def _belief(state: DrillState) -> None:
    """The belief table: simulated worlds in which the checks came out as they did, by fault."""
    known = faults()
    rows = [(known[name].title, share) for name, share in list(state.beliefs.items())[:SHOWN]]
    drawn: dict[str, Any] = charts.bars(rows, "chance", ".0%")
    said = ", ".join(f"{title} {share:.0%}" for title, share in rows[:3])
    st.vega_lite_chart({**drawn, "description": said}, key="drill:belief", width="stretch")
    rest = 1 - sum(share for _, share in rows)
    st.caption(
        as_text(
            f"What remains possible, from simulated incidents with the same findings: {said}; all below the chart's "
            f"{len(rows)} together {rest:.0%}. Checks count as independent; with two faults each is judged alone."
        )
    )


def _advice(state: DrillState) -> None:
    """The next checks by bits a minute, with what each would be worth in money."""
    st.markdown("**The value of the next check**")
    rows = []
    for one in next_checks(state.beliefs, state.done, state.phase)[:ADVISED]:
        rate = state.loss_per_hour or 0.0
        left = max(0.0, HOURS_LEFT - state.minute / 60)
        worth = money(one.money(rate, left)) if rate > 0 else "nothing leaks"
        rows.append((checks()[one.check].title, f"{one.minutes} min", f"{one.bits:.2f} bits", worth))
    charts.table(("check", "price", "tells", "worth"), rows)
    st.caption(
        as_text(
            "Bits: by how much what is not known is expected to shrink. Worth: what a better first choice would stop "
            "of the leak until the horizon, less what leaks meanwhile."
        )
    )

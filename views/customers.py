"""Your customers: a file of who left, looked at as the churn case looks at its own. It stays on this machine."""

from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from design import Case, Chart, Design, design_of, turned, written
from design.units import Unit

from ._customers_file import Held, bring, brought, say_trouble
from ._heading import heading
from ._text import as_text

PERCENT = Unit("%")
DECISIONS = ("target", "campaign_share", "control_share", "offer", "callers")
WORLD = ("customers", "clv", "contact_usd", "caller_usd_per_hour")
SLIDES = 40
"""Places of a slider here; all of a case's axis is more than a thumb can tell apart."""


def show(case: Case, home: StreamlitPage | None = None) -> None:
    """The whole page: the file, and what follows from it as one fragment."""
    with heading("Your customers", home):
        st.caption("Stays on this machine: no copy is kept, and nothing is sent on.", width="content")
    mine = brought()
    bring(mine)
    say_trouble(mine)
    if mine.held is None:
        _welcome()
    else:
        _fragment(case)


@st.fragment
def _fragment(case: Case) -> None:
    """What follows from the file and the decisions."""
    held = brought().held
    if held is None:
        return
    left, right = st.columns([1, 3.4], gap="medium")
    with left:
        design = _decided(case, held)
    with right:
        _shown(design, held)


def _welcome() -> None:
    st.markdown(
        "**Whom of your own customers would you call?** Bring a file with one row a customer: what you knew of them, "
        "and whether they *left*. The page trains on them, says how well leavers are found, which columns look like "
        "leaks, and what a list earns by risk, by value and by uplift."
    )
    st.markdown(
        "- **churn** (needed): yes or no, 1 or 0, left or stayed\n"
        "- **treatment**: who was contacted; where lot decided, the effect is measured on your own data\n"
        "- **value**: what a customer is worth; **tenure**: months since they came; **id**: never learned from\n"
        "- everything else is a feature, as it stood *before* anybody left"
    )
    st.caption(
        "What a contact does to your customers is simulated: only a campaign in the file, by lot, can measure it."
    )


def _decided(case: Case, held: Held) -> Design:
    """The case's design on this evidence, with the decisions of this page."""
    e = held.evidence
    rate = case.knob("churn_rate")
    turns: dict[str, Any] = {
        "horizon_months": 1,
        "churn_rate": min(max(float(e.risk.base_rate), rate.low), rate.high),
        "family": str(e.setting.family),
    }
    if not e.own.value_known:
        turns["clv"] = float(case.knob("clv").default)
    for words, names in (("DECIDE", DECISIONS), ("YOUR WORLD", WORLD)):
        st.caption(words)
        for name in names:
            turns[name] = _control(case, held, name)
    return design_of(case, turned(case.Knobs(), turns), e)


def _control(case: Case, held: Held, name: str) -> Any:
    knob = case.knob(name)
    key = f"customers:{name}:{held.number}"
    if knob.kind == "choice":
        return st.selectbox(
            knob.title, list(knob.options), format_func=knob.options.__getitem__, key=key, help=as_text(knob.why)
        )
    start = _start(case, held, name)
    if knob.role == "given":
        st.session_state.setdefault(key, start)
        low, high = (int(knob.low), int(knob.high)) if isinstance(start, int) else (knob.low, knob.high)
        title = f"{knob.title} ({knob.unit.symbol})" if knob.unit.symbol else knob.title
        return st.number_input(title, low, high, key=key, help=as_text(f"{knob.why} {knob.source}"))
    step = max(1, len(knob.axis) // SLIDES)
    stops = sorted({*knob.axis[::step], knob.axis[-1], knob.checked(start)})
    st.session_state.setdefault(key, knob.checked(start))
    return st.select_slider(knob.title, stops, format_func=knob.said, key=key, help=as_text(knob.why))


def _start(case: Case, held: Held, name: str) -> Any:
    """Where a control begins: as many customers as the file has, callers for the list that they make."""
    knob = case.knob(name)
    rows = min(max(held.evidence.risk.customers, int(knob.low)), int(knob.high))
    if name == "customers":
        return float(rows)
    if name == "callers":
        return 1
    return float(knob.default) if knob.role == "given" else knob.default


def _shown(design: Design, held: Held) -> None:
    e, of = held.evidence, design.ledger
    st.markdown(_sentence(design, held))
    for doubt in e.doubts:
        place = f"{doubt.column}: " if doubt.column and doubt.column not in doubt.says else ""
        left_out = " Left out." if doubt.left_out and "left out" not in doubt.says else ""
        st.warning(as_text(f"{place}{doubt.says}{left_out}"), icon=":material/warning:")
    for leak in e.flattery:
        st.caption(
            as_text(
                f"With {leak.name} the model would claim an AUC of {leak.claimed:.3f}; without it, {leak.honest:.3f}."
            )
        )
    cells = (
        ("AUC", f"{e.risk.auc.mean:.3f}", f"{e.risk.auc.low:.3f} to {e.risk.auc.high:.3f}, 95 % of folds"),
        ("Leavers on the list", of["Ranking.leavers_on_the_list"].text, f"{of['Ranking.lift'].text} as many as by lot"),
        ("Campaign's profit", of["Campaign.profit"].text, "simulated response, your prices"),
        (
            "Effect known to",
            f"± {of['ControlGroup.half_width'].text}",
            f"proved after {of['ControlGroup.months'].text}",
        ),
    )
    for column, (label, value, says) in zip(st.columns(4), cells, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, value)
            st.caption(as_text(says))
    _measured(held)
    drawn = (*design.case.charts(design), *_looked(design, held))
    for left in range(0, len(drawn), 2):
        for column, chart in zip(st.columns(2, gap="medium"), drawn[left : left + 2], strict=False):
            with column:
                st.markdown(f"**{chart.title}**")
                st.caption(chart.question)
                st.vega_lite_chart(dict(chart.spec), key=f"customers:chart:{chart.title}", width="stretch")
                st.caption(as_text(chart.alt))


def _looked(design: Design, held: Held) -> list[Chart]:
    """The longer looks that need no more training: what leaks would claim, and when customers leave."""
    wanted = ("leaks", "survival") if held.evidence.survival is not None else ("leaks",)
    return [a.look(design, lambda share, doing: None) for a in design.case.analyses if a.name in wanted]


def _measured(held: Held) -> None:
    """What the file's own campaign did, if it holds one."""
    found = held.evidence.measured
    if found is None:
        return
    words = "may be noise" if found.effect_low <= 0 <= found.effect_high else "is beyond noise"
    st.info(
        as_text(
            f"Your own campaign: {found.contacted:,} contacted, {written(found.churn_contacted, PERCENT)} of them "
            f"left; {found.alone:,} not contacted, {written(found.churn_alone, PERCENT)}. Effect "
            f"{written(found.effect, PERCENT)} ({written(found.effect_low, PERCENT)} to "
            f"{written(found.effect_high, PERCENT)}), which {words}. Uplift learned from it orders customers with a "
            f"Qini area of {found.qini:.4f} ({found.qini_low:.4f} to {found.qini_high:.4f})."
        ),
        icon=":material/science:",
    )


def _sentence(design: Design, held: Held) -> str:
    """What stands on the screen, in words, with the live numbers."""
    e, of = held.evidence, design.ledger
    order = design.case.knob("target").said(getattr(design.knobs, "target", ""))
    said = (
        f": {e.risk.customers:,} customers, {e.risk.churners:,} of them left ({written(e.risk.base_rate, PERCENT)}). A "
        f"list by {order} contacts {of['CampaignManager.contacts_a_day'].text}; with the simulated response it keeps "
        f"{of['Campaign.saves'].text}, drives away {of['Campaign.woken'].text} and earns {of['Campaign.profit'].text}."
    )
    return f"**{as_text(held.name)}**{as_text(said)}"

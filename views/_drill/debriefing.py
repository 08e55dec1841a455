"""The debrief: what it was, what it cost against other plays, what was wasted, what would have caught it."""

from math import isfinite

import streamlit as st

from labs.incident import CURVE_HOURS, Debrief, DrillState, Event, checks, faults

from .._text import as_text
from . import charts
from .doing import monitor_words
from .kept import clock
from .log import title
from .status import money


def show(state: DrillState, told: Debrief) -> None:
    """Verdict, money, timeline, checks and changes, prevention."""
    _verdict(told)
    _money(told)
    left, right = st.columns([1.3, 1], gap="large")
    with left:
        _timeline(told)
    with right:
        _script(told)
    _prevention(told)
    st.caption(f"Seed {state.seed}. The same link plays the same incident for somebody else.")


def _verdict(told: Debrief) -> None:
    known = faults()
    named = ", ".join(known[name].title for name in told.named) or "nothing is broken"
    if told.right:
        st.success(as_text(f"Right: you named {named}."), icon=":material/check_circle:")
    else:
        st.error(as_text(f"You named: {named}. It was: {' and '.join(told.titles)}."), icon=":material/cancel:")
    for plant in told.plants:
        fault = known[plant.fault]
        where = f"{plant.segment[0]} {plant.segment[1]} only" if plant.segment else "all traffic"
        log = "it stood in the change log" if plant.announced and fault.entry else "no change log had it"
        mend = {
            "fix": f"The {fault.owner} takes it back.",
            "retrain": "Nobody can take it back: the model has to learn it.",
            "nothing": "There is nothing to mend: the right answer is to see that.",
        }[fault.remedy]
        st.markdown(
            f"**{as_text(fault.title)}** "
            + as_text(f"({plant.size:g} {fault.unit}, {where}; {log}). {fault.says} {mend}")
        )


def _money(told: Debrief) -> None:
    saved = "nothing could be saved" if told.saved is None else f"{told.saved:.0%} of what could be saved"
    stop = "never stopped" if told.minutes_to_stop is None else f"stopped after {clock(told.minutes_to_stop)}"
    rows = (
        ("You lost", told.lost, f"{saved}; the leak was {stop}"),
        ("Best play", told.best, "by one who knows the truth"),
        ("Retrain first", told.retrain, "on whatever the log holds"),
        ("Do nothing", told.nothing, f"and {money(told.lost_before_page)} before the page"),
    )
    for column, (label, value, says) in zip(st.columns(4), rows, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, money(value))
            st.caption(as_text(says))
    said = (
        f"Over the 14 days from the page you lost {money(told.lost)}; the best play {money(told.best)}, retraining "
        f"first {money(told.retrain)}, doing nothing {money(told.nothing)}. Below zero: better than the healthy twin."
    )
    st.vega_lite_chart(
        {**charts.curves(CURVE_HOURS, told.curves), "description": said}, key="drill:curves", width="stretch"
    )
    st.caption(as_text(said))


def _timeline(told: Debrief) -> None:
    st.markdown("#### Your timeline")
    judged = {(one.event.command, one.event.from_minute): _check_words(one.bits, one.wasted) for one in told.checks}
    for fix in told.fixes:
        judged[fix.event.command, fix.event.from_minute] = _fix_words(fix.saved, fix.wrong)
    if not told.timeline[:-1]:
        st.write("You closed it without a look.")
    for event in told.timeline:
        if event.command.startswith("prevent"):
            continue
        _line(event, judged.get((event.command, event.from_minute), ""))
    wasted = sum(one.wasted for one in told.checks)
    minutes = sum(one.event.to_minute - one.event.from_minute for one in told.checks if one.wasted)
    wrong = sum(fix.wrong for fix in told.fixes)
    proof = "You looked again after the last change." if told.proved else "Nobody looked again after the last change."
    st.caption(
        as_text(
            f"{wasted} of {len(told.checks)} checks told nothing ({clock(minutes)}); {wrong} of {len(told.fixes)} "
            f"changes saved nothing. {proof}"
        )
    )


def _line(event: Event, judgement: str) -> None:
    head = f":gray[{clock(event.to_minute)}] **{as_text(title(event.command))}**"
    says = as_text(event.says)
    st.markdown(f"{head}  \n{says}" + (f"  \n{judgement}" if judgement else ""))


def _check_words(bits: float, wasted: bool) -> str:
    if wasted:
        return f":orange[:material/remove: Told nothing new ({bits:.2f} bits).]"
    return f":green[:material/check: {bits:.2f} bits.]" if bits else ":green[:material/check: Looked after a change.]"


def _fix_words(saved: float, wrong: bool) -> str:
    if not wrong:
        return f":green[:material/check: Saved {as_text(money(saved))} against leaving it out.]"
    cost = f"it cost {as_text(money(-saved))} more than leaving it out" if saved < 0 else "it saved nothing"
    return f":red[:material/close: Wrong: {cost}.]"


def _script(told: Debrief) -> None:
    st.markdown("#### The best play")
    if not told.best_commands[:-1]:
        st.write("Leave the system alone, and say so.")
    for number, command in enumerate(told.best_commands[:-1], start=1):
        st.markdown(f"{number}. {as_text(title(command))}")
    st.caption("Of the scripts of one who knows the truth, the cheapest. A cleverer play may beat it by a little.")
    better = [one for one in told.checks if one.best and one.best.check != one.event.command.partition(":")[2]]
    if better:
        st.markdown("#### A better check at the time")
        rows = [
            (
                title(one.event.command),
                f"{one.bits:.2f} bits",
                checks()[one.best.check].title,
                f"{one.best.bits:.2f} bits in {one.best.minutes} min",
            )
            for one in better
            if one.best
        ]
        charts.table(("you asked", "it told", "the most a minute", "to expect"), rows)


def _prevention(told: Debrief) -> None:
    st.markdown("#### What would have caught it")
    for title_, owner, gate in told.gates:
        st.markdown(f"**{as_text(title_)}**, a gate before it begins ({as_text(owner)}): {as_text(gate)}")
    first = told.prevention[0]
    chosen = told.chosen
    if chosen is not None:
        st.info(
            as_text(f"Your alert, {monitor_words(chosen.monitor)}: {_pages(chosen.hours_earlier)}, ")
            + as_text(f"{chosen.false_alarms:.2f} false alarms a month on healthy months."),
            icon=":material/shield:",
        )
    else:
        st.caption("You chose no alert. This incident again, with each alert of the plan on:")
    rows = [
        (
            monitor_words(one.monitor) + (" (yours)" if chosen and one.monitor.name == chosen.monitor.name else ""),
            f"{one.hours_after_onset:,.0f} h" if isfinite(one.hours_after_onset) else "never",
            _pages(one.hours_earlier),
            money(one.money_saved),
            f"{one.false_alarms:.2f}",
        )
        for one in told.prevention
    ]
    charts.table(("alert", "pages after onset", "against your page", "lost in between", "false alarms a month"), rows)
    if isfinite(first.hours_after_onset):
        st.caption(
            as_text(
                f"The earliest is {monitor_words(first.monitor)}. False alarms are counted on simulated months in "
                "which nothing is broken."
            )
        )


def _pages(hours: float) -> str:
    """How much earlier an alert would have come than the page did."""
    if not isfinite(hours):
        return "never pages"
    if hours > 0:
        return f"pages {clock(round(60 * hours))} earlier"
    return "pages at the same time" if hours == 0 else f"pages {clock(round(-60 * hours))} later"

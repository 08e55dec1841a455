"""Your scores: a file of scored payments against a threshold, prices and a review team. It stays on this machine."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from design import written
from design.units import Unit
from labs.scores import CAPACITIES, Prices, ScoresEvidence, cheapest, fits, load

from ._heading import heading
from ._scores_charts import PERCENT, USD, Stand, charts, threshold_text
from ._scores_file import Held, bring, brought, say_trouble
from ._text import as_text

MARGIN, GOODWILL, FEE = "scores:margin", "scores:goodwill", "scores:fee"
CAPACITY = "scores:capacity"
ASSUMED = "Assumed; put yours."


def show(home: StreamlitPage | None = None) -> None:
    """The whole page: the file, and what follows from it as one fragment."""
    with heading("Your scores", home):
        st.caption("Stays on this machine: no copy is kept, and nothing is sent on.", width="content")
    mine = brought()
    bring(mine)
    say_trouble(mine)
    if mine.held is None:
        _welcome()
    else:
        _fragment()


@st.fragment
def _fragment() -> None:
    """What follows from the file, the decisions and the prices."""
    held = brought().held
    if held is None:
        return
    left, right = st.columns([1, 3.4], gap="medium")
    with left:
        at = _controls(held)
    with right:
        _shown(held, at)


def _welcome() -> None:
    st.markdown(
        "**What would a threshold on your own scores do?** Bring a file with one row a payment: the *score* that your "
        "model gave it, the *label* (was it fraud), the *amount* and the *time*. The page shows what each threshold "
        "catches and whom it hits, what it costs at your prices, whether your reviewers keep up, and whether the "
        "scores are honest probabilities."
    )
    st.markdown(
        "- **score**: 0 to 1 is taken as a probability; any other numbers are only ranked\n"
        "- **label**: 1 or 0, true or false, yes or no, fraud or legit\n"
        "- **amount**: 0 or more, plainly, as 1234.50\n"
        "- **time**: 2026-12-31T23:59:00 (ISO 8601, days in UTC) or Unix seconds"
    )


def _controls(held: Held) -> Stand:
    """The threshold, the team and the prices; a new file begins at its cheapest threshold."""
    e = held.evidence
    prices = Prices(
        st.session_state.get(MARGIN, 100 * Prices.margin) / 100,
        st.session_state.get(GOODWILL, Prices.goodwill),
        st.session_state.get(FEE, Prices.chargeback_fee),
    )
    key = f"scores:threshold:{held.number}"
    rows = range(e.nothing)
    if key not in st.session_state:
        st.session_state[key] = min(cheapest(Stand(e, 0, 1, prices).costs), e.nothing - 1)
        st.session_state[CAPACITY] = _opening_capacity(e, st.session_state[key])
    st.caption("DECIDE")
    row = st.select_slider(
        "Threshold",
        rows,
        format_func=lambda row: threshold_text(float(e.stops[row])),
        key=key,
        help="A payment with this score or a higher one is stopped.",
    )
    capacity = st.select_slider(
        "Review capacity (cases a day)",
        CAPACITIES,
        format_func="{:,}".format,
        key=CAPACITY,
        help="If people look at what lies above the threshold: how many a day they take, the riskiest first.",
    )
    at = Stand(e, int(row), int(capacity), prices)
    _offers(at, key)
    st.caption("PRICES")
    _prices(prices)
    return at


def _opening_capacity(e: ScoresEvidence, row: int) -> int:
    """The largest capacity below the cases of an average day, so that it binds on some days."""
    return max((c for c in CAPACITIES if c <= load(e, row, 1).cases_a_day), default=CAPACITIES[0])


def _offers(at: Stand, key: str) -> None:
    """One button to the cheapest threshold, one to the lowest that the team keeps up with."""
    e = at.evidence
    for label, row in (("Cheapest", cheapest(at.costs)), ("Within capacity", fits(e, at.capacity))):
        if row == e.nothing:
            st.caption(f"{label}: no threshold, only stopping nothing.")
        else:
            st.button(
                f"{label}: {threshold_text(float(e.stops[row]))}",
                on_click=_take,
                args=(key, row),
                key=f"scores:take:{label}",
                disabled=row == at.row,
                width="stretch",
            )


def _take(key: str, row: int) -> None:
    st.session_state[key] = row


def _prices(prices: Prices) -> None:
    for label, key, value, most, helps in (
        ("Margin (% of a payment)", MARGIN, 100 * prices.margin, 100.0, "Lost when a good payment is stopped."),
        ("Goodwill ($)", GOODWILL, prices.goodwill, 1e6, "Lost beyond the sale when a good payment is stopped."),
        ("Chargeback fee ($)", FEE, prices.chargeback_fee, 1e6, "For each fraud let through, beyond its amount."),
    ):
        st.session_state.setdefault(key, float(value))
        st.number_input(label, min_value=0.0, max_value=most, step=1.0, key=key, help=f"{helps} {ASSUMED}")


def _shown(held: Held, at: Stand) -> None:
    e = at.evidence
    st.markdown(_sentence(held, at))
    if e.not_probabilities:
        st.info(as_text(e.not_probabilities), icon=":material/info:")
    here, work, total = e.tally(at.row), load(e, at.row, at.capacity), at.costs.total
    over = f"over capacity on {work.days_over:,} of {e.days:,} days" if work.days_over else "within capacity every day"
    for column, (label, value, says) in zip(
        st.columns(4),
        (
            (
                "Fraud caught",
                written(here.fraud_share, PERCENT),
                f"{written(here.fraud_amount_share, PERCENT)} of value",
            ),
            ("Good payments stopped", written(here.good_share, PERCENT), f"{here.goods:,} of {int(e.goods[0]):,}"),
            ("Cost", written(float(total[at.row]), USD), f"{written(float(total[-1]), USD)} if nothing is stopped"),
            ("Cases a day", written(work.cases_a_day), over),
        ),
        strict=True,
    ):
        with column.container(border=True, height="stretch"):
            st.metric(label, value)
            st.caption(as_text(says))
    drawn = charts(at)
    for left in range(0, len(drawn), 2):
        for column, chart in zip(st.columns(2, gap="medium"), drawn[left : left + 2], strict=False):
            with column:
                st.markdown(f"**{chart.title}**")
                st.caption(chart.question)
                st.vega_lite_chart(dict(chart.spec), key=f"scores:chart:{chart.title}", width="stretch")
                st.caption(as_text(chart.alt))


def _sentence(held: Held, at: Stand) -> str:
    """What stands on the screen, in words, with the live numbers."""
    e, here, total = at.evidence, at.evidence.tally(at.row), at.costs.total
    frauds = int(e.frauds[0])
    best = float(total[cheapest(at.costs)])
    beyond = float(total[at.row]) - best
    price = "the least of all thresholds" if beyond <= 0 else f"{written(beyond, USD)} above the cheapest"
    said = (
        f": {e.payments:,} payments, {frauds:,} of them fraud ({written(frauds / e.payments, Unit('%'))}), "
        f"{e.first_day} to {e.last_day}. Stopping at {at.threshold} and above catches "
        f"{written(here.fraud_share, PERCENT)} of the frauds and {written(here.good_share, PERCENT)} of the good "
        f"payments; of what is stopped, {written(here.precision, PERCENT)} is fraud. It costs "
        f"{written(float(total[at.row]), USD)} over these {e.days:,} days, {price}."
    )
    return f"**{as_text(held.name)}**{as_text(said)}"

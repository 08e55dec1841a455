"""Download buttons for every export format; a file is made when its button is pressed, not before."""

from itertools import groupby
from typing import Any

import streamlit as st

from exports import SCALES, Format, Look, formats, views

from ._session import Session
from ._text import as_text

Failures = dict[str, str]
"""By label of a format, why it could not be made when it was last asked for."""


def show(session: Session) -> None:
    """How the files are to look, then one button a format, shelf by shelf."""
    files = st.popover("Export", icon=":material/download:", key=f"files:{session.case.slug}", on_change="rerun")
    if not files.open:
        return
    with files:
        look = _look(session)
        failures: Failures = st.session_state.setdefault(f"export:{session.case.slug}:failures", {})
        for sentence in failures.values():
            st.error(as_text(sentence), icon=":material/error:")
        for shelf, forms in groupby(formats().values(), key=lambda form: form.shelf):
            with st.container(gap="xsmall"):
                st.caption(shelf)
                with st.container(horizontal=True, gap="small"):
                    for form in forms:
                        _button(session, form, look, failures)


def _look(session: Session) -> Look:
    """What the user chose; the usual where nothing else was chosen."""
    slug, usual = session.case.slug, Look()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        theme: Any = st.segmented_control(
            "Theme", ["light", "dark"], default=usual.theme, required=True, key=f"export:{slug}:theme"
        )
        scale = st.segmented_control(
            "Size of a PNG",
            SCALES,
            default=usual.scale,
            required=True,
            format_func="{} ×".format,
            key=f"export:{slug}:scale",
        )
        clear = st.toggle(
            "No background", key=f"export:{slug}:transparent", help="For SVG, PNG and the picture as PDF."
        )
    return Look(theme, int(scale), clear, *_view(session))


def _view(session: Session) -> tuple[str, str]:
    """Which picture SVG, PNG and PDF hold, and under which overlay; the first where the one chosen is gone."""
    found = views(session.now) if session.now else {}
    key = f"export:{session.case.slug}:picture"
    if st.session_state.get(key) not in found:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        "Picture", list(found), format_func=as_text, key=key, help="For SVG, PNG and the picture as PDF.", width=320
    )
    return found.get(str(chosen), (Look().picture, Look().overlay))


def _button(session: Session, form: Format, look: Look, failures: Failures) -> None:
    def made() -> bytes:
        """In a thread of its own, which cannot write to the page: Streamlit says there that it failed, we why, next."""
        try:
            content = _made(session, form, look)
        except Exception as no:  # whatever it was: the page and the design stay, and a sentence says it
            failures[form.label] = str(no) if isinstance(no, _NotYet) else _sentence(form, no)
            raise
        failures.pop(form.label, None)
        return content

    st.download_button(
        form.label,
        data=made,
        file_name=form.filename(session.case.slug, look),
        mime=form.mime,
        on_click="ignore",
        key=f"export:{session.case.slug}:{form.suffix}",
    )


class _NotYet(Exception):
    """There is nothing to be made a file of."""


def _made(session: Session, form: Format, look: Look) -> bytes:
    if session.now is None:
        raise _NotYet("There is no design yet: wait until the model is trained.")
    return form.made(session.now, look)


def _sentence(form: Format, no: Exception) -> str:
    why = " ".join(str(no).split())[:300].rstrip(".")
    return (
        f"{form.label} cannot be made of this design: {type(no).__name__}{f', {why}' if why else ''}. "
        "The design is as it was, and every other format is still there."
    )

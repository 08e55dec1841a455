"""Download buttons for every export format; a file is made when its button is pressed, not before."""

from types import ModuleType

import streamlit as st

import exports
from design import modules

from ._session import Session


def show(session: Session) -> None:
    """One button a format, in the light or the dark theme."""
    files = st.popover("Export", icon=":material/download:", key=f"files:{session.case.slug}", on_change="rerun")
    if not files.open:
        return
    with files:
        theme = st.segmented_control(
            "Theme", ["light", "dark"], default="light", required=True, key=f"export:{session.case.slug}"
        )
        for one in modules(exports):
            _button(session, one, str(theme))


def _button(session: Session, one: ModuleType, theme: str) -> None:
    def made() -> bytes:
        if session.now is None:
            raise RuntimeError("There is no design yet: wait until the model is trained.")
        rendered: bytes = one.render(session.now, theme)
        return rendered

    st.download_button(
        one.LABEL,
        data=made,
        file_name=f"{session.case.slug}{one.SUFFIX}",
        mime=one.MIME,
        on_click="ignore",
        key=f"export:{session.case.slug}:{one.SUFFIX}",
        width="stretch",
    )

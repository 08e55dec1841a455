"""A field of text whose words go onto a sheet when it is left."""

import streamlit as st

from store import Sheet

from .play import Play


def show(play: Play, sheet: Sheet, name: str, label: str, most: int, height: int, help: str | None = None) -> None:
    """The field, holding what the sheet calls `name`; at most so many signs, so many px high."""
    key = f"{sheet}:{name}:{play.seen.code}:{play.seen.round}"
    st.session_state.setdefault(key, str(play.seen.sheet(sheet).get(name, "")))

    def kept() -> None:
        play.write(sheet, {name: st.session_state[key]})

    st.text_area(label, key=key, on_change=kept, max_chars=most, height=height, help=help)

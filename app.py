"""The way in: `streamlit run app.py`. The pages, and the routes beside them: to join rooms, to present designs."""

from pathlib import Path

import streamlit as st

from views import _present, _room

app = st.App(Path(__file__).with_name("pages.py"), routes=(*_room.ROUTES, *_present.ROUTES))

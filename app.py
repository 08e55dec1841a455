"""The way in: `streamlit run app.py`. The pages, and the routes beside them through which rooms are joined."""

from pathlib import Path

import streamlit as st

from views._room import ROUTES

app = st.App(Path(__file__).with_name("pages.py"), routes=ROUTES)

"""The least a Streamlit page with a slider can do: the floor that our pages are held against."""

import streamlit as st

value = st.slider("Load", 0, 1000, 100)
st.markdown(f"The load is {value}", width="stretch")

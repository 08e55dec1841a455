"""The way from a case's page to its presentation: a small component that goes there once it is told to."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


@cache
def _component() -> Any:
    script = (Path(__file__).parent / "open.js").read_text(encoding="utf-8")
    return st.components.v2.component("casebook_present", html="<span hidden></span>", js=script)


def present(slug: str, query: str, number: int, key: str) -> None:
    """Go to the presentation of the design of a query, once for each `number`; 0 goes nowhere."""
    _component()(data={"j": json.dumps({"to": f"present/{slug}?{query}", "number": number})}, key=key)

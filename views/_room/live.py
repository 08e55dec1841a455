"""Two small components: one asks for a seat and goes to the room, one hears that a room has moved."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


@cache
def _component(name: str) -> Any:
    script = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"casebook_{name}", html='<p role="status"></p>', js=script, css=STYLE)


STYLE = "p:empty { display: none; } p { margin: 0; color: var(--st-red-text-color); font: 0.9rem var(--st-font); }"


def enter(route: str, words: dict[str, Any] | None, number: int, key: str) -> None:
    """Post some words to a route, once for each `number`, and go to the room that answers; a refusal is said here."""
    _component("enter")(data={"j": json.dumps({"route": route, "words": words, "number": number})}, key=key)


def listen(code: str, key: str, on_news: Callable[[], None]) -> None:
    """Have the fragment around it run again whenever the room of a code has moved."""
    _component("listen")(data={"j": json.dumps({"code": code})}, key=key, on_news_change=on_news)

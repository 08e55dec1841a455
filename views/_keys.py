"""Keyboard shortcuts that leave text fields alone: a key press clicks one of the page's own buttons.

Streamlit's own `shortcut=` takes Ctrl+Z away from whoever types in a field.
"""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

JS = """
const TEXT = new Set(["text", "number", "search", "email", "url", "tel", "password", "date", "time"]);

function typing(event) {
  const at = event.composedPath()[0];
  return at.isContentEditable || at.tagName === "TEXTAREA" || (at.tagName === "INPUT" && TEXT.has(at.type));
}

function pressed(event) {
  const keys = [];
  if (event.ctrlKey || event.metaKey) keys.push("Mod");
  if (event.altKey) keys.push("Alt");
  if (event.shiftKey) keys.push("Shift");
  return [...keys, event.key.length === 1 ? event.key.toUpperCase() : event.key].join("+");
}

export default function ({ data }) {
  const buttons = JSON.parse(data.j);
  const listen = (event) => {
    const key = buttons[pressed(event)];
    if (!key || typing(event)) return;
    const name = `st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`;
    const button = document.querySelector(`.${CSS.escape(name)} button`);
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) button.click();
  };
  document.addEventListener("keydown", listen, true);
  return () => document.removeEventListener("keydown", listen, true);
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("ml_casebook_keys", html="<span></span>", js=JS)


def show(buttons: Mapping[str, str], key: str) -> None:
    """Listen for some keys, as `Mod+Z` (Ctrl, or Command on a Mac), each for the button of a widget's key."""
    _component()(key=key, data={"j": json.dumps(buttons)}, height="content")

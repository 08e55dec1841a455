"""A picture on the page, as our painter made it: follows the theme, scrolls on a narrow page, brings its fonts."""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from diagrams import WEIGHTS, Picture, font_base64

THEME = Path(__file__).parent / "_board/script/theme.js"
"""How the board tells whether the page is dark: pictures tell it the same way."""
HTML = '<div class="drawing" role="region" tabindex="0"></div>'
CSS = """
.drawing { overflow-x: auto; border-radius: 8px; outline-offset: 2px; }
.drawing:focus-visible { outline: 3px solid var(--st-primary-color); }
.drawing svg { min-width: 1000px; max-width: 1240px; }
"""
JS = """
for (const [weight, font] of FONTS) {
  const bytes = Uint8Array.from(atob(font), (char) => char.charCodeAt(0));
  document.fonts.add(new FontFace("Arimo", bytes, { weight: String(weight) }));
}

// The picture comes whole from our own painter, which escapes every text in it.
export default function (component) {
  const { data, parentElement } = component;
  const box = parentElement.querySelector(".drawing");
  box.setAttribute("aria-label", data.label);
  if (box.dataset.shape !== data.shape) {
    box.innerHTML = data.svg;
    box.dataset.shape = data.shape;
  }
  const svg = box.querySelector("svg");
  if (svg) svg.setAttribute("data-theme", isDark(box) ? "dark" : "light");
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    fonts = [(weight, font_base64(name)) for name, weight in WEIGHTS.items()]
    script = f"const FONTS = {json.dumps(fonts)};\n{THEME.read_text(encoding='utf-8')}\n{JS}"
    return st.components.v2.component("ml_casebook_drawing", html=HTML, css=CSS, js=script)


def show(picture: Picture, label: str, key: str) -> None:
    """A picture drawn for the page, under a name that a screen reader says."""
    _component()(key=key, data={"svg": picture.svg, "shape": picture.shape, "label": label})

"""A page of slides: all of it in one file that asks nobody but this server, for who presents and for who follows."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal

from exports import digest, faces, inert

HERE = Path(__file__).parent
Role = Literal["presenter", "audience"]
SEALED = "; ".join(
    (
        "default-src 'none'",
        "font-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


@cache
def _kit() -> tuple[str, str, str]:
    """Style, script and controls: leaf files, joined."""
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("script/*.js")))
    style = faces() + (HERE / "page.css").read_text(encoding="utf-8")
    return style, f'"use strict";\n(() => {{\n{script}\nstart();\n}})();', (HERE / "page.html").read_text("utf-8")


def slides_page(title: str, markup: str, told: dict[str, Any], role: Role) -> tuple[str, str]:
    """The page and its policy: nothing runs but its own script and styles, each known by its hash."""
    style, script, controls = _kit()
    styles = sorted({digest(found) for found in re.findall(r"<style>(.*?)</style>", markup)})
    policy = f"{SEALED}; connect-src 'self'; script-src {digest(script)}; style-src {digest(style)} {' '.join(styles)}"
    body = (
        f'<main id="room"><div id="stage" class="frame" role="region" aria-label="The slide" tabindex="0">'
        f"{markup}</div></main>\n{controls}\n"
        f'<script type="application/json" id="told">{inert(told)}</script>\n<script>{script}</script>'
    )
    return _whole(title, style, f'<body data-role="{role}">\n{body}\n</body>'), policy


def sentence_page(sentence: str) -> tuple[str, str]:
    """A page that says one thing, and leads home."""
    style = _kit()[0]
    body = f'<body class="sentence"><main><p>{escape(sentence)}</p><p><a href="/">To the cases</a></p></main></body>'
    return _whole("ML Casebook", style, body), f"{SEALED}; style-src {digest(style)}"


def _whole(title: str, style: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
{body}
</html>
"""

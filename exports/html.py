"""The design as one interactive page: picture, numbers, steps, promises, review; opens from disk, asks nobody."""

import re
from html import escape

from design import Design
from diagrams import Theme
from diagrams.architecture import draw

from ._labels import flat
from ._page import SCRIPT, STYLE, sentence, told
from ._sealed import digest, faces, inert

LABEL = "Interactive page (HTML)"
SUFFIX = ".html"
MIME = "text/html"
SHELF = "To present"

FAR = re.compile(' data-far="" style="--far:[^"]*"| style="--far:[^"]*"')
"""How the app's board enlarges small words when it is narrow: this page scrolls, and allows no style attribute."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """The page, UTF-8. It follows its reader's light or dark and has a switch: the theme changes nothing.

    Its policy lets nothing run but its own script and styles, each known by its hash, and lets nothing be fetched.
    """
    picture = FAR.sub("", draw(design, "page").svg)
    drawn_style = picture.partition("<style>")[2].partition("</style>")[0]
    style = faces() + STYLE
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {digest(SCRIPT)}",
            f"style-src {digest(style)} {digest(drawn_style)}",
            "font-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{escape(flat(design.case.title))}</title>
<style>{style}</style>
</head>
<body>
<main>
<header><div><h1>{escape(flat(design.case.title))}</h1><p>{escape(flat(sentence(design)))}</p></div>
<button id="theme" type="button" hidden>Dark</button></header>
<noscript><p>Without scripts this page shows the picture alone.</p></noscript>
<div id="top"><div id="left">
<section id="steps" aria-label="Step by step" hidden></section>
<div id="stage" tabindex="0" role="region" aria-label="The picture; it scrolls where it is wide">{picture}</div>
<section id="part" aria-label="The part looked at" tabindex="-1" hidden></section>
</div><aside id="promises" aria-label="Promises"></aside></div>
<div id="rest"></div>
</main>
<script type="application/json" id="told">{inert(told(design))}</script>
<script>{SCRIPT}</script>
</body>
</html>
"""
    return page.encode()

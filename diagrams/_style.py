"""The style sheet inside a picture on the page: both themes as custom properties (print is light), what is selected."""

from ._theme import COLOURS


def style(prefix: str) -> str:
    """CSS for the SVG of that id; `data-theme` on its root chooses the colours, so a switch redraws nothing."""
    root = f"#{prefix}"
    light = "".join(f"--ml-{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--ml-{name}:{pair[1]};" for name, pair in COLOURS.items())
    return (
        f"{root}{{{light}display:block;max-width:100%;height:auto}}"
        f"{root}[data-theme=dark]{{{dark}}}"
        f"@media print{{{root}[data-theme=dark]{{{light}}}}}"
        f"{root} .node{{cursor:pointer;outline:none}}"
        f"{root} .node:hover .body,{root} .node:focus-visible .body{{stroke-width:2.6}}"
        f"{root} .node:focus-visible .body,{root} .node.sel .body{{stroke:var(--ml-select);stroke-width:3.2}}"
        f"{root} .chip.warn rect{{fill:var(--ml-warn)}}{root} .chip.bad rect{{fill:var(--ml-bad)}}"
        f"{root} .node,{root} .flow,{root} .says{{transition:opacity .15s}}"
        f"{root} .dim{{opacity:.28}}{root} .flow.sel path{{stroke-width:2.8}}"
        f"@media (prefers-reduced-motion:reduce){{{root} *{{transition:none!important}}}}"
    )

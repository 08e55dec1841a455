"""The style sheet inside a picture on the page: both themes as custom properties (print is light), what is selected."""

from ._theme import COLOURS, LEVELS


def style(prefix: str) -> str:
    """CSS for the SVG of that id; `data-theme` on its root chooses the colours, so a switch redraws nothing.

    A class `<prefix>-swatch` gives the same colours to a sample of the picture that stands elsewhere on the page.
    """
    root = f"#{prefix}"
    light = "".join(f"--ml-{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--ml-{name}:{pair[1]};" for name, pair in COLOURS.items())
    levels = "".join(
        f"{root} .node.l{i} .body{{fill:var(--ml-level-{i});stroke:var(--ml-level-{i}-line);"
        f"stroke-width:{1 + 0.7 * i:g}}}"
        f"{root} .chip.l{i} rect{{fill:var(--ml-level-{i}-line)}}"
        f"{root} .flow.l{i} path:not(.near){{stroke:var(--ml-level-{i}-line);stroke-width:{1.6 + 0.4 * i:g}}}"
        for i in LEVELS
    )
    return (
        f"{root}{{{light}display:block;max-width:none;height:auto}}"
        f"{root}[data-theme=dark]{{{dark}}}"
        f".{prefix}-swatch{{{light}}}.{prefix}-swatch[data-theme=dark]{{{dark}}}"
        f"@media print{{{root}[data-theme=dark],.{prefix}-swatch[data-theme=dark]{{{light}}}}}"
        f"{root} .node{{cursor:pointer;outline:none}}"
        f"{root} .near{{fill:none;stroke:transparent;stroke-width:14}}"
        f"{levels}"
        f"{root} .node:hover .body{{stroke-width:2.6}}"
        f"{root} .node:focus-visible .body,{root} .node.sel .body{{stroke:var(--ml-select);stroke-width:3.4}}"
        f"{root} .chip.warn rect{{fill:var(--ml-warn)}}{root} .chip.bad rect{{fill:var(--ml-bad)}}"
        f"{root} .chip.spare{{display:none}}{root} .chip.none{{visibility:hidden}}"
        f"{root} .far{{display:none}}{root}.distant .far{{display:inline}}"
        f"{root}.distant .name,{root}.distant .note{{display:none}}"
        f"{root}.distant .chip,{root}.distant [data-far]{{transform:var(--far)}}"
        f"{root} .zone,{root} .node,{root} .flow,{root} .says{{transition:opacity .15s}}"
        f"{root} .mute{{opacity:.32}}{root} .dim{{opacity:.2}}{root} .ghost{{opacity:.1}}"
        f"{root} .flow.sel path:not(.near){{stroke-width:3}}{root} .flow.now path:not(.near){{stroke-width:3.4}}"
        f"{root} .node.now .body{{stroke-width:3.4}}"
        f"{root} .zone.refuses>path{{stroke:var(--ml-bad);stroke-dasharray:3 4}}"
        f"{root} .fresh{{animation:ml-fresh .3s ease-out}}@keyframes ml-fresh{{from{{opacity:0}}}}"
        f"@media (prefers-reduced-motion:reduce){{{root} *{{transition:none!important;animation:none!important}}}}"
    )

"""The keys of a case's page: what each does, and how the list under `?` says it.

`Mod` is Ctrl, or Command on a Mac. Single letters and digits work only where nobody types; sliders and the picture keep
their own (arrows, Home, End, `+`, `-`, `0`, Enter, Escape).
"""

KEYS: dict[str, dict[str, str]] = {
    "?": {"do": "help"},
    "/": {"do": "palette"},
    "Mod+K": {"do": "palette"},
    "Mod+Z": {"do": "press", "key": "undo:{slug}"},
    "Mod+Shift+Z": {"do": "press", "key": "redo:{slug}"},
    "Mod+Y": {"do": "press", "key": "redo:{slug}"},
    "N": {"do": "next"},
    "T": {"do": "press", "key": "cards:{slug}"},
    "W": {"do": "press", "key": "world:{slug}"},
    "E": {"do": "press", "key": "files:{slug}"},
    "L": {"do": "link", "opener": "share:{slug}"},
}
DONE_BY_KEY = (
    ("N", "Take the next step"),
    ("Mod+Z", "Undo"),
    ("Mod+Shift+Z", "Redo"),
    ("E", "Export"),
    ("L", "Copy the link"),
    ("?", "Keys and words"),
)
"""Of these, the ones that the palette offers too, in its words."""
LISTED = [
    ["?", "This list"],
    ["/ or Ctrl+K", "Find: a decision, a number of the world, a card, a tab, a word"],
    ["N", "Take the next step that the board offers, or open the review"],
    ["Ctrl+Z", "Undo"],
    ["Ctrl+Shift+Z or Ctrl+Y", "Redo"],
    ["T", "Throw a card, or take one back"],
    ["W", "The world's numbers"],
    ["E", "Export"],
    ["L", "Copy the link"],
    ["1 to 9", "Open a tab, counted from the left"],
    ["Arrows", "On a slider: turn it. In the picture: walk along the flows"],
    ["Enter", "In the picture: open the part"],
    ["+  -  0", "In the picture: zoom in, out, fit"],
    ["Escape", "Close what is open; leave the picture"],
]

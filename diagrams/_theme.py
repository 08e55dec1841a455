"""The colours, light and dark: one table, contrast-checked by a test (text 4.5:1, lines 3:1)."""

from typing import Literal

Theme = Literal["light", "dark", "page"]
THEMES: tuple[Theme, ...] = ("light", "dark", "page")

COLOURS: dict[str, tuple[str, str]] = {
    "page": ("#FFFFFF", "#0B1220"),
    "ink": ("#111827", "#F1F5F9"),
    "muted": ("#4B5563", "#A8B3C4"),
    "zone": ("#F8FAFC", "#111B2E"),
    "zone-line": ("#64748B", "#7C8BA1"),
    "critical": ("#1E3A8A", "#8DB8FF"),
    "service": ("#EFF6FF", "#10233F"),
    "service-line": ("#1D4ED8", "#7CB3FF"),
    "store": ("#ECFDF5", "#0B2A22"),
    "store-line": ("#047857", "#4ADE9C"),
    "stream": ("#FFFBEB", "#2E220B"),
    "stream-line": ("#B45309", "#FBBF4B"),
    "model": ("#F5F3FF", "#231A42"),
    "model-line": ("#6D28D9", "#B9A2FF"),
    "batch": ("#F1F5F9", "#1E293B"),
    "batch-line": ("#475569", "#B6C2D3"),
    "ops": ("#FDF2F8", "#34122A"),
    "ops-line": ("#BE185D", "#F893C8"),
    "actor": ("#F3F4F6", "#1F2937"),
    "actor-line": ("#374151", "#D1D5DB"),
    "sync": ("#1E3A8A", "#8DB8FF"),
    "event": ("#B45309", "#FBBF4B"),
    "batch-flow": ("#475569", "#A8B3C4"),
    "control": ("#BE185D", "#F893C8"),
    "chip-ink": ("#FFFFFF", "#0B1220"),
    "warn": ("#B45309", "#FBBF4B"),
    "bad": ("#B91C1C", "#FF9C9C"),
    "select": ("#1D4ED8", "#7CB3FF"),
    "level-1": ("#F1F5F9", "#1E293B"),
    "level-1-line": ("#475569", "#B6C2D3"),
    "level-2": ("#DBEAFE", "#14305C"),
    "level-2-line": ("#1D4ED8", "#7CB3FF"),
    "level-3": ("#FDECC8", "#46310A"),
    "level-3-line": ("#B45309", "#FBBF4B"),
    "level-4": ("#FEDCDC", "#4A1620"),
    "level-4-line": ("#B91C1C", "#FF9C9C"),
}
LEVELS = (1, 2, 3, 4)
"""The levels of an overlay, the hottest last; `level-3` is the third's fill, `level-3-line` its line."""
FAMILIES = {
    "service": "Service",
    "model": "Model",
    "store": "Data store",
    "stream": "Event stream",
    "batch": "Batch job",
    "ops": "People, operations",
    "actor": "External actor",
}
FLOWS = {
    "sync": "Synchronous call",
    "event": "Asynchronous event",
    "batch": "Batch, scheduled",
    "control": "Control: deploy, alert",
}
FLOW_COLOUR = {"sync": "sync", "event": "event", "batch": "batch-flow", "control": "control"}
DASH = {"sync": "", "event": "6 4", "batch": "1.6 4", "control": "7 3 2 3"}


def colour(name: str, theme: Theme) -> str:
    """A colour by name: a hex value for a file, a custom property (the light value behind it) for the page."""
    light, dark = COLOURS[name]
    if theme == "page":
        return f"var(--ml-{name},{light})"
    return light if theme == "light" else dark

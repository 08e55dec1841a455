"""Which picture a file holds: any that `diagrams` has of the design, the architecture under an overlay too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import rules
from design import Design, review, rules_in
from diagrams import Draw, Picture, PictureKind, Theme, overlay_names, picture_kinds, without_page
from diagrams.architecture import draw

ARCHITECTURE, BARE, FINDINGS, CHANGE = "architecture", "none", "findings", "change"


@dataclass(frozen=True)
class Subject:
    """One picture of a design: how a command line names it, and what a reader calls it."""

    name: str
    label: str
    draw: Draw


def subjects(design: Design) -> Mapping[str, Subject]:
    """Every picture of a design by its name, the architecture first."""
    return {one.name: one for kind in kinds().values() for one in _ways(kind, design)}


def views(design: Design) -> Mapping[str, tuple[str, str]]:
    """Every picture, then the architecture under every overlay: label -> the names of the picture and the overlay."""
    pictures = {one.label: (name, BARE) for name, one in subjects(design).items()}
    return pictures | {f"{kinds()[ARCHITECTURE].label}, {name}": (ARCHITECTURE, name) for name in overlay_names()}


def kinds() -> Mapping[str, PictureKind]:
    """Every kind of picture by its name, the architecture first."""
    return {kind.name: kind for kind in sorted(picture_kinds(), key=lambda kind: kind.name != ARCHITECTURE)}


def beside(design: Design, theme: Theme = "light") -> Iterator[tuple[Subject, Picture]]:
    """The pictures that a document shows after the architecture; what changed, where something was turned."""
    for subject in subjects(design).values():
        if subject.name != ARCHITECTURE and (design.knobs.turned or subject.name != CHANGE):
            yield subject, subject.draw(design, theme)


def picture(
    design: Design, theme: Theme, transparent: bool = False, picture: str = ARCHITECTURE, overlay: str = BARE
) -> Picture:
    """The picture for a file; without its page where it is to lie on somebody else's.

    Raises ValueError where the design has no such picture, or an overlay is to lie on another than the architecture.
    """
    theme = "light" if theme == "page" else theme
    if overlay == BARE:
        drawn = subject_of(design, picture).draw(design, theme)
    elif picture == ARCHITECTURE:
        findings = review(design, rules_in(rules)) if overlay == FINDINGS else ()
        drawn = draw(design, theme, overlay=overlay, findings=findings)
    else:
        raise ValueError(f"An overlay lies on the {ARCHITECTURE}: {picture} takes none")
    return without_page(drawn) if transparent else drawn


def subject_of(design: Design, name: str) -> Subject:
    """One picture by its name; a kind's name alone is its first. Raises ValueError with the names that there are."""
    known = subjects(design)
    found = known.get(name) or next((one for one in known.values() if one.name.partition(":")[0] == name), None)
    if found is None:
        raise ValueError(f"There is no picture called {name[:80]!r}; there are {', '.join(known)}")
    return found


def _ways(kind: PictureKind, design: Design) -> Iterator[Subject]:
    ways = kind.ways(design)
    for way, drawn in ways.items():
        name, label = (kind.name, kind.label) if len(ways) == 1 else (f"{kind.name}:{way}", f"{kind.label}: {way}")
        yield Subject(name, label, drawn)

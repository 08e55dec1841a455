"""What a picture looks for in a design: parts of one kind, drawn or not."""

from typing import TypeVar

from design import Component, Design

Part = TypeVar("Part", bound=Component)


def all_of(design: Design, kind: type[Part]) -> tuple[Part, ...]:
    """The parts of a kind, in the order written."""
    return tuple(part for part in design.graph.of(kind) if isinstance(part, kind))


def first_of(design: Design, kind: type[Part]) -> Part | None:
    """The first part of a kind, or None where this design does without."""
    return next(iter(all_of(design, kind)), None)

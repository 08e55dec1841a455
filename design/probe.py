"""Probes: the questions that an interviewer asks of designs like this one."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from .design import Design
from .discover import modules

Ask = Callable[[Design], str | None]


@dataclass(frozen=True)
class Probe:
    """A question asked of some designs, with what an answer at each level holds and the knobs it is about."""

    ask: Ask
    about: tuple[str, ...]
    mid: str
    senior: str
    staff: str

    @property
    def name(self) -> str:
        """Its address."""
        return self.ask.__name__

    @property
    def why(self) -> str:
        """What the question brings to light."""
        return inspect.cleandoc(self.ask.__doc__ or "")


@dataclass(frozen=True)
class Asked:
    """A probe with the question as it is put to this design, its numbers filled in."""

    probe: Probe
    question: str


def probe(*, about: tuple[str, ...] = (), mid: str, senior: str, staff: str) -> Callable[[Ask], Probe]:
    """Make a probe of a function that returns the question for a design, or None where it is not asked."""

    def make(ask: Ask) -> Probe:
        if not ask.__doc__:
            raise ValueError(f"Probe {ask.__name__} needs a docstring: say what it brings to light.")
        return Probe(ask, about, mid, senior, staff)

    return make


def probes_of(module: ModuleType) -> tuple[Probe, ...]:
    """The probes written in one module."""
    return tuple(p for p in vars(module).values() if isinstance(p, Probe))


def probes_in(package: ModuleType) -> tuple[Probe, ...]:
    """Every probe in the modules of a package."""
    return tuple(p for module in modules(package) for p in probes_of(module))


def asked(design: Design, probes: Iterable[Probe]) -> tuple[Asked, ...]:
    """The questions for this design: the case's own first, then the general ones."""
    every = (*design.case.probes, *probes)
    return tuple(Asked(p, question) for p in every if (question := p.ask(design)))

"""Review: rules read a design and say, in a sentence with a number, where a claim about it fails."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType, ModuleType
from typing import Any, Literal, get_type_hints

from .case import turned
from .design import Design
from .discover import modules
from .graph import Component, Graph
from .knob import Value
from .knob_set import KnobSet, knobs_of

Severity = Literal["blocker", "risk", "note"]
SEVERITIES: tuple[Severity, ...] = ("blocker", "risk", "note")
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Fault:
    """What a rule says of one subject: a sentence, the number and its limit in words, and the way out.

    `turns` is the remedy as knob changes; a case without those knobs shows the remedy as words alone.
    """

    says: str
    number: str
    limit: str
    remedy: str
    turns: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    part: str = ""


Check = Callable[..., Fault | None]


@dataclass(frozen=True)
class Rule:
    """A claim about designs, named by the good state, with examples that pass and that fail."""

    check: Check
    severity: Severity
    about: type
    """What it reads, the type of its first argument: a kind of component, the graph, or in a case the whole design.

    The examples of a rule about designs are knob turns of its case.
    """
    passes: tuple[Any, ...]
    fails: tuple[Any, ...]

    @property
    def name(self) -> str:
        """The claim."""
        return self.check.__name__

    @property
    def why(self) -> str:
        """Why it matters."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def theme(self) -> str:
        """The file it stands in."""
        return self.check.__module__.rpartition(".")[2].replace("_", " ")


@dataclass(frozen=True)
class Finding:
    """A rule that fails on one subject of a design; `accepted` is why the designer lives with it, if they do."""

    rule: Rule
    subject: str
    fault: Fault
    applies: bool
    accepted: str = ""

    @property
    def key(self) -> str:
        """Its address: rule and part."""
        return f"{self.rule.name}:{self.fault.part}"

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.rule.severity


def rule(severity: Severity, *, passes: tuple[Any, ...], fails: tuple[Any, ...]) -> Callable[[Check], Rule]:
    """Make a rule of a function. Its name is the claim, its docstring the reason, its first argument the subject."""

    def make(check: Check) -> Rule:
        if not check.__doc__:
            raise ValueError(f"Rule {check.__name__} needs a docstring: say why it matters.")
        first = next(iter(inspect.signature(check).parameters))
        return Rule(check, severity, get_type_hints(check)[first], passes, fails)

    return make


def rules_in(package: ModuleType) -> tuple[Rule, ...]:
    """Every rule in the modules of a package."""
    return tuple(r for module in modules(package) for r in rules_of(module))


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules written in one module."""
    return tuple(r for r in vars(module).values() if isinstance(r, Rule))


def review(design: Design, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Every rule, the case's own first, asked of everything it is about; blockers first, the accepted ones last."""
    found = [finding for rule in (*design.case.rules, *rules) for finding in findings_of(design, rule)]
    return tuple(sorted(found, key=lambda f: (bool(f.accepted), SEVERITIES.index(f.severity))))


def findings_of(design: Design, rule: Rule) -> tuple[Finding, ...]:
    """One rule asked of everything it is about."""
    things: tuple[Design | Component | Graph, ...] = (design, design.graph, *design.graph.measured)
    told = ((thing, rule.check(thing)) for thing in things if isinstance(thing, rule.about))
    return tuple(_finding(design, rule, thing, fault) for thing, fault in told if fault is not None)


def _finding(design: Design, rule: Rule, thing: Design | Component | Graph, fault: Fault) -> Finding:
    placed = replace(fault, part=thing.key) if isinstance(thing, Component) and not fault.part else fault
    part = design.graph.part(placed.part)
    found = Finding(rule, part.name if part else design.case.title, placed, applicable(design.knobs, placed))
    why = next((a.reason for a in design.knobs.accepted if a.finding == found.key), "")
    return replace(found, accepted=why) if why else found


def applicable(knobs: KnobSet, fault: Fault) -> bool:
    """True where the remedy is a change that these knobs can take and that changes something."""
    known = {k.name for k in knobs_of(type(knobs))}
    if not fault.turns or not set(fault.turns) <= known:
        return False
    try:
        return turned(knobs, fault.turns) != knobs
    except ValueError:
        return False


def mended(design: Design, finding: Finding) -> Design | None:
    """The design with a finding's remedy applied; None where it has none to apply, or one that needs training first."""
    turns = finding.fault.turns
    if not finding.applies or any(design.case.knob(name).trains for name in turns):
        return None
    return design.beside(**turns)

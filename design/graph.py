"""Components, the flows that join them with ``>>``, the zones round them, and the graph they form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from .assumption import take_beliefs
from .tagged import tagged

Family = Literal["service", "store", "stream", "model", "batch", "ops", "actor"]
LinkKind = Literal["sync", "event", "batch", "control"]


class DataClass(StrEnum):
    """What a flow carries, as a privacy or a security review asks it."""

    CARD_NUMBER = "card number"
    TOKEN = "card token"
    KEY = "customer key"
    PERSONAL = "personal data"
    PAYMENT = "payment"
    FEATURE = "feature"
    SCORE = "score"
    DECISION = "decision"
    LABEL = "label"
    MODEL = "model"
    METRIC = "metric"


if TYPE_CHECKING:
    consequence = property
else:

    class consequence:
        """A number that follows from a component's fields. Its unit is its return type; computed once an instance.

        Like a cached property: once computed, it stands in the instance, under its own name.
        """

        def __init__(self, fget: Any) -> None:
            self.fget, self.__doc__ = fget, fget.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            """Remember under which name the number stands."""
            self.name = name

        def __get__(self, part: Any, owner: type | None = None) -> Any:
            """The number, tagged with its address in the ledger."""
            if part is None:
                return self
            number = part.__dict__[self.name] = tagged(self.fget(part), f"{part.key}.{self.name}")
            return number


@lru_cache(maxsize=4096)
def _address(name: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in name.replace("-", " ").split())


@dataclass(frozen=True)
class Component:
    """A typed part of a system. Frozen: its fields are inputs, its consequences are numbers."""

    name: str

    family: ClassVar[Family] = "service"
    icon: ClassVar[str] = "box"
    kind: ClassVar[str] = "Component"
    badge: ClassVar[str] = ""

    def __post_init__(self) -> None:
        """Take what the user believes of its assumed fields."""
        take_beliefs(self)

    @property
    def key(self) -> str:
        """The name as an address: `Model server` is `ModelServer`."""
        return _address(self.name)

    @property
    def note(self) -> str:
        """A few words under the name in a picture."""
        return self.kind

    def leans_on(self, number: str) -> tuple[tuple[Component, str], ...]:
        """Numbers of other parts that one of its numbers follows from where the formula cannot show it."""
        return ()

    def __rshift__(self, link: Link) -> Open:
        """The start of a path: `client >> sync("pay") >> gateway`."""
        return Path((self,), ()) >> link


@dataclass(frozen=True)
class Link:
    """An arrow not yet joined: what it says, how often, and what it carries."""

    kind: LinkKind
    says: str
    rate: float = 0.0
    carries: frozenset[DataClass] = frozenset()
    order: int = 0


def sync(says: str, rate: float = 0.0, carries: Iterable[DataClass] = (), order: int = 0) -> Link:
    """A call that waits for its answer; `rate` in 1/s at peak, `order` its place among the numbered steps."""
    return Link("sync", says, rate, frozenset(carries), order)


def event(says: str, rate: float = 0.0, carries: Iterable[DataClass] = (), order: int = 0) -> Link:
    """A message that nobody waits for; `rate` in 1/s at peak."""
    return Link("event", says, rate, frozenset(carries), order)


def batch(says: str, rate: float = 0.0, carries: Iterable[DataClass] = (), order: int = 0) -> Link:
    """Rows moved on a schedule; `rate` in 1/s averaged over a day."""
    return Link("batch", says, rate, frozenset(carries), order)


def control(says: str, carries: Iterable[DataClass] = (), order: int = 0) -> Link:
    """A deploy, an alert, a switch."""
    return Link("control", says, 0.0, frozenset(carries), order)


@dataclass(frozen=True)
class Open:
    """A path whose last arrow has no head yet."""

    path: Path
    link: Link

    def __rshift__(self, part: Component) -> Path:
        """The path, one component longer."""
        return Path((*self.path.parts, part), (*self.path.links, self.link))


@dataclass(frozen=True)
class Path:
    """Components in the order a request or a fact meets them."""

    parts: tuple[Component, ...]
    links: tuple[Link, ...]

    def __rshift__(self, link: Link) -> Open:
        """The path with an arrow out of its end."""
        return Open(self, link)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Its arrows, one by one."""
        ends = zip(self.parts, self.parts[1:], strict=False)
        return tuple(Flow(a, b, link) for (a, b), link in zip(ends, self.links, strict=True))


@dataclass(frozen=True)
class Flow:
    """An arrow between two components."""

    source: Component
    target: Component
    link: Link

    @property
    def key(self) -> str:
        """Its address: `Gateway>Scorer`; two arrows between the same parts differ by what they say."""
        return f"{self.source.key}>{self.target.key}:{self.link.says}"


@dataclass(frozen=True)
class Zone:
    """A trust boundary or plane round components, with the data classes that may enter it."""

    name: str
    note: str
    members: tuple[str, ...]
    admits: frozenset[DataClass]
    critical: bool = False


def zone(
    name: str,
    note: str,
    members: Iterable[Component | None],
    admits: Iterable[DataClass],
    critical: bool = False,
) -> Zone:
    """A zone round those members that this design has (`None` stands for a part it does without)."""
    return Zone(name, note, tuple(m.name for m in members if m is not None), frozenset(admits), critical)


@dataclass(frozen=True)
class Graph:
    """The architecture: flows, zones, and things measured but not drawn (journeys, the bill, the money)."""

    flows: tuple[Flow, ...]
    zones: tuple[Zone, ...] = ()
    also: tuple[Component, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two different parts of one name, and a zone round nothing that is drawn."""
        seen: dict[str, Component] = {}
        for part in (*(p for f in self.flows for p in (f.source, f.target)), *self.also):
            if seen.setdefault(part.key, part) is not part:
                raise ValueError(f"Two different components are called {part.name!r}; a name is an address.")
        drawn = {p.name for f in self.flows for p in (f.source, f.target)}
        for z in self.zones:
            if lost := set(z.members) - drawn:
                raise ValueError(f"Zone {z.name!r} holds {sorted(lost)}, which no flow reaches.")
        object.__setattr__(self, "_parts", seen)

    @property
    def parts(self) -> tuple[Component, ...]:
        """What is drawn, in the order it was written."""
        drawn = {id(p) for f in self.flows for p in (f.source, f.target)}
        return tuple(p for p in self._by_key.values() if id(p) in drawn)

    @property
    def measured(self) -> tuple[Component, ...]:
        """Everything that has numbers: the parts, then what is measured but not drawn."""
        return tuple(self._by_key.values())

    @property
    def _by_key(self) -> Mapping[str, Component]:
        held: Mapping[str, Component] = self.__dict__["_parts"]
        return held

    def part(self, key: str) -> Component | None:
        """The component at an address, or None where this design does without it."""
        return self._by_key.get(key)

    def of(self, kind: type[Component]) -> tuple[Component, ...]:
        """The parts of one kind."""
        return tuple(p for p in self.measured if isinstance(p, kind))

    def zone_of(self, part: Component) -> Zone | None:
        """The zone that a part stands in."""
        return next((z for z in self.zones if part.name in z.members), None)


def graph(*paths: Path | None, zones: Iterable[Zone] = (), also: Iterable[Component] = ()) -> Graph:
    """The union of some paths (`None` stands for a path this design does without), each arrow once.

    Raises ValueError where two arrows of one address differ.
    """
    flows: dict[str, Flow] = {}
    for flow in (flow for path in paths if path is not None for flow in path.flows):
        if flows.setdefault(flow.key, flow).link != flow.link:
            raise ValueError(f"The arrow {flow.key!r} is written twice, and differently: say something else on one.")
    return Graph(_counted(flows.values()), tuple(z for z in zones if z.members), tuple(also))


def _counted(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """The arrows with their numbered steps counted anew: a design without a part has no gap in them."""
    orders = sorted({flow.link.order for flow in flows if flow.link.order})
    if orders == list(range(1, len(orders) + 1)):
        return tuple(flows)
    number = {0: 0} | {order: place for place, order in enumerate(orders, start=1)}
    return tuple(replace(flow, link=replace(flow.link, order=number[flow.link.order])) for flow in flows)

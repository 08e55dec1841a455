"""Backwards: from what is promised to the cheapest change, or the cheapest design, that keeps every promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from design import Design, KnobSet, Progress, Value
from design.progress import silent

from .contradiction import Contradiction, contradiction
from .ground import BUDGET, PLACES, Ground, Spent, Tried, checked, looked_at
from .sample import SEED
from .space import Cancelled, Point, Space, points_of

DRAWN = 400
"""Designs that are drawn at random before the search goes downhill from the best of them."""
STARTS = 4
BEAM = 12
"""Pairs of decisions that are nearest to keeping all, to each of which a third is tried."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What a search found: a design that keeps every promise and what is turned to get there, or what contradicts.

    `asked` is what was searched for. `tried` says what was tried in words, `finished` is false where it was cancelled
    or had made as many designs as it may. With neither `design` nor `contradiction` it ended before it knew.
    """

    space: Space
    asked: str
    design: Design | None
    turns: Mapping[str, Value]
    money: str
    evaluations: int
    tried: tuple[str, ...]
    finished: bool
    contradiction: Contradiction | None = None

    @property
    def knobs(self) -> KnobSet | None:
        """The knobs of the design that was found."""
        return self.design.knobs if self.design is not None else None

    @property
    def says(self) -> str:
        """The answer in words, with its numbers."""
        if self.design is None:
            none = f"No design that keeps every promise was found among {self.evaluations:,}."
            return f"{none} {self.contradiction.says}" if self.contradiction else none
        if not self.turns:
            return f"{_capital(self.asked)} is the one you have: it keeps every promise{self._costs}."
        count = len(self.turns)
        return (
            f"{_capital(self.asked)} turns {count} decision{'' if count == 1 else 's'}: "
            f"{said(self.space, self.turns)}. Every promise is kept{self._costs}."
        )

    @property
    def _costs(self) -> str:
        """What the design costs, beside what the one at home does."""
        if self.design is None or not self.money:
            return ""
        now, before = self.design.ledger.get(self.money), self.space.design.ledger.get(self.money)
        if now is None:
            return ""
        if before is None or not self.turns or now.text == before.text:
            return f", at {now.text}"
        return f", at {now.text} instead of {before.text}"


CHANGE, DESIGN = "the cheapest change", "the cheapest design"
"""The fewest decisions turned, then the least money a month, then the shortest way; or the least money first."""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def said(space: Space, turns: Mapping[str, Value]) -> str:
    """Turns in words: `Timeout 80 ms → 40 ms; Blocks ...`."""
    case, own = space.design.case, space.design.knobs
    return "; ".join(
        f"{case.knob(n).title} {case.knob(n).said(getattr(own, n))} → {case.knob(n).said(v)}" for n, v in turns.items()
    )


def cheapest_change(space: Space, seed: int = SEED, progress: Progress = silent, budget: int = BUDGET) -> Answer:
    """The change that turns fewest decisions, and of those the one that then costs least money a month.

    Every place of every single decision is tried; then, from the best of some designs drawn at random, downhill and
    back again; then every pair of decisions at `PLACES` places of a number; then a third beside the best pairs. The
    first number of decisions at which anything is found is the answer's: that none of fewer was found is exact for
    one decision, to within those places for two, and a search for three and more. Made once more before it is
    returned. What is cancelled or spent returns the best so far.
    """
    return _answered(Ground(space, progress, budget), CHANGE, _fewest, lambda t: t.change, seed)


def cheapest_design(space: Space, seed: int = SEED, progress: Progress = silent, budget: int = BUDGET) -> Answer:
    """The design that costs least money a month and keeps every promise; of equals, the one that turns fewest.

    Downhill from the cheapest of what keeps every promise, one decision at a time at every place, then two at a time
    by a step each. It is the best that was found, and no proof that there is none cheaper.
    """
    return _answered(Ground(space, progress, budget), DESIGN, _least, lambda t: t.price, seed)


def _answered(
    ground: Ground,
    asked: str,
    look: Callable[[Ground, int], Iterator[str]],
    rank: Callable[[Tried], tuple[float, float, float]],
    seed: int,
) -> Answer:
    tried: list[str] = []
    found: Contradiction | None = None
    finished = True
    try:
        tried.extend(look(ground, seed))
        if not any(t.good for t in ground.designs):
            ground.doing = "Which promises contradict each other"
            found = contradiction(ground)
    except (Cancelled, Spent):
        finished = False
    good = [t for t in ground.designs if t.good]
    best = min(good, key=rank, default=None)
    design = checked(ground.space, best) if best is not None else None
    if best is None and found is None:
        found = contradiction(ground, search=False)
    turns = best.turns if best is not None else {}
    return Answer(ground.space, asked, design, turns, ground.money, len(ground.designs), tuple(tried), finished, found)


def _fewest(ground: Ground, seed: int) -> Iterator[str]:
    """One decision, a way by search, two decisions, three; each says what it tried once it is done."""
    ground.doing = "One decision"
    if ground.home.good:
        return
    ones = list(ground.around(ground.home.point, None))
    yield f"every place of every single decision ({_count(ones)} designs)"
    if any(t.good for t in ones):
        return
    yield from _reached(ground, seed)
    if min((len(t.turns) for t in ground.designs if t.good), default=3) >= 2:
        ground.doing = "Two decisions"
        pairs = list(_pairs(ground))
        yield f"every pair of decisions, {PLACES} places of a number ({_count(pairs)} designs)"
        if found := [t for t in pairs if t.good]:
            _polished(ground, min(found, key=lambda t: t.change))
            return
        ground.doing = "Three decisions"
        threes = [t for pair in sorted(pairs, key=Tried.trouble)[:BEAM] for t in ground.around(pair.point)]
        yield f"a third decision beside the {BEAM} best pairs ({_count(threes)} designs)"
    good = [t for t in ground.designs if t.good]
    if good:
        ground.doing = "Cheaper places of the same decisions"
        _polished(ground, min(good, key=lambda t: t.change))


def _count(tried: Iterable[Tried]) -> str:
    """How many there are, those once that differ only in what they do not use."""
    return f"{len({t.point for t in tried}):,}"


def _reached(ground: Ground, seed: int) -> Iterator[str]:
    """Downhill from home and from the best of some designs drawn at random; what keeps all is walked back."""
    ground.doing = "Designs at random"
    points = points_of(ground.space, DRAWN, seed).tolist()
    drawn = [t for point in points if (t := ground.at(tuple(point))) is not None]
    ground.doing = "Downhill from the best"
    for start in (ground.home, *sorted(drawn, key=Tried.trouble)[:STARTS]):
        end = ground.descent(start, _to_all)
        if end.good:
            ground.walked_back(end)
    yield f"{_count(drawn)} designs at random, and downhill from the best {STARTS} and from yours"


def _to_all(tried: Tried) -> tuple[float, ...]:
    """Towards keeping every promise; where all are kept, towards the smaller change."""
    return (0.0, 0.0, 0.0, *tried.change) if tried.good else (*tried.trouble(), *tried.change)


def _pairs(ground: Ground) -> Iterator[Tried]:
    """Two axes turned from home, each at some of its places. What the two do not use is the same as fewer."""
    space, home = ground.space, ground.home.point
    for a, b in combinations(range(len(space.axes)), 2):
        for i in looked_at(space.axes[a], PLACES):
            if i != home[a]:
                yield from ground.along((*home[:a], i, *home[a + 1 :]), b, looked_at(space.axes[b], PLACES))


def _polished(ground: Ground, found: Tried) -> Tried:
    """The same decisions at the places where they cost least, each looked for along its whole axis in turn."""
    best, moved = found, True
    while moved:
        moved = False
        for a, home in enumerate(ground.space.home):
            if best.point[a] == home:
                continue
            every = (t for t in ground.along(best.point, a, looked_at(ground.space.axes[a], None)) if t.good)
            if (cheaper := min(every, key=lambda t: t.change, default=best)).change < best.change:
                best, moved = cheaper, True
    return best


def _least(ground: Ground, seed: int) -> Iterator[str]:
    """A way to keep all, then downhill in money from the cheapest few."""
    yield from _reached(ground, seed)
    good = sorted((t for t in ground.designs if t.good), key=lambda t: t.price)
    for start in _apart(good):
        ground.doing = "Cheaper, decision by decision"
        end = ground.descent(start, _to_cheap)
        ground.doing = "Cheaper, every place"
        end = ground.descent(end, _to_cheap, None)
        ground.doing = "Cheaper, two at a time"
        while (better := min(_steps(ground, end.point), key=_to_cheap, default=end)).good and (
            better.price < end.price
        ):
            end = ground.descent(better, _to_cheap)
    if good:
        yield f"downhill in money from the {len(_apart(good))} cheapest of them, one and two decisions at a time"


def _apart(good: list[Tried]) -> list[Tried]:
    """The cheapest few that do not cost the same."""
    return list({t.money: t for t in reversed(good)}.values())[::-1][:STARTS]


def _to_cheap(tried: Tried) -> tuple[float, ...]:
    return (0.0, *tried.price) if tried.good else (1.0, *tried.trouble())


def _steps(ground: Ground, point: Point) -> Iterator[Tried]:
    """Two axes turned from a point, each to the places beside it."""
    space = ground.space
    for a, b in combinations(range(len(space.axes)), 2):
        for i in _beside(space, a, point[a]):
            yield from ground.along((*point[:a], i, *point[a + 1 :]), b, _beside(space, b, point[b]))


def _beside(space: Space, axis: int, place: int) -> tuple[int, ...]:
    """For a number a tenth of its axis below and above; every other place of anything else."""
    found = space.axes[axis]
    last = len(found.places) - 1
    if not found.number:
        return tuple(i for i in range(last + 1) if i != place)
    step = max(1, last // 10)
    return tuple(i for i in {max(place - step, 0), min(place + step, last)} if i != place)

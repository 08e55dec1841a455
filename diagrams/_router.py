"""Arrows on their way from part to part: round other parts, with few bends and few crossings.

For each arrow every pair of ports is tried as a straight line, an S-curve and a bent line, cheapest first (length,
bends, slant, ports already taken); a way through a foreign part is refused unless there is no other. Deterministic.
"""

from collections.abc import Mapping, Sequence
from math import hypot, inf

from ._bends import BEND, NORMAL, WIDEST_SLOT, Candidate, Pair, Port, bent, direct, facing, keyed, ports
from ._geometry import NEAR, Box, Segment, crosses, hits, runs_along
from ._route import Route

Rail = tuple[Segment, float]
AIR = 9.0
"""How far an arrow keeps from a part that is not its own, px."""
TAKEN, OFF_CENTRE, CROSSING, ALONG, ON_WORDS, THROUGH = 70.0, 5.0, 55.0, 160.0, 90.0, 1e6
LAST = 4 * THROUGH
"""What a straight line through everything costs: taken only where there is no other way."""
BESIDE = 9.0
"""An arrow nearer than this to a border that it runs along is taken for a border, px."""
LEAST = 12.0
"""A shorter stretch beside a border is none, px."""


def routes(
    boxes: Mapping[str, Box],
    ends: Sequence[tuple[str, str]],
    words: Sequence[Box],
    rails: Sequence[Rail],
    limits: Box,
) -> list[Route]:
    """A way for each pair of ends. `words` are zones' names, to keep off; `rails`, lines not to run along, each
    with what that costs; `limits`, the drawing area.
    """
    chosen: dict[int, Candidate] = {}
    lanes = _lanes(boxes, limits)
    by_length = sorted(range(len(ends)), key=lambda i: (_apart(boxes[ends[i][0]], boxes[ends[i][1]]), i))
    for second in (False, True):
        for i in by_length:
            others = [c for j, c in chosen.items() if j != i]
            if not second or _meets(chosen[i], others):
                chosen[i] = _Search(ends[i], boxes, others, words, rails, lanes).found(chosen.get(i))
    return [chosen[i].route for i in range(len(ends))]


def _meets(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """True where an arrow chosen early crosses, follows or shares a port with one that came later."""
    ports = {port for c in others for port in (c.start, c.end)}
    if candidate.start in ports or candidate.end in ports:
        return True
    own = candidate.route.pieces
    theirs = [t for c in others for t in c.route.pieces]
    return any(crosses(s, t) or runs_along(s, t) for s in own for t in theirs)


def _apart(a: Box, b: Box) -> float:
    return hypot(a.cx - b.cx, a.cy - b.cy)


def _lanes(boxes: Mapping[str, Box], limits: Box) -> tuple[list[float], list[float]]:
    """Where bent lines may run: beside every part, both ways; nearly equal ones once."""
    xs = sorted({v for b in boxes.values() for v in (b.x - 24, b.x - 36, b.right + 24, b.right + 36)})
    ys = sorted({v for b in boxes.values() for v in (b.y - 18, b.y - 33, b.bottom + 23, b.bottom + 33)})
    return (
        _thinned([x for x in xs if limits.x < x < limits.right]),
        _thinned([y for y in ys if limits.y < y < limits.bottom]),
    )


def _thinned(values: list[float]) -> list[float]:
    kept: list[float] = []
    for v in values:
        if not kept or v - kept[-1] > 4:
            kept.append(v)
    return kept


class _Search:
    """The search for one arrow's best way among all that was chosen before."""

    def __init__(
        self,
        ends: tuple[str, str],
        boxes: Mapping[str, Box],
        others: list[Candidate],
        words: Sequence[Box],
        rails: Sequence[Rail],
        lanes: tuple[list[float], list[float]],
    ) -> None:
        self.ends, self.lanes = ends, lanes
        self.words = [((b.x, b.y, b.right, b.bottom), b) for b in words]
        self.rails = [
            [(s[j], min(s[i], s[i + 2]), max(s[i], s[i + 2]), price) for s, price in rails if s[j] == s[j + 2]]
            for i, j in ((0, 1), (1, 0))
        ]
        self.taken = {port for c in others for port in (c.start, c.end)}
        parts = [b.grown(AIR) for key, b in boxes.items() if key not in ends]
        parts += [boxes[end].grown(-2) for end in ends]
        self.solid = [((b.x, b.y, b.right, b.bottom), b) for b in parts]
        self.lines = [(c.route.around, c.route.pieces) for c in others]
        self.best: Candidate | None = None
        self.reach: dict[Port, float] = {}
        leaves, arrives = (self.priced(boxes[end], end) for end in ends)
        self.prices = {
            (end, port.side, port.slot): price
            for end, some in zip(ends, (leaves, arrives), strict=True)
            for port, price in some
        }
        self.pairs = [
            Pair(a, b, x + y, abs(a.at[0] - b.at[0]) + abs(a.at[1] - b.at[1]), (a.side in "rl") == (b.side in "rl"))
            for a, x in leaves
            for b, y in arrives
        ]

    def found(self, held: Candidate | None) -> Candidate:
        """The best way: straight or curved, else bent, else through what is in the way.

        `held` is the way that the arrow has taken so far: a better one is looked for.
        """
        if held is not None:
            priced = held._replace(cost=held.bare + self.prices[held.start] + self.prices[held.end])
            self.best = priced._replace(cost=self.full_cost(priced, inf))
        self.sift([c for pair in self.facing() for c in direct(pair, *self.ends)])
        self.bend(blind=False)
        if self.best is None or self.best.cost >= THROUGH:
            self.bend(blind=True)
        if self.best is None:
            self.sift(
                [Candidate(LAST, Route("straight", (p.a.at, p.b.at)), *keyed(p, *self.ends), LAST) for p in self.pairs]
            )
        assert self.best is not None  # there are pairs of ports
        return self.best

    def facing(self) -> list[Pair]:
        """The pairs of ports on sides that face each other."""
        middle = {(p.a.side, p.b.side) for p in self.pairs if not p.a.slot and not p.b.slot and facing(p, WIDEST_SLOT)}
        return [p for p in self.pairs if (p.a.side, p.b.side) in middle]

    @property
    def ceiling(self) -> float:
        """What a way must cost less than."""
        return LAST if self.best is None else self.best.cost

    def sift(self, candidates: list[Candidate]) -> None:
        """Keep the best of some ways, looked at cheapest first."""
        for c in sorted(candidates, key=lambda c: c.cost):
            if self.best is not None and c.cost >= self.best.cost:
                return
            full = self.full_cost(c, inf if self.best is None else self.best.cost)
            if self.best is None or full < self.best.cost:
                self.best = c._replace(cost=full)

    def bend(self, blind: bool) -> None:
        """Try bent lines; unless `blind`, none whose first or last piece runs into a part."""
        for corners in (1, 2, 3):
            fixed, ceiling = BEND * corners, self.ceiling
            near = [p for p in self.pairs if p.alike == (corners == 2) and p.apart + p.cost + fixed < ceiling]
            for pair in sorted(near, key=lambda p: p.apart + p.cost):
                if pair.apart + pair.cost + fixed >= self.ceiling:
                    break
                legs = (inf, inf) if blind else (self.free(pair.a), self.free(pair.b))
                self.sift(list(bent(pair, corners, self.ends, self.lanes, self.ceiling, legs)))

    def priced(self, box: Box, key: str) -> list[tuple[Port, float]]:
        """Each port of a part with what it costs to use it."""
        return [
            (p, (TAKEN if (key, p.side, p.slot) in self.taken else 0.0) + (OFF_CENTRE if p.slot else 0.0))
            for p in ports(box)
        ]

    def free(self, port: Port) -> float:
        """How far one gets straight out of a port before a part is in the way, px."""
        if port in self.reach:
            return self.reach[port]
        (x, y), (nx, ny) = port.at, NORMAL[port.side]
        sides = [side for side, _ in self.solid]
        if ny:
            ahead = [(top - y) if ny > 0 else y - low for left, top, right, low in sides if left < x < right]
        else:
            ahead = [(left - x) if nx > 0 else x - right for left, top, right, low in sides if top < y < low]
        found = self.reach[port] = min((far for far in ahead if far > -2 * AIR), default=inf)
        return found

    def full_cost(self, candidate: Candidate, bound: float) -> float:
        """What a way costs with all that it meets; gives up once it is dearer than the bound."""
        cost = candidate.cost
        pieces = candidate.route.pieces
        x, y, right, bottom = candidate.route.around
        for (left, top, far, low), box in self.solid:
            if left < right and x < far and top < bottom and y < low and any(hits(s, box) for s in pieces):
                cost += THROUGH
                if cost >= bound:
                    return cost
        for (left, top, far, low), box in self.words:
            if left < right and x < far and top < bottom and y < low and any(hits(s, box) for s in pieces):
                cost += ON_WORDS
        for (left, top, far, low), theirs in self.lines:
            if cost >= bound:
                return cost
            if left > right + NEAR or far < x - NEAR or top > bottom + NEAR or low < y - NEAR:
                continue
            for s in pieces:
                for t in theirs:
                    if crosses(s, t):
                        cost += CROSSING
                    elif runs_along(s, t):
                        cost += ALONG
        if cost >= bound:
            return cost
        return cost + self.along_rails(pieces)

    def along_rails(self, pieces: Sequence[Segment]) -> float:
        """What it costs to run along borders and names: of each rail once, however many pieces follow it."""
        cost = 0.0
        for i, j in ((0, 1), (1, 0)):
            spans = [(s[j], min(s[i], s[i + 2]), max(s[i], s[i + 2])) for s in pieces if s[j] == s[j + 2]]
            if spans:
                for at, begin, end, price in self.rails[i]:
                    if any(abs(at - line) < BESIDE and min(end, b) - max(begin, a) > LEAST for line, a, b in spans):
                        cost += price
        return cost

"""Where parts go when nobody pinned them: each zone a band of columns, as a person would draw it.

Inside a band what is fed stands right of what feeds it, on the same row where that is free. Bands lie one below the
other, each moved sideways to where its arrows to those above are short. What stands in no zone, or alone in one, goes
beside or below the band that it talks to. Pure and deterministic.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from statistics import median

Ends = tuple[tuple[str, str], ...]
Places = Mapping[str, tuple[float, float]]
WIDEST = 7
"""More columns than this are folded into rows."""


@lru_cache(maxsize=64)
def automatic(names: tuple[str, ...], ends: Ends, planes: tuple[tuple[str, ...], ...]) -> Places:
    """A place (column, row) for each part; no two share one, and no zone's box holds a part of another."""
    return _Bands(names, ends, planes).places()


class _Bands:
    """One layout while it is made. Columns and rows are whole numbers; a band's rows count from its own top."""

    def __init__(self, names: tuple[str, ...], ends: Ends, planes: tuple[tuple[str, ...], ...]) -> None:
        self.order = {name: i for i, name in enumerate(names)}
        self.ends = [(a, b) for a, b in dict.fromkeys(ends) if a != b]
        self.beside: dict[str, list[str]] = {name: [] for name in names}
        for a, b in self.ends:
            self.beside[a].append(b)
            self.beside[b].append(a)
        held: set[str] = set()
        groups = []
        for plane in planes:
            groups.append([m for m in plane if m in self.order and m not in held])
            held.update(plane)
        large = [g for g in groups if len(g) > 1]
        self.bands = large or [list(names)]
        inside = {m for band in self.bands for m in band}
        self.loose = [name for name in names if name not in inside]
        self.cells: dict[str, tuple[int, int]] = {}

    def places(self) -> Places:
        """The place of every part."""
        top, sides = 0, {}
        for i, band in enumerate(self.bands):
            own = self.band(band)
            shift = self.shift(own)
            left = min(column for column, _ in own.values()) + shift
            guests = self.guests(i, {name: (c + shift, r) for name, (c, r) in own.items()}, left)
            low = min((r for _, r in (*own.values(), *guests.values())), default=0)
            for name, (column, row) in own.items():
                self.cells[name] = (column + shift, row - low + top)
            for name, (column, row) in guests.items():
                self.cells[name] = (column, row - low + top)
                sides[name] = i
            top = max(row for _, row in self.cells.values()) + 1
        return {name: (float(c), float(r)) for name, (c, r) in self.cells.items()}

    def band(self, members: list[str]) -> dict[str, tuple[int, int]]:
        """A column and a row for each member of a band."""
        flows = self.forward(members)
        after = {m: [b for a, b in flows if a == m] for m in members}
        before = {m: [a for a, b in flows if b == m] for m in members}
        column: dict[str, int] = {}
        for m in self.sorted(members, before):
            column[m] = max((column[a] + 1 for a in before[m]), default=0)
        for m in members:
            if not before[m] and after[m]:
                column[m] = min(column[b] for b in after[m]) - 1
        onward: dict[str, int] = {}
        for m in reversed(self.sorted(members, before)):
            onward[m] = max((onward[b] + 1 for b in after[m]), default=0)
        alone = [m for m in members if not before[m] and not after[m]]
        cells: dict[str, tuple[int, int]] = {}
        joined = [m for m in members if m not in alone]
        for m in sorted(joined, key=lambda m: (column[m], -onward[m], self.order[m])):
            wanted = median(cells[a][1] for a in before[m]) if before[m] else 0
            self.settle(cells, m, column[m] % WIDEST, round(wanted) + (column[m] // WIDEST) * 2)
        for m in alone:
            known = [self.cells[o][0] for o in self.beside[m] if o in self.cells]
            base = round(median(known)) if known else len(cells) % 5
            self.settle(cells, m, min(base, WIDEST - 1), 0)
        return cells

    def settle(self, cells: dict[str, tuple[int, int]], name: str, column: int, row: int) -> None:
        """Give a part the free row of a column that is nearest to the one it wants, below before above."""
        taken = set(cells.values())
        steps = (step for far in range(len(cells) + 1) for step in ((far, -far) if far else (0,)))
        cells[name] = next((column, row + step) for step in steps if (column, row + step) not in taken)

    def forward(self, members: Iterable[str]) -> list[tuple[str, str]]:
        """The arrows inside a band without those that close a ring, found by walking it in the order written."""
        inside = set(members)
        flows = [(a, b) for a, b in self.ends if a in inside and b in inside]
        kept: list[tuple[str, str]] = []
        reach: dict[str, set[str]] = {m: {m} for m in inside}
        for a, b in flows:
            if a not in reach[b]:
                kept.append((a, b))
                for m in inside:
                    if a in reach[m]:
                        reach[m] |= reach[b]
        return kept

    def sorted(self, members: list[str], before: Mapping[str, list[str]]) -> list[str]:
        """The members, each after all that feed it."""
        done: list[str] = []
        while len(done) < len(members):
            done += [m for m in members if m not in done and all(a in done for a in before[m])]
        return done

    def shift(self, own: Mapping[str, tuple[int, int]]) -> int:
        """How many columns right a band goes so that its arrows to what is placed are short."""
        pulls = [(own[m][0], self.cells[o][0]) for m in own for o in self.beside[m] if o in self.cells]
        least = -min(column for column, _ in own.values())
        most = max((column for column, _ in self.cells.values()), default=0)
        options = range(least, least + max(1, most + 1))
        return min(options, key=lambda s: (sum(abs(c + s - other) for c, other in pulls), s))

    def guests(self, place: int, own: Mapping[str, tuple[int, int]], left: int) -> dict[str, tuple[int, int]]:
        """Where those go that belong to no band and talk most to this one: left of it, or above or below it."""
        found: dict[str, tuple[int, int]] = {}
        rows = [row for _, row in own.values()]
        last, first = place == len(self.bands) - 1, place == 0
        for name in self.loose:
            talks = [o for o in self.beside[name] if o in own]
            if self.host(name) != place:
                continue
            column, row = own[talks[0]] if talks else (left, min(rows))
            if column == left or not (first or last):
                self.settle_beside(found, name, left - 1, row)
            elif last:
                self.settle_along(found, name, column, max(rows) + 1)
            else:
                self.settle_along(found, name, column, min(rows) - 1)
        return found

    def host(self, name: str) -> int:
        """The band that a part without one talks to most; the first of those that it talks to alike."""
        counts = [sum(o in band for o in self.beside[name]) for band in self.bands]
        return max(range(len(counts)), key=lambda i: (counts[i], -i))

    def settle_beside(self, found: dict[str, tuple[int, int]], name: str, column: int, row: int) -> None:
        """A place in the column left of a band."""
        while (column, row) in found.values():
            row += 1
        found[name] = (column, row)

    def settle_along(self, found: dict[str, tuple[int, int]], name: str, column: int, row: int) -> None:
        """A place in the row above or below a band."""
        while (column, row) in found.values():
            column += 1
        found[name] = (column, row)

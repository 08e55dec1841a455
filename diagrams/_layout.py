"""Where parts go when nobody pinned them: Graphviz's layers, or plain columns where Graphviz cannot be run."""

import json
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

Ends = tuple[tuple[str, str], ...]
Places = Mapping[str, tuple[float, float]]


@lru_cache(maxsize=64)
def automatic(
    names: tuple[str, ...],
    ends: Ends,
    planes: tuple[tuple[str, ...], ...],
    size: tuple[float, float],
    grid: tuple[float, float],
) -> Places:
    """A place (column, row; fractions allowed) for each part, left to right, the members of a plane together."""
    try:
        return _layered(names, ends, planes, size, grid)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return _columns(names, ends)


def graphviz_program() -> Path:
    """The layout program that `graphviz-pure` installs beside this Python, whether or not that is on PATH."""
    name = "graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure"
    return Path(sysconfig.get_path("scripts")) / name


def _layered(
    names: tuple[str, ...],
    ends: Ends,
    planes: tuple[tuple[str, ...], ...],
    size: tuple[float, float],
    grid: tuple[float, float],
) -> Places:
    ids = {name: f"n{i}" for i, name in enumerate(names)}
    wide, high = (s / 72 for s in size)
    lines = [
        "digraph { rankdir=LR; nodesep=0.65; ranksep=0.95;",
        f'node [shape=box fixedsize=true width={wide:.4f} height={high:.4f} label=""];',
        *(f"{ids[name]};" for name in names),
        *(
            f"subgraph cluster_{i} {{ margin=26; {' '.join(ids[m] + ';' for m in members)} }}"
            for i, members in enumerate(planes)
        ),
        *(f"{ids[a]} -> {ids[b]};" for a, b in ends),
        "}",
    ]
    run = subprocess.run(
        [graphviz_program(), "-Kdot", "-Tjson0"],
        input="\n".join(lines).encode(),
        capture_output=True,
        timeout=10,
        check=True,
        creationflags=0x08000000 if sys.platform == "win32" else 0,  # no console window
    )
    drawn = {o["name"]: o["pos"] for o in json.loads(run.stdout)["objects"] if "pos" in o}
    points = {name: tuple(float(v) for v in drawn[ids[name]].split(",")) for name in names}
    return {name: (x / grid[0], -y / grid[1]) for name, (x, y) in points.items()}


def _columns(names: tuple[str, ...], ends: Ends) -> Places:
    """Each part one column right of what feeds it, in the order written; arrows that go back are left out."""
    rank = dict.fromkeys(names, 0)
    order = {name: i for i, name in enumerate(names)}
    for name in names:
        for a, b in ends:
            if a == name and order[a] < order[b]:
                rank[b] = max(rank[b], rank[a] + 1)
    filled: dict[int, int] = {}
    places = {}
    for name in names:
        row = filled.get(rank[name], 0)
        filled[rank[name]] = row + 1
        places[name] = (float(rank[name]), float(row))
    return places

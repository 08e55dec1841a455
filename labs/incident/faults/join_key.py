"""Terminals are looked up under the wrong key, so that each is served another one's history."""

import numpy as np

from labs.incident.draft import GROUPS, Draft
from labs.incident.fault import Fault, Plant


def _served(draft: Draft, plant: Plant) -> None:
    rng = draft.rng(plant)
    wrong = rng.random(int(draft.payments.terminal.max()) + 1) < plant.size
    hit = np.flatnonzero(draft.hit(plant) & wrong[draft.payments.terminal[draft.rows]])
    columns = np.array(GROUPS["terminal"])
    other = rng.permutation(hit)
    draft.served[hit[:, None], columns] = draft.served[other[:, None], columns]


FAULT = Fault(
    name="join_key",
    title="Join key change",
    says="Terminal ids were renumbered; look-ups find a row, but it is another terminal's.",
    stage="source",
    owner="data platform",
    sizes=(0.4, 0.7, 1.0),
    unit="share of terminals",
    gate="A reconciliation after each load: of a sample of keys, what the store holds equals what the source says.",
    entry=("upstream change", "terminal registry: ids in the new format"),
    served=_served,
)

"""The scores mean something else and the threshold stayed where it was."""

from labs.incident.draft import Draft, Served
from labs.incident.fault import Fault, Plant
from labs.incident.models import CURRENT


def _release(draft: Draft, plant: Plant) -> None:
    draft.serving.append(Served(plant.onset_s, CURRENT, odds=plant.size))


FAULT = Fault(
    name="threshold_off",
    title="Threshold out of calibration",
    says="A release lost the correction of the base rate: the order of the scores is right, their size is not.",
    stage="model",
    owner="model team",
    sizes=(2.5, 5.0, 12.0),
    unit="times the odds",
    gate="A release brings its threshold with it, and its share of blocks in shadow is compared with the old one's.",
    entry=("model release", "model v12.1: same trees, new export"),
    segments=False,
    release=_release,
)

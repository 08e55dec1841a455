"""A model that was the best offline and is a bad one in service."""

from labs.incident.draft import Draft, Served
from labs.incident.fault import Fault, Plant


def _release(draft: Draft, plant: Plant) -> None:
    draft.serving.append(Served(plant.onset_s, "leaking"))


FAULT = Fault(
    name="bad_release",
    title="Bad release",
    says="Model v13 learned from features that knew the label; offline it was the best of all, live it is blind.",
    stage="model",
    owner="model team",
    sizes=(1.0, 1.0, 1.0),
    unit="of traffic",
    gate="Shadow on live traffic before the switch: what a leak promised offline is not there.",
    entry=("model release", "model v13 replaces v12"),
    segments=False,
    release=_release,
)

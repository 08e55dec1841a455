"""The rollout path of a new model: candidate, shadow, canary steps, all traffic, and the way back; with its gates.

Drawn from the release parts that a design has. A stage that it lacks is drawn as a gap, and what that means is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from components.canary import Canary
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.shadow_model import ShadowModel
from components.training_pipeline import TrainingPipeline
from design import Component, Days, Design, Hours, Seconds, Share, bounded, turned, unit_of, written

from ._canvas import MARGIN, TOP, Canvas, lines_of, nothing
from ._found import all_of, first_of
from ._geometry import Box
from ._picture import Picture
from ._theme import Theme

LABEL, ORDER = "Rollout path", 3
PREFIX = "rollout"
DAYS, HOURS, SECONDS, SHARE = unit_of(Days), unit_of(Hours), unit_of(Seconds), unit_of(Share)
NO_RELEASE = (
    "This design releases no model: it has no training, no registry, and nothing that tries a new version before all "
    "requests meet it."
)
NO_SHADOW = "the first real request is also the first test"
NO_CANARY = "a bad version meets all requests at once, not a few"
GAP, HIGH = 76.0, 176.0
"""The room for a gate between two stages, and the height of a stage, px."""


@dataclass(frozen=True)
class Stage:
    """A stage of the way: how much of the traffic meets the new version there, and what it answers for.

    `gate` is what must be true to leave it. `has` is false for a stage that the design lacks.
    """

    title: str
    family: str
    icon: str
    copied: float
    answered: float
    number: str
    says: str
    gate: str
    has: bool = True


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The rollout path of a design, or a sentence where it releases nothing."""
    title = f"{design.case.title}: how a new model reaches users"
    kinds = (TrainingPipeline, ModelRegistry, ShadowModel, Canary)
    if not any(first_of(design, kind) for kind in kinds):
        return nothing(theme, prefix, title, NO_RELEASE)
    stages = tuple(stages_of(design))
    return _Path(design, stages, Canvas(theme, prefix, title, _subtitle(design, stages))).drawn()


def stages_of(design: Design) -> Iterator[Stage]:
    """The stages in their order, those that are missing among them."""
    training = first_of(design, TrainingPipeline)
    if training:
        yield Stage(
            "Candidate", "batch", "graduation-cap", 0, 0, f"every {written(training.every_days, DAYS)}",
            "trained and checked against the last model; nobody is answered by it",
            f"a person signs it, {written(training.review_hours, HOURS)}",
        )  # fmt: skip
    else:
        yield Stage("Candidate", "batch", "graduation-cap", 0, 0, "", "no part trains one", "nobody checks", has=False)
    shadows = all_of(design, ShadowModel)
    for shadow in shadows:
        change = f"a change of {written(shadow.detectable_change, SHARE)} in what it stops is told from noise"
        yield Stage(
            "Shadow", "model", "ghost", float(shadow.share), 0, written(shadow.compared, DAYS),
            f"sees a copy of {written(shadow.share, SHARE)} of the traffic and answers none: it proves that the model "
            "runs and scores alike, not what users do", change,
        )  # fmt: skip
    if not shadows:
        yield Stage("No shadow", "model", "ghost", 0, 0, "", f"{NO_SHADOW}; {_adds(design, ShadowModel)}",
                    "nothing compared", has=False)  # fmt: skip
    canaries = sorted(all_of(design, Canary), key=lambda p: float(p.share))
    for canary in canaries:
        exposed = written(float(canary.exposed)) if bounded(canary.exposed) else "all"
        yield Stage(
            f"Canary {written(canary.share, SHARE)}", "ops", "bird", 0, float(canary.share),
            written(canary.verdict, DAYS),
            f"decides for real: {exposed} requests meet a bad version before the verdict",
            f"{written(float(canary.needed))} requests: a change of {written(canary.detectable_change, SHARE)} is seen",
        )  # fmt: skip
    if not canaries:
        yield Stage("No canary", "ops", "bird", 0, 0, "", f"{NO_CANARY}; {_adds(design, Canary)}",
                    "nothing decided for a few", has=False)  # fmt: skip
    yield _full(design)


def _adds(design: Design, kind: type[Component]) -> str:
    """The switch of the case that would add such a part, found by turning each."""
    case, knobs = design.case, design.knobs
    for knob in case.knobs:
        if knob.kind == "switch" and not knob.trains:
            other = turned(knobs, {knob.name: not getattr(knobs, knob.name)})
            alike = case.evidence_key(other) == case.evidence_key(knobs)
            if alike and case.architecture(other, design.evidence).of(kind):
                return f"“{knob.title}” would add it"
    return "no switch of this case adds it"


def _full(design: Design) -> Stage:
    monitor, server = first_of(design, Monitor), first_of(design, ModelServer)
    told = f"serves everybody, on {server.name}" if server else "serves everybody"
    if monitor is None:
        return Stage("All traffic", "model", "brain-circuit", 0, 1, "100 %", f"{told}; nothing watches it", "")
    noticed = (
        f"watched: a shift is noticed after {written(monitor.shift_noticed, HOURS)}, a fall of recall after "
        f"{written(monitor.recall_noticed, DAYS)}"
    )
    return Stage("All traffic", "model", "brain-circuit", 0, 1, "100 %", f"{told}; {noticed}", "")


def _subtitle(design: Design, stages: tuple[Stage, ...]) -> str:
    lacks = [s.title.lower() for s in stages if not s.has]
    registry = first_of(design, ModelRegistry)
    back = f"rollback in {written(registry.rollback, SECONDS)}" if registry else "no registry: no way back"
    return f"Rollout · {' · '.join([*lacks, back])}"


class _Path:
    """One rollout path while it is drawn."""

    def __init__(self, design: Design, stages: tuple[Stage, ...], canvas: Canvas) -> None:
        self.design, self.stages, self.canvas = design, stages, canvas
        inside = canvas.width - 2 * MARGIN
        self.wide = (inside - GAP * (len(stages) - 1)) / len(stages)
        self.top = TOP + 34

    def x(self, place: int) -> float:
        """The left side of a stage."""
        return MARGIN + place * (self.wide + GAP)

    def drawn(self) -> Picture:
        """The stages with a gate between each two, the traffic below, the way back under all."""
        for i, stage in enumerate(self.stages):
            self.stage(i, stage)
        for i, (stage, after) in enumerate(zip(self.stages, self.stages[1:], strict=False)):
            self.gate(i, stage, after.has and stage.has)
        self.traffic(self.top + HIGH + 34)
        bottom = self.back(self.top + HIGH + 142)
        for said in self.said():
            bottom = self.canvas.block(MARGIN, bottom, said, self.canvas.width - 2 * MARGIN, 12.5, "ink") + 3
        return self.canvas.picture(bottom + 10, self.alt())

    def stage(self, place: int, stage: Stage) -> None:
        """A stage's box: what it is, its number, what it answers for. One that is missing has a dashed line only."""
        c, x, y, wide = self.canvas, self.x(place), self.top, self.wide
        if stage.has:
            c.outline(stage.family, Box(x, y, wide, HIGH))
        else:
            c.box(Box(x, y, wide, HIGH), "page", "bad", 1.6, 8, "5 4")
        ink = f"{stage.family}-line" if stage.has else "bad"
        c.icon(stage.icon, x + 14, y + 14, ink)
        c.text(x + 44, y + 29, stage.title, 14.5, "ink" if stage.has else "bad", bold=True, room=wide - 56)
        at = y + 58
        if stage.number:
            c.chip(x + 14, y + 44, stage.number, ink, 12)
            at = y + 86
        for i, row in enumerate(lines_of(stage.says, 12, wide - 28, 6)):
            c.text(x + 14, at + 15.5 * i, row, 12, "muted" if stage.has else "ink")

    def gate(self, place: int, stage: Stage, whole: bool) -> None:
        """The arrow to the next stage with the gate on it, and what the gate asks above it."""
        c, x, y = self.canvas, self.x(place) + self.wide, self.top + HIGH / 2
        ink = "ink" if whole else "zone-line"
        c.arrow("sync", ((x + 2, y), (x + GAP - 3, y)), ink, 1.8)
        mid, r = x + GAP / 2 - 4, 13.0
        c.path(f"M{mid - r:.1f} {y:.1f}L{mid:.1f} {y - r:.1f}L{mid + r:.1f} {y:.1f}L{mid:.1f} {y + r:.1f}z", "page",
               "ink" if stage.has else "bad", 1.6)  # fmt: skip
        mark = "M-4 0L-1 3.5L4.5 -3.5" if stage.has else "M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5"
        c.put(
            f'<path transform="translate({mid:.1f} {y:.1f})" d="{mark}" fill="none" '
            f'stroke="{c.c("ink" if stage.has else "bad")}" stroke-width="1.8"/>'
        )
        rows = lines_of(stage.gate, 11.5, self.wide + GAP - 20, 2)
        c.line(((mid, y - r), (mid, self.top - 6)), "zone-line", 1.0, "2 3")
        for i, row in enumerate(rows):
            c.text(mid, self.top - 12 - 14 * (len(rows) - 1 - i), row, 11.5, "ink" if stage.has else "bad",
                   anchor="middle")  # fmt: skip

    def traffic(self, y: float) -> None:
        """How much of the traffic the new version sees at each stage, and how much it answers."""
        c = self.canvas
        for i, stage in enumerate(self.stages):
            x, wide = self.x(i), self.wide
            c.box(Box(x, y, wide, 16), "zone", "zone-line", 1, 3)
            share, fill = (stage.answered, "model-line") if stage.answered else (stage.copied, "model")
            if share > 0:
                c.box(
                    Box(x, y, max(3.0, wide * share), 16), fill, "model-line", 1.2, 3, "" if stage.answered else "4 3"
                )
            said = (
                f"serves {written(stage.answered, SHARE)}"
                if stage.answered
                else f"sees {written(stage.copied, SHARE)}, serves none"
                if stage.copied
                else ("sees no request" if stage.has else "skipped")
            )
            c.text(x, y + 34, said, 12, bold=bool(stage.answered), room=wide)
        c.text(MARGIN, y - 8, "Requests that the new version meets", 11.5, "muted")

    def back(self, y: float) -> float:
        """The way back from all traffic to the version before, or that there is none; where the next text may stand."""
        c, registry = self.canvas, first_of(self.design, ModelRegistry)
        last = self.x(len(self.stages) - 1)
        if registry is None:
            said = "No model registry: there is no version to go back to, only one to build again."
            c.text(MARGIN, y, said, 13, "bad", bold=True)
            return y + 30
        box = Box(MARGIN, y, self.wide, 62)
        c.outline(registry.family, box)
        c.icon(registry.icon, box.x + 14, box.y + 20, f"{registry.family}-line")
        c.text(box.x + 44, box.y + 26, registry.name, 13.5, bold=True, room=box.w - 52)
        c.text(box.x + 44, box.y + 45, f"{written(registry.versions)} versions kept", 12, "muted", room=box.w - 52)
        x = last + self.wide / 2
        points = ((x, self.top + HIGH + 74), (x, box.cy), (box.right + 2, box.cy))
        c.arrow("control", points)
        said = (
            f"rollback {written(registry.rollback, SECONDS)}: the pointer moves, every server loads the version before"
        )
        c.text((box.right + x) / 2, box.cy - 9, said, 12.5, "control", bold=True, anchor="middle")
        return box.bottom + 34

    def said(self) -> Iterator[str]:
        """What the path lacks and what it takes, in sentences."""
        lacks = [f"{s.title}: {s.says}" for s in self.stages if not s.has]
        if lacks:
            yield f"Missing here. {'. '.join(lacks)}."
        times = [s.number for s in self.stages[1:-1] if s.has]
        if times:
            yield f"From a signed candidate to all traffic: {', then '.join(times)} of trial, if nothing is wrong."
        elif self.stages[0].has:
            yield "From a signed candidate to all traffic in one step."

    def alt(self) -> str:
        """The picture in words."""
        told = "; ".join(
            f"{s.title}{f' ({s.number})' if s.number else ''}: {s.says}" + (f"; gate: {s.gate}" if s.gate else "")
            for s in self.stages
        )
        return f"{self.canvas.title}. {_subtitle(self.design, self.stages)}. {told}. {' '.join(self.said())}"

"""The label loop as a timeline: an event, its outcome, the label that is believed, the training, the release.

The days add up along the upper band, where a stage's width grows with the logarithm of its time: sixty days and half a
minute can both be read. The strip below it is true to scale.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log10

from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.learning_loop import LearningLoop
from components.model_registry import ModelRegistry
from components.training_pipeline import TrainingPipeline
from design import Component, Days, Design, Entry, Hours, Seconds, Share, bounded, unit_of, written

from ._canvas import MARGIN, TOP, Anchor, Canvas, lines_of, nothing, ticks
from ._found import all_of, first_of
from ._geometry import Box
from ._picture import Picture
from ._theme import Theme

LABEL, ORDER = "Label loop", 2
PREFIX = "label-loop"
DAYS, HOURS, SECONDS, SHARE = unit_of(Days), unit_of(Hours), unit_of(Seconds), unit_of(Share)
NO_LOOP = (
    "This design has no label loop that could be timed: no part joins outcomes to events and says how old the youngest "
    "of them is that a model can learn from."
)
LEAST = 118.0
"""The least width of a stage, px: its words must fit."""
MINUTE = 1 / 1440
INSIDE = 1180 - 2 * MARGIN
_Place = Callable[[float], float]


@dataclass(frozen=True)
class Step:
    """One stage of the loop, `time` in days; `arrives` is what has happened once it is over."""

    title: str
    time: float
    says: str
    arrives: str
    family: str


@dataclass(frozen=True)
class Loop:
    """The parts of a design that the loop is made of, as far as it has them."""

    join: Component | None
    age: Entry | None
    training: TrainingPipeline | None
    registry: ModelRegistry | None
    whole: LearningLoop | None
    sources: tuple[LabelSource, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The stages in their order."""
        return tuple(self._steps())

    @property
    def total(self) -> float:
        """From an event to a served model that has learned its outcome, days: the ledger's where it says so."""
        return float(self.whole.event_to_model) if self.whole else sum(step.time for step in self.steps)

    def _steps(self) -> Iterator[Step]:
        join, training, registry, whole = self.join, self.training, self.registry, self.whole
        if isinstance(join, LabelJoin):
            caught = written(join.matured, SHARE)
            yield Step(
                "Wait for the label",
                float(join.maturation_days),
                f"by then {caught} of the labels are in; the rest is taught as if nothing had happened",
                "label believed",
                "actor",
            )
            yield Step(
                "Join", join.every_hours / 24, "event and label meet in the next run, at worst", "joined", "batch"
            )
        elif join and self.age:
            yield Step("Wait for the label", self.age.value, f"{join.name}: {self.age.says}", "label joined", "actor")
        if training:
            yield Step(
                "Wait for training",
                training.every_days / 2,
                f"half of the {lasting(training.every_days)} between two",
                "training starts",
                "batch",
            )
            ends = training.duration / 24 if training.utilisation < 1 else float("inf")
            yield Step("Training", ends, "features, training, checks", "candidate", "model")
        if whole and whole.trial_days:
            yield Step("Trial", float(whole.trial_days), "runs beside the served model", "verdict", "model")
        if registry:
            reload = registry.reload_seconds / 86_400
            yield Step("Release", reload, "every server loads it", "served", "ops")


def lasting(days: float) -> str:
    """A time in days as a reader sees it, in hours or seconds where it is shorter than a day.

    >>> lasting(22.3), lasting(1.0), lasting(0.3), lasting(30 / 86_400)
    ('22.3 days', '1 day', '7.2 h', '30 s')
    """
    return ("1 day" if days == 1 else written(days, DAYS)) if days >= 1 else written(24 * days, HOURS)


def loop_of(design: Design) -> Loop:
    """What a design has of the loop; the parts that its learning loop names come first."""
    whole = first_of(design, LearningLoop)
    training = whole.training if whole else first_of(design, TrainingPipeline)
    join = whole.join if whole else first_of(design, LabelJoin) or _feeding(design, training)
    return Loop(
        join,
        design.ledger.get(f"{join.key}.age") if join else None,
        training,
        whole.registry if whole else first_of(design, ModelRegistry),
        whole,
        all_of(design, LabelSource),
    )


def _feeding(design: Design, training: Component | None) -> Component | None:
    """What feeds the training with rows of which it knows the age."""
    sources = (flow.source for flow in design.graph.flows if flow.target is training and flow.link.kind == "batch")
    return next((part for part in sources if design.ledger.get(f"{part.key}.age")), None)


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The timeline of a design's label loop, or a sentence where it has none."""
    loop, title = loop_of(design), f"{design.case.title}: how late the model learns"
    if loop.join is None:
        return nothing(theme, prefix, title, NO_LOOP)
    return _Timeline(loop, Canvas(theme, prefix, title, _subtitle(loop))).drawn()


def _subtitle(loop: Loop) -> str:
    if loop.training is None:
        return f"Label loop · a label is believed after {lasting(loop.total)}, and nothing is trained on it"
    if not bounded(loop.total):
        return "Label loop · the next training is due before the last has ended: no model ever catches up"
    return f"Label loop · what happens today is known to the served model after {lasting(loop.total)}, on average"


class _Timeline:
    """One timeline while it is drawn."""

    def __init__(self, loop: Loop, canvas: Canvas) -> None:
        self.loop, self.canvas, self.steps = loop, canvas, loop.steps
        spare = INSIDE - 8 - LEAST * len(self.steps)
        weights = [max(0.0, log10(max(s.time, MINUTE) / MINUTE)) if bounded(s.time) else 6.0 for s in self.steps]
        self.wide = [LEAST + spare * w / (sum(weights) or 1.0) for w in weights]
        self.ages = [sum(s.time for s in self.steps[: i + 1]) for i in range(len(self.steps))]

    def drawn(self) -> Picture:
        """The band of stages, the age at each mark, the strip that is true to scale, what else the loop says."""
        y = TOP + 4
        self.canvas.text(MARGIN, y, AXIS, 11.5, "muted")
        self.band(y + 40)
        bottom = self.strip(y + 236)
        for said in self.said():
            bottom = self.canvas.block(MARGIN, bottom, said, INSIDE, 12.5, "ink") + 3
        return self.canvas.picture(bottom + 10, self.alt())

    def band(self, y: float) -> None:
        """The stages side by side, an event at their left and a mark with the age at each end."""
        c, x = self.canvas, MARGIN
        longest = max(self.steps, key=lambda step: step.time)
        self.mark(x, y, "event", 0.0, "start")
        for i, (step, wide) in enumerate(zip(self.steps, self.wide, strict=True)):
            ink = f"{step.family}-line"
            notch, tip = (10.0 if i else 0.0), 10.0
            right, low, mid = x + wide, y + 62, y + 31
            body = f"M{x:.1f} {y:.1f}L{right - 4:.1f} {y:.1f}L{right - 4 + tip:.1f} {mid:.1f}L{right - 4:.1f} {low:.1f}"
            c.path(f"{body}L{x:.1f} {low:.1f}L{x + notch:.1f} {mid:.1f}z", step.family, ink, 1.6)
            c.text(x + 16, y + 25, step.title, 12.5, bold=True, room=wide - 24)
            c.text(x + 16, y + 46, lasting(step.time), 15, ink, bold=True, room=wide - 24)
            if step is longest and len(self.steps) > 1:
                c.chip(right - 14, y + 37, "longest", ink, 11, "end")
            for n, row in enumerate(lines_of(step.says, 11, wide - 22, 4)):
                c.text(x + 16, y + 126 + 14 * n, row, 11, "muted")
            c.line(((x + 6, y + 116), (x + 6, y + 168)), ink, 2)
            x = right
            last = i == len(self.steps) - 1
            self.mark(x, y, step.arrives, self.ages[i], "end" if last else "middle")

    def mark(self, x: float, y: float, said: str, age: float, anchor: Anchor) -> None:
        """A moment: what has happened, and how long ago the event was by then."""
        at = {"start": x, "middle": x + 2, "end": x}[anchor]
        c = self.canvas
        old = f"day {written(age)}" if bounded(age) else "never"
        c.text(at, y - 12, said, 11.5, bold=True, anchor=anchor)
        c.line(((at, y - 7), (at, y)), "ink", 1.2)
        c.line(((at, y + 62), (at, y + 76)), "ink", 1.2)
        c.text(at, y + 92, old, 12, "ink", bold=True, anchor=anchor)

    def strip(self, y: float) -> float:
        """The same stages true to scale, and when labels come; where the next text may stand."""
        c = self.canvas
        c.text(MARGIN, y, "True to scale", 13, bold=True)
        late = [s for s in self.loop.sources if bounded(s.p95)]
        ends = [age for age in self.ages if bounded(age)]
        most = 1.04 * max([*ends, *(float(s.p95) for s in late), MINUTE])
        left, room = 220.0, 1180 - MARGIN - 220.0

        def at(days: float) -> float:
            return left + room * min(1.0, days / most)

        low = y + 52 + 30 * (1 + len(late))
        c.box(Box(left, y + 14, room, low - y - 22), "zone", radius=0)
        for day in ticks(most):
            c.line(((at(day), y + 14), (at(day), low - 8)), "zone-line", 0.8, "1 5")
            c.text(at(day), low + 8, f"{day:g}", 11.5, "muted", anchor="middle")
        c.text(MARGIN, low + 8, "days since the event", 11.5, "muted")
        c.text(MARGIN, y + 38, "stages", 12, room=180)
        begin = 0.0
        for step, age in zip(self.steps, self.ages, strict=True):
            if bounded(age):
                c.box(
                    Box(at(begin), y + 24, max(1.2, at(age) - at(begin)), 20),
                    step.family,
                    f"{step.family}-line",
                    1.2,
                    2,
                )
                begin = age
        for i, source in enumerate(late):
            self.labels(source, y + 54 + 30 * i, at)
        return low + 36

    def labels(self, source: LabelSource, y: float, at: _Place) -> None:
        """From the event to half of a source's labels, and on to nineteen of twenty."""
        c = self.canvas
        c.text(MARGIN, y + 14, f"labels of {source.name}", 12, room=180)
        c.box(Box(at(0), y + 3, max(1.2, at(source.p50) - at(0)), 14), "actor-line", radius=2)
        c.box(
            Box(at(source.p50), y + 3, max(1.2, at(source.p95) - at(source.p50)), 14),
            "actor",
            "actor-line",
            1.2,
            2,
            "3 2",
        )
        said = f"half by day {written(source.p50)}, 19 of 20 by day {written(source.p95)}"
        if at(source.p95) < 840:
            c.text(at(source.p95) + 8, y + 14, said, 11.5, halo="zone")
        else:
            c.text(at(source.p95) - 8, y + 14, said, 11.5, anchor="end", halo="actor")

    def said(self) -> Iterator[str]:
        """What the loop means, in sentences with its numbers."""
        loop, training = self.loop, self.loop.training
        if training and bounded(loop.total):
            half = training.every_days / 2
            yield (
                f"Just after a release the served model knows what happened until "
                f"{lasting(max(0.0, loop.total - half))} ago, just before the next one until "
                f"{lasting(loop.total + half)} ago."
            )
        if isinstance(loop.join, LabelJoin):
            yield (
                f"The window of {lasting(loop.join.maturation_days)} catches {written(loop.join.matured, SHARE)} of "
                f"the labels: half of them need {lasting(loop.join.delay_days)}. A longer window teaches more of "
                f"the truth, and makes all that the model knows older."
            )
        if loop.whole and loop.whole.event_to_feature:
            fresh = written(loop.whole.event_to_feature, SECONDS)
            yield f"A feature knows of an event after {fresh} at worst; its label, and the model, come later."
        parts = (("training pipeline", loop.training), ("model registry", loop.registry))
        lacks = [word for word, part in parts if part is None]
        if lacks:
            yield f"This design has no {' and no '.join(lacks)}: what it would do is not drawn."

    def alt(self) -> str:
        """The picture in words."""
        told = "; ".join(
            f"{s.title.lower()}: {lasting(s.time)}, then {s.arrives}"
            + (f" on day {written(age)}" if bounded(age) else "")
            for s, age in zip(self.steps, self.ages, strict=True)
        )
        return f"{self.canvas.title}. {_subtitle(self.loop)}. Stages: {told}. {' '.join(self.said())}"


AXIS = (
    "Not to scale: a stage’s width grows with the logarithm of its time, so that days and minutes can both be read. "
    "The days since the event stand at the marks."
)

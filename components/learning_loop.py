"""How long a fact takes to matter: from an event to its feature, from an outcome to its label, to the model."""

from dataclasses import dataclass
from math import inf

from design import Component, Days, Seconds, assumed, consequence

from ._time import DAY_SECONDS
from .batch_job import BatchJob
from .label_join import LabelJoin
from .model_registry import ModelRegistry
from .stream import Stream
from .stream_processor import StreamProcessor
from .training_pipeline import TrainingPipeline


@dataclass(frozen=True, kw_only=True)
class LearningLoop(Component):
    """The way of a fact through the parts that learn from it. Measured, not drawn."""

    family = "ops"
    icon = "refresh-cw"
    kind = "Learning loop"
    badge = "event_to_model"

    stream: Stream
    processor: StreamProcessor | None
    nightly: BatchJob | None
    join: LabelJoin
    training: TrainingPipeline
    registry: ModelRegistry
    trial_days: Days = assumed(0.0, "A candidate is served as soon as it is signed; a shadow or a canary takes longer.")

    @consequence
    def event_to_feature(self) -> Seconds:
        """From an event until a decision can read what it changed, at worst; nothing where features come with requests.

        Source: the slower way: the stream's lag and the processor's freshness, or the batch job's freshness
        """
        streamed = self.stream.lag + self.processor.freshness if self.processor else 0.0
        return max(streamed, self.nightly.freshness * 3600 if self.nightly else 0.0)

    @consequence
    def outcome_to_label(self) -> Days:
        """From an event until half of its kind of outcome is known and joined to it, at worst.

        Source: median of the label delay, and one run of the join
        """
        return self.join.delay_days + self.join.every_hours / 24

    @consequence
    def label_to_model(self) -> Days:
        """From a row that may be learned to a served model that has learned it, on average.

        Source: half of the time between two trainings, the training, the trial, and loading it on every server
        """
        if self.training.utilisation >= 1:
            return inf
        waits = self.training.every_days / 2 + self.training.duration / 24
        return waits + self.trial_days + self.registry.reload_seconds / DAY_SECONDS

    @consequence
    def event_to_model(self) -> Days:
        """From an event to a served model that has learned its outcome, on average: how late a new trick is known.

        Source: the age at which the join believes a label, then from label to model
        """
        return self.join.age + self.label_to_model

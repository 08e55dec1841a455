"""What each kind of picture says of a design: stages, tails, ages of labels, stages of a release, a change."""

import re
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf

import pytest

from components.canary import Canary
from components.label_join import LabelJoin
from components.model_registry import ModelRegistry
from components.training_pipeline import TrainingPipeline
from design import (
    Component,
    Days,
    Deterministic,
    FanOut,
    Hedged,
    Journey,
    Parallel,
    Pause,
    Retry,
    Series,
    Service,
    Stop,
    Timeout,
    batch,
    consequence,
)
from design.branches import Cached
from diagrams import picture_kinds
from diagrams.change import draw_change
from diagrams.label_loop import loop_of
from diagrams.sequence import draw_journey as sequence_of
from diagrams.waterfall import draw_journey as waterfall_of
from tests.design.kiosk import CASE as KIOSK
from tests.design.kiosk import Booth, kiosk
from tests.designs import CASES, design
from tests.diagrams.drawn import design as twenty_parts
from tests.diagrams.trips import at, trip
from tests.diagrams.walked import walked

KINDS = {kind.name: kind for kind in picture_kinds()}
FULL = Stop(Booth("Full", Service(10.0, 40.0), 9000.0, 1))
ROUTES = {
    "par": Parallel((at("A"), at("B"), at("C")), first=2),
    "cache": Cached(0.8, at("Near"), Series((at("Near too"), at("Far", 20.0)))),
    "retry": Retry(at("A"), 3, 20.0, 5.0),
    "hedged": Hedged(at("A"), 12.0),
    "fan-out": FanOut(at("Shard"), 16),
    "nested": Timeout(Series((at("A"), Parallel((Retry(at("B"), 2, 30), Cached(0.5, at("C"), at("D")))))), 60, at("E")),
    "endless": Series((at("A"), FULL)),
    "given up": Timeout(FULL, 50.0, at("B")),
    "wire": Series((Pause(Deterministic(3.0), "Wire"), at("A"))),
}  # fmt: skip


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_every_kind_of_stage_is_drawn_without_overlap(route) -> None:
    d = trip(route)
    journey = d.graph.of(Journey)[0]
    for draw in (sequence_of, waterfall_of):
        picture = draw(journey, d, "light", "p")
        texts = walked(picture.svg).texts
        assert [(a.said, b.said) for a, b in combinations(texts, 2) if a.box.overlaps(b.box)] == []
        assert not re.search(r"\b(nan|inf)\b", picture.alt)


def test_a_sequence_has_a_call_and_an_answer_for_each_stop_and_its_fragments() -> None:
    d = trip(ROUTES["nested"])
    alt = sequence_of(d.graph.of(Journey)[0], d).alt
    assert [alt.count(f"asks {name},") for name in "ABCDE"] == [1] * 5
    assert "given up after 60 ms" in alt and "up to 2 tries of 30 ms" in alt and "found, 50 %" in alt
    assert alt.count("Side by side") == 1


def test_a_waterfall_marks_the_part_that_owns_the_tail_and_adds_no_p99() -> None:
    d = trip(Series((at("A", 1.0), at("Slow", 30.0))))
    journey = d.graph.of(Journey)[0]
    picture = waterfall_of(journey, d)
    assert "Slow owns the tail" in picture.alt
    assert picture.svg.count("owns the tail<") == 1
    assert f"p99 {journey.p99:.0f} ms" in picture.alt


def test_without_a_steady_state_a_waterfall_says_so() -> None:
    d = trip(ROUTES["endless"])
    journey = d.graph.of(Journey)[0]
    assert journey.p99 == inf
    assert "no steady state" in waterfall_of(journey, d).svg


def test_the_ages_on_the_label_loop_add_up_to_what_the_ledger_says() -> None:
    """By hand from the stages, against LearningLoop.event_to_model."""
    for case in CASES.values():
        d = design(case)
        loop = loop_of(d)
        if loop.whole is not None:
            assert sum(step.time for step in loop.steps) == pytest.approx(float(loop.whole.event_to_model))


@dataclass(frozen=True)
class Joined(Component):
    """A join of a kind that the picture does not know."""

    @consequence
    def age(self) -> Days:
        """How old the youngest row is. Source: by hand."""
        return 100.0


def learning(join: Component | None, trains: bool = True) -> str:
    """What the label loop's picture says of a kiosk with such a join and, where it trains, a pipeline behind it."""

    def built(knobs, evidence):
        graph = KIOSK.architecture(knobs, evidence)
        training = TrainingPipeline("Training", rows=1000, every_days=10.0, maturation_days=0, algorithm="logistic")
        path = (join >> batch("rows") >> training).flows if join and trains else ()
        return replace(graph, flows=(*graph.flows, *path), also=(*graph.also, *([join] if join and not path else [])))

    return KINDS["label_loop"].draw(kiosk(replace(KIOSK, architecture=built)), "light", "p").alt


def test_a_join_of_any_kind_is_timed_by_its_own_age() -> None:
    """A hundred days, half of the ten between two trainings, and the training: nothing is known earlier."""
    alt = learning(Joined("Outcome join"))
    assert "wait for the label: 100 days" in alt and "training starts on day 105" in alt
    assert "no model registry" in alt


def test_without_an_age_of_labels_no_time_is_claimed() -> None:
    """A training alone does not say how late its labels are; a join alone trains nothing."""
    assert "This design has no label loop" in learning(None)
    assert "This design has no label loop" in learning(Booth("Rows", Service(1.0, 2.0)))
    alone = learning(LabelJoin("Label join", delay_days=7.0, maturation_days=14.0, a_day=1000.0), trains=False)
    assert "a label is believed after 15 days, and nothing is trained on it" in alone


def test_a_rollout_with_every_stage_goes_by_way_of_each_canary() -> None:
    """A few, then more, then all; each with its verdict and whom it exposes."""

    def built(knobs, evidence):
        graph = KIOSK.architecture(knobs, evidence)
        steps = [
            Canary(f"Canary {i}", a_day=1e6, share=share, baseline_rate=0.02, detectable_change=0.2, label_age_days=3.0)
            for i, share in enumerate((0.1, 0.01))
        ]
        return replace(graph, also=(*graph.also, *steps, ModelRegistry("Registry", releases_a_month=2.0)))

    d = kiosk(replace(KIOSK, architecture=built))
    picture = KINDS["rollout"].draw(d, "light", "p")
    assert 0 < picture.alt.index("Canary 1 %") < picture.alt.index("Canary 10 %") < picture.alt.index("All traffic")
    assert "rollback in 60 s" in picture.alt and "nothing watches it" in picture.alt
    texts = walked(picture.svg).texts
    assert [(a.said, b.said) for a, b in combinations(texts, 2) if a.box.overlaps(b.box)] == []


def test_a_rollout_names_what_a_design_lacks_and_the_switch_that_adds_it() -> None:
    case = CASES["fraud_detection"]
    without, with_shadow = (KINDS["rollout"].draw(design(case, shadow=on), "light", "p").alt for on in (False, True))
    assert "No shadow" in without and "“Shadow model” would add it" in without
    assert "No shadow" not in with_shadow and "Shadow (" in with_shadow
    assert "No canary" in with_shadow


def test_a_change_names_what_came_what_went_and_whose_numbers_moved() -> None:
    before, after = twenty_parts(cache=False), twenty_parts(shadow=False, replicas=8)
    alt = draw_change(before, after).alt
    assert "Parts added: Cache." in alt and "Parts removed: Shadow." in alt
    assert "Server p99 20 ms to 13.3 ms" in alt
    assert "Server p99 20 ms → 13.3 ms" in alt


def test_a_flow_that_carries_something_else_is_a_change() -> None:
    """Card numbers in place of tokens, by a switch of the shipped case: named in words, counted in the picture."""
    case = CASES["fraud_detection"]
    alt = draw_change(design(case), design(case, tokenise=not case.knob("tokenise").default)).alt
    assert re.search(r"Gateway to Decision service \(decide\) now carries card number, no longer card token", alt)
    assert "Parts added" not in alt


def test_in_a_change_every_part_stands_where_it_stands_in_the_architecture() -> None:
    from diagrams._change import Change
    from diagrams.architecture import scene

    before, after = twenty_parts(cache=False), twenty_parts(shadow=False)
    both = {n.spot.key: n.box for n in Change(before, after).scene.nodes}
    for d in (before, after):
        assert all(both[n.spot.key] == n.box for n in scene(d).nodes)


def test_the_opening_design_compared_with_itself_changed_nothing() -> None:
    alt = KINDS["change"].draw(kiosk(), "light", "p").alt
    assert "Nothing was turned." in alt
    assert "added" not in alt and "removed" not in alt


def test_a_change_can_be_seen_since_the_last_move_once_there_was_one() -> None:
    now = kiosk(clerks=3)
    assert list(KINDS["change"].ways(now)) == ["Since the opening design"]
    assert list(KINDS["change"].ways(now, kiosk())) == ["Since the last move", "Since the opening design"]

"""Samples: seeded, spread over every stratum, the same wherever they are made, and honest about what they left out."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from subprocess import Popen
from time import monotonic, sleep

import numpy as np
import pytest

from design import design_of, turned
from search import Cancelled, Goal, held_back, sample, space_of, train_beside
from search.space import points_of
from tests.design.kiosk import kiosk
from tests.designs import CASES, design
from tests.search.schooled import UP, schooled


def same(one, other) -> bool:
    """Two samples agree bit for bit."""
    pairs = [(one.points, other.points), (one.state, other.state), (one.values, other.values)]
    return one.keys == other.keys and all(a.tobytes() == b.tobytes() for a, b in pairs)


def test_same_seed_draws_the_same_and_another_seed_others() -> None:
    space = space_of(kiosk())
    assert same(sample(space, samples=64, seed=5), sample(space, samples=64, seed=5))
    assert not same(sample(space, samples=64, seed=5), sample(space, samples=64, seed=6))


def test_drawing_covers_every_choice_alike_and_both_ends_of_every_number() -> None:
    """Of the points that turn everything: each option of a choice equally often, each tenth of a number as well."""
    space = space_of(kiosk())
    wide = points_of(space, 512, 1)[0::2]
    for a, axis in enumerate(space.axes):
        parts = 10 if axis.number else len(axis.places)
        counts = Counter(int(i) * parts // len(axis.places) for i in wide[:, a])
        assert len(counts) == parts
        assert max(counts.values()) - min(counts.values()) <= 4
        if axis.number:
            assert {0, len(axis.places) - 1} <= {int(i) for i in wide[:, a]}


def test_every_second_point_turns_a_few_decisions_only() -> None:
    space = space_of(design(CASES["fraud_detection"]))
    near = points_of(space, 200, 1)[1::2]
    turned_axes = (near != np.array(space.home)).sum(axis=1)
    assert turned_axes.max() == 4
    assert (points_of(space, 200, 1)[0::2] != np.array(space.home)).sum(axis=1).min() > 4


def test_numbers_are_those_of_the_design_made_by_hand() -> None:
    """Also that of the promise and of a choice to keep: feasible is what keeps every promise."""
    start = kiosk()
    drawn = sample(space_of(start), ["Kiosk.utilisation"], samples=40)
    for i in range(40):
        by_hand = design_of(start.case, drawn.knobs(i), None)
        assert drawn.column("Kiosk.utilisation")[i] == by_hand.ledger["Kiosk.utilisation"].value
        assert bool(drawn.feasible[i]) == (not by_hand.broken)
    assert 0 < drawn.feasible.sum() < 40
    assert drawn.says.startswith("40 designs drawn over 3 decisions; ")


def test_number_that_a_design_does_without_is_not_a_zero() -> None:
    drawn = sample(space_of(kiosk()), ["Nobody.knows"], samples=4)
    assert all(map(isnan, drawn.column("Nobody.knows")))
    assert drawn.front([Goal("Kiosk.cost"), Goal("Nobody.knows")]).tolist() == []


def test_nearest_that_keeps_every_promise_is_the_nearest() -> None:
    drawn = sample(space_of(kiosk(people=2000, wages=400)), samples=100)
    reach = [drawn.space.distance(p) for p, good in zip(drawn.points.tolist(), drawn.feasible, strict=True) if good]
    assert drawn.nearest is not None
    assert drawn.space.distance(drawn.points[drawn.nearest].tolist()) == min(reach)
    assert sample(space_of(kiosk(people=10_000, wages=10)), samples=20).nearest is None


def test_cancelled_sample_holds_the_first_designs_and_says_so() -> None:
    def stop(share: float, doing: str) -> None:
        if share >= 0.5:
            raise Cancelled

    space = space_of(kiosk())
    part, whole = sample(space, samples=256, progress=stop), sample(space, samples=256)
    assert not part.finished
    assert "Stopped" in part.says
    assert 0 < len(part.points) < 256
    assert np.array_equal(part.values, whole.values[: len(part.points)])


def test_what_trains_is_held_unless_its_model_is_at_hand() -> None:
    alone = space_of(schooled())
    assert held_back(alone) == "Held, because turning them trains a model: School."
    assert {k.school for k in map(sample(alone, samples=40).knobs, range(40))} == {"none"}
    more = train_beside(schooled(), 1, seed=1)
    assert len(more) == 1
    beside = space_of(schooled(), lambda k: (more[k.school],) if k.school in more else None)
    drawn = sample(beside, samples=60)
    assert {drawn.knobs(i).school for i in range(60)} == {"none", *more}
    for i in range(60):
        knobs = drawn.knobs(i)
        assert drawn.column("Visit.availability")[i] == schooled(**knobs.turned).ledger["Visit.availability"].value
    assert held_back(beside) == ""


def test_more_models_are_trained_only_when_asked_and_never_twice() -> None:
    assert train_beside(schooled(), 0, seed=1) == {}
    assert train_beside(schooled(), 9, seed=1) == {"day": UP["day"], "evening": UP["evening"]}


def test_decision_that_a_design_does_not_use_stands_as_it_did() -> None:
    space = space_of(schooled(manners="polite"))
    clerks, manners = (next(i for i, a in enumerate(space.axes) if a.names == (n,)) for n in ("clerks", "manners"))
    point = list(space.home)
    point[manners] = 0
    assert space.knobs_at(point).manners == "plain"
    point[clerks] = 0
    knobs = space.knobs_at(point)
    assert (knobs.clerks, knobs.manners) == (1, "polite")
    assert space.turns(knobs) == {"clerks": 1}


def test_point_whose_model_is_not_at_hand_is_counted_and_has_no_numbers() -> None:
    """In the fraud case nightly batch has the nightly features' model, whatever the freshness."""
    case = CASES["fraud_detection"]
    start = design(case)
    other = turned(start.knobs, {"freshness": "stream"})
    space = space_of(design_of(case, other, start.evidence))  # only the shelf's key matters here
    drawn = sample(space, samples=60)
    scored = [drawn.knobs(i).scoring for i in range(60)]
    assert {s for s, state in zip(scored, drawn.state, strict=True) if state == 2} == {"batch"}
    assert all(np.isnan(drawn.values[drawn.state == 2]).ravel())
    assert "need a model that is not at hand" in drawn.says


def test_space_covers_its_decisions_and_not_another_world() -> None:
    space = space_of(kiosk())
    assert space.covers(kiosk(clerks=9, awning=False).knobs)
    assert not space.covers(kiosk(people=200).knobs)
    assert space.covers(kiosk().knobs.accepting("queue_has_room:Kiosk", "small town"))


@pytest.mark.slow
def test_processes_draw_the_same_as_one_core() -> None:
    for start in (kiosk(), design(CASES["fraud_detection"])):
        space = space_of(start)
        assert same(sample(space, samples=200), sample(space, samples=200, jobs=2))


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a Dask scheduler with two workers, each a process of its own, as on a cluster."""
    told = tmp_path / "scheduler.json"
    main = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port=0", "--no-dashboard"]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--nworkers=2", "--nthreads=1", "--no-dashboard"]
    options = [f"--scheduler-file={told}"]
    house = Path(__file__).parents[2]
    with (tmp_path / "log").open("wb") as log:
        running = [Popen([*cmd, *options], cwd=house, stdout=log, stderr=log) for cmd in (main, work)]
        try:
            until = monotonic() + 60
            while not told.is_file() or not told.read_text():
                assert monotonic() < until, (tmp_path / "log").read_text()
                sleep(0.1)  # another process writes it, and tells nobody
            yield json.loads(told.read_text())["address"]
        finally:
            for process in reversed(running):
                process.terminate()
            for process in running:
                process.wait(30)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")  # Dask's
def test_cluster_draws_the_same_as_one_core(scheduler: str) -> None:
    space = space_of(design(CASES["fraud_detection"]))
    assert same(sample(space, samples=200), sample(space, samples=200, scheduler=scheduler))


def test_scheduler_without_dask_or_without_an_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import search.workers as workers

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(workers, "import_module", missing)
    with pytest.raises(ValueError, match="needs Dask, which is not installed here"):
        sample(space_of(kiosk()), samples=4, scheduler="tcp://127.0.0.1:1")


@pytest.mark.slow
def test_scheduler_that_does_not_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import search.workers as workers

    monkeypatch.setattr(workers, "ANSWERS_WITHIN", "1s")
    with pytest.raises(ValueError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        sample(space_of(kiosk()), samples=4, scheduler="tcp://127.0.0.1:1")

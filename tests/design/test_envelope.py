"""The capacity envelope: held against brute force, kept just below and broken just above."""

from dataclasses import dataclass, replace
from importlib import import_module
from math import exp, inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from design import (
    Component,
    Journey,
    PerSecond,
    Promise,
    Series,
    Stop,
    Usd,
    case_in,
    consequence,
    design_of,
    graph,
    sync,
)
from design import envelope as envelope_of
from design.envelope import HALVINGS, STRIDES
from tests.design.kiosk import CASE, Knobs, Station, Street, kiosk
from tests.design.test_brief import BRIEF

LOADED = replace(CASE, load="people")


def broken_at(design, times):
    """The promises that the design breaks at so many times its people."""
    people = min(10_000.0, float(design.knobs.people) * times)
    return {o.promise.key for o in design_of(design.case, replace(design.knobs, people=people), None).broken}


def test_a_case_without_a_load_has_no_envelope():
    assert envelope_of(kiosk()) is None


def test_two_clerks_of_ten_milliseconds_break_the_promise_before_they_are_full():
    """The lognormal mean of 10 ms at the median and 20 ms at the 99th percentile is 10.45 ms: 191 a second at most."""
    found = envelope_of(kiosk(LOADED))

    assert 1 < found.breaks < 1.914
    assert found.outcome.promise.key == "Visit.p99"
    assert found.part.name == "Kiosk"
    assert "Visit p99 breaks first" in found.says
    assert "The part is Kiosk" in found.says


@given(st.integers(1, 50), st.floats(1, 5000), st.floats(25, 1000))
@settings(max_examples=25, deadline=None)
def test_every_promise_is_kept_just_below_and_the_named_one_broken_just_above(clerks, people, budget):
    design = kiosk(LOADED, clerks=clerks, people=people, budget=budget, wages=1000.0)
    found, already = envelope_of(design), {o.promise.key for o in design.broken}

    assert broken_at(design, found.holds) == already
    if found.outcome is None:
        assert found.breaks == inf
    else:
        assert found.outcome.promise.key in broken_at(design, found.breaks) - already
        assert found.breaks / found.holds < 1.001
    assert found.evaluations <= STRIDES + HALVINGS


@pytest.mark.parametrize("clerks", [2, 5, 20])
def test_a_scan_of_many_multiples_finds_the_same_place(clerks):
    """Brute force: four hundred loads on a log scale, the first that breaks what was kept."""
    design = kiosk(LOADED, clerks=clerks)
    found, already = envelope_of(design), {o.promise.key for o in design.broken}
    places = [exp(log(found.reach) * i / 400) for i in range(401)]

    first = next(times for times in places if broken_at(design, times) - already)

    assert places[places.index(first) - 1] <= found.breaks <= first


def test_a_promise_that_is_broken_already_is_said_apart_and_does_not_break_first():
    found = envelope_of(kiosk(LOADED, wages=10.0, clerks=5))

    assert [o.promise.title for o in found.broken] == ["Wages"]
    assert found.outcome.promise.title == "Visit p99"
    assert found.says.endswith("Broken already: Wages.")


def test_a_design_that_holds_to_the_end_of_the_range_says_so():
    """Wages and opening hours do not follow the people."""
    found = envelope_of(kiosk(replace(LOADED, promises=CASE.promises[1:]), clerks=5))

    assert (found.outcome, found.part, found.breaks, found.holds, found.reach) == (None, None, inf, 100.0, 100.0)
    assert found.evaluations == STRIDES
    assert "breaks up to 100 × today's load" in found.says or "breaks up to 100 times today's load" in found.says
    assert found.says.endswith("the end of its range.")


def test_at_the_end_of_the_range_there_is_nothing_to_ask():
    found = envelope_of(kiosk(LOADED, clerks=50, people=10_000.0))

    assert (found.evaluations, found.outcome, found.reach) == (0, None, 1.0)
    assert found.says.startswith("There is nothing to ask")


@dataclass(frozen=True)
class Till(Component):
    """Takes a fee from each visitor."""

    load: PerSecond
    fee: Usd

    @consequence
    def cost(self) -> Usd:
        """What it takes.

        Source: load times fee
        """
        return self.load * self.fee


@dataclass(frozen=True)
class Purse(Component):
    """What everything costs together."""

    parts: tuple[Component, ...]

    @consequence
    def cost(self) -> Usd:
        """The sum.

        Source: sum over the parts
        """
        return float(sum(part.cost for part in self.parts))


def fair(door, booth, fees=(0.2, 0.05)):
    """A fair: a door, then a booth, with some clerks each; two tills take a fee."""

    def architecture(knobs, evidence):
        street = Street("Street", knobs.people)
        stations = Station("Door", street.rate, door), Station("Booth", street.rate, booth)
        tills = tuple(Till(name, street.rate, fee) for name, fee in zip(("Big till", "Small till"), fees, strict=True))
        return graph(
            *(street >> sync("come", street.rate) >> part for part in (*stations, *tills)),
            also=(
                Journey("Visit", Series(tuple(Stop(s) for s in stations)), knobs.budget),
                Purse("Purse", (*stations, *tills)),
            ),
        )

    cost = Promise("Purse.cost", "Purse", "Somebody pays.", at_most="wages")
    return replace(LOADED, architecture=architecture, promises=(CASE.promises[0], cost))


@pytest.mark.parametrize(("door", "booth", "part"), [(2, 6, "Door"), (6, 2, "Booth")])
def test_the_part_of_a_journey_that_breaks_it_is_the_one_with_the_longest_queue(door, booth, part):
    found = envelope_of(design_of(fair(door, booth), Knobs(budget=60), None))

    assert (found.outcome.promise.key, found.part.name) == ("Visit.p99", part)


@pytest.mark.parametrize(("fees", "part"), [((0.2, 0.05), "Big till"), ((0.02, 0.2), "Small till")])
def test_the_part_of_a_bill_that_breaks_it_is_the_one_whose_cost_grew_most(fees, part):
    """By hand: 60 for twenty clerks, and the fees of 100 people a second grow to 40 at the break."""
    found = envelope_of(design_of(fair(10, 10, fees), Knobs(budget=1000), None))

    assert found.outcome.promise.key == "Purse.cost"
    assert found.breaks == approx(40 / (100 * sum(fees)), rel=0.001)
    assert found.part.name == part


@pytest.mark.parametrize("wrong", ["clerks", "nothing_like_it"])
def test_a_load_that_is_no_given_stops_the_build(wrong, tmp_path, monkeypatch):
    lines = (
        "from tests.design.kiosk import CASE, Knobs, architecture",
        f"KIND, MINUTES, PLACES, PROMISES, CARDS, LOAD = 'design', 5, {{}}, CASE.promises, (), {wrong!r}",
        "evidence_key = evidence = charts = lambda *some: ()",
    )
    folder = tmp_path / f"loaded_{wrong}"
    folder.mkdir()
    (folder / "case.py").write_text("\n".join(lines), encoding="utf-8")
    (folder / "brief.md").write_text(BRIEF, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ValueError, match=f"LOAD names '{wrong}'"):
        case_in(import_module(f"loaded_{wrong}.case"))

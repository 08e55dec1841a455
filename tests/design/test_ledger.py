"""The ledger: every number explains itself, and every default that nobody measured is known."""

from dataclasses import dataclass

import pytest

from design import (
    ASSUMED,
    Component,
    Count,
    Journey,
    Ledger,
    Millis,
    Number,
    PerSecond,
    Series,
    Served,
    Service,
    Share,
    Stop,
    Times,
    Usd,
    assumed,
    assumptions_of,
    consequence,
    entries,
    formulas_of,
    is_assumed,
    sourced,
)
from design.tagged import tagged
from tests.design.kiosk import CASE, Knobs, Street, kiosk


@dataclass(frozen=True)
class Till(Component):
    """Takes the money of some streets, and of one more."""

    streets: tuple[Component, ...]
    main: Street
    price: Usd
    read: Share = 1.0
    fee: Usd = sourced(0.25, "What the bank takes.", "the bank's list of 2026")
    coins: Count = assumed(100, "One bag.")

    @property
    def net(self) -> Usd:
        """What is left of a price."""
        return self.price - self.fee

    def at(self, rate):
        """A method: called, not read."""
        return rate * self.net

    @consequence
    def takings(self) -> Usd:
        """What it takes in a second.

        Source: price times people,
            over all streets
        """
        side = sum(street.rate for street in self.streets)
        return self.at(side + self.main.rate) * self.read

    @consequence
    def weight(self) -> Number:
        """What it weighs.

        Source: a scale
        """
        return self.coins * 8.0 if self.coins else 0.0


def till():
    side = (Street("North road", 2.0), Street("South road", 3.0))
    return Till("Main till", side, Street("High street", tagged(5.0, "people")), 1.0)


def entry(key, parts):
    return Ledger(parts)[key]


def test_an_entry_says_what_it_is_how_much_in_which_unit_and_where_from():
    found = entry("MainTill.takings", [till()])
    assert "What it takes in a second." == found.says
    assert "price times people, over all streets" == found.source
    assert ("$", "$7.50") == (found.unit.symbol, found.text)
    assert 10 * 0.75 == found.value


def test_a_formula_is_shown_as_it_is_computed():
    formulas = {f.name: f.text for f in formulas_of(Till)}
    expected = "side = sum((street.rate for street in streets)); at(side + main.rate) * read"
    assert expected == formulas["takings"]
    assert "coins * 8.0 if coins else 0.0" == formulas["weight"]


@pytest.mark.parametrize("kind", [Till, Street, Journey])
def test_no_formula_speaks_of_itself(kind):
    assert formulas_of(kind)
    for formula in formulas_of(kind):
        assert "self" not in formula.text and "return" not in formula.text and formula.text


def test_an_input_is_named_with_its_unit_and_where_it_came_from():
    """Of its own fields and of other parts alike; a field may have any name, `read` as well."""
    found = {i.name: (i.value, i.unit.symbol, i.address) for i in entry("MainTill.takings", [till()]).inputs}
    assert {
        "North road.rate": (2.0, "/s", "NorthRoad.rate"),
        "South road.rate": (3.0, "/s", "SouthRoad.rate"),
        "main.rate": (5.0, "/s", "HighStreet.rate"),
        "read": (1.0, "%", ""),
    } == found


def test_an_input_that_is_a_default_names_its_source():
    weight = entry("MainTill.weight", [till()])
    assert [("coins", 100, ASSUMED, "")] == [(i.name, i.value, i.source, i.address) for i in weight.inputs]
    turned = entry("Till.weight", [Till("Till", (), Street("S", 1.0), 1.0, coins=tagged(80, "coins"))])
    assert [("coins", 80, "", "coins")] == [(i.name, i.value, i.source, i.address) for i in turned.inputs]


def test_an_input_leads_back_to_the_knob_it_came_from():
    """The chain that the page walks: knob, number of one part, number of the next."""
    ledger = kiosk(clerks=3).ledger
    assert ["people"] == [i.address for i in ledger["Street.rate"].inputs]
    taken = {i.name: i.address for i in ledger["Kiosk.utilisation"].inputs}
    assert {"load": "Street.rate", "clerks": "clerks"} == taken


def test_every_number_of_a_design_names_something_it_read():
    for found in kiosk().ledger:
        if found.name not in ("p50", "p95", "p99", "p999", "availability", "timed_out"):
            assert found.inputs, found.key


def test_a_journey_leans_on_the_same_number_of_its_stops():
    @dataclass(frozen=True)
    class Desk(Served):
        """A desk that says its own numbers."""

        slow: Millis

        @property
        def service(self):
            return Service(1.0, self.slow)

        @consequence
        def p99(self) -> Millis:
            """Its p99.

            Source: given
            """
            return self.slow

        @consequence
        def availability(self) -> Share:
            """Its availability.

            Source: definition
            """
            return 1.0 if self.slow else 0.0

    journey = Journey("Trip", Series((Stop(Desk("In", 9.0)), Stop(Desk("Out", 7.0)))), 50.0)
    inputs = {e.name: [(i.value, i.unit.symbol, i.address) for i in e.inputs] for e in entries(journey)}
    assert [(9.0, "ms", "In.p99"), (7.0, "ms", "Out.p99")] == inputs["p99"]
    assert [(1.0, "%", "In.availability"), (1.0, "%", "Out.availability")] == inputs["availability"]


def test_a_number_passed_on_unchanged_has_the_address_of_the_last_part():
    street = Street("High street", tagged(5.0, "people"))
    assert "HighStreet.rate" == street.rate.key


def test_a_consequence_without_a_source_is_refused():
    @dataclass(frozen=True)
    class Mute(Component):
        """A part that says too little."""

        @consequence
        def rate(self) -> PerSecond:
            """So many a second."""
            return 1.0

    with pytest.raises(ValueError, match=r"Mute.rate needs a docstring: what it says, then `Source"):
        list(entries(Mute("Mute")))


@pytest.mark.parametrize("words", [None, "", "Source: somewhere", "   "])
def test_a_consequence_that_does_not_say_what_it_is_is_refused(words):
    def rate(self) -> PerSecond:
        return 1.0

    rate.__doc__ = words
    made = dataclass(frozen=True)(type("Mute", (Component,), {"rate": consequence(rate), "__annotations__": {}}))
    with pytest.raises(ValueError, match=r"Mute.rate needs a docstring"):
        formulas_of(made)


def test_a_kind_inherits_the_numbers_of_its_base_and_may_say_them_anew():
    @dataclass(frozen=True)
    class Lane(Street):
        """A narrow street."""

        @consequence
        def rate(self) -> PerSecond:
            """Half of them.

            Source: it is narrow
            """
            return self.people / 2

        @consequence
        def width(self) -> Number:
            """Its width.

            Source: a ruler
            """
            return 3.0 + 0 * self.people

    assert [("rate", 2.0, "it is narrow"), ("width", 3.0, "a ruler")] == [
        (e.name, e.value, e.source) for e in entries(Lane("Lane", 4.0))
    ]


def test_an_unknown_number_is_refused_with_those_of_that_last_name():
    ledger = kiosk().ledger
    with pytest.raises(KeyError, match=r"No number called 'Stall.rate'. Numbers with that last name: Street.rate"):
        ledger["Stall.rate"]
    with pytest.raises(KeyError, match="Numbers with that last name: none"):
        ledger["Kiosk.colour"]
    assert None is ledger.get("Stall.rate")


def test_a_ledger_holds_each_number_once_and_knows_what_it_holds():
    ledger = kiosk().ledger
    assert len(ledger) == len({e.key for e in ledger}) == len(list(ledger))
    assert "Street.rate" in ledger and "Street.nothing" not in ledger and 3 not in ledger
    assert next(iter(ledger)) == ledger["Street.rate"]


def test_a_number_is_computed_when_it_is_asked_for():
    """What nobody reads costs nothing, and what cannot be computed is said where it is read."""

    @dataclass(frozen=True)
    class Ratio(Component):
        below: Count

        @consequence
        def share(self) -> Times:
            """One over it.

            Source: arithmetic
            """
            return 1 / self.below

    ledger = Ledger([Ratio("Ratio", 0)])
    assert len(ledger) == 1
    with pytest.raises(ZeroDivisionError):
        _ = ledger["Ratio.share"].value


def test_the_register_holds_the_defaults_that_stand_and_nothing_that_was_set():
    found = {a.address: (a.value, a.unit.symbol, a.why, a.source) for a in assumptions_of(till())}
    assert {
        "MainTill.fee": (0.25, "$", "What the bank takes.", "the bank's list of 2026"),
        "MainTill.coins": (100, "", "One bag.", ASSUMED),
    } == found
    measured = Till("Till", (), Street("S", 1.0), 1.0, coins=80)
    assert ["Till.fee"] == [a.address for a in assumptions_of(measured)]
    from_a_knob = Till("Till", (), Street("S", 1.0), 1.0, coins=tagged(100, "coins"))
    assert ["Till.fee"] == [a.address for a in assumptions_of(from_a_knob)]


def test_a_design_knows_what_it_stands_on():
    assert ["Kiosk.wage"] == [a.address for a in kiosk().assumptions]
    assert Knobs is CASE.Knobs


def test_assumed_means_nobody_measured_it():
    assert [True, True, False] == [is_assumed(s) for s in (ASSUMED, "assumed: like others", "counted in 2026")]

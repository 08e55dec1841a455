"""What every kind of component keeps to, whoever wrote it: found by its folder, held to the same."""

import inspect
from dataclasses import MISSING, fields, replace
from math import inf, isnan
from typing import get_args, get_type_hints

import pytest

import components
from components._units import Busy
from design import Component, Served, Unit, assumptions_of, entries, field_facts, formulas_of, modules, unit_of
from design.graph import Family
from tests.components.examples import EXAMPLES


def kinds():
    """Every kind of component, by the module it stands in."""
    found = []
    for module in modules(components):
        own = [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, Component) and kind.__module__ == module.__name__
        ]
        assert len(own) == 1, f"{module.__name__} holds {len(own)} kinds of component; one kind, one file."
        found += own
    return found


KINDS = kinds()


def examples_of(kind):
    found = [part for part in EXAMPLES if type(part) is kind]
    assert found, f"tests/components/examples.py has no example of {kind.__name__}: add one."
    return found


def numeric_fields(kind):
    return [f.name for f in fields(kind) if get_numeric(kind, f.name)]


def get_numeric(kind, name):
    hint = get_type_hints(kind)[name]
    return hint in (int, float)


def numbers(part):
    return {entry.key: entry.value for entry in entries(part)}


by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
by_example = pytest.mark.parametrize("part", EXAMPLES, ids=lambda part: part.name)


@by_kind
def test_a_kind_has_an_example(kind):
    assert examples_of(kind)


@by_kind
def test_a_kind_says_what_it_is_and_how_it_is_drawn(kind):
    assert inspect.getdoc(kind) and inspect.getdoc(inspect.getmodule(kind))
    assert kind.family in get_args(Family)
    assert kind.icon != Component.icon, "choose a Lucide icon"
    assert kind.kind != Component.kind, "say what kind of part it is"
    assert all(part.note for part in examples_of(kind))


@by_kind
def test_a_badge_is_a_number_that_the_kind_has(kind):
    assert kind.badge == "" or kind.badge in {formula.name for formula in formulas_of(kind)}


@by_kind
def test_every_number_says_what_it_is_where_it_is_from_and_in_which_unit(kind):
    for formula in formulas_of(kind):
        assert formula.says.endswith("."), formula.name
        assert formula.source and formula.text
        hint = get_type_hints(formula.run, include_extras=True)["return"]
        assert any(isinstance(extra, Unit) for extra in get_args(hint)), f"{formula.name}: the unit is the type"


@by_kind
def test_every_default_says_why_and_where_it_is_from(kind):
    for f in fields(kind):
        if f.default is not MISSING:
            assert f.metadata.get("why"), f"{kind.__name__}.{f.name}: write it with assumed() or sourced()"
            assert f.metadata.get("source"), f"{kind.__name__}.{f.name}: write it with assumed() or sourced()"


@by_kind
def test_every_numeric_field_moves_a_number(kind):
    """A field that moves nothing is a promise that the page cannot keep."""
    still = set(numeric_fields(kind))
    for part in examples_of(kind):
        before = numbers(part)
        for name in sorted(still):
            value = getattr(part, name)
            most = 1.0 if field_facts(kind)[name][0].symbol == "%" else inf
            turns = (value * 3 + 1, value * 10, value * 0.5, value * 0.9 + 0.01, value * 0.01)
            typed = [round(t) if isinstance(value, int) else min(t, most) for t in turns]
            if any(numbers(replace(part, **{name: other})) != before for other in typed):
                still.discard(name)
    assert not still, f"{kind.__name__}: {sorted(still)} moves no number in any example."


@by_kind
def test_every_switch_and_word_with_a_meaning_is_read(kind):
    """Words that move no number (a role, the name of an algorithm) are at least said in the note."""
    for f in fields(kind):
        if f.name == "name" or get_type_hints(kind)[f.name] not in (str, bool):
            continue
        for part in examples_of(kind)[:1]:
            value = getattr(part, f.name)
            others = [not value] if isinstance(value, bool) else ["something else", "allow"]
            turned = [replace(part, **{f.name: other}) for other in others]
            assert any(other.note != part.note or numbers(other) != numbers(part) for other in turned), (
                f"{kind.__name__}.{f.name}"
            )


@by_example
@pytest.mark.parametrize("extreme", [0.0, 1e-12, 1e12])
def test_no_number_is_ever_not_a_number(part, extreme):
    """Unstable is unbounded; nothing of nothing is nothing; NaN is never shown."""
    facts = field_facts(type(part))
    for name in numeric_fields(type(part)):
        far = min(extreme, 1.0) if facts[name][0].symbol == "%" else extreme
        turned = replace(part, **{name: int(far) if isinstance(getattr(part, name), int) else far})
        for key, value in numbers(turned).items():
            assert not isnan(value), f"{key} is NaN at {name} = {far:g}"
            assert value > -inf, f"{key} at {name} = {far:g}"


@by_example
def test_a_number_is_the_same_when_it_is_asked_again(part):
    assert numbers(part) == numbers(replace(part))


@by_example
def test_every_number_can_name_what_it_read(part):
    """A formula that reads nothing which the ledger can show cannot be explained on the page."""
    for entry in entries(part):
        assert entry.inputs, entry.key


@by_example
def test_an_assumption_has_a_unit_wherever_it_is_a_quantity(part):
    for assumption in assumptions_of(part):
        assert assumption.why and assumption.source
    assert set(field_facts(type(part))) == {f.name for f in fields(part)}


@by_example
def test_what_costs_says_what_its_people_cost(part):
    """So that the bill can tell people from machines."""
    named = {formula.name for formula in formulas_of(type(part))}
    if "cost" in named and part.kind != "Bill":
        assert "people_cost" in named
        assert 0 <= part.people_cost <= part.cost


@by_example
def test_whoever_answers_has_a_time_and_an_availability(part):
    if isinstance(part, Served):
        assert part.service.mean > 0
        assert 0 <= part.up <= 1
        assert part.up == part.availability


@by_example
def test_shares_of_the_examples_lie_between_nothing_and_everything(part):
    for entry in entries(part):
        if entry.unit.symbol == "%" and entry.unit != unit_of(Busy):
            assert 0 <= entry.value <= 1, entry.key

"""Numbers that remember where they came from, and are plain numbers to everything else."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import address
from design.tagged import TaggedInt, tagged

VALUES = [6, 0, -3, 0.5, -0.0, float("inf"), "stream", ""]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_remembers_its_address_and_stays_equal_to_itself(value):
    marked = tagged(value, "replicas")
    assert "replicas" == address(marked)
    assert value == marked
    assert hash(value) == hash(marked)
    assert isinstance(marked, type(value))
    assert str(value) == str(marked)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("carry", [lambda v: pickle.loads(pickle.dumps(v)), copy.copy, copy.deepcopy])
def test_an_address_survives_copies_and_pickles(value, carry):
    carried = carry(tagged(value, "Merchant.rate"))
    assert (value, "Merchant.rate") == (carried, address(carried))


@given(st.integers(-1000, 1000), st.floats(-1e6, 1e6))
def test_arithmetic_forgets_the_address(count, amount):
    a, b = tagged(count, "a"), tagged(amount, "b")
    for result in (a + 1, 1 + a, a * b, -a, abs(b), b - a, b / 2, round(b), max(1, int(a)), a // 7):
        assert "" == address(result)
    assert count + amount == a + b


def test_choosing_between_values_keeps_the_address():
    a, b = tagged(3, "a"), tagged(5, "b")
    assert "b" == address(max(a, b))
    assert "a" == address(min(a, b))


def test_words_that_are_changed_forget_the_address():
    assert "" == address(tagged("stream", "freshness").upper())


@pytest.mark.parametrize("value", [True, False, None, (1, 2)])
def test_what_cannot_carry_an_address_comes_back_as_it_is(value):
    assert value is tagged(value, "awning")
    assert "" == address(value)


def test_a_number_tagged_again_has_its_last_address():
    assert "Door.rate" == address(tagged(tagged(3, "people"), "Door.rate"))


def test_an_integer_stays_an_integer():
    assert isinstance(tagged(3, "a"), TaggedInt)
    assert [0, 1, 2] == list(range(tagged(3, "a")))


def test_tagged_numbers_are_plain_to_json_and_to_dictionaries():
    assert '{"n": 3, "x": 0.5, "w": "stream"}' == json.dumps(
        {"n": tagged(3, "a"), "x": tagged(0.5, "b"), "w": tagged("stream", "c")}
    )
    assert "found" == {"stream": "found"}[tagged("stream", "freshness")]


def test_a_plain_number_has_no_address():
    assert ["", "", ""] == [address(v) for v in (3, 0.5, "stream")]

"""Units, and how a number is written: worked strings, and laws over all numbers."""

from math import inf, nan
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

import design.units as units
from design import Count, Millis, Share, Unit, bounded, unit_of, written
from design.units import PLAIN, digits

UNITS = {name: unit_of(kind) for name, kind in vars(units).items() if unit_of(kind) != PLAIN}


@pytest.mark.parametrize(
    ("value", "symbol", "expected"),
    [
        (0, "", "0"),
        (7, "", "7"),
        (12.0, "", "12"),
        (0.5, "", "0.5"),
        (0.01234, "", "0.0123"),
        (0.000012, "", "1.2e-05"),
        (999.6, "", "1,000"),
        (1234, "", "1,230"),
        (12_345, "", "12,300"),
        (1_234_567, "", "1.23 M"),
        (999_999_999, "", "1,000 M"),
        (2.5e9, "", "2.5 bn"),
        (3e15, "", "3.00e+15"),
        (-42.123, "", "-42.1"),
        (3, "×", "3 ×"),
        (0.62, "p", "p = 0.62"),
        (0.0031, "%", "0.31 %"),
        (0.5026, "%", "50.3 %"),
        (0, "%", "0 %"),
        (1, "%", "100 %"),
        (1.7, "%", "170 %"),
        (0.9995, "%", "99.95 %"),
        (0.99999, "%", "99.999 %"),
        (0.9999999, "%", "99.99999 %"),
        (1 - 1e-12, "%", "over 99.999999 %"),
        (2e-9, "%", "under 0.0001 %"),
        (-0.25, "%", "-25 %"),
        (8.0, "bp", "8 bp"),
        (69.4, "/s", "69.4/s"),
        (1200, "a day", "1,200 a day"),
        (0, "ms", "0 ms"),
        (0.5, "ms", "500 µs"),
        (131.4, "ms", "131 ms"),
        (1500, "ms", "1.5 s"),
        (120_000, "ms", "2 min"),
        (7_200_000, "ms", "2 h"),
        (172_800_000, "ms", "2 days"),
        (-1500, "ms", "-1.5 s"),
        (0.002, "s", "2 ms"),
        (90, "s", "90 s"),
        (3600, "s", "60 min"),
        (10 / 3600, "h", "10 s"),
        (0.5, "h", "30 min"),
        (36, "h", "36 h"),
        (48, "h", "2 days"),
        (14, "days", "14 days"),
        (0.02, "GB", "20 MB"),
        (438, "GB", "438 GB"),
        (1090, "GB", "1.09 TB"),
        (2.5e6, "GB", "2.5 PB"),
        (0, "$", "$0"),
        (49.95, "$", "$49.95"),
        (50, "$", "$50"),
        (-49.95, "$", "-$49.95"),
        (25, "$/h", "$25 an hour"),
        (38_214.2, "$/month", "$38,200 a month"),
        (2_040_000, "$/month", "$2.04 M a month"),
        (0.444, "$/1,000", "$0.444 per 1,000"),
        (0.6, "GB/day", "0.6 GB/day"),
    ],
)
def test_a_number_is_written_with_its_unit(value, symbol, expected):
    assert expected == written(value, Unit(symbol))


@pytest.mark.parametrize(("value", "expected"), [(True, "on"), (False, "off"), ("stream", "stream"), (None, "None")])
def test_what_is_not_a_number_is_written_as_it_is_said(value, expected):
    assert expected == written(value, Unit("ms"))


def test_unbounded_is_said_in_the_words_of_the_unit():
    assert "no steady state" == written(inf, unit_of(Millis))
    assert "unbounded" == written(inf)


@pytest.mark.parametrize("name", UNITS)
def test_no_unit_ever_shows_nan_or_inf(name):
    for value in (nan, inf, -inf):
        shown = written(value, UNITS[name]).lower()
        assert "nan" not in shown and "inf" not in shown and shown


def test_not_a_number_is_not_known():
    assert "not known" == written(nan, unit_of(Share))


@pytest.mark.parametrize("name", UNITS)
@given(value=st.floats(allow_nan=True, allow_infinity=True))
def test_every_float_can_be_written_in_every_unit(name, value):
    shown = written(value, UNITS[name])
    assert 0 < len(shown) <= 30
    assert "nan" not in shown and "inf " not in shown + " "
    assert ". " not in shown and not shown.endswith(".")


@given(st.floats(1e-4, 9.99e11))
def test_what_is_written_is_the_number_to_half_a_per_cent(value):
    shown = digits(value)
    number, _, scale = shown.partition(" ")
    back = float(number.replace(",", "")) * {"": 1, "M": 1e6, "bn": 1e9}[scale]
    assert pytest.approx(value, rel=0.00501) == back


@given(st.floats(0, 1))
def test_only_a_certainty_is_written_as_one(share):
    """99.999999 % is not 100 %, and one in a billion is not none."""
    shown = written(share, unit_of(Share))
    assert ("100 %" == shown) == (100 * share >= 100)
    assert ("0 %" == shown) == (share == 0)


@given(st.floats(0.991, 1 - 1e-7), st.floats(1.5, 10))
def test_two_availabilities_that_differ_are_written_differently(share, ratio):
    """Near 100 % it is the failures that count: one and a half times as many must show."""
    worse = 1 - min((1 - share) * ratio, 0.0095)
    if (1 - worse) > 1.2 * (1 - share):
        assert written(share, unit_of(Share)) != written(worse, unit_of(Share))


def test_a_unit_is_read_from_a_type():
    assert ("ms", "", "") == (unit_of(Millis).symbol, unit_of(Count).symbol, unit_of(float).symbol)
    assert Unit("mm") == unit_of(Annotated[float, "a note", Unit("mm")])


def test_bounded_means_a_finite_number():
    assert [True, True, False, False, False] == [bounded(v) for v in (0.0, -1e300, inf, -inf, nan)]

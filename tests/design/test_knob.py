"""A knob: what it takes, what it refuses and in which words, where it stops, and how it is written."""

from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import assume, example
from hypothesis import given as examples
from hypothesis import strategies as st

from design import Knob, plain
from tests.design.knob_kinds import KNOBS


def refusal(knob, value):
    with pytest.raises(ValueError) as refused:
        KNOBS[knob].checked(value)
    return str(refused.value)


def test_everything_about_a_knob_is_read_from_its_line():
    expected = Knob(
        name="window",
        title="Window",
        role="knob",
        kind="number",
        default=7,
        why="Labels ripen.",
        source="designer's choice",
        step="",
        unit=KNOBS["window"].unit,
        low=3,
        high=60,
        stops=(3, 7, 14, 30, 60),
        trains=True,
    )
    assert expected == KNOBS["window"]
    assert "days" == KNOBS["window"].unit.symbol


def test_a_title_is_the_name_in_words_unless_it_is_given():
    assert ("Clerks", "How long people stay") == (KNOBS["clerks"].title, KNOBS["patience"].title)


def test_a_given_is_not_a_knob_and_has_a_source():
    assert ("given", "counted") == (KNOBS["people"].role, KNOBS["people"].source)


@pytest.mark.parametrize(
    ("knob", "value", "expected"),
    [
        ("clerks", 9000, "clerks = 9000 is outside 1 to 60. Clerks cost money."),
        ("clerks", 0, "clerks = 0 is outside 1 to 60. Clerks cost money."),
        ("clerks", 2.5, "clerks = 2.5 is not a whole number in 1 to 60. Clerks cost money."),
        ("clerks", True, "clerks = True is not a number in 1 to 60. Clerks cost money."),
        ("clerks", "six", "clerks = 'six' is not a number in 1 to 60. Clerks cost money."),
        ("clerks", None, "clerks = None is not a number in 1 to 60. Clerks cost money."),
        ("clerks", [3], "clerks = [3] is not a number in 1 to 60. Clerks cost money."),
        ("patience", nan, "patience = nan is not a number in 5 to 1000 (5 ms to 1 s). People leave."),
        ("patience", inf, "patience = inf is not a number in 5 to 1000 (5 ms to 1 s). People leave."),
        ("patience", -inf, "patience = -inf is not a number in 5 to 1000 (5 ms to 1 s). People leave."),
        ("patience", 4.99, "patience = 4.99 is outside 5 to 1000 (5 ms to 1 s). People leave."),
        ("window", 8, "window = 8 is not one of 3, 7, 14, 30, 60. Labels ripen."),
        ("window", 61, "window = 61 is outside 3 to 60 (3 days to 60 days). Labels ripen."),
        ("manners", "rude", "manners = 'rude' is not one of plain, polite. It takes longer."),
        ("manners", 1, "manners = 1 is not one of plain, polite. It takes longer."),
        ("awning", 1, "awning = 1 is neither on nor off. It may rain."),
        ("awning", "maybe", "awning = 'maybe' is neither on nor off. It may rain."),
        ("returning", 0.7, "returning = 0.7 is outside 0 to 0.6666666666666666 (0 % to 66.7 %). Some come back."),
    ],
)
def test_a_refusal_names_the_knob_the_value_the_limit_and_the_reason(knob, value, expected):
    assert expected == refusal(knob, value)


@pytest.mark.parametrize("knob", KNOBS)
@pytest.mark.parametrize("value", [nan, inf, -inf, None, [], {}, b"3", 1j, "", "x" * 10_000, object()])
def test_no_knob_takes_what_is_no_value_and_none_repeats_a_long_one(knob, value):
    said = refusal(knob, value)
    assert said.startswith(f"{knob} = ")
    assert said.endswith(KNOBS[knob].why)
    assert len(said) < 160


@pytest.mark.parametrize(
    ("knob", "text", "expected"),
    [
        ("clerks", "3", 3),
        ("clerks", " 3.0 ", 3),
        ("clerks", "6e1", 60),
        ("patience", "12.5", 12.5),
        ("window", "14", 14.0),
        ("manners", " polite ", "polite"),
        ("awning", "ON", True),
        ("awning", "no", False),
        ("awning", "0", False),
        ("people", "1e6", 1e6),
    ],
)
def test_words_are_read_as_values_of_the_knobs_own_type(knob, text, expected):
    value = KNOBS[knob].parsed(text)
    assert expected == value
    assert type(expected) is type(value)


@pytest.mark.parametrize(
    ("knob", "text"),
    [
        ("clerks", "nan"),
        ("clerks", "inf"),
        ("clerks", "1e999"),
        ("clerks", ""),
        ("clerks", "3 or 4"),
        ("awning", "maybe"),
        ("awning", ""),
        ("manners", "Plain"),
        ("window", "8"),
        ("people", "0"),
    ],
)
def test_words_that_are_no_value_are_refused_with_the_knobs_name(knob, text):
    with pytest.raises(ValueError, match=f"^{knob} = "):
        KNOBS[knob].parsed(text)


@examples(st.text())
def test_no_text_at_all_breaks_a_knob(text):
    """A URL is anybody's to write: a value in range comes out, or a sentence."""
    for knob in KNOBS.values():
        try:
            value = knob.parsed(text)
        except ValueError as refused:
            assert str(refused).startswith(f"{knob.name} = ")
        else:
            assert value == knob.checked(value)


@pytest.mark.parametrize(
    ("knob", "expected"),
    [
        ("window", (3.0, 7.0, 14.0, 30.0, 60.0)),
        ("manners", ("plain", "polite")),
        ("awning", (False, True)),
        ("clerks", tuple(range(1, 61))),
    ],
)
def test_an_axis_holds_every_stop(knob, expected):
    assert expected == KNOBS[knob].axis


def test_an_axis_of_too_many_whole_numbers_stops_at_whole_numbers_a_hundredth_apart():
    knob = Knob("n", "N", "knob", "number", 77, "Why.", "here", low=0, high=3000, whole=True)
    assert (*range(0, 61, 30), 77, *range(90, 3001, 30)) == knob.axis


def test_a_log_axis_grows_by_like_ratios_and_ends_exactly():
    axis = KNOBS["patience"].axis
    assert (5.0, 1000.0) == (axis[0], axis[-1])
    plainly = [p for p in axis if p != 80.0]
    ratios = [b / a for a, b in pairwise(plainly)]
    assert pytest.approx([200**0.01] * len(ratios), rel=0.02) == ratios


spans = st.tuples(st.floats(1e-6, 1e9), st.floats(1e-6, 1e9), st.floats(0, 1), st.booleans(), st.booleans())


@examples(spans)
@example((999999999.0, 999999999.96875, 0.0, False, False))
def test_every_axis_is_short_sorted_in_range_and_holds_its_ends_and_its_default(span):
    one, two, part, logarithmic, whole = span
    low, high = (round(min(one, two)) + 1, round(max(one, two)) + 2) if whole else (min(one, two), max(one, two))
    assume(low < high)
    default = min(high, max(low, low + part * (high - low)))
    knob = Knob(
        "n", "N", "knob", "number", round(default) if whole else default, "Why.", "here",
        low=low, high=high, log=logarithmic, whole=whole,
    )  # fmt: skip
    axis = knob.axis
    assert len(axis) <= 103
    assert sorted(set(axis)) == list(axis)
    assert (low, high) == (axis[0], axis[-1])
    assert knob.default in axis
    for value in axis:
        assert value == knob.checked(value)
        assert value == knob.parsed(plain(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "on"),
        (False, "off"),
        (6, "6"),
        (6.0, "6"),
        (0.62, "0.62"),
        (1e6, "1000000"),
        (1 / 3, "0.3333333333333333"),
        ("stream", "stream"),
    ],
)
def test_a_value_is_written_plainly(value, expected):
    assert expected == plain(value)


def test_a_range_is_said_in_words():
    assert ["1 to 60", "5 to 1000 (5 ms to 1 s)", "plain, polite", "on, off"] == [
        KNOBS[name].range for name in ("clerks", "patience", "manners", "awning")
    ]


def test_a_value_is_said_as_a_reader_sees_it():
    assert ["6", "80 ms", "polite speech", "off"] == [
        KNOBS["clerks"].said(6),
        KNOBS["patience"].said(80.0),
        KNOBS["manners"].said("polite"),
        KNOBS["awning"].said(False),
    ]


def test_every_place_of_an_axis_has_its_words():
    assert {"plain": "plain speech", "polite": "polite speech"} == KNOBS["manners"].words
    assert ["3 days", "7 days", "14 days", "30 days", "60 days"] == list(KNOBS["window"].words.values())

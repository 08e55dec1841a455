"""The page for one's own customers as a person uses it, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from cases.churn.knobs import Knobs
from design import knobs_of
from labs.churn import own
from tests.views.own_file import brought, calm, numbers

PAGE = """
import cases
from design import case_in
import cases.churn.case
from views import customers

customers.show(case_in(cases.churn.case))
"""


def opened() -> AppTest:
    return AppTest.from_string(PAGE, default_timeout=120).run()


@pytest.fixture(scope="module")
def small() -> bytes:
    """Six hundred of the example's customers, without its campaign."""
    lines = own.example_csv().decode().splitlines()
    place = lines[0].split(",").index("Contacted")
    rows = [",".join(cell for i, cell in enumerate(line.split(",")) if i != place) for line in lines[:601]]
    return "\n".join(rows).encode()


def test_empty_page_says_what_to_bring_and_what_is_simulated() -> None:
    at = calm(opened())
    words = " ".join(m.value for m in (*at.markdown, *at.caption))
    assert "Whom of your own customers would you call?" in words
    assert "simulated" in words
    assert len(at.metric) == 0


@pytest.mark.slow
def test_file_drives_the_numbers_and_each_control_moves_one(small: bytes) -> None:
    at = brought(opened(), small, "a_file.csv")
    assert "**a\\_file.csv**\\: 600 customers" in " ".join(m.value for m in at.markdown)
    before = numbers(at)
    assert list(before) == ["AUC", "Leavers on the list", "Campaign's profit", "Effect known to"]
    assert len(at.get("vega_lite_chart")) == 8
    for box in [n.label for n in at.number_input]:
        one = next(n for n in at.number_input if n.label == box)
        calm(one.set_value(one.value * 2).run())
        assert numbers(at) != before, box
        before = numbers(at)
    last = {k.title: k.axis[-1] for k in knobs_of(Knobs)}
    for label in [s.label for s in at.select_slider]:
        calm(next(s for s in at.select_slider if s.label == label).set_value(last[label]).run())
        assert numbers(at) != before, label
        before = numbers(at)


def test_file_that_cannot_be_used_is_refused_in_a_sentence_and_nothing_is_lost() -> None:
    at = brought(opened(), b"name,churn\nA,yes\nB,no\n", "bad.csv")
    assert len(at.error) == 1
    assert at.error[0].value.strip()
    assert len(at.metric) == 0
    assert "Whom of your own customers" in " ".join(m.value for m in at.markdown)


def test_file_without_a_label_is_asked_for_it() -> None:
    at = brought(opened(), b"a,b\n1,2\n3,4\n", "no_label.csv")
    assert any("who left" in info.value for info in at.info)

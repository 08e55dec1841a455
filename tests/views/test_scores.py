"""The page for one's own scores as a person uses it, without a browser."""

from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from labs.scores import CAPACITIES, example_csv
from tests.views.own_file import brought, calm, numbers
from views import _scores_file

PAGE = """
from views import scores

scores.show()
"""


def opened() -> AppTest:
    return AppTest.from_string(PAGE, default_timeout=60).run()


def said(at: AppTest) -> str:
    return "\n".join(markdown.value for markdown in at.markdown)


def sliders(at: AppTest) -> dict[str, Any]:
    return {slider.label: slider for slider in at.select_slider}


def test_empty_page_says_what_to_bring_and_offers_the_example() -> None:
    at = calm(opened())
    assert "Bring a file" in said(at)
    assert len(at.metric) == 0
    at.button(key="scores:try").click()
    assert "5,000 payments" in calm(at.run()).markdown[1].value


def test_uploaded_file_drives_the_numbers_and_the_charts() -> None:
    at = brought(opened(), example_csv(), "a_file.csv")
    assert "**a\\_file.csv**\\: 5,000 payments, 121 of them fraud" in said(at)
    assert list(numbers(at)) == ["Fraud caught", "Good payments stopped", "Cost", "Cases a day"]
    assert len(at.get("vega_lite_chart")) == 6


def test_threshold_capacity_and_prices_each_move_a_number() -> None:
    at = brought(opened(), example_csv())
    before = numbers(at)
    slider = sliders(at)["Threshold"]
    at = calm(slider.set_value(slider.value - 20).run())
    after = numbers(at)
    assert all(before[name] != after[name] for name in before)
    at = calm(at.number_input(key="scores:fee").set_value(500.0).run())
    assert numbers(at)["Cost"] != after["Cost"]
    told = [caption.value for caption in at.caption]
    at = calm(sliders(at)["Review capacity (cases a day)"].set_value(1).run())
    assert told != [caption.value for caption in at.caption]


def test_every_control_goes_to_both_ends() -> None:
    at = brought(opened(), example_csv())
    for label in ("Threshold", "Review capacity (cases a day)"):
        for end in (0, -1):
            slider = sliders(at)[label]
            values = range(len(slider.options)) if label == "Threshold" else CAPACITIES
            at = calm(slider.set_value(values[end]).run())
    for key in ("scores:margin", "scores:goodwill", "scores:fee"):
        for value in (0.0, 100.0):
            at = calm(at.number_input(key=key).set_value(value).run())


def test_buttons_take_the_cheapest_threshold_and_the_one_that_fits_the_team() -> None:
    at = brought(opened(), example_csv())
    cheapest = sliders(at)["Threshold"].value
    assert at.button(key="scores:take:Cheapest").disabled
    at = calm(at.button(key="scores:take:Within capacity").click().run())
    assert "within capacity every day" in [caption.value for caption in at.caption]
    at = calm(at.button(key="scores:take:Cheapest").click().run())
    assert sliders(at)["Threshold"].value == cheapest


def test_bad_file_says_so_in_one_sentence_and_keeps_the_last_good_one() -> None:
    at = brought(opened(), example_csv(), "good.csv")
    before = numbers(at)
    at = brought(at, example_csv().replace(b"\n", b"\n<b>=cmd</b>,0,1,0\n", 1), "bad.csv")
    assert [error.value for error in at.error] == [
        "Column “score”, row 1 under the header\\: “\\<b\\>=cmd\\</b\\>” is not a number. "
        "Write it plainly, as 1234.50. The last good file, good.csv, is kept."
    ]
    assert numbers(at) == before
    at = brought(at, b"\x00\x01binary", "worse.csv")
    assert len(at.error) == 1
    assert "neither CSV nor Parquet" in at.error[0].value
    assert numbers(at) == before
    assert len(brought(at, example_csv(), "again.csv").error) == 0


def test_columns_that_are_not_obvious_are_asked_for() -> None:
    content = example_csv().replace(b"score,label,amount,time", b"strength,bad,euros,when", 1)
    at = brought(opened(), content)
    assert at.info[0].value == "Name the column of the score and the label and the amount and the time."
    for box, name in zip(list(at.selectbox), ("strength", "bad", "euros", "when"), strict=True):
        at.selectbox(key=box.key).set_value(name)
    assert "5,000 payments" in calm(at.run()).markdown[1].value


def test_wrong_column_is_refused_and_a_right_one_mends_it() -> None:
    at = brought(opened(), example_csv())
    box = next(box for box in at.selectbox if box.label == "Label")
    at = calm(box.set_value("amount").run())
    assert "is named as the label and as the amount" in at.error[0].value
    box = next(box for box in at.selectbox if box.label == "Label")
    assert len(calm(box.set_value("label").run()).error) == 0


def test_scores_that_are_no_probabilities_lose_only_the_calibration() -> None:
    at = brought(opened(), example_csv().replace(b"\n0.", b"\n10."))
    assert "calibration is switched off" in at.info[0].value
    assert len(at.get("vega_lite_chart")) == 5


@pytest.mark.parametrize("amount", ["0", "12.5"])
def test_smallest_file_has_a_page(amount: str) -> None:
    """Two rows, one of each kind; where no fraud has an amount, its share of the value is not known."""
    at = brought(opened(), f"score,label,amount,time\n0.5,1,{amount},0\n0.5,0,3,0\n".encode())
    assert numbers(at)["Fraud caught"] in ("100 %", "0 %")
    assert ("not known of value" in [caption.value for caption in at.caption]) == (amount == "0")


def test_taking_the_file_away_keeps_what_it_showed() -> None:
    at = brought(opened(), example_csv())
    before = numbers(at)
    at.file_uploader[0].set_value(None)
    assert numbers(calm(at.run())) == before


def test_large_file_is_read_when_asked_and_then_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be mapped before, for afterwards the server holds none of it."""
    freed: list[int] = []

    class Watched(MemoryUploadedFileManager):
        def remove_file(self, session_id: str, file_id: str) -> None:
            freed.extend(len(file.data) for file in self.get_files(session_id, [file_id]))
            super().remove_file(session_id, file_id)

    monkeypatch.setattr(_scores_file, "KEPT_MB", 0)
    monkeypatch.setattr("streamlit.testing.v1.local_script_runner.MemoryUploadedFileManager", Watched)
    at = brought(opened(), example_csv(), "large.csv")
    assert len(at.metric) == 0
    assert len(at.selectbox) == 4
    at = calm(at.button(key="scores:read").click().run())
    assert "5,000 payments" in at.markdown[1].value
    assert len(at.selectbox) == 0
    assert any("Read\\: score from “score”" in caption.value for caption in at.caption)
    assert freed == [len(example_csv())]
    before = numbers(at)
    assert numbers(calm(at.run())) == before


def test_large_file_that_is_bad_stays_until_its_columns_are_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scores_file, "KEPT_MB", 0)
    at = brought(opened(), example_csv())
    box = next(box for box in at.selectbox if box.label == "Label")
    at = calm(box.set_value("amount").run())
    at = calm(at.button(key="scores:read").click().run())
    assert "is named as the label and as the amount" in at.error[0].value
    next(box for box in at.selectbox if box.label == "Label").set_value("label")
    at = calm(at.button(key="scores:read").click().run())
    assert len(at.error) == 0
    assert len(at.metric) == 4


def test_two_visitors_share_nothing() -> None:
    brought(opened(), example_csv())
    assert len(calm(opened()).metric) == 0

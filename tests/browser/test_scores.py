"""One's own scores in a real browser: the upload, the keyboard, the download."""

from pathlib import Path

from playwright.sync_api import Page, expect

from labs.scores import example_csv
from tests.browser import beyond_screen, on_every_screen, open_app, settle

PAGE = "/scores"


def upload(page: Page, content: bytes, name: str = "mine.csv") -> None:
    """Give the page's control a file."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files([file])  # type: ignore[list-item]


def metric(page: Page, label: str):
    """One of the numbers on top."""
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


@on_every_screen
def test_uploaded_example_draws_its_charts_and_is_not_wider_than_the_screen(page: Page) -> None:
    open_app(page, PAGE)
    upload(page, example_csv())
    expect(page.get_by_text("5,000 payments, 121 of them fraud")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stVegaLiteChart] .marks")).to_have_count(6, timeout=20_000)
    assert beyond_screen(page) <= 0


def test_threshold_by_keyboard_moves_the_numbers(page: Page) -> None:
    open_app(page, PAGE)
    upload(page, example_csv())
    caught = metric(page, "Fraud caught")
    expect(caught).to_be_visible(timeout=60_000)
    before = caught.inner_text()
    page.get_by_role("slider", name="Threshold").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    expect(caught).not_to_have_text(before)
    settle(page)
    assert float(caught.inner_text().split()[0]) > float(before.split()[0])


def test_bad_file_is_said_and_the_last_good_one_stays(page: Page) -> None:
    """What stands in a file is shown as text: no mark of it is taken for HTML."""
    open_app(page, PAGE)
    upload(page, example_csv(), "good.csv")
    expect(metric(page, "Cost")).to_be_visible(timeout=60_000)
    before = metric(page, "Cost").inner_text()
    upload(page, b"score,label,amount,time\n<img src=x onerror=alert(1)>,1,2,0\n", "bad.csv")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("row 1 under the header: “<img src=x onerror=alert(1)>” is not a number")
    expect(said).to_contain_text("The last good file, good.csv, is kept.")
    assert metric(page, "Cost").inner_text() == before


def test_example_can_be_downloaded_and_brought_again(page: Page, tmp_path: Path) -> None:
    open_app(page, PAGE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it").click()
    file = tmp_path / "example.csv"
    download.value.save_as(file)
    assert file.read_bytes() == example_csv()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("5,000 payments, 121 of them fraud")).to_be_visible(timeout=60_000)

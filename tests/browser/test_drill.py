"""The incident drill in a real browser: a call taken by keyboard, a check, a reload, every screen."""

from playwright.sync_api import Page, expect

from tests.browser import beyond_screen, on_every_screen, open_app, settle

PLAYED = "/drill?at=first_week~7~check:null_rates~suspect:stale_features~check:feature_recompute"


def metric(page: Page, label: str):
    """One of the numbers on top."""
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


@on_every_screen
def test_an_incident_fits_the_screen_with_its_chart_and_its_words(page: Page) -> None:
    open_app(page, PLAYED)
    expect(metric(page, "Clock")).to_have_text("30 min", timeout=90_000)
    settle(page)
    expect(page.locator("[data-testid=stVegaLiteChart] .marks").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Served other than recomputed, share")).to_be_visible()
    assert beyond_screen(page) <= 0


def test_a_call_is_taken_and_a_check_bought_by_keyboard_and_a_reload_loses_nothing(page: Page) -> None:
    open_app(page, "/drill")
    page.get_by_test_id("stNumberInputField").fill("7")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name="Take the call").focus()
    page.keyboard.press("Enter")
    expect(metric(page, "Clock")).to_have_text("0 min", timeout=90_000)
    settle(page)
    page.get_by_role("button", name="Null rates").focus()
    page.keyboard.press("Enter")
    expect(metric(page, "Clock")).to_have_text("5 min", timeout=30_000)
    settle(page)
    lost = metric(page, "Money lost").inner_text()
    page.reload()
    expect(metric(page, "Clock")).to_have_text("5 min", timeout=90_000)
    assert metric(page, "Money lost").inner_text() == lost
    assert "check" in page.url

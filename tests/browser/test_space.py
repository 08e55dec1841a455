"""Space in a real browser: a draw that can be cancelled, and a click on a point that loads its design."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import beyond_screen, on_every_screen, open_app, settle

CASE = "/fraud_detection"
CHART = "[data-testid=stVegaLiteChart]"


def opened(page: Page) -> None:
    """The fraud case with the tab open."""
    open_app(page, CASE)
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="Space").click()
    expect(page.get_by_role("button", name="Draw designs")).to_be_visible()


def on_a_point(page: Page) -> Any:
    """A place of the chart where the pointer becomes a hand: one of the drawn designs is there."""
    chart = page.locator(f"{CHART} canvas")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    hand = "e => { for (let n = e; n; n = n.parentElement) if (n.style.cursor == 'pointer') return true; return false }"
    for across in range(12, 40):
        for down in range(12, 50, 2):
            place = {"x": box["width"] * across / 100, "y": box["height"] * down / 100}
            page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
            if chart.evaluate(hand):
                return place
    raise AssertionError("no point is under the pointer anywhere")


def test_click_on_a_point_loads_that_design(page: Page) -> None:
    """The address, the promises and the answers follow; the chart stays."""
    opened(page)
    page.get_by_role("button", name="Draw designs").click()
    chart = page.locator(f"{CHART} canvas")
    expect(chart).to_be_visible(timeout=90_000)
    expect(page.get_by_text("designs drawn over")).to_be_visible()
    settle(page)
    chart.click(position=on_a_point(page))
    expect(page).to_have_url(re.compile(r"\?.*="), timeout=30_000)
    expect(page.locator(".answer").first).not_to_contain_text("Start here")
    expect(chart).to_be_visible()


def test_draw_is_cancelled_and_keeps_what_was_made(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Draw designs").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text(re.compile("Stopped before its end|Cancelled before"))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)


@on_every_screen
def test_answer_backwards_is_taken_by_keyboard_and_nothing_is_wider(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="The cheapest change").press("Enter")
    take = page.get_by_role("button", name="Take this")
    expect(page.get_by_text("The cheapest change turns 1 decision")).to_be_visible(timeout=90_000)
    assert beyond_screen(page) <= 0
    take.press("Enter")
    expect(page).to_have_url(re.compile("actions=block_step_up"), timeout=30_000)
    expect(page.locator(".promise.broken")).to_have_count(0)

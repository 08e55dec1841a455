"""The churn case in a real browser: what only a browser shows, and that a second case needs no page of its own."""

import re

from playwright.sync_api import Page, expect

from tests.browser import beyond_screen, on_every_screen, open_app, settle
from tests.browser.board import promise

CASE = "/churn"
FIRST = 120_000
"""Four parts of a lab are trained for the first visitor (ms)."""


def opened(page: Page, address: str = CASE) -> None:
    """The case with its board drawn."""
    page.goto(address)
    expect(page.locator(".promise").first).to_be_visible(timeout=FIRST)
    settle(page)


@on_every_screen
def test_it_opens_on_a_broken_promise_and_is_not_wider_than_the_screen(page: Page) -> None:
    opened(page)
    expect(page.locator(".promise")).to_have_count(7)
    expect(promise(page, "Campaign's profit")).to_contain_text("broken")
    assert beyond_screen(page) <= 0


def test_the_next_step_keeps_every_promise_and_moves_no_part(page: Page) -> None:
    """One click, no training: the list is made by what a contact changes."""
    opened(page)
    manager = page.locator(".board svg [data-part=CampaignManager]")
    before = manager.evaluate("e => JSON.stringify(e.getBBox())")
    page.locator(".answer button").click()
    expect(page.locator(".promise.broken")).to_have_count(0)
    expect(page).to_have_url(re.compile("target=uplift_value"))
    assert manager.evaluate("e => JSON.stringify(e.getBBox())") == before
    settle(page)
    page.reload()
    expect(page.locator(".promise").first).to_be_visible(timeout=FIRST)
    expect(page.locator(".promise.broken")).to_have_count(0)


def test_every_decision_that_does_not_train_moves_the_board_by_keyboard(page: Page) -> None:
    opened(page)
    for step, labels in {
        "Act": ("Customers on a month's list", "Offer", "Rest between contacts", "Callers"),
        "Prove": ("Permanent control group",),
        "Data and labels": ("Observation window",),
    }.items():
        page.locator("[data-testid=stButtonGroup]").get_by_text(step, exact=True).first.click()
        for label in labels:
            thumb = page.get_by_role("slider", name=label)
            expect(thumb).to_have_count(1)
            thumb.focus()
            page.keyboard.press("ArrowRight")
            expect(page.locator(".answer").first).to_contain_text(label)
            settle(page)


def test_a_trigger_brings_the_stream_and_takes_the_nightly_job(page: Page) -> None:
    opened(page, f"{CASE}?scoring=event")
    expect(page.locator(".board svg [data-part=ModelServer]")).to_be_visible()
    expect(page.locator(".board svg [data-part=EventStream]")).to_be_visible()
    expect(page.locator(".board svg [data-part=ScoringJob]")).to_have_count(0)


def test_bad_link_says_what_is_wrong_and_keeps_the_rest(page: Page) -> None:
    opened(page, f"{CASE}?scoring=weekly&callers=9999&wheels=3")
    expect(page.get_by_text("callers = 9999 is outside 0 to 150")).to_be_visible()
    expect(page.get_by_text("There is no knob called 'wheels'")).to_be_visible()
    expect(page.locator(".board svg [data-part=CampaignManager]")).to_contain_text("a list a week")


def test_every_tab_shows_its_panel(page: Page) -> None:
    opened(page)
    for name, sign in (
        ("Evidence", "How many should be contacted, and in which order?"),
        ("Latency", "nobody waits for an answer"),
        ("Probes", "Answer aloud"),
        ("Numbers", "What it stands on"),
        ("Brief", "Ask first"),
        ("Review", "campaign_contacts_whom_it_can_change"),
    ):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_text(sign).first).to_be_visible(timeout=20_000)
        if name == "Evidence":
            expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_have_count(6, timeout=20_000)


@on_every_screen
def test_ones_own_customers_are_looked_at_as_the_case_looks_at_its_own(page: Page) -> None:
    open_app(page, "/customers")
    page.get_by_role("button", name="Try the example").click()
    expect(page.get_by_text("3,000 customers")).to_be_visible(timeout=FIRST)
    expect(page.get_by_text("Your own campaign")).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_have_count(8, timeout=30_000)
    assert beyond_screen(page) <= 0

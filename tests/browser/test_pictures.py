"""The Pictures tab in a real browser: drawn, in the page's theme, by keyboard, never wider than the page."""

import re

from playwright.sync_api import Page, expect

from diagrams import picture_kinds
from tests.browser import beyond_screen, on_every_screen, open_app, settle

CASE = "/fraud_detection"


def opened(page: Page) -> None:
    open_app(page, CASE)
    page.get_by_role("tab", name="Pictures").click()
    expect(page.locator(".drawing svg")).to_be_visible(timeout=60_000)
    settle(page)


def chosen(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label, exact=True).click()
    expect(page.get_by_role("region", name=f"{label}:")).to_be_visible()
    settle(page)


@on_every_screen
def test_every_picture_is_drawn_in_the_pages_theme(page: Page) -> None:
    """Each kind under its own name, its paper as light or dark as the page; only the picture scrolls sideways."""
    opened(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for kind in picture_kinds():
        chosen(page, kind.label)
        paper = page.locator(".drawing .paper").evaluate("paper => getComputedStyle(paper).fill")
        assert paper == ("rgb(11, 18, 32)" if dark else "rgb(255, 255, 255)")
        assert beyond_screen(page) <= 0, kind.label


def test_a_picture_follows_a_slider_and_says_the_move(page: Page) -> None:
    """A threshold is moved by keyboard: the open comparison tells the move; the words are the picture's."""
    opened(page)
    chosen(page, "Before and after")
    page.get_by_role("slider", name="Block above").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    expect(page.locator(".drawing desc").first).to_contain_text("Block above p = 0.25 → ", timeout=30_000)
    expect(page.get_by_role("radio", name="Since the last move")).to_be_visible()
    page.get_by_text("The picture in words").click()
    expect(page.get_by_test_id("stExpander").filter(has_text="The picture in words")).to_contain_text(
        "Promises: Decision p99"
    )


def test_pictures_are_downloaded_as_they_are_shown(page: Page) -> None:
    opened(page)
    chosen(page, "Rollout path")
    for label, start in (("Download SVG", b"<?xml"), ("Download PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        path = download.value.path()
        assert re.fullmatch(r"fraud_detection-rollout\.(svg|png)", download.value.suggested_filename)
        assert path.read_bytes().startswith(start)

"""The board as tests reach it: its picture, a part of it, what stands round it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import open_app, settle

CASE = "fraud_detection"


def opened(page: Page, words: str = "", case: str = CASE) -> Page:
    """A case with its picture drawn; with some words, the design of a link."""
    open_app(page, f"/{case}{words}")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    return page


def promise(page: Page, title: str) -> Locator:
    """One card of the scoreboard."""
    return page.locator(".promise", has_text=title)


def slider(page: Page, label: str) -> Locator:
    """The thumb of a slider, by the label that a person reads."""
    return page.get_by_role("slider", name=label)


def part(page: Page, key: str) -> Locator:
    """A part in the picture."""
    return page.locator(f".stage [data-part={key}]")


def show(page: Page, label: str) -> None:
    """Choose what the picture shows."""
    page.locator(".overlays label", has_text=label).click()


def chip(page: Page, key: str) -> str:
    """What the number on a part says."""
    return part(page, key).locator(".chip text").text_content() or ""


def opacity(where: Locator) -> float:
    """How opaque something is drawn, once its transition is over."""
    return float(
        where.evaluate(
            "e => Promise.all(e.getAnimations().map(a => a.finished)).then(() => getComputedStyle(e).opacity)"
        )
    )


def box(where: Locator) -> dict[str, Any]:
    """Where something stands on the screen, px."""
    found = where.bounding_box()
    assert found is not None
    return dict(found)


def move(page: Page, label: str = "Block above", key: str = "ArrowLeft", times: int = 1) -> None:
    """Some steps on a slider, by keyboard."""
    page.get_by_role("slider", name=label).focus()
    for _ in range(times):
        page.keyboard.press(key)
    settle(page)

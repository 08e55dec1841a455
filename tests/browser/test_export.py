"""The Export control, and the exported page as its reader opens it: from disk, without a network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exports import formats
from tests.browser import SCREENS, open_app, settle
from tests.diagrams.drawn import design
from tests.serve import serve

CASE = "/fraud_detection"


def test_files_look_as_was_chosen(page: Page) -> None:
    """Every format has its button; the look chosen is in the file and in its name."""
    open_app(page, CASE)
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Export").click()
    settle(page)
    for form in formats().values():
        expect(page.get_by_role("button", name=form.label, exact=True)).to_be_visible(timeout=20_000)
    page.get_by_text("dark", exact=True).click()
    settle(page)
    page.get_by_text("No background").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (SVG)").click()
    assert download.value.suggested_filename == "fraud_detection-dark-transparent.svg"
    text = download.value.path().read_text(encoding="utf-8")
    assert 'class="paper"' not in text and "#F1F5F9" in text


def test_a_format_that_fails_says_a_sentence_and_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    """Streamlit says at once that it failed, the page why as soon as it runs; the design and the others are there."""
    with serve("tests/browser/broken_format.py", tmp_path / "server.log") as running:
        page = browser.new_context(base_url=running.url, viewport={"width": 1440, "height": 1000}).new_page()
        open_app(page, f"{CASE}?replicas=5")
        expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Export").click()
        page.get_by_role("button", name="draw.io").click()
        expect(page.get_by_test_id("stDownloadButtonError")).to_be_visible(timeout=20_000)
        page.get_by_text("No background").click()
        settle(page)
        says = "Editable picture (draw.io) cannot be made of this design: ValueError, no pen in the house. The design"
        expect(page.get_by_test_id("stAlert")).to_contain_text(says, timeout=20_000)
        with page.expect_download() as download:
            page.get_by_role("button", name="Excalidraw").click()
        assert download.value.path().read_text(encoding="utf-8").startswith("{")
        expect(page).to_have_url(re.compile("replicas=5"))
        page.context.close()


@pytest.fixture
def opened(new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """Opens the exported page of a design of twenty parts from disk. It has no network; a complaint fails the test."""
    file = tmp_path / "design.html"
    file.write_bytes(formats()["html"].render(design()))

    def made(**screen: object) -> Page:
        page = new_page(offline=True, **screen)
        page.goto(file.as_uri())
        return page

    return made


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
def test_the_exported_page_is_told_by_keyboard(screen: dict[str, object], opened: Callable[..., Page]) -> None:
    """The arrow keys walk its steps, Enter looks at a part, Escape lets go; nothing is wider than the screen."""
    page = opened(**screen)
    assert page.locator("html").get_attribute("data-theme") == screen["color_scheme"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".later")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#count")).to_contain_text("1 of 8. Client to Gateway: authorise")
    expect(page.locator("[data-part]:not(.later)")).to_have_count(2)
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-part]:not(.later)")).to_have_count(3)
    page.locator("#next").focus()
    page.keyboard.press("End")
    expect(page.locator(".later")).to_have_count(0)
    page.locator("[data-part=Server]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part")).to_be_visible()
    expect(page.locator("#part h2")).to_have_text("Server")
    page.keyboard.press("Escape")
    expect(page.locator("#part")).to_be_hidden()


def test_the_exported_page_explains_a_number_and_changes_its_theme(opened: Callable[..., Page]) -> None:
    page = opened(color_scheme="light")
    page.locator(".promise").first.click()
    explained = page.locator("details.number[open]")
    expect(explained).to_contain_text("10 / (1 - utilisation)")
    expect(explained).to_contain_text("Source: M/M/1")
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"

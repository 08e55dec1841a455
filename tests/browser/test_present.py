"""Present in a real browser: keys, the picture step by step, the second window, and an audience that follows."""

import re
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import Page, expect

from design import reveals
from exports import deck
from tests.browser import open_app
from tests.browser.room import CASE, SLOW_MS
from tests.designs import design

New = Callable[..., Page]
HOSTILE = "<img src=x onerror=alert(1)> **b**"
SLIDES = deck(design(CASE))
FIRST_STEP = next(i for i, one in enumerate(SLIDES) if one.step == 0)


def presented(page: Page, query: str = "") -> None:
    """Open the stage."""
    page.goto(f"/present/{CASE.slug}{query}", timeout=SLOW_MS)
    on(page, 0)


def on(page: Page, slide: int) -> None:
    """Wait until a page shows a slide."""
    expect(page.locator("#count")).to_have_text(re.compile(f"^{slide + 1} / "))


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def box(page: Page) -> list[float]:
    """What of the picture is in sight."""
    shown = page.locator("#stage .slide:visible figure svg").get_attribute("viewBox") or ""
    return [float(one) for one in shown.split()]


def test_the_mode_opens_the_design_of_the_address_and_the_way_back_leads_there(new_page: New) -> None:
    page = new_page()
    open_app(page, f"/{CASE.slug}?scoring=batch")
    page.get_by_test_id("stButtonGroup").get_by_text("Present", exact=True).click()
    page.wait_for_url(f"**/present/{CASE.slug}?scoring=batch", timeout=SLOW_MS)
    on(page, 0)
    expect(page.locator("#leave")).to_have_attribute("href", f"/{CASE.slug}?scoring=batch")


def test_keys_lead_through_the_slides_and_a_reload_stays(new_page: New) -> None:
    page = new_page()
    presented(page)
    last = len(SLIDES) - 1
    ways = {
        "ArrowRight": 1,
        "Space": 2,
        "PageDown": 3,
        "ArrowLeft": 2,
        "PageUp": 1,
        "End": last,
        "Home": 0,
        "ArrowDown": 1,
    }
    for key, slide in ways.items():
        press(page, key)
        on(page, slide)
    expect(page.locator("#live")).to_have_text(re.compile("^2 of "))
    page.reload()
    on(page, 1)
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "f")
    expect(page.locator("#full")).to_have_text("Leave full screen")


def test_the_picture_is_revealed_step_by_step_and_zoomed(new_page: New) -> None:
    page = new_page()
    presented(page)
    press(page, "ArrowRight", FIRST_STEP)
    seen = set()
    for step in reveals(design(CASE)):
        seen |= set(step.parts)
        there = page.locator("#stage .node:not(.ghost)").evaluate_all("all => all.map(one => one.dataset.part)")
        assert set(there) == seen
        if step.order:
            press(page, "ArrowRight")
    press(page, "ArrowLeft")
    whole = box(page)
    press(page, "+", 2)
    near = box(page)
    assert near[2] < 0.6 * whole[2]
    page.mouse.move(700, 450)
    page.mouse.down()
    page.mouse.move(600, 450, steps=4)
    page.mouse.up()
    assert box(page)[0] > near[0]
    press(page, "0")
    assert whole == box(page)


def test_the_second_window_is_in_step_and_has_notes_clock_and_what_is_next(new_page: New) -> None:
    page = new_page()
    presented(page)
    press(page, "ArrowRight")
    with page.expect_popup() as opened:
        press(page, "p")
    desk = opened.value
    on(desk, 1)
    expect(desk.locator("#notes")).to_contain_text(SLIDES[1].notes[0])
    expect(desk.locator("#next h2")).to_have_text(SLIDES[2].title)
    expect(desk.locator("#run")).to_have_text("Stop the clock")  # it ran from the first move on
    desk.locator("#minutes").fill("20")
    desk.locator("#minutes").press("Tab")
    desk.locator("#on").click()
    on(page, 2)
    press(page, "End")
    on(desk, len(SLIDES) - 1)
    expect(desk.locator("#next")).to_have_text("This is the last slide.")
    desk.reload()
    on(desk, len(SLIDES) - 1)
    expect(desk.locator("#minutes")).to_have_value("20")
    assert 0 == page.locator("#notes:visible").count()


def test_the_audience_follows_and_moves_nothing(new_page: New) -> None:
    page, other = new_page(), new_page(width=390)
    presented(page)
    press(page, "ArrowRight", FIRST_STEP)
    page.locator("#invite").click()
    expect(page.locator("#address")).to_have_value(re.compile("/follow/[A-Z0-9]{8}$"))
    link = page.locator("#address").input_value()
    press(page, "Escape")
    other.goto(link)
    on(other, FIRST_STEP)
    press(page, "ArrowRight")
    on(other, FIRST_STEP + 1)
    press(page, "+")
    expect(other.locator("#stage .slide:visible figure svg")).to_have_attribute(
        "viewBox", " ".join(f"{one:.2f}" for one in box(page))
    )
    press(page, "l")
    page.mouse.move(700, 450)
    expect(other.locator("#dot")).to_be_visible()
    press(page, "Escape")
    expect(other.locator("#dot")).to_be_hidden()
    press(other, "ArrowRight", 3)
    on(other, FIRST_STEP + 1)
    for button in ("#on", "#back", "#laser", "#presenter", "#invite"):
        expect(other.locator(button)).to_be_hidden()
    page.reload()
    press(page, "ArrowRight")
    on(other, FIRST_STEP + 2)
    page.locator("#invite").click()
    page.locator("#end").click()
    expect(other.locator("#said")).to_have_text("The presentation has ended.")


def test_hostile_words_are_text_and_broken_ones_are_told(new_page: New) -> None:
    page = new_page()
    accepted = quote(HOSTILE)
    presented(page, f"?accept.doubt_has_an_action:DecisionService={accepted}&peak=99999")
    expect(page.locator("#said")).to_contain_text("peak")
    press(page, "End")
    press(page, "ArrowLeft")
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    assert 0 == page.locator("img").count()
    assert 0 == page.get_by_text("undefined").count()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

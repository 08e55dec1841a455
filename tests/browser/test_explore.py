"""The fraud case in a real browser: what only a browser shows."""

import re

from playwright.sync_api import Page, expect

from tests.browser import beyond_screen, on_a_phone, on_every_screen, open_app, rest, settle
from tests.browser.board import promise, slider

CASE = "/fraud_detection"


@on_every_screen
def test_home_leads_to_a_drawn_design(page: Page) -> None:
    """One button from the first page to a picture, the promises and the five answers, without an error."""
    open_app(page)
    page.get_by_role("button", name="Start with the").click()
    expect(page.locator(".board svg [data-part]").first).to_be_visible(timeout=60_000)
    expect(page.locator(".promise")).to_have_count(6)
    expect(page.locator(".answer")).to_have_count(5)
    expect(page).to_have_url(re.compile("fraud_detection"))


@on_every_screen
def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    open_app(page, CASE)
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    assert beyond_screen(page) <= 0


def test_slider_by_keyboard_moves_the_numbers_and_the_address(page: Page) -> None:
    """An arrow key moves the threshold; scoreboard, answers and URL follow; a reload keeps the design."""
    open_app(page, CASE)
    expect(promise(page, "Fraud loss")).to_be_visible(timeout=60_000)
    before = promise(page, "Fraud loss").inner_text()
    slider(page, "Block above").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".answer").first).to_contain_text("Block above")
    expect(promise(page, "Fraud loss")).not_to_have_text(before)
    expect(page).to_have_url(re.compile("block_above="))
    rest(page)
    here = promise(page, "Fraud loss").locator("strong").inner_text()
    page.reload()
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text(here, timeout=60_000)
    expect(page.locator(".answer").first).to_contain_text("Start here")


def test_remedy_on_the_board_redraws_the_picture(page: Page) -> None:
    """The next step adds the cardholder to the picture; no part that was there moves."""
    open_app(page, CASE)
    gateway = page.locator(".board svg [data-part=Gateway]")
    expect(gateway).to_be_visible(timeout=60_000)
    expect(page.locator(".board svg [data-part=Cardholder]")).to_have_count(0)
    before = gateway.evaluate("e => JSON.stringify(e.getBBox())")
    page.locator(".answer button").click()
    expect(page.locator(".board svg [data-part=Cardholder]")).to_have_count(1)
    assert gateway.evaluate("e => JSON.stringify(e.getBBox())") == before
    expect(page.locator(".promise.broken")).to_have_count(0)


def test_click_and_enter_open_a_part(page: Page) -> None:
    """A part opens by mouse and by keyboard, shows its numbers with formula and source, and closes by Escape."""
    open_app(page, CASE)
    page.locator(".board svg [data-part=ModelServer]").click()
    part = page.locator(".board .part")
    expect(part.locator("h3")).to_have_text("Model server")
    part.get_by_text("utilisation").first.click()
    expect(part.locator("details[open] .source")).to_contain_text("Source:")
    page.locator(".board svg [data-part=EventStream]").focus()
    page.keyboard.press("Enter")
    expect(part.locator("h3")).to_have_text("Event stream")
    page.locator(".board svg [data-part=EventStream]").focus()
    page.keyboard.press("Escape")
    expect(part).to_be_hidden()


def test_theme_of_the_picture_follows_the_page(new_page) -> None:
    """The same page is light in a light browser and dark in a dark one, the picture with it."""
    paper = {}
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        open_app(page, CASE)
        expect(page.locator(f".board[data-theme={scheme}] .stage svg[data-theme={scheme}]")).to_be_visible(
            timeout=60_000
        )
        paper[scheme] = page.locator(".stage").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(11, 18, 32)"}


@on_a_phone
def test_promises_stay_in_sight_of_the_controls_on_a_phone(page: Page) -> None:
    open_app(page, CASE)
    strip = page.locator(".strip")
    expect(strip).to_be_visible(timeout=60_000)
    slider(page, "Step up above").scroll_into_view_if_needed()
    expect(strip.get_by_text("Fraud loss")).to_be_in_viewport()


def test_bad_link_says_what_is_wrong_and_keeps_the_rest(page: Page) -> None:
    open_app(page, f"{CASE}?scoring=batch&replicas=999&wheels=3")
    expect(page.get_by_text("replicas = 999 is outside 1 to 60")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("There is no knob called 'wheels'")).to_be_visible()
    expect(page.locator(".board svg [data-part=BatchJob]")).to_be_visible()
    expect(page.locator(".board svg [data-part=ModelServer]")).to_have_count(0)


def test_unknown_case_in_the_address_leads_home(page: Page) -> None:
    page.goto("/no_such_case")
    expect(page.get_by_role("button", name="Start with the")).to_be_visible(timeout=60_000)


def test_every_tab_shows_its_panel(page: Page) -> None:
    """Review, evidence, probes, numbers and brief each open, the charts drawn."""
    open_app(page, CASE)
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    for name, sign in (
        ("Evidence", "What does finding more fraud cost"),
        ("Probes", "Answer aloud"),
        ("Numbers", "What it stands on"),
        ("Brief", "Ask first"),
        ("Review", "doubt_has_an_action"),
    ):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_text(sign).first).to_be_visible(timeout=20_000)
        if name == "Evidence":
            expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_have_count(5, timeout=20_000)


def test_export_downloads_the_picture_of_the_design_on_screen(page: Page) -> None:
    open_app(page, f"{CASE}?actions=all")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.lstrip().startswith("<")
    assert "Review team" in text


def test_text_of_a_link_stays_text(page: Page) -> None:
    """Markdown, LaTeX, icons and addresses in a link are shown as they are; nothing is asked of another host."""
    bad = "!%5Bx%5D(http%3A//127.0.0.1%3A9/b.png)"
    worse = "%5BSign%20in%5D(http%3A//evil.example)=1&%24x%5E2%24=1&www.evil.example=1"
    open_app(page, f"{CASE}?replicas={bad}&{worse}")
    expect(page.get_by_text("is not a number")).to_be_visible(timeout=60_000)
    alerts = page.locator("[data-testid=stAlert]")
    expect(alerts.locator("img, a, .katex")).to_have_count(0)


def test_value_between_two_places_survives_quick_steps(page: Page) -> None:
    """A remedy's or a link's value between two places, then a step down and up at once: never thrown to an end."""
    open_app(page, f"{CASE}?block_above=0.4731")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    slider(page, "Block above").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    settle(page)
    expect(page).to_have_url(re.compile(r"block_above=0\.4"))
    expect(page).not_to_have_url(re.compile(r"block_above=0\.01(&|$)"))


def test_move_followed_at_once_by_share_is_kept(page: Page) -> None:
    """A click that reruns the whole page carries the address of before the move; the move and the link keep it."""
    open_app(page, f"{CASE}?replicas=7")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    slider(page, "Block above").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_label("Link to this design")).to_have_value(re.compile("block_above="), timeout=20_000)
    expect(page).to_have_url(re.compile("block_above=.*replicas=7"))


def test_design_survives_the_way_home_and_back(page: Page) -> None:
    open_app(page, f"{CASE}?actions=block_step_up")
    expect(page.locator(".board svg [data-part=Cardholder]")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Cases").click()
    page.get_by_role("button", name="Start with the").click()
    expect(page.locator(".board svg [data-part=Cardholder]")).to_be_visible(timeout=60_000)
    expect(page).to_have_url(re.compile("actions=block_step_up"))


def test_every_decision_moves_a_number_by_keyboard(page: Page) -> None:
    """Each slider of each step, by arrow keys: what is on the board changes, unless the knob says it is not used."""
    open_app(page, f"{CASE}?actions=all&family=logistic")
    board = page.locator(".board")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    shown = {"Decide": "Block above", "People and rules": "Review capacity", "Serve": "Timeout"}
    for step, label in shown.items():
        page.locator("[data-testid=stButtonGroup]").get_by_text(step, exact=True).first.click()
        for other in shown.values():
            expect(slider(page, other)).to_have_count(1 if other == label else 0)
        for thumb in page.get_by_role("slider").all():
            before = board.inner_text()
            thumb.focus()
            page.keyboard.press("ArrowRight")
            settle(page)
            expect(board).not_to_have_text(before)

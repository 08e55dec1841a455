"""A number on the board explains itself: opened from its promise, followed to what it came from, and back."""

from playwright.sync_api import Page, expect

from tests.browser import on_every_screen, open_app, settle

OWN = "/fraud_detection?actions=all&believe.Money.review_catch=0.8 our <b>team</b>"


def number(page: Page, key: str):
    """One number of the part that is open."""
    return page.locator(f".part details[data-key={key}]")


@on_every_screen
def test_a_promise_opens_its_number_and_the_way_goes_on_by_keyboard(page: Page) -> None:
    """Enter on a promise, on an input, on Back; Escape gives the keyboard back to the promise."""
    open_app(page, OWN)
    card = page.locator(".promise", has_text="Fraud loss")
    card.focus(timeout=60_000)
    page.keyboard.press("Enter")
    expect(number(page, "fraud_loss")).to_have_attribute("open", "")
    expect(number(page, "fraud_loss").locator("summary")).to_be_focused()
    expect(number(page, "fraud_loss").locator(".worked")).to_contain_text("10,000")
    number(page, "fraud_loss").get_by_role("button", name="recall").focus()
    page.keyboard.press("Enter")
    expect(number(page, "recall")).to_have_attribute("open", "")
    number(page, "recall").get_by_role("button", name="Decision.timed_out").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".part h3")).to_have_text("Decision")
    expect(number(page, "timed_out").locator("summary")).to_be_focused()
    page.locator(".part .back").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".part h3")).to_have_text("Money")
    expect(number(page, "recall")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator(".part")).to_be_hidden()
    expect(card).to_be_focused()


def test_what_is_assumed_and_what_is_yours_bear_the_word(page: Page) -> None:
    """The reason of the user's own figure is text, whatever it holds."""
    open_app(page, OWN)
    page.locator(".promise", has_text="Fraud loss").click(timeout=60_000)
    number(page, "recall").locator("summary").click()
    yours = number(page, "recall").locator("li", has_text="review_catch")
    expect(yours.locator(".badge")).to_have_text("yours")
    expect(yours).to_contain_text("our <b>team</b>")
    expect(number(page, "recall").locator("li", has_text="review_reached").locator(".badge")).to_have_text("assumed")


def test_a_number_stays_open_through_a_move(page: Page) -> None:
    """Space opens a number; a slider is moved; the number is still open, with its new value."""
    open_app(page, "/fraud_detection")
    page.locator(".promise", has_text="Fraud loss").click(timeout=60_000)
    number(page, "recall").locator("summary").focus()
    page.keyboard.press("Space")
    before = number(page, "recall").locator("strong").inner_text()
    page.get_by_role("slider", name="Block above").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    settle(page)
    expect(number(page, "recall").locator("strong")).not_to_have_text(before)
    expect(number(page, "recall")).to_have_attribute("open", "")
    expect(number(page, "fraud_loss")).to_have_attribute("open", "")

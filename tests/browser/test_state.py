"""What only a browser shows of the state: keys, the clipboard, a file dropped on the page, a reload in the middle."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from design import Case
from state import State, file_of
from tests.browser import beyond_screen, on_every_screen, settle
from tests.browser.board import opened, promise, slider
from tests.designs import CASES

CASE: Case = CASES["fraud_detection"]


def moved(page: Page, steps: int = 6) -> str:
    """The block threshold turned by some arrow keys; the number of the fraud loss then."""
    before = promise(page, "Fraud loss").locator("strong").inner_text()
    slider(page, "Block above").focus()
    for _ in range(steps):
        page.keyboard.press("ArrowLeft")
    expect(promise(page, "Fraud loss").locator("strong")).not_to_have_text(before)
    expect(page).to_have_url(re.compile("block_above="))
    settle(page)
    return promise(page, "Fraud loss").locator("strong").inner_text()


def test_undo_and_redo_by_keys(page: Page) -> None:
    """From the slider itself; the address follows, and so does a Mac's or a Windows user's other key."""
    opened(page)
    first = promise(page, "Fraud loss").locator("strong").inner_text()
    after = moved(page)
    page.keyboard.press("Control+z")
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text(first)
    expect(page).not_to_have_url(re.compile("block_above="))
    for keys in ("Control+Shift+Z", "Control+y"):
        page.keyboard.press(keys)
        expect(promise(page, "Fraud loss").locator("strong")).to_have_text(after)
        page.keyboard.press("Control+z")
        expect(promise(page, "Fraud loss").locator("strong")).to_have_text(first)


def test_the_keys_leave_a_text_field_alone(page: Page) -> None:
    """Whoever writes takes back a word, not a decision."""
    opened(page)
    after = moved(page)
    page.get_by_role("tab", name="Compare").click()
    field = page.get_by_label("Name")
    field.click()
    page.keyboard.type("mine")
    page.keyboard.press("Control+z")
    expect(field).not_to_have_value("mine")
    settle(page)
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text(after)


def test_a_reload_in_the_middle_keeps_the_design_and_forgets_the_history(page: Page) -> None:
    """The card and the pins come back from the address; there is nothing to undo, and nothing says there were."""
    opened(page)
    after = moved(page)
    page.get_by_role("tab", name="Compare").click()
    page.get_by_role("button", name="Pin this design").click()
    expect(page).to_have_url(re.compile("pins="))
    settle(page)
    page.reload()
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text(after, timeout=60_000)
    expect(page.locator(".st-key-undo-fraud_detection button").first).to_be_disabled()
    page.get_by_role("tab", name="Compare").click()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()


def test_copy_link_copies_the_page_as_it_stands(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page)
    moved(page)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_copy_link_works_without_the_clipboards_permission(page: Page) -> None:
    """Where the browser denies the clipboard, the older way is taken, or the words say what to press."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    opened(page)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text(re.compile(r"Copied\.|press Ctrl\+C"))).to_be_visible()
    expect(page.get_by_label("Link to this design")).to_have_value(page.url)


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file on the place for state files."""
    held = page.evaluate_handle(
        "([name, text]) => { const t = new DataTransfer(); t.items.add(new File([text], name)); return t; }",
        [name, text],
    )
    zone = page.locator("[data-testid=stFileUploaderDropzone]")
    for event in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(event, {"dataTransfer": held})


def test_a_state_file_dropped_on_the_page_opens(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Share").click()
    drop(page, "mine.yaml", file_of(CASE, State(CASE.Knobs(scoring="batch"))).decode())
    expect(page.get_by_text("mine.yaml is open.")).to_be_visible(timeout=30_000)
    expect(page.locator(".board svg [data-part=BatchJob]")).to_be_visible()
    expect(page).to_have_url(re.compile("scoring=batch"))


def test_a_broken_file_says_where_and_leaves_the_design(page: Page) -> None:
    opened(page)
    here = promise(page, "Fraud loss").locator("strong").inner_text()
    page.get_by_role("button", name="Share").click()
    drop(page, "bad.yaml", "version: 1\ncase: fraud_detection\ndecisions: !!python/none x\n")
    expect(page.get_by_text("Line 3: a state file has no tags")).to_be_visible(timeout=30_000)
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text(here)


def test_the_saved_file_is_the_page(page: Page, tmp_path: Path) -> None:
    opened(page, "?replicas=7")
    page.get_by_role("button", name="Share").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the state file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "fraud_detection.state.yaml"
    assert path.read_bytes() == file_of(CASE, State(CASE.Knobs(replicas=7)))


@on_every_screen
def test_cards_and_guesses_fit_the_screen(page: Page) -> None:
    """A card on the table and a guess that is asked for make nothing wider than the screen."""
    opened(page, "?predict=on&card.a-friday-in-november=peak:5&peak=15")
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.get_by_text("near real time", exact=True).click()
    expect(page.get_by_role("button", name="Show me")).to_be_visible()
    assert beyond_screen(page) <= 0
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("button", name="Show me")).to_have_count(0)


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "javascript:alert(1)"])
def test_words_of_a_link_stay_words(page: Page, text: str) -> None:
    """A remark and a pin's name that look like HTML are shown as they are written."""
    opened(page, f"?remark.actions.reason={text}")
    page.get_by_role("tab", name="Record").click()
    expect(page.get_by_role("textbox", name="Reason · yours")).to_have_value(text)
    assert page.locator("img[src=x]").count() == 0

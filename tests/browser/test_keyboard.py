"""Without a mouse: the main path by keyboard alone, the guide's keys, and the fields that keep theirs."""

import re

from playwright.sync_api import Page, expect

from design import modules
from tests.browser import on_a_phone, on_every_screen, open_app, settle
from tests.browser.board import opened
from tests.browser.test_explore import promise
from views import panels
from views._glossary import plain
from views._guide.tour import STEPS

TABS = [panel.LABEL for panel in sorted(modules(panels), key=lambda panel: int(panel.ORDER))]
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const mark = at.getAttribute("aria-label") || at.getAttribute("aria-labelledby")?.split(" ")
    .map((id) => document.getElementById(id)?.textContent).join(" ") || at.textContent;
  return `${at.dataset.part || ""}|${at.getAttribute("role") || at.tagName}|${mark.trim()}`;
}"""


def focused(page: Page) -> str:
    """Where the keyboard is: the part of the picture, the role, the name."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, wanted: str, most: int = 120, key: str = "Tab") -> None:
    """Press Tab until the keyboard is there; fails where it never comes."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(focused(page))
        if re.search(wanted, seen[-1]):
            return
    raise AssertionError(f"{wanted} is not reached by {key}; the way was {seen}")


def test_the_main_path_by_keyboard_alone(page: Page) -> None:
    """Open the case, turn a decision, read the answers, open a part, take the remedy, open each tab."""
    open_app(page)
    tab_to(page, r"\|BUTTON\|.*Start with the")
    page.keyboard.press("Enter")
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    settle(page)
    before = promise(page, "Fraud loss").inner_text()
    tab_to(page, r"\|(INPUT|slider)\|.*Block above")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".answer").first).to_contain_text("Block above")
    expect(promise(page, "Fraud loss")).not_to_have_text(before)
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(promise(page, "Fraud loss").locator("strong")).to_have_text("11 bp")
    tab_to(page, r"^DecisionService\|")
    page.keyboard.press("Enter")
    expect(page.locator(".board .part h3")).to_have_text("Decision service")
    tab_to(page, r"BUTTON\|Ask the doubtful")
    page.keyboard.press("Enter")
    expect(page.locator(".promise.broken")).to_have_count(0)
    settle(page)
    tab_to(page, r"\|tab\|")
    page.keyboard.press("Home")
    for label in TABS:
        tab = page.get_by_role("tab", name=label, exact=True)
        if focused(page) != f"|tab|{label}":
            page.keyboard.press("ArrowRight")
        assert focused(page) == f"|tab|{label}"
        page.keyboard.press("Enter")
        expect(tab).to_have_attribute("aria-selected", "true")
        settle(page)


@on_every_screen
def test_the_tour_points_at_what_it_speaks_of(page: Page) -> None:
    """Each step's ring lies round its element, the card within the screen and off most of it; then it is remembered."""
    opened(page)
    start = page.locator(".guide .start")
    expect(start).to_have_text("Take the tour")
    start.focus()
    page.keyboard.press("Enter")
    for place, (where, title, _) in enumerate(STEPS):
        expect(page.locator(".tour h2")).to_have_text(title)
        target = page.locator(where.replace("{slug}", "fraud_detection")).first
        expect(target).to_be_in_viewport()
        page.wait_for_function("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        ring, card = (page.locator(f".tour {css}").bounding_box() for css in (".ring", ".card"))
        box = target.bounding_box()
        assert ring and box and card
        assert abs(ring["x"] - max(4, box["x"] - 6)) < 3
        size = page.viewport_size
        assert size and card["x"] >= 0 and card["y"] >= 0
        assert card["x"] + card["width"] <= size["width"] and card["y"] + card["height"] <= size["height"]
        page.keyboard.press("Enter" if place % 2 else "ArrowRight")
    if page.locator(".tour[open]").count():
        page.keyboard.press("Enter")
    expect(page.locator(".tour[open]")).to_have_count(0)
    expect(start).to_have_text("Tour")
    page.reload()
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    expect(start).to_have_text("Tour")


def test_the_tour_from_the_first_page_can_be_skipped_and_does_not_come_again(page: Page) -> None:
    open_app(page)
    page.get_by_role("button", name="two-minute tour").click()
    expect(page.locator(".tour[open]")).to_be_visible(timeout=60_000)
    page.keyboard.press("Escape")
    expect(page.locator(".tour[open]")).to_have_count(0)
    page.get_by_role("button", name="Throw a card").click()
    settle(page)
    expect(page.locator(".tour[open]")).to_have_count(0)


def choose(page: Page, typed: str) -> None:
    """The first that the palette finds."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find a decision")).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator(".palette [role=option]").first).to_contain_text(re.compile(typed, re.IGNORECASE))
    page.keyboard.press("Enter")


def test_the_palette_reaches_everything(page: Page) -> None:
    """A decision of another step, a number of the world, a tab, a card, undo: each found by its name."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page)
    page.keyboard.press("n")
    expect(page.locator(".promise.broken")).to_have_count(0)
    settle(page)
    choose(page, "Model server replicas")
    expect(page.get_by_role("slider", name="Model server replicas")).to_be_focused()
    choose(page, "Probes")
    expect(page.get_by_role("tab", name="Probes")).to_have_attribute("aria-selected", "true")
    choose(page, "A Friday in November")
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.keyboard.press("Escape")
    choose(page, "Undo")
    expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
    choose(page, "Fraud rate")
    expect(page.get_by_role("slider", name="Fraud rate")).to_be_focused()
    page.keyboard.press("Escape")
    choose(page, "Copy the link")
    expect(page.get_by_text("Copied.")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("dominated")
    expect(page.locator(".palette [role=option]").first).to_contain_text("equals on every promise and beats on one")
    page.keyboard.press("Control+a")
    page.keyboard.type("nothing is called so")
    expect(page.locator(".palette .none")).to_contain_text("Nothing has that name")


@on_a_phone
def test_the_guide_fits_a_phone(page: Page) -> None:
    opened(page)
    for name in (".find", ".ask"):
        page.locator(f".guide {name}").click()
        box = page.locator("dialog[open]").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_field_keeps_its_keys_and_a_slider_its_own(page: Page) -> None:
    """Letters typed into a field open nothing; Home on a slider turns it; `?` lists the keys from anywhere else."""
    opened(page)
    page.get_by_role("tab", name="Compare").click()
    field = page.get_by_label("Name")
    field.click()
    page.keyboard.type("net/1?")
    expect(field).to_have_value("net/1?")
    expect(page.locator("dialog[open], [data-testid=stPopoverBody]")).to_have_count(0)
    expect(page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    page.get_by_role("slider", name="Block above").focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("block_above=0.01"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys and words")).to_contain_text("Throw a card")


def test_a_tab_explains_its_word(page: Page) -> None:
    """Where the pointer is on a tab, the glossary's sentence is its tooltip."""
    opened(page)
    for panel in modules(panels):
        tab = page.get_by_role("tab", name=panel.LABEL, exact=True)
        tab.hover()
        expect(tab).to_have_attribute("title", plain(panel.WORD))

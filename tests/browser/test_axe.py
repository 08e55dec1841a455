"""axe-core finds no serious or critical fault on any page, light and dark, wide and narrow.

What it finds inside Streamlit's own elements, which nothing of ours can change, is excused by rule and place, with why.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from design import modules
from tests.browser import SCREENS, on_every_screen, open_app, settle
from tests.browser.board import opened, part, show
from tests.designs import CASES
from views import panels

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
TABS = [panel.LABEL for panel in sorted(modules(panels), key=lambda panel: int(panel.ORDER))]
EXCUSED: tuple[tuple[str, str, str], ...] = ()
"""Rule, a part of the selector, and why nothing of ours can mend it."""
RUN = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const done = Promise.allSettled(document.getAnimations().map((one) => one.finished));
  await Promise.race([done, new Promise((late) => setTimeout(late, 5000))]);
  const rules = { "label-content-name-mismatch": { enabled: true } }; // one that axe-core runs only when asked
  const found = await axe.run(document, { resultTypes: ["violations"], rules });
  return found.violations.map((one) => ({ id: one.id, impact: one.impact,
    nodes: one.nodes.map((node) => [node.target.flat().join(" "), node.html.slice(0, 160), node.failureSummary]) }));
}"""

on_each_scheme = pytest.mark.parametrize(
    "page", [SCREENS["light-1440"], SCREENS["dark-1440"]], ids=["light", "dark"], indirect=True
)
on_each_phone = pytest.mark.parametrize(
    "page", [SCREENS["light-390"], SCREENS["dark-390"]], ids=["light-390", "dark-390"], indirect=True
)


def faults(page: Page, where: str) -> list[str]:
    """What axe-core calls serious or critical, one line a place; what is excused is left out."""
    settle(page)
    if not page.evaluate("() => Boolean(globalThis.axe)"):
        page.evaluate(AXE)
    return list(_told(page.evaluate(RUN), where))


def _told(found: list[dict[str, Any]], where: str) -> Iterator[str]:
    for fault in found:
        for target, html, why in fault["nodes"]:
            excused = any(fault["id"] == rule and place in target for rule, place, _ in EXCUSED)
            if fault["impact"] in GRAVE and not excused:
                yield f"{where}: {fault['id']} ({fault['impact']}) at {target}\n    {html}\n    {why}"


def none_of(found: list[str]) -> None:
    """Fail with every fault, one under the other."""
    assert not found, "\n".join(found)


@on_each_scheme
def test_axe_sees_a_planted_fault(page: Page) -> None:
    """A picture without words, put there by the test, is found: the test can fail."""
    open_app(page, "/")
    page.evaluate("document.querySelector('main, section').append(document.createElement('button'))")
    assert any("button-name" in one for one in faults(page, "planted"))


@on_each_scheme
@pytest.mark.parametrize("path", ["/", "/scores", "/customers", "/mock", "/no_such_case"])
def test_pages_without_a_design(page: Page, path: str) -> None:
    open_app(page, path)
    expect(page.get_by_role("heading").first).to_be_visible(timeout=60_000)
    none_of(faults(page, path))


@on_each_scheme
@pytest.mark.parametrize("slug", CASES)
def test_a_case_with_each_tab(page: Page, slug: str) -> None:
    opened(page, case=slug)
    found = faults(page, "opened")
    for label in TABS:
        page.get_by_role("tab", name=label, exact=True).click()
        settle(page)
        expect(page.get_by_role("tab", name=label, exact=True)).to_have_attribute("aria-selected", "true")
        found += faults(page, label)
    none_of(found)


@on_each_scheme
def test_what_opens_over_the_page(page: Page) -> None:
    """The world, the cards, share and export; a guess that is asked for, a card on the table."""
    opened(page, "?predict=on&card.a-friday-in-november=peak:5&peak=15")
    page.get_by_text("near real time", exact=True).click()
    expect(page.get_by_role("button", name="Show me")).to_be_visible()
    found = faults(page, "guess")
    for name in ("The world", "Cards (1)", "Share", "Export"):
        page.get_by_role("button", name=name).first.click()
        settle(page)
        found += faults(page, name)
        page.keyboard.press("Escape")
    none_of(found)


def everything_open(page: Page) -> None:
    """A part, an overlay, a step of the story and the text, all at once."""
    part(page, "ModelServer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".board .part h3")).to_have_text("Model server")
    show(page, "Cost")
    page.locator(".stepper").click()
    expect(page.locator(".story .count")).not_to_have_text("")
    page.locator(".reader").click()
    expect(page.locator(".astext table").first).to_be_visible()


@on_each_scheme
def test_the_board_with_everything_open(page: Page) -> None:
    opened(page)
    everything_open(page)
    none_of(faults(page, "all open"))


@on_each_scheme
def test_the_guide(page: Page) -> None:
    """The tour, the palette and the list of keys and words."""
    opened(page)
    found = []
    for name in (".start", ".find", ".ask"):
        page.locator(f".guide {name}").click()
        expect(page.locator("dialog[open]")).to_be_visible()
        found += faults(page, name)
        page.keyboard.press("Escape")
    none_of(found)


@on_each_scheme
def test_what_comes_only_when_asked_for(page: Page) -> None:
    """Designs drawn in the space, a pin compared, the whole record."""
    opened(page)
    page.get_by_role("tab", name="Space").click()
    page.get_by_role("button", name="Draw designs").click()
    expect(page.get_by_role("button", name="Draw again")).to_be_enabled(timeout=120_000)
    found = faults(page, "space")
    page.get_by_role("tab", name="Compare").click()
    page.get_by_role("button", name="Pin this design").click()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    none_of(found + faults(page, "pinned"))


@on_each_phone
def test_a_phone(page: Page) -> None:
    opened(page)
    found = faults(page, "opened")
    everything_open(page)
    none_of(found + faults(page, "all open"))


@on_each_scheme
def test_a_round(page: Page) -> None:
    """A mock interview alone, from its first phase to the design."""
    open_app(page, "/mock")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_url("**room=**", timeout=60_000)
    expect(page.locator(".promise").first).to_be_visible(timeout=60_000)
    none_of(faults(page, "round"))


@on_every_screen
def test_a_presentation(page: Page) -> None:
    """The stage on each kind of slide, and the presenter's desk."""
    found: list[str] = []
    for where, looked_at in (("", (0, 3, 13, 24)), ("#presenter-here", (4, 13))):
        page.goto(f"/present/{next(iter(CASES))}{where}", timeout=60_000)
        page.reload()  # a new hash alone loads nothing
        page.evaluate(AXE)
        for number in range(max(looked_at) + 1):
            if number in looked_at:
                found += _told(page.evaluate(RUN), f"present{where} {number + 1}")
            page.keyboard.press("ArrowRight")
    none_of(found)

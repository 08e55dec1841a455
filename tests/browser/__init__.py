"""What only a browser shows: the app as a person uses it, in light and dark, wide and narrow.

A test takes `page` and opens the app in it:

    @on_every_screen
    def test_home_names_every_case(page: Page) -> None:
        open_app(page, "/")
"""

import pytest
from playwright.sync_api import Page

SCREENS = {
    f"{scheme}-{width}": {"color_scheme": scheme, "width": width}
    for scheme in ("light", "dark")
    for width in (1440, 390)
}
on_every_screen = pytest.mark.parametrize("page", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
in_dark = pytest.mark.parametrize("page", [SCREENS["dark-1440"]], ids=["dark-1440"], indirect=True)
on_a_phone = pytest.mark.parametrize("page", [SCREENS["light-390"]], ids=["light-390"], indirect=True)


def open_app(page: Page, path: str = "/") -> None:
    """Go to a path of the app and wait until its script has run to the end."""
    page.goto(path)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the app's script runs no more: after a click or a key, before reading the page."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)


def beyond_screen(page: Page) -> float:
    """How many pixels of the page stand beyond the screen's edge, so that it scrolls sideways."""
    wide: float = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def rest(page: Page) -> None:
    """Wait until the address stands still as well: the board writes it a moment after a move is drawn."""
    settle(page)
    page.wait_for_function(
        "() => new Promise(done => { const at = location.href; setTimeout(() => done(at === location.href), 500); })"
    )

"""Takes the README's screenshots of the app as it is: `python -m docs.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.find_browser import arguments, browser_path
from tests.serve import serve

IMAGES = Path(__file__).parent / "images"


def take() -> None:
    """Explore, a move into the case, in both themes at 1440 px."""
    IMAGES.mkdir(exist_ok=True)
    log = Path(tempfile.mkdtemp(), "server.log")
    with serve("app.py", log) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 1440, "height": 960}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page.goto(f"{server.url}/fraud_detection")
            page.locator(".promise").first.wait_for(timeout=60_000)
            page.locator(".answer button").click()
            page.locator(".board svg [data-part=Cardholder]").wait_for()
            page.mouse.move(720, 955)
            page.mouse.wheel(0, -5000)
            page.wait_for_timeout(800)
            page.screenshot(path=IMAGES / f"explore_{scheme}.png")
        browser.close()


if __name__ == "__main__":
    take()

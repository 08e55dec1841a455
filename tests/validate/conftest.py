"""A headless browser without a network for the programs that live in one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.find_browser import arguments, browser_path
from tests.validate import programs


@pytest.fixture(scope="session")
def page() -> Iterator[Page]:
    """One page for all: loading Excalidraw takes seconds. A request that leaves the page is refused."""
    programs.bundle()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        context = chromium.new_context(viewport={"width": 1600, "height": 1050}, offline=True)
        page = context.new_page()
        page.set_content("<body></body>")
        yield page
        chromium.close()

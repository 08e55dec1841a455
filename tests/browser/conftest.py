"""The app's real server and a real browser; both fail the run when they complain."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.complaints import expected
from tests.find_browser import arguments, browser_path
from tests.serve import Server, serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is marked `browser`, so that none is forgotten."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


# For this folder, not the session: while Playwright runs, no other test could use asyncio.
@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, served once for all tests; a traceback or a warning in its log fails the run at the end."""
    with serve("app.py", tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running
    if said := running.trouble():
        pytest.fail(f"The server logged an error or a warning:\n{said}", pytrace=False)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless browser for all tests. Where none is found the tests fail; they never skip."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Makes pages that share nothing, as two people's do: `new_page(color_scheme="dark", width=390)`.

    A script error, a console error or a request to another host than the app's on any of them fails the test.
    """
    contexts, problems = [], []

    def complaint(message: ConsoleMessage) -> None:
        if message.type == "error" and not expected(message):
            problems.append(f"console: {message.text} {message.location['url']}")

    def outside(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != urlsplit(server.url).netloc:
            problems.append(f"asked another host: {request.url}")

    def make(*, color_scheme: Any = "light", width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            base_url=server.url,
            color_scheme=color_scheme,
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on("console", complaint)
        page.on("request", outside)
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """One page, light and 1440 wide unless `on_every_screen`, `in_dark` or `on_a_phone` say otherwise."""
    return new_page(**getattr(request, "param", {}))

"""Two processes of the app behind one database: a round goes on over both, and over one when the other dies."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.room import CASE, SLOW_MS, joined, made, moved, seated, tab, verdicts
from tests.postgres import databases, new_database
from tests.serve import serve

CARD = CASE.cards[2]


@pytest.fixture(params=databases()[-1:])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database: on PostgreSQL where a server is named, as in CI, else in a file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kept.sqlite3'}"
        return
    with new_database() as named:
        yield named


def page_at(browser: Browser, base: str, **options: Any) -> Page:
    """A person's own browser."""
    return browser.new_context(base_url=base, viewport={"width": 1440, "height": 900}, **options).new_page()


def test_two_processes_share_a_room_and_one_goes_on_alone(browser: Browser, url: str, tmp_path: Path) -> None:
    """What either person does is on the other's screen; who sat at the process that died sits down at the other."""
    env = {"ML_CASEBOOK_DATABASE": url}
    with (
        serve("app.py", tmp_path / "one.log", env=env) as one,
        serve("app.py", tmp_path / "other.log", env=env) as other,
    ):
        asks, plays = page_at(browser, one.url), page_at(browser, other.url)
        code = made(asks, name="Ida")
        joined(plays, code, name="Carl")
        seated(asks, "interviewer")
        asks.get_by_role("button", name="Start the clock").click()
        expect(plays.locator(".clock .word")).to_have_text("", timeout=SLOW_MS)
        before = verdicts(asks)
        moved(plays)
        expect(asks.locator(".sentence")).not_to_have_text(before, timeout=SLOW_MS)
        expect(asks.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
        tab(asks, "Cards")
        asks.get_by_role("button", name="Throw it").nth(2).click()
        expect(plays.get_by_text(CARD.says)).to_be_visible(timeout=SLOW_MS)
        one.process.kill()
        again = asks.context.new_page()
        again.goto(f"{other.url}/mock?room={code}")
        seated(again, "interviewer")
        moved(plays, "block, review")
        expect(again.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
        assert other.trouble() == ""
    for page in (asks, plays):
        page.context.close()

"""Mock with real browsers: two people play a round, and nothing reaches who may not read it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import settle
from tests.browser.room import CASE, SLOW_MS, Sent, joined, made, moved, plain, seated, verdicts

New = Callable[..., Page]
CARD = CASE.cards[1]
HOSTILE = "<img src=x onerror=alert(1)> **b** $x$ "


def started(new_page: New) -> tuple[Page, Page, str]:
    """An interviewer and a candidate in a room whose clock runs."""
    asks, plays = new_page(), new_page()
    code = made(asks, name="Ida")
    joined(plays, code, name="Carl")
    seated(asks, "interviewer")
    asks.get_by_role("button", name="Start the clock").click()
    expect(plays.locator(".clock .word")).to_have_text("", timeout=SLOW_MS)
    return asks, plays, code


def field(page: Page, label: str, words: str) -> None:
    """Fill a field, and leave it."""
    page.get_by_role("textbox", name=label).fill(words)
    page.get_by_role("textbox", name=label).press("Tab")
    settle(page)


def mark(asks: Page, place: int, points: int, evidence: str) -> None:
    """Points in one dimension with their evidence."""
    asks.get_by_placeholder("What they said or did").nth(place).fill(evidence)
    asks.get_by_placeholder("What they said or did").nth(place).press("Tab")
    marks = asks.get_by_role("radiogroup").filter(has=asks.get_by_role("radio", name="not seen"))
    marks.nth(place).get_by_role("radio", name=str(points), exact=True).click()
    settle(asks)


def test_names_and_codes_that_nobody_meant_well_are_text(new_page: New) -> None:
    page = new_page()
    page.goto("/mock?room=%3Cscript%3E**x**")
    expect(page.get_by_text("Join the room")).to_be_visible(timeout=SLOW_MS)
    code = made(page, "As the candidate", name=HOSTILE)
    seated(page, "candidate")
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.get_by_text(f"/mock?room={code}").first).to_be_visible()
    assert 0 == page.locator("img[src=x]").count()


def test_an_observer_sees_what_both_see_and_turns_nothing(new_page: New) -> None:
    _, plays, code = started(new_page)
    watches = new_page()
    sent = Sent(watches)
    joined(watches, code, "observer")
    moved(plays)
    expect(watches.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
    assert 0 == watches.get_by_role("button", name="Pause").count()
    assert 0 == watches.get_by_role("tab", name="Answers").count()
    assert not any(sent.holds(plain(question.answer)) for question in CASE.brief.questions)

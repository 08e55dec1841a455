"""Mock with real browsers: two people play a round, and nothing reaches who may not read it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import settle
from tests.browser.room import CASE, SLOW_MS, Sent, joined, listening, made, moved, plain, seated, tab, verdicts
from tests.serve import free_port, serve
from views._standing import standing

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


@pytest.mark.slow
def test_two_people_play_a_round_change_seats_and_play_another(new_page: New) -> None:
    asks, plays, _ = started(new_page)
    asks_sent, plays_sent = Sent(asks), Sent(plays)
    asks.reload()
    plays.reload()  # from here on every word that either page gets is held
    seated(asks, "interviewer")
    seated(plays, "candidate")
    before = verdicts(asks)
    assert before == verdicts(plays)

    moved(plays)
    expect(asks.locator(".sentence")).not_to_have_text(before, timeout=SLOW_MS)
    expect(asks.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)

    tab(asks, "Answers")
    told, kept = CASE.brief.questions[0], CASE.brief.questions[1:]
    expect(asks.get_by_text(plain(told.answer)).first).to_be_visible(timeout=SLOW_MS)
    expect(plays.get_by_text(told.asks)).to_have_count(0)
    asks.get_by_role("button", name="Let it out").first.click()
    plays.get_by_text(told.asks).click(timeout=SLOW_MS)
    expect(plays.get_by_text(plain(told.answer)).first).to_be_visible()

    tab(asks, "Probes")
    asks.get_by_role("tabpanel").locator("summary").first.click()
    asks.get_by_role("button", name="Put it on their screen").first.click()
    expect(asks.get_by_text("It was put.")).to_be_visible(timeout=SLOW_MS)
    expect(plays.get_by_role("textbox", name="Your answer, in short")).to_be_visible(timeout=SLOW_MS)
    field(plays, "Your answer, in short", "We would fail open, and say so.")
    tab(asks, "Table")
    expect(asks.get_by_text("We would fail open, and say so.")).to_be_visible(timeout=SLOW_MS)

    tab(asks, "Cards")
    expect(asks.get_by_text(CARD.title).first).to_be_visible(timeout=SLOW_MS)
    asks.get_by_role("button", name="Throw it").nth(1).click()
    expect(plays.get_by_text(CARD.says)).to_be_visible(timeout=SLOW_MS)
    asks.get_by_role("button", name="Take it back").click()
    expect(plays.get_by_text(CARD.says)).to_have_count(0, timeout=SLOW_MS)

    tab(asks, "Notes")
    field(asks, "Private notes", "hires-slowly-and-quietly")
    tab(asks, "Marks")
    expect(asks.get_by_placeholder("What they said or did").nth(7)).to_be_visible(timeout=SLOW_MS)
    mark(asks, 0, 2, "named-the-action-at-once")
    mark(asks, 1, 1, "a-load-and-no-sum")
    expect(asks.get_by_text("(2×2 + 3×1) / (2×3 + 3×3) = 7 / 15")).to_be_visible(timeout=SLOW_MS)

    hidden = ["hires-slowly-and-quietly", "named-the-action-at-once", *(plain(q.answer) for q in kept)]
    hidden += [plain(card.says) for card in CASE.cards if card is not CARD]
    hidden += [words for probe in standing()[1] for words in listening(probe)]
    assert [] == [words for words in hidden if plays_sent.holds(words)], "the hidden sheet reached the candidate"
    assert plays_sent.holds(plain(told.answer)), "what was let out came by here, so this listener hears"
    heard = [words for words in hidden if asks_sent.holds(words)]
    assert len(heard) > 20, "the interviewer's browser was sent the sheet, in these words"

    asks.get_by_role("button", name="End the round").click()
    expect(asks.get_by_role("button", name="Hand the marks over")).to_be_visible(timeout=SLOW_MS)
    expect(plays.get_by_text("has not handed the marks over")).to_be_visible(timeout=SLOW_MS)
    assert not plays_sent.holds("named-the-action-at-once")
    asks.get_by_role("button", name="Hand the marks over").click()
    for page in (asks, plays):
        expect(page.get_by_text("judged at senior level")).to_be_visible(timeout=SLOW_MS)
        expect(page.get_by_text("Framing and scope lost 2 points").first).to_be_visible()
        expect(page.get_by_text("We would fail open, and say so.").first).to_be_visible()
    assert not plays_sent.holds("hires-slowly-and-quietly")
    with plays.expect_download() as file:
        plays.get_by_role("button", name="Markdown").click()
    page = Path(str(file.value.path())).read_text(encoding="utf-8")
    for words in ("named\\-the\\-action\\-at\\-once", "We would fail open", "Carl: turned Actions", "7 / 15 \\= 47 %"):
        assert words.replace("\\=", "=") in page.replace("\\=", "="), words

    asks.get_by_role("button", name="Swap seats and go again").click()
    seated(asks, "candidate")
    seated(plays, "interviewer")
    expect(plays.get_by_text("round 2")).to_be_visible()
    plays.get_by_role("button", name="Start the clock").click()
    expect(asks.locator(".clock .word")).to_have_text("", timeout=SLOW_MS)
    before = verdicts(plays)
    moved(asks)
    expect(plays.locator(".sentence")).not_to_have_text(before, timeout=SLOW_MS)


@pytest.mark.slow
def test_a_server_that_dies_in_the_middle_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    """Killed and started again on the same database: both pages go on by themselves, and the clock went on."""
    port, env = free_port(), {"ML_CASEBOOK_DATABASE": f"sqlite:///{tmp_path / 'kept.sqlite3'}"}

    def new_page(**options: Any) -> Page:
        return browser.new_context(
            base_url=f"http://127.0.0.1:{port}", viewport={"width": 1440, "height": 900}
        ).new_page()

    with serve("app.py", tmp_path / "first.log", env=env, port=port) as first:
        asks, plays, _ = started(new_page)
        moved(plays)
        tab(asks, "Notes")
        field(asks, "Private notes", "kept-through-the-fall")
        expect(asks.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
        stood = verdicts(plays)
        first.process.kill()
        first.process.wait()
    with serve("app.py", tmp_path / "second.log", env=env, port=port):
        for page, role in ((asks, "interviewer"), (plays, "candidate")):
            page.wait_for_function(
                "() => document.querySelector('[data-test-connection-state=CONNECTED]')", timeout=SLOW_MS
            )
            page.wait_for_timeout(3000)  # until the page runs anew it shows what it was, and hears nothing
            settle(page)
            seated(page, role)
            expect(page.locator(".sentence")).to_have_text(stood, timeout=SLOW_MS)
        tab(asks, "Notes")
        expect(asks.get_by_role("textbox", name="Private notes")).to_have_value(
            "kept-through-the-fall", timeout=SLOW_MS
        )
        expect(plays.get_by_role("button", name="Start the clock")).to_have_count(0)
        moved(plays, "block, review")
        expect(plays.locator(".sentence")).not_to_have_text(stood, timeout=SLOW_MS)
        expect(asks.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
    for page in (asks, plays):
        page.context.close()


def test_two_rooms_and_a_stranger_know_nothing_of_each_other(new_page: New) -> None:
    asks, plays, code = started(new_page)
    alone, stranger = new_page(), new_page()
    other = made(alone, "As the candidate", name="Nora")
    seated(alone, "candidate")
    before, sent = verdicts(alone), Sent(stranger)
    assert other != code
    moved(plays)
    expect(asks.locator(".sentence")).to_have_text(verdicts(plays), timeout=SLOW_MS)
    assert before == verdicts(alone) != verdicts(plays)
    stranger.goto(f"/mock?room={code}")
    expect(stranger.get_by_text("Join the room")).to_be_visible(timeout=SLOW_MS)
    assert not sent.holds("Carl")
    assert not sent.holds("replicas")
    assert 403 == stranger.request.get(f"/rooms/{code}/events").status
    stranger.get_by_role("button", name="Join").click()
    expect(stranger.get_by_text("seat in this room is taken")).to_be_visible(timeout=SLOW_MS)


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

"""A mock room as tests reach it: made, joined, played, and all that a browser was ever sent."""

import re

from playwright.sync_api import Error, Page, Response, WebSocket, expect

from design import Case, Probe
from tests.designs import CASES

CASE: Case = CASES["fraud_detection"]
SLOW_MS = 60_000
MOVE = "block, step-up"
"""A choice of the candidate's."""


class Sent:
    """All that a browser was sent from here on: what came over its sockets, and the bodies of answers."""

    def __init__(self, page: Page) -> None:
        self.pieces: list[bytes] = []
        page.on("websocket", self._socket)
        page.on("response", self._answer)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda piece: self._add(piece))

    def _answer(self, response: Response) -> None:
        if "/static/" in response.url or response.url.endswith("/events"):
            return  # the program itself; and a line that never ends, of numbers
        try:
            self._add(response.body())
        except Error:  # the page has gone on: its body is no longer to be had
            return

    def _add(self, piece: str | bytes) -> None:
        self.pieces.append(piece.encode() if isinstance(piece, str) else piece)

    def holds(self, words: str) -> bool:
        """True where these words came in one piece."""
        return any(words.encode() in piece for piece in self.pieces)


def plain(words: str) -> str:
    """A piece of some words that no escape changes, long enough to be theirs alone."""
    return max(re.findall(r"[A-Za-z0-9 ,.;]+", words), key=len).strip()[:80]


def listening(probe: Probe) -> list[str]:
    """What only the interviewer may read of a probe."""
    return [plain(words) for words in (probe.mid, probe.senior, probe.staff, probe.weak)]


def made(page: Page, way: str = "As the interviewer", name: str = "") -> str:
    """Make a room; its code."""
    page.goto("/mock")
    page.get_by_text("Begin a round").wait_for(timeout=SLOW_MS)
    page.get_by_text(way).click()
    if name:
        page.get_by_label("Your name in the room").fill(name)
        page.get_by_label("Your name in the room").press("Tab")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/mock?room=*", timeout=SLOW_MS)
    return page.url.split("room=")[1]


def joined(page: Page, code: str, role: str = "candidate", name: str = "") -> None:
    """Follow the link of a room, and sit down."""
    page.goto(f"/mock?room={code}")
    page.get_by_text("Join the room").wait_for(timeout=SLOW_MS)
    if role != "candidate":
        page.get_by_test_id("stButtonGroup").get_by_text(role, exact=True).click()
    if name:
        page.get_by_label("Your name there").fill(name)
        page.get_by_label("Your name there").press("Tab")
    page.get_by_role("button", name="Join").click()
    seated(page, role)


def seated(page: Page, role: str) -> None:
    """Wait until the page is this role's, with the design drawn."""
    expect(page.get_by_text(f"you are the {role}")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".board .stage svg")).to_be_visible(timeout=SLOW_MS)


def verdicts(page: Page) -> str:
    """The sentence above the picture."""
    return page.locator(".sentence").text_content() or ""


def moved(page: Page, choice: str = MOVE) -> None:
    """The candidate turns a decision, and sees what became of it."""
    before = verdicts(page)
    page.get_by_text(choice, exact=True).first.click()
    expect(page.locator(".sentence")).not_to_have_text(before, timeout=SLOW_MS)


def tab(page: Page, label: str) -> None:
    """Open a tab of the interviewer's sheet."""
    page.get_by_role("tab", name=label).click()

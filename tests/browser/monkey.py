"""A monkey: seeded random clicking, typing, dragging, keys, links and reloads, in a real browser on the real app.

It knows nothing of the page but what can be pressed there. The same seed takes the same decisions; how fast the page
answers decides what there is to press when it looks.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.sync_api import Error, Page

from design import Case, Knob

PATIENCE = 60_000  # ms that a page may take to come to rest, once training is over
WORDS = (
    "", "0", "-1", "1e309", "nan", "block", "cost 7", "<img src=x onerror=alert(1)>", "$x^2$ [a](http://evil.example)",
    "ärger 漢字 🐒", "'; drop table rooms; --", "x" * 300, "2026-13-45", "\u202egnp", "probes",
)  # fmt: skip
KEYS = (
    "Tab", "Shift+Tab", "Enter", "Escape", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", " ",
    "Control+z", "Control+Shift+z", "Control+y", "?", "/", "n", "t", "w", "e", "l", "1", "5", "9", "+", "-", "0",
)  # fmt: skip
PRESSED = """([css, lot, avoided]) => {
  const all = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      if (node.matches(css) && !node.disabled && node.getClientRects().length && !node.closest(avoided)) all.push(node);
    }
  };
  look(document);
  if (!all.length) return null;
  const node = all[Math.floor(lot * all.length)];
  node.scrollIntoView({ block: "center", inline: "center" });
  const box = node.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
}"""
PRESSABLE = (
    "button, a[href], [role=tab], [role=button], [role=option], [role=radio], label, summary, select, [data-part], "
    "input[type=checkbox], input[type=radio]"
)
FIELDS = "input[type=text], input[type=number], textarea, input:not([type])"
SLIDERS = "[data-testid=stSlider] [role=slider], [data-testid=stSlider] input[type=range], [data-testid=stSliderThumb]"
OUTSIDE = "[data-testid=stFileUploaderDropzone], [data-testid=stToolbar], [data-testid=stMainMenu]"
"""A sheet of the operating system would open there, or Streamlit's own menu."""


@dataclass
class Monkey:
    """What it does, by a seed; `done` counts it, `last` is the last it did, for whoever reads a failure."""

    page: Page
    cases: Sequence[Case]
    seed: int
    trains: bool = False
    done: Counter[str] = field(default_factory=Counter)
    last: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lot = random.Random(self.seed)
        self.avoided = ", ".join((OUTSIDE, *(() if self.trains else _training(self.cases))))

    def play(self, seconds: float) -> None:
        """Act for so long; then wait until the page is at rest."""
        end = monotonic() + seconds
        while monotonic() < end:
            self.act()
        self.rest()

    def act(self) -> None:
        """One thing, by lot; what is gone when it is reached for is let go."""
        deeds = (self.press, self.type, self.turn, self.drag, self.key, self.part, self.link, self.reload, self.wheel)
        deed = self.lot.choices(deeds, (30, 8, 12, 8, 20, 8, 3, 1, 4))[0]
        try:
            told = deed()
        except Error as gone:
            if not any(word in str(gone) for word in ("Execution context", "navigation", "detached", "Timeout")):
                raise
            told = "gone"
        self.done[deed.__name__] += 1
        self.last = [*self.last[-30:], f"{deed.__name__} {told}"]
        self.page.wait_for_timeout(self.lot.choice((0, 30, 120, 400)))

    def rest(self) -> None:
        """Wait until the app's script runs no more."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE)

    def _find(self, css: str) -> list[float] | None:
        found: list[float] | None = self.page.evaluate(PRESSED, [css, self.lot.random(), self.avoided])
        return found

    def _click(self, css: str) -> str:
        box = self._find(css)
        if box is None:
            return "nothing"
        self.page.mouse.click(box[0] + box[2] / 2, box[1] + box[3] / 2)
        return f"at {box[0]:.0f}, {box[1]:.0f}"

    def press(self) -> str:
        """Click something that can be pressed."""
        return self._click(PRESSABLE)

    def part(self) -> str:
        """Open a part of the picture."""
        return self._click("[data-part]")

    def type(self) -> str:
        """Write something into a field."""
        self._click(FIELDS)
        word = self.lot.choice(WORDS)
        self.page.keyboard.insert_text(word)
        self.page.keyboard.press("Enter")
        return repr(word[:20])

    def turn(self) -> str:
        """Turn a slider by keys."""
        self._click(SLIDERS)
        key = self.lot.choice(("ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"))
        for _ in range(self.lot.randint(1, 12)):
            self.page.keyboard.press(key)
        return key

    def drag(self) -> str:
        """Drag a slider's thumb."""
        box = self._find(SLIDERS)
        if box is None:
            return "nothing"
        mouse, x, y = self.page.mouse, box[0] + box[2] / 2, box[1] + box[3] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + self.lot.uniform(-160, 160), y, steps=self.lot.randint(2, 12))
        mouse.up()
        return f"from {x:.0f}"

    def key(self) -> str:
        """Press a key, wherever the keyboard is."""
        key = self.lot.choice(KEYS)
        self.page.keyboard.press("Space" if key == " " else key)
        return key

    def link(self) -> str:
        """Open a page by a link: a design of some case, with values that are right or wrong, or another page."""
        path = self.lot.choice(("/", "/scores", "/mock", *(f"/{case.slug}{self._query(case)}" for case in self.cases)))
        self.page.goto(path)
        return path

    def _query(self, case: Case) -> str:
        knobs = [knob for knob in case.knobs if self.trains or not knob.trains]
        said = [f"{knob.name}={self._word(knob)}" for knob in self.lot.sample(knobs, min(3, len(knobs)))]
        return f"?{'&'.join(said)}" if said else ""

    def _word(self, knob: Knob) -> Any:
        return self.lot.choice((*knob.axis[:: max(1, len(knob.axis) // 4)], "999999", "no such word"))

    def reload(self) -> str:
        """Load the page anew."""
        self.page.reload()
        return self.page.url

    def wheel(self) -> str:
        """Turn the wheel over the page, or over the picture."""
        self.page.mouse.move(self.lot.uniform(50, 1300), self.lot.uniform(50, 850))
        self.page.mouse.wheel(0, self.lot.uniform(-900, 900))
        return "turned"


def _training(cases: Iterable[Case]) -> Iterable[str]:
    """What trains a model again when it is turned: its evidence is kept in memory on purpose."""
    for case in cases:
        again = {knob.name for knob in (*case.knobs, *case.givens) if knob.trains}
        yield from (f".st-key-{case.slug}-{name}" for name in again)
        for card in case.cards:
            if again & {*card.turns}:
                yield f'[class*="st-key-card-{case.slug}-{card.address}"]'

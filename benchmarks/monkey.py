"""A monkey plays on every case in a real browser: what breaks, and whether the server's memory stays flat.

`python -m benchmarks.monkey --minutes 30 --seed 7` plays longer; `--train` lets it train models, too, whose
evidence the server then keeps in memory, up to its limit.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import cases
from benchmarks import Row, table
from design import cases_in
from tests.browser.play import Game, played
from tests.find_browser import arguments, browser_path

MINUTES, SEED = 2.0, 7
LIMIT_MB = 50.0


def run(minutes: float = MINUTES, seed: int = SEED, trains: bool = False) -> list[Row]:
    """Play, and tell of it; what was found wrong is printed in full."""
    game = _game(minutes, seed, trains)
    if game.trouble or game.problems:
        print("\n".join((game.trouble, *game.problems, "The last that it did:", game.story)))
    return [
        Row("things done", float(sum(game.done.values())), ""),
        Row("errors in the server's log", float(bool(game.trouble)), "", limit=0),
        Row("errors in the browser", float(len(game.problems)), "", limit=0),
        Row("server's memory when warm", game.warm, "MB"),
        Row("the most of it while playing", game.most, "MB"),
        Row("grown at the end", game.grown, "MB", limit=LIMIT_MB),
    ]


def _game(minutes: float, seed: int, trains: bool) -> Game:
    found = tuple(cases_in(cases).values())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=arguments())
        return played(browser, Path(folder), found, seed, max(30.0, minutes * 15), minutes * 60, trains)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monkey", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--train", action="store_true")
    asked = parser.parse_args()
    print(table(run(asked.minutes, asked.seed, asked.train)))

"""A monkey for some forty seconds over every case breaks nothing; `python -m benchmarks.monkey` plays longer."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.play import played
from tests.designs import CASES

SEED, WARM_S, PLAY_S = 20261125, 12.0, 28.0


def test_a_monkey_breaks_nothing(browser: Browser, tmp_path: Path) -> None:
    """No exception in the server's log, no error in the console, no request elsewhere, memory flat within 50 MB."""
    game = played(browser, tmp_path, tuple(CASES.values()), SEED, WARM_S, PLAY_S)
    assert game.trouble == "", game.story
    assert game.problems == [], game.story
    assert sum(game.done.values()) > 20, game.story
    assert game.grown <= 50, f"the server grew by {game.grown:.0f} MB"

"""A game: the app served for a monkey alone, with a cache and a database of its own, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser

from design import Case
from tests.browser.complaints import expected
from tests.browser.monkey import Monkey
from tests.serve import serve, wait_until_idle

MB = 2**20


@dataclass(frozen=True)
class Game:
    """What the server logged, what the browser complained of, how often the monkey did what, and the memory in MB."""

    trouble: str
    problems: list[str]
    done: Counter[str]
    warm: float
    end: float
    most: float
    story: str

    @property
    def grown(self) -> float:
        """How much larger the server is at the end than it was when it was warm, MB."""
        return self.end - self.warm


def played(
    browser: Browser, folder: Path, cases: Sequence[Case], seed: int, warm_s: float, play_s: float, trains: bool = False
) -> Game:
    """Serve the app, let the monkey warm it up, then play; the server's memory is read when it is at rest."""
    env = {"ML_CASEBOOK_DATABASE": f"sqlite:///{folder / 'rooms.db'}"}
    problems: list[str] = []
    with serve("app.py", folder / "server.log", env=env) as server:
        context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script: {error}"))
        page.on(
            "console", lambda m: None if m.type != "error" or expected(m) else problems.append(f"console: {m.text}")
        )
        page.on(
            "request",
            lambda r: (
                None
                if urlsplit(r.url).netloc in (urlsplit(server.url).netloc, "")
                else problems.append(f"asked another host: {r.url}")
            ),
        )
        monkey = Monkey(page, cases, seed, trains)
        for case in cases:
            page.goto(f"/{case.slug}")
            page.locator(".promise").first.wait_for(timeout=120_000)
        monkey.play(warm_s)
        held = psutil.Process(server.process.pid)
        wait_until_idle(server)
        warm = most = held.memory_info().rss / MB
        left = play_s
        while left > 0:
            monkey.play(min(left, 60.0))
            left -= 60.0
            most = max(most, held.memory_info().rss / MB)
        wait_until_idle(server)
        end = held.memory_info().rss / MB
        context.close()
        return Game(server.trouble(), problems, monkey.done, warm, end, most, "\n".join(monkey.last))

"""What every test shares: a cache and a database apart, so that none reads or fills the user's; unhurried laws."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# Laws are tried however long an example takes: a busy machine is no failure. In CI the examples are always the same,
# so that a red run means a change; at home they are new each time.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

CACHE, DATABASE = "ML_CASEBOOK_CACHE", "ML_CASEBOOK_DATABASE"
TRAINED = Path(__file__).parents[1] / ".cache" / "tests"
"""What tests train is kept for the next run: a file's name holds a digest of the code and the data behind it."""
KEPT = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Name a cache and a new database, before anything is imported; xdist's workers inherit them.

    A cache that the environment names is used; a database never is: it may hold somebody's rounds.
    """
    os.environ.setdefault(CACHE, str(TRAINED))
    folder = config.stash[KEPT] = tempfile.mkdtemp(prefix="ml-casebook-kept-")
    os.environ[DATABASE] = f"sqlite:///{folder}/casebook.sqlite3"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the database."""
    if KEPT in config.stash:
        shutil.rmtree(config.stash[KEPT], ignore_errors=True)


class OneBrowser(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Deals the tests out to processes one by one; but all that drive the browser go to one, and go first."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneBrowser:
    """Two processes (`-n 2`) then have a browser, a server, and a training at work, and never two browsers."""
    return OneBrowser(config, log)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parents[1]

"""What every test shares: a cache and a database apart, so that none reads or fills the user's; unhurried laws."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

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


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parents[1]

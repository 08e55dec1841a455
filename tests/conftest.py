"""What every test shares: a cache and a database of its own, so that none reads or fills the user's; unhurried laws."""

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
OURS = pytest.StashKey[str]()
KEPT = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Point cache and database at temporary folders, before anything is imported; xdist's workers inherit them.

    A cache that the environment names is used; a database never is: it may hold somebody's rounds.
    """
    if CACHE not in os.environ:
        os.environ[CACHE] = config.stash[OURS] = tempfile.mkdtemp(prefix="ml-casebook-cache-")
    folder = config.stash[KEPT] = tempfile.mkdtemp(prefix="ml-casebook-kept-")
    os.environ[DATABASE] = f"sqlite:///{folder}/casebook.sqlite3"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove those folders; one that the environment named before the tests is left as it is."""
    for key in (OURS, KEPT):
        if key in config.stash:
            shutil.rmtree(config.stash[key], ignore_errors=True)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parents[1]

"""What every test shares: a cache of its own, so that no test reads or fills the user's, and unhurried laws."""

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

CACHE = "ML_CASEBOOK_CACHE"
OURS = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Point the labs' cache at a temporary folder, before any lab is imported; xdist's workers inherit it."""
    if CACHE not in os.environ:
        os.environ[CACHE] = config.stash[OURS] = tempfile.mkdtemp(prefix="ml-casebook-cache-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder; one that the environment named before the tests is left as it is."""
    if OURS in config.stash:
        shutil.rmtree(config.stash[OURS], ignore_errors=True)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parents[1]

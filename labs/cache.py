"""Where labs keep what took long: a shelf in memory that makes a thing once, a folder of arrays on disk."""

import contextlib
import hashlib
import json
import logging
import os
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

import numpy as np

V = TypeVar("V")

FOLDER_VARIABLE = "ML_CASEBOOK_CACHE"
FOLDER_LIMIT_BYTES = 1_000_000_000
POLL_S = 0.2
ABANDONED_S = 86_400

_LOG = logging.getLogger(__name__)


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder named by ML_CASEBOOK_CACHE, else the user's cache folder on this platform.

    >>> cache_folder({"ML_CASEBOOK_CACHE": "/tmp/here"}).as_posix()
    '/tmp/here'
    """
    named = environment.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ml-casebook"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ml-casebook"
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ml-casebook"


class Shelf(Generic[V]):
    """Keeps the last few things made; of threads that ask for the same thing at once, one makes it."""

    def __init__(self, room: int) -> None:
        """A shelf with room for so many things."""
        self._room = room
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._turns: WeakValueDictionary[Hashable, _Turn] = WeakValueDictionary()
        self._guard = threading.Lock()

    def take(self, key: Hashable, make: Callable[[], V], waiting: Callable[[], None] = lambda: None) -> V:
        """The thing of this key, made if not there; `waiting` is called now and then while another makes it.

        Whatever `make` or `waiting` raises comes through, and leaves the shelf as it was.
        """
        with self._guard:
            turn = self._turns.setdefault(key, _Turn())
        while not turn.lock.acquire(timeout=POLL_S):
            waiting()
        try:
            with self._guard:
                if key in self._held:
                    self._held.move_to_end(key)
                    return self._held[key]
            made = make()
            with self._guard:
                self._held[key] = made
                while len(self._held) > self._room:
                    self._held.popitem(last=False)
            return made
        finally:
            turn.lock.release()


class _Turn:
    """A lock that lives as long as somebody waits for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


def _digest(arrays: Mapping[str, np.ndarray]) -> str:
    """A seal over names, types, shapes and bytes: well-formed contents of somebody else's are found out."""
    seal = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        seal.update(f"{name} {array.dtype.str} {array.shape}".encode())
        seal.update(array.tobytes())
    return seal.hexdigest()


class ArrayFolder:
    """Arrays with a header, one file a key; no pickle, so a foreign file can be wrong but never runs.

    A file that cannot be read is one that is not there; a folder that cannot be written is gone without. Both
    are logged as a warning in words, the folder's trouble once.
    """

    def __init__(self, folder: Path, limit_bytes: int = FOLDER_LIMIT_BYTES) -> None:
        """The folder need not exist; beyond the limit, the files used longest ago are deleted."""
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._warned = False

    def read(self, name: str) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
        """The header and arrays kept under this name, or None."""
        path = self._path(name)
        try:
            with path.open("rb") as handle, np.load(handle, allow_pickle=False) as file:
                arrays = {key: file[key] for key in file.files}
            header = json.loads(str(arrays.pop("header")))
            if not isinstance(header, dict) or header.pop("digest", None) != _digest(arrays):
                raise ValueError("its arrays are not those that were written")
            os.utime(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError as error:
            self._warn("read", error)
            return None
        except Exception as error:  # damaged bytes fail in as many ways as there are bytes; all mean: compute anew
            _LOG.warning("The cached file %s cannot be read (%s); it is computed anew and replaced.", path, error)
            return None
        return header, arrays

    def write(self, name: str, header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
        """Keep the header and arrays under this name, whole or not at all."""
        temporary = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(suffix=".part", dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                sealed = np.array(json.dumps({**header, "digest": _digest(arrays)}))
                np.savez_compressed(file, allow_pickle=False, header=sealed, **arrays)
            os.replace(temporary, self._path(name))
            temporary = None
            self._prune()
        except OSError as error:
            self._warn("written", error)
        finally:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.npz"

    def _prune(self) -> None:
        """Delete the files used longest ago, and what a killed process left half-written a day ago."""
        found = []
        for path in self._folder.glob("*.npz"):
            with contextlib.suppress(FileNotFoundError):  # another process may prune too
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = 0
        for _, size, path in sorted(found, reverse=True):
            total += size
            if total > self._limit_bytes:
                path.unlink(missing_ok=True)
        for path in self._folder.glob("*.part"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - ABANDONED_S:
                    path.unlink()

    def _warn(self, deed: str, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            _LOG.warning(
                "The cache folder %s cannot be %s (%s). All works without it, but slower; set %s.",
                self._folder,
                deed,
                error,
                FOLDER_VARIABLE,
            )

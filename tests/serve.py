"""A real Streamlit server on a free port of this machine, for tests and benchmarks."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PROJECT = Path(__file__).parents[1]
IDLE_PERCENT = 5.0
PATIENCE = 60.0  # seconds that a server may take to answer
# A traceback, a line that Streamlit logs at WARNING or above, or a Python warning ("FutureWarning: ...").
TROUBLE = re.compile(r"Traceback|^(WARNING|ERROR|CRITICAL) |\b[A-Z]\w*Warning: ", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A server that answers at `url` and writes what it says to `log`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def trouble(self) -> str:
        """The log if there is a traceback, an error or a warning in it, else nothing."""
        said = self.log.read_text(encoding="utf-8", errors="replace")
        return said if TROUBLE.search(said) else ""


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_idle(server: Server, patience: float = 120.0) -> None:
    """Wait until the server's process rests: what it does ahead of the first visitors would count as a move's."""
    process, end = psutil.Process(server.process.pid), time.monotonic() + patience
    while process.cpu_percent(1.0) > IDLE_PERCENT and time.monotonic() < end:
        pass


@contextmanager
def serve(
    script: str | Path,
    log: Path,
    *,
    launch: tuple[str, ...] = ("-m", "streamlit"),
    env: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """Start `streamlit run script` with the project's settings, wait until it answers, stop it at the end.

    `launch` are Python's arguments before `run`; `port` 0 is a free one. Rooms are kept beside the log, never in the
    user's own data, unless `env` says otherwise. Raises RuntimeError with the log if no answer comes.
    """
    port = port or free_port()
    kept = {"ML_CASEBOOK_DATABASE": f"sqlite:///{log.with_suffix('.sqlite3')}"}
    command = [
        sys.executable,
        *launch,
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    command += ["--logger.messageFormat", "%(levelname)s %(name)s %(message)s"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, **kept, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)  # nothing tells when another process begins to listen
    raise RuntimeError(f"{server.process.args!r} did not answer:\n{server.log.read_text(encoding='utf-8')}")

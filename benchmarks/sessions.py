"""Many people at once: each moves a slider once a second, over the same websocket as a browser would.

`python -m benchmarks.sessions --sessions 100` asks for more of them. It talks to no server but its own.
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks import PAGE, SLIDER, Row, percentile
from tests.serve import IDLE_PERCENT, serve

SESSIONS = 50
SECONDS = 15.0
LIMIT_P95 = 250.0  # ms, from the move to the end of its run
LIMIT_LATE = 0  # moves that were still under way when the next was due


@dataclass
class Session:
    """One visitor without a browser: it speaks as much of Streamlit's protocol as moving sliders takes."""

    socket: websockets.ClientConnection
    page: str = ""
    page_hash: str = ""
    sliders: dict[str, tuple[Slider, str]] = field(default_factory=dict)  # label -> (slider, its fragment)
    moved: dict[str, WidgetState] = field(default_factory=dict)
    known: dict[str, ForwardMsg] = field(default_factory=dict)  # what the server may send again by its hash alone
    errors: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, url: str, page: str = "") -> "Session":
        """Connect and load a page, to the end of its first run."""
        socket = await websockets.connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[
                websockets.Subprotocol("streamlit"),
                websockets.Subprotocol("PLACEHOLDER_AUTH_TOKEN"),
            ],
            origin=websockets.Origin(url),
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        session = cls(socket, page.strip("/"))
        await session.rerun()
        return session

    async def rerun(self, fragment: str = "") -> float:
        """Run the page, or one fragment of it, to the end; the seconds that it took."""
        message = BackMsg()
        ask = message.rerun_script
        ask.fragment_id = fragment
        ask.page_script_hash = self.page_hash
        ask.page_name = "" if self.page_hash else self.page
        ask.widget_states.widgets.extend(self.moved.values())
        ask.cached_message_hashes.extend(self.known)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while not self._took_in(ForwardMsg.FromString(await self._next())):
            pass
        return time.perf_counter() - start

    async def move(self, label: str, value: float) -> float:
        """Move a slider as a person does; the seconds until its run has ended."""
        slider, fragment = self.sliders[label]
        state = self.moved[slider.id] = WidgetState(id=slider.id)
        if slider.options:  # a slider over words sends the word that it stands at
            state.string_array_value.data.append(slider.options[int(value)])
        else:
            state.double_array_value.data.append(value)
        return await self.rerun(fragment)

    async def _next(self) -> bytes:
        message = await asyncio.wait_for(self.socket.recv(decode=False), timeout=60)
        return bytes(message)

    def _took_in(self, message: ForwardMsg) -> bool:
        """Note what a message brings; whether it says that the run has ended."""
        if message.WhichOneof("type") == "ref_hash":
            message = self.known[message.ref_hash]
        elif message.metadata.cacheable and message.hash:
            self.known[message.hash] = message
        match message.WhichOneof("type"):
            case "new_session":
                self.page_hash = message.new_session.page_script_hash or self.page_hash
            case "delta":
                element = message.delta.new_element
                match element.WhichOneof("type"):
                    case "slider":
                        self.sliders[element.slider.label] = (element.slider, message.delta.fragment_id)
                    case "exception":
                        self.errors.append(element.exception.message)
        return message.WhichOneof("type") == "script_finished"


@dataclass
class Load:
    """What a crowd met with: seconds of each move, how many came late, what the server used."""

    moves: list[float] = field(default_factory=list)
    late: int = 0
    cores: float = 0.0
    megabytes: float = 0.0

    def ms(self, percent: float) -> float:
        """A percentile of the moves, in milliseconds."""
        return 1000 * percentile(self.moves, percent)


async def crowd(url: str, pid: int, page: str, label: str, sessions: int, seconds: float) -> Load:
    """Open the sessions one by one, then let all move for a while, each at its own point of the second."""
    load, server = Load(), psutil.Process(pid)
    visitors = [await Session.open(url, page) for _ in range(sessions)]
    while server.cpu_percent(1.0) > IDLE_PERCENT:  # what it does ahead of the first visitors is no move's
        await asyncio.sleep(0)
    before, start = sum(server.cpu_times()[:2]), time.perf_counter()
    await asyncio.gather(
        *(_visit(visitor, label, start + i / sessions, start + seconds, load) for i, visitor in enumerate(visitors))
    )
    load.cores = (sum(server.cpu_times()[:2]) - before) / (time.perf_counter() - start)
    load.megabytes = server.memory_info().rss / 2**20
    for visitor in visitors:
        await visitor.socket.close()
        if visitor.errors:
            raise RuntimeError(f"A session was shown an error: {visitor.errors[0]}")
    return load


async def _visit(visitor: Session, label: str, due: float, end: float, load: Load) -> None:
    slider, _ = visitor.sliders[label]
    value, step = slider.default[0], slider.step
    while due < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        step = step if slider.min <= value + step <= slider.max else -step
        value += step
        load.moves.append(await visitor.move(label, value))
        due += 1.0
        if time.perf_counter() > due:
            load.late += 1
            due = time.perf_counter()


def run(
    script: str = "app.py",
    path: str = PAGE,
    label: str = SLIDER,
    sessions: int = SESSIONS,
    seconds: float = SECONDS,
) -> list[Row]:
    """The table of one crowd on our page, and of the same crowd on a page that is one slider."""
    one_slider = str(Path(__file__).with_name("one_slider_app.py"))
    loads = []
    for app, page, name in ((script, path, label), (one_slider, "", "Load")):
        with tempfile.TemporaryDirectory() as folder, serve(app, Path(folder, "server.log")) as server:
            loads.append(asyncio.run(crowd(server.url, server.process.pid, page, name, sessions, seconds)))
    ours, floor = loads
    return [
        Row("move to the end of its run, median", ours.ms(50), "ms", floor.ms(50)),
        Row("move to the end of its run, p95", ours.ms(95), "ms", limit=LIMIT_P95),
        Row("the same, one slider, p95", floor.ms(95), "ms"),
        Row("moves that came late", ours.late, f"of {len(ours.moves)}", limit=LIMIT_LATE),
        Row("server CPU", ours.cores, "cores", floor.cores),
        Row("server memory", ours.megabytes, "MiB", floor.megabytes),
    ]


if __name__ == "__main__":
    from benchmarks import table

    parser = argparse.ArgumentParser(prog="python -m benchmarks.sessions", description=__doc__)
    parser.add_argument("--script", default="app.py")
    parser.add_argument("--path", default=PAGE)
    parser.add_argument("--label", default=SLIDER)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    print(table(run(**vars(parser.parse_args()))))

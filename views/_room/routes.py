"""What a browser asks the server for beside the page: make a room, join one, hear when it has moved.

Each checks its own key: Streamlit's sessions mean nothing here. Only pages of this server may ask.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from interview import LENGTHS
from store import READERS, ROLES, WRITERS, Refused, Taken, Unkept
from store.watch import Tell

from .._requests import PING_S, address_of, body_of, said, same_origin
from . import kept
from .keys import BETWEEN, PERSON, ROOM, given, new_person, person_of, seats_of

ALONE = "alone"
"""Who plays alone takes both seats."""


async def make(request: Request) -> Response:
    """POST /rooms: a new room, and its maker's key in a cookie."""
    return await _answer(request, _made)


async def join(request: Request) -> Response:
    """POST /rooms/join: a seat in the room of a code, and its key in a cookie."""
    return await _answer(request, _joined)


async def events(request: Request) -> Response:
    """GET /rooms/CODE/events: a line a version, for who sits in the room; it says that there is news, never what."""
    code = request.path_params["code"]
    try:
        rooms = await run_in_threadpool(kept.rooms)
        seats = await run_in_threadpool(seats_of, rooms, request.cookies, code)
    except Unkept as bad:
        return said(str(bad), 503)
    if not seats:
        return said("You have no seat in this room.", 403)
    own = {name for name, writer in WRITERS.items() if writer in {seat.role for seat in seats}}
    unread = {name for name, readers in READERS.items() if not readers & {seat.role for seat in seats}}
    return StreamingResponse(
        _news(request, rooms.watch.subscribe, seats[0].room, frozenset(own | unread)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _news(
    request: Request, subscribe: Callable[[str, Tell], Callable[[], None]], room: str, deaf: frozenset[str]
) -> AsyncIterator[str]:
    """A number that counts up with each bit of news; what comes while one waits is one bit.

    One's own sheets, and those that one may not read, are no news.
    """
    loop, waiting = asyncio.get_running_loop(), asyncio.Event()

    def tell(sheet: str) -> None:
        if sheet not in deaf and not loop.is_closed():
            loop.call_soon_threadsafe(waiting.set)

    end, number = subscribe(room, tell), 0
    try:
        yield "retry: 1000\ndata: 0\n\n"
        while not await request.is_disconnected():
            try:
                await asyncio.wait_for(waiting.wait(), PING_S)
            except TimeoutError:
                yield ": here\n\n"
                continue
            waiting.clear()
            number += 1
            yield f"data: {number}\n\n"
    finally:
        end()


async def _answer(request: Request, act: Callable[[Request, dict[str, Any], str], dict[str, str]]) -> Response:
    """Let an act set its cookies; whatever is wrong is a sentence."""
    if not same_origin(request):
        return said("Only a page of this server may ask.", 403)
    try:
        words = await body_of(request)
        person = person_of(request.cookies) or new_person()
        cookies = await run_in_threadpool(act, request, words, person)
    except Refused as no:
        return said(str(no), 409)
    except Unkept as bad:
        return said(str(bad), 503)
    except (ValueError, TypeError, KeyError):
        return said("The request is none that this page makes.", 400)
    code = next(iter(cookies)).removeprefix(ROOM)
    response = JSONResponse({"code": code})
    for name, value in {**cookies, PERSON: person}.items():
        given(response, name, value, secure=request.url.scheme == "https")
    return response


def _made(request: Request, words: dict[str, Any], person: str) -> dict[str, str]:
    role, minutes = str(words["role"]), int(words["minutes"])
    if role not in (*ROLES, ALONE) or minutes not in LENGTHS:
        raise ValueError("role or minutes")
    case, kind, name = (str(words[key])[:80] for key in ("case", "kind", "name"))
    rooms = kept.rooms()
    first = "candidate" if role == ALONE else role
    taken = [rooms.create(case, kind, minutes, first, name, person)]  # type: ignore[arg-type]  # held above
    if role == ALONE:
        taken.append(rooms.join(taken[0].code, "interviewer", "The app", person, address_of(request)))
    return _cookie(taken)


def _joined(request: Request, words: dict[str, Any], person: str) -> dict[str, str]:
    role = str(words["role"])
    code, name = str(words["code"])[:40], str(words.get("name", ""))[:80]
    return _cookie([kept.rooms().join(code, role, name, person, address_of(request))])  # type: ignore[arg-type]  # refused there


def _cookie(taken: list[Taken]) -> dict[str, str]:
    return {ROOM + taken[0].code: BETWEEN.join(one.secret for one in taken)}


ROUTES = (
    Route("/rooms", make, methods=["POST"]),
    Route("/rooms/join", join, methods=["POST"]),
    Route("/rooms/{code}/events", events),
)

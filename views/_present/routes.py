"""What a browser asks the server for when a design is presented: the stage, a link for others, and where it stands.

The presenter's key is an HttpOnly cookie of its own; who follows has the code alone, and the slides without the notes.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from exports import deck, flat
from store import Limits, Presentations, Refused, Unkept

from .._requests import PING_S, address_of, body_of, said, same_origin
from .._room import rooms
from .._room.keys import given
from .made import Unmade, design_at
from .markup import markup, story, told
from .page import sentence_page, slides_page

LONGEST = 16_384
"""A request's body, bytes: at most a link to a design."""
KEY, KEPT_S = "casebook-present-", 86_400
POINTED = re.compile(r"off|[pf] -?\d\.\d{1,4} -?\d\.\d{1,4}")
"""Nowhere, or a place on the picture or on the frame, in shares of it."""
LIMITS = Limits()
Act = Callable[[Request, dict[str, Any]], Response]


def presentations() -> Presentations:
    """Those of the process's one store. Raises Unkept."""
    kept = rooms()
    return Presentations(kept.engine, kept.watch, LIMITS)


async def stage(request: Request) -> Response:
    """GET /present/CASE?...: the slides of the design as the address has it, with the presenter's notes."""
    return await run_in_threadpool(_stage, request.path_params["case"], request.url.query)


async def audience(request: Request) -> Response:
    """GET /follow/CODE: the slides of a presentation that is on, without notes."""
    return await run_in_threadpool(_audience, request.path_params["code"], address_of(request))


async def begin(request: Request) -> Response:
    """POST /follow: keep the slides of a design for an audience; the code, and the presenter's key in a cookie."""
    return await _answer(request, _begun)


async def move(request: Request) -> Response:
    """POST /follow/CODE/at: where the presentation stands now."""
    return await _answer(request, _moved)


async def point(request: Request) -> Response:
    """POST /follow/CODE/laser: where the presenter points."""
    return await _answer(request, _pointed)


async def end(request: Request) -> Response:
    """POST /follow/CODE/end: the link leads nowhere any more."""
    return await _answer(request, _ended)


async def events(request: Request) -> Response:
    """GET /follow/CODE/events: where the presentation stands, at once and at each move, and where is pointed."""
    try:
        id = await run_in_threadpool(lambda: presentations().id_of(request.path_params["code"], address_of(request)))
    except (Refused, Unkept) as no:
        return said(str(no), 404)
    return StreamingResponse(
        _news(request, id),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _news(request: Request, id: str) -> AsyncIterator[str]:
    """A move as JSON, a place as it was pointed at; of several places that come while one waits, the last."""
    loop, waiting, pointed = asyncio.get_running_loop(), asyncio.Event(), [""]
    moved = [True]

    def tell(words: str) -> None:
        if words:
            pointed[0] = words
        else:
            moved[0] = True
        if not loop.is_closed():
            loop.call_soon_threadsafe(waiting.set)

    finish = presentations().watch.subscribe(id, tell)
    try:
        yield "retry: 1000\n\n"
        while not await request.is_disconnected():
            if moved[0]:
                moved[0] = False
                try:
                    place = await run_in_threadpool(lambda: presentations().place(id))
                except Unkept:
                    moved[0] = True
                    await asyncio.sleep(1.0)
                    continue
                if place is None:
                    yield "event: over\ndata: {}\n\n"
                    return
                yield f"event: at\ndata: {json.dumps(place)}\n\n"
            if pointed[0]:
                words, pointed[0] = pointed[0], ""
                yield f"event: laser\ndata: {words}\n\n"
            try:
                await asyncio.wait_for(waiting.wait(), PING_S)
            except TimeoutError:
                yield ": here\n\n"
            waiting.clear()
    finally:
        finish()


def _stage(slug: str, query: str) -> Response:
    try:
        design, problems = design_at(slug, query)
    except Unmade as no:
        return _page(*sentence_page(flat(no)), 404)
    slides = deck(design)
    knows = {
        **story(design), **told(slides), "minutes": design.case.minutes, "problems": [flat(p) for p in problems],
        "case": slug,
    }  # fmt: skip
    return _page(*slides_page(flat(design.case.title), markup(design, slides), knows, "presenter"))


def _audience(code: str, address: str) -> Response:
    try:
        shown = presentations().show(code, address)
    except (Refused, Unkept) as no:
        return _page(*sentence_page(str(no)), 404 if isinstance(no, Refused) else 503)
    kept = json.loads(shown.slides)
    return _page(*slides_page(kept["title"], kept["markup"], kept["story"], "audience"))


def _page(page: str, policy: str, status: int = 200) -> Response:
    headers = {
        "Content-Security-Policy": policy, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }  # fmt: skip
    return HTMLResponse(page, status, headers)


async def _answer(request: Request, act: Act) -> Response:
    """What an act answers; whatever is wrong is a sentence."""
    if not same_origin(request):
        return said("Only a page of this server may ask.", 403)
    try:
        return await run_in_threadpool(partial(act, request, await body_of(request, LONGEST)))
    except (Refused, Unmade) as no:
        return said(str(no), 409)
    except Unkept as bad:
        return said(str(bad), 503)
    except (ValueError, TypeError, KeyError):
        return said("The request is none that this page makes.", 400)


def _begun(request: Request, words: dict[str, Any]) -> Response:
    design, _ = design_at(str(words["case"]), str(words["query"]).lstrip("?"))
    slides = deck(design)
    kept = {"title": flat(design.case.title), "markup": markup(design, slides), "story": story(design)}
    begun = presentations().begin(json.dumps(kept, ensure_ascii=False), _place(words))
    response = JSONResponse({"code": begun.code})
    given(response, KEY + begun.code, begun.secret, secure=request.url.scheme == "https", kept_s=KEPT_S)
    return response


def _moved(request: Request, words: dict[str, Any]) -> Response:
    code, secret = _key(request)
    presentations().move(code, secret, _place(words))
    return JSONResponse({})


def _pointed(request: Request, words: dict[str, Any]) -> Response:
    if not POINTED.fullmatch(where := str(words["where"])):
        raise ValueError("where")
    presentations().point(*_key(request), where)
    return JSONResponse({})


def _ended(request: Request, words: dict[str, Any]) -> Response:
    code, secret = _key(request)
    presentations().end(code, secret)
    response = JSONResponse({})
    response.delete_cookie(KEY + code)
    return response


def _key(request: Request) -> tuple[str, str]:
    """The code that was asked of, and this browser's secret for it."""
    code = str(request.path_params["code"])[:40]
    return code, request.cookies.get(KEY + code, "")


def _place(words: dict[str, Any]) -> dict[str, float]:
    """Slide, zoom and middle of the picture. Raises ValueError where one is no number."""
    zoom, x, y = (float(words[name]) for name in ("zoom", "x", "y"))
    if not all(map(math.isfinite, (zoom, x, y))):
        raise ValueError("no place")
    return {"slide": int(words["slide"]), "zoom": zoom, "x": x, "y": y}


ROUTES = (
    Route("/present/{case}", stage),
    Route("/follow", begin, methods=["POST"]),
    Route("/follow/{code}", audience),
    Route("/follow/{code}/events", events),
    Route("/follow/{code}/at", move, methods=["POST"]),
    Route("/follow/{code}/laser", point, methods=["POST"]),
    Route("/follow/{code}/end", end, methods=["POST"]),
)

"""What the routes beside the page share: who may ask, how much they may say, and how they are answered."""

import json
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

LONGEST = 4096
"""A request's body, bytes: it holds a code and a name."""
PING_S = 15.0
"""So often a line of events says that it is still there."""


async def body_of(request: Request, longest: int = LONGEST) -> dict[str, Any]:
    """The words of a request, as JSON. Raises ValueError where they are too many, or none."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > longest:
            raise ValueError("too long")
    told = json.loads(raw)
    if not isinstance(told, dict):
        raise ValueError("no object")
    return told


def same_origin(request: Request) -> bool:
    """True where a page of this server asks: browsers say whose page it is, and scripts cannot lie about it."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def said(sentence: str, status: int) -> Response:
    """A sentence as an answer."""
    return JSONResponse({"said": sentence}, status_code=status)

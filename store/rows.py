"""A room's rows in the tables, read and written inside a transaction that the caller began."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, text

from .roles import SHEETS, Sheet
from .seat import Refused, Seat
from .snapshot import Snapshot

LONGEST_BODY = 512 * 1024
"""A sheet or an event larger than this (bytes of JSON) is refused: a whole mock needs a tenth of it."""


def snapshot_of(at: Connection, row: Row[Any]) -> Snapshot:
    """The room of a row, with all its sheets of the round that is on."""
    seats = at.execute(text("SELECT role, name FROM seat WHERE room = :room ORDER BY taken_at"), {"room": row.id}).all()
    return Snapshot(
        row.id,
        row.code,
        row.case_slug,
        row.template,
        row.minutes,
        row.made_at,
        row.expires_at,
        row.version,
        row.round,
        MappingProxyType(sheets_of(at, row.id, row.round)),
        tuple((r.role, r.name) for r in seats),
    )


def sheets_of(at: Connection, room: str, round: int) -> dict[Sheet, Mapping[str, Any]]:
    """The sheets of a round that somebody has written on."""
    rows = at.execute(
        text("SELECT name, body FROM sheet WHERE room = :room AND round = :round"), {"room": room, "round": round}
    ).all()
    written = {r.name: json.loads(r.body) for r in rows}
    return {name: MappingProxyType(written[name]) for name in SHEETS if name in written}


def round_on(at: Connection, room: str) -> int:
    """The number of the round that is on; 1 in a room that is gone."""
    return int(at.execute(text("SELECT round FROM room WHERE id = :room"), {"room": room}).scalar() or 1)


def put_sheet(at: Connection, room: str, round: int, sheet: Sheet, body: Mapping[str, Any], now: float) -> None:
    """Keep a sheet as it is now. Raises Refused where it is too long."""
    at.execute(
        text(
            "INSERT INTO sheet VALUES (:room, :round, :name, :body, :now) "
            "ON CONFLICT (room, round, name) DO UPDATE SET body = excluded.body, written_at = excluded.written_at"
        ),
        {"room": room, "round": round, "name": sheet, "body": _json(body), "now": now},
    )


def put_event(
    at: Connection, seat: Seat, round: int, sheet: Sheet, kind: str, body: Mapping[str, Any], now: float
) -> None:
    """Keep what a seat did, after all that happened before it. Raises Refused where it is too long."""
    at.execute(
        text(
            "INSERT INTO event (room, number, round, at, role, sheet, kind, body) SELECT :room, "
            "COALESCE(MAX(number), 0) + 1, :round, :now, :role, :sheet, :kind, :body FROM event WHERE room = :room"
        ),
        {
            "room": seat.room,
            "round": round,
            "now": now,
            "role": seat.role,
            "sheet": sheet,
            "kind": kind,
            "body": _json(body),
        },
    )


def _json(body: Mapping[str, Any]) -> str:
    told = json.dumps(dict(body), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(told.encode()) > LONGEST_BODY:
        raise Refused(
            f"This is {len(told.encode()) // 1024:,} kB long, and {LONGEST_BODY // 1024} kB are kept. Say less."
        )
    return told

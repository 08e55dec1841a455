"""Who sits in a room, and the sheets that they write on: one writer a sheet, so that nothing is ever in conflict."""

from typing import Literal

Role = Literal["candidate", "interviewer", "observer"]
ROLES: tuple[Role, ...] = ("candidate", "interviewer", "observer")
MOST: dict[Role, int] = {"candidate": 1, "interviewer": 1, "observer": 20}
"""So many seats of each role a room has."""

Sheet = Literal["design", "own", "desk", "hidden"]
SHEETS: tuple[Sheet, ...] = ("design", "own", "desk", "hidden")
WRITERS: dict[Sheet, Role] = {
    "design": "candidate",
    "own": "candidate",
    "desk": "interviewer",
    "hidden": "interviewer",
}
"""`design`: what the candidate shows. `own`: what they keep to themselves. `desk`: what the interviewer shows: the
clock, answers, cards. `hidden`: their notes and scores."""
READERS: dict[Sheet, frozenset[Role]] = {
    "design": frozenset(ROLES),
    "own": frozenset({"candidate"}),
    "desk": frozenset(ROLES),
    "hidden": frozenset({"interviewer"}),
}


def role_in(now: Role, swaps: int) -> Role:
    """The role that a seat had so many swaps ago.

    >>> role_in("candidate", 1), role_in("interviewer", 2), role_in("observer", 1)
    ('interviewer', 'interviewer', 'observer')
    """
    if now == "observer" or swaps % 2 == 0:
        return now
    return "interviewer" if now == "candidate" else "candidate"

"""What a setting may hold: each check raises ValueError, one sentence with the field, the value and the range."""

import math


def whole(name: str, value: object, low: int, high: int, why: str) -> None:
    """Refuse what is no whole number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name} = {value!r} is not a whole number. Give one from {low:,} to {high:,}.")
    if not low <= value <= high:
        raise ValueError(f"{name} = {value:,} is outside {low:,} to {high:,}. {why}")


def inside(name: str, value: object, low: float, high: float, why: str) -> None:
    """Refuse what is no number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise ValueError(f"{name} = {value!r} is not a number. Give one from {low:g} to {high:g}.")
    if not low <= value <= high:
        raise ValueError(f"{name} = {value:g} is outside {low:g} to {high:g}. {why}")


def among(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse what is none of those allowed."""
    if isinstance(value, bool) or value not in allowed:
        raise ValueError(f"{name} = {value!r} is none of {', '.join(str(one) for one in allowed)}.")


def switch(name: str, value: object) -> None:
    """Refuse what is neither True nor False."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} = {value!r} is neither True nor False.")

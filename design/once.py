"""What is the same for every instance of a kind is found out once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

Found = TypeVar("Found")


def once_a_kind(find: Callable[[Any], Found]) -> Callable[[Any], Found]:
    """`functools.cache` for a function of a class; mypy takes a frozen dataclass's class for unhashable otherwise."""
    return cast(Callable[[Any], Found], lru_cache(maxsize=None)(find))

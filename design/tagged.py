"""Numbers that remember their address, so that a formula can say where each of its inputs came from."""

from typing import Any


class TaggedFloat(float):
    """A float that knows its address in the design; arithmetic on it gives a plain float."""

    __slots__ = ("key",)
    key: str

    def __reduce__(self) -> tuple[Any, ...]:
        return tagged, (float(self), self.key)


class TaggedInt(int):
    """An int that knows its address in the design; arithmetic on it gives a plain int."""

    key: str

    def __reduce__(self) -> tuple[Any, ...]:
        return tagged, (int(self), self.key)


class TaggedStr(str):
    """A choice that knows the knob it came from."""

    key: str

    def __reduce__(self) -> tuple[Any, ...]:
        return tagged, (str(self), self.key)


def tagged(value: Any, key: str) -> Any:
    """The same value, remembering `key`; values of other types (switches) come back as they are.

    >>> tagged(6, "replicas") + 1, address(tagged(6, "replicas"))
    (7, 'replicas')
    """
    result: TaggedFloat | TaggedInt | TaggedStr
    if isinstance(value, float):
        result = TaggedFloat(value)
    elif isinstance(value, bool):
        return value
    elif isinstance(value, int):
        result = TaggedInt(value)
    elif isinstance(value, str):
        result = TaggedStr(value)
    else:
        return value
    result.key = key
    return result


def address(value: Any) -> str:
    """Where a value came from (`replicas`, `Client.rate`), or nothing where it was computed on the way."""
    found: str = getattr(value, "key", "") if isinstance(value, TaggedFloat | TaggedInt | TaggedStr) else ""
    return found

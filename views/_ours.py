"""The addresses that we wrote ourselves: a page that comes back with one of them is only late."""

KNOWN = 200
"""So many are known again; a browser is never further behind."""


class Ours:
    """The newest addresses that we wrote, oldest first."""

    def __init__(self) -> None:
        self._held: dict[str, None] = {}

    def add(self, query: str) -> None:
        """Know this one again; the oldest is forgotten."""
        self._held[query] = self._held.pop(query, None)
        while len(self._held) > KNOWN:
            del self._held[next(iter(self._held))]

    def __contains__(self, query: object) -> bool:
        return query in self._held

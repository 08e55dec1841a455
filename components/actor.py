"""An outside party."""

from dataclasses import dataclass

from design import Component


@dataclass(frozen=True, kw_only=True)
class Actor(Component):
    """Somebody outside who acts and has no numbers of their own here."""

    family = "actor"
    icon = "user-round"
    kind = "Outside party"

    role: str

    @property
    def note(self) -> str:
        """What they do."""
        return str(self.role)

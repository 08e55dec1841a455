"""A card on the table: which card was thrown, and what the world's numbers were that it turned."""

from __future__ import annotations

from dataclasses import dataclass

APART, IS = ",", ":"


@dataclass(frozen=True)
class Thrown:
    """A card by its address, and each given that it turned with the word of the value that it had before."""

    card: str
    was: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """As an address writes it; `thrown_as` reads it back.

        >>> Thrown("labels-take-60-days", (("label_delay_days", "7"),)).text
        'label_delay_days:7'
        """
        return APART.join(f"{name}{IS}{word}" for name, word in self.was)


def thrown_as(card: str, text: str) -> Thrown:
    """The card that an address wrote.

    Raises ValueError where it does not say what the world's numbers were.

    >>> thrown_as("a-friday", "peak:5,burst:2")
    Thrown(card='a-friday', was=(('peak', '5'), ('burst', '2')))
    """
    pairs = [pair.partition(IS) for pair in text.split(APART)]
    if not all(name and mark and word for name, mark, word in pairs):
        raise ValueError(f"The card {card[:40]} must say what it found, as peak:5, so that it can be taken back.")
    return Thrown(card, tuple((name.strip(), word.strip()) for name, _, word in pairs))

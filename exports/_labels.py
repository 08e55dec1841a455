"""Words on their way into a file: on one line, without signs that steer a parser or the reading direction."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all that follows, in the words of others too."""
UNSEEN = ("Cc", "Cs", "Cn")
"""Control characters, halves of characters, and what is no character."""
LONGEST_LABEL = 160


def flat(text: object) -> str:
    r"""Words on one line; letters of every script and emoji stay, what could act on other words goes.

    >>> flat("a\n b\u202e\0")
    'a b'
    """
    spaced = re.sub(r"\s+", " ", str(text))
    return "".join(c for c in spaced if c not in TURNS and category(c) not in UNSEEN).strip()


def label(text: object, longest: int = LONGEST_LABEL) -> str:
    """Words for a label: flat, cut where they are long, and never nothing.

    >>> label("abcdef", 4), label("")
    ('abc…', '?')
    """
    words = flat(text)
    return (words if len(words) <= longest else f"{words[: longest - 1]}…") or "?"


def told_apart(words: Iterable[str]) -> Iterator[str]:
    """The same words, with a number behind each that came before: a format may refuse two of one name.

    >>> list(told_apart(["a", "a", "a (2)"]))
    ['a', 'a (2)', 'a (2) (2)']
    """
    seen: set[str] = set()
    for word in words:
        made, count = word, 1
        while made.casefold() in seen:
            count += 1
            made = f"{word} ({count})"
        seen.add(made.casefold())
        yield made

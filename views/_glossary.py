"""The words of `docs/glossary.md`, as help on whatever bears one: a word is explained there and nowhere else."""

import re
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
ROW = re.compile(r"^\| \*\*(?P<word>[^*|]+)\*\* \| (?P<says>[^|]+) \| [^|]+ \|$", re.MULTILINE)


@cache
def words() -> dict[str, str]:
    """Each word with what it is, in the order of the glossary."""
    return {row["word"]: row["says"].strip() for row in ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))}


def meaning(word: str) -> str:
    """What a word is, as help beside it. Raises KeyError where the glossary does not have it.

    >>> meaning("given")
    '**Given.** A number of the world. It has a source, and only the interviewer changes it.'
    """
    return f"**{word[0].upper()}{word[1:]}.** {words()[word]}"


def plain(word: str) -> str:
    """The same without marks, for where text is only text."""
    return meaning(word).replace("**", "").replace("`", "")

"""A case author's Markdown, as far as documents and slides need it: paragraphs and points, and their bare words."""

import re
from collections.abc import Iterator


def blocks(text: str) -> Iterator[tuple[str, str]]:
    r"""Markdown's paragraphs and points: the bullet or nothing, and the words.

    >>> list(blocks("One\ntwo.\n\n- a\n- b\n  c\n1. d"))
    [('', 'One two.'), ('•', 'a'), ('•', 'b c'), ('1.', 'd')]
    """
    lines = ((re.match(r"(?:[-*]|(\d+\.)) ", line), line.strip()) for line in text.splitlines())
    bullet, words = "", ""
    for begins, line in lines:
        if words and (begins or not line):
            yield bullet, words
            bullet, words = "", ""
        if begins:
            bullet, line = begins[1] or "•", line[begins.end() :].strip()
        words = f"{words} {line}".strip()
    if words:
        yield bullet, words


def bare(words: str) -> str:
    """The words without their marks.

    >>> bare("a *b* `c` [d](https://e.f)")
    'a b c d'
    """
    return re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", words)

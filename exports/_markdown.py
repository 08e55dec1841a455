"""A document's blocks as Markdown: every text in it stays text."""

import re
from collections.abc import Iterable, Iterator

from ._blocks import Block, Code, Diagram, Heading, Item, Line, Paragraph, Prose, Soft, Strong, Table
from ._labels import flat
from ._mermaid import bare

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def markdown(blocks: Iterable[Block]) -> bytes:
    """The blocks, UTF-8. A reader's own Markdown viewer chooses the colours."""
    text, before = "", None
    for block in blocks:
        together = isinstance(block, Item) and isinstance(before, Item)
        text += ("" if before is None else "\n" if together else "\n\n") + "\n".join(_written(block))
        before = block
    return f"{text}\n".encode()


def safe(text: object) -> str:
    r"""Words as Markdown shows them: its special characters escaped, all on one line.

    >>> safe("a|b <i> $5")
    'a\\|b \\<i\\> \\$5'
    """
    return _SPECIAL.sub(r"\\\1", flat(text))


def code(text: str) -> str:
    """Words in code style, as they are, whatever backticks they hold.

    >>> code("a `b`")
    '`` a `b` ``'
    """
    words = flat(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    return f"{fence} {words} {fence}" if "`" in words else f"{fence}{words}{fence}"


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {safe(block.text)}"
        case Prose():
            yield block.text
        case Paragraph():
            yield _line(block.line)
        case Item():
            yield from (f"{'  ' if i else '- '}{_line(line)}" for i, line in enumerate(block.lines))
        case Table():
            yield f"| {' | '.join(block.heads)} |"
            yield f"|{'|'.join(' --- ' for _ in block.heads)}|"
            yield from (f"| {' | '.join(map(_cell, row))} |" for row in block.rows)
        case Diagram():
            yield from _diagram(block)


def _diagram(block: Diagram) -> Iterator[str]:
    """The architecture as a flowchart that most viewers draw; any other picture in words."""
    if block.flowchart is None:
        yield safe(block.picture.alt)
        return
    yield "```mermaid"
    yield from bare(block.flowchart)
    yield "```"


def _line(line: Line) -> str:
    return "".join(map(_words, line))


def _words(words: str) -> str:
    """One run of words. Spaces at its ends lead to its neighbours, so they stay."""
    if isinstance(words, Code):
        return code(words)
    left, right = (" " if words[at : at + 1].isspace() else "" for at in (0, len(words) - 1))
    said = safe(words)
    mark = "**" if isinstance(words, Strong) else "*" if isinstance(words, Soft) else ""
    return f"{left}{mark}{said}{mark}{right}" if said else left


def _cell(cell: str) -> str:
    """A table's cell. Code is only what needs no escape in it: an address is as good as its part's name."""
    if isinstance(cell, Code) and not re.search(r"[|`\\<>]", flat(cell)):
        return code(cell) if cell else ""
    return safe(cell)

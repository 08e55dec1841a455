"""YAML as a tree of plain words with their lines, safely: no tags, no anchors, little depth, little size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

LARGEST = 256 * 1024
"""Bytes of a file that is read; one of ours has some ten thousand."""
DEEPEST = 6
MOST_LINES = 5_000


class Unreadable(ValueError):
    """A file that is no state file; the sentence names the line."""


@dataclass(frozen=True)
class Word:
    """A word as it was written, nothing guessed of its type, and the line that it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """Keys and what stands under them, in order; a key may come twice, and whoever reads it says so."""

    pairs: tuple[tuple[Word, Node], ...]
    line: int


Node = Word | Items | Table


def tree_of(raw: bytes) -> Node:
    """The tree of a file.

    Raises Unreadable, with the line, where it is not text, too large or deep, or holds what no state file needs.
    """
    if len(raw) > LARGEST:
        raise Unreadable(f"The file has {len(raw):,} bytes; a state file has at most {LARGEST:,}.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = raw.count(b"\n", 0, bad.start) + 1
        raise Unreadable(f"Line {line}: byte {raw[bad.start]:#04x} is no UTF-8 text. Save the file as UTF-8.") from None
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"The file has more than {MOST_LINES:,} lines: it is no state file.")
    try:
        return _document(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        at = f"Line {mark.line + 1}: " if mark else ""
        raise Unreadable(f"{at}this is not YAML: {bad.problem or bad.context}.") from None
    except yaml.reader.ReaderError as bad:
        line = text.count("\n", 0, bad.position) + 1
        raise Unreadable(f"Line {line}: a character that no text file holds (#x{_code(bad):04x}).") from None


def _code(bad: yaml.reader.ReaderError) -> int:
    return bad.character if isinstance(bad.character, int) else ord(bad.character)


def _document(events: Iterator[yaml.Event]) -> Node:
    """The one document of a file."""
    found: Node | None = None
    for event in events:
        if isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent):
            continue
        if isinstance(event, yaml.DocumentStartEvent):
            if found is not None:
                raise Unreadable(f"Line {_line(event)}: a second document begins. A state file is one.")
            continue
        found = _node(event, events, 1)
    if found is None:
        raise Unreadable("The file is empty.")
    return found


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    line = _line(event)
    if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) or event.anchor is not None:
        raise Unreadable(f"Line {line}: a state file has no anchors and aliases (& and *). Quote the word.")
    if event.tag is not None:
        raise Unreadable(f"Line {line}: a state file has no tags (!). Quote the word, or take the tag away.")
    if isinstance(event, yaml.ScalarEvent):
        return Word(event.value, line)
    if depth > DEEPEST:
        raise Unreadable(f"Line {line}: nested more than {DEEPEST} deep; no state file is.")
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, depth + 1))
        return Items(tuple(items), line)
    pairs = []
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(inner, events, depth + 1)
        if not isinstance(key, Word):
            raise Unreadable(f"Line {key.line}: a key is one word.")
        pairs.append((key, _node(next(events), events, depth + 1)))
    return Table(tuple(pairs), line)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0

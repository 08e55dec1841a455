"""The state file: commented YAML out; back in with a sentence, its line and its key, for all that cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from re import fullmatch

from design import Case

from ._lines import VERSION, lines_of
from ._reading import Reading
from ._tree import Items, Table, Unreadable, Word, tree_of
from .address import Read, read_text, read_words
from .state import State

SUFFIX = ".state.yaml"


def file_of(case: Case, state: State) -> bytes:
    """The file, UTF-8: the same state gives the same bytes."""
    return ("\n".join(lines_of(case, state)) + "\n").encode("utf-8", "replace")


def read_file(case: Case, raw: bytes) -> Read:
    """A state from a file of this version or an older one; what cannot be taken is told by line and key.

    Raises Unreadable where the whole cannot be read: not YAML, another case's, or of a newer version.
    """
    tree = tree_of(raw)
    if isinstance(tree, Items):
        raise Unreadable(f"Line {tree.line}: a list. A state file begins with version: {VERSION}.")
    version, line = _version(tree)
    if version > VERSION:
        raise Unreadable(
            f"Line {line}, version: the file is of version {version}; this ML Casebook reads up to {VERSION}. "
            "Open it with a newer one."
        )
    return READERS[version](case, tree)


def _version(tree: Word | Table) -> tuple[int, int]:
    """The version, and its line; a file that is one word is an address, as designs were kept before there were any."""
    if isinstance(tree, Word):
        return 0, tree.line
    said = next((value for key, value in tree.pairs if key.text == "version"), None)
    if said is None:
        near = ", ".join(key.text[:40] for key, _ in tree.pairs[:3])
        raise Unreadable(f"Line {tree.line}: no version is said, so this is no state file. It begins with {near}.")
    if not isinstance(said, Word) or not fullmatch(r"[0-9]{1,5}", said.text):
        raise Unreadable(f"Line {said.line}, version: not a version of a state file, as {VERSION}.")
    return int(said.text), said.line


def _of_version_0(case: Case, tree: Word | Table) -> Read:
    """Before there was a format, a design was kept as its address, in a text file; or as its names and words."""
    if isinstance(tree, Word):
        text = "".join(tree.text.split())
        if "=" not in text:
            raise Unreadable(f"Line {tree.line}: neither a state file nor an address of a design.")
        return read_text(case, text)
    words = {key.text: value.text for key, value in tree.pairs if isinstance(value, Word)}
    return read_words(case, {name: word for name, word in words.items() if name not in ("version", "case")})


def _of_version_1(case: Case, tree: Word | Table) -> Read:
    """The present format, section by section."""
    reading = Reading(case)
    return Read(reading.state(tree), tuple(reading.problems))


READERS: Mapping[int, Callable[[Case, Word | Table], Read]] = {0: _of_version_0, 1: _of_version_1}
"""How each version is read. A version stays readable for ever: a new one adds its reader."""

"""What a visitor has in hand, as a value: undo and redo over it, and its way into an address or a file and back."""

from ._tree import LARGEST, Unreadable
from .address import Address, Read, address_of, read_text, read_words
from .file import SUFFIX, file_of, read_file
from .history import History
from .mark import Mark, mark_of
from .state import MOST_GUESSES, MOST_PINS, Pin, State, free_name

__all__ = [
    "LARGEST",
    "MOST_GUESSES",
    "MOST_PINS",
    "SUFFIX",
    "Address",
    "History",
    "Mark",
    "Pin",
    "Read",
    "State",
    "Unreadable",
    "address_of",
    "file_of",
    "free_name",
    "mark_of",
    "read_file",
    "read_text",
    "read_words",
]

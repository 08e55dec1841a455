"""Long words as one short one: JSON, deflated, in the letters that an address may hold."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from functools import lru_cache
from typing import Any
from zlib import compress, decompressobj, error

MOST = 100_000
"""Unpacked text is never longer, whatever a link says."""
NOT_OURS = "is no packed text of ours: it was cut or changed on the way."


@lru_cache(maxsize=64)
def packed(text: str) -> str:
    """Text in letters, digits, - and _; about a third of English JSON."""
    return urlsafe_b64encode(compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(word: str) -> Any:
    """What was packed, as JSON has it.

    Raises ValueError where it is nothing that `packed` makes, or too long.
    """
    try:
        unzip = decompressobj()
        text = unzip.decompress(urlsafe_b64decode(word + "=" * (-len(word) % 4)), MOST)
        if unzip.unconsumed_tail or not unzip.eof:
            raise ValueError(NOT_OURS)
        return json.loads(text)
    except (Error, error, ValueError, RecursionError):
        raise ValueError(NOT_OURS) from None

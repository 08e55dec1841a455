"""The app as a person uses it, without a browser: every case, every control, bad links."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from design import Case, Knob
from tests.designs import CASES

BOARD = "ml_casebook_board"


def opened(case: Case, **words: str) -> AppTest:
    """The case's page, opened by a link with these words."""
    at = AppTest.from_file("../../app.py", default_timeout=60)
    for name, word in words.items():
        at.query_params[name] = word
    at.run()
    at.switch_page(case.slug)  # a page function's address
    return at.run()


def board(at: AppTest) -> dict[str, Any]:
    """What the board was told."""
    (found,) = (b for b in at.get("bidi_component") if b.proto.component_name.endswith(BOARD))
    told: dict[str, Any] = json.loads(json.loads(found.proto.json)["j"])
    return told

"""The Pictures tab without a browser: every kind for every case, its words, its files, and what a move does to it."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from design import Case
from diagrams import picture_kinds
from tests.designs import CASES
from tests.views.case_page import board, opened

KINDS = {kind.name: kind for kind in picture_kinds()}


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def page(request: pytest.FixtureRequest) -> tuple[AppTest, Case]:
    at = opened(request.param)
    at.session_state[f"tabs:{request.param.slug}"] = "Pictures"
    return at.run(), request.param


def pictures(at: AppTest) -> list[Any]:
    """The pictures on the page, the board's own apart."""
    return [one for one in at.get("bidi_component") if one.proto.component_name.endswith("ml_casebook_drawing")]


def shown(at: AppTest) -> dict[str, Any]:
    """What the picture in the tab was told."""
    board(at)
    (drawn,) = pictures(at)
    told: dict[str, Any] = json.loads(drawn.proto.json)
    return told


def test_every_kind_is_drawn_for_the_page_and_said_in_words(page: tuple[AppTest, Case]) -> None:
    at, case = page
    for name, kind in KINDS.items():
        at.session_state[f"picture:{case.slug}"] = name
        told = shown(at.run())
        assert f'id="picture-{name}"' in told["svg"] and "var(--ml-page" in told["svg"]
        assert told["label"].startswith(kind.label)
        assert any(m.value.strip() for m in at.expander[-1].markdown)
        assert [w.value for w in at.warning] == []


def test_both_files_are_offered(page: tuple[AppTest, Case]) -> None:
    at, _ = page
    assert {"Download SVG", "Download PNG"} <= {button.proto.label for button in at.get("download_button")}


def test_a_tab_that_is_closed_draws_nothing(page: tuple[AppTest, Case]) -> None:
    at, case = page
    at.session_state[f"tabs:{case.slug}"] = "Review"
    at.run()
    assert pictures(at) == []
    at.session_state[f"tabs:{case.slug}"] = "Pictures"
    at.run()

"""A new case is one new folder and no edits: it is found, held to the contract, drawn, exported and on the screen."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import cases
from design import Case, cases_in
from exports.__main__ import main
from tests.cases import contract

CASE = '''"""Support answers: which ticket may a model answer alone?"""

from dataclasses import dataclass

from components.client import Client
from components.fallback import Fallback
from components.gateway import Gateway
from components.model_server import ModelServer
from design import ASSUMED, Card, Count, Graph, Journey, KnobSet, Millis, PerDay, Promise, Series, Stop, Timeout, Times
from design import choice, given, graph, number, sync, zone

KIND, MINUTES = "design", 30


@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions and the world."""

    replicas: Count = number(1, 1, 40, "Bought for the peak.", step="Serve")
    timeout_ms: Millis = number(900, 50, 2000, "When we stop waiting.", step="Serve")
    on_timeout: str = choice("allow", {"allow": "a person", "rules": "a canned answer"}, "Who answers.", step="Serve")

    tickets: PerDay = given(1_800_000, 1000, 5_000_000, "Everything scales with it.", source=ASSUMED, log=True)
    peak: Times = given(4, 1, 20, "Mondays.", source=ASSUMED)
    budget_ms: Millis = given(800, 100, 5000, "People wait no longer.", source=ASSUMED)


def evidence_key(k):
    """Nothing is trained."""
    return None


def evidence(k, progress):
    """Nothing is trained."""


def architecture(k, e) -> Graph:
    """A gateway, a model, a way out."""
    person = Client("Customer", a_day=k.tickets, peak=k.peak)
    gate = Gateway("Gateway", load=person.rate, tokenises=False)
    model = ModelServer("Model server", load=person.rate, replicas=k.replicas, algorithm="boosted trees",
                        service_p50=30, service_p99=90)
    out = Fallback("Fallback", policy=str(k.on_timeout))
    answer = Timeout(Stop(model), k.timeout_ms, Stop(out))
    return graph(
        person >> sync("ask", person.rate, order=1) >> gate >> sync("answer", person.rate, order=2) >> model,
        gate >> sync("too late") >> out,
        zones=(zone("Ours", "inside", (gate, model, out), ()),),
        also=(Journey("Reply", Series((Stop(gate), answer)), k.budget_ms),),
    )


PLACES = {"Customer": (0, 0), "Gateway": (1, 0), "Model server": (2, 0), "Fallback": (2, 1)}
PROMISES = [Promise("Reply.p99", "Reply p99", "People leave.", at_most="budget_ms"),
            Promise("Reply.timed_out", "Left to a person", "A model that is late is no help.", at_most=0.05)]
CARDS = [Card("A bad Monday", "Twice the tickets.", {"tickets": 3_600_000})]


def charts(design):
    """None."""
    return ()
'''

QUESTION = "### How many a day?\nAs many as the sheet says.\n\n**What it changes:** the fleet.\n\n"
BRIEF = f"""# Support answers
Let a model answer the easy tickets.

## Prompt
Design it.

## Clarifying questions
{QUESTION * 10}
## Walk
### Frame (10 min)
Say what an answer is worth.

### Serve (20 min)
Size it.

## Mistakes
- No way out.

## Model answer: mid
A queue.

## Model answer: senior
A timeout.

## Model answer: staff
A price for each answer.

## References
- None: made for a test.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second place where cases are looked for, holding one new folder."""
    home = tmp_path / "support_answers"
    home.mkdir()
    (home / "__init__.py").write_text('"""A case made in a test."""\n', encoding="utf-8")
    (home / "case.py").write_text(CASE, encoding="utf-8")
    (home / "brief.md").write_text(BRIEF, encoding="utf-8")
    monkeypatch.setattr(cases, "__path__", [*cases.__path__, str(tmp_path)])
    yield home
    for name in [name for name in sys.modules if name.startswith("cases.support_answers")]:
        del sys.modules[name]
    if hasattr(cases, "support_answers"):
        delattr(cases, "support_answers")


@pytest.fixture
def case(folder: Path) -> Case:
    """The new case, found."""
    return cases_in(cases)["support_answers"]


@pytest.mark.slow
def test_new_folder_keeps_the_contract(case: Case) -> None:
    """The same checks that the shipped cases pass."""
    contract.every_number_has_a_unit_and_a_source(case)
    contract.builds_at_every_end(case, trains=False)
    contract.every_knob_moves_a_number(case, trains=False)
    contract.opens_on_a_broken_promise_with_a_way_out(case)
    contract.words_are_whole(case)
    contract.cards_change_the_world_only(case)
    contract.every_part_has_its_place(case)
    contract.every_picture_draws(case)
    contract.every_export_renders(case)
    contract.every_remedy_clears_its_finding(case)


def _page() -> None:
    """The new case's page alone."""
    import streamlit as st

    import cases
    from design import cases_in
    from views import explore

    explore.show(cases_in(cases)["support_answers"], st.Page(lambda: None, title="Cases"), {})


@pytest.mark.slow
def test_new_folder_is_on_the_screen(case: Case) -> None:
    """The home page lists it and its page opens, with no line of the app changed."""
    import streamlit as st

    st.cache_resource.clear()
    app = str(Path(cases.__file__).parents[1] / "pages.py")
    at = AppTest.from_file(app, default_timeout=60).run()
    assert [e.message for e in at.exception] == []
    assert any("Support answers" in str(link.proto.label) for link in at.get("page_link"))
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert [e.message for e in page.exception] == []
    assert any(one.proto.component_name.endswith("ml_casebook_board") for one in page.get("bidi_component"))
    st.cache_resource.clear()


def test_new_folder_is_exported(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["support_answers", "--set", "replicas=30", "--to", "svg,md", "-o", str(tmp_path / "out")]) == 0
    assert "Model server" in (tmp_path / "out" / "support_answers.svg").read_text(encoding="utf-8")


def test_folder_without_its_brief_stops_the_start(folder: Path) -> None:
    """A broken case never vanishes: the sentence names the folder and what is missing."""
    (folder / "brief.md").unlink()
    with pytest.raises(ValueError, match=r"support_answers.* needs a brief.md"):
        cases_in(cases)

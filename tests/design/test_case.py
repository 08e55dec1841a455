"""Cases: found by their folder, and refused in words where a part is missing."""

import sys
from importlib import import_module

import pytest

from design import Case, Journey, cases_in, design_of, modules, turned
from tests.design.kiosk import CASE, Knobs
from tests.design.test_brief import BRIEF

CODE = """
from tests.design.kiosk import CASE, Knobs, architecture

KIND = "design"
MINUTES = 5
PLACES = CASE.places
PROMISES = list(CASE.promises)
CARDS = list(CASE.cards)

def evidence_key(knobs):
    return None

def evidence(knobs, progress):
    return None

def charts(design):
    return ()
"""
NEEDED = "KIND MINUTES Knobs evidence_key evidence architecture PLACES PROMISES CARDS charts".split()


@pytest.fixture
def casebook(tmp_path, monkeypatch):
    """Makes a package of cases, each a folder with some files, and imports it."""

    def make(name, **cases):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        for case, files in cases.items():
            (tmp_path / name / case).mkdir()
            for file, text in files.items():
                (tmp_path / name / case / file).write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return import_module(name)

    yield make
    for name in [n for n in sys.modules if n.startswith("casebook_")]:
        del sys.modules[name]


WHOLE = {"__init__.py": "", "case.py": CODE, "brief.md": BRIEF}


def test_every_folder_is_a_case_by_its_name(casebook):
    found = cases_in(casebook("casebook_two", kiosk=WHOLE, booth=WHOLE))
    assert ["booth", "kiosk"] == list(found)
    assert ("kiosk", "A kiosk", "design", 5) == (
        found["kiosk"].slug,
        found["kiosk"].title,
        found["kiosk"].kind,
        found["kiosk"].minutes,
    )


def test_a_case_that_was_found_makes_a_design(casebook):
    found = cases_in(casebook("casebook_whole", kiosk=WHOLE))["kiosk"]
    assert isinstance(found, Case)
    assert ["Visit"] == [p.name for p in design_of(found, found.Knobs(), None).graph.of(Journey)]


def test_no_cases_are_no_cases(casebook):
    assert {} == cases_in(casebook("casebook_empty"))


def test_a_folder_without_a_case_stops_the_build(casebook):
    book = casebook("casebook_hole", kiosk={"__init__.py": "", "brief.md": BRIEF})
    with pytest.raises(ValueError, match=r"casebook_hole/kiosk cannot be loaded"):
        cases_in(book)


def test_a_case_does_not_vanish_for_want_of_an_init_file(casebook):
    """Python would pass by a folder without one in silence."""
    book = casebook("casebook_bare", kiosk={"case.py": CODE, "brief.md": BRIEF})
    assert ["kiosk"] == list(cases_in(book))


def test_what_python_leaves_behind_is_no_case(casebook, tmp_path):
    book = casebook("casebook_left", kiosk=WHOLE, _shared={"__init__.py": ""})
    (tmp_path / "casebook_left" / "gone" / "__pycache__").mkdir(parents=True)
    (tmp_path / "casebook_left" / "__pycache__").mkdir(exist_ok=True)
    assert ["kiosk"] == list(cases_in(book))


def test_a_case_without_a_brief_names_its_folder(casebook):
    book = casebook("casebook_mute", kiosk={"__init__.py": "", "case.py": CODE})
    with pytest.raises(ValueError, match=r"kiosk: a case needs a brief.md beside its case.py"):
        cases_in(book)


@pytest.mark.parametrize("part", NEEDED)
def test_a_case_without_a_part_names_the_file_and_the_part(casebook, part):
    book = casebook(f"casebook_no_{part}", kiosk={**WHOLE, "case.py": f"{CODE}\ndel {part}\n"})
    with pytest.raises(ValueError, match=rf"case.py: a case needs `{part}`"):
        cases_in(book)


def test_a_case_with_a_broken_brief_names_the_file_and_the_heading(casebook):
    brief = BRIEF.replace("## Walk", "## Wander")
    book = casebook("casebook_brief", kiosk={**WHOLE, "brief.md": brief})
    with pytest.raises(ValueError, match=r"brief.md: the heading '## Walk' is missing"):
        cases_in(book)


def test_a_case_that_cannot_be_imported_stops_the_build(casebook):
    book = casebook("casebook_broken", kiosk={**WHOLE, "case.py": "import nothing_of_this_name"})
    with pytest.raises(ValueError, match=r"casebook_broken/kiosk cannot be loaded: .*nothing_of_this_name"):
        cases_in(book)


def test_modules_come_by_name_and_those_beneath_an_underscore_stay_out(tmp_path, monkeypatch):
    folder = tmp_path / "modules_here"
    folder.mkdir()
    for name in ("__init__", "b", "a", "_hidden"):
        (folder / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert ["modules_here.a", "modules_here.b"] == [m.__name__ for m in modules(import_module("modules_here"))]


def test_decisions_and_the_world_are_told_apart():
    assert ["clerks", "manners", "awning"] == [k.name for k in CASE.knobs]
    assert ["people", "budget", "wages", "open_share"] == [k.name for k in CASE.givens]
    assert "Clerks" == CASE.knob("clerks").title


def test_a_card_turns_the_world_and_nothing_else():
    (card,) = CASE.cards
    knobs = turned(Knobs(clerks=7), card.turns)
    assert {"clerks": 7, "people": 1000.0} == knobs.turned


def test_a_turn_of_an_unknown_knob_is_refused():
    with pytest.raises(TypeError, match="horses"):
        turned(Knobs(), {"horses": 2})

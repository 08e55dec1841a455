"""Words: each stands once in the glossary, and whatever on the page bears one is explained by it."""

import re

import pytest
from streamlit.testing.v1 import AppTest

import views.panels
from design import modules
from tests.designs import CASES
from tests.views.case_page import board, opened
from views._glossary import GLOSSARY, meaning, plain, words

CASE = CASES["fraud_detection"]
LABELS = {"The world": "given", "Throw a card": "card", "DECISIONS": "knob"}
"""What these are called on the page, where the glossary has another word for a visitor's eyes."""


@pytest.fixture(scope="module")
def at() -> AppTest:
    return opened(CASE)


def told(at: AppTest, name: str) -> str:
    """What a component of the page was given."""
    (found,) = (one for one in at.get("bidi_component") if one.proto.component_name.endswith(name))
    return str(found.proto.json)


def test_every_row_of_the_glossary_is_read_and_no_word_stands_twice() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\*", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(words())
    assert len(rows) == len(set(rows))
    assert len(rows) > 40


@pytest.mark.parametrize("panel", modules(views.panels), ids=lambda panel: panel.LABEL)
def test_every_tab_has_its_word(panel) -> None:
    assert plain(panel.WORD)


def test_labels_have_their_help_from_the_glossary(at: AppTest) -> None:
    """Each place where a word first appears; the proto is what the browser gets."""
    helps = {str(getattr(one.proto, "label", "")): str(getattr(one.proto, "help", "")) for one in at.get("popover")}
    helps |= {one.value: str(one.proto.help) for one in at.caption}
    sheets = [one.proto.popover for one in _blocks(at)]
    helps |= {one.label: one.help for one in sheets}
    for label, word in LABELS.items():
        assert helps[label] == meaning(word), label


def _blocks(at: AppTest):
    """Every block of the page that is a sheet."""
    todo = [*at._tree.children.values()]
    while todo:
        one = todo.pop()
        todo += [*getattr(one, "children", {}).values()]
        if getattr(one, "type", "") == "popover":
            yield one


def test_the_guide_tells_every_word_and_every_tab(at: AppTest) -> None:
    board(at)
    guide = told(at, "ml_casebook_guide")
    for word, says in words().items():
        assert word in guide
        assert says.split(".")[0].split('"')[0].split("`")[0] in guide

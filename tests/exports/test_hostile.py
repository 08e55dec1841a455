"""Names and words that try to break out: in every format they change nothing but themselves."""

import csv
import re
from io import BytesIO, StringIO
from unicodedata import category
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from exports._labels import TURNS
from tests.diagrams.drawn import named
from tests.exports import read_back
from tests.exports.rendered import FORMATS, HOSTILE

TAME = named("Tame", "tame", "Tame", "Tame")
WHERE = {
    "a part": lambda words: named(words, "tame", "Tame", "Tame"),
    "an arrow": lambda words: named("Tame", words, "Tame", "Tame"),
    "a zone": lambda words: named("Tame", "tame", words, "Tame"),
    "the title": lambda words: named("Tame", "tame", "Tame", words),
    "a part that is not pinned": lambda words: named(words, "tame", "Tame", "Tame", pinned=False),
}
TEXTS = ("svg", "html", "dot", "mmd", "d2", "dsl", "drawio", "excalidraw", "md", "csv")


@pytest.mark.parametrize("what", [w if w != "many words" else pytest.param(w, marks=pytest.mark.slow) for w in HOSTILE])
@pytest.mark.parametrize(
    "where", ["a part", *(pytest.param(w, marks=pytest.mark.slow) for w in WHERE if w != "a part")]
)
def test_a_hostile_word_changes_nothing_but_itself(where: str, what: str) -> None:
    """Two parts and an arrow that joins them in every format that draws; nothing asks the network for anything.

    No control character, no sign that turns the reading direction, no half of a character gets in.
    """
    made = WHERE[where](HOSTILE[what])
    for form in TEXTS:
        content = FORMATS[form].render(made)
        if form in read_back.READERS:
            found = read_back.READERS[form](content)
            assert (len(found.parts), len(found.arrows), len({*found.arrows[0]})) == (2, 1, 2), form
        assert read_back.outside_references(form, content) == [], form
        text = content.decode("utf-8")
        bad = {c for c in text if category(c) in ("Cc", "Cs") and c not in "\n\t\r"} | (TURNS & set(text))
        assert not bad, (form, bad)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["a part", "the title", "a zone"])
@pytest.mark.parametrize("what", [*HOSTILE])
def test_a_hostile_name_leaves_a_file_built_as_it_was(where: str, what: str) -> None:
    """The same elements with the same attributes, the same lines and slides, whatever the name says."""
    made = WHERE[where](HOSTILE[what])
    for form in ("svg", "drawio", "excalidraw", "dot", "d2", "dsl", "pptx"):
        tame, found = (read_back.skeleton(form, FORMATS[form].render(d)) for d in (TAME, made))
        if form == "dot":  # a zone's name moves with its width, and a plain word needs no quotes
            tame, found = (re.sub(r"-?[\d.]+|(?<=label=)[^ \]]*", "0", text) for text in (tame, found))
        assert found == tame, form


@pytest.mark.parametrize("what", [*HOSTILE])
def test_a_hostile_name_is_one_cell_of_the_ledger(what: str) -> None:
    """As many rows and columns as with a tame one, and nothing that a spreadsheet would compute."""
    rows = [
        list(csv.reader(StringIO(FORMATS["csv"].render(d).decode("utf-8-sig"))))
        for d in (TAME, WHERE["a part"](HOSTILE[what]))
    ]
    assert len(rows[0]) == len(rows[1]) and {len(row) for row in rows[1]} == {8}
    assert not any(re.match(r"[=+@]|-(?![\d.i])", cell) for row in rows[1][1:] for cell in row)


@pytest.mark.slow
@pytest.mark.parametrize("what", [*HOSTILE])
def test_a_hostile_name_leaves_headings_and_tables_of_the_documents(what: str) -> None:
    made = WHERE["a part"](HOSTILE[what])
    assert _frame(FORMATS["md"].render(made).decode()) == _frame(FORMATS["md"].render(TAME).decode())
    pages = PdfReader(BytesIO(FORMATS["document.pdf"].render(made)))
    assert [e.title for e in pages.outline[0:1]] == ["Tame"]
    assert PdfReader(BytesIO(FORMATS["pdf"].render(made))).pages[0].extract_text()


def _frame(text: str) -> list[str]:
    """A document's own headings, and how many cells each row of its tables has."""
    bare = re.sub(r"```mermaid.*?```", "", text, flags=re.DOTALL)
    rows = [len(re.findall(r"(?<!\\)\|", line)) for line in bare.splitlines() if line.startswith("|")]
    return [f"{cells} cells" for cells in rows] + re.findall(r"^## .*$", bare, re.MULTILINE)


def test_a_hostile_title_leaves_the_pages_script_as_it_was() -> None:
    """The page's own script and its policy are byte for byte those of a tame page."""
    for words in HOSTILE.values():
        tame, found = (FORMATS["html"].render(d).decode() for d in (TAME, WHERE["the title"](words)))
        scripts = [re.findall(r"<script>(.*?)</script>", page, re.DOTALL) for page in (tame, found)]
        assert len(scripts[1]) == 1 and scripts[0] == scripts[1]
        assert re.findall(r'Policy" content="[^"]*"', tame) == re.findall(r'Policy" content="[^"]*"', found)


@pytest.mark.slow
def test_an_archive_of_a_hostile_design_is_whole() -> None:
    with ZipFile(BytesIO(FORMATS["zip"].render(named(*list(HOSTILE.values())[:4])))) as archive:
        assert archive.testzip() is None
        assert all(re.fullmatch(r"(pictures/)?[\w.-]+", name) for name in archive.namelist())

"""Every format: what is in the file, and somebody else's program that reads it."""

import hashlib
import os
import re
import shlex
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from design import Belief, Design, design_of, review
from diagrams.architecture import draw
from exports import SCALES, Look, formats
from exports._markdown import safe
from exports.markdown import render as document
from tests.designs import CASES, RULES
from tests.designs import design as of_case
from tests.diagrams.drawn import design, named
from tests.find_graphviz import graphviz_program

FORMATS = formats()
NASTY = '<b>|"a" & \\N *x* `y` [z](javascript:0) $5 #6 \n~'


@pytest.fixture(scope="module")
def fraud() -> Design:
    return of_case(CASES["fraud_detection"])


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """A PNG's width, height and unfiltered bytes enough to see that it is not blank."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    return width, height, zlib.decompress(data)


def test_formats_are_found_by_their_folder() -> None:
    assert {"svg", "png", "dot", "md"} <= set(formats())
    assert all(f.label and f.suffix.startswith(".") and "/" in f.mime for f in formats().values())


@pytest.mark.parametrize("theme", ["light", "dark", "page"])
def test_every_format_renders_every_theme(theme: str) -> None:
    """The archive holds the others in two of them."""
    assert all(len(f.render(named("B"), theme)) > 500 for form, f in FORMATS.items() if form != "zip")


def test_the_svg_is_the_picture_on_the_screen() -> None:
    written = formats()["svg"].render(design(), "dark").decode()
    fonts, _, _ = written.partition("<style>")[2].partition("</style>")
    assert written.replace(f"<style>{fonts}</style>", "").endswith(f"{draw(design(), 'dark').svg}\n")
    assert fonts.count("@font-face") == fonts.count("url(data:font/ttf;base64,") == 2
    ElementTree.fromstring(written)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_png_is_so_many_times_the_pictures_size_and_not_blank(theme: str, scale: int) -> None:
    picture = draw(named("B"), theme)
    width, height, data = pixels(FORMATS["png"].made(named("B"), Look(theme, scale)))
    assert (width, height) == (round(picture.width * scale), round(picture.height * scale))
    assert len(set(data)) > 100


def test_a_picture_on_nothing_has_no_page_and_the_same_words() -> None:
    """The PNG's first px is clear, the SVG and the PDF lack the page's rectangle and nothing else."""
    on, off = Look("light", 1), Look("light", 1, transparent=True)
    svg, bare = (FORMATS["svg"].made(named("B"), look).decode() for look in (on, off))
    assert svg.replace('<rect class="paper" width="100%" height="100%" fill="#FFFFFF"/>', "") == bare != svg
    opaque, clear = (pixels(FORMATS["png"].made(named("B"), look))[2] for look in (on, off))
    assert (opaque[1:5], clear[1:5]) == (b"\xff\xff\xff\xff", b"\0\0\0\0")
    sheets = [PdfReader(BytesIO(FORMATS["pdf"].made(named("B"), look))).pages[0] for look in (on, off)]
    assert sheets[0].extract_text() == sheets[1].extract_text() != ""
    assert len(sheets[0].get_contents().get_data()) > len(sheets[1].get_contents().get_data())


def test_a_format_takes_of_a_look_what_it_can_and_says_so_in_its_name() -> None:
    look = Look("dark", 3, transparent=True)
    assert FORMATS["png"].filename("a", look) == "a-dark-3x-transparent.png"
    assert FORMATS["pdf"].filename("a", look) == "a-dark-transparent.pdf"
    assert FORMATS["drawio"].filename("a", look) == "a-dark.drawio"
    assert FORMATS["dot"].made(design(), look) == FORMATS["dot"].render(design(), "dark")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "zip"])
def test_the_same_design_gives_the_same_bytes(form: str) -> None:
    """Made anew from equal knobs."""
    assert FORMATS[form].render(named("B")) == FORMATS[form].render(named("B"))


@pytest.mark.slow
def test_the_same_design_gives_the_same_bytes_in_another_process() -> None:
    """Where sets have another order: the archive holds every format."""
    line = (
        "import hashlib; from exports import formats; from tests.diagrams.drawn import design; "
        "print(hashlib.sha256(formats()['zip'].render(design())).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", line], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True,
            check=True, timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] == f"{hashlib.sha256(FORMATS['zip'].render(design())).hexdigest()}\n"


def test_the_png_holds_the_text() -> None:
    """Without its fonts a renderer drops text and says nothing: another name must give another picture."""
    assert formats()["png"].render(named("Alpha")) != formats()["png"].render(named("Omega"))


@pytest.mark.parametrize("name", ["Plain", NASTY])
def test_graphviz_reads_the_dot_and_finds_every_part_and_flow(name: str) -> None:
    for d in (design(), named(name, name, name, name)):
        text = formats()["dot"].render(d)
        run = subprocess.run(
            [graphviz_program(), "-Kneato", "-n2", "-Tcanon"], input=text, capture_output=True, check=True, timeout=20
        )
        canon = run.stdout.decode()
        assert len(set(re.findall(r"->\s*n\d+", canon))) <= canon.count("->") == len(d.graph.flows)
        assert {f"n{i}" for i in range(len(d.graph.parts))} == set(re.findall(r"^\s*(n\d+)\s*\[", canon, re.MULTILINE))
        assert set(re.findall(r"cluster_\d+", canon)) == {f"cluster_{i}" for i in range(len(d.graph.zones))}


def test_the_document_has_every_section(fraud: Design) -> None:
    headings = re.findall(r"^## (.+)$", document(fraud).decode(), re.MULTILINE)
    assert headings == [
        "Prompt", "Requirements", "Decisions", "Promises", "Architecture", "Latency waterfall", "Label loop",
        "Rollout path", "Sequence", "Money", "Review", "Open questions",
        "Numbers", "Assumptions", "References",
    ]  # fmt: skip


def test_the_document_says_of_each_promise_what_the_engine_says(fraud: Design) -> None:
    text = document(fraud).decode()
    for o in fraud.outcomes:
        verdict = "kept" if o.kept else "broken"
        assert f"| {safe(o.promise.title)} | {safe(o.text)} | {safe(o.demand)} | {verdict} |" in text


def test_the_document_holds_every_number_decision_finding_and_assumption(fraud: Design) -> None:
    text = document(fraud).decode()
    for e in fraud.ledger:
        assert f"| `{e.key}` | {safe(e.text)} |" in text
    for k in (*fraud.case.knobs, *fraud.case.givens):
        assert f"| {safe(k.title)} | {safe(k.said(getattr(fraud.knobs, k.name)))} |" in text
    for finding in review(fraud, RULES):
        assert safe(finding.fault.says) in text
    for a in fraud.assumptions:
        assert f"| `{a.address}` |" in text


def test_the_document_writes_money_at_its_address(fraud: Design) -> None:
    """As the ledger has it, with its underscores and no backslashes."""
    money = document(fraud).decode().partition("## Money")[2].partition("Where the bill goes")[0]
    assert "| `Money.loss_usd_month` | " in money and "loss usd month" not in money


def test_the_document_marks_what_was_changed() -> None:
    text = document(design(replicas=9)).decode()
    assert "| Replicas | 9 | 4 (changed) |" in text
    assert "--set replicas=9 --to md" in text


def test_tables_keep_their_columns_whatever_a_name_holds() -> None:
    text = document(named(NASTY, NASTY, NASTY, NASTY)).decode()
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
    outside = re.sub(r"```mermaid.*?```", "", text, flags=re.DOTALL)
    assert not re.search(r"(?<!\\)(<b>|\[z|\]\()", outside)
    mermaid = re.search(r"```mermaid\n(.*?)```", text, re.DOTALL)
    assert mermaid and "<" not in mermaid[1].replace("<-", "") and mermaid[1].count('"') % 2 == 0


HOSTILE = "our <script>alert(1)</script> | `team` [x](javascript:0)\n## May \u202e$5"
CATCH = "Money.review_catch"
STEP_UP = "doubt_has_an_action:DecisionService"


@pytest.fixture(scope="module")
def opinionated(fraud: Design) -> Design:
    """The fraud case with figures of the user's own, and two findings accepted, one of which is not there."""
    knobs = fraud.knobs.believing(Belief(CATCH, 0.8, 0.6, 0.95, HOSTILE)).believing(Belief("Nobody.rate", 3.0))
    knobs = knobs.believing(Belief("margin", None, 0.05, 0.1, "finance"))
    knobs = knobs.accepting(STEP_UP, HOSTILE).accepting("gone:Part", "it was so")
    return design_of(fraud.case, knobs, fraud.evidence)


def section(text: str, title: str) -> str:
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_register_shows_the_users_own_figures_with_reason_and_default(opinionated: Design) -> None:
    register = section(document(opinionated).decode(), "Assumptions")
    (row,) = (line for line in register.splitlines() if f"`{CATCH}`" in line)
    assert row.startswith(f"| `{CATCH}` | 80 % | yours, instead of 90 % | 60 % to 95 % | ")
    assert "| yours: our \\<script\\>" in row
    assert re.search(r"\| Margin \| 8 % \| assumed \| 5 % to 10 % \| .*; range yours: finance \|", register)
    assert "does not stand on `Nobody.rate`, of which was said: 3." in register


def test_an_accepted_finding_is_a_risk_with_its_reason_and_no_open_one(fraud: Design, opinionated: Design) -> None:
    before, after = document(fraud).decode(), document(opinionated).decode()
    (found,) = (f for f in review(opinionated, RULES) if f.key == STEP_UP)
    says = safe(found.fault.says)
    assert says in section(before, "Review") and says not in section(after, "Review")
    risks = section(after, "Risks accepted")
    assert says in risks and f"Accepted: {safe(HOSTILE)}" in risks
    assert "`gone:Part` was accepted, and this design does not have it. Reason: it was so" in risks
    assert "## Risks accepted" not in before


def test_a_hostile_reason_stays_text(fraud: Design, opinionated: Design) -> None:
    """No tag, no link, no heading, no cell of its own, no sign that turns the reading direction."""
    text = document(opinionated).decode()
    headings = re.findall("^#+ .*$", document(fraud).decode(), re.MULTILINE)
    ours = [
        h for h in re.findall("^#+ .*$", text, re.MULTILINE) if h != "## Risks accepted" and not h.startswith("###")
    ]
    assert ours == [h for h in headings if not h.startswith("###")]
    outside = re.sub(r"```mermaid.*?```|`` .*? ``", "", text, flags=re.DOTALL)
    assert not re.search(r"(?<!\\)(<script|\[x|\]\(java)", outside)
    assert "\u202e" not in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_the_command_in_the_document_makes_the_same_design(opinionated: Design) -> None:
    """A shell splits it into words that the knobs read back, whatever the reason holds."""
    (line,) = re.findall(r"^Made again by `` (.*) ``\.$", document(opinionated).decode(), re.MULTILINE)
    words = shlex.split(line)
    said = dict(word.split("=", 1) for word, before in zip(words[1:], words, strict=False) if before == "--set")
    knobs, problems = type(opinionated.knobs).read(said)
    assert problems == ()
    assert knobs.query == {name: word.replace("\u202e", "") for name, word in opinionated.knobs.query.items()}

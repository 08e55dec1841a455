"""The debrief leads with what was missed, names two fixes, and shows where two people see it differently."""

import json
import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

import diagrams
from interview import Mark, advice, as_json, as_markdown, as_pdf, debrief, phases_of, scored, standings
from tests.designs import CASES

CASE = CASES["fraud_detection"]
PHASES = phases_of(CASE, 45)
FONTS = Path(diagrams.__file__).parent / "fonts"
PEER = scored(
    {"framing": Mark(2, "goal"), "numbers": Mark(1, "said high"), "data": Mark(3, "delay"), "serving": Mark(0)},
    "senior",
    ("no_fallback",),
)
OWN = scored({"framing": Mark(2, "x"), "numbers": Mark(3, "x"), "data": Mark(2, "x")}, "senior")


def page(spent=()):
    return debrief("Fraud", PEER, OWN, PHASES, spent, [(12.0, "candidate", "Replicas 2 → 4")])


def test_a_critical_miss_leads_whatever_the_total():
    assert ("A path with money on it has no fallback.",) == page().misses


def test_the_two_fixes_are_those_that_lose_most_points_and_say_the_next_step():
    """Senior: serving loses 3 × 3, numbers 3 × 2; framing 2 × 1."""
    first, second = page().fixes
    assert first.startswith("Serving and release lost 9 points. The next one up: Deploys")
    assert second.startswith("Numbers lost 6 points. The next one up: Derives")


def test_the_two_scores_stand_side_by_side_and_their_difference_is_told():
    told = page()
    assert ("Numbers", "3", "1", "3", "said high") == told.scores[1]
    assert told.differences[0].startswith("Numbers: you gave yourself 3, your peer 1. You overrate")
    assert told.differences[1].startswith("Data, labels, features: you gave yourself 2, your peer 3. You underrate")


def test_the_phase_to_retry_is_the_one_that_missed_its_time_most():
    assert page([phase.seconds for phase in PHASES[:-1]]).retry.startswith("Summary: it was cut short, 0.0 of")
    assert page([3 * PHASES[0].seconds, *(p.seconds for p in PHASES[1:])]).retry.startswith("Frame: it ran over")
    assert "" == page().retry


def test_a_page_is_plain_data():
    assert json.loads(json.dumps(page((1.0,)).told))["scores"][0][0] == "Framing and scope"


ROUNDS = [
    {"case": "fraud_detection", "marks": {"framing": {"points": 1, "evidence": "a"}, "numbers": {"points": 0}}},
    {
        "case": "fraud_detection",
        "marks": {"framing": {"points": 3, "evidence": "a"}, "numbers": {"points": 9}, "charm": {}},
    },
]


def test_standings_are_the_last_marks_and_what_is_no_mark_is_left_out():
    framing, numbers, *others = standings(ROUNDS)
    assert ((1, 3), 2, 2.0) == (framing.points, framing.now, framing.trend)
    assert ((0,), 0.0) == (numbers.points, numbers.trend)
    assert all(one.now is None for one in others)


def test_what_was_never_judged_is_practised_first_in_the_case_least_played():
    told = advice(ROUNDS, ["fraud_detection", "churn"], "senior")
    assert told.case == "churn" and "never judged" in told.why and "never played" in told.why
    assert advice([], ["churn"], "mid") is None


def test_then_what_loses_most_points():
    full = [
        {
            "case": "churn",
            "marks": {
                d: {"points": 3, "evidence": "x"}
                for d in ("framing", "numbers", "data", "decision", "evaluation", "operations", "communication")
            }
            | {"serving": {"points": 1, "evidence": "x"}},
        }
    ]
    told = advice(full, ["churn"], "senior")
    assert "Serving and release" == told.dimension and "loses 6.0 points" in told.why


HOSTILE = "<script>alert(1)</script> | [x](javascript:0)\n## May \u202e$5 `"


def hostile():
    peer = scored({"framing": Mark(2, HOSTILE)}, "mid")
    return debrief(
        HOSTILE,
        peer,
        None,
        PHASES,
        (60.0,),
        [(5.0, HOSTILE, HOSTILE)],
        [HOSTILE],
        [HOSTILE],
        [HOSTILE],
        [(HOSTILE, HOSTILE)],
    )


def test_what_somebody_typed_stays_text_in_markdown():
    text = as_markdown(hostile()).decode()
    assert "<script" not in text.replace("\\<script", "") and "](" not in text and "\u202e" not in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert "## May" not in " ".join(headings) and "## Marks" in headings
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert 1 == len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()})


def test_the_pdf_holds_its_words_and_its_fonts():
    read = PdfReader(BytesIO(as_pdf(page((60.0, 30.0)), FONTS)))
    text = " ".join(sheet.extract_text() for sheet in read.pages)
    assert "A path with money on it has no fallback." in text and "Serving and release lost 9 points" in text
    fonts = [f.get_object() for sheet in read.pages for f in sheet["/Resources"]["/Font"].values()]
    assert all("+Arimo" in f["/BaseFont"] for f in fonts)
    assert as_pdf(hostile(), FONTS).startswith(b"%PDF")


def test_the_data_is_the_page():
    assert json.loads(as_json(page((1.0,)))) == json.loads(json.dumps(page((1.0,)).told))

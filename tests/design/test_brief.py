"""A brief: what is read of it, and the sentence for each thing that is missing."""

import re

import pytest

from design import Question, WalkStep, brief_in
from design.brief import HEADINGS

BRIEF = """# A kiosk

People queue for newspapers.
It may rain.

## Prompt

Design a kiosk.

## Clarifying questions

### How many come?

A hundred a second.

**What it changes:** the number of clerks.

### Does it rain?

Often.

**What it changes:** the awning.

## Walk

### Count the people (6 min)

Count them at the busiest hour.

### Hire clerks (12 min)

Two at least.

## Mistakes

- Hiring for the mean,
  not for the peak.
- Forgetting the rain.

## Model answer: mid

Two clerks.

## Model answer: senior

Two clerks and a spare.

## Model answer: staff

Newspapers by post.

## References

- Erlang 1917.
"""


@pytest.fixture
def written(tmp_path):
    """Writes a brief and reads it."""

    def write(text):
        file = tmp_path / "brief.md"
        file.write_text(text, encoding="utf-8")
        return brief_in(file)

    return write


def refused(written, text):
    with pytest.raises(ValueError) as refusal:
        written(text)
    assert "brief.md: " in str(refusal.value)
    return str(refusal.value).split("brief.md: ")[1]


def test_a_brief_is_read_by_its_headings(written):
    brief = written(BRIEF)
    assert ("A kiosk", "People queue for newspapers.\nIt may rain.") == (brief.title, brief.lead)
    assert set(HEADINGS) == set(brief.sections)
    assert "Design a kiosk." == brief.sections["Prompt"]
    assert "Newspapers by post." == brief.sections["Model answer: staff"]
    assert (
        Question("How many come?", "A hundred a second.", "the number of clerks."),
        Question("Does it rain?", "Often.", "the awning."),
    ) == brief.questions
    assert (
        WalkStep("Count the people", 6, "Count them at the busiest hour."),
        WalkStep("Hire clerks", 12, "Two at least."),
    ) == brief.walk
    assert ("Hiring for the mean, not for the peak.", "Forgetting the rain.") == brief.mistakes
    assert ("Erlang 1917.",) == brief.references


def test_a_brief_written_on_windows_reads_the_same(tmp_path, written):
    file = tmp_path / "windows.md"
    file.write_bytes(BRIEF.replace("\n", "\r\n").encode())
    assert written(BRIEF) == brief_in(file)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_missing_heading_is_named(written, heading):
    text = re.sub(rf"## {heading}\n.*?(?=\n## |\Z)", "", BRIEF, flags=re.DOTALL)
    assert f"the heading '## {heading}' is missing or empty." == refused(written, text)


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_empty_heading_is_named(written, heading):
    text = re.sub(rf"(## {heading}\n).*?(?=\n## |\Z)", r"\1", BRIEF, flags=re.DOTALL)
    assert f"the heading '## {heading}' is missing or empty." == refused(written, text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**What it changes:** the awning.", ""),
        ("**What it changes:** the awning.", "**What it changes:**"),
        ("**What it changes:** the awning.", "*What it changes:* the awning."),
        ("Often.\n\n", ""),
    ],
)
def test_a_question_with_a_part_too_few_is_named(written, old, new):
    expected = "the question 'Does it rain?' needs an answer and a line '**What it changes:** ...'."
    assert expected == refused(written, BRIEF.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("Hire clerks (12 min)", "Hire clerks", "Hire clerks"),
        ("Hire clerks (12 min)", "Hire clerks (twelve min)", "Hire clerks (twelve min)"),
        ("Hire clerks (12 min)", "(12 min)", "(12 min)"),
        ("Two at least.", "", "Hire clerks (12 min)"),
    ],
)
def test_a_walk_step_without_title_minutes_or_text_is_named(written, old, new, step):
    expected = f"the walk step '{step}' must read '### Title (6 min)' and have a text."
    assert expected == refused(written, BRIEF.replace(old, new))


@pytest.mark.parametrize(
    ("heading", "mark", "old"),
    [
        ("Clarifying questions", "### ", "### "),
        ("Walk", "### ", "### "),
        ("Mistakes", "- ", "- "),
        ("References", "- ", "- "),
    ],
)
def test_a_list_written_with_another_mark_is_refused_and_never_read_as_empty(written, heading, mark, old):
    head, body = BRIEF.split(f"## {heading}\n")
    here, *rest = body.split("\n## ")
    text = "\n## ".join([f"{head}## {heading}\n" + here.replace(old, "* "), *rest])
    assert f"'## {heading}' holds no item: each begins with '{mark}'." == refused(written, text)


def test_a_brief_begins_with_its_title(written):
    assert "the first line must read '# Title'." == refused(written, BRIEF.replace("# A kiosk", "A kiosk", 1))

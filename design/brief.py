"""A case's words: `brief.md`, read by its fixed headings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HEADINGS = (
    "Prompt",
    "Clarifying questions",
    "Walk",
    "Mistakes",
    "Model answer: mid",
    "Model answer: senior",
    "Model answer: staff",
    "References",
)


@dataclass(frozen=True)
class Question:
    """A clarifying question, its answer, and what the answer changes in the design."""

    asks: str
    answer: str
    changes: str


@dataclass(frozen=True)
class WalkStep:
    """One timed step of the walk."""

    title: str
    minutes: int
    text: str


@dataclass(frozen=True)
class Brief:
    """The words of a case, as Markdown text by heading, with the structured parts parsed."""

    title: str
    lead: str
    sections: Mapping[str, str]
    questions: tuple[Question, ...]
    walk: tuple[WalkStep, ...]
    mistakes: tuple[str, ...]
    references: tuple[str, ...]


def brief_in(file: Path) -> Brief:
    """The brief of a case.

    Raises ValueError naming the file and the heading where one is missing, or holds no item, or one with a part
    too few.
    """
    text = file.read_text(encoding="utf-8")
    head, *blocks = re.split(r"^## ", text, flags=re.MULTILINE)
    sections = {name.strip(): body.strip() for name, _, body in (b.partition("\n") for b in blocks)}
    for heading in HEADINGS:
        if not sections.get(heading):
            raise ValueError(f"{file}: the heading '## {heading}' is missing or empty.")
    for heading in ("Clarifying questions", "Walk"):
        if not _parts(sections[heading]):
            raise ValueError(f"{file}: '## {heading}' holds no item: each begins with '### '.")
    for heading in ("Mistakes", "References"):
        if not _items(sections[heading]):
            raise ValueError(f"{file}: '## {heading}' holds no item: each begins with '- '.")
    title, _, lead = head.strip().partition("\n")
    if not title.startswith("# "):
        raise ValueError(f"{file}: the first line must read '# Title'.")
    return Brief(
        title.removeprefix("# ").strip(),
        lead.strip(),
        sections,
        _questions(file, sections["Clarifying questions"]),
        _walk(file, sections["Walk"]),
        _items(sections["Mistakes"]),
        _items(sections["References"]),
    )


def _parts(body: str) -> list[tuple[str, str]]:
    blocks = re.split(r"^### ", body, flags=re.MULTILINE)[1:]
    return [(title.strip(), text.strip()) for title, _, text in (b.partition("\n") for b in blocks)]


def _questions(file: Path, body: str) -> tuple[Question, ...]:
    found = []
    for asks, text in _parts(body):
        answer, mark, changes = text.partition("**What it changes:**")
        if not mark or not answer.strip() or not changes.strip():
            raise ValueError(f"{file}: the question '{asks}' needs an answer and a line '**What it changes:** ...'.")
        found.append(Question(asks, answer.strip(), changes.strip()))
    return tuple(found)


def _walk(file: Path, body: str) -> tuple[WalkStep, ...]:
    found = []
    for heading, text in _parts(body):
        named = re.fullmatch(r"(.+) \((\d+) min\)", heading)
        if not named or not text:
            raise ValueError(f"{file}: the walk step '{heading}' must read '### Title (6 min)' and have a text.")
        found.append(WalkStep(named[1], int(named[2]), text))
    return tuple(found)


def _items(body: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in re.split(r"^- ", body, flags=re.MULTILINE)[1:])

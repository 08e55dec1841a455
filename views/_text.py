"""Text that comes from a case or a person, made fit for Streamlit's Markdown."""

import re

MARKS = re.compile(r"([\\`*_{}\[\]<>#$|~:])")


def as_text(words: str) -> str:
    """The words as they are: no mark of theirs is taken for Markdown, LaTeX, an icon or HTML.

    >>> as_text("costs $5 :smile: <b>")
    'costs \\\\$5 \\\\:smile\\\\: \\\\<b\\\\>'
    """
    return MARKS.sub(r"\\\1", words)

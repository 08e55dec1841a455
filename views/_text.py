"""Text that comes from a link, a person or a case, made fit for Streamlit's Markdown."""

import re

MARKS = re.compile(r"([\\`*_{}\[\]<>#$|~:!])")
LINKS = re.compile(r"(www|://|@)", re.IGNORECASE)
APART = "\u200b"


def as_text(words: str) -> str:
    r"""The words as they are: no mark of theirs is taken for Markdown, LaTeX, an icon, an address or HTML.

    >>> as_text("costs $5 :smile: <b>")
    'costs \\$5 \\:smile\\: \\<b\\>'
    """
    return MARKS.sub(r"\\\1", LINKS.sub(rf"\1{APART}", words))

"""The pages for a file of one's own as tests use them: a file brought, no number that is none, the metrics."""

import re

from streamlit.testing.v1 import AppTest


def brought(at: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    """The page with a file put into its control."""
    at.file_uploader[0].set_value((name, content, "text/csv"))
    return calm(at.run())


def calm(at: AppTest) -> AppTest:
    """The page without an exception, and without a number that is none."""
    assert [e.message for e in at.exception] == []
    words = " ".join(str(e.value) for kind in (at.markdown, at.caption, at.metric) for e in kind).lower()
    assert not re.findall(r"\b(nan|inf)\b", words)
    return at


def numbers(at: AppTest) -> dict[str, str]:
    """The metrics by their labels."""
    return {metric.label: metric.value for metric in at.metric}

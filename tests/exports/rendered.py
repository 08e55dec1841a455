"""Designs that every format is held against, and their files, made once for all tests of a run."""

from functools import cache

from design import Design
from exports import Look, formats
from tests.designs import CASES
from tests.designs import design as of_case
from tests.diagrams.drawn import design as drawn
from tests.diagrams.drawn import every_setting, named

FORMATS, USUAL = formats(), Look()
NAMES = (*CASES, "twenty parts", "fewest parts", "two parts")
"""Every case that is found, and designs made for drawing."""

HOSTILE = {
    "a tag": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "a \"b\" 'c' `d` \\",
    "ends": "]]> --> */ {{x}} ${y} %% </text></svg>",
    "turned": "a \u202eb\u2066 \u200fc",
    "control": "a\0b\x07\x1b[31m\ud800\uffff",
    "long": "x" * 10_000,
    "many words": "word " * 2_000,
    "emoji": "🚀 模型 👩‍🔬 שלום",
    "nothing": "",
    "Markdown": "# a | [x](javascript:alert(1)) **b** ![y](https://evil.example/z.png) <b>",
    "an address": "https://evil.example/?a=1&b=2",
    "a formula": '=HYPERLINK("https://evil.example")',
    "lines": "a\nb\r\n\n## c",
    "a keyword": "end",
    "braces": "{",
}


@cache
def of(name: str) -> Design:
    """A design by its name in `NAMES`."""
    if name in CASES:
        return of_case(CASES[name])
    return {"twenty parts": drawn, "fewest parts": lambda: list(every_setting())[-1], "two parts": lambda: named("B")}[
        name
    ]()


@cache
def file(name: str, form: str, look: Look = USUAL) -> bytes:
    """The bytes of a design in a format."""
    return FORMATS[form].made(of(name), look)

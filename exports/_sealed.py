"""What a page holds that brings all it needs: fonts, inert JSON, and the hashes by which its policy knows its own."""

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from diagrams import FONTS


def digest(text: str) -> str:
    """A script or a style as a content security policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def faces() -> str:
    """The picture's own fonts: its words were measured with them."""
    made = ""
    for name, weight in (("Regular", 400), ("Bold", 700)):
        data = b64encode((FONTS / f"Arimo-{name}.ttf").read_bytes()).decode()
        made += f"@font-face{{font-family:Arimo;font-weight:{weight};src:url(data:font/ttf;base64,{data})}}\n"
    return made


def inert(told: Any) -> str:
    r"""JSON that no reader of HTML takes for a tag, a comment or the end of the script it lies in.

    >>> inert("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)

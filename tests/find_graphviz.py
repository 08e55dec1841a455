"""The Graphviz that `graphviz-pure` installs: what DOT files are validated by, and layouts are measured against."""

import sys
import sysconfig
from pathlib import Path


def graphviz_program() -> Path:
    """The program beside this Python, whether or not that is on PATH."""
    name = "graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure"
    return Path(sysconfig.get_path("scripts")) / name

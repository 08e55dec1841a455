"""The app with one format that fails whatever it is given: what a test of the failure serves."""

import runpy
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]
sys.path.insert(0, str(HOUSE))

if __name__ == "__main__":
    import exports.drawio

    def broken(*_: object) -> bytes:
        """Fail."""
        raise ValueError("no pen in the house")

    exports.drawio.render = broken
    runpy.run_path(str(HOUSE / "pages.py"), run_name="__main__")

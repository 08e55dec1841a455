"""What the charts of this case share: height, colours, units, and how a fault is called."""

from design.units import Unit
from labs.incident import faults

HEIGHT = 260
HERE, OTHER, BAD, GREY = "#2E7DD1", "#8592A6", "#D1495B", "#C9D1DC"
DAYS, MONTH, PERCENT, USD = Unit("days", "never"), Unit("a month"), Unit("%"), Unit("$")


def called(fault: str) -> str:
    """A fault as a reader sees it."""
    return faults()[fault].title

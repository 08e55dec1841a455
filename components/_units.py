"""Units that only components speak: what moves, what it weighs, and how long a person takes."""

from typing import Annotated

from design import Unit

MegabytesPerSecond = Annotated[float, Unit("MB/s")]
Kilobytes = Annotated[float, Unit("kB")]
Bytes = Annotated[float, Unit("B")]
Minutes = Annotated[float, Unit("min")]
PerMonth = Annotated[float, Unit("a month")]
Months = Annotated[float, Unit("months", "never")]
Points = Annotated[float, Unit("%", "not known at all")]
"""A difference of two shares; it may lie below nothing."""
ShareOfBlocked = Annotated[float, Unit("%", "nothing is blocked")]
Busy = Annotated[float, Unit("%", "nothing is left")]
"""What is asked over what there is, where more may be asked than there is."""
PerYear = Annotated[float, Unit("a year")]

"""What was decided, why, and on what: written once."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Hours,
    Number,
    PerDay,
    Seconds,
    Times,
    Usd,
    UsdPerMonth,
    assumed,
    consequence,
)
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._time import DAY_SECONDS, MONTH_SECONDS, YEAR_DAYS
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class AuditLog(Operated):
    """Every decision with model version, features, reasons and who overrode it; nobody can change it."""

    family = "store"
    icon = "scroll-text"
    kind = "Audit log"
    badge = "storage"

    a_day: PerDay
    row_bytes: Bytes = assumed(2000, "Versions, features, score, thresholds, action, reason.")
    compression: Times = assumed(4.0, "Columns of like values, compressed.")
    years_kept: Number = assumed(5.0, "Longer than any dispute; laws on money laundering often ask five years.")
    flush_s: Seconds = assumed(60.0, "Rows are gathered this long into one file: longer is cheaper and loses more.")
    write_s: Seconds = assumed(1.0, "Writing and signing a file.")
    writers: Count = assumed(24, "One for each partition of the stream.")
    usd_a_gigabyte: Usd = priced("object storage")
    usd_a_thousand_writes: Usd = priced("object write")
    upkeep_hours: Hours = assumed(4.0, "Access reviews, a restore drill.")

    @property
    def note(self) -> str:
        """How long it remembers."""
        return f"write once · kept {digits(self.years_kept)} years"

    @consequence
    def storage(self) -> Gigabytes:
        """What it holds once it is as old as the years it keeps.

        Source: rows times bytes over the compression, times 365 times years
        """
        kept = YEAR_DAYS * self.years_kept
        return times(ratio(self.a_day * self.row_bytes / 1e9, self.compression), kept)

    @consequence
    def lag(self) -> Seconds:
        """From a decision until its record is safe, at worst.

        Source: one file's gathering, then its writing
        """
        return self.flush_s + self.write_s

    @consequence
    def in_flight(self) -> Number:
        """So many decisions, on an average day, have no safe record yet: they are in the stream alone.

        Source: Little's law: decisions a second times the lag
        """
        return times(self.a_day / DAY_SECONDS, self.lag)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Storage, writing files, and the people who keep it in order.

        Source: prices.csv, object storage (GB-month) and object write (1,000), plus upkeep
        """
        writes = times(self.writers / 1000 * self.usd_a_thousand_writes, ratio(MONTH_SECONDS, self.flush_s))
        return times(self.storage, self.usd_a_gigabyte) + writes + self.people_cost

"""The door: authenticates, limits, and may swap the card number for a token."""

from dataclasses import dataclass

from design import (
    Count,
    Hours,
    Millis,
    PerSecond,
    Times,
    Usd,
    UsdPerMonth,
    assumed,
    consequence,
)

from ._answering import Answering
from ._fleet import Scaled
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_HOURS, MONTH_SECONDS


@dataclass(frozen=True, kw_only=True)
class Gateway(Scaled, Answering):
    """The one way in. Where it tokenises, no part behind it ever holds a card number."""

    icon = "shield-check"
    kind = "Gateway"

    load: PerSecond
    tokenises: bool
    replicas: Count = assumed(3, "One in each of three zones.")
    service_p50: Millis = assumed(0.5, "TLS, authentication and routing in memory.")
    service_p99: Millis = assumed(2.0, "Four times the median: a cold key, a slow handshake.")
    tokenise_ms: Millis = assumed(1.0, "One call to a token vault in the same data centre, answered from memory.")
    usd_a_million_tokens: Usd = priced("token vault")
    peak: Times = assumed(5.0, "The busiest second over the mean; it turns the load back into a month's calls.")
    upkeep_hours: Hours = assumed(12.0, "Certificates, limits, access reviews.")

    @property
    def note(self) -> str:
        """What it lets through."""
        return f"{'issues tokens' if self.tokenises else 'passes cards'} · {self.running} replicas"

    @property
    def work_p50(self) -> Millis:
        """Its own work, and the token vault's where it tokenises."""
        return self.service_p50 + self.tokenises * self.tokenise_ms

    @property
    def work_p99(self) -> Millis:
        """Its own work at its slowest, and the token vault's where it tokenises."""
        return self.service_p99 + self.tokenises * self.tokenise_ms

    @consequence
    def vault_cost(self) -> UsdPerMonth:
        """What the token vault charges: one token a request; nothing where card numbers pass through.

        Source: mean requests a month times the price of a million (prices.csv, token vault)
        """
        return times(self.tokenises * MONTH_SECONDS * self.usd_a_million_tokens, ratio(self.load, self.peak) / 1e6)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines, those that bursts add, the token vault, and the people who keep them running.

        Source: replicas times 730 hours times the price of an hour (prices.csv, m7g.large); bursts; vault; upkeep
        """
        machines = self.running * self.usd_an_hour * MONTH_HOURS
        return machines + self.burst_cost + self.vault_cost + self.people_cost

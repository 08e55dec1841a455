"""What answers when the model does not."""

from dataclasses import dataclass

from design import Hours, Millis, Served, Service, Share, UsdPerMonth, assumed, consequence

from ._fleet import work
from ._operated import Operated

_NOTES = {"rules": "a few rules decide", "allow": "everything passes", "decline": "everything is declined"}


@dataclass(frozen=True, kw_only=True)
class Fallback(Operated, Served):
    """A plain answer with hardly anything that can fail: a few rules in memory, or always the same word."""

    icon = "life-buoy"
    kind = "Fallback"
    badge = "p99"

    policy: str
    rules_p50: Millis = assumed(0.5, "A short list of rules in the caller's own memory.")
    rules_p99: Millis = assumed(1.5, "Three times the median.")
    rules_up: Share = assumed(0.9999, "Rules are code and lists that can be wrong or missing.")
    word_ms: Millis = assumed(0.05, "A constant.")
    word_up: Share = assumed(0.99999, "A constant in the caller's own process.")
    rules_hours: Hours = assumed(3.0, "Somebody keeps the short list fit to decide alone.")
    upkeep_hours: Hours = assumed(1.0, "A drill each quarter: a fallback that is never used does not work.")

    @property
    def note(self) -> str:
        """What it answers."""
        return _NOTES.get(self.policy, str(self.policy))

    @property
    def thinks(self) -> bool:
        """True where it looks at the payment at all."""
        return self.policy == "rules"

    @property
    def service(self) -> Service:
        """The time of its answer."""
        return work(self.rules_p50, self.rules_p99) if self.thinks else work(self.word_ms, self.word_ms)

    @property
    def up(self) -> float:
        """The share of time that it answers."""
        return self.availability

    @consequence
    def p50(self) -> Millis:
        """Half of its answers take no longer than this, once it is asked.

        Source: lognormal service; it runs where it is asked and nobody queues for it
        """
        return self.rules_p50 if self.thinks else self.word_ms

    @consequence
    def p99(self) -> Millis:
        """Ninety-nine of a hundred of its answers take no longer than this, once it is asked.

        Source: lognormal service; it runs where it is asked and nobody queues for it
        """
        return self.rules_p99 if self.thinks else self.word_ms

    @consequence
    def availability(self) -> Share:
        """The share of time that it answers.

        Source: the less there is to fail, the less fails; assumed for rules and for a constant
        """
        return self.rules_up if self.thinks else self.word_up

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What keeping it ready costs: a drill, and for rules somebody who keeps them fit to decide alone.

        Source: hours a month times the price of an hour (prices.csv, engineer hour)
        """
        return (self.upkeep_hours + self.thinks * self.rules_hours) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """It runs on its caller's machines; what it costs is people.

        Source: upkeep
        """
        return self.people_cost

"""Hand-written rules beside the model."""

from dataclasses import dataclass

from design import Count, Hours, Millis, PerSecond, Times, UsdPerMonth, assumed, consequence

from ._answering import Answering
from ._fleet import Scaled
from ._units import Minutes


@dataclass(frozen=True, kw_only=True)
class RulesEngine(Scaled, Answering):
    """Every request against every rule. Quick to change, and each rule has to be looked after by somebody."""

    icon = "list-checks"
    kind = "Rules engine"

    load: PerSecond
    rules_count: Count = assumed(40, "A grown set: velocity limits, lists, countries, amounts.")
    replicas: Count = assumed(3, "One in each of three zones.")
    service_p50: Millis = assumed(0.2, "The engine without any rule: parse, fetch lists, answer.")
    service_p99: Millis = assumed(0.8, "Four times the median.")
    ms_a_rule: Millis = assumed(0.01, "A few comparisons and one lookup in memory.")
    tail: Times = assumed(3.0, "A rule's 99th percentile over its median: some need a count over a window.")
    upkeep_hours: Hours = assumed(4.0, "The engine itself.")
    minutes_a_rule: Minutes = assumed(15.0, "A month's share of reading what a rule caught and retiring it.")

    @property
    def note(self) -> str:
        """How many rules."""
        return f"{self.rules_count} rules · {self.running} replicas"

    @property
    def work_p50(self) -> Millis:
        """The engine's own work and that of every rule."""
        return self.service_p50 + self.rules_count * self.ms_a_rule

    @property
    def work_p99(self) -> Millis:
        """The engine's own work at its slowest and that of every rule."""
        return self.service_p99 + self.rules_count * self.ms_a_rule * self.tail

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people who keep engine and rules in order cost.

        Source: hours a month for the engine and each rule, times an hour's price (prices.csv, engineer hour)
        """
        return (self.upkeep_hours + self.rules_count * self.minutes_a_rule / 60) * self.usd_an_engineer_hour

"""A set with a knob of each kind, to try knobs on."""

from dataclasses import dataclass

from design import Count, Days, KnobSet, Millis, PerSecond, Share, choice, given, knobs_of, number, switch


@dataclass(frozen=True)
class Knobs(KnobSet):
    """One of each kind."""

    clerks: Count = number(6, 1, 60, "Clerks cost money.", step="Staff")
    patience: Millis = number(80, 5, 1000, "People leave.", log=True, title="How long people stay")
    window: Days = number(7, 3, 60, "Labels ripen.", stops=(3, 7, 14, 30, 60), trains=True)
    manners: str = choice("plain", {"plain": "plain speech", "polite": "polite speech"}, "It takes longer.")
    awning: bool = switch(True, "It may rain.")
    people: PerSecond = given(69.4, 1, 1e6, "Everything scales with it.", source="counted", log=True)
    returning: Share = given(1 / 3, 0, 2 / 3, "Some come back.", source="asked")


KNOBS = {k.name: k for k in knobs_of(Knobs)}

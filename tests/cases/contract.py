"""What every case must be, as checks that take a case: for the shipped ones, and for one made in a test."""

from itertools import chain
from math import isnan

import diagrams
import exports
from design import Card, Case, Design, is_assumed, modules, turned
from tests.designs import PROBES, design, findings, settings


def numbers(of: Design) -> dict[str, float]:
    """The ledger as address -> value."""
    return {entry.key: entry.value for entry in of.ledger}


def holds_together(of: Design) -> None:
    """No number is NaN, every number can be written, every promise is held against a number."""
    assert [e.key for e in of.ledger if isnan(e.value)] == []
    assert all("nan" not in e.text.lower() and "inf" not in e.text.lower() for e in of.ledger)
    assert [o.promise for o in of.outcomes] == list(of.case.promises)


def builds_at_every_end(case: Case, trains: bool) -> None:
    """A case has a design at each end of each knob and given, and every number of it is a number."""
    for name, value in settings(case, trains):
        holds_together(design(case, **{name: value}))


def every_knob_moves_a_number(case: Case, trains: bool) -> None:
    """At an end of its axis a knob or given moves a number or a limit; from the default or another choice's design."""
    base = design(case)
    for k in (*case.knobs, *case.givens):
        if k.trains is not trains:
            continue
        choices = sorted(
            (x for x in case.knobs if x.kind in ("choice", "switch") and trains >= x.trains), key=lambda x: x.trains
        )
        richer = (design(case, **{x.name: v}) for x in choices for v in x.axis)
        moved = any(
            numbers(design(case, **{**start.knobs.turned, k.name: value})) != numbers(start)
            for start in chain([base], richer)
            for value in _elsewhere(k, start)
        )
        limits = any(p.limit_from == k.name for p in case.promises)
        assert moved or limits, f"{case.slug}: turning {k.name} changes no number and no limit."


def _elsewhere(k, start: Design) -> list:
    here = getattr(start.knobs, k.name)
    return [value for value in (k.axis[0], k.axis[-1]) if value != here]


def every_number_has_a_unit_and_a_source(case: Case) -> None:
    """Every given, every knob, every number and every default says where it is from."""
    of = design(case)
    assert [k.name for k in (*case.knobs, *case.givens) if not k.source or not k.why] == []
    assert [k.name for k in case.givens if k.source == "designer's choice"] == []
    assert [e.key for e in of.ledger if not e.source or not e.says] == []
    assert [a.address for a in of.assumptions if not a.source or not a.why] == []
    assert any(is_assumed(a.source) for a in of.assumptions)


def opens_on_a_broken_promise_with_a_way_out(case: Case) -> None:
    """The first design breaks a promise, and a remedy that needs no training keeps one more."""
    first = design(case)
    quick = [f for f in findings(first) if f.applies and not any(case.knob(name).trains for name in f.fault.turns)]
    after = [design(case, **f.fault.turns) for f in quick]
    assert first.broken
    assert min(len(d.broken) for d in after) < len(first.broken)


def words_are_whole(case: Case) -> None:
    """The brief has enough questions, and the walk fills the time."""
    assert len(case.brief.questions) >= 10
    assert sum(step.minutes for step in case.brief.walk) == case.minutes
    assert case.brief.mistakes
    assert case.brief.references


def cards_change_the_world_only(case: Case) -> None:
    """A card turns givens, within their range, and each changes the design."""
    givens = {g.name for g in case.givens}
    for card in case.cards:
        assert set(card.turns) <= givens
        assert turned(case.Knobs(), card.turns) != case.Knobs()


def every_card_bites(case: Case) -> None:
    """A card strains some promise by at least a hundredth, of the first design or of one a choice away from it."""
    choices = [{k.name: v} for k in case.knobs if k.kind == "choice" and not k.trains for v in k.axis]
    for card in case.cards:
        assert any(_bites(card, case, turns) for turns in ({}, *choices)), card.title


def _bites(card: Card, case: Case, turns: dict[str, object]) -> bool:
    before, after = design(case, **turns), design(case, **{**turns, **card.turns})
    pairs = zip(before.outcomes, after.outcomes, strict=True)
    return any(abs(b.strain - a.strain) > 0.01 * max(a.strain, b.strain) for a, b in pairs)


def idle_knobs_move_nothing(case: Case) -> None:
    """What is said not to be used is not: at its ends the design is the same to the last number."""
    for name, value in [("", None), *settings(case, trains=False)]:
        of = design(case, **({name: value} if name else {}))
        for idle in case.idle(of.knobs):
            for place in _elsewhere(case.knob(idle), of):
                if not case.knob(idle).trains:
                    assert numbers(design(case, **{**of.knobs.turned, idle: place})) == numbers(of), (name, value, idle)


def every_part_has_its_place(case: Case) -> None:
    """Whatever part a setting brings is pinned, so that the picture does not jump."""
    for name, value in [("", None), *settings(case, trains=False)]:
        of = design(case, **({name: value} if name else {}))
        assert [p.name for p in of.graph.parts if p.name not in case.places] == []


def every_picture_draws(case: Case) -> None:
    """Each picture of the folder draws the case in each theme."""
    for draw in diagrams.pictures().values():
        for theme in diagrams.THEMES:
            assert "</svg>" in draw(design(case), theme).svg


def every_export_renders(case: Case) -> None:
    """Each export of the folder renders the case."""
    for one in modules(exports):
        assert len(one.render(design(case), "light")) > 100


def every_remedy_clears_its_finding(case: Case) -> None:
    """Applying a remedy by its click makes the finding go, wherever it was found."""
    for name, value in [("", None), *settings(case, trains=False)]:
        of = design(case, **({name: value} if name else {}))
        for found in findings(of):
            if found.applies and not any(case.knob(n).trains for n in found.fault.turns):
                after = design(case, **{**of.knobs.turned, **found.fault.turns})
                assert found.key not in {f.key for f in findings(after)}, (name, value, found.key, found.fault)


def _asked(of: Design) -> set[str]:
    return {p.name for p in PROBES if p.ask(of)}


def probes_ask_with_numbers(case: Case) -> None:
    """Some questions are asked of the first design, and not the same ones of every design."""
    asked = _asked(design(case))
    other = set().union(*(_asked(design(case, **{k: v})) for k, v in settings(case, trains=False)))
    assert asked
    assert other - asked


def every_analysis_answers(case: Case) -> None:
    """Each longer look gives a chart with words, and tells how far it is."""
    for analysis in case.analyses:
        told: list[float] = []
        chart = analysis.look(design(case), lambda share, doing, told=told: told.append(share))
        assert chart.alt
        assert chart.spec
        assert "nan" not in chart.alt.lower()

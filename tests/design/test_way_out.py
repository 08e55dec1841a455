"""What is found by trying is real: it keeps more promises, or ends a finding; and it never turns what trains."""

from dataclasses import replace

from design import Component, Fault, findings_of, mend, rule, way_out
from tests.design.kiosk import CASE, Station, kiosk

CALM, BUSY = Station("Kiosk", 10.0, 9), Station("Kiosk", 900.0, 9)


@rule("risk", passes=(CALM,), fails=(BUSY,))
def clerks_can_breathe(station: Station) -> Fault | None:
    """Whoever never breathes leaves."""
    busy = station.utilisation
    return Fault("They never breathe.", f"{busy:g}", "half", "Hire.") if busy > 0.5 else None


@rule("note", passes=(), fails=(BUSY,))
def there_is_no_kiosk(part: Component) -> Fault | None:
    """Nothing mends this."""
    return Fault("There is one.", "1", "0", "Close it.") if part.name == "Kiosk" else None


def test_a_finding_is_mended_by_the_decision_that_hurts_no_promise():
    design = kiosk(people=150, wages=30)
    (finding,) = findings_of(design, clerks_can_breathe)
    way = mend(design, finding)
    assert ["clerks"] == list(way.turns)
    assert () == findings_of(way.design, clerks_can_breathe)
    assert way.design.ledger["Kiosk.cost"].value <= 30


def test_where_no_decision_mends_it_there_is_none():
    design = kiosk()
    (finding,) = findings_of(design, there_is_no_kiosk)
    assert mend(design, finding) is None


def test_a_mended_design_is_the_one_that_the_knobs_make():
    design = kiosk(people=150)
    (finding,) = findings_of(design, clerks_can_breathe)
    way = mend(design, finding)
    again = kiosk(people=150, **way.turns)
    assert {e.key: e.value for e in again.ledger} == {e.key: e.value for e in way.design.ledger}


def test_the_way_out_keeps_more_promises_and_stops_where_all_are_kept():
    design = kiosk(clerks=1, people=150)
    assert design.broken
    way = way_out(design)
    assert len(way.design.broken) < len(design.broken)
    assert {} == way_out(kiosk(replace(CASE, promises=()), people=150)).turns or way.keeps_all

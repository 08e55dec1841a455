"""Presentations: who has the code sees them, who has the secret moves them, and other processes hear of it."""

from threading import Event

import pytest

from store import Presentations, Refused
from store.limits import EACH
from store.rooms import JOINED_FOR_S

HERE = "10.0.0.1"


@pytest.fixture
def two(opened) -> tuple[Presentations, Presentations]:
    """The presentations of one database, as two processes have them."""
    one, other = opened(), opened()
    return tuple(Presentations(r.engine, r.watch, r.limits, r.now) for r in (one, other))


def heard(presentations: Presentations, id: str) -> tuple[list[str], Event]:
    """What is told of a presentation from here on."""
    words, came = [], Event()

    def tell(said: str) -> None:
        words.append(said)
        came.set()

    presentations.watch.subscribe(id, tell)
    return words, came


def test_who_has_the_code_sees_the_slides_and_where_they_stand(two):
    one, other = two
    begun = one.begin("<p>slides</p>", {"slide": 0})
    one.move(begun.code, begun.secret, {"slide": 4})
    shown = other.show(f" {begun.code[:4].lower()}-{begun.code[4:]}", HERE)
    assert ("<p>slides</p>", {"slide": 4}) == (shown.slides, dict(shown.place))
    assert {"slide": 4} == other.place(shown.id)


def test_only_the_secret_moves_points_and_ends_it_and_it_is_not_kept(two):
    one, _ = two
    begun = one.begin("slides", {"slide": 0})
    for act in (
        lambda: one.move(begun.code, begun.code, {"slide": 1}),
        lambda: one.point(begun.code, "", "laser"),
        lambda: one.end(begun.code, "guess"),
    ):
        with pytest.raises(Refused, match="Only who began"):
            act()
    assert {"slide": 0} == dict(one.show(begun.code, HERE).place)
    with one.engine.connect() as at:
        row = at.exec_driver_sql("SELECT * FROM presentation").one()
    assert begun.secret not in map(str, row)


def test_a_move_in_one_process_is_heard_in_the_other(two):
    one, other = two
    begun = one.begin("slides", {"slide": 0})
    _, came = heard(other, begun.id)
    came.clear()
    one.move(begun.code, begun.secret, {"slide": 1})
    assert came.wait(5)
    assert {"slide": 1} == other.place(begun.id)


def test_where_somebody_points_is_told_and_kept_nowhere(two):
    one, _ = two
    begun = one.begin("slides", {"slide": 0})
    words, _ = heard(one, begun.id)
    version = one.show(begun.code, HERE).version
    one.point(begun.code, begun.secret, "0.25 0.5")
    assert "0.25 0.5" in words
    assert version == one.show(begun.code, HERE).version


def test_what_has_ended_or_was_left_for_six_hours_has_no_link(two, clock):
    one, _ = two
    begun, left = one.begin("slides", {}), one.begin("slides", {})
    one.end(begun.code, begun.secret)
    with pytest.raises(Refused, match="No presentation has this code"):
        one.show(begun.code, HERE)
    assert one.place(begun.id) is None
    clock.now += JOINED_FOR_S - 1
    one.move(left.code, left.secret, {"slide": 1})
    clock.now += JOINED_FOR_S - 1
    assert one.show(left.code, HERE)
    clock.now += 1
    with pytest.raises(Refused, match="No presentation has this code"):
        one.show(left.code, HERE)
    one.begin("slides", {})
    with one.engine.connect() as at:
        assert 1 == at.exec_driver_sql("SELECT COUNT(*) FROM presentation").scalar_one()


def test_codes_are_not_found_by_trying(two):
    one, _ = two
    begun = one.begin("slides", {})
    for _ in range(EACH):
        with pytest.raises(Refused, match="No presentation"):
            one.show("AAAAAAAA", HERE)
    with pytest.raises(Refused, match="Too many wrong codes"):
        one.show(begun.code, HERE)
    assert one.show(begun.code, "10.0.0.2")


def test_a_place_is_small(two):
    one, _ = two
    begun = one.begin("slides", {})
    with pytest.raises(Refused, match="no place"):
        one.move(begun.code, begun.secret, {"slide": "x" * 2000})

"""A move: the five answers after a knob was turned."""

from dataclasses import replace
from math import inf

import pytest

from design import Belief, asked, move, probe
from design.move import Shift
from tests.design.kiosk import CASE, having, kiosk


@probe(about=("awning",), mid="", senior="", staff="", weak="")
def why_an_awning(design):
    """Weather."""
    return "Why an awning?"


@probe(about=("clerks",), mid="", senior="", staff="", weak="")
def why_so_many(design):
    """Wages."""
    return f"Why {design.knobs.clerks} clerks?"


ASKS = replace(CASE, probes=(why_an_awning, why_so_many))


def moved(before, after):
    one, two = kiosk(ASKS, **before), kiosk(ASKS, **after)
    return move(one, two, asked(two, ()))


def test_it_says_what_moved_in_the_order_of_the_knobs_and_as_a_reader_sees_it():
    answers = moved({}, {"people": 150.0, "clerks": 3, "manners": "polite", "awning": False})
    assert (
        "Clerks 2 → 3",
        "Manners plain speech → polite speech",
        "Awning on → off",
        "People 100/s → 150/s",
    ) == answers.moved


def test_a_figure_of_the_users_own_is_a_move():
    before, after = kiosk(), kiosk(beliefs=(Belief("Kiosk.wage", 9.0, reason="the union"),))
    answers = move(before, after, ())
    assert (("Kiosk.wage $3 → $9",), True) == (answers.moved, answers.world)
    assert ["Wages $6 → $18"] == [s.says for s in answers.worse]


def test_it_says_what_got_better_and_what_got_worse():
    """One clerk more: shorter queue, more wages, as often open."""
    answers = moved({"people": 150.0}, {"people": 150.0, "clerks": 3})
    assert ["Visit p99"] == [s.after.promise.title for s in answers.better]
    assert ["Wages $6 → $9"] == [s.says for s in answers.worse]


def test_less_of_what_should_be_high_is_worse():
    answers = moved({}, {"awning": False})
    assert ["Open 99.5 % → 90 %"] == [s.says for s in answers.worse]
    assert () == answers.better


def test_it_says_what_binds_after_the_move():
    assert "Open" == moved({}, {"awning": False}).binds.promise.title
    assert "Wages" == moved({}, {"clerks": 40}).binds.promise.title


def test_it_asks_to_defend_the_knob_that_was_turned():
    assert "Why 3 clerks?" == moved({}, {"clerks": 3}).defend
    assert "Why an awning?" == moved({}, {"awning": False}).defend


def test_where_no_question_is_about_the_knob_it_asks_the_first():
    assert "Why an awning?" == moved({}, {"manners": "polite"}).defend


def test_where_there_is_no_question_there_is_nothing_to_defend():
    assert "" == move(kiosk(), kiosk(clerks=3), ()).defend


def test_nothing_turned_is_nothing_moved():
    answers = moved({}, {})
    assert ((), (), ()) == (answers.moved, answers.better, answers.worse)


def test_a_knob_that_moves_no_promise_is_told_all_the_same():
    answers = moved({}, {"manners": "polite"})
    assert (("Manners plain speech → polite speech",), (), ()) == (answers.moved, answers.better, answers.worse)


def test_becoming_unbounded_is_worse_and_coming_back_is_better():
    busy, calm = {"people": 10_000, "clerks": 1}, {"people": 10, "clerks": 1}
    assert ["Visit p99"] == [s.after.promise.title for s in moved(calm, busy).worse]
    assert ["Visit p99"] == [s.after.promise.title for s in moved(busy, calm).better]
    assert inf == moved(calm, busy).worse[0].after.value


def test_unbounded_before_and_after_is_unmoved():
    answers = moved({"people": 10_000, "clerks": 1}, {"people": 9_000, "clerks": 1})
    assert ((), ()) == (answers.better, answers.worse)


@pytest.mark.parametrize(
    ("key", "old", "new", "noticed"),
    [
        ("Visit p99", 100.0, 100.4, False),
        ("Visit p99", 100.0, 100.6, True),
        ("Visit p99", 0.0, 0.0, False),
        ("Visit p99", 0.0, 1e-9, True),
        ("Open", 0.999, 0.9995, True),
        ("Open", 0.999, 0.999001, False),
        ("Open", 0.9999, 1.0, True),
        ("Open", 0.5, 0.501, False),
    ],
)
def test_a_number_moves_from_half_a_per_cent_on_and_near_one_its_failures_do(key, old, new, noticed):
    before, after = kiosk(), kiosk()

    def at(design, value):
        held = tuple(replace(o, entry=having(o.entry, value)) if o.promise.title == key else o for o in design.outcomes)
        return replace(design, outcomes=held)

    answers = move(at(before, old), at(after, new), ())
    assert noticed == bool(answers.better or answers.worse)


def test_designs_of_different_promises_cannot_be_compared():
    other = replace(CASE, promises=CASE.promises[:1])
    with pytest.raises(ValueError, match="shorter"):
        move(kiosk(), kiosk(other), ())


def test_a_shift_the_way_its_promise_wants_is_better():
    cheap, dear = kiosk().outcomes[1], kiosk(clerks=9).outcomes[1]
    assert (True, False) == (Shift(dear, cheap).better, Shift(cheap, dear).better)

"""The graph: parts joined by arrows, round them zones; a name is an address."""

import pickle
from dataclasses import dataclass, replace

import pytest

from design import (
    Component,
    Count,
    DataClass,
    Graph,
    Number,
    Zone,
    address,
    batch,
    consequence,
    control,
    event,
    graph,
    sync,
    zone,
)


@dataclass(frozen=True)
class Box(Component):
    """A part that counts how often its number is asked for."""

    size: Count = 1

    @consequence
    def volume(self) -> Number:
        """Its volume.

        Source: Euclid
        """
        return float(self.size**3)


A, B, C, D = Box("A"), Box("B"), Box("C"), Box("D")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Model server", "ModelServer"),
        ("model server", "ModelServer"),
        ("API gateway", "APIGateway"),
        ("Step-up  challenge", "StepUpChallenge"),
        ("A", "A"),
    ],
)
def test_a_name_is_an_address_without_spaces(name, expected):
    assert expected == Box(name).key


def test_a_path_is_read_from_left_to_right():
    (first, second) = (A >> sync("ask", 3.0) >> B >> event("tell") >> C).flows
    assert [("A>B:ask", "sync", 3.0), ("B>C:tell", "event", 0.0)] == [
        (f.key, f.link.kind, f.link.rate) for f in (first, second)
    ]


def test_the_four_arrows_carry_what_they_are_given():
    made = [
        sync("a", 1.0, [DataClass.TOKEN], 2),
        event("a", 1.0, [DataClass.TOKEN], 2),
        batch("a", 1.0, [DataClass.TOKEN], 2),
        control("a", [DataClass.TOKEN], 2),
    ]
    assert ["sync", "event", "batch", "control"] == [link.kind for link in made]
    assert [1.0, 1.0, 1.0, 0.0] == [link.rate for link in made]
    assert all(link.carries == {DataClass.TOKEN} and link.order == 2 for link in made)


def test_parts_come_in_the_order_they_were_written():
    bill = Box("Bill")
    made = graph(C >> sync("x") >> A, A >> sync("y") >> B, also=[bill])
    assert (C, A, B) == made.parts
    assert (C, A, B, bill) == made.measured


def test_a_path_that_this_design_does_without_is_left_out():
    made = graph(None, A >> sync("x") >> B, None)
    assert (A, B) == made.parts
    assert () == graph(None).flows


def test_an_arrow_on_two_paths_is_drawn_once():
    made = graph(A >> sync("x", 1.0) >> B >> sync("y") >> C, A >> sync("x", 1.0) >> B >> sync("z") >> C)
    assert ["A>B:x", "B>C:y", "B>C:z"] == [f.key for f in made.flows]


def test_two_arrows_of_one_address_that_differ_are_refused():
    """One of them, and what it carries past a zone's border, would vanish without a word."""
    with pytest.raises(ValueError, match="'A>B:x' is written twice, and differently"):
        graph(A >> sync("x", 1.0, [DataClass.TOKEN]) >> B, A >> sync("x", 1.0, [DataClass.CARD_NUMBER]) >> B)


@pytest.mark.parametrize("other", [Box("A", 2), Box("a"), replace(A)])
def test_two_parts_of_one_address_are_refused(other):
    with pytest.raises(ValueError, match="Two different components are called"):
        graph(A >> sync("x") >> B, B >> sync("y") >> other)
    with pytest.raises(ValueError, match="Two different components are called"):
        graph(A >> sync("x") >> B, also=[other])


def test_a_part_that_is_both_drawn_and_measured_is_drawn():
    made = graph(A >> sync("x") >> B, also=[A, C])
    assert (A, B) == made.parts
    assert (A, B, C) == made.measured


def test_a_zone_round_a_part_that_no_flow_reaches_is_refused():
    with pytest.raises(ValueError, match=r"Zone 'Vault' holds \['D'\], which no flow reaches"):
        graph(A >> sync("x") >> B, zones=[zone("Vault", "locked", [A, D], [])])


def test_what_is_measured_but_not_drawn_stands_in_no_zone():
    with pytest.raises(ValueError, match="which no flow reaches"):
        graph(A >> sync("x") >> B, zones=[zone("Vault", "locked", [D], [])], also=[D])


def test_a_zone_forgets_members_that_this_design_does_without():
    assert ("A", "B") == zone("Vault", "locked", [A, None, B], []).members


def test_a_zone_that_is_left_empty_is_left_out():
    assert () == graph(A >> sync("x") >> B, zones=[zone("Vault", "locked", [None], [])]).zones


def test_a_part_knows_its_zone():
    vault = zone("Vault", "locked", [A], [DataClass.TOKEN], critical=True)
    made = graph(A >> sync("x") >> B, zones=[vault])
    assert Zone("Vault", "locked", ("A",), frozenset({DataClass.TOKEN}), True) == made.zone_of(A)
    assert None is made.zone_of(B)


def test_a_part_is_found_by_address_and_by_kind():
    @dataclass(frozen=True)
    class Crate(Box):
        """A kind of box."""

    crate = Crate("Big crate")
    made = graph(A >> sync("x") >> crate)
    assert crate is made.part("BigCrate")
    assert None is made.part("Big crate")
    assert ((A, crate), (crate,)) == (made.of(Box), made.of(Crate))


def test_a_consequence_knows_its_address_and_is_computed_once():
    asked = []

    @dataclass(frozen=True)
    class Counted(Component):
        """A part that notes that it was asked."""

        @consequence
        def answer(self) -> Number:
            """An answer.

            Source: Adams (1979)
            """
            asked.append(self.name)
            return 42.0

    part = Counted("Deep thought")
    assert (42.0, 42.0, "DeepThought.answer") == (part.answer, part.answer, address(part.answer))
    assert ["Deep thought"] == asked


def test_a_number_that_was_asked_for_does_not_make_a_part_another():
    """What a part has computed is no field of it: equality, hash and replacement do not see it."""
    fresh, used = Box("A", 2), Box("A", 2)
    assert 8.0 == used.volume
    assert (fresh, hash(fresh)) == (used, hash(used))
    assert 27.0 == replace(used, size=3).volume


def test_a_graph_survives_a_pickle():
    made = graph(A >> sync("x") >> B, also=[C])
    back = pickle.loads(pickle.dumps(made))
    assert (made, made.parts, made.measured) == (back, back.parts, back.measured)


def test_a_part_is_noted_by_its_kind_and_a_kind_shows_its_consequence():
    assert "Component" == A.note
    assert "volume" == Box.volume.name


def test_an_empty_graph_is_a_graph():
    assert ((), ()) == (Graph(()).parts, Graph(()).measured)

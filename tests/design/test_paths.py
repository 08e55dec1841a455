"""Questions to a graph: worked by hand on small ones, and held against brute force on many."""

import pickle
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from design import (
    Component,
    DataClass,
    Flow,
    Graph,
    Link,
    anything,
    batch,
    calls,
    carriers,
    carries,
    control,
    crossings,
    event,
    flows_into,
    flows_out_of,
    graph,
    longest_call,
    only_through,
    reached,
    rings,
    spoken_way,
    sync,
    way,
    writers,
    zone,
)

SHOP, DOOR, DECIDE, MODEL, STORE, LOG, LAKE, TRAIN = map(
    Component, ("Shop", "Door", "Decide", "Model", "Store", "Log", "Lake", "Train")
)
FEATURE, LABEL, CARD = DataClass.FEATURE, DataClass.LABEL, DataClass.CARD_NUMBER
SMALL = graph(
    SHOP
    >> sync("pay", 1, {CARD})
    >> DOOR
    >> sync("decide", 1, {CARD})
    >> DECIDE
    >> sync("score", 1, {FEATURE})
    >> MODEL,
    DECIDE >> sync("features", 1, {FEATURE}) >> STORE,
    DECIDE >> event("log", 1, {FEATURE, CARD}) >> LOG >> event("keep", 1, {FEATURE}) >> LAKE,
    LAKE >> batch("rows", 1, {FEATURE, LABEL}) >> TRAIN >> control("deploy") >> MODEL,
    LOG >> event("count", 1, {FEATURE}) >> STORE,
    zones=(zone("Front", "", (DOOR, DECIDE, MODEL, STORE), {CARD, FEATURE}), zone("Back", "", (LOG, LAKE), {FEATURE})),
)


def says(flows):
    return [f.link.says for f in flows]


def test_arrows_are_found_at_both_ends():
    assert ["score", "features", "log"] == says(flows_out_of(SMALL, DECIDE))
    assert ["features", "count"] == says(flows_into(SMALL, STORE))
    assert [] == says(flows_into(SMALL, SHOP))
    assert ["pay", "decide", "log"] == says(carriers(SMALL, CARD))
    assert () == carriers(SMALL, DataClass.SCORE)


def test_a_class_of_data_is_followed_along_the_arrows_that_carry_it():
    assert (DOOR, DECIDE, LOG) == reached(SMALL, (SHOP,), carries(CARD))
    assert (DOOR, DECIDE, MODEL, STORE) == reached(SMALL, (SHOP,), calls)
    assert (TRAIN, MODEL) == reached(SMALL, (LAKE,))
    assert () == reached(SMALL, (MODEL,))
    assert (DOOR,) == reached(SMALL, (SHOP,), without=(DECIDE,))


def test_the_shortest_way_is_told_arrow_by_arrow():
    assert ["log", "keep"] == says(way(SMALL, (DECIDE,), lambda p: p is LAKE, carries(FEATURE)))
    assert "Decide > Log > Lake" == spoken_way(way(SMALL, (DECIDE,), lambda p: p is LAKE))
    assert () == way(SMALL, (SHOP,), lambda p: p is LAKE, calls)
    assert "" == spoken_way(())


def test_a_start_is_reached_only_where_a_way_comes_back():
    round_trip = graph(DOOR >> event("there") >> DECIDE >> event("back") >> DOOR)
    assert () == way(SMALL, (DECIDE,), lambda p: p is DECIDE)
    assert ["there", "back"] == says(way(round_trip, (DOOR,), lambda p: p is DOOR))
    assert (DECIDE, DOOR) == reached(round_trip, (DOOR,))


def test_a_single_point_of_failure_takes_along_what_is_behind_it():
    assert (MODEL, STORE) == only_through(SMALL, DECIDE, (SHOP,))
    assert () == only_through(SMALL, STORE, (SHOP,))
    around = graph(SHOP >> sync("a") >> DOOR >> sync("b") >> MODEL, SHOP >> sync("c") >> DECIDE >> sync("d") >> MODEL)
    assert () == only_through(around, DOOR, (SHOP,))


def test_a_crossing_tells_what_the_zone_refuses():
    told = {
        c.flow.link.says: (c.left and c.left.name, c.entered and c.entered.name, set(c.refused))
        for c in crossings(SMALL)
    }
    assert told == {
        "pay": (None, "Front", set()),
        "log": ("Front", "Back", {CARD}),
        "rows": ("Back", None, set()),
        "deploy": (None, "Front", set()),
        "count": ("Back", "Front", set()),
    }


def test_a_call_reads_and_an_event_writes():
    assert (LOG,) == writers(SMALL, STORE, FEATURE)
    assert () == writers(SMALL, STORE, LABEL)


def test_the_longest_chain_of_calls():
    assert (SHOP, DOOR, DECIDE, MODEL) == longest_call(SMALL)
    assert () == longest_call(graph(LOG >> event("keep") >> LAKE))
    ring = graph(SHOP >> sync("a") >> DOOR, DOOR >> sync("b") >> DECIDE >> sync("c") >> DOOR)
    assert (SHOP,) == longest_call(ring)


def test_a_call_and_its_answer_are_no_ring():
    assert () == rings(graph(DOOR >> sync("ask") >> DECIDE))


def test_an_answer_closes_a_ring():
    """The model's answers are logged, trained on and deployed back to the model."""
    (ring,) = rings(SMALL)
    assert {"score", "features", "log", "keep", "rows", "deploy", "count", "pay", "decide"} == set(says(ring))
    assert () == rings(SMALL, without=(LOG,))
    assert "deploy" not in {s for r in rings(SMALL, without=(TRAIN,)) for s in says(r)}


def test_what_was_found_travels_with_a_graph():
    crossings(SMALL)
    again = pickle.loads(pickle.dumps(SMALL))
    assert SMALL == again
    assert says(flows_out_of(SMALL, DECIDE)) == says(flows_out_of(again, again.part("Decide")))


NODES = tuple(Component(name) for name in "ABCDE")
arrows = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["sync", "event", "control"])),
    min_size=1,
    max_size=9,
    unique=True,
)


def drawn(found: list[tuple[int, int, str]]) -> Graph:
    return Graph(tuple(Flow(NODES[a], NODES[b], Link(kind, kind)) for a, b, kind in found))


def brute(found, start: int, without=frozenset(), kinds=("sync", "event", "control")) -> set[int]:
    """What some walk of at most five steps reaches."""
    steps = {(a, b) for a, b, kind in found if kind in kinds and not {a, b} & without}
    ends = {b for a, b in steps if a == start} if start not in without else set()
    for _ in range(5):
        ends |= {b for a, b in steps if a in ends}
    return ends


@settings(max_examples=60, deadline=None)
@given(arrows, st.integers(0, 4), st.sets(st.integers(0, 4), max_size=2))
def test_reached_is_what_some_walk_reaches(found, start, without):
    names = {p.name for p in reached(drawn(found), (NODES[start],), anything, [NODES[n] for n in without])}
    assert {NODES[n].name for n in brute(found, start, frozenset(without))} == names


@settings(max_examples=60, deadline=None)
@given(arrows, st.integers(0, 4), st.integers(0, 4))
def test_a_way_is_a_walk_and_none_is_shorter(found, start, end):
    gone = way(drawn(found), (NODES[start],), lambda p: p is NODES[end])
    shortest = next((n for n in range(1, 7) if walks(found, start, end, n)), 0)
    assert shortest == len(gone)
    assert all(a.target is b.source for a, b in pairwise(gone))
    if gone:
        assert (NODES[start], NODES[end]) == (gone[0].source, gone[-1].target)


def walks(found, start: int, end: int, length: int) -> bool:
    at = {start}
    for _ in range(length):
        at = {b for a, b, _ in found if a in at}
    return end in at


@settings(max_examples=60, deadline=None)
@given(arrows, st.integers(0, 4), st.integers(0, 4))
def test_only_through_is_what_is_lost_with_a_part(found, start, gone):
    lost = brute(found, start) - brute(found, start, frozenset({gone})) - {gone}
    told = only_through(drawn(found), NODES[gone], (NODES[start],), anything)
    assert {NODES[n].name for n in lost} == {p.name for p in told}


@settings(max_examples=60, deadline=None)
@given(arrows)
def test_no_chain_of_calls_is_longer(found):
    """On graphs without rings of calls, against every order of parts."""
    forward = [(min(a, b), max(a, b), kind) for a, b, kind in found if a != b]
    if not forward:
        return
    steps = {(a, b) for a, b, kind in forward if kind == "sync"}
    chains = (p for n in range(2, 6) for p in permutations(range(5), n) if set(pairwise(p)) <= steps)
    chain = longest_call(drawn(sorted(set(forward))))
    assert max(map(len, chains), default=0) == len(chain)
    assert all((NODES.index(a), NODES.index(b)) in steps for a, b in pairwise(chain))


@settings(max_examples=60, deadline=None)
@given(arrows)
def test_an_arrow_stands_in_a_ring_where_a_way_leads_back(found):
    """Answers go back along calls; knots of nothing but calls are left out."""
    both = {*found, *((b, a, "answer") for a, b, kind in found if kind == "sync")}
    kinds = ("sync", "event", "control", "answer")
    back = {n: brute(both, n, kinds=kinds) | {n} for n in range(5)}
    knots = {frozenset(m for m in range(5) if m in back[n] and n in back[m]) for n in range(5)}
    inside = [{f for f in found if {f[0], f[1]} <= knot} for knot in knots]
    expected = {frozenset(flows) for flows in inside if any(kind != "sync" for _, _, kind in flows)}
    told = {
        frozenset((NODES.index(f.source), NODES.index(f.target), f.link.kind) for f in r) for r in rings(drawn(found))
    }
    assert expected == told


@pytest.mark.parametrize(("start", "end"), list(product((SHOP, LAKE), (MODEL, TRAIN))))
def test_a_way_and_what_is_reached_agree(start, end):
    assert (end in reached(SMALL, (start,))) == bool(way(SMALL, (start,), lambda p: p is end))

"""The story of a picture leaves nothing out and tells nothing twice."""

from design import reveals
from tests.diagrams.drawn import design, every_setting


def test_every_part_and_every_flow_appears_exactly_once() -> None:
    for d in every_setting():
        told = reveals(d)
        assert sorted(p.key for p in d.graph.parts) == sorted(key for r in told for key in r.parts)
        assert sorted(f.key for f in d.graph.flows) == sorted(key for r in told for key in r.flows)


def test_the_numbered_steps_come_in_their_order_and_the_rest_last() -> None:
    orders = [r.order for r in reveals(design())]
    numbered = [order for order in orders if order]
    assert numbered == sorted(set(numbered))
    assert 0 not in orders[:-1]


def test_a_step_says_its_flows_and_the_parts_that_appear() -> None:
    first = reveals(design())[0]
    assert first.title == "Client to Gateway: authorise"
    assert first.says[0].startswith("Client to Gateway, “authorise”: a call that waits for its answer.")
    assert any(line.startswith("New: Gateway") for line in first.says)
    assert first.parts == ("Client", "Gateway")


def test_a_part_says_the_number_that_matters() -> None:
    lines = [line for r in reveals(design()) for line in r.says]
    assert any(line.startswith("New: Server") and "p99 20 ms" in line for line in lines)

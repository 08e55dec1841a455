"""Who is dominated: beaten nowhere to advantage, somewhere to disadvantage, in the same world."""

from design.dominance import dominators
from tests.designs import CASES, design

CASE = CASES["fraud_detection"]


def test_a_design_that_only_costs_more_is_dominated() -> None:
    """A shadow model that nobody asked for: the same promises, and a higher bill."""
    found = {"plain": design(CASE), "shadow": design(CASE, shadow=True)}
    assert dominators(found) == {"shadow": ("plain",)}


def test_a_trade_dominates_nobody() -> None:
    assert dominators({"low": design(CASE, block_above=0.1), "high": design(CASE, block_above=0.5)}) == {}


def test_equal_designs_do_not_dominate_each_other() -> None:
    assert dominators({"one": design(CASE), "other": design(CASE)}) == {}


def test_designs_of_two_worlds_are_not_held_against_each_other() -> None:
    assert dominators({"here": design(CASE), "there": design(CASE, shadow=True, goodwill=5)}) == {}


def test_dominance_is_the_comparison_of_every_pair() -> None:
    """Held against a plain reading of the definition, over many designs."""
    found = {
        f"{actions} {shadow} {replicas}": design(CASE, actions=actions, shadow=shadow, replicas=replicas)
        for actions in ("block", "all", "block_step_up")
        for shadow in (False, True)
        for replicas in (2, 6)
    }
    signed = {n: [o.value if o.upward else -o.value for o in d.outcomes] for n, d in found.items()}
    expected = {
        name: tuple(
            o
            for o, b in signed.items()
            if o != name and b != mine and all(x >= y for x, y in zip(b, mine, strict=True))
        )
        for name, mine in signed.items()
    }
    assert dominators(found) == {name: by for name, by in expected.items() if by}

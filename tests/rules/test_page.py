"""The page of rules is what its generator writes."""

from docs.rules import PAGE, page
from tests.designs import RULES


def test_the_page_is_as_its_generator_writes_it() -> None:
    """After a change of a rule: `python -m docs.rules`."""
    assert page() == PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_rule_once() -> None:
    lines = page().splitlines()
    assert [1] * len(RULES) == [lines.count(f"### `{rule.name}`") for rule in RULES]

"""Formulas with their values put in: what a reader sees is what the engine computed."""

import ast
from dataclasses import dataclass
from typing import Any

import pytest

from design import Component, Hours, Number, PerSecond, Share, consequence, entries
from design.worked import put_in
from tests.design.kiosk import Street, kiosk
from tests.designs import CASES, design

LOADS = 3600


@dataclass(frozen=True)
class Yard(Component):
    """Where streets end; a part for tests."""

    streets: tuple[Component, ...]
    main: Street
    share: Share = 0.25
    open_for: Hours = 0.5
    debt: Number = -3.0
    mode: str = "all"

    @consequence
    def taken(self) -> PerSecond:
        """What comes in. Source: a sum."""
        return self.main.rate * (1 - self.share) - self.debt

    @consequence
    def all_rates(self) -> PerSecond:
        """What all streets bring. Source: a sum."""
        return float(sum(street.rate for street in self.streets))

    @consequence
    def loads(self) -> Number:
        """How many loads. Source: a rule."""
        if self.mode == "all":
            return self.open_for * LOADS
        return self.share

    @consequence
    def own(self) -> PerSecond:
        """It has a local name that is also a field's. Source: a rule."""
        share = self.share * 2
        return share

    @consequence
    def name_only(self) -> Number:
        """Nothing was read. Source: a rule."""
        return 2000.0


def yard() -> dict[str, str]:
    streets = (Street("North", 2.0), Street("South", 1500.0))
    return {e.name: e.worked for e in entries(Yard("Yard", streets, Street("Main", 4.0)))}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("taken", "4/s × (1 − 25 %) − (-3)"),
        ("all_rates", "2/s + 1,500/s"),
        ("loads", "if 'all' = 'all': return 0.5 h × 3,600; share"),
        ("own", "share = 25 % × 2; share"),
        ("name_only", ""),
    ],
)
def test_a_formula_is_shown_with_its_values(name: str, expected: str) -> None:
    assert expected == yard()[name]


def test_the_kiosk_reads_as_arithmetic() -> None:
    assert "2 × $3" == kiosk(clerks=2).ledger["Kiosk.cost"].worked


def exact(value: Any, unit: Any) -> ast.expr:
    """The value as Python writes it, none of it rounded."""
    text = repr(str(value)) if isinstance(value, str) else repr(value + 0 if isinstance(value, int) else float(value))
    return ast.parse(text.replace("inf", "float('inf')"), mode="eval").body


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_formula_filled_in_computes_the_number_on_screen(case: Any) -> None:
    """Each formula of the ledger with its values in the place of its names is run: the number is the entry's.

    Only where a formula asks a part for more than a number (a distribution, a test whether the part is there) does a
    name stay, and it cannot be run alone.
    """
    alone, all_ = 0, 0
    for entry in design(case).ledger:
        read = {i.name: (i.value, i.unit) for i in entry.inputs}
        names = entry.formula.run.__globals__
        body = put_in(entry.formula.body, names, entry.part, read, exact)
        text = "\n".join(ast.unparse(ast.fix_missing_locations(line)) for line in body)
        code = "def filled():\n" + "\n".join(f"    {line}" for line in text.splitlines())
        ast.parse(code)
        all_ += 1
        if "self" not in text:
            alone += 1
            space = dict(names)
            exec(compile(code, entry.key, "exec"), space)
            assert space["filled"]() == pytest.approx(entry.value, rel=1e-12), entry.key
    assert alone >= 0.85 * all_


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_formula_shows_a_mark_of_the_filling(case: Any) -> None:
    for entry in design(case).ledger:
        assert not {"⟨", "⟩"} & set(entry.worked), entry.key
        assert "self" not in entry.worked, entry.key

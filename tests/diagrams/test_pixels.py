"""Every picture of each case's opening design, compared with one that somebody looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from design import Case
from diagrams import Theme, png_file
from diagrams._text import FAMILY
from diagrams.architecture import draw
from tests.designs import CASES, design
from tests.diagrams.drawn import design as twenty_parts
from tests.diagrams.pixels import RENEW, STORED, kinds, off, rendered, stored


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize(("name", "theme"), kinds(), ids=[f"{name}-{theme}" for name, theme in kinds()])
def test_a_picture_looks_as_it_did_when_somebody_looked(case: Case, name: str, theme: Theme, project: Path) -> None:
    """Within a tolerance; a picture that changed is left in test-results/ beside the way to store it."""
    path, now = stored(case, name, theme), rendered(design(case), name, theme)
    if not path.exists():
        pytest.fail(f"{case.slug} has no stored {name} picture: run `{RENEW} {case.slug}`, look at it, commit it.")
    if different := off(now, path.read_bytes()):
        left = project / "test-results" / f"{case.slug}-{path.name}"
        left.parent.mkdir(exist_ok=True)
        left.write_bytes(now)
        pytest.fail(f"{case.slug}, {path.stem}: {different}. Compare {left}; if it is meant, `{RENEW} {case.slug}`.")


def test_nothing_is_stored_that_no_case_draws() -> None:
    wanted = {stored(case, name, theme) for case in CASES.values() for name, theme in kinds()}
    assert {path for path in STORED.rglob("*.png")} <= wanted


def test_a_change_that_an_eye_would_see_is_named() -> None:
    """A part that is gone, another theme, another size; but not the same picture drawn again."""
    d = twenty_parts()
    one = rendered(d, "architecture", "light")
    assert off(one, rendered(d, "architecture", "light")) == ""
    assert "differ" in off(one, rendered(twenty_parts(cache=False), "architecture", "light"))
    assert "differ" in off(one, rendered(d, "architecture", "dark"))
    assert "stored" in off(one, rendered(d, "waterfall", "light"))


def test_no_font_of_the_machine_is_used() -> None:
    """A family that most machines have is as unknown as one that none has; ours is found behind either."""
    picture = draw(twenty_parts())

    def drawn(family: str) -> bytes:
        return png_file(replace(picture, svg=picture.svg.replace(FAMILY, family)), 0.3)

    known = ("DejaVu Sans", "Liberation Sans", "Helvetica", "Arial", "Segoe UI", "sans-serif")
    assert {drawn(family) for family in known} == {drawn("No such font")}
    assert drawn("DejaVu Sans, Arimo") == drawn(FAMILY) == drawn("Arimo")

"""The decision record as a file: the designer's words, the reckoned ones, and nothing that Markdown takes for more."""

from design.remark import Remark
from exports.record import render
from tests.designs import CASES, design

CASE = CASES["fraud_detection"]


def test_the_record_tells_the_choice_its_alternatives_and_the_designers_words() -> None:
    words = "<b>No wallet</b> | *yet* [x](javascript:0)"
    said = render(design(CASE, actions="block_step_up", remarks=(Remark("actions", "reason", words),))).decode()
    assert said.index("## Actions: block, step-up") < said.index("## Scoring: in line"), "what was turned comes first"
    assert "- **Instead: block only:** " in said
    assert "- **Reason:** \\<b\\>No wallet\\</b\\> \\| \\*yet\\* \\[x\\](javascript:0)" in said
    assert "- **Guardrail (reckoned):** Watch " in said
    assert "1 with the designer's own words" in said

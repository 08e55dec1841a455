"""What every design on a page stands up to: the rules and probes of the house, and being made at all."""

from typing import Any

import streamlit as st

import probes
import rules
from design import Belief, Case, Design, KnobSet, Probe, Rule, design_of, probes_in, review, rules_in, turned


@st.cache_resource(show_spinner=False)
def standing() -> tuple[tuple[Rule, ...], tuple[Probe, ...]]:
    """The rules and the probes of the house, found once."""
    return rules_in(rules), probes_in(probes)


def tried(case: Case, knobs: KnobSet, evidence: Any) -> Design:
    """The design, once what the page asks of it has been asked: its rules, some of which divide by what is believed.

    Where something is believed of a part that this design does without, the designs one choice away are made as well:
    a remedy may lead there, and the belief has to be one that they can have.
    """
    design = design_of(case, knobs, evidence)
    review(design, standing()[0])
    choices = [k for k in case.knobs if k.kind != "number" and not k.trains] if design.unplaced else []
    for knob in choices:
        for value in knob.axis:
            design_of(case, turned(knobs, {knob.name: value}), evidence)
    return design


def beyond(belief: Belief) -> str:
    """The sentence for a belief that no arithmetic stands."""
    return f"{belief.address} = {belief.value:g} is no value that a design can be reckoned with."

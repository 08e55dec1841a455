"""The rules of this case alone: claims about thresholds, people and the model that only its own numbers can hold."""

from itertools import pairwise
from typing import Any

from cases.fraud_detection.bands import curve_of, odds, reviewed_a_day
from cases.fraud_detection.scores import meaning, raw_threshold
from design import Design, Fault, rule, turned, written
from design.units import Unit

PERCENT, PROBABILITY, A_DAY, MONTH = Unit("%"), Unit("p"), Unit("a day"), Unit("$/month")


def _acts(k: Any, action: str) -> bool:
    return {"review": k.actions in ("block_review", "all"), "step_up": k.actions in ("block_step_up", "all")}[action]


@rule("risk", passes=({"block_above": 0.05},), fails=({"block_above": 0.99, "calibrate": False},))
def model_earns_its_place(design: Design) -> Fault | None:
    """A few rules are cheaper than a model, and explain themselves; the model must stop what they do not."""
    adds, rules = design.ledger["Money.model_adds"], design.ledger["Money.recall"]
    if adds.value >= 0.02:
        return None
    return Fault(
        f"Of all fraud value {rules.text} is stopped; the plain rules alone would stop nearly as much.",
        f"the model adds {adds.text}",
        "2 % of fraud value (assumed; measure yours)",
        "Act on lower scores, by a challenge or a block, or do without the model.",
        part="ModelServer" if design.graph.part("ModelServer") else "DecisionService",
    )


@rule(
    "risk", passes=({}, {"actions": "all", "review_capacity": 3000}), fails=({"actions": "all", "review_capacity": 20},)
)
def review_threshold_fits_the_team(design: Design) -> Fault | None:
    """Sending people more than they can open decides by queue order; a higher threshold decides by risk."""
    k: Any = design.knobs
    wanted = design.ledger["ReviewTeam.utilisation"].value
    if not _acts(k, "review") or wanted <= 1 or reviewed_a_day(k) <= 0 or k.cut == "by_amount":
        return None
    e = design.evidence
    weight = odds(k.fraud_rate) / odds(e.base_rate)
    curve = curve_of(k, e, "inline")
    certain = curve.volume(raw_threshold(k, e, float(k.block_above)), weight)
    cut = curve.score_at_volume(certain + 0.8 * reviewed_a_day(k) / k.payments_per_day, weight)
    p = meaning(k, e, cut)
    fits = cut <= 1 and k.review_above < p < k.block_above
    return Fault(
        f"The review threshold {written(float(k.review_above), PROBABILITY)} sends "
        f"{written(wanted, PERCENT)} of what the team can decide.",
        f"load {written(wanted, PERCENT)}",
        "100 % of capacity",
        f"Review above {written(p, PROBABILITY)}: 80 % of capacity." if fits else "No review threshold fits this team.",
        {"review_above": round(p, 4)} if fits else {},
        "ReviewTeam",
    )


@rule("note", passes=({}, {"actions": "block_step_up"}), fails=({"actions": "all", "review_above": 0.2},))
def review_pays_for_itself(design: Design) -> Fault | None:
    """Reviewers are worth what they save; a challenge may save as much for nothing."""
    k: Any = design.knobs
    if not _acts(k, "review"):
        return None
    fewer = {"block_review": "block", "all": "block_step_up"}[str(k.actions)]
    without: Any = design.case.architecture(turned(design.knobs, {"actions": fewer}), design.evidence).part("Money")
    saved = without.total_month - design.ledger["Money.total_month"].value
    cost = design.ledger["ReviewTeam.cost"]
    if saved >= cost.value:
        return None
    return Fault(
        f"Review saves {written(max(saved, 0.0), MONTH)} of fraud and lost business, and costs {cost.text}.",
        f"saves {written(max(saved, 0.0), MONTH)}",
        cost.text,
        f"Do without review: {design.case.knob('actions').options[fewer]}.",
        {"actions": fewer},
        "ReviewTeam",
    )


@rule("note", passes=({},), fails=({"actions": "all", "review_above": 0.01}, {"actions": "all", "block_above": 0.02}))
def thresholds_are_in_order(design: Design) -> Fault | None:
    """A payment gets the hardest action that its score reaches; a threshold above a harder one is never met."""
    k: Any = design.knobs
    if k.cut == "by_amount" and k.scoring == "inline":
        return None
    chain = [("block_above", float(k.block_above))]
    chain += [("review_above", float(k.review_above))] if _acts(k, "review") else []
    chain += [("step_up_above", float(k.step_up_above))] if _acts(k, "step_up") and k.scoring == "inline" else []
    for (harder, high), (softer, low) in pairwise(chain):
        if low > high:
            knobs = design.case.knob(harder), design.case.knob(softer)
            turns = {softer: max(knobs[1].low, round(high / 2, 4))}
            return Fault(
                f"{knobs[1].title} {written(low, PROBABILITY)} is never met: {knobs[0].title.lower()} begins below it, "
                f"at {written(high, PROBABILITY)}.",
                f"{softer} {low:.3g}",
                f"below {high:.3g}",
                f"Begin at {written(turns[softer], PROBABILITY)}.",
                turns if turns[softer] < high else {},
                "DecisionService",
            )
    return None


@rule("risk", passes=({},), fails=({"calibrate": False},))
def scores_mean_what_they_say(design: Design) -> Fault | None:
    """A threshold in money is a probability; a score that is half of the truth moves it to the wrong payments."""
    k, e = design.knobs, design.evidence
    said = e.mean_score / e.base_rate
    if k.calibrate or 0.8 <= said <= 1.25:  # type: ignore[attr-defined]  # the case's own knob
        return None
    return Fault(
        f"The scores of the test weeks say {written(said * e.base_rate, PERCENT)} of payments are fraud; "
        f"{written(e.base_rate, PERCENT)} are.",
        f"said over true {said:.2f}",
        "0.8 to 1.25 (assumed; measure yours)",
        "Calibrate the scores on later, matured payments.",
        {"calibrate": True},
        "ModelServer" if design.graph.part("ModelServer") else "BatchJob",
    )


@rule("risk", passes=({}, {"actions": "block_step_up"}), fails=({"actions": "all", "scoring": "batch"},))
def step_up_is_asked_while_the_customer_waits(design: Design) -> Fault | None:
    """A challenge needs the customer at the till; after the answer there is nobody to ask."""
    k: Any = design.knobs
    if not _acts(k, "step_up") or k.scoring == "inline":
        return None
    return Fault(
        "A step-up is among the actions, but the score comes after the answer: nobody is challenged.",
        "0 challenges a day",
        "a score in line",
        "Score in line.",
        {"scoring": "inline"},
        "DecisionService",
    )


@rule("blocker", passes=({},), fails=({"unmatured": "legitimate"},))
def payments_without_a_label_are_unknown(design: Design) -> Fault | None:
    """Nobody has said yet that they are good; a model taught so learns that the newest fraud is."""
    k: Any = design.knobs
    if k.unmatured == "unknown":
        return None
    return Fault(
        "Payments whose label has not come are taught as legitimate, the newest frauds among them.",
        "unlabelled payments in training: all of the newest",
        "none",
        "Leave them out until they are old enough.",
        {"unmatured": "unknown"},
        "LabelJoin",
    )

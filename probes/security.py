"""Questions about those who want the design to fail, outside and inside, and about what it keeps of whom."""

from design import DataClass, Design, probe

from ._words import an_hour, cut, figure, listed, receivers, setting

LEARNED_FROM = "LabelJoin"


@probe(
    about=("freshness", "rules", "scoring"),
    mid="Says that many small payments in a short time are the sign, and would add a limit.",
    senior="Names the first alarm: declines per shop and per range of cards in a minute, from the "
    "gateway's own counters, which need no model and no label. Then a limit, then a rule, then a feature.",
    staff="Sees the second aim: the tester learns which cards and which amounts pass, so the answer is "
    "made coarse and slow as well. Knows that the scheme counts the attempts too and that the shop will "
    "hear of it.",
)
def a_burst_of_card_testing_is_seen(design: Design) -> str | None:
    """Whether something in the design is fast enough for an attack that lasts minutes."""
    freshness, scoring = getattr(design.knobs, "freshness", None), getattr(design.knobs, "scoring", None)
    if None in (freshness, scoring) or (freshness, scoring) == ("request", "inline"):
        return None
    return (
        "Somebody tries 5,000 stolen cards on one small shop within ten minutes (scoring: "
        f"{setting(design, 'scoring')}; feature freshness: {setting(design, 'freshness')}). Which alarm "
        "goes first, and what stops the rest?"
    )


@probe(
    about=("tokenise",),
    mid="Says that card numbers must be encrypted and few people may see them.",
    senior="Draws the boundary: each part that the number touches is in scope of PCI DSS. Makes a token at "
    "the gateway, so that lake, features and logs hold none, and says who holds the keys.",
    staff="Prices the boundary in audits and in slower work, and shows that the model needs to recognise a "
    "card and not to know it. Plans the day after as well: old logs, backups and notebooks that already "
    "hold numbers.",
)
def the_card_number_goes_no_further(design: Design) -> str | None:
    """Which parts a card number reaches, and whether any of them needs it."""
    if getattr(design.knobs, "tokenise", None) is not False:
        return None
    reached = receivers(design, DataClass.CARD_NUMBER)
    return (
        f"The card number itself reaches {listed(reached)}. Which of them needs it, and what is in scope of "
        "PCI DSS in your picture?"
        if reached
        else None
    )


@probe(
    about=("maturation_days", "actions"),
    mid="Would check labels for odd patterns by shop.",
    senior="Keeps the origin of each label, gives each origin a weight, caps what one shop can add to a "
    "training set, and compares reports with the rate of the shop's peers.",
    staff="Thinks as the attacker: what would it cost to move the score of a rival's customers, and how "
    "soon would it show? Measures it by poisoning a copy on purpose, and says who may change a label and "
    "who reads that log.",
)
def labels_cannot_be_bought(design: Design) -> str | None:
    """Who can teach the model something false, and whether it would be noticed."""
    flows = (f for f in design.graph.flows if f.target.key == LEARNED_FROM and DataClass.LABEL in f.link.carries)
    sources = tuple(dict.fromkeys(f.source.name for f in flows))
    if not sources:
        return None
    return (
        f"Your labels come from {listed(sources)}. A shop gets its good orders reported as fraud, to teach "
        "you something: what does the model learn, and would you notice?"
    )


@probe(
    about=("block_above",),
    mid="Limits who may change it and writes a log.",
    senior="Keeps the cut in version control with the model, needs two people for a change, and has an "
    "alarm on the block rate that would ring within minutes of one.",
    staff="Bounds the harm and not only the right: changes beyond a step need a canary and expire by "
    "themselves. Knows that a cut can be moved by way of features or lists as well, and watches decisions "
    "rather than settings.",
)
def a_moved_cut_is_noticed(design: Design) -> str | None:
    """Whether an insider can open the door, and for how long."""
    if not figure(design, "block_above") < 0.95 or not figure(design, "payments_per_day") > 0:
        return None
    return (
        f"An insider moves the block cut from {cut(design, 'block_above')} to 0.99 and back after an hour, "
        f"in which {an_hour(design)} payments are decided. Who could, and what would show it?"
    )


@probe(
    about=("tokenise",),
    mid="Deletes the rows in the tables.",
    senior="Knows each copy: lake, feature store, case files, logs, backups; deletes by key and proves it. "
    "Knows that a token which leads back to a person is personal data too, and what the law tells you to "
    "keep.",
    staff="Says what remains in the model, next to nothing for trees over many cards but not for rare "
    "values, and when it leaves: at the next training on cleaned data, with a date. Would keep less to "
    "begin with.",
)
def a_person_can_be_forgotten(design: Design) -> str | None:
    """Where personal data lives, the model included."""
    reached = receivers(design, DataClass.PERSONAL)
    if not reached:
        return None
    return (
        f"A cardholder asks to be deleted. By your picture, personal data flows into {listed(reached)}: "
        "what do you erase, what must you keep, and what about the model?"
    )


@probe(
    about=("retrain_every_days", "training_features"),
    mid="Keeps logs of decisions and versions of models.",
    senior="Lists what one decision needs to be run again: inputs as served, feature definitions, model, "
    "calibration, cut, rules, all under one release number; and reruns some each night to see that it "
    "works.",
    staff="Decides how long and for whom: a record that nobody can alter, readable without the team that "
    "wrote it, kept no longer than its purpose. Admits what cannot be repeated, such as a timeout, and "
    "logs that fact instead.",
)
def last_march_can_be_replayed(design: Design) -> str | None:
    """Whether a past decision can be shown to have been what it was."""
    every = figure(design, "retrain_every_days")
    if getattr(design.knobs, "training_features", None) != "recomputed" or not every > 0:
        return None
    return (
        f"No feature is kept as it was served, and some {365 / every:.0f} models decide in a year. Prove "
        "that one decline of last March can be computed again: what do you lack?"
    )

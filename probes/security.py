"""Questions about those who want the design to fail, outside and inside, and about what it keeps of whom."""

from design import DataClass, Design, probe

from ._words import an_hour, between, figure, listed, pays, receivers

LEARNED_FROM = "LabelJoin"


@probe(
    about=("freshness", "rules", "scoring"),
    mid="Says that many small payments in a short time are the sign, and would add a limit.",
    senior="Names the first alarm: declines per shop and per range of cards in a minute, from the "
    "gateway's own counters, which need no model and no label. Then a limit, then a rule, then a feature.",
    staff="Sees the second aim: the tester learns which cards and which amounts pass, so the answer is "
    "made coarse and slow as well. Knows that the scheme counts the attempts too and that the shop will "
    "hear of it.",
    weak="After the first minute, which number that you already count is ten times its usual value?",
)
def a_burst_of_card_testing_is_seen(design: Design) -> str | None:
    """Whether something in the design is fast enough for an attack that lasts minutes."""
    freshness, scoring = getattr(design.knobs, "freshness", None), getattr(design.knobs, "scoring", None)
    if None in (freshness, scoring) or (freshness, scoring) == ("request", "inline"):
        return None
    return (
        "Somebody tries 5,000 stolen cards on one small shop within ten minutes (scoring: "
        f"{design.said('scoring')}; feature freshness: {design.said('freshness')}). Which alarm "
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
    weak="Somebody copies your data lake tonight: what can they buy with it?",
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
    about=("maturation_days",),
    mid="Would check labels for odd patterns by shop.",
    senior="Keeps the origin of each label, gives each origin a weight, caps what one shop can add to a "
    "training set, and compares reports with the rate of the shop's peers.",
    staff="Thinks as the attacker: what would it cost to move the score of a rival's customers, and how "
    "soon would it show? Measures it by poisoning a copy on purpose, and says who may change a label and "
    "who reads that log.",
    weak="Who gains if your model learns that one shop's customers are bad?",
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
    weak="Who in your team could do it alone tonight, and where would it be written down?",
)
def a_moved_cut_is_noticed(design: Design) -> str | None:
    """Whether an insider can open the door, and for how long."""
    if not figure(design, "block_above") < 0.95 or not figure(design, "payments_per_day") > 0:
        return None
    return (
        f"An insider moves the block cut from {design.said('block_above')} to 0.99 and back after an hour, "
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
    weak="List every copy of one payment: in which of them could you not find it by the person?",
)
def a_person_can_be_forgotten(design: Design) -> str | None:
    """Where personal data lives, the model included."""
    reached = receivers(design, DataClass.PERSONAL)
    if not pays(design) or not reached:
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
    weak="What has to be the same as in March for the same number to come out, and which of it do you still hold?",
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


@probe(
    about=("block_above",),
    mid="Limits the tries, and does not return the score.",
    senior="Gives one answer for many reasons and with the same delay, and no reason code to the payer. Adds a little "
    "chance near the cut, and looks for the signs of probing: new cards, amounts in steps, one device behind "
    "them.",
    staff="Assumes that the cut is known within weeks and designs for that: signals that are dear to fake, and a cost "
    "for each try. Has it tried with a budget, and compares the thief's cost with his gain.",
    weak="What differs between the answers to a payment that just passes and one that just fails, their timing "
    "included?",
)
def an_answer_teaches_no_thief(design: Design) -> str | None:
    """Whether the decision itself is seen as something that leaks."""
    scoring, blocks = getattr(design.knobs, "scoring", None), getattr(design.knobs, "block_above", None)
    if scoring != "inline" or blocks is None or not figure(design, "average_payment") > 0:
        return None
    return (
        f"A thief sends small payments on many cards, and larger ones each time (the average is "
        f"{design.said('average_payment')}), and reads your answers. What has he learned after a thousand, and "
        "what does it cost him?"
    )


@probe(
    about=("retrain_every_days",),
    mid="Limits who can write to the registry, and scans the files.",
    senior="Signs the file where it was trained and checks that where it is loaded. Uses a format that holds numbers "
    "and no code, because a pickle runs what it likes, and lets the servers reach nothing but their callers.",
    staff="Follows the chain to its start: a notebook, a base image, a package updated last night, the labels. Finds "
    "the single account that could change a decision unseen, removes it, and has the path tried from outside "
    "once a year.",
    weak="Who can write to the registry today, people and machines both?",
)
def a_model_file_is_trusted_for_a_reason(design: Design) -> str | None:
    """Whether the way from training to serving is seen as a way in."""
    releases = between(design, "TrainingPipeline.releases_a_month")
    if releases is None or design.graph.part("ModelRegistry") is None or design.graph.part("ModelServer") is None:
        return None
    return (
        f"Model files go from your registry to servers that see every request, {releases.text}. Who else could put "
        "one there, and what runs when it is loaded?"
    )


@probe(
    about=("AuditLog.storage",),
    mid="Lets rows be appended only and few people read, and deletes after some years.",
    senior="Chains the records, so that an altered or missing row shows, and keeps the team that decides from writing "
    "there. Holds tokens and no card numbers, and gives each purpose its own end date.",
    staff="Settles keep against delete with those who answer for each: law, disputes, privacy, training. Proves it by "
    "a drill in which somebody from outside explains one decision from the log alone, and counts what that "
    "took.",
    weak="An administrator removes one row tonight: what would be different tomorrow?",
)
def the_record_is_kept_and_ends(design: Design) -> str | None:
    """Whether a record can be relied on against its own keepers, and has an end."""
    kept = between(design, "AuditLog.storage")
    if kept is None:
        return None
    return (
        f"Your audit log grows to {kept.text} of decisions about people. Who can change a row, who can read one, and "
        "when is it deleted?"
    )


@probe(
    about=("tokenise",),
    mid="Says that tokens are worthless outside, and runs the vault in several copies.",
    senior="Says that a token still links all payments of one person, so it is personal data; gives each use its own "
    "tokens where nothing has to be linked. Knows which steps need the number back, and whether a payment waits "
    "for that.",
    staff="Draws the boundary anew: the vault, its keys and its few callers are now the whole target, so each call is "
    "counted and limited. Has rehearsed replacing all keys in a day, and says what breaks in the features when "
    "a card's token changes.",
    weak="An insider copies your feature store with all its tokens: what can he find out about one person?",
)
def the_vault_is_not_the_next_hole(design: Design) -> str | None:
    """Whether the boundary was moved or made smaller, and what a token still gives away."""
    reached = receivers(design, DataClass.TOKEN)
    if getattr(design.knobs, "tokenise", None) is not True or not reached:
        return None
    return (
        f"Only a token leaves your gateway, and {listed(reached)} use it. What can somebody do who holds all tokens, "
        "and what happens to a payment when the vault does not answer?"
    )

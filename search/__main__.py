"""A search from a shell: `python -m search fraud_detection --numbers Bill.cost,Money.fraud_loss --samples 2000`."""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import cases
from design import Case, Design, KnobSet, cases_in, design_of, written

from .backwards import Answer, cheapest_change, cheapest_design, said
from .front import Goal, goal_of
from .sample import SAMPLES, SEED, Sample, numbers_of, sample
from .space import Space, held_back, space_of, train_beside

BACKWARDS = {"change": cheapest_change, "design": cheapest_design}
LISTED = 20
"""So many designs of a front are shown; --csv writes all that were drawn."""


class Refused(Exception):
    """Something that was asked for cannot be had; the sentence says what, and what could."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage and the sentence."""
        raise Refused(f"{message[0].upper()}{message[1:]}. See `python -m search --help`.")


def main(words: Sequence[str] | None = None) -> int:
    """Say what was found; 0, or 2 with a sentence on stderr."""
    try:
        for line in _answer(_parser().parse_args(words)):
            print(line, flush=True)
    except Refused as no:
        print(no, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read has gone, as in `| head -1`
        sys.stdout = None  # Python would flush it once more as it ends
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m search", description="Search the designs of a case.", allow_abbrev=False)
    parser.add_argument("case", help="which case; `python -m exports --list` names them and their knobs")
    parser.add_argument("--set", action="append", default=[], metavar="KNOB=VALUE", help="start from this decision")
    parser.add_argument(
        "--numbers", default="", metavar="A.b,C.d", help="two or three numbers for the front, + before one to have more"
    )
    parser.add_argument("--samples", type=_count, default=SAMPLES, help="designs to draw; default: %(default)s")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--models", type=_count, default=0, help="train so many more models, one decision away")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the work; -1 for all cores")
    parser.add_argument("--scheduler", default="", metavar="tcp://HOST:PORT", help="a Dask cluster that shares it")
    parser.add_argument("--backwards", choices=tuple(BACKWARDS), help="the cheapest change, or the cheapest design")
    parser.add_argument("--csv", default="", metavar="FILE", help="write every design that was drawn")
    return parser


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) > 10_000_000:
        raise argparse.ArgumentTypeError(f"{word} is not a whole number from 0 to 10 million")
    return int(word)


def _answer(asked: argparse.Namespace) -> Iterator[str]:
    known = cases_in(cases)
    case = known.get(asked.case)
    if case is None:
        raise Refused(f"There is no case called {asked.case!r}. There are: {', '.join(known)}.")
    if asked.samples < 1:
        raise Refused("--samples 0 draws nothing: name at least 1.")
    knobs = _knobs(case, asked.set)
    try:
        design = design_of(case, knobs, case.evidence(knobs, _tell))
        goals = [_goal(design, word.strip()) for word in asked.numbers.split(",") if word.strip()]
        more = train_beside(design, asked.models, asked.seed, _tell) if asked.models else {}
        space = space_of(design, lambda k: (more[key],) if (key := case.evidence_key(k)) in more else None)
        yield held_back(space) or "Every decision turns."
        if asked.backwards:
            yield from _backwards(BACKWARDS[asked.backwards](space, asked.seed, _tell))
            return
        drawn = sample(
            space,
            [goal.key for goal in goals],
            asked.samples,
            asked.seed,
            _tell,
            jobs=asked.jobs,
            scheduler=asked.scheduler,
        )
        yield from _drawn(drawn, goals)
        if asked.csv:
            _write(drawn, asked.csv)
            yield asked.csv
    except (ValueError, ArithmeticError, MemoryError, OSError) as no:
        raise Refused(" ".join(str(no).split()) or type(no).__name__) from no


def _knobs(case: Case, settings: Sequence[str]) -> KnobSet:
    words = {name.strip(): word for name, _, word in (setting.partition("=") for setting in settings)}
    knobs, problems = case.Knobs.read(words)
    if problems:
        raise Refused(" ".join(problems))
    return knobs


def _goal(design: Design, word: str) -> Goal:
    key, upward = word.removeprefix("+"), word.startswith("+")
    if (entry := design.ledger.get(key)) is None:
        known = ", ".join(o.promise.key for o in design.outcomes)
        raise Refused(f"There is no number called {key!r}. Promised are: {known}.")
    return Goal(key, True) if upward else goal_of(design.case, key, entry.unit) or Goal(key)


def _drawn(drawn: Sample, goals: Sequence[Goal]) -> Iterator[str]:
    """How many keep every promise; then the front, those first that keep every promise."""
    yield drawn.says
    if drawn.nearest is not None:
        turns = drawn.space.turns(drawn.knobs(drawn.nearest))
        yield f"The nearest that keeps every promise: {said(drawn.space, turns)}"
    if len(goals) < 2:
        return
    front = sorted(map(int, drawn.front(goals)), key=lambda i: not drawn.feasible[i])
    ways = ", ".join(f"{goal.key} ({'more' if goal.upward else 'less'} is better)" for goal in goals)
    yield f"The front in {ways}: {len(front)} designs."
    yield from (_row(drawn, i, goals) for i in front[:LISTED])


def _row(drawn: Sample, i: int, goals: Sequence[Goal]) -> str:
    knobs = drawn.knobs(i)
    design = _again(drawn.space, knobs)
    mark = "keeps all" if drawn.feasible[i] else "breaks   "
    values = zip(goals, numbers_of(design, [goal.key for goal in goals]), strict=True)
    told = ", ".join(f"{goal.key} {written(float(v), design.ledger[goal.key].unit)}" for goal, v in values)
    return f"  {mark}  {told}  {' '.join(f'--set {n}={w}' for n, w in knobs.query.items())}"


def _again(space: Space, knobs: KnobSet) -> Design:
    found = space.design_of(knobs)
    assert found is not None  # its model was at hand when it was drawn
    return found


def _backwards(answer: Answer) -> Iterator[str]:
    yield answer.says
    if answer.design is not None:
        yield " ".join(f"--set {name}={word}" for name, word in answer.design.knobs.query.items())
    yield f"Tried, {answer.evaluations:,} designs in all: {'; '.join(answer.tried) or 'yours'}."


def _write(drawn: Sample, path: str) -> None:
    """Every design that was made: its decisions, its numbers, whether it keeps every promise."""
    names = [name for axis in drawn.space.axes for name in axis.names]
    with open(path, "w", newline="", encoding="utf-8") as file:
        table: Any = csv.writer(file)
        table.writerow([*names, *drawn.keys, "keeps_all"])
        for i in range(len(drawn.points)):
            if drawn.state[i] == 0:
                knobs = drawn.knobs(i)
                row = [*(getattr(knobs, name) for name in names), *map(float, drawn.values[i])]
                table.writerow([*row, int(drawn.feasible[i])])


def _tell(share: float, doing: str) -> None:
    """One line on stderr that says what is being done and how far it is."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r\033[K{share:4.0%} {doing}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

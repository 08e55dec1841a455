"""Files from a shell: `python -m exports fraud_detection --set scoring=batch --to svg,png,dot,md -o DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TextIO, TypeVar

import cases
from design import EXPECTED, Case, Knob, KnobSet, cases_in, design_of, plain, worlds
from diagrams import overlay_names
from state import LARGEST, State, Unreadable, read_file

from . import SCALES, Look, formats
from ._picture import ARCHITECTURE, BARE, kinds
from ._picture import picture as picture_of

Thing = TypeVar("Thing")


class Refused(Exception):
    """Something that was asked for cannot be had; the sentence says what, and what could."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage and the sentence."""
        raise Refused(f"{message[0].upper()}{message[1:]}. See `python -m exports --help`.")


def main(words: Sequence[str] | None = None) -> int:
    """Write what is asked for and say where; 0, or 2 with a sentence on stderr. What is refused writes nothing."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without our signs shows ? for them
    try:
        _say("\n".join(_answer(sys.argv[1:] if words is None else words)), sys.stdout)
    except Refused as no:
        _say(str(no), sys.stderr)
        return 2
    return 0


def _answer(words: Sequence[str]) -> Iterable[str]:
    """The lines to show: the list where it or nothing was asked for, otherwise the files, which are then written."""
    asked = _parser().parse_args(words)
    with _refusing("The cases cannot be read"):
        known = cases_in(cases)
    if asked.list or not words:
        return _listed(known.values())
    if asked.case is None:
        raise Refused("No case is named. See --list.")
    return map(str, _written(known, asked))


def _say(words: str, stream: TextIO | None, end: str = "\n") -> None:
    """Words on a stream. Where its reader has gone away, as in `| head -1`, the rest is said to nobody, quietly."""
    if stream is None:  # the shell closed it: >&-
        return
    try:
        print(words, end=end, file=stream, flush=True)
    except OSError as no:
        with open(os.devnull, "wb") as nobody:  # Python flushes once more as it ends
            os.dup2(nobody.fileno(), stream.fileno())
        if stream is sys.stdout and not isinstance(no, BrokenPipeError):
            raise Refused(f"Nothing can be written to standard output: {_reason(no)}.") from no


@contextmanager
def _refusing(what: str, way_out: str = "") -> Iterator[None]:
    """What cannot be done, why, and the way out, in place of a traceback."""
    try:
        yield
    except (ValueError, ArithmeticError, MemoryError, OSError) as no:
        raise Refused(f"{what}: {_reason(no)}.{way_out and f' {way_out}'}") from no


def _reason(no: Exception) -> str:
    """Why, on one line, without a full stop."""
    if isinstance(no, OSError) and no.strerror:
        return no.strerror.lower() + (f" ({no.filename})" if no.filename else "")
    return " ".join(str(no).split()).rstrip(".") or type(no).__name__


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m exports", description="Write a design's picture and document as files.", allow_abbrev=False
    )
    parser.add_argument("case", nargs="?", help="which case; --list names them")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KNOB=VALUE",
        help="turn a knob, believe.PART.FIELD='VALUE [LOW..HIGH] REASON' for a figure of your own in the place of an "
        "assumed one, or accept.RULE:PART=REASON for a finding you live with; as often as you like",
    )
    parser.add_argument(
        "--state", metavar="FILE", help="the design of a state file that the app wrote, in place of --set"
    )
    parser.add_argument(
        "--to", default="svg,png,dot,md", metavar="FORMATS", help="with commas between; default: %(default)s"
    )
    parser.add_argument("-o", "--out", default=".", metavar="DIR", help="where to; made if it is not there")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument(
        "--scale", type=int, choices=SCALES, default=2, help="PNG: px for each px of the picture; default: %(default)s"
    )
    parser.add_argument("--transparent", action="store_true", help="SVG, PNG, PDF: the picture on no page")
    parser.add_argument(
        "--picture", default=ARCHITECTURE, metavar="NAME", help="SVG, PNG, PDF: which picture; --list names them"
    )
    parser.add_argument(
        "--overlay", default=BARE, metavar="NAME", help="SVG, PNG, PDF: what the architecture shows of each part"
    )
    parser.add_argument("--list", action="store_true", help="show the cases, their knobs and the formats")
    return parser


def _written(known: dict[str, Case], asked: argparse.Namespace) -> list[Path]:
    """The files of one design. Every answer is checked and every file made before the first is put in its place."""
    case = _named(asked.case, known, "case")
    wanted = [_named(name.strip().lstrip("."), formats(), "format") for name in asked.to.split(",") if name.strip()]
    if not wanted:
        raise Refused(f"--to names no format. There are: {', '.join(formats())}.")
    _named(asked.picture.partition(":")[0], dict(kinds()), "picture")
    _named(asked.overlay.partition(":")[0], dict.fromkeys((BARE, *overlay_names())), "overlay")
    state = _state(case, asked)
    folder = _folder(Path(asked.out))
    look = Look(asked.theme, asked.scale, asked.transparent, asked.picture, asked.overlay)
    targets = {folder / form.filename(case.slug, look): form for form in wanted}
    for path in targets:
        if path.is_dir():
            raise Refused(f"{path} is a folder. Move it, or name another place with -o.")
    evidence = _evidence(case, state.knobs)
    with _refusing(f"{case.slug} has no design with these knobs"):
        design = design_of(case, state.knobs, evidence)
        design = design if state.world == EXPECTED else worlds(design)[state.world].design
    if (look.picture, look.overlay) != (ARCHITECTURE, BARE):
        with _refusing(f"{case.slug} has no such picture"):
            picture_of(design, look.theme, picture=look.picture, overlay=look.overlay)
    with _refusing(f"{case.slug} cannot be written"):
        files = {path: form.made(design, look) for path, form in targets.items()}
    for address in design.unplaced:
        _say(f"This design does not stand on {address}: your figure moves nothing.", sys.stderr)
    _place(files, folder)
    return list(targets)


def _evidence(case: Case, knobs: KnobSet) -> Any:
    try:
        with _refusing(f"{case.slug} has no evidence with these knobs"):
            return case.evidence(knobs, _progress)
    finally:
        if _is_terminal():
            _say("\r\033[K", sys.stderr, end="")


def _named(name: str, known: dict[str, Thing], kind: str) -> Thing:
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    found = f"Near it: {', '.join(near)}." if near else "See --list."
    raise Refused(f"There is no {kind} called {name!r}. {found}")


def _state(case: Case, asked: argparse.Namespace) -> State:
    """The knobs that were named, or those of a state file, all of them: a file that is misread writes nothing."""
    if asked.state is None:
        return State(_knobs(case, asked.set))
    if asked.set:
        raise Refused("--state and --set both name the knobs: give one of them.")
    with _refusing(f"{asked.state} cannot be read"), open(asked.state, "rb") as file:
        raw = file.read(LARGEST + 1)
    try:
        state, problems = read_file(case, raw)
    except Unreadable as no:
        raise Refused(f"{asked.state}: {no}") from no
    if problems:
        raise Refused(f"{asked.state}: {' '.join(problems)}")
    return state


def _knobs(case: Case, settings: Iterable[str]) -> KnobSet:
    words: dict[str, str] = {}
    for setting in settings:
        name, mark, value = setting.partition("=")
        if not mark:
            raise Refused(f"--set {setting} has no value: write --set {name}=VALUE.")
        name, value = name.strip(), value.strip()
        if name in words:
            raise Refused(f"{name} is given twice ({words[name]}, {value}): one value, please.")
        words[name] = value
    knobs, problems = case.Knobs.read(words)
    if problems:
        raise Refused(" ".join(problems))
    return knobs


def _folder(folder: Path) -> Path:
    """The folder, made and tried, so that nobody trains a model for files that cannot be written."""
    with _refusing(f"Nothing can be written to {folder}", "Name another with -o."):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder


def _place(files: dict[Path, bytes], folder: Path) -> None:
    """All files under other names first: what goes wrong with one leaves every old file as it was."""
    made: list[tuple[Path, Path]] = []
    try:
        with _refusing(f"Nothing can be written to {folder}", "Name another with -o."):
            for path, content in files.items():
                handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
                made.append((Path(name), path))
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.chmod(name, 0o644)
            for other, path in made:
                other.replace(path)
    finally:
        for other, _ in made:
            other.unlink(missing_ok=True)


def _progress(share: float, what: str) -> None:
    """One line on stderr that says what is being trained and how far it is."""
    line = f"{share:4.0%} {what}"
    if _is_terminal():
        _say(f"\r\033[K{line}", sys.stderr, end="")
    else:
        _say(line, sys.stderr)


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _listed(known: Iterable[Case]) -> Iterator[str]:
    for case in known:
        yield f"{case.slug}: {case.title}"
        for title, group in (("decisions", case.knobs), ("the world", case.givens)):
            yield f"  {title}"
            yield from (f"    {_row(knob)}" for knob in group)
    yield "pictures (--picture), the architecture first"
    yield from (f"    {kind.name:<12} {kind.label}" for kind in kinds().values())
    yield "    of several of one kind: NAME:WHICH, as in waterfall:Decision"
    yield "overlays of the architecture (--overlay)"
    yield f"    {', '.join(overlay_names())}"
    yield "formats"
    for name, form in formats().items():
        options = f"  (--{', --'.join(form.options)})" if form.options else ""
        yield f"    {name:<12} {form.label}{options}"


def _row(knob: Knob) -> str:
    unit = f" {knob.unit.symbol}" if knob.unit.symbol else ""
    stops = f"; one of {', '.join(f'{s:g}' for s in knob.stops)}" if knob.stops else ""
    return f"{knob.name:<22} {plain(knob.default)}{unit}  ({knob.range}{stops})  {knob.title}"


if __name__ == "__main__":
    sys.exit(main())

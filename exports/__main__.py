"""Files from a shell: `python -m exports fraud_detection --set scoring=batch --to svg,png,dot,md -o DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TypeVar

import cases
from design import Case, Design, Knob, KnobSet, cases_in, design_of, plain

from . import Format, formats

Thing = TypeVar("Thing")


class Refused(Exception):
    """Something that was asked for cannot be had; the sentence says what, and what could."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage and the sentence."""
        raise Refused(f"{message[0].upper()}{message[1:]}. See `python -m exports --help`.")


def main(words: Sequence[str] | None = None) -> int:
    """Write what is asked for and say where; 0, or 2 with a sentence on stderr and nothing written."""
    try:
        asked = _parser().parse_args(words)
        known = cases_in(cases)
        if asked.list or not asked.case:
            _list(known.values())
            return 0
        for path in _written(known, asked):
            print(path)
    except Refused as no:
        print(no, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m exports", description="Write a design's picture and document as files.")
    parser.add_argument("case", nargs="?", help="which case; --list names them")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KNOB=VALUE", help="turn a knob; as often as you like"
    )
    parser.add_argument(
        "--to", default="svg,png,dot,md", metavar="FORMATS", help="with commas between; default: %(default)s"
    )
    parser.add_argument("-o", "--out", default=".", metavar="DIR", help="where to; made if it is not there")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--list", action="store_true", help="show the cases, their knobs and the formats")
    return parser


def _written(known: dict[str, Case], asked: argparse.Namespace) -> list[Path]:
    """The files of one design. Every answer is checked and every file made before the first is put in its place."""
    case = _named(asked.case, known, "case")
    wanted = [_named(name.strip().lstrip("."), formats(), "format") for name in asked.to.split(",") if name.strip()]
    if not wanted:
        raise Refused(f"--to names no format. There are: {', '.join(formats())}.")
    knobs = _knobs(case, asked.set)
    folder = _folder(Path(asked.out))
    design = design_of(case, knobs, case.evidence(knobs, _progress))
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    return _placed(design, wanted, asked.theme, folder)


def _named(name: str, known: dict[str, Thing], kind: str) -> Thing:
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known)
    lead = "Near it" if len(near) < len(known) else "There are"
    raise Refused(f"There is no {kind} called {name!r}. {lead}: {', '.join(near)}.")


def _knobs(case: Case, settings: Iterable[str]) -> KnobSet:
    words = {}
    for setting in settings:
        name, mark, value = setting.partition("=")
        if not mark:
            raise Refused(f"--set {setting} has no value: write --set {name}=VALUE.")
        words[name.strip()] = value.strip()
    knobs, problems = case.Knobs.read(words)
    if problems:
        raise Refused(" ".join(problems))
    return knobs


def _folder(folder: Path) -> Path:
    """The folder, made and tried, so that nobody trains a model for files that cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as no:
        raise Refused(
            f"Nothing can be written to {folder}: {(no.strerror or str(no)).lower()}. Name another with -o."
        ) from no


def _placed(design: Design, wanted: Iterable[Format], theme: str, folder: Path) -> list[Path]:
    files = {folder / f.filename(design.case.slug, theme): f.render(design, theme) for f in wanted}  # type: ignore[arg-type]  # argparse checked the choice
    made: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
            made.append((name, path))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(name, 0o644)
        for name, path in made:
            os.replace(name, path)
    except OSError as no:
        for name, _ in made:
            Path(name).unlink(missing_ok=True)
        raise Refused(f"Nothing can be written to {folder}: {(no.strerror or str(no)).lower()}.") from no
    return list(files)


def _progress(share: float, what: str) -> None:
    """One line on stderr that says what is being trained and how far it is."""
    line = f"{share:4.0%} {what}"
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
    else:
        print(line, file=sys.stderr, flush=True)


def _list(known: Iterable[Case]) -> None:
    for case in known:
        print(f"{case.slug}: {case.title}")
        for title, group in (("decisions", case.knobs), ("the world", case.givens)):
            print(f"  {title}")
            for knob in group:
                print(f"    {_row(knob)}")
    print("formats")
    for name, form in formats().items():
        print(f"    {name:<6} {form.label}")


def _row(knob: Knob) -> str:
    unit = f" {knob.unit.symbol}" if knob.unit.symbol else ""
    stops = f"; one of {', '.join(f'{s:g}' for s in knob.stops)}" if knob.stops else ""
    return f"{knob.name:<22} {plain(knob.default)}{unit}  ({knob.range}{stops})  {knob.title}"


if __name__ == "__main__":
    sys.exit(main())

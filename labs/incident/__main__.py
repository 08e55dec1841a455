"""`python -m labs.incident` shows one incident and how scripted players fare; with options it makes the shipped
tables."""

import argparse
import sys

from labs.incident.belief import TABLE
from labs.incident.debrief import debrief
from labs.incident.drill import begin, total_loss
from labs.incident.faults import found as faults
from labs.incident.incident import LEVELS, incident
from labs.incident.library import EACH, FILE, HEALTHY, made
from labs.incident.library import write as write_library
from labs.incident.monitors import FACTORS, PLAN, evaluated, frontier
from labs.incident.plays import best_play, diagnose_first, do_nothing, retrain_first
from labs.incident.responses import TABLE as RESPONSES_FILE
from labs.incident.responses import simulated as responses_simulated
from labs.incident.responses import write as write_responses
from labs.incident.simulated import WORLDS, simulated
from labs.incident.simulated import write as write_likelihood


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and print; returns the exit status."""
    given = _parser().parse_args(arguments)
    try:
        if given.likelihood:
            write_likelihood(simulated(range(WORLDS), _say), TABLE)
        elif given.library:
            write_library(made(HEALTHY, EACH, _say), FILE)
        elif given.responses:
            write_responses(responses_simulated(_say), RESPONSES_FILE)
        elif given.monitors:
            _print_monitors()
        else:
            _print_incident(given.seed, given.level)
    except ValueError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m labs.incident", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="of the incident (%(default)s)")
    parser.add_argument("--level", choices=LEVELS, default="on_call", help="how hard it is (%(default)s)")
    parser.add_argument("--monitors", action="store_true", help="the default monitors on the library of months")
    parser.add_argument("--likelihood", action="store_true", help=f"make {TABLE.name} anew, some fifteen minutes")
    parser.add_argument("--library", action="store_true", help=f"make {FILE.name} anew, some minutes")
    parser.add_argument("--responses", action="store_true", help=f"make {RESPONSES_FILE.name} anew, some minutes")
    return parser


def _say(part: float, words: str) -> None:
    print(f"{part:4.0%}  {words}", file=sys.stderr)


def _print_incident(seed: int, level: str) -> None:
    state = begin(seed, level)
    print(f"The page: {state.alert.says}")
    end = diagnose_first(seed, level)
    for event in end.events:
        print(f"{event.from_minute:5} min  {event.command:28} {event.says}")
    one = incident(seed, level)
    for plant in one.plants:
        print(
            f"It was: {faults()[plant.fault].title}, {plant.size:g} {faults()[plant.fault].unit}, "
            f"{plant.segment or 'all traffic'}."
        )
    for name, play in (("do nothing", do_nothing), ("retrain first", retrain_first), ("best script", best_play)):
        print(f"{name:15} loses USD {total_loss(play(seed, level)):12,.0f}")
    print(f"{'as above':15} loses USD {total_loss(end):12,.0f}")
    for one_alert in debrief(end).prevention:
        print(
            f"{one_alert.monitor.name:22} pages {one_alert.hours_earlier:7.1f} h earlier, "
            f"{one_alert.false_alarms:.2f} false alarms a month"
        )


def _print_monitors() -> None:
    result = evaluated(PLAN)
    for monitor, alarms in zip(PLAN, result.by_monitor, strict=True):
        print(f"{monitor.name:22} {monitor.owner:16} {alarms:.2f} false alarms a month")
    for one in result.faults:
        first = PLAN[one.first].statistic if one.first is not None else "nothing"
        print(f"{one.fault:24} found in {one.delay_days:4.1f} days, {one.found:4.0%} of worlds, first by {first}")
    for factor, looser in frontier(PLAN, FACTORS[::4]):
        print(f"limits x {factor:4.2f}: {looser.false_alarms:6.2f} false alarms a month, {looser.found:4.0%} found")


if __name__ == "__main__":
    sys.exit(main())

"""What was released or announced in the last three weeks; harmless changes stand there too."""

from labs.fraud.simulation import DAY_S
from labs.incident.check import Check, Reading
from labs.incident.fault import ENTRY_KINDS
from labs.incident.setting import REFERENCE_END_S
from labs.incident.view import View


def _run(view: View) -> Reading:
    entries = [entry for entry in view.log if entry.time_s >= REFERENCE_END_S]
    table = (
        ("when", "kind", "what it says"),
        *(
            (f"{(view.now_s - entry.time_s) / DAY_S:.1f} days ago", entry.kind, entry.says)
            for entry in reversed(view.log)
        ),
    )
    if not entries:
        return Reading("nothing", "Nothing was released or announced since the healthy weeks.", table=table)
    last = entries[-1]
    ago = (view.now_s - last.time_s) / DAY_S
    says = f"{len(entries)} entries since the healthy weeks; the last, {ago:.1f} days ago: {last.kind}, “{last.says}”."
    return Reading(last.kind, says, table=table)


CHECK = Check(
    name="change_log",
    title="Releases and upstream changes",
    minutes=5,
    reads="the change log of three weeks",
    rules_out="Nothing for certain: not all changes are announced, and most that are do no harm.",
    outcomes=("nothing", *ENTRY_KINDS),
    run=_run,
)

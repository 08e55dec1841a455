"""The person's file: brought, its columns named, read; the last good one stays until the next is good."""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from labs.scores import (
    ROLES,
    BadFile,
    Columns,
    Header,
    ScoresEvidence,
    evidence_of,
    example_csv,
    guessed,
    header_of,
    payments_in,
)
from labs.scores.example import ABOUT
from labs.scores.refusal import shown

from ._text import as_text

UPLOAD_MB = 400
"""5 M rows are 190 to 300 MB as CSV. Where the server's own limit (server.maxUploadSize) is lower, it holds."""

KEPT_MB = 32
"""A larger upload is let go once it is read: the server would hold it in memory as long as the visitor's session."""

STATE = "scores"
FILE = "scores:file"
EXAMPLE = "example.csv"


@dataclass(frozen=True)
class Held:
    """What was read last and could be used; `number` counts the files, so that each has its own sliders."""

    name: str
    evidence: ScoresEvidence
    number: int


@dataclass
class Brought:
    """One visitor's file: nothing of it is shared, cached or written. `let_go`: read, and no longer in memory.

    `seen` is the upload as the last run had it; the session's state holds on to that one until the next move.
    """

    held: Held | None = None
    trouble: str = ""
    file_id: str = ""
    header: Header | None = None
    tried: Columns | None = None
    let_go: bool = False
    seen: UploadedFile | None = None


def brought() -> Brought:
    """The visitor's own."""
    if STATE not in st.session_state:
        st.session_state[STATE] = Brought()
    found: Brought = st.session_state[STATE]
    return found


def bring(mine: Brought) -> None:
    """The control for the file, the example, and the columns; reads what is new.

    Not for a fragment that a slider runs again: each run copies the upload, 0.15 s for 5 M rows.
    """
    control, example, columns = st.columns([1.4, 1, 1.4], gap="medium")
    with control:
        file = _control()
    with example:
        _example(mine)
    if mine.let_go and getattr(st.session_state.get(FILE), "file_id", "") == mine.file_id:
        with columns:
            _say_let_go(mine)
        return
    if file is None:
        if mine.file_id:
            mine.trouble = ""
        mine.file_id, mine.header, mine.tried, mine.let_go, mine.seen = "", None, None, False, None
        return
    if file.file_id != mine.file_id:
        _open(mine, file)
    before, mine.seen = mine.seen, file
    large = file.size > KEPT_MB << 20
    with columns:
        named = _columns(mine.header, mine.file_id, ask=large) if mine.header else None
        if named is not None and named != mine.tried:
            read = _read(mine, file, named)
            mine.tried = named  # afterwards: a reading that was interrupted is done again
            if read and large:
                _let_go(mine, file, before)
                st.rerun()


def _control() -> UploadedFile | None:
    limit = min(UPLOAD_MB, int(st.get_option("server.maxUploadSize")))
    st.file_uploader(
        "Your file of scored payments, CSV or Parquet",
        type=["csv", "tsv", "txt", "parquet"],
        max_upload_size=limit,
        key=FILE,
        help="One row a payment: the score, whether it was fraud, the amount, the time. Up to 5 M rows.",
    )
    if limit < UPLOAD_MB:
        st.caption(f"This page takes {limit} MB. Larger: `python -m labs.scores FILE`.")
    # The control returns a copy of all bytes, dropped here; the session's state has the upload itself.
    file = st.session_state.get(FILE)
    return file if isinstance(file, UploadedFile) else None


def say_trouble(mine: Brought) -> None:
    """The one sentence about a file that could not be used, and what is on screen instead."""
    if mine.trouble:
        kept = f" The last good file, {mine.held.name}, is kept." if mine.held else ""
        st.error(as_text(mine.trouble + kept), icon=":material/error:")


def _example(mine: Brought) -> None:
    st.caption("NO FILE AT HAND?")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Try the example", on_click=_take_example, args=(mine,), icon=":material/play_arrow:", key="scores:try"
        )
        st.download_button(
            "Download it",
            data=example_csv,
            file_name=EXAMPLE,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="scores:example",
        )
    with st.popover("What it is", type="tertiary"):
        st.write(ABOUT)


def _take_example(mine: Brought) -> None:
    evidence = evidence_of(payments_in(example_csv(), Columns(*ROLES)))
    _hold(mine, EXAMPLE, evidence)


def _open(mine: Brought, file: UploadedFile) -> None:
    mine.file_id, mine.tried, mine.header, mine.trouble, mine.let_go = file.file_id, None, None, "", False
    try:
        mine.header = header_of(file.getvalue())
    except BadFile as bad:
        mine.trouble = str(bad)


def _columns(header: Header, file_id: str, *, ask: bool) -> Columns | None:
    """The columns as the person names them, beginning with what is obvious.

    None until all four are named and, of a file that is read but once, until the person says so.
    """
    guesses = guessed(header.names)
    names = list(dict.fromkeys(name for name in header.names if name))
    with st.expander("Columns", expanded=ask or None in guesses.values(), key=f"scores:columns:{file_id}"):
        chosen = [
            st.selectbox(
                role.capitalize(),
                names,
                index=None if guess is None else names.index(guess),
                placeholder=f"Which column is the {role}?",
                key=f"scores:{role}:{file_id}",
            )
            for role, guess in guesses.items()
        ]
    missing = [role for role, name in zip(ROLES, chosen, strict=True) if name is None]
    if missing:
        st.info(f"Name the column of the {' and the '.join(missing)}.", icon=":material/arrow_upward:")
        return None
    if ask and not st.button("Read these columns", type="primary", icon=":material/play_arrow:", key="scores:read"):
        return None
    return Columns(*(str(name) for name in chosen))


def _let_go(mine: Brought, file: UploadedFile, before: UploadedFile | None) -> None:
    """Free the upload's memory: the server's, and the one that the session's state holds on to."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    for one in (file, before or file):
        one.truncate(0)
    mine.let_go, mine.seen = True, None


def _say_let_go(mine: Brought) -> None:
    if mine.tried is not None:
        named = ", ".join(f"{role} from {shown(name)}" for role, name in zip(ROLES, mine.tried.names, strict=True))
        st.caption(as_text(f"Read: {named}. The upload is no longer in memory; for other columns bring it again."))


def _read(mine: Brought, file: UploadedFile, columns: Columns) -> bool:
    """Whether the file could be used."""
    place = st.empty()
    bar = place.progress(0.0, text="Reading the file")

    def say(share: float, doing: str) -> None:
        bar.progress(min(share, 1.0), text=doing)

    try:
        evidence = evidence_of(payments_in(file.getvalue(), columns, say), say)
    except BadFile as bad:
        mine.trouble = str(bad)
    except MemoryError:
        mine.trouble = "The file needs more memory than this machine has. Bring fewer rows."
    else:
        _hold(mine, file.name, evidence)
        return True
    finally:
        place.empty()
    return False


def _hold(mine: Brought, name: str, evidence: ScoresEvidence) -> None:
    mine.held, mine.trouble = Held(name, evidence, mine.held.number + 1 if mine.held else 1), ""

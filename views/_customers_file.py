"""The person's own customers: a file brought, its columns named, read; the last good one stays."""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from labs.churn import ChurnSetting, own
from labs.churn.own.example import ABOUT

from ._text import as_text

STATE, FILE, FAMILY = "customers", "customers:file", "customers:family"
EXAMPLE = "example.csv"
UPLOAD_MB = own.BYTES_LIMIT >> 20
NONE = "(no such column)"
SAYS = {
    "churn": "Who left: yes or no, 1 or 0.",
    "treatment": "Who was contacted in a campaign, if the file holds one. Best where lot decided.",
    "id": "Names the customer. It is never learned from.",
    "value": "What a customer is worth, in any currency. Without it everybody counts the same.",
    "tenure": "Months since they came. With it the page says when customers leave.",
}
FAMILIES = {"boosted": "boosted trees", "logistic": "logistic regression", "forest": "random forest"}


@dataclass(frozen=True)
class Held:
    """What was read last and could be used; `number` counts the files, so that each has its own controls."""

    name: str
    evidence: own.OwnEvidence
    number: int


@dataclass
class Brought:
    """One visitor's file: nothing of it is shared, cached or written."""

    held: Held | None = None
    trouble: str = ""
    file_id: str = ""
    header: own.Header | None = None
    tried: tuple[own.Columns, str] | None = None


def brought() -> Brought:
    """The visitor's own."""
    if STATE not in st.session_state:
        st.session_state[STATE] = Brought()
    found: Brought = st.session_state[STATE]
    return found


def bring(mine: Brought) -> None:
    """The control for the file, the example, and the columns; reads what is new."""
    control, example, columns = st.columns([1.4, 1, 1.4], gap="medium")
    with control:
        file = _control()
    with example:
        _example(mine)
    if file is None:
        if mine.file_id:
            mine.file_id, mine.header, mine.tried, mine.trouble = "", None, None, ""
        return
    if file.file_id != mine.file_id:
        _open(mine, file)
    if mine.header is None:
        return
    with columns:
        named = _columns(mine.header, mine.file_id)
        if named is not None and named != mine.tried:
            _read(mine, file, *named)
            mine.tried = named  # afterwards: a reading that was interrupted is done again


def say_trouble(mine: Brought) -> None:
    """The one sentence about a file that could not be used, and what is on screen instead."""
    if mine.trouble:
        kept = f" The last good file, {mine.held.name}, is kept." if mine.held else ""
        st.error(as_text(mine.trouble + kept), icon=":material/error:")


def _control() -> UploadedFile | None:
    file = st.file_uploader(
        "Your file of customers, CSV or Parquet",
        type=["csv", "tsv", "txt", "parquet"],
        max_upload_size=min(UPLOAD_MB, int(st.get_option("server.maxUploadSize"))),
        key=FILE,
        help=f"One row a customer, as known before anybody left. {own.ROWS_LEAST} to {own.ROWS_LIMIT:,} rows.",
    )
    return file if isinstance(file, UploadedFile) else None


def _example(mine: Brought) -> None:
    st.caption("NO FILE AT HAND?")
    with st.container(horizontal=True, gap="small"):
        wanted = st.button("Try the example", icon=":material/play_arrow:", key="customers:try")
        st.download_button(
            "Download it",
            data=own.example_csv,
            file_name=EXAMPLE,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="customers:example",
        )
    with st.popover("What it is", type="tertiary"):
        st.write(ABOUT)
    if wanted:
        guesses = own.guessed(own.header_of(own.example_csv()).names)
        _train(mine, EXAMPLE, own.example_csv(), own.Columns(**guesses), "boosted")  # type: ignore[arg-type]  # it has a churn column


def _open(mine: Brought, file: UploadedFile) -> None:
    mine.file_id, mine.tried, mine.header, mine.trouble = file.file_id, None, None, ""
    try:
        mine.header = own.header_of(file.getvalue())
    except own.BadFile as bad:
        mine.trouble = str(bad)


def _columns(header: own.Header, file_id: str) -> tuple[own.Columns, str] | None:
    """The columns as the person names them, beginning with what is obvious, and the family; None without a label."""
    guesses = own.guessed(header.names)
    names = list(dict.fromkeys(name for name in header.names if name))
    chosen: dict[str, str | None] = {}
    with st.expander("Columns", expanded=guesses["churn"] is None, key=f"customers:columns:{file_id}"):
        for role, guess in guesses.items():
            optional = role in own.OPTIONAL
            options = [NONE, *names] if optional else names
            found = st.selectbox(
                role.capitalize(),
                options,
                index=options.index(guess) if guess in options else (0 if optional else None),
                placeholder=f"Which column is the {role}?",
                key=f"customers:{role}:{file_id}",
                help=SAYS[role],
            )
            chosen[role] = None if found == NONE else found
        kept = st.multiselect(
            "Keep although it looks like a leak",
            names,
            key=f"customers:kept:{file_id}",
            help="A column that alone tells nearly everybody who left is left out, unless you know better.",
        )
        family = st.selectbox("Model", list(FAMILIES), format_func=FAMILIES.__getitem__, key=f"{FAMILY}:{file_id}")
    if chosen["churn"] is None:
        st.info("Name the column that says who left.", icon=":material/arrow_upward:")
        return None
    return own.Columns(**chosen, kept=tuple(kept)), str(family)  # type: ignore[arg-type]  # churn is named by now


def _read(mine: Brought, file: UploadedFile, columns: own.Columns, family: str) -> None:
    _train(mine, file.name, file.getvalue(), columns, family)


def _train(mine: Brought, name: str, content: bytes, columns: own.Columns, family: str) -> None:
    """Read the customers and train on them; a sentence where they cannot be used."""
    place = st.empty()
    bar = place.progress(0.0, text="Reading the file")

    def say(share: float, doing: str) -> None:
        bar.progress(min(share, 1.0), text=doing)

    try:
        found = own.customers_in(content, columns, say)
        evidence = own.evidence_of(found, ChurnSetting(family=family), say)  # type: ignore[arg-type]  # one of the lab's words
    except own.BadFile as bad:
        mine.trouble = str(bad)
    except MemoryError:
        mine.trouble = "The file needs more memory than this machine has. Bring fewer rows."
    else:
        mine.held, mine.trouble = Held(name, evidence, mine.held.number + 1 if mine.held else 1), ""
    finally:
        place.empty()

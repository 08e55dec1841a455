"""Share: a link that reopens the whole page, and a file that holds all of it, out and in."""

import json
from typing import Any

import streamlit as st

from state import LARGEST, SUFFIX, Unreadable, address_of, file_of, read_file

from ._session import Session
from ._text import as_text

HTML = """
<div class="link">
  <input type="text" readonly aria-label="Link to this design">
  <button type="button">Copy link</button>
  <span role="status" aria-live="polite"></span>
</div>
"""
CSS = """
.link { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; font-size: 0.875rem; }
input { flex: 1 1 14rem; min-width: 0; padding: 0.45rem 0.6rem; font: 0.8125rem monospace;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: 0.5rem; }
button { padding: 0.45rem 0.8rem; font: inherit; color: var(--st-background-color); cursor: pointer;
  background: var(--st-primary-color); border: 1px solid var(--st-primary-color); border-radius: 0.5rem; }
:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
span { flex-basis: 100%; min-height: 1.2em; color: var(--st-text-color); }
"""
JS = """
// The address of the page is the link: the board keeps it true at each move.
export default function ({ parentElement }) {
  const [field, button, said] = ["input", "button", "span"].map((name) => parentElement.querySelector(name));
  const fill = () => { if (field.value !== location.href) field.value = location.href; };
  fill();
  clearInterval(field.following);
  field.following = setInterval(fill, 200); // a move that was made just before is written a little later
  field.onfocus = () => { fill(); field.select(); };
  button.onclick = async () => {
    fill();
    said.textContent = (await copied(field)) ? "Copied." : "Your browser lets no page copy: press Ctrl+C now.";
  };
  return () => clearInterval(field.following);
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
"""


@st.cache_resource(show_spinner=False)
def _link() -> Any:
    return st.components.v2.component("ml_casebook_link", html=HTML, css=CSS, js=JS)


def show(session: Session) -> None:
    """The link with its button, then the state file."""
    slug = session.case.slug
    box = st.popover("Share", icon=":material/link:", key=f"share:{slug}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown("**A link** reopens the page as it stands: decisions, world, cards, pins, your words.")
        _link()(key=f"link:{slug}", data={"j": json.dumps(session.query)}, height="content")
        for sentence in address_of(session.state).left_out:
            st.warning(as_text(sentence), icon=":material/content_cut:")
        st.markdown("**A state file** holds all of that and your guesses, as commented YAML to read and edit.")
        st.download_button(
            "Save the state file",
            data=lambda: file_of(session.case, session.state),
            file_name=f"{slug}{SUFFIX}",
            mime="application/yaml",
            icon=":material/download:",
            on_click="ignore",
            key=f"save:{slug}",
        )
        _open(session)


def _open(session: Session) -> None:
    """Open a state file; what could not be taken is said here by line and key, and the last good state is kept."""
    slug = session.case.slug
    key, told = f"open:{slug}", f"opened:{slug}"

    def opened() -> None:
        file = st.session_state[key]
        st.session_state[told] = None if file is None else take(session, file.name, file.getvalue())

    st.file_uploader(
        "Open a state file: drop it here", key=key, on_change=opened, max_upload_size=1,
        help=f"Text, at most {LARGEST // 1024} kB. Files of older versions open, too.",
    )  # fmt: skip
    said: tuple[str, bool] | None = st.session_state.get(told)
    if said:
        sentence, good = said
        (st.success if good else st.error)(as_text(sentence), icon=":material/check:" if good else ":material/error:")


def take(session: Session, name: str, raw: bytes) -> tuple[str, bool]:
    """Stand where a file says; what was said of it, and whether it was taken."""
    try:
        state, problems = read_file(session.case, raw)
    except Unreadable as bad:
        return f"{name[:60]} was not opened. {bad} Your design is as it was.", False
    session.take(state, problems, "file")
    more = f" {len(problems)} of its lines could not be taken; they are told above the picture." if problems else ""
    return f"{name[:60]} is open.{more}", True

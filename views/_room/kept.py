"""The process's one store: made when it is first asked for, at the URL of the environment, the secrets, or a file."""

import os
from functools import cache
from threading import Lock

import streamlit as st
from sqlalchemy import make_url

from store import Limits, Past, Rooms, Watch, default_url, engine_for
from store.engine import VARIABLE

SECRET = "database_url"
"""What `.streamlit/secrets.toml` calls the database's URL."""
OPENING = Lock()


def place() -> str:
    """The URL of the database. The environment goes before the secrets."""
    try:
        if os.environ.get(VARIABLE, "").strip():
            return default_url()
        return str(st.secrets[SECRET])
    except (FileNotFoundError, KeyError):
        return default_url()


def shown_place() -> str:
    """Where things are kept, as a person may read it: a file's path, or a server without its password."""
    return make_url(place()).render_as_string(hide_password=True).removeprefix("sqlite:///")


def rooms() -> Rooms:
    """The rooms. Raises Unkept where the database cannot be opened: then the next call tries again."""
    with OPENING:
        return _rooms()


@cache
def _rooms() -> Rooms:
    engine = engine_for(place())
    return Rooms(engine, Watch(engine), Limits())


def past() -> Past:
    """The finished rounds, in the same database. Raises Unkept."""
    return Past(rooms().engine)

"""Present: a page of our own beside Streamlit's, full screen, with a presenter's view and a link for the audience."""

from .opening import present
from .routes import ROUTES

__all__ = ["ROUTES", "present"]

"""Which of a browser's complaints are to be expected."""

from playwright.sync_api import ConsoleMessage

# On a page below the root, Streamlit asks for these beside the page first, to learn where its server begins.
UNKNOWN_PAGE = "The page that you have requested does not seem to exist"
STREAMLIT_FEELS_FOR = ("/_stcore/health", "/_stcore/host-config")
# A browser counts as an error that a server says no: that a seat is taken, that a stranger may not listen.
REFUSED = ("409 (Conflict)", "/rooms/join")


def expected(message: ConsoleMessage) -> bool:
    """True for what Streamlit asks for in vain on purpose, and for a seat that is refused."""
    url = message.location["url"]
    if REFUSED[0] in message.text and url.endswith(REFUSED[1]):
        return True
    return url.endswith(STREAMLIT_FEELS_FOR) or UNKNOWN_PAGE in message.text

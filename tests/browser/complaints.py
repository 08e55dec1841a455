"""Which of a browser's complaints are to be expected on any Streamlit page."""

from playwright.sync_api import ConsoleMessage

# On a page below the root, Streamlit asks for these beside the page first, to learn where its server begins.
UNKNOWN_PAGE = "The page that you have requested does not seem to exist"
STREAMLIT_FEELS_FOR = ("/_stcore/health", "/_stcore/host-config")


def expected(message: ConsoleMessage) -> bool:
    """True for what Streamlit asks for in vain on purpose."""
    return message.location["url"].endswith(STREAMLIT_FEELS_FOR) or UNKNOWN_PAGE in message.text

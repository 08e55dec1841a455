"""The browser that tests and benchmarks drive: `python -m tests.find_browser --install` prints its path."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMED_BY = "ML_CASEBOOK_BROWSER"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
NONE_FOUND = f"""No Chromium, Chrome or Edge was found, and a browser is needed. Any of these brings one:
  python -m playwright install chromium      (any system)
  apt install chromium                       (Debian; Ubuntu's snap works, too)
or name one that is installed elsewhere: {NAMED_BY}=/path/to/chrome"""

# The page under test is the only one to be talked to. Windows behind others draw as fast as the one in front.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--no-first-run",
)


class NoBrowser(Exception):
    """No browser was found; the message says how to get one."""


def arguments() -> list[str]:
    """What the browser is started with; its sandbox is given up only where it cannot work, as root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]


def browser_path() -> str:
    """The executable of a Chromium, Chrome or Edge.

    Raises NoBrowser if there is none, or if ML_CASEBOOK_BROWSER names a file that is not there.
    """
    if named := os.environ.get(NAMED_BY):
        if found := shutil.which(named):
            return found
        raise NoBrowser(f"{NAMED_BY}={named} is not a program. Mend it, or unset it to have one looked for.")
    for candidate in _candidates():
        if Path(candidate).is_file():
            return str(candidate)
    raise NoBrowser(NONE_FOUND)


def _candidates() -> Iterator[Path | str]:
    yield from filter(None, map(shutil.which, COMMANDS))
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{app}.app" / "Contents" / "MacOS" / app for app in MAC_APPS)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (Path(folder) / program for program in WINDOWS_PROGRAMS)
    yield _playwrights_own()


def _playwrights_own() -> str:
    # Asked in a process of its own: Playwright may not be started where one is running already.
    ask = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
    return subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    """Print the browser's path; with --install, have Playwright fetch one where there is none."""
    parser = argparse.ArgumentParser(prog="python -m tests.find_browser", description=main.__doc__)
    parser.add_argument("--install", action="store_true")
    install = parser.parse_args().install
    try:
        print(browser_path())
    except NoBrowser as missing:
        if not install or NAMED_BY in os.environ:
            sys.exit(str(missing))
        if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
            sys.exit(f"Playwright could not fetch its Chromium.\n{missing}")
        print(browser_path())


if __name__ == "__main__":
    main()

"""The server's settings: every one exists, is in force, and can be read in both themes."""

import asyncio
import itertools
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from benchmarks.sessions import Session
from tests.serve import PROJECT, serve

SETTINGS = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@pytest.mark.parametrize(("name", "value"), list(flat(SETTINGS)))
def test_every_setting_is_in_force(name: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    config.get_config_options(force_reparse=True)
    assert value == config.get_option(name)


def test_streamlit_knows_every_setting() -> None:
    """Streamlit only warns of one that it does not know, for instance after an upgrade."""
    shown = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "not a valid config option" not in shown.stdout + shown.stderr
    assert "warn" not in shown.stderr.lower()


@pytest.mark.parametrize(
    ("name", "value"),
    {
        "runner.postScriptGC": False,
        "runner.magicEnabled": False,
        "server.address": "127.0.0.1",
        "server.allowedHosts": ["localhost", "127.0.0.1"],
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 400,
        "server.maxMessageSize": 20,
        "server.disconnectedSessionTTL": 3600,
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": False,
    }.items(),
)
def test_what_speed_and_safety_stand_on_is_set(name: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named here once more, so that no edit of the file loses one unnoticed."""
    monkeypatch.chdir(PROJECT)
    config.get_config_options(force_reparse=True)
    assert value == config.get_option(name)


COUNTING = """
import gc
from streamlit.web import cli
def count(phase, info):
    if phase == "start" and info["generation"] == 2:
        print("FULL", flush=True)
gc.callbacks.append(count)
cli.main()
"""
RUNS = 20


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "env", "least", "most"),
    [
        ("app.py", {}, 0, RUNS // 2),
        ("benchmarks/one_slider_app.py", {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}, RUNS - 2, 1000),
    ],
    ids=["ours", "as Streamlit ships"],
)
def test_no_full_collection_follows_a_run(
    script: str, env: dict[str, str], least: int, most: int, tmp_path: Path
) -> None:
    """Seen in a running server; Streamlit's own default shows that one would be seen. One may be missed."""

    async def visit(url: str) -> None:
        session = await Session.open(url)
        before.append(server.log.read_text().count("FULL"))
        for _ in range(RUNS):
            await session.rerun()
        await session.socket.close()
        assert session.errors == []

    before: list[int] = []
    with serve(script, tmp_path / "server.log", launch=("-c", COUNTING), env=env) as server:
        asyncio.run(visit(server.url))
        assert least <= server.log.read_text().count("FULL") - before[0] <= most


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1.4.3."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out(theme: str) -> None:
    """4.5 to 1 on the page, on what lies on it, and on the text's own background."""
    colours = SETTINGS["theme"][theme]
    grounds = [
        colours["backgroundColor"],
        colours["secondaryBackgroundColor"],
        colours["codeBackgroundColor"],
    ]
    texts = {
        k: v for k, v in colours.items() if k.endswith("TextColor") or k in ("textColor", "linkColor", "primaryColor")
    }
    pairs = [(text, ground) for text, ground in itertools.product(texts.values(), grounds)]
    pairs += [
        (v, colours[k.replace("TextColor", "BackgroundColor")])
        for k, v in texts.items()
        if k.endswith("TextColor") and k != "codeTextColor"
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_border_and_line_stands_out(theme: str) -> None:
    """3 to 1 (WCAG 1.4.11) for what a control's edge or a chart's line is drawn in."""
    colours = SETTINGS["theme"][theme]
    lines = [colours["borderColor"], colours["primaryColor"], *colours["chartCategoricalColors"]]
    grounds = [colours["backgroundColor"], colours["secondaryBackgroundColor"]]
    pairs = [*itertools.product(lines, grounds), ("#FFFFFF", colours["primaryColor"])]  # a checkbox's tick
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


def test_both_themes_say_the_same_things() -> None:
    light, dark = (dict(flat(SETTINGS["theme"][theme])) for theme in ("light", "dark"))
    assert light.keys() == dark.keys()

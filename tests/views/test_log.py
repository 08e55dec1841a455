"""The log holds every warning but the one that says nothing."""

import warnings

import pytest

from views._log import RACE, keep_races_out


def test_only_the_race_of_two_trainings_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(warnings, "showwarning", lambda message, *rest: written.append(str(message)))
    keep_races_out()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"`sklearn.utils.parallel.delayed` {RACE} to make it possible", UserWarning, stacklevel=1)
        warnings.warn("something else", UserWarning, stacklevel=1)
    assert written == ["something else"]

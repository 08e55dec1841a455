"""Units as types: a plain number to Python and mypy, a measured one to the reader; and how it is written."""

from math import floor, isinf, isnan, log10
from typing import Annotated, Any, NamedTuple, get_args


class Unit(NamedTuple):
    """A unit: its symbol, and what an unbounded value of it means in words."""

    symbol: str
    unbounded: str = "unbounded"


Count = Annotated[int, Unit("")]
Number = Annotated[float, Unit("")]
Times = Annotated[float, Unit("×")]
Share = Annotated[float, Unit("%")]
BasisPoints = Annotated[float, Unit("bp")]
Probability = Annotated[float, Unit("p")]
PerSecond = Annotated[float, Unit("/s")]
PerDay = Annotated[float, Unit("a day")]
Millis = Annotated[float, Unit("ms", "no steady state")]
Seconds = Annotated[float, Unit("s", "never")]
Hours = Annotated[float, Unit("h", "never")]
Days = Annotated[float, Unit("days", "never")]
Usd = Annotated[float, Unit("$")]
UsdPerHour = Annotated[float, Unit("$/h")]
UsdPerMonth = Annotated[float, Unit("$/month")]
UsdPerThousand = Annotated[float, Unit("$/1,000")]
Gigabytes = Annotated[float, Unit("GB")]
GigabytesPerDay = Annotated[float, Unit("GB/day")]

PLAIN = Unit("")

_LADDERS: dict[str, tuple[tuple[float, float, str], ...]] = {
    "ms": (
        (172.8e6, 864e5, "days"),
        (72e5, 36e5, "h"),
        (12e4, 6e4, "min"),
        (1e3, 1e3, "s"),
        (1, 1, "ms"),
        (0, 1e-3, "µs"),
    ),
    "s": ((172_800, 86_400, "days"), (7200, 3600, "h"), (120, 60, "min"), (1, 1, "s"), (0, 1e-3, "ms")),
    "h": ((48, 24, "days"), (2, 1, "h"), (1 / 30, 1 / 60, "min"), (0, 1 / 3600, "s")),
    "GB": ((1e6, 1e6, "PB"), (1e3, 1e3, "TB"), (1, 1, "GB"), (0, 1e-3, "MB")),
}
"""From which size on a quantity is written in which unit: (from, size of the unit, its symbol)."""


def unit_of(hint: object) -> Unit:
    """The unit that a type hint carries; the plain unit where it carries none.

    >>> unit_of(Millis).symbol
    'ms'
    """
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Unit)), PLAIN)


def written(value: Any, unit: Unit = PLAIN) -> str:
    """A value as a reader sees it, everywhere: page, diagram, finding and export. About three digits.

    >>> written(0.0031, Unit("%")), written(38_214.2, Unit("$/month")), written(131.4, Unit("ms"))
    ('0.31 %', '$38,200 a month', '131 ms')
    >>> written(float("inf"), Unit("ms", "no steady state"))
    'no steady state'
    """
    if isinstance(value, bool):
        return "on" if value else "off"
    if not isinstance(value, int | float):
        return str(value)
    if isnan(value):
        return "not known"
    if isinf(100 * value):  # per cent are a hundred times as many
        return unit.unbounded
    return _finite(float(value), unit.symbol)


def _finite(value: float, symbol: str) -> str:
    if symbol == "p":
        return f"p = {digits(value)}"
    if symbol == "%":
        return f"{_percent(100 * value)} %"
    if symbol.startswith("$"):
        tail = {"$": "", "$/h": " an hour", "$/month": " a month", "$/1,000": " per 1,000"}[symbol]
        return f"{'-' if value < 0 else ''}${digits(abs(value), cents=True)}{tail}"
    if symbol in _LADDERS and value:
        _, size, symbol = next(rung for rung in _LADDERS[symbol] if abs(value) >= rung[0])
        value /= size
    return f"{digits(value)} {symbol}".strip() if symbol != "/s" else f"{digits(value)}/s"


def _percent(value: float) -> str:
    """Per cent that never rounds up to 100, nor down to nothing.

    >>> _percent(99.9953), _percent(50.26), _percent(100.0), _percent(2e-7), _percent(100 - 1e-9)
    ('99.9953', '50.3', '100', 'under 0.0001', 'over 99.999999')
    """
    if 0 < value < 1e-4:
        return "under 0.0001"
    if 100 - 1e-6 < value < 100:
        return "over 99.999999"
    if 99 < value < 100:
        places = 1 - floor(log10(100 - value))
        return f"{value:.{places}f}".rstrip("0")
    return digits(value)


def digits(value: float, cents: bool = False) -> str:
    """Three significant digits, thousands by commas.

    >>> digits(1_234_567), digits(0.01234), digits(12.0)
    ('1.23 M', '0.0123', '12')
    """
    size = abs(value)
    if size >= 1e12:
        return f"{value:.2e}"
    for scale, name in ((1e9, "bn"), (1e6, "M")):
        if size >= scale:
            return f"{_three(value / scale)} {name}"
    if cents and 1 <= size < 100 and abs(value - round(value)) > 0.005:
        return f"{value:.2f}"
    return _three(value)


def _three(value: float) -> str:
    size = abs(value)
    if size == 0:
        return "0"
    if size >= 1000:
        step = 100 if size >= 10_000 else 10
        return f"{round(value / step) * step:,.0f}"
    if size >= 100:
        return f"{value:,.0f}"
    if size < 1e-4:
        return f"{value:.1e}"
    places = 2 - floor(log10(size))
    shown = f"{value:.{places}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def bounded(value: float) -> bool:
    """True where a value is a finite number.

    >>> bounded(3.0), bounded(float("inf"))
    (True, False)
    """
    return not (isinf(value) or isnan(value))
